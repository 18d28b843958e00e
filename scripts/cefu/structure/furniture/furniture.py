"""Furniture: page labels, running heads, mastheads and contents pages, lifted
out of the text.

Input: all lines.  Output: a verdict for each line that is furniture, and where
printed pages begin.  Nothing here looks at what the text is about.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from string import ascii_letters

from cefu.model.line import Line
from cefu.structure.furniture.contents import contents_lines
from cefu.structure.furniture.counting import (
    amid_date,
    bracketed_labels,
    counting_labels,
    counting_on,
    han_labels,
    heads_of_title,
    issue_heads,
    labels_beside_heads,
)
from cefu.structure.furniture.heads import (
    LAST_PAGE,
    TOP,
    WIDEST,
    Titles,
    anchored_label,
    head_key,
    head_label,
    heads_with_title,
    is_remark,
    is_title,
    numbered_heads,
    place_key,
    printed_by_browser,
    prose_like,
    sole_title,
    titled_heads,
    torn,
)
from cefu.structure.furniture.interruptions import interrupting_heads
from cefu.structure.furniture.mastheads import issue_label, masthead, names_issue, names_volume
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.lines import is_rule
from cefu.structure.lines.pages import Furniture, Pagination, page_begins
from cefu.structure.notes.openings import (
    CENTRED,
    awaited,
    before_page,
    blanks_are_traces,
    labels_note,
    opening,
    opens_page,
)
from cefu.structure.reading.shapes import heads
from cefu.structure.wording.labels import end_label, page_label, spelled_label
from cefu.structure.wording.numbering import numbered
from cefu.text.written_dates import WRITTEN_DATE

#: A lone label of front matter; single letters could be cells.
_LOW_ROMAN = re.compile(r"[ivxl]{1,6}|[ⅰ-ⅿ]{1,3}")
_COLUMNS = re.compile(r"\S[ \u3000\t]{4,}\S")
#: A day, a year or a page that closes a citation, and what a citation breaks after.
_YEAR_STOP = re.compile(r"(?:\d{1,2}\s*[,，]\s*)?\d{1,4}\s*[.。]")
_UNFINISHED = ",，" + ascii_letters + ":：.–-"
#: A few Han: the name of a column or a journal.
_NAME = re.compile(r"[\u3400-\u9fff・·]{2,12}")
#: How many lines at either end of a page can be furniture.
_EDGE = 3
#: Fewest lines on a page.
_PAGE = 8


def paginate(lines: Sequence[Line]) -> Pagination:
    """Find the furniture and the pages."""
    paged = bool(lines) and lines[-1].page > 0
    contents = contents_lines(lines)
    found = _paged_furniture(lines) if paged else _unpaged_furniture(lines)
    for i in masthead(lines, found, contents):
        label = head_label(lines[i].text[-WIDEST:])
        found[i] = Furniture("masthead", label if _is_first_label(label, lines[i]) else "")
    if not paged:
        _count_on(lines, found)
    for i in contents:
        found.setdefault(i, Furniture("contents"))
    return Pagination(found, page_begins(lines, found, paged=paged))


def _count_on(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add lone numbers that count on from the label that the masthead carries."""
    first = next((f.label for f in found.values() if f.rule == "masthead" and f.label), "")
    if not first.isdecimal():
        return
    due, last = int(first) + 1, 0
    for i, line in enumerate(lines):
        if line.text == str(due) and i - last >= _PAGE and not awaited(lines, i, line.text):
            found.setdefault(i, Furniture("page-label", line.text))
        if i in found and found[i].label == str(due):
            due, last = due + 1, i


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


def _paged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """Form feeds tell the pages: look at their first and last lines."""
    found: dict[int, Furniture] = {}
    edges = _edges(lines)
    seen: dict[tuple[str, str], set[int]] = defaultdict(set)
    first: dict[tuple[str, str], int] = {}
    offsets: dict[tuple[str, int], set[int]] = defaultdict(set)
    titles_of = Titles(lines)
    anchored: set[int] = set()
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for i in indices:
                seen[side, place_key(lines[i].text)].add(page)
                first.setdefault((side, place_key(lines[i].text)), page)
                offset = _offset(lines[i], page)
                if offset is not None:
                    offsets[side, offset].add(page)
                number = anchored_label(lines[i], titles_of)
                if number is not None:
                    anchored.add(number - page)
    titles = _title_zone(lines)
    usual = usual_width(lines)
    measure = usual or WIDEST
    for page, (top, foot) in edges.items():
        for side, indices in (("top", top), ("foot", foot)):
            for depth, i in enumerate(indices):
                if not all(j in found for j in indices[:depth]):
                    break
                text = lines[i].text
                if _ends_note(lines, i):
                    break
                label = page_label(text) or (None if ends_sentence(text) else spelled_label(text))
                if label is not None:
                    whole = page_label(text) is not None
                    found[i] = Furniture("page-label" if whole else "running-head", label)
                    continue
                offset = _offset(lines[i], page)
                if offset is not None and text[0].isdecimal():
                    waits = awaited(lines, i, str(offset + page))
                    offset = None if waits else offset  # a note stands below its mark
                own_lines = (found[j].label for j in (*top, *foot) if j in found)
                told = {label for label in own_lines if label}
                if offset is not None and told - {str(offset + page)}:
                    offset = None  # the page has another label
                own = anchored_label(lines[i], titles_of)
                if (own is not None or (page and issue_label(text) is not None)) or (
                    offset is not None and (len(offsets[side, offset]) >= 2 or offset in anchored)
                ):
                    found[i] = Furniture("running-head", head_label(text))
                    continue
                if (
                    side == "top"
                    and page
                    and (
                        (names_issue(text) and lines[i].width < 0.8 * measure)
                        or names_volume(text)
                        or titles_of.are_all(text)
                        or titles_of.is_one(text)
                        or titles_of.stands_in(text)
                        or _interrupts(lines, i, found)
                    )
                ):
                    found[i] = Furniture("running-head")
                    continue
                pages = seen[side, place_key(text)]
                words = sum(c.isalpha() for c in head_key(text))
                if len(pages) < 2 or words < 2 or ends_sentence(text) or is_remark(text):
                    break
                if prose_like(lines[i], usual, len(pages)) and not titles_of.is_one(text):
                    break  # a summary and the text it sums up have lines in common
                if len(pages) == 2 and _heads_part(lines, i, found, usual):
                    break
                if page == first[side, place_key(text)] and (
                    numbered(text) or i in titles or is_title(lines, i)
                ):
                    break  # the heading or title itself, of which later pages repeat the words
                found[i] = Furniture("running-head", head_label(text))
    return found


def _interrupts(lines: Sequence[Line], i: int, found: dict[int, Furniture]) -> bool:
    """Whether a short line at the top of a page parts two full lines of a sentence:
    no line of the sentence is short, and no heading stands amid one."""
    a = i - 1
    while a > 0 and a in found:
        a -= 1
    line, before, after = lines[i], lines[a], lines[min(i + 1, len(lines) - 1)]
    if after.page != line.page or not _NAME.fullmatch(line.text) or numbered(after.text):
        return False
    full = before.width >= 0.9 * usual_width(lines) > 0
    torn = full and not ends_sentence(before.text) and before.text[-1] not in "：:；;"
    return torn and not after.lead and opening(before.text) is None


def _heads_part(lines: Sequence[Line], i: int, found: dict[int, Furniture], measure: int) -> bool:
    """Whether a line that comes twice is a numbered heading, in a summary and in the
    text: it has no chapter's number, or the text before it does not break off."""
    number = numbered(lines[i].text)
    if number is None:
        return False
    chapter = number.style.name in ("part", "chapter", "section")
    return not chapter or not _broken_off(lines, i, found, measure)


def _broken_off(lines: Sequence[Line], i: int, found: dict[int, Furniture], measure: int) -> bool:
    """Whether the text before the furniture around ``lines[i]`` breaks off amid a sentence."""
    a = i - 1
    while a > 0 and a in found:
        a -= 1
    if a < 0 or ends_sentence(lines[a].text) or numbered(lines[a].text):
        return False
    return lines[a].width >= 0.8 * measure


def _ends_note(lines: Sequence[Line], i: int) -> bool:
    """Whether figures with a full stop end the citation in the line before: July 27, / 2020."""
    line = lines[i]
    return (
        bool(_YEAR_STOP.fullmatch(line.text))
        and (i > 0 and not line.gap and lines[i - 1].page == line.page)
        and lines[i - 1].text[-1] in _UNFINISHED
    )


def _offset(line: Line, page: int) -> int | None:
    """How far the number at the end of a line is ahead of its page's ordinal: the
    same on every page if the line is a running head that carries the label."""
    ended = end_label(line.text) if line.width <= WIDEST else None
    if ended is None or ends_sentence(line.text) or numbered(line.text):
        return None
    return int(ended[0]) - page


def _title_zone(lines: Sequence[Line]) -> set[int]:
    """The first line, where nothing else before the first prose or heading could be
    the title."""
    short = []
    for i, line in enumerate(lines[:8]):
        if ends_sentence(line.text) or line.width > 60 or (i and heads(line)):
            break
        if page_label(line.text) is None and not WRITTEN_DATE.fullmatch(line.text):
            short.append(i)
    return set(short[:1]) if len(short) <= 2 else set()


def _unpaged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """No form feeds: a page label stands apart from the text around it."""
    found: dict[int, Furniture] = {}
    usual = Counter(min(line.gap, 3) for line in lines[1:]).most_common(1)
    gap = min(usual[0][0], 1) if usual else 0
    rare = blanks_are_traces(lines)
    voids = 10 * sum(line.void for line in lines) <= len(lines)
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or _ends_note(lines, i) or (label.isdecimal() and int(label) > LAST_PAGE):
            continue
        after = lines[i + 1].gap if i + 1 < len(lines) else 9
        apart = line.gap >= gap + 2 or (line.void and not line.rule_before and line.gap > gap)
        last = i == len(lines) - 1 and i > 1 and ends_sentence(lines[i - 1].text)
        if labels_note(lines, i, label, gap):
            continue
        roman = _LOW_ROMAN.fullmatch(line.text) and (
            line.gap > gap or after > gap or torn(lines, i)
        )
        if (
            roman
            or apart
            or last
            or opens_page(lines, i)
            or ((gap == 1 or rare) and before_page(lines, i))
            or amid_date(lines, i)
            or (after >= gap + 2 and (line.gap > gap or not awaited(lines, i, label)))
            or (line.lead >= CENTRED and after > gap and not awaited(lines, i, label))
            or (voids and i + 1 < len(lines) and lines[i + 1].void and line.text.isdecimal())
            or (line.text != label and label)
        ):
            found[i] = Furniture("page-label", label)
    seen = Counter(head_key(line.text) for line in lines if line.width <= WIDEST)
    labels_beside_heads(lines, seen, found)
    numbered_heads(lines, found)
    titled_heads(lines, found, gap)
    printed_by_browser(lines, found)
    counting_labels(lines, found)
    han_labels(lines, found)
    bracketed_labels(lines, found)
    heads_with_title(lines, found)
    interrupting_heads(lines, found, gap)
    issue_heads(lines, found, gap)
    heads_of_title(lines, found, gap)
    counting_on(lines, found, gap)
    _partners(lines, seen, found)
    return found


def _partners(lines: Sequence[Line], seen: Counter[str], found: dict[int, Furniture]) -> None:
    """Add the other lines of running heads: repeated words, or columns, next to what is found."""
    usual = usual_width(lines)
    measure = usual or WIDEST
    titles = Titles(lines)
    for i in list(found):
        for j in (i - 1, i + 1, i - 2, i + 2):
            if not 0 <= j < len(lines) or j in found or is_title(lines, j):
                continue
            text = lines[j].text
            if abs(j - i) == 2 and (i + j) // 2 not in found:
                continue
            label = found[i].rule == "page-label"
            key = head_key(text)
            repeated = seen[key] >= 2 and not ends_sentence(text) and len(key) >= 4
            repeated = repeated and sum(c.isalpha() for c in key) >= 2  # no row of figures
            repeated = repeated and (label or not numbered(text)) and text[-1] not in "，、；"
            repeated = repeated and not is_rule(text) and not prose_like(lines[j], usual, seen[key])
            if repeated and seen[key] == 2 and _heads_part(lines, j, found, usual):
                repeated = False
            if j < TOP and repeated and sole_title(lines, j) and not names_issue(text):
                continue
            short_issue = names_issue(text) and lines[j].width < 0.8 * measure
            beside = label and abs(j - i) == 1
            words = short_issue or (j >= TOP and titles.is_one(text))
            if repeated or (beside and (_COLUMNS.search(text[:WIDEST]) or words)):
                found[j] = Furniture("running-head")
