"""What the pages of a report print around its text: serial, issue, publisher, identifiers.

Mastheads, running heads and labelled lines (出版者：) are read; a line with the marks of
a sentence is none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cefu.model.document import Block, Entry
from cefu.record.bylines import with_blanks
from cefu.record.dating import printed_date
from cefu.record.issuing import is_body, issued_by, letterhead
from cefu.record.labelled import edge_lines, published_by
from cefu.structure.wording.agent_names import is_organisation
from cefu.text.fold import fold_key
from cefu.text.numerals import CHINESE, number
from cefu.text.written_dates import WRITTEN_DATE

#: ○ is a zero where it is printed, before folding makes it 〇.
_COUNT = rf"[0-9○{CHINESE}]{{1,5}}"
_ISSUE = re.compile(
    rf"(?:第\s*(?P<volume>{_COUNT})\s*卷\s*[，,]?\s*)?(?:总|總)?第\s*(?P<issue>{_COUNT})\s*期"
)
#: A line that is spaced out letter by letter.
_SPACED_OUT = re.compile(r"(?:[\u4e00-\u9fff] ){3}")
_DOI = re.compile(
    r"doi\s*[:：]?\s*(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s，。；、]+)", re.I
)
_ISSN = re.compile(r"ISSN\s*[:：]?\s*(\d{4}-\d{3}[\dXx])")
_ISBN = re.compile(r"ISBN\s*[:：]?\s*([\d-]{10,17}[\dXx]?)")
_SENTENCE = re.compile(r"[，。；？！]")
_GAP = re.compile(r"\s{2,}|\t|\u3000+|[│|｜]")
#: What a serial is called.
_SERIAL = re.compile(
    r"(?:簡報|简报|通訊|通讯|評析|评析|評論|评论|月刊|季刊|雙週報|週報|周报|學報|学报|研析|研究|展望|論壇|论坛|快訊|快讯"
    r"|專刊|报告|報告|年報|年报|白皮書|系列|叢書|丛书|論叢|论丛|集刊)$"
)
_SERIES_ITEM = re.compile(r"(No\.?\s*[A-Za-z0-9-]+|第[^期\s]{1,6}[期號号])\s*(.+)")
_ENGLISH_ISSUE = re.compile(
    r"(?:^|, )(?P<serial>[A-Z][A-Za-z &]+?),? (?:No\.?|Number|Issue) ?(?P<issue>\d+)\b"
)
_ENGLISH_BODY = re.compile(
    r"^(?!.*\bNo\b)(?:.* )?(?:Institute|Foundation|University|Cent(?:er|re)|Council|Ministry|Academy|Association|Society)\b"
)
#: Blocks from the start that can be an imprint.
_HEAD = 16
#: Longer lines are text.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Imprint:
    """What pages print of themselves; every field empty where nothing is printed.

    ``publisher`` is said to be it, ``masthead`` is the body that running heads name;
    ``serial`` and ``serial_en`` name the periodical, series or volume, ``numbered``
    tells that it comes in numbers (第一五三期).
    """

    date: str = ""
    publisher: str = ""
    masthead: str = ""
    serial: str = ""
    serial_en: str = ""
    issue: str = ""
    numbered: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()


def page_lines(source: str, ledger: Iterable[Entry]) -> list[str]:
    """The printed lines that normalising lifted out as furniture, each once; contents are none."""
    lines: dict[str, None] = {}
    for entry in ledger:
        if entry.fate != "furniture" or entry.rule in ("page-label", "link-annotation", "contents"):
            continue
        for line in source[entry.start : entry.end].splitlines():
            if _SPACED_OUT.search(line):
                line = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line)
            if line.strip() and len(line) <= _LONGEST and not _SENTENCE.search(line):
                lines.setdefault(line.strip())
    return list(lines)


def read_imprint(lines: Sequence[str], blocks: Sequence[Block], source: str, title: str) -> Imprint:
    """What ``lines`` (of `page_lines`) and the blocks at both ends of a text tell.

    ``title`` is the report's without blanks, which running heads repeat; ``source`` is the
    decoded text, which has the blanks between the parts of a line.
    """
    ends = [*blocks[:_HEAD], *blocks[max(_HEAD, len(blocks) - 5) :]]
    kinds = ("byline", "paragraph", "list_item")
    labelled = [b.text for b in ends if b.type in kinds and len(b.text) <= _LONGEST]
    imprints = [with_blanks(b, source) for b in blocks[:_HEAD] if _tells_an_issue(b)]
    heads = [*lines, *imprints]
    names = Counter(
        name
        for line in lines
        for part in _parts(line, title)
        if (name := _serial(part)) and _SERIAL.search(name)
    )
    serial, beside = _beside_an_issue(heads, title)
    names.update([serial] if serial else [])
    issues = [_issue(m) for line in heads if (m := _ISSUE.search(line))]
    edges = [*edge_lines(blocks, source), *heads]
    found = [name for text in edges if (name := published_by(text))]
    found += [body for line in heads if (body := issued_by(line) or letterhead(line))]
    mastheads = [body for line in heads for body in _beside_a_serial(line, title)]
    english = next((told for line in heads if (told := _english(line))), ("", "", ""))
    return Imprint(
        date=printed_date(lines, ends, imprints),
        publisher=next(iter(found), ""),
        masthead=next(iter(mastheads), english[0]),
        serial=max(names, key=lambda n: names[n]) if names else english[1],
        serial_en=beside,
        issue=issues[0] if issues else _figure_issue(heads, title) or english[2],
        numbered=bool(issues),
        identifiers=tuple(_identifiers([*lines, *labelled])),
    )


def _tells_an_issue(block: Block) -> bool:
    """Whether a short block of the front matter is an imprint: 第16期　2012年12月　某某發行."""
    if block.type in ("heading", "title") or len(block.text) > 60 or "。" in block.text:
        return False
    return bool(_ISSUE.match(block.text)) or bool(issued_by(block.text))


def _parts(line: str, title: str) -> Iterator[str]:
    """The parts of a running head that are neither the title nor a page's number."""
    for part in _GAP.split(line):
        part = part.strip()
        bare = "".join(part.split())
        if part and not part.isdigit() and not (title and (bare in title or title in bare)):
            yield part


def _serial(part: str) -> str:
    """The name in a part of a running head, without issue and date; '' if it is none."""
    name = WRITTEN_DATE.sub("", _ISSUE.sub("", part)).strip()
    name = re.sub(r"^\d{1,3}\s+(?=\d{4}|[\u4e00-\u9fff])", "", name)
    name = re.sub(r"(?<=[\d\u4e00-\u9fff]) (?=[\d\u4e00-\u9fff])", "", name)
    han = sum("\u4e00" <= c <= "\u9fff" for c in name)
    told = re.search(r"[:：/、〈《「【（(]|^頁", name) or issued_by(part)
    return name if 3 <= han <= 24 and not told else ""


def _beside_an_issue(lines: Sequence[str], title: str) -> tuple[str, str]:
    """A periodical's name: before its issue, or in a masthead in two languages."""
    for line in lines:
        parts = list(_parts(line, title))
        english = [p for p in parts if p.isascii() and len(p.split()) >= 2 and ":" not in p]
        han = [name for p in parts if (name := _serial(p)) and not is_organisation(name)]
        if english and len(parts) == 2 and len(han) == 1:
            return han[0], english[0]
        if len(han) == 1 and _ISSUE.search(line):
            return han[0], ""
    return "", ""


def _issue(match: re.Match[str]) -> str:
    """第一五三期 as 153, 第二十一卷第二期 as 21(2)."""
    volume, issue = (number(fold_key(match[key] or "")) for key in ("volume", "issue"))
    return f"{volume}({issue})" if volume else str(issue or match["issue"])


def _figure_issue(lines: Iterable[str], title: str) -> str:
    """The number that a running head puts after its serial's name: 簡報 2018.5."""
    for line in lines:
        for part in _parts(line, title):
            if match := re.search(r"[\u4e00-\u9fff]\s*((?:19|20)\d{2}\.\d{1,2})$", part):
                return match[1]
    return ""


def _beside_a_serial(line: str, title: str) -> Iterator[str]:
    """The bodies in a running head that tells a serial, an issue or a date beside them.

    >>> list(_beside_a_serial("行政院大陸委員會     大陸與兩岸情勢簡報 2018.5", ""))
    ['行政院大陸委員會']
    >>> list(_beside_a_serial("流域標準委員會", ""))
    []
    """
    parts = list(_parts(line, title))
    if any(_SERIAL.search(_serial(p)) or _ISSUE.search(p) or WRITTEN_DATE.search(p) for p in parts):
        for part in parts:
            if len(part) >= 4 and is_body(part) and not _SERIAL.search(part):
                yield part


def _english(line: str) -> tuple[str, str, str]:
    """Publisher, series and number of an English imprint line.

    >>> _english("Estuary Institute, Policy Paper No. 7, March 2021")
    ('Estuary Institute', 'Policy Paper', '7')
    >>> _english("Bridging the Estuary, page 7")
    ('', '', '')
    """
    number = _ENGLISH_ISSUE.search(line)
    if number is None:
        return "", "", ""
    bodies = [part for part in line.split(", ") if _ENGLISH_BODY.search(part)]
    return bodies[0] if len(bodies) == 1 else "", number["serial"], number["issue"]


def _identifiers(texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    for scheme, pattern in (("doi", _DOI), ("issn", _ISSN), ("isbn", _ISBN)):
        for text in texts:
            if match := pattern.search(text):
                yield scheme, match[1].rstrip(".,;")
                break


def series_of(blocks: Sequence[Block], title: str) -> tuple[str, str]:
    """The series and the number that a closing list of a series gives this report."""
    for block in blocks:
        if block.type != "series_list":
            continue
        cuts = [0, *block.breaks, len(block.text)]
        lines = [block.text[a:b].strip() for a, b in pairwise(cuts)]
        name = re.fullmatch(r"[【《〔\[](.{2,24})[】》〕\]]", lines[0]) if lines else None
        for line in lines:
            item = _SERIES_ITEM.match(line)
            if item and title and item[2].strip("《》〈〉 ") == title:
                return (name[1] if name else ""), item[1]
    return "", ""
