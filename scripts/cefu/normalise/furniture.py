"""Furniture: page labels, running heads, mastheads and contents pages, lifted
out of the text.

Input: all lines.  Output: a verdict for each line that is furniture, and where
printed pages begin.  Nothing here looks at what the text is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from cefu.normalise.contents import contents_lines
from cefu.normalise.labels import end_label, page_label, spelled_label
from cefu.normalise.layout import ends_sentence
from cefu.normalise.lines import Line
from cefu.normalise.numbering import numbered
from cefu.normalise.pages import Furniture, Pagination, page_begins

_COLUMNS = re.compile(r"\S[ \u3000\t]{4,}\S")
_HEAD_NUMBER = re.compile(r"^\s*(?P<left>\d{1,4})(?=\D)|(?<=\D)(?P<right>\d{1,4})\s*$")
_MASTHEAD = re.compile(
    r"[│｜]|^doi\s*[:：]|^https?://doi\.org/|\bISSN\b|\bISBN\b|\bVol(ume|\.)\s*\d|\bNo\.\s*\d"
    r"|第\s*[〇○零一二三四五六七八九十百\d０-９]{1,5}\s*[卷期輯號辑号]"
    r"|^檔\s*號\s*[：:]|^保存年限\s*[：:]|^[密機机]\s*[級级等]\s*[：:]|^内部[资参][料考]|^內部[資參][料考]"
    r"|號文件$|\d{2,4}-\d{2,4}[ \u3000]*[號号]$|字第\d+號$|^文件編號|^(?:討論|參考|資料|諮詢)文件$|^(?:研究|政策|專題)(?:簡報|報告|快訊|專欄|評析)$"
    r"|\S[ \u3000\t]{4,}\d{4}年\d{1,2}月(?:\d{1,2}日)?$",
    re.IGNORECASE,
)
#: How many lines at either end of a page can be furniture.
_EDGE = 3
#: Widest running head, in columns.
_WIDEST = 160


def paginate(lines: Sequence[Line]) -> Pagination:
    """Find the furniture and the pages."""
    paged = bool(lines) and lines[-1].page > 0
    contents = contents_lines(lines)
    found = _paged_furniture(lines) if paged else _unpaged_furniture(lines)
    for i in _masthead(lines, found, contents):
        number = _HEAD_NUMBER.search(lines[i].text[-_WIDEST:])
        label = (number.group("left") or number.group("right")) if number else ""
        found[i] = Furniture("masthead", label if _is_first_label(label, lines[i]) else "")
    for i in contents:
        found.setdefault(i, Furniture("contents"))
    return Pagination(found, page_begins(lines, found, paged=paged))


def _is_first_label(label: str, line: Line) -> bool:
    """A masthead's number is a page label where it is glued to other matter
    and is not part of a volume, issue, date or identifier."""
    return bool(label) and not re.search(
        rf"(doi|issn|isbn|vol|no\.|檔號).*{label}|{label}\s*年", line.text, re.IGNORECASE
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
    first: dict[tuple[str, str], int] = {}
    offsets: dict[tuple[str, int], set[int]] = defaultdict(set)
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for i in indices:
                seen[side, _key(lines[i].text)].add(page)
                first.setdefault((side, _key(lines[i].text)), page)
                offset = _offset(lines[i], page)
                if offset is not None:
                    offsets[side, offset].add(page)
    titles = _title_zone(lines)
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for depth, i in enumerate(indices):
                if not all(j in found for j in indices[:depth]):
                    break
                text = lines[i].text
                label = page_label(text) or (None if ends_sentence(text) else spelled_label(text))
                if label is not None:
                    whole = page_label(text) is not None
                    found[i] = Furniture("page-label" if whole else "running-head", label)
                    continue
                offset = _offset(lines[i], page)
                if offset is not None and len(offsets[side, offset]) >= 2:
                    found[i] = Furniture("running-head", _head_label(text))
                    continue
                pages = seen[side, _key(text)]
                if len(pages) < 2 or len(_key(text)) < 2 or ends_sentence(text):
                    break
                if page == first[side, _key(text)] and (numbered(text) or i in titles):
                    break  # the heading or title itself, of which later pages repeat the words
                found[i] = Furniture("running-head", _head_label(text))
    return found


def _offset(line: Line, page: int) -> int | None:
    """How far the number at the end of a line is ahead of its page's ordinal: the
    same on every page if the line is a running head that carries the label."""
    ended = end_label(line.text) if line.width <= _WIDEST else None
    if ended is None or ends_sentence(line.text) or numbered(line.text):
        return None
    return int(ended[0]) - page


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
    match = _HEAD_NUMBER.search(text) if len(text) <= _WIDEST else None
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
        last = i == len(lines) - 1 and i > 1 and ends_sentence(lines[i - 1].text)
        if apart or last or (after >= gap + 2 and line.gap > gap) or (line.text != label and label):
            found[i] = Furniture("page-label", label)
    seen = Counter(_key(line.text) for line in lines if line.width <= _WIDEST)
    _labels_beside_heads(lines, seen, found)
    for i in list(found):
        for j in (i - 1, i + 1, i - 2, i + 2):
            if not 0 <= j < len(lines) or j in found:
                continue
            text = lines[j].text
            if abs(j - i) == 2 and (i + j) // 2 not in found:
                continue
            repeated = seen[_key(text)] >= 2 and not ends_sentence(text) and len(_key(text)) >= 4
            if repeated or (abs(j - i) == 1 and _COLUMNS.search(text[:_WIDEST])):
                found[j] = Furniture("running-head")
    _numbered_heads(lines, found)
    return found


def _labels_beside_heads(
    lines: Sequence[Line], seen: Counter[str], found: dict[int, Furniture]
) -> None:
    """Numbers that count upwards, each beside the same repeated words, are page
    labels however closely they are set; one more may close the document."""
    chain: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or not label.isdecimal() or int(label) > 2000:
            continue
        beside = any(
            0 <= j < len(lines)
            and seen[_key(lines[j].text)] >= 2
            and len(_key(lines[j].text)) >= 4
            and not ends_sentence(lines[j].text)
            and not numbered(lines[j].text)
            for j in (i - 1, i + 1)
        )
        closes = i == len(lines) - 1 and bool(chain)
        if beside or (closes and int(label) == chain[-1][1] + 1):
            chain.append((i, int(label)))
    if len(chain) >= 2 and all(a[1] < b[1] for a, b in pairwise(chain)):
        for i, number in chain:
            found.setdefault(i, Furniture("page-label", str(number)))


def _numbered_heads(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Running heads that carry the page number: same words, growing number."""
    groups: dict[str, list[int]] = defaultdict(list)
    spelled: list[int] = []
    for i, line in enumerate(lines):
        if i in found or line.width > _WIDEST:
            continue
        if spelled_label(line.text) and not ends_sentence(line.text):
            spelled.append(i)
        elif _HEAD_NUMBER.search(line.text):
            groups[_HEAD_NUMBER.sub("#", re.sub(r"\s+", " ", line.text))].append(i)
    for indices in groups.values():
        labels = [int(_head_label(lines[i].text)) for i in indices]
        growing = all(a < b for a, b in pairwise(labels))
        torn = sum(bool(i) and not ends_sentence(lines[i - 1].text) for i in indices)
        if (
            len(indices) >= 2
            and growing
            and torn * 3 >= len(indices)
            and not numbered(lines[indices[0]].text)
        ):
            for i, number in zip(indices, labels, strict=True):
                found[i] = Furniture("running-head", str(number))
    if len(spelled) >= 2:
        for i in spelled:
            found[i] = Furniture("running-head", spelled_label(lines[i].text) or "")


def _masthead(lines: Sequence[Line], found: dict[int, Furniture], contents: set[int]) -> list[int]:
    """A journal's head on its first page: volume, issue, identifiers, rules.

    Only what stands before the first line of prose, and never the whole of it.
    """
    zone = []
    for i, line in enumerate(lines[:14]):
        if i in found or i in contents:
            continue
        if line.page > 0 or (line.width >= 48 and not _MASTHEAD.search(line.text) and i > 8):
            break
        zone.append(i)
    hits = [i for i in zone if _MASTHEAD.search(lines[i].text) and not ends_sentence(lines[i].text)]
    hits = [i for i in hits if not numbered(lines[i].text) and lines[i].width <= _WIDEST]
    return hits if len(hits) < len(zone) else []
