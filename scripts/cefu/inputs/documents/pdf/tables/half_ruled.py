"""Tables without upright rules: rules above, below and between their rows, or shaded rows.

Where the level rules of one length follow each other, what stands between them is a table
if its lines fall into columns with white between them, and none of these is running text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from cefu.inputs.documents.pdf.columns import is_prose
from cefu.inputs.documents.pdf.drawing.objects import Drawn
from cefu.inputs.documents.pdf.drawing.rules import Rule
from cefu.inputs.documents.pdf.segments import Segment
from cefu.inputs.documents.pdf.tables.grids import NEAR, Grid, GridCell, merged
from cefu.model.line import Box

#: Rules of one table begin and end this near to each other, in points.
_SAME = 4.0
#: A table is at least so wide, in points.
_NARROWEST = 90.0
#: The narrowest white between two columns, in ems.
_WHITE = 0.5
#: Of the lines of a table without a rule below its head at least this share has two cells.
_SHARE = 0.6
#: Fewest rows below a head, and without one.
_FEWEST, _FEWEST_HEADLESS = 1, 3
#: White between rows is wider than that between the lines of a cell by this factor.
_WIDER = 1.4
#: How high a shaded row is, in points.
_LOW, _HIGH = 8.0, 80.0
_MOST_RULES = 400
_FEWEST_PAGES, _PAGES = 3, 0.2


class Row(NamedTuple):
    """Segments between two heights; ``head`` tells that they stand above a head's rule."""

    top: float
    foot: float
    segments: tuple[Segment, ...]
    head: bool = False


def row_rules(rules: Sequence[Rule], drawn: Sequence[Drawn]) -> list[Rule]:
    """The level rules that may part rows, and the edges of shaded rows.

    >>> shade = Drawn("path", Box(50, 100, 300, 120))
    >>> [rule.at for rule in row_rules([Rule(True, 80, 50, 300), Rule(False, 50, 0, 9)], [shade])]
    [80, 100, 120]
    """
    level = [r for r in rules if r.level and r.high - r.low >= _NARROWEST]
    for kind, box in drawn:
        if kind == "path" and _LOW <= box.height <= _HIGH and box.width >= _NARROWEST:
            level += [Rule(True, y, box.x0, box.x1) for y in (box.y0, box.y1)]
    return level


def recurring_rules(pages: Sequence[Sequence[Rule]]) -> set[Rule]:
    """What is drawn at one place on three pages or more, and on a fifth of all: no table's."""
    counts = Counter(key for page in pages for key in {rounded(rule) for rule in page})
    fewest = max(_FEWEST_PAGES, _PAGES * len(pages))
    return {key for key, count in counts.items() if count >= fewest}


def rounded(rule: Rule) -> Rule:
    """A rule by its place in steps of four points."""
    return Rule(rule.level, *(float(round(v / 4)) for v in rule[1:]))


def half_ruled(
    rules: Sequence[Rule], segments: Sequence[Segment], grids: Sequence[Grid]
) -> list[Grid]:
    """The grids that level ``rules`` and the white between ``segments`` draw, outside ``grids``."""
    level = [r for r in merged(rules) if r.level and not any(_in(r, g.box) for g in grids)]
    if len(level) > _MOST_RULES:
        return []
    found: list[Grid] = []
    for stack in _stacks(level):
        found += _tables(stack, segments)
    return found


def _in(rule: Rule, box: Box) -> bool:
    inside = box.y0 - NEAR <= rule.at <= box.y1 + NEAR
    return inside and rule.low < box.x1 and rule.high > box.x0


def _stacks(rules: Iterable[Rule]) -> list[list[Rule]]:
    """Rules of one place and length, from top to bottom; fewer than two are none."""
    stacks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda r: r.at):
        for stack in stacks:
            if abs(stack[0].low - rule.low) <= _SAME and abs(stack[0].high - rule.high) <= _SAME:
                stack.append(rule)
                break
        else:
            stacks.append([rule])
    return [stack for stack in stacks if len(stack) >= 2]


def _tables(stack: Sequence[Rule], segments: Sequence[Segment]) -> list[Grid]:
    """The tables of one stack: runs of stretches between rules that hold cells."""
    low, high = stack[0].low - _SAME, stack[0].high + _SAME
    inside = [s for s in segments if s.x0 >= low and s.x1 <= high]
    runs: list[list[Row]] = [[]]
    for above, below in pairwise(stack):
        held = tuple(s for s in inside if above.at < s.middle < below.at)
        crossed = any(
            above.at < s.middle < below.at and s.x1 > low and s.x0 < high and s not in held
            for s in segments
        )
        if held and not crossed and _has_cells(held):
            runs[-1].append(Row(above.at, below.at, held))
        elif held or crossed:
            runs.append([])
    found = (_table(run, Box(low, 0, high, 0)) for run in runs if run)
    return [grid for grid in found if grid is not None]


def _has_cells(segments: Sequence[Segment]) -> bool:
    """Whether most lines of a stretch have two cells or more."""
    rows = lines_of(segments)
    several = sum(len(columns_of(row)) >= 2 for row in rows)
    if len(rows) <= 2:
        return several >= 1
    filled = len(columns_of(segments)) >= 2
    return several >= _SHARE * len(rows) or (filled and several >= 2)


def lines_of(segments: Iterable[Segment]) -> list[list[Segment]]:
    """Segments by the white that runs across between them, from top to bottom."""
    rows: list[list[Segment]] = []
    foot = -1e9
    for segment in sorted(segments, key=lambda s: s.top):
        if not rows or segment.top > foot - 0.3 * segment.size:
            rows.append([])
            foot = segment.bottom
        rows[-1].append(segment)
        foot = max(foot, segment.bottom)
    return rows


def columns_of(segments: Iterable[Segment]) -> list[tuple[float, float]]:
    """Left and right edge of each column: what no white from top to foot parts is one."""
    columns: list[tuple[float, float]] = []
    for s in sorted(segments, key=lambda s: s.x0):
        if columns and s.x0 < columns[-1][1] + _WHITE * s.size:
            columns[-1] = columns[-1][0], max(columns[-1][1], s.x1)
        else:
            columns.append((s.x0, s.x1))
    return columns


def _table(run: Sequence[Row], edges: Box) -> Grid | None:
    """The grid of the stretches ``run``; None if they are no table."""
    headed = len(run) == 2 and len(lines_of(run[0].segments)) <= 3
    own_rows = len(run) > 2
    body = [s for row in (run[1:] if headed else run) for s in row.segments]
    columns = columns_of(body)
    if len(columns) < 2:
        return None
    texts = [[s for s in body if low <= s.x0 <= high] for low, high in columns]
    if not (headed or own_rows) and any(is_prose(text) for text in texts):
        return None
    if headed and sum(is_prose(text) for text in texts) == len(texts):
        return None
    rows = (
        list(run)
        if own_rows
        else [r for k, part in enumerate(run) for r in _rows(part, headed and not k)]
    )
    fewest = _FEWEST + 1 if headed or own_rows else _FEWEST_HEADLESS
    if len(rows) < fewest:
        return None
    heads = sum(row.head for row in rows)
    xs = [edges.x0, *((a[1] + b[0]) / 2 for a, b in pairwise(columns)), edges.x1]
    cells = [cell for n, row in enumerate(rows) for cell in _cells(n, row, columns, xs)]
    return Grid(Box(edges.x0, rows[0].top, edges.x1, rows[-1].foot), tuple(cells), heads)


def _rows(stretch: Row, head: bool) -> list[Row]:
    """The rows of a stretch between two rules.

    Where the white between its lines is of two widths, the wider one parts rows; else every
    line with something in the first column, or in several, is one.
    """
    lines = lines_of(stretch.segments)
    if head:
        return [Row(stretch.top, stretch.foot, stretch.segments, True)]
    feet = [max(s.bottom for s in line) for line in lines]
    tops = [min(s.top for s in line) for line in lines]
    whites = [top - foot for foot, top in zip(feet, tops[1:], strict=False)]
    first = columns_of(stretch.segments)[0][1]
    parted = _parted(whites, sorted(stretch.segments, key=lambda s: s.size)[0].size)
    if not parted:
        parted = [any(s.x0 < first for s in line) for line in lines[1:]]
    starts = [0, *(k for k, new in enumerate(parted, 1) if new)]
    bounds = [stretch.top, *((feet[k - 1] + tops[k]) / 2 for k in starts[1:]), stretch.foot]
    groups = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return [
        Row(bounds[k], bounds[k + 1], tuple(s for line in group for s in line))
        for k, group in enumerate(groups)
    ]


def _parted(whites: Sequence[float], em: float) -> list[bool]:
    """Which white between lines is of the wider of two widths; empty where all is alike."""
    if not whites:
        return []
    least, most = min(whites), max(whites)
    if most < _WIDER * max(least, 0.0) + 0.15 * em:
        return []
    return [white > (least + most) / 2 for white in whites]


def _cells(
    n: int, row: Row, columns: Sequence[tuple[float, float]], xs: Sequence[float]
) -> list[GridCell]:
    """The cells of row ``n``; a segment that stands in several columns spans them."""
    cells: list[GridCell] = []
    k = 0
    while k < len(columns):
        wide = 1
        while k + wide < len(columns) and any(
            s.x0 < columns[k + wide - 1][1] and s.x1 > columns[k + wide][0] for s in row.segments
        ):
            wide += 1
        cells.append(GridCell(n, k, 1, wide, Box(xs[k], row.top, xs[k + wide], row.foot)))
        k += wide
    return cells
