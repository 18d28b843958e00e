"""Lines: the rows of an area as text, with blanks where the page has them."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from cefu.inputs.documents.pdf.columns import Area, rows_of
from cefu.inputs.documents.pdf.directions import Direction, turned_back
from cefu.inputs.documents.pdf.glyphs import Glyph, Style
from cefu.inputs.documents.pdf.segments import ASCENT, Segment, commonest
from cefu.model.line import Box, CellPlace

#: A gap of this many ems is a blank even where the stream has none.
BLANK_GAP = 0.28
#: Between Latin letters a narrower one is: their blank is a quarter of an em.
LATIN_GAP = 0.2
#: A still narrower one that PDFium takes for a blank, which knows the letters' widths.
MADE_GAP = 0.14
#: Beyond this gap blanks are counted, two to an em.
_TAB_GAP = 0.95
_MOST_BLANKS = 12
_MOST_LEAD = 40


@dataclass(frozen=True, slots=True)
class TablePlace:
    """Which table of the page, which cell of it, and the table's left and right edge."""

    table: int
    place: CellPlace
    edges: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class SetLine:
    """A line as it is set on its page: its text, and where it stands.

    ``gap`` is how many empty lines of the text's own pitch stand before it.
    """

    raw: str
    box: Box
    style: Style
    raised: tuple[tuple[int, int], ...]
    column: int
    edges: tuple[float, float]
    gap: int
    glyphs: tuple[Glyph, ...]
    role: str = ""
    cell: TablePlace | None = None
    #: which figure of its page it stands in, from 1; 0 for none
    figure: int = 0


class TableSegment(Segment):
    """A whole table, standing where it stands among the segments of its page."""

    __slots__ = ("box", "lines")

    def __init__(self, box: Box, lines: Sequence[SetLine], size: float) -> None:
        self.glyphs = []
        self.x0, self.x1, self.size = box.x0, box.x1, size
        self.top, self.bottom = box.y0, box.y1
        self.base = box.y0 + ASCENT * size
        self.box, self.lines = box, tuple(lines)


def set_lines(area: Area, column: int, direction: Direction, pitch: float) -> list[SetLine]:
    """The lines of ``area``, the ``column``-th of its page, from top to bottom.

    ``pitch`` is the usual distance between base lines on the page, in points.
    """
    left, right = area.edges
    lines: list[SetLine] = []
    above: float | None = None
    for whole in rows_of(area.segments):
        row = [s for s in whole if not isinstance(s, TableSegment)]
        for table in whole:
            if isinstance(table, TableSegment):
                lines.extend(replace(line, column=column) for line in table.lines)
                above = None
        if not row:
            continue
        base = max(row, key=lambda s: (s.size, s.x1 - s.x0)).base
        gap = 0 if above is None else max(0, min(3, round((base - above) / pitch - 1.15)))
        lines.append(_set_line(row, column, (left, right), direction, gap))
        above = base
    return lines


def _set_line(
    row: Sequence[Segment],
    column: int,
    edges: tuple[float, float],
    direction: Direction,
    gap: int,
) -> SetLine:
    glyphs = [g for segment in row for g in segment.glyphs]
    style = main_style(glyphs)
    size = style.size or 1.0
    base = commonest([g.base for g in glyphs if g.style.size == style.size])
    raw, spans = _text(glyphs, edges[0], size, base)
    box = Box(
        min(g.a0 for g in glyphs),
        base - ASCENT * size,
        max(g.a1 for g in glyphs),
        base + (1 - ASCENT) * size,
    )
    if direction != "across":
        box = turned_back(box, direction)
        corners = turned_back(Box(edges[0], 0, edges[1], 0), direction)
        edges = (corners.x0, corners.x1) if corners.width else (corners.y0, corners.y1)
    return SetLine(raw, box, style, spans, column, edges, gap, tuple(glyphs))


def main_style(glyphs: Sequence[Glyph]) -> Style:
    """The style of most of the line; the size counts before face and colour."""
    sizes: dict[float, int] = {}
    styles: dict[Style, int] = {}
    for glyph in glyphs:
        weight = 2 if glyph.char > "\u2e7f" else 1
        sizes[glyph.style.size] = sizes.get(glyph.style.size, 0) + weight
        styles[glyph.style] = styles.get(glyph.style, 0) + weight
    size = max(sizes, key=lambda s: (sizes[s], s))
    return max((s for s in styles if s.size == size), key=lambda s: styles[s])


def _text(
    glyphs: Sequence[Glyph], left: float, size: float, base: float
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The characters with their blanks, and the spans that are raised."""
    gaps = [b.a0 - a.a1 for a, b in pairwise(glyphs)]
    spread = max(0.0, statistics.median(gaps)) if len(gaps) >= 3 else 0.0
    parts = [" " * min(_MOST_LEAD, round((glyphs[0].a0 - left) / (size / 2)))]
    at = len(parts[0])
    raised: list[list[int]] = []
    for k, glyph in enumerate(glyphs):
        if k:
            blank = _blank(glyphs[k - 1], glyph, gaps[k - 1] - spread, size)
            parts.append(blank)
            at += len(blank)
        if is_raised(glyph, size, base):
            if raised and raised[-1][1] == at:
                raised[-1][1] = at + 1
            else:
                raised.append([at, at + 1])
        parts.append(glyph.char)
        at += len(glyph.char)
    return "".join(parts), tuple((a, b) for a, b in raised)


def _blank(before: Glyph, glyph: Glyph, gap: float, size: float) -> str:
    """The blanks between two glyphs that are ``gap`` points apart beyond the usual."""
    if gap > _TAB_GAP * size:
        if "\u3000" in glyph.blank and gap < 2.6 * size:
            return "\u3000" * max(1, round(gap / size))
        return " " * max(2, min(_MOST_BLANKS, round(gap / (size / 2))))
    if glyph.blank:
        if "\u3000" in glyph.blank and gap > 0.4 * size:
            return "\u3000"
        return " " if gap > 0.05 * size or not (before.char > "\u2e7f" < glyph.char) else ""
    em = max(before.size, glyph.size)
    limit = LATIN_GAP if before.char < "\u2e80" > glyph.char else BLANK_GAP
    if glyph.apart and limit == LATIN_GAP:
        limit = MADE_GAP
    return " " if gap > limit * min(em, size) else ""


def is_raised(glyph: Glyph, size: float, base: float) -> bool:
    """Whether a glyph is smaller than its line and stands above its base line."""
    lift = base - glyph.base
    if glyph.size <= 0.8 * size:
        return lift > 0.12 * size
    return glyph.size <= 0.95 * size and lift > 0.25 * size
