"""Translations of sections: files beside the sources, set against the original's paragraphs.

``sources/translations/<name of the source>.<language>.yml`` holds a ``note`` on what
the translation is, and ``sections``: the ``heading`` as printed and one string in
``paragraphs`` for each block of text under it, in order.  See ``sources/README.md``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cefu.inputs.files import kept_files, read_kept
from cefu.inputs.yamlfile import Reader, compose
from cefu.model.document import Block, Report
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, Names

FOLDER = "translations"
#: What of a section is translated block by block.
_TEXT = ("paragraph", "abstract_point", "list_item", "caption")


@dataclass(frozen=True, slots=True)
class Translation:
    """A report in another language as far as it has been translated: ``blocks`` maps
    a block's id to its text in ``lang``; ``note`` says what the translation is."""

    lang: str
    note: Names = field(default_factory=dict)
    blocks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    paragraphs: tuple[str, ...]
    node: yaml.Node


def read_translations(
    folder: Path, reports: Sequence[Report], withdrawn: Collection[str] = ()
) -> dict[str, tuple[Translation, ...]]:
    """The translations in ``folder`` by report id; {} if there is no such folder.

    Those of reports whose sources are ``withdrawn`` are left out.

    Raises ``CefuError`` naming every fault with file and line: an unknown report or
    language, a heading the report does not have, too many or too few paragraphs.
    """
    by_stem = {Path(report.source_file).stem: report for report in reports}
    found: dict[str, tuple[Translation, ...]] = {}
    for path in kept_files(folder):
        stem, _, lang = path.stem.rpartition(".")
        if stem in withdrawn:
            continue
        report = by_stem.get(stem)
        if report is None or lang not in LANGS or lang == report.record.language:
            raise CefuError(
                f"{path.name} belongs to no report, or to no other language of one",
                file=path,
                remedy=f"Name it <name of the source>.<language>.yml, such as x.en.yml; "
                f"languages: {', '.join(LANGS)}",
            )
        found[report.id] = (*found.get(report.id, ()), _read(path, report, lang))
    return found


def _read(path: Path, report: Report, lang: str) -> Translation:
    node, faults = compose(read_kept(path), str(path))
    reader = Reader(str(path))
    found = reader.entries(node, "translation", ("note", "sections"))
    note = reader.texts(found.get("note"), "note", LANGS)
    blocks: dict[str, str] = {}
    for section in _sections(reader, found.get("sections")):
        blocks.update(_aligned(reader, section, report))
    if told := sorted({*faults, *reader.faults}):
        raise CefuError("\n".join(str(fault) for fault in told))
    return Translation(lang, note, blocks)


def _sections(reader: Reader, node: yaml.Node | None) -> Iterable[_Section]:
    for i, each in enumerate(reader.items(node, "sections")):
        key = f"sections[{i}]"
        found = reader.entries(each, key, ("heading", "paragraphs"))
        yield _Section(
            reader.string(found.get("heading"), f"{key}.heading"),
            reader.strings(found.get("paragraphs"), f"{key}.paragraphs"),
            each,
        )


def _aligned(reader: Reader, section: _Section, report: Report) -> dict[str, str]:
    """Block id -> text, for the one section of that heading whose blocks are as many."""
    wanted = "".join(section.heading.split())
    named = [
        block.section
        for block in report.blocks
        if block.type == "heading" and "".join(block.text.split()) == wanted
    ]
    if not named:
        reader.fault(
            section.node,
            "heading",
            f"{section.heading!r} is no heading of {report.source_file}",
            "Write it as printed, number included.",
        )
        return {}
    texts = [_texts(report.blocks, ident) for ident in named]
    fitting = [blocks for blocks in texts if len(blocks) == len(section.paragraphs)]
    if len(fitting) != 1:
        counts = " or ".join(str(len(blocks)) for blocks in texts)
        reader.fault(
            section.node,
            "paragraphs",
            f"{len(section.paragraphs)} given for {section.heading!r}, which has {counts}",
            "Give one for each paragraph of the original.",
        )
        return {}
    return {b.id: text for b, text in zip(fitting[0], section.paragraphs, strict=True)}


def _texts(blocks: Sequence[Block], section: str) -> list[Block]:
    return [block for block in blocks if block.section == section and block.type in _TEXT]
