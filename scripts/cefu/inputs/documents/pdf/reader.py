"""A PDF file as a ``Document``."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import pypdfium2 as pdfium

from cefu.inputs.documents.pdf.bookmarks import outlined, read_bookmarks
from cefu.inputs.documents.pdf.columns import Area
from cefu.inputs.documents.pdf.directions import Direction, by_direction, place
from cefu.inputs.documents.pdf.drawing.figures import (
    figure_segments,
    pictures_of,
    recurring_drawn,
    rounded,
    with_captions,
)
from cefu.inputs.documents.pdf.drawing.objects import Drawn, drawn_on
from cefu.inputs.documents.pdf.drawing.pictures import cut_out, picture_share
from cefu.inputs.documents.pdf.drawing.rules import Rule, read_rules
from cefu.inputs.documents.pdf.glyphs import Glyph, frame_of, read_glyphs
from cefu.inputs.documents.pdf.joining import FigurePlace, joined
from cefu.inputs.documents.pdf.lines import SetLine, set_lines
from cefu.inputs.documents.pdf.margins import Recurrence, ordered, recurring_segments
from cefu.inputs.documents.pdf.opening import glyph_faults, left_aside, opened, pdf_metadata
from cefu.inputs.documents.pdf.segments import Segment, segments_of
from cefu.inputs.documents.pdf.tables.cells import tables_of
from cefu.inputs.documents.pdf.tables.continued import SetPage
from cefu.inputs.documents.pdf.tables.grids import Grid, grids_of
from cefu.inputs.documents.pdf.tables.half_ruled import (
    half_ruled,
    recurring_rules,
    row_rules,
)
from cefu.inputs.documents.pdf.tables.half_ruled import rounded as rounded_rule
from cefu.model.errors import CefuError
from cefu.model.received import Document, FoundFigure, PageSize

#: Figures of one document that are drawn.
MOST_FIGURES = 500


def read_pdf(path: Path) -> Document:
    """The PDF at ``path``.  Call it in a worker (``guarded``): PDFium is native code.

    Raises ``CefuError`` where it is locked, damaged, or has no text layer.
    """
    with opened(path) as pdf:
        found = [_page_things(pdf, index) for index in range(len(pdf))]
        metadata = pdf_metadata(pdf)
        bookmarks = read_bookmarks(pdf)
        pictured = {i: picture_share(f.drawn, f.shown) for i, f in enumerate(found)}
        faults = [*left_aside(pdf), *glyph_faults([f.glyphs for f in found], pictured)]
        fixed = recurring_drawn([f.drawn for f in found])
        ruled = recurring_rules([f.rules for f in found])
        drafts = [_draft(f, fixed, ruled) for f in found]
        recurring = recurring_segments([d.parts[0][1] for d in drafts if d.parts])
        pages = [
            SetPage(draft.size, tuple(with_captions(list(_set(draft, recurring)))))
            for draft in drafts
        ]
        whole = joined(pages)
        figures = tuple(_cut_out(pdf, whole.figures, pages))
    return Document(
        "pdf",
        whole.text,
        tuple(outlined(whole.lines, bookmarks)),
        tuple(page.size for page in pages),
        whole.found_tables,
        figures,
        tuple(faults),
        metadata,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    """What PDFium finds on a page: its glyphs, what is drawn, the grids of its rules."""

    size: PageSize
    glyphs: tuple[Glyph, ...]
    drawn: tuple[Drawn, ...]
    grids: tuple[Grid, ...]
    rules: tuple[Rule, ...]

    @property
    def shown(self) -> tuple[float, float]:
        return self.size.width, self.size.height


@dataclass(frozen=True, slots=True)
class _Draft:
    """A page before its order is known: its segments by direction, the main one first."""

    size: PageSize
    parts: tuple[tuple[Direction, list[Segment]], ...]
    hidden: tuple[Segment, ...]


def _page_things(pdf: pdfium.PdfDocument, index: int) -> _Found:
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
        rules = read_rules(page, frame)
        grids = grids_of(rules)
        drawn = drawn_on(page, frame)
    finally:
        page.close()
    size = PageSize(*frame.shown, pdf.get_page_label(index))
    level = row_rules(rules, drawn)
    return _Found(size, tuple(glyphs), tuple(drawn), tuple(grids), tuple(level))


def _draft(found: _Found, fixed: set[Drawn], ruled: set[Rule]) -> _Draft:
    """The words of a page in its tables, in its figures, and outside them.

    What is drawn on many pages (``fixed``, and the rules ``ruled``) is none of these.
    """
    width, height = found.shown
    outside: list[Glyph] = []
    shown: list[Glyph] = []
    for g in found.glyphs:
        inside = g.x1 > 0 and g.x0 < width and g.y1 > 0 and g.y0 < height
        (shown if inside else outside).append(g)
    rules = [rule for rule in found.rules if rounded_rule(rule) not in ruled]
    tables, shown = tables_of(shown, [*found.grids, *_half_ruled(rules, shown, found.grids)])
    drawn = [d for d in found.drawn if rounded(d) not in fixed]
    pictures = pictures_of(drawn, shown, [t.box for t in tables], found.shown)
    taken = {id(g) for picture in pictures for g in picture.glyphs}
    shown = [g for g in shown if id(g) not in taken]
    whole = [*tables, *figure_segments(pictures)]
    parts = [(way, segments_of(group)) for way, group in by_direction(shown)]
    if whole and (not parts or parts[0][0] == "across"):
        parts[:1] = [("across", [*whole, *(parts[0][1] if parts else [])])]
    elif whole:
        parts.append(("across", list(whole)))
    for glyph in outside:
        place(glyph, "across")
    return _Draft(found.size, tuple(parts), tuple(segments_of(outside)))


def _half_ruled(
    rules: Sequence[Rule], glyphs: Sequence[Glyph], grids: Sequence[Grid]
) -> list[Grid]:
    """The tables of a page that have no upright rules."""
    if len(rules) < 2:
        return []
    top, foot = min(r.at for r in rules), max(r.at for r in rules)
    near = [g for g in glyphs if not g.style.angle and top < g.oy < foot + g.size]
    for glyph in near:
        place(glyph, "across")
    return half_ruled(rules, segments_of(near), grids)


def _cut_out(
    pdf: pdfium.PdfDocument, places: Sequence[FigurePlace], pages: Sequence[SetPage]
) -> Iterator[FoundFigure]:
    """The figures as pictures; those beyond ``MOST_FIGURES`` have none."""
    for at, group in groupby(places[:MOST_FIGURES], key=lambda place: place.page):
        size = pages[at].size
        page = pdf[at]
        try:
            for spot in group:
                data, width, height = cut_out(page, spot.box, (size.width, size.height))
                yield FoundFigure(
                    at, spot.start, spot.box, data, ".webp", width, height, spans=spot.spans
                )
        finally:
            page.close()


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
