"""Summaries: what each paragraph of a report says, in a line of the keeper's own words.

``sources/summaries/<report-id>.yml`` maps the anchors of paragraphs to summaries.  ``text``
is how the paragraph begins and ends, so that a summary is never shown with another text::

    p6: {text: 兩韓於四月 … 發表宣言。, en: The two Koreas held a summit and issued a declaration.}
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from cefu.inputs.files import kept_files, read_kept
from cefu.inputs.yamlfile import Fault, Reader, compose
from cefu.model.annotations import Summary
from cefu.model.document import Block, Report
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, Names

FOLDER = "summaries"
#: Types of the blocks that a summary may be of.
SUMMARISED = frozenset({"paragraph", "list_item", "abstract_point", "caption"})
#: What stands between the beginning and the end of a text.
GAP = "…"
_KEYS = ("text", *LANGS)


def read_summaries(folder: Path, withdrawn: Collection[str] = ()) -> dict[str, dict[str, Summary]]:
    """The summaries in ``folder`` by report id and anchor; {} if there is no such folder.

    Those of the ``withdrawn`` reports are left out.  Raises ``CefuError`` naming every fault of every file with its line.
    """
    found: dict[str, dict[str, Summary]] = {}
    faults: list[Fault] = []
    for path in kept_files(folder):
        if path.stem in withdrawn:
            continue
        found[path.stem], told = parse(read_kept(path), str(path))
        faults += told
    if faults:
        raise CefuError("\n".join(str(fault) for fault in faults))
    return found


def parse(text: str, file: str) -> tuple[dict[str, Summary], list[Fault]]:
    """One file's summaries by anchor, and its faults in order of lines.

    >>> read, faults = parse("p1: {text: 甲乙 … 丙。, en: One}\\np2: {en: Two}\\np3: {text: 丁}", "a.yml")
    >>> read["p1"].names, read["p1"].text, read["p1"].place
    ({'en': 'One'}, '甲乙 … 丙。', 'a.yml:1')
    >>> [str(fault).partition(". ")[0] for fault in faults]
    ['a.yml:2: p2: does not say what text it is of', 'a.yml:3: p3: says nothing']
    """
    node, faults = compose(text, file)
    reader = Reader(file)
    read: dict[str, Summary] = {}
    for anchor, entry in reader.entries(node, "summaries", None).items():
        summary = _summary(reader, entry, anchor)
        if summary.names and summary.text:
            read[anchor] = summary
    return read, sorted({*faults, *reader.faults})


def _summary(reader: Reader, node: yaml.Node, anchor: str) -> Summary:
    found = reader.entries(node, anchor, _KEYS)
    texts = {name: reader.string(value, f"{anchor}.{name}") for name, value in found.items()}
    names: Names = {lang: texts[lang] for lang in LANGS if texts.get(lang)}
    if isinstance(node, yaml.MappingNode):
        if not any(lang in found for lang in LANGS):
            reader.fault(node, anchor, "says nothing", f"Add one of {', '.join(LANGS)}.")
        if "text" not in found:
            problem = "does not say what text it is of"
            reader.fault(node, anchor, problem, f"Add text: first words {GAP} last words.")
    return Summary(names, texts.get("text", ""), f"{reader.file}:{node.start_mark.line + 1}")


def fits(words: str, text: str) -> bool:
    """Whether ``text`` begins and ends as ``words`` say; blanks do not count.

    >>> fits("甲乙 … 丁。", "甲乙丙丁。"), fits("甲乙", "甲乙丙丁。"), fits("甲乙…丙。", "甲乙丙丁。")
    (True, True, False)
    """
    begins, _, ends = ("".join(part.split()) for part in words.partition(GAP))
    bare = "".join(text.split())
    return len(begins + ends) <= len(bare) and bare.startswith(begins) and bare.endswith(ends)


def place_summaries(
    reports: Sequence[Report], read: Mapping[str, Mapping[str, Summary]]
) -> tuple[dict[str, dict[str, Names]], tuple[str, ...]]:
    """The summaries by report id and block id, and a notice for each that is not shown.

    A summary whose block no longer begins and ends with its words is left out, for it may
    tell of another text; the notice says which block has the words now, if one alone does.
    Raises ``CefuError`` for a file of no report and for anchors that no report has had.
    """
    by_id = {report.id: report for report in reports}
    placed: dict[str, dict[str, Names]] = {}
    notices: list[str] = []
    faults: list[str] = []
    for ident, summaries in read.items():
        report = by_id.get(ident)
        if report is None:
            faults += [f"{s.place}: there is no report {ident!r}" for s in summaries.values()][:1]
            continue
        blocks = {b.id: b for b in report.blocks if b.type in SUMMARISED}
        shown: dict[str, Names] = {}
        for anchor, summary in summaries.items():
            block = blocks.get(anchor)
            if block and fits(summary.text, block.text):
                shown[anchor] = summary.names
            elif block or anchor in report.redirects or anchor in report.told:
                notices.append(_notice(anchor, summary, blocks.values()))
            else:
                faults.append(_unknown(anchor, summary, report))
        placed[ident] = shown
    if faults:
        raise CefuError("\n".join(faults))
    return placed, tuple(notices)


def _notice(anchor: str, summary: Summary, blocks: Iterable[Block]) -> str:
    now = [block.id for block in blocks if fits(summary.text, block.text)]
    where = f", which is now {now[0]}" if len(now) == 1 else ""
    return (
        f"{summary.place}: {anchor} is not the text {summary.text!r}{where}: "
        "its summary is not shown"
    )


def _unknown(anchor: str, summary: Summary, report: Report) -> str:
    kinds = {block.id: block.type for block in report.blocks}
    kind = kinds.get(anchor, "").replace("_", " ")
    problem = f"is a {kind}, of which there are no summaries" if kind else "is no anchor"
    remedy = "Write the anchor of a paragraph, as in the address behind its mark (#p12)."
    return f"{summary.place}: {anchor} {problem} in {report.id}. {remedy}"
