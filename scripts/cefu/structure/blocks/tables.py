"""Tables and figures: lines that the document knows for theirs become one block each."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import groupby

from cefu.model.document import BlockType, TableCell
from cefu.model.line import CellPlace, Line
from cefu.model.traced import Traced, concat
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.lines.spacing import join_lines


def stands_apart(line: Line) -> bool:
    """Whether the document says that a line stands in a table or a figure, apart from the text."""
    return line.cell is not None or line.role == "figure"


def with_set_apart(typed: Sequence[Typed], lines: Sequence[Line]) -> list[Typed]:
    """``typed`` with each table and figure of ``lines`` after the block that begins before it.

    Groups of a keeper's making have numbers below 0 (`cefu.structure.hints`).
    """
    result = list(typed)
    for _, group in groupby(lines, key=lambda line: line.group):
        chunk = Chunk(tuple(group))
        at = sum(item.chunk.lines[0].start < chunk.lines[0].start for item in result)
        kind: BlockType = "table" if chunk.lines[0].cell else "figure"
        result.insert(at, Typed(chunk, kind, "hint" if chunk.lines[0].group < 0 else kind))
    return result


def figure_text(lines: Sequence[Line]) -> Traced:
    """The words that stand inside a figure, line after line; often there are none.

    >>> figure_text([Line(1, 0, "", 0, False, 0), Line(2, 1, "甲 港", 0, False, 0)]).text
    '甲港'
    """
    parts: list[Traced] = []
    for line in lines:
        if line.text:
            if parts:
                parts.append(Traced("\n", array("q", [line.start - 1])))
            parts.append(join_lines([line.traced]))
    return concat(parts)


def table_text(lines: Sequence[Line]) -> tuple[Traced, tuple[TableCell, ...]]:
    """The words of a table, cell after cell, and where each cell's are.

    >>> a, b = CellPlace(0, 0), CellPlace(0, 1)
    >>> text, cells = table_text([Line(1, 0, "國 家", 0, False, 0, cell=a),
    ...                           Line(2, 4, "船", 0, False, 0, cell=b)])
    >>> text.text, [(c.start, c.end) for c in cells]
    ('國家\\n船', [(0, 2), (3, 4)])
    """
    parts: list[Traced] = []
    cells: list[TableCell] = []
    length = 0
    for place, group in groupby(lines, key=lambda line: line.cell or CellPlace(0, 0)):
        words = list(group)
        if parts:
            parts.append(Traced("\n", array("q", [words[0].start - 1])))
            length += 1
        text = join_lines([line.traced for line in words])
        parts.append(text)
        cells.append(TableCell(place, length, length + len(text)))
        length += len(text)
    return concat(parts), tuple(cells)
