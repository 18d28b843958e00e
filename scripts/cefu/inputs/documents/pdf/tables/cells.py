"""Tables of a PDF page: the glyphs of each cell taken out of the running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from cefu.inputs.documents.pdf.columns import Area
from cefu.inputs.documents.pdf.directions import place
from cefu.inputs.documents.pdf.glyphs import Glyph
from cefu.inputs.documents.pdf.lines import SetLine, TablePlace, TableSegment, set_lines
from cefu.inputs.documents.pdf.segments import segments_of
from cefu.inputs.documents.pdf.tables.grids import Grid, GridCell
from cefu.model.line import CellPlace

#: A cell with more than this share of the words is the text in a frame, not a table's.
_MOST_IN_ONE = 0.75
_FEWEST_CELLS = 3
_FIGURE = re.compile(r"[-–－+]?[\d０-９][\d０-９,，.．%％\s]*")


def tables_of(
    glyphs: Sequence[Glyph], grids: Sequence[Grid], first: int = 0
) -> tuple[list[TableSegment], list[Glyph]]:
    """The tables that ``grids`` draw, numbered from ``first``, and the glyphs outside them."""
    rest = list(glyphs)
    tables: list[TableSegment] = []
    for grid in grids:
        inside = [g for g in rest if grid.box.holds((g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2)]
        filled = [(cell, found) for cell in grid.cells if (found := _in_cell(inside, cell))]
        if not _is_table(filled, len(inside)):
            continue
        filled = _tight(filled)
        lines = list(_cell_lines(filled, first + len(tables), grid))
        size = sorted(g.size for g in inside)[len(inside) // 2]
        tables.append(TableSegment(grid.box, lines, size))
        taken = {id(g) for _, found in filled for g in found}
        rest = [g for g in rest if id(g) not in taken]
    return tables, rest


def _in_cell(glyphs: Sequence[Glyph], cell: GridCell) -> list[Glyph]:
    return [g for g in glyphs if cell.box.holds((g.x0 + g.x1) / 2, (g.y0 + g.y1) / 2)]


def _tight(filled: Sequence[tuple[GridCell, list[Glyph]]]) -> list[tuple[GridCell, list[Glyph]]]:
    """Cells counted by the rows and columns in which one begins: doubled rules make none."""
    rows = sorted({c.row for c, _ in filled})
    columns = sorted({c.column for c, _ in filled})

    def span(starts: Sequence[int], first: int, count: int) -> int:
        return sum(first <= s < first + count for s in starts)

    return [
        (
            GridCell(
                rows.index(c.row),
                columns.index(c.column),
                span(rows, c.row, c.rows),
                span(columns, c.column, c.columns),
                c.box,
            ),
            found,
        )
        for c, found in filled
    ]


def _is_table(filled: Sequence[tuple[GridCell, list[Glyph]]], total: int) -> bool:
    if len(filled) < _FEWEST_CELLS:
        return False
    if len({c.row for c, _ in filled}) < 2 or len({c.column for c, _ in filled}) < 2:
        return False
    return max(len(found) for _, found in filled) <= max(_MOST_IN_ONE * total, 60)


def _cell_lines(
    filled: Sequence[tuple[GridCell, list[Glyph]]], table: int, grid: Grid
) -> Iterator[SetLine]:
    headers = grid.heads or _header_rows(filled)
    edges = grid.box.x0, grid.box.x1
    for cell, glyphs in filled:
        where = CellPlace(cell.row, cell.column, cell.rows, cell.columns, cell.row < headers)
        for glyph in glyphs:
            place(glyph, "across")
        area = Area(tuple(segments_of(glyphs)))
        for line in set_lines(area, 0, "across", 1e9):
            yield replace(line, role="table", cell=TablePlace(table, where, edges), gap=0)


def _header_rows(filled: Sequence[tuple[GridCell, list[Glyph]]]) -> int:
    """How many rows at the top are headers: set bold alone, or words over figures."""
    first = [(c, g) for c, g in filled if c.row == 0]
    later = [(c, g) for c, g in filled if c.row > 0]
    if not first or not later:
        return 0
    depth = max(c.rows for c, _ in first)
    depth = max(depth, 2 if any(c.columns > 1 for c, _ in first) else 1)
    bold_first = all(_bold(g) for _, g in first)
    bold_later = sum(_bold(g) for c, g in later if c.row >= depth and c.column > 0)
    others = sum(1 for c, _ in later if c.row >= depth and c.column > 0)
    if bold_first and bold_later < max(1, 0.5 * others):
        return depth
    named = not any(_is_figure(g) for _, g in first)
    return depth if named and any(_is_figure(g) for c, g in later if c.row >= depth) else 0


def _bold(glyphs: Sequence[Glyph]) -> bool:
    return sum(g.style.weight >= 700 for g in glyphs) > len(glyphs) / 2


def _is_figure(glyphs: Sequence[Glyph]) -> bool:
    return bool(_FIGURE.fullmatch("".join(g.char for g in glyphs)))
