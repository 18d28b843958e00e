"""Grids of rules: where a page has tables, and how their cells lie.

The rules that touch each other are one grid; between two neighbouring squares
without a rule the cell goes on (as in pdfplumber, and Nurminen 2013).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cefu.inputs.documents.pdf.drawing.rules import Rule
from cefu.inputs.documents.pdf.segments import groups_of
from cefu.model.line import Box

#: Rules nearer than this, in points, are one; ends may miss each other by so much.
NEAR = 3.0
_MOST_RULES = 3_000
_MOST_SQUARES = 20_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell: its place in the grid, how far it spans, and where it is."""

    row: int
    column: int
    rows: int
    columns: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's rules: its outline and its cells; ``heads`` rows at its top are known heads."""

    box: Box
    cells: tuple[GridCell, ...]
    heads: int = 0


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """The grids with at least two rows and two columns that ``rules`` draw."""
    if len(rules) > 4 * _MOST_RULES:
        return []
    joined = merged(rules)
    if len(joined) > _MOST_RULES:
        return []
    found = []
    for group in _touching(joined):
        grid = _grid(group)
        if grid:
            found.append(grid)
    return _outermost(found)


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules that lie on one line and meet, as one."""
    result: list[Rule] = []
    for level in (True, False):
        bands: list[list[Rule]] = []
        for rule in sorted((r for r in rules if r.level == level), key=lambda r: r.at):
            if bands and rule.at - bands[-1][-1].at <= NEAR / 2:
                bands[-1].append(rule)
            else:
                bands.append([rule])
        for band in bands:
            at = sum(r.at for r in band) / len(band)
            low, high = None, 0.0
            for rule in sorted(band, key=lambda r: r.low):
                if low is None or rule.low > high + NEAR:
                    if low is not None:
                        result.append(Rule(level, at, low, high))
                    low, high = rule.low, rule.high
                high = max(high, rule.high)
            if low is not None:
                result.append(Rule(level, at, low, high))
    return result


def _touching(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The rules of each table: those that meet."""
    levels = [(i, r) for i, r in enumerate(rules) if r.level]
    uprights = [(i, r) for i, r in enumerate(rules) if not r.level]
    met = (
        (i, j)
        for i, a in levels
        for j, b in uprights
        if a.low - NEAR <= b.at <= a.high + NEAR and b.low - NEAR <= a.at <= b.high + NEAR
    )
    return groups_of(rules, met)


def _places(values: Iterable[float]) -> list[float]:
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > NEAR:
            places.append(value)
    return places


def _grid(rules: Sequence[Rule]) -> Grid | None:
    levels = [r for r in rules if r.level]
    uprights = [r for r in rules if not r.level]
    if len(levels) < 2 or not uprights:
        return None
    left, right = min(r.low for r in levels), max(r.high for r in levels)
    # The sides of a table may be open; its top and foot are drawn.
    xs = _places([*(r.at for r in uprights), left, right])
    ys = _places(r.at for r in levels)
    if len(xs) < 3 or len(ys) < 3 or len(xs) * len(ys) > _MOST_SQUARES:
        return None
    cells = _cells(xs, ys, levels, uprights)
    if len(cells) < 4 or len({c.row for c in cells}) < 2 or len({c.column for c in cells}) < 2:
        return None
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells))


def _drawn(rules: Sequence[Rule], at: float, low: float, high: float) -> bool:
    """Whether a rule at ``at`` runs over the middle of the stretch."""
    middle = (low + high) / 2
    return any(abs(r.at - at) <= NEAR and r.low <= middle <= r.high for r in rules)


def _cells(
    xs: Sequence[float], ys: Sequence[float], levels: Sequence[Rule], uprights: Sequence[Rule]
) -> list[GridCell]:
    """The cells: each square with those to its right and below that no rule parts from it."""
    rows, columns = len(ys) - 1, len(xs) - 1
    taken = [[False] * columns for _ in range(rows)]
    cells: list[GridCell] = []
    for r in range(rows):
        for c in range(columns):
            if taken[r][c]:
                continue
            wide = 1
            while (
                c + wide < columns
                and not taken[r][c + wide]
                and not _drawn(uprights, xs[c + wide], ys[r], ys[r + 1])
            ):
                wide += 1
            tall = 1
            while r + tall < rows and not any(
                taken[r + tall][k] or _drawn(levels, ys[r + tall], xs[k], xs[k + 1])
                for k in range(c, c + wide)
            ):
                tall += 1
            for i in range(r, r + tall):
                for k in range(c, c + wide):
                    taken[i][k] = True
            box = Box(xs[c], ys[r], xs[c + wide], ys[r + tall])
            cells.append(GridCell(r, c, tall, wide, box))
    return cells


def _outermost(grids: list[Grid]) -> list[Grid]:
    """Grids that lie in no other one."""
    return [
        g
        for g in grids
        if not any(
            o is not g
            and o.box.x0 - NEAR <= g.box.x0
            and o.box.y0 - NEAR <= g.box.y0
            and o.box.x1 + NEAR >= g.box.x1
            and o.box.y1 + NEAR >= g.box.y1
            for o in grids
        )
    ]
