"""A PDF file as a ``Document``."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from cefu.inputs.documents.pdf.bookmarks import outlined, read_bookmarks
from cefu.inputs.documents.pdf.columns import Area
from cefu.inputs.documents.pdf.directions import Direction, by_direction, place
from cefu.inputs.documents.pdf.glyphs import Glyph, frame_of, read_glyphs
from cefu.inputs.documents.pdf.grids import grids_of
from cefu.inputs.documents.pdf.lines import SetLine, TablePlace, set_lines
from cefu.inputs.documents.pdf.margins import Recurrence, ordered, recurring_segments
from cefu.inputs.documents.pdf.opening import glyph_faults, left_aside, opened, pdf_metadata
from cefu.inputs.documents.pdf.pictures import picture_share
from cefu.inputs.documents.pdf.rules import read_rules
from cefu.inputs.documents.pdf.segments import Segment, segments_of
from cefu.inputs.documents.pdf.tables import tables_of
from cefu.model.errors import CefuError
from cefu.model.line import Box, Line
from cefu.model.received import Cell, Document, FoundTable, PageSize

#: A page with fewer glyphs is asked whether it is a picture.
FEW_GLYPHS = 10


@dataclass(frozen=True, slots=True)
class SetPage:
    """One page: its size and its lines in reading order."""

    size: PageSize
    lines: tuple[SetLine, ...]


def read_pdf(path: Path) -> Document:
    """The PDF at ``path``.  Call it in a worker (``guarded``): PDFium is native code.

    Raises ``CefuError`` where it is locked, damaged, or has no text layer.
    """
    with opened(path) as pdf:
        drafts = [_draft(pdf, index) for index in range(len(pdf))]
        metadata = pdf_metadata(pdf)
        bookmarks = read_bookmarks(pdf)
        pictured = {i: draft.pictured for i, draft in enumerate(drafts)}
        faults = [*left_aside(pdf), *glyph_faults([d.glyphs for d in drafts], pictured)]
    recurring = recurring_segments([d.parts[0][1] for d in drafts if d.parts])
    pages = [SetPage(draft.size, tuple(_set(draft, recurring))) for draft in drafts]
    text, lines, tables = joined(pages)
    lines = outlined(lines, bookmarks)
    sizes = tuple(page.size for page in pages)
    return Document(
        "pdf", text, tuple(lines), sizes, tuple(tables), faults=tuple(faults), metadata=metadata
    )


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before its order is known: its segments by direction, the main one first.

    ``pictured`` is the share of the page that pictures cover.
    """

    size: PageSize
    glyphs: tuple[Glyph, ...]
    parts: tuple[tuple[Direction, list[Segment]], ...]
    hidden: tuple[Segment, ...]
    pictured: float


def _draft(pdf: pdfium.PdfDocument, index: int) -> _Draft:
    try:
        page = pdf[index]
    except pdfium.PdfiumError:
        raise CefuError(
            f"page {index + 1} of the PDF cannot be read",
            remedy="Get the file again; if a viewer shows the page, print it to a new PDF",
        ) from None
    try:
        frame = frame_of(page)
        glyphs = read_glyphs(page, frame)
        grids = grids_of(read_rules(page, frame))
        pictured = picture_share(page, frame) if len(glyphs) < FEW_GLYPHS else 0.0
    finally:
        page.close()
    width, height = frame.shown
    outside: list[Glyph] = []
    shown: list[Glyph] = []
    for g in glyphs:
        inside = g.x1 > 0 and g.x0 < width and g.y1 > 0 and g.y0 < height
        (shown if inside else outside).append(g)
    tables, shown = tables_of(shown, grids)
    parts = [(way, segments_of(group)) for way, group in by_direction(shown)]
    if tables and (not parts or parts[0][0] == "across"):
        parts[:1] = [("across", [*tables, *(parts[0][1] if parts else [])])]
    elif tables:
        parts.append(("across", list(tables)))
    for glyph in outside:
        place(glyph, "across")
    size = PageSize(width, height, pdf.get_page_label(index))
    return _Draft(size, tuple(glyphs), tuple(parts), tuple(segments_of(outside)), pictured)


def _set(draft: _Draft, recurring: set[Recurrence]) -> Iterator[SetLine]:
    """The lines of a page in reading order; what lies outside the page comes last."""
    column = 0
    for way, segments in draft.parts:
        pitch = usual_pitch(segments)
        for area in ordered(segments, recurring):
            yield from set_lines(area, column, way, pitch)
            column += 1
    if draft.hidden:
        pitch = usual_pitch(draft.hidden)
        for line in set_lines(Area(draft.hidden), column, "across", pitch):
            yield replace(line, role="hidden")


def usual_pitch(segments: Sequence[Segment]) -> float:
    """The commonest distance from a base line to the next one below it, in points."""
    tall = [s for s in segments if len(s.glyphs) >= 4] or list(segments)
    em = statistics.median(s.size for s in tall)
    bases = sorted(s.base for s in tall)
    steps = [b - a for a, b in pairwise(bases) if 0.8 * em < b - a < 3.5 * em]
    return statistics.median_low(steps) if steps else 1.5 * max(em, 1.0)


def joined(pages: Iterable[SetPage]) -> tuple[str, list[Line], list[FoundTable]]:
    """The text layer of all pages, its lines with their places in it, and the tables."""
    parts: list[str] = []
    lines: list[Line] = []
    tables: dict[tuple[int, int], dict[TablePlace, list[tuple[int, int]]]] = {}
    boxes: dict[tuple[int, int], Box] = {}
    number, start, groups = 1, 0, 0
    for index, page in enumerate(pages):
        if index:
            parts.append("\f")
            start += 1
            number += 1
        for k, line in enumerate(page.lines):
            ends = "\n" * (line.gap + 1 if k else 0)
            parts.extend((ends, line.raw))
            start += len(ends)
            number += len(ends)
            if line.cell:
                key = (index, line.cell.table)
                cells = tables.setdefault(key, {})
                groups = len(tables)
                blank = len(line.raw) - len(line.raw.lstrip())
                cells.setdefault(line.cell, []).append((start + blank, start + len(line.raw)))
                boxes[key] = boxes.get(key, line.box).around(line.box)
            group = groups if line.cell else 0
            lines.append(_line(line, number, start, index, line.gap if k else 0, group))
            start += len(line.raw)
    found = [
        FoundTable(
            key[0],
            tuple(
                Cell(
                    p.place.row,
                    p.place.column,
                    tuple(spans),
                    p.place.rows,
                    p.place.columns,
                    p.place.header,
                )
                for p, spans in cells.items()
            ),
            boxes[key],
        )
        for key, cells in tables.items()
    ]
    return "".join(parts), lines, found


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
