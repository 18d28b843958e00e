"""Columns that an extraction set side by side (``pdftotext -layout``), one after the other again.

Such tools give a page's lines as they stand: the left half of a printed line, blanks, the
right half.  Where a stretch of a page has one place that no words cross, with full halves
on both sides of it, the left halves are read first and the right ones below them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from cefu.model.line import BLANKS, width

#: Blanks that may part two columns.
_GAP = re.compile(r"[ \t]{2,}")
#: How wide each column is at least, on a grid where Han are two wide.
_NARROWEST = 16
#: Rows with words in both columns: fewest in a stretch, and fewest where the document has
#: such columns elsewhere.
_FEWEST, _FEWER = 5, 2
#: So many rows in all show that a document is set in columns.
_SURE = 12
#: Share of a stretch's halves that are full, and how full: cells of tables are not.
_SHARE, _FULL = 0.5, 0.7
#: How far left of the others, in characters, a line of the right column can begin.
_OUT = 3
#: Rows at either end of a page that can be its head or foot, and blank rows that set them apart.
_EDGE, _APART = 2, 2
#: Longest row, in characters.
_LONGEST = 1000
#: Most rows of one page.
_PAGE = 200


@dataclass(frozen=True)
class _Stretch:
    """Rows ``first`` to ``last`` of a page, both among them, and where each is cut:
    at its right half's first character, or at its end."""

    first: int
    last: int
    cuts: tuple[int, ...]
    both: int


def part_columns(text: str) -> tuple[str, int]:
    """``text`` with columns that stand side by side one below the other, and how many rows
    were cut in two; nothing else is changed.

    Form feeds part the pages; a text without them is looked at where it is not longer than one.

    >>> left = ["北方航道的通航期逐年延長，", "地方政府期待新的航線能帶來", "收入，但維護港口所需的經費", "仍待中央補助，兩者之間尚無", "共識可言，只能等待。"]
    >>> right = ["漁業團體則擔心航運會影響漁", "場，要求先行評估對於生態的", "衝擊。主管機關表示，評估報", "告將於年底以前公布，屆時再", "決定是否開放航行。"]
    >>> page = "".join(f"{a:　<13}    {b}\\n" for a, b in zip(left, right))
    >>> part_columns((page + "\\f") * 3)[0] == ("\\n".join([*left, *right]) + "\\n\\f") * 3
    True
    """
    pages = [page.split("\n") for page in text.split("\f")]
    found = [_stretches(rows) for rows in pages]
    sure = sum(s.both for page in found for s in page) >= _SURE
    cut = 0
    result = []
    for rows, stretches in zip(pages, found, strict=True):
        kept = [s for s in stretches if s.both >= (_FEWER if sure else _FEWEST)]
        cut += sum(s.both for s in kept)
        result.append("\n".join(_in_order(rows, kept)))
    return "\f".join(result), cut


def _in_order(rows: Sequence[str], stretches: Sequence[_Stretch]) -> Iterator[str]:
    at = 0
    for stretch in stretches:
        yield from rows[at : stretch.first]
        inside = rows[stretch.first : stretch.last + 1]
        cuts = list(zip(inside, stretch.cuts, strict=True))
        yield from _column([row[:cut].rstrip(BLANKS) for row, cut in cuts], inside)
        yield from _column([row[cut:] for row, cut in cuts], inside)
        at = stretch.last + 1
    yield from rows[at:]


def _column(halves: Sequence[str], rows: Sequence[str]) -> Iterator[str]:
    """The lines of one column.  A row that is blank in this column alone is no gap where it
    stands between two that are not: lines of two columns seldom stand at one height."""
    halves = list(halves)
    while halves and not halves[-1].strip(BLANKS):
        halves.pop()
    started = False
    for blank, group in groupby(enumerate(halves), key=lambda item: not item[1].strip(BLANKS)):
        numbers = [i for i, _ in group]
        if not blank:
            started = True
            yield from (halves[i] for i in numbers)
        elif started:
            others = sum(bool(rows[i].strip(BLANKS)) for i in numbers)
            yield from [""] * (len(numbers) - min(others, 1))


def _stretches(rows: Sequence[str]) -> list[_Stretch]:
    """The stretches of a page that are set in two columns, from top to foot."""
    if len(rows) > _PAGE or any(len(row) > _LONGEST for row in rows):
        return []
    low, high = _inside(rows)
    taken: set[int] = set()
    found: list[_Stretch] = []
    for place in _places(rows[low:high]):
        for stretch in _parted_at(rows, range(low, high), place):
            span = set(range(stretch.first, stretch.last + 1))
            if not span & taken:
                taken |= span
                found.append(stretch)
    return sorted(found, key=lambda s: s.first)


def _inside(rows: Sequence[str]) -> tuple[int, int]:
    """The rows of a page without its head and foot, which are set apart from the text."""
    full = [i for i, row in enumerate(rows) if row.strip(BLANKS)]
    low, high = 0, len(rows)
    for k in range(1, min(_EDGE + 1, len(full))):
        if full[k] - full[k - 1] > _APART:
            low = full[k]
        if full[-k] - full[-k - 1] > _APART:
            high = full[-k]
    return low, max(low, high)


def _places(rows: Sequence[str]) -> list[int]:
    """Where right halves may begin, in characters, the commonest place first."""
    counts: Counter[int] = Counter()
    for row in rows:
        counts.update(gap.end() for gap in _GAP.finditer(row) if gap.end() < len(row))
    likely = [place for place, n in counts.items() if n >= _FEWER and place > _NARROWEST // 2]
    return sorted(likely, key=lambda place: (-counts[place], place))[:8]


def _parted_at(rows: Sequence[str], inside: range, place: int) -> Iterator[_Stretch]:
    """The stretches of ``rows`` whose right column begins at ``place``."""
    cuts = {i: _cut(rows[i], place) for i in inside}
    for crossed, group in groupby(inside, key=lambda i: cuts[i] < 0):
        run = list(group)
        if crossed:
            continue
        sides = [i for i in run if 0 <= cuts[i] < len(rows[i].rstrip(BLANKS))]
        both = [i for i in sides if rows[i][: cuts[i]].strip(BLANKS)]
        if len(both) < _FEWER or not _is_prose([(rows[i], cuts[i]) for i in both]):
            continue
        first, last = run[0], run[-1]
        while not rows[first].strip(BLANKS):
            first += 1
        last = _last(rows, cuts, first, last)
        yield _Stretch(first, last, tuple(cuts[i] for i in range(first, last + 1)), len(both))


def _last(rows: Sequence[str], cuts: dict[int, int], first: int, last: int) -> int:
    """The last row of a stretch, blank ones aside."""
    while last > first and not rows[last].strip(BLANKS):
        last -= 1
    return last


def _cut(row: str, place: int) -> int:
    """Where ``row`` is cut for a right column at ``place``: its length where it has no right
    half, -1 where words cross the place.

    >>> _cut("甲乙丙  丁戊", 5), _cut("甲乙丙", 5), _cut("      丁", 5), _cut("甲乙丙丁戊己庚", 5)
    (5, 3, 5, -1)
    """
    end = len(row.rstrip(BLANKS))
    if end <= place - _OUT:
        return len(row)
    for gap in _GAP.finditer(row):
        if gap.start() <= place and gap.end() >= place - _OUT:
            return min(gap.end(), max(place, gap.start()))  # an indent stays
    return len(row) if end <= place else -1


def _is_prose(rows: Sequence[tuple[str, int]]) -> bool:
    """Whether both halves of ``rows``, each with the place of its cut, are columns of prose."""
    for halves in ([row[:cut] for row, cut in rows], [row[cut:] for row, cut in rows]):
        words = [half.strip(BLANKS) for half in halves]
        widths = sorted(width(half) for half in words)
        measure = widths[int(0.8 * (len(widths) - 1))]
        full = sum(w >= _FULL * measure for w in widths)
        gaps = sum(_GAP.search(half) is not None for half in words)
        if measure < _NARROWEST or full < _SHARE * len(rows) or gaps > 0.3 * len(rows):
            return False
    return True
