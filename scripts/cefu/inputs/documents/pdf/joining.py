"""From the lines of all pages to one text layer, with its tables and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cefu.inputs.documents.pdf.lines import SetLine
from cefu.inputs.documents.pdf.tables.continued import GOES_ON, SetPage, with_whole_tables
from cefu.model.line import Box, CellPlace, Line
from cefu.model.received import Cell, FoundTable

_Spans = list[tuple[int, int]]


@dataclass(slots=True)
class _Table:
    """A table in the making; ``spans`` are the source offsets of each cell's lines."""

    page: int
    group: int
    box: Box
    spans: dict[CellPlace, _Spans] = field(default_factory=dict)

    def found(self) -> FoundTable:
        cells = tuple(
            Cell(p.row, p.column, tuple(spans), p.rows, p.columns, p.header)
            for p, spans in self.spans.items()
        )
        return FoundTable(self.page, cells, self.box)


@dataclass(frozen=True, slots=True)
class FigurePlace:
    """Where a figure stands: its page, the offset before which it comes, its words."""

    page: int
    box: Box
    start: int
    spans: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class Joined:
    """The text layer of all pages and what is in it."""

    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[_Table] = field(default_factory=list)
    figures: list[FigurePlace] = field(default_factory=list)
    start: int = 0
    number: int = 1
    group: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    @property
    def found_tables(self) -> tuple[FoundTable, ...]:
        return tuple(table.found() for table in self.tables)

    def put(self, text: str) -> None:
        self.parts.append(text)
        self.start += len(text)

    def new_group(self) -> int:
        self.group += 1
        return self.group


def joined(pages: Sequence[SetPage]) -> Joined:
    """The text layer of all pages, its lines with their places in it, tables and figures."""
    whole = Joined()
    for index, page in enumerate(with_whole_tables(pages)):
        if index:
            whole.put("\f")
            whole.number += 1
        _page(whole, index, page)
    return whole


def _page(whole: Joined, index: int, page: SetPage) -> None:
    tables: dict[int, _Table] = {}
    figures: dict[int, int] = {}
    for k, line in enumerate(page.lines):
        gap = line.gap if k else 0
        if k:
            whole.put("\n" * (gap + 1))
            whole.number += gap + 1
        blank = len(line.raw) - len(line.raw.lstrip())
        span = (whole.start + blank, whole.start + len(line.raw))
        group = 0
        if line.cell:
            number = line.cell.table
            if number == GOES_ON and whole.tables:
                tables[number] = whole.tables[-1]
            elif number not in tables:
                tables[number] = _Table(index, whole.new_group(), line.box)
                whole.tables.append(tables[number])
            table = tables[number]
            table.spans.setdefault(line.cell.place, []).append(span)
            table.box = table.box.around(line.box) if table.page == index else table.box
            group = table.group
        elif line.figure:
            if line.figure not in figures:
                figures[line.figure] = whole.new_group()
                whole.figures.append(FigurePlace(index, line.box, whole.start, ()))
            group = figures[line.figure]
            if line.raw:
                last = whole.figures[-1]
                whole.figures[-1] = replace(last, spans=(*last.spans, span))
        whole.lines.append(_line(line, whole.number, whole.start, index, gap, group))
        whole.put(line.raw)


def _line(line: SetLine, number: int, start: int, page: int, gap: int, group: int) -> Line:
    return Line(
        number,
        start,
        line.raw,
        gap,
        False,
        page,
        box=line.box,
        size=line.style.size,
        weight=line.style.weight,
        face=line.style.face,
        italic=line.style.italic,
        color=line.style.color,
        raised=line.raised,
        column=line.column,
        column_edges=line.edges,
        role=line.role,
        group=group,
        cell=line.cell.place if line.cell else None,
    )
