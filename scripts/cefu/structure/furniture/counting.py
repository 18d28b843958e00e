"""Page labels told by counting: lone numbers that go up by one from page to page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cefu.model.line import Line
from cefu.structure.furniture.heads import LAST_PAGE, WIDEST, Titles, front_end, head_key, torn
from cefu.structure.furniture.mastheads import issue_label, names_issue, names_volume
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.lines import is_rule
from cefu.structure.lines.pages import Furniture
from cefu.structure.notes.openings import CENTRED, awaited, blanks_are_traces
from cefu.structure.wording.labels import han_label, page_label
from cefu.structure.wording.numbering import numbered

#: Fewest lines on a page, and fewest where a line is a whole paragraph.
_PAGE, _PARAGRAPHS = 8, 3
_DATE_OPEN = re.compile(r"\d\s*[年月]$")
_DATE_REST = re.compile(r"\d{1,2}\s*[月日]")
_BRACKETED = re.compile(r"[（(](\d{1,4})[)）]")


def counting_labels(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add lone numbers that count the pages one by one though nothing sets them
    apart: each a page after the other, some of them amid a sentence."""
    lone = [i for i, x in enumerate(lines) if len(x.text) <= 3 and x.text.isdecimal()]
    told = any(f.label for i, f in found.items() if i + 1 < len(lines))
    told = told or any(lines[i].rule_before for i in lone)
    if told or len({lines[i].text for i in lone}) < len(lone):
        return  # the pages are known, or such numbers are something else
    page = _fewest(lines)
    chain: list[int] = []
    for i in lone:
        number = int(lines[i].text)
        if chain and number == int(lines[chain[-1]].text) + 1 and i - chain[-1] >= page:
            chain.append(i)
        elif not chain and i >= page and number:
            chain = [i]
    if any(awaited(lines, i, lines[i].text) for i in chain):
        return
    inside = [i for i in chain if i + 1 < len(lines)]
    fits = sum(torn(lines, i) or ends_sentence(lines[i - 1].text) for i in inside)
    if len(chain) >= 3 and 2 * len(chain) >= len(lone) and 2 * fits >= len(inside):
        for i in chain:
            found.setdefault(i, Furniture("page-label", lines[i].text))


def han_labels(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add Chinese numerals alone and centred, where one of them parts two halves of a sentence:
    numerals that head parts stand between sentences."""
    lone = {
        i: number
        for i, line in enumerate(lines)
        if line.lead >= CENTRED and line.gap and (number := han_label(line.text))
    }
    if any(torn(lines, i) or _amid(lines, i) for i in lone):
        for i, number in lone.items():
            found.setdefault(i, Furniture("page-label", str(number)))


def labels_beside_heads(
    lines: Sequence[Line], seen: Counter[str], found: dict[int, Furniture]
) -> None:
    """Add numbers that count upwards, each beside the same repeated words: page
    labels however closely they are set; one more may close the document."""
    chain: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or not label.isdecimal():
            continue
        beside = any(
            0 <= j < len(lines)
            and seen[head_key(lines[j].text)] >= 2
            and len(head_key(lines[j].text)) >= 4
            and not ends_sentence(lines[j].text)
            and not numbered(lines[j].text)
            and not is_rule(lines[j].text)
            for j in (i - 1, i + 1)
        )
        closes = i == len(lines) - 1 and bool(chain)
        if beside or (closes and int(label) == chain[-1][1] + 1):
            chain.append((i, int(label)))
    growing = all(a[1] < b[1] for a, b in pairwise(chain))
    if (len(chain) >= 2 and growing) or (len(chain) == 1 and torn(lines, chain[0][0], 2)):
        for i, number in chain:
            found.setdefault(i, Furniture("page-label", str(number)))


def counting_on(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> None:
    """Add lone numbers that follow on a known page label or come right before one,
    and are set apart from the text around them; ``gap`` is the usual number of
    empty lines."""
    lone = {i: int(x.text) for i, x in enumerate(lines) if len(x.text) <= 4 and x.text.isdecimal()}
    grown, page = True, _fewest(lines)
    while grown:
        known = {int(f.label): i for i, f in found.items() if f.label.isdecimal()}
        free = {i: n for i, n in lone.items() if i not in found}
        due = list(_next_to(known, free, len(lines) - 1, page))
        fresh = [
            i for i in due if _set_apart(lines, i, gap) and not awaited(lines, i, lines[i].text)
        ]
        for i in fresh:
            found[i] = Furniture("page-label", lines[i].text)
        grown = bool(fresh)


def _fewest(lines: Sequence[Line]) -> int:
    return _PAGE if usual_width(lines) else _PARAGRAPHS


def _next_to(known: dict[int, int], lone: dict[int, int], last: int, page: int) -> Iterator[int]:
    """Those of ``lone`` that stand a ``page`` of lines after or before their neighbours
    in ``known``; the page that ends with line ``last`` can be short."""
    for i, number in lone.items():
        before, after = known.get(number - 1), known.get(number + 1)
        if before is None and after is None:
            continue
        least = 1 if i == last else page
        if (before is None or before + least <= i) and (after is None or i + page <= after):
            yield i


def issue_heads(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> None:
    """Add lines that carry a page label beside volume or issue, where the label
    counts on from another, or the line is set apart or amid a sentence."""
    rare = blanks_are_traces(lines)
    known = {int(f.label): i for i, f in found.items() if f.label.isdecimal()}
    heads = {}
    for i, line in enumerate(lines):
        label = issue_label(line.text) if i not in found and line.width <= WIDEST else None
        if label is not None and int(label) <= LAST_PAGE:
            heads[i] = int(label)
    for i, number in heads.items():
        others = [*((j, n) for n, j in known.items()), *heads.items()]
        counted = any(n != number and (n < number) == (j < i) for j, n in others)
        after = lines[i + 1].gap if i + 1 < len(lines) else 0
        wide = max(lines[i].gap, after) > gap + 1
        amid = wide or _set_apart(lines, i, gap) or torn(lines, i)
        if counted or amid or lines[i].void or (rare and lines[i].broken):
            found[i] = Furniture("running-head", str(number))


def heads_of_title(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> None:
    """Add lines that are nothing but the title or the name and issue of the
    periodical, past the front matter, where a page ends or amid a sentence."""
    titles, rare = Titles(lines), blanks_are_traces(lines)
    said = Counter(line.plain for line in lines)
    start = front_end(lines)
    for i, line in enumerate(lines[start:], start):
        own = titles.is_one(line.text) or names_volume(line.text)
        if i in found or not (own or names_issue(line.text)):
            continue
        beside = i - 1 in found or i + 1 in found
        after = lines[i + 1].gap if i + 1 < len(lines) else 0
        apart = max(line.gap, after) > (gap if own else gap + 1) or (own and torn(lines, i))
        apart = apart or (not own and said[line.plain] > 1)
        trace = apart or line.void or (rare and line.broken and not line.gap)
        if beside or trace:
            found[i] = Furniture("running-head")


def _set_apart(lines: Sequence[Line], i: int, gap: int) -> bool:
    if i + 1 == len(lines):
        return True
    line, after = lines[i], lines[i + 1]
    centred = line.lead >= CENTRED and line.lead > after.lead
    between = line.gap > gap and after.gap > gap
    return between or centred or (after.broken and after.gap <= gap)


def bracketed_labels(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add numbers in brackets, alone on their lines, that count up page after page;
    a list's numbers stand between items, a page's also amid a sentence."""
    lone = [(i, m[1]) for i, x in enumerate(lines) if (m := _BRACKETED.fullmatch(x.text))]
    if len(lone) < 2:
        return
    steps = list(pairwise(lone))
    last = len(lines) - 1  # the last page can be short
    near = any(b[0] - a[0] < _PAGE and b[0] < last for a, b in steps)
    if near or any(int(b[1]) != int(a[1]) + 1 for a, b in steps):
        return
    if any(_amid(lines, i) or _page_follows(lines, i) for i, _ in lone):
        for i, label in lone:
            found.setdefault(i, Furniture("page-label", label))


def _page_follows(lines: Sequence[Line], i: int) -> bool:
    """Whether the next line shows the trace of a page break: a blank in its stead."""
    return i + 1 < len(lines) and (lines[i + 1].void or lines[i + 1].broken)


def _amid(lines: Sequence[Line], i: int) -> bool:
    """Whether the text before a page's end does not end there."""
    before = lines[i - 1].text if i else "。"
    return i + 1 < len(lines) and not ends_sentence(before) and before[-1] not in "；;：:"


def amid_date(lines: Sequence[Line], i: int) -> bool:
    """Whether a lone number parts a month or year from the day or month that
    belongs to it: 自8月 / 9 / 1日起."""
    return 0 < i < len(lines) - 1 and bool(
        _DATE_OPEN.search(lines[i - 1].text) and _DATE_REST.match(lines[i + 1].text)
    )
