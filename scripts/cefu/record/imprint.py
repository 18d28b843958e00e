"""Where and when a report came out, by what its pages print around the text.

Mastheads, running heads, signatures and labelled lines (出版日期：) are read; a line
with the marks of a sentence is none of these.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cefu.dates import find_statements
from cefu.dates.printed import first_date, is_date
from cefu.model.document import Block, Entry
from cefu.structure.wording.agent_names import is_organisation
from cefu.text.fold import fold_key
from cefu.text.numerals import CHINESE, number
from cefu.text.written_dates import IN_UNITS

#: The time of day that a browser puts on what it prints.
_CLOCK = re.compile(r"\d{1,2}:\d{2}")
_DATED = re.compile(
    r"(?:(?:出版|發布|发布|發佈|發表|发表|刊登|刊出|公布)\s*(?:日期|時間|时间|年月)|出版|日期|發布|发布)\s*[：:]"
)
_PUBLISHED_BY = re.compile(
    r"(?:出版者|出版單位|出版单位|發行單位|發行者|出版機關|出版社|发行单位|主办单位|編印|編印者)\s*[：:]\s*([^\s，。；、]+)"
)
#: ○ is a zero where it is printed, before folding makes it 〇.
_COUNT = rf"[0-9○{CHINESE}]{{1,5}}"
_ISSUE = re.compile(
    rf"(?:第\s*(?P<volume>{_COUNT})\s*卷\s*[，,]?\s*)?(?:总|總)?第\s*(?P<issue>{_COUNT})\s*期"
)
_DAY = re.compile(IN_UNITS)
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
_YEAR_OF_WRITING = re.compile(r"今年?\(([0-9]{4})年?\)")
_SERIES_ITEM = re.compile(r"(No\.?\s*[A-Za-z0-9-]+|第[^期\s]{1,6}[期號号])\s*(.+)")
#: Longer lines are text.
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Imprint:
    """What pages print of themselves; every field empty where nothing is printed.

    ``serial`` and ``serial_en`` name the periodical, series or volume, ``numbered``
    tells that it comes in numbers (第一五三期).
    """

    date: str = ""
    publisher: str = ""
    serial: str = ""
    serial_en: str = ""
    issue: str = ""
    numbered: bool = False
    identifiers: tuple[tuple[str, str], ...] = ()


def page_lines(source: str, ledger: Iterable[Entry]) -> list[str]:
    """The printed lines that normalising lifted out as furniture, each once."""
    lines: dict[str, None] = {}
    for entry in ledger:
        if entry.fate != "furniture" or entry.rule in ("page-label", "link-annotation"):
            continue
        for line in source[entry.start : entry.end].splitlines():
            if _SPACED_OUT.search(line):
                line = re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", line)
            if line.strip() and len(line) <= _LONGEST and not _SENTENCE.search(line):
                lines.setdefault(line.strip())
    return list(lines)


def read_imprint(lines: Sequence[str], blocks: Sequence[Block], title: str) -> Imprint:
    """What ``lines`` (of `page_lines`) and the blocks at both ends of a text tell.

    ``title`` is the report's, which running heads repeat.
    """
    ends = [*blocks[:16], *blocks[max(16, len(blocks) - 5) :]]
    kinds = ("byline", "paragraph", "list_item")
    labelled = [b.text for b in ends if b.type in kinds and len(b.text) <= _LONGEST]
    parts = [part for line in lines for part in _parts(line, title)]
    names = Counter(name for part in parts if (name := _serial(part)) and _SERIAL.search(name))
    serial, beside = _beside_an_issue(lines, title)
    names.update([serial] if serial else [])
    issues = [_issue(m) for line in lines if (m := _ISSUE.search(line))]
    found = [match[1] for text in [*lines, *labelled] if (match := _PUBLISHED_BY.search(text))]
    found += [part for part in parts if _is_publisher(part)]
    return Imprint(
        date=_printed_date(lines, ends),
        publisher=found[0] if found else "",
        serial=max(names, key=lambda n: names[n]) if names else "",
        serial_en=beside,
        issue=issues[0] if issues else _figure_issue(parts),
        numbered=bool(issues),
        identifiers=tuple(_identifiers([*lines, *labelled])),
    )


def _printed_date(lines: Sequence[str], ends: Sequence[Block]) -> str:
    """A labelled date before a signed one before that of a running head."""
    for text in [*(b.text for b in ends), *lines]:
        if len(text) <= _LONGEST and (match := _DATED.search(text)):
            date = first_date(text[match.end() :], roc=True)
            if date:
                return date
    for block in ends:
        if block.type == "byline" or (len(block.text) <= 20 and _only_a_date(block.text)):
            date = first_date(block.text, roc=True)
            if date:
                return date
    dates = Counter(
        date for line in lines if not _CLOCK.search(line) and (date := first_date(line))
    )
    # 第5期 of a year tells the year alone; a line that tells the month is better.
    return max(dates, key=lambda d: (len(d), dates[d])) if dates else ""


def _only_a_date(text: str) -> bool:
    """Whether a short line is a date, in brackets or not."""
    bare = text.strip()
    if bare[:1] in ("(", "（") and bare[-1:] in (")", "）"):
        bare = bare[1:-1]
    return is_date(bare)


def _parts(line: str, title: str) -> Iterator[str]:
    """The parts of a running head that are neither the title nor a page's number."""
    for part in _GAP.split(line):
        part = part.strip()
        bare = "".join(part.split())
        if part and not part.isdigit() and not (title and (bare in title or title in bare)):
            yield part


def _serial(part: str) -> str:
    """The name in a part of a running head, without issue and date; '' if it is none."""
    name = _DAY.sub("", _ISSUE.sub("", part))
    name = re.sub(r"\s*(?:19|20)\d{2}[./]\d{1,2}(?:[./]\d{1,2})?\s*$", "", name).strip()
    name = re.sub(r"^\d{1,3}\s+(?=\d{4}|[\u4e00-\u9fff])", "", name)
    name = re.sub(r"(?<=[\d\u4e00-\u9fff]) (?=[\d\u4e00-\u9fff])", "", name)
    han = sum("\u4e00" <= c <= "\u9fff" for c in name)
    return name if 3 <= han <= 24 and not re.search(r"[://、〈《「【]", name) else ""


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


def _figure_issue(parts: Iterable[str]) -> str:
    """The number that a running head puts after its serial's name: 簡報 2018.5."""
    for part in parts:
        match = re.search(r"[\u4e00-\u9fff]\s*((?:19|20)\d{2}\.\d{1,2})$", part)
        if match:
            return match[1]
    return ""


def _is_publisher(part: str) -> bool:
    return len(part) >= 4 and is_organisation(part) and not _SERIAL.search(part)


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


def inferred_date(blocks: Sequence[Block]) -> tuple[str, str]:
    """A year for a text that prints no date, and how it is known; ('', '') if unknown."""
    years = Counter(
        match[1] for b in blocks for match in _YEAR_OF_WRITING.finditer(fold_key(b.text))
    )
    if years:
        year = max(years, key=lambda y: (years[y], y))
        return f"{year}?", (
            f"來源未印出版日期；文中自稱「今（{year}）年」，故推定為{year}年。"
            f" / No date is printed; the text calls {year} “this year”."
        )
    told = Counter(
        last[:4]
        for s in find_statements("", blocks, "")
        if s.resolution == "absolute" and s.kind == "event" and not s.planned
        # A year alone is often one ahead, or a plan's.
        if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", last := s.edtf.rpartition("/")[2])
    )
    # One lone date after all others is one that lay ahead.
    least = max(2, told.total() // 20) if told.total() > 2 else 1
    years_told = sorted(year for year, n in told.items() if n >= least)
    if not years_told:
        return "", ""
    year = years_told[-1]
    return f"{year}?", (
        f"來源未印出版日期；文中所記最晚之事在{year}年，故推定為該年，存疑。"
        f" / No date is printed; the latest events the text tells are of {year}."
    )
