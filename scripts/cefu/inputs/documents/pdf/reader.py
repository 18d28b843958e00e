"""A PDF file as a ``Document``."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium

from cefu.inputs.documents.pdf.columns import Area
from cefu.inputs.documents.pdf.directions import Direction, by_direction, place
from cefu.inputs.documents.pdf.glyphs import frame_of, read_glyphs
from cefu.inputs.documents.pdf.lines import SetLine, set_lines
from cefu.inputs.documents.pdf.margins import Recurrence, ordered, recurring_segments
from cefu.inputs.documents.pdf.segments import Segment, segments_of
from cefu.model.line import Line
from cefu.model.received import Document, PageSize


@dataclass(frozen=True, slots=True)
class SetPage:
    """One page: its size and its lines in reading order."""

    size: PageSize
    lines: tuple[SetLine, ...]


def read_pdf(path: Path) -> Document:
    """The PDF at ``path``.  Call it in a worker (``guarded``): PDFium is native code."""
    with pdfium.PdfDocument(path) as pdf:
        drafts = [_draft(pdf, index) for index in range(len(pdf))]
    recurring = recurring_segments([d.parts[0][1] for d in drafts if d.parts])
    pages = [SetPage(draft.size, tuple(_set(draft, recurring))) for draft in drafts]
    text, lines = joined(pages)
    return Document("pdf", text, tuple(lines), tuple(page.size for page in pages))


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before its order is known: its segments by direction, the main one first."""

    size: PageSize
    parts: tuple[tuple[Direction, list[Segment]], ...]
    hidden: tuple[Segment, ...]


def _draft(pdf: pdfium.PdfDocument, index: int) -> _Draft:
    page = pdf[index]
    try:
        frame = frame_of(page)
        glyphs = read_glyphs(page, frame)
    finally:
        page.close()
    width, height = frame.shown
    shown = [g for g in glyphs if g.x1 > 0 and g.x0 < width and g.y1 > 0 and g.y0 < height]
    inside = {id(g) for g in shown}
    outside = [g for g in glyphs if id(g) not in inside]
    parts = [(way, segments_of(group)) for way, group in by_direction(shown)]
    for glyph in outside:
        place(glyph, "across")
    size = PageSize(width, height, pdf.get_page_label(index))
    return _Draft(size, tuple(parts), tuple(segments_of(outside)))


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


def joined(pages: Iterable[SetPage]) -> tuple[str, list[Line]]:
    """The text layer of all pages, and its lines with their places in it."""
    parts: list[str] = []
    lines: list[Line] = []
    number, start = 1, 0
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
            lines.append(_line(line, number, start, index, line.gap if k else 0))
            start += len(line.raw)
    return "".join(parts), lines


def _line(line: SetLine, number: int, start: int, page: int, gap: int) -> Line:
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
    )
