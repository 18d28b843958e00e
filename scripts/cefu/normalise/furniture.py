"""Furniture: page labels, running heads and mastheads, lifted out of the text.

Input: all lines.  Output: a verdict for each line that is furniture, and where
printed pages begin.  Nothing here looks at what the text is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from cefu.normalise.layout import ends_sentence
from cefu.normalise.lines import BLANKS, Line
from cefu.normalise.numbering import numbered

_RULES = "-–—~〜～･·．.•|│* \t\u3000"
_LABEL = re.compile(
    r"(?:[Pp](?:age|\.)?\s*)?(?:第\s*|頁\s*|页\s*)?"
    r"(?P<label>\d{1,4}|[０-９]{1,4}|[ivxlc]{1,7}|[IVXLC]{1,7}|[ⅰ-ⅿⅠ-Ⅿ]{1,3})"
    r"\s*(?:[頁页])?\s*(?:(?:[,，、/／]|of)\s*(?:共|全|of)?\s*\d{1,4}\s*[頁页]?)?"
)
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
_COLUMNS = re.compile(r"\S[ \u3000\t]{4,}\S")
_HEAD_NUMBER = re.compile(r"^\s*(?P<left>\d{1,4})(?=\D)|(?<=\D)(?P<right>\d{1,4})\s*$")
_MASTHEAD = re.compile(
    r"[│｜|]|^doi\s*[:：]|^https?://doi\.org/|\bISSN\b|\bISBN\b|\bVol(ume|\.)\s*\d|\bNo\.\s*\d"
    r"|第\s*[〇○零一二三四五六七八九十百\d]{1,5}\s*[卷期輯號辑号]",
    re.IGNORECASE,
)
#: How many lines at either end of a page can be furniture.
_EDGE = 3


@dataclass(frozen=True, slots=True)
class Furniture:
    """Why a line is furniture (``rule``) and the page label it prints, if any."""

    rule: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pagination:
    """``furniture`` by line index; ``begins``: line index -> label of the page
    that begins with that line ('' where none is printed)."""

    furniture: dict[int, Furniture]
    begins: dict[int, str]

    @property
    def labelled(self) -> bool:
        """Whether any page prints its label."""
        return any(self.begins.values())


def page_label(text: str) -> str | None:
    """The label, if ``text`` is nothing but a page label.

    >>> [page_label(t) for t in ("14", "- 3 -", "第 3 頁，共 12 頁", "X", "3／12", "Page 2 of 9")]
    ['14', '3', '3', 'X', '3', '2']
    >>> page_label("1 美元") is None and page_label("civil") is None and page_label("2018年") is None
    True
    """
    core = text.strip(_RULES + BLANKS)
    match = _LABEL.fullmatch(core) if len(core) <= 24 else None
    if not match:
        return None
    label = match.group("label")
    if label[0].isalpha() and label.isascii() and not _ROMAN.fullmatch(label.upper()):
        return None
    return label


def paginate(lines: Sequence[Line]) -> Pagination:
    """Find the furniture and the pages."""
    paged = bool(lines) and lines[-1].page > 0
    found = _paged_furniture(lines) if paged else _unpaged_furniture(lines)
    for i in _masthead(lines, found):
        number = _HEAD_NUMBER.search(lines[i].text)
        label = (number.group("left") or number.group("right")) if number else ""
        found[i] = Furniture("masthead", label if _is_first_label(label, lines[i]) else "")
    begins = _paged_begins(lines, found) if paged else _unpaged_begins(lines, found)
    return Pagination(found, begins)


def _is_first_label(label: str, line: Line) -> bool:
    """A masthead's number is a page label where it is glued to other matter
    and is not part of a volume, issue or identifier."""
    return bool(label) and not re.search(
        rf"(doi|issn|isbn|vol|no\.).*{label}", line.text, re.IGNORECASE
    )


def _edges(lines: Sequence[Line]) -> dict[int, tuple[list[int], list[int]]]:
    """For each page the indices of its first and last few lines."""
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    return {p: (ix[:_EDGE], ix[::-1][:_EDGE]) for p, ix in pages.items()}


def _key(text: str) -> str:
    """A running head's identity: digits do not count, nor do blanks."""
    return re.sub(r"\d+|[〇一二三四五六七八九十百]+", "#", re.sub(r"\s+", "", text))


def _paged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """Form feeds tell the pages: look at their first and last lines."""
    found: dict[int, Furniture] = {}
    edges = _edges(lines)
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for i in indices:
                seen[side, _key(lines[i].text)].add(page)
    titles = _title_zone(lines)
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for depth, i in enumerate(indices):
                text = lines[i].text
                label = page_label(text)
                if label is not None and (depth == 0 or _only_furniture(indices[:depth], found)):
                    found[i] = Furniture("page-label", label)
                    continue
                pages = seen[side, _key(text)]
                repeated = len(pages) >= 2 and len(_key(text)) >= 2 and not ends_sentence(text)
                if not repeated or not _only_furniture(indices[:depth], found):
                    break
                if page == min(pages) and (numbered(text) or i in titles):
                    break  # the heading or title itself, of which later pages repeat the words
                found[i] = Furniture("running-head", _head_label(text))
    return found


def _only_furniture(indices: Sequence[int], found: dict[int, Furniture]) -> bool:
    return all(i in found for i in indices)


def _title_zone(lines: Sequence[Line]) -> set[int]:
    """The first line, where nothing else before the first prose could be the title."""
    short = []
    for i, line in enumerate(lines[:8]):
        if ends_sentence(line.text) or line.width > 60:
            break
        if page_label(line.text) is None:
            short.append(i)
    return set(short[:1]) if len(short) <= 2 else set()


def _head_label(text: str) -> str:
    match = _HEAD_NUMBER.search(text)
    return (match.group("left") or match.group("right") or "") if match else ""


def _unpaged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """No form feeds: a page label stands apart from the text around it."""
    found: dict[int, Furniture] = {}
    usual = Counter(min(line.gap, 3) for line in lines[1:]).most_common(1)
    gap = min(usual[0][0], 1) if usual else 0
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or (label.isdecimal() and int(label) > 2000):
            continue
        after = lines[i + 1].gap if i + 1 < len(lines) else 9
        apart = line.gap >= gap + 2 or (line.void and not line.rule_before and line.gap > gap)
        if apart or (after >= gap + 2 and line.gap > gap) or (line.text != label and label):
            found[i] = Furniture("page-label", label)
    seen = Counter(_key(line.text) for line in lines if line.width <= 120)
    for i in list(found):
        for j in (i - 1, i + 1, i - 2, i + 2):
            if not 0 <= j < len(lines) or j in found:
                continue
            text = lines[j].text
            if abs(j - i) == 2 and (i + j) // 2 not in found:
                continue
            repeated = seen[_key(text)] >= 2 and not ends_sentence(text) and len(_key(text)) >= 4
            if repeated or (abs(j - i) == 1 and _COLUMNS.search(text)):
                found[j] = Furniture("running-head")
    _numbered_heads(lines, found)
    return found


def _numbered_heads(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Running heads that carry the page number: same words, growing number."""
    groups: dict[str, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if i not in found and line.width <= 120 and _HEAD_NUMBER.search(line.text):
            groups[_HEAD_NUMBER.sub("#", re.sub(r"\s+", " ", line.text))].append(i)
    for indices in groups.values():
        labels = [int(_head_label(lines[i].text)) for i in indices]
        growing = all(a < b for a, b in pairwise(labels))
        breaks_text = any(i and not ends_sentence(lines[i - 1].text) for i in indices)
        if len(indices) >= 2 and growing and breaks_text and not numbered(lines[indices[0]].text):
            for i, label in zip(indices, labels, strict=True):
                found[i] = Furniture("running-head", str(label))


def _masthead(lines: Sequence[Line], found: dict[int, Furniture]) -> list[int]:
    """A journal's head on its first page: volume, issue, identifiers, rules.

    Only what stands before the first line of prose, and never the whole of it.
    """
    zone = []
    for i, line in enumerate(lines[:14]):
        if i in found:
            continue
        if line.page > 0 or (line.width >= 48 and not _MASTHEAD.search(line.text) and i > 8):
            break
        zone.append(i)
    hits = [i for i in zone if _MASTHEAD.search(lines[i].text) and not ends_sentence(lines[i].text)]
    hits = [i for i in hits if not numbered(lines[i].text)]
    return hits if len(hits) < len(zone) else []


def _paged_begins(lines: Sequence[Line], found: dict[int, Furniture]) -> dict[int, str]:
    labels: dict[int, str] = {}
    for i, furniture in found.items():
        if furniture.label:
            labels.setdefault(lines[i].page, furniture.label)
    begins: dict[int, str] = {}
    last = -1
    for i, line in enumerate(lines):
        if i not in found and line.page != last:
            begins[i] = labels.get(line.page, "")
            last = line.page
    return begins


def _unpaged_begins(lines: Sequence[Line], found: dict[int, Furniture]) -> dict[int, str]:
    """A run of furniture parts two pages; its label belongs to the nearer one."""
    begins: dict[int, str] = {}
    body = [i for i in range(len(lines)) if i not in found]
    if not body:
        return begins
    start, i = body[0], 0
    begins[start] = ""
    doubled = sum(1 for line in lines if line.gap == 1) > len(lines) / 2
    while i < len(lines):
        if i in found:
            run = [i]
            while run[-1] + 1 in found:
                run.append(run[-1] + 1)
            label = next((found[j].label for j in run if found[j].label), "")
            nxt = run[-1] + 1
            if all(found[j].rule == "masthead" for j in run):
                begins[start] = begins[start] or label  # it heads the page it stands on
            elif nxt < len(lines):
                before = lines[run[0]].gap if run[0] else 99
                if label and before < lines[nxt].gap and run[0] > start:
                    begins[start], label = label, ""
                begins[nxt] = label
                start = nxt
            elif label:
                begins[start] = begins[start] or label
            i = nxt
        else:
            line = lines[i]
            soft = line.lead == 1 and line.gap == 0 and doubled and i > 0
            if soft and i not in begins and not _bare_number(lines[i - 1].text):
                begins[i] = ""
                start = i
            i += 1
    return begins


def _bare_number(text: str) -> bool:
    return len(text) <= 3 and text.isdecimal()
