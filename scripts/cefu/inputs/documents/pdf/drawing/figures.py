"""Figures of a PDF page: pictures and drawings, with the words that stand inside them.

What is drawn close together is one area; an area is a figure if it holds a picture,
or enough strokes, and no prose: a frame around a paragraph is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cefu.inputs.documents.pdf.columns import Area, is_prose, rows_of
from cefu.inputs.documents.pdf.directions import by_direction, place
from cefu.inputs.documents.pdf.drawing.objects import Drawn
from cefu.inputs.documents.pdf.drawing.rules import THIN
from cefu.inputs.documents.pdf.glyphs import Glyph, Style
from cefu.inputs.documents.pdf.lines import SetLine, TableSegment, set_lines
from cefu.inputs.documents.pdf.segments import Segment, commonest, groups_of, segments_of
from cefu.model.line import Box

#: Things nearer than this, in points, are parts of one area.
NEAR = 7.0
#: A figure is at least so wide and high, in points.
NARROWEST, LOWEST = 36.0, 30.0
#: Without a caption it covers at least this share of its page.
_LEAST_SHARE = 0.012
#: A drawing has at least so many strokes; with a caption, so many.
_FEWEST_STROKES, _FEWEST_CAPTIONED = 5, 2
#: A picture covers at least this share of its area.
_PICTURED = 0.25
#: Words over more than this share of an area make it text.
_MOST_WORDS = 0.4
#: Without a caption, words over more than this share make it a table or a box.
_WORDY = 0.12
#: What covers more than this of the page both ways is its ground.
_GROUND = 0.85
#: A level rule longer than this share of the page parts it.
_ACROSS = 0.7
#: A caption stands so near, in points.
_CAPTION_NEAR = 48.0
_LONGEST_CAPTION = 50
#: A label of a figure has so many characters at most, and stands so near.
_LONGEST_LABEL, _LABEL_NEAR = 24, 9.0
_MOST_ROUNDS = 8
_FEWEST_PAGES, _SHARE = 3, 0.2
#: A page with more to look at is looked at more coarsely.
_MOST_CELLS = 400_000
_DEEPEST = 3
_CAPTION = re.compile(
    r"[〈《【（(\[]?\s*(?:附?[圖图]表?|照片|相片|插[圖图]|Fig(?:ure|\.)?|Chart|Map)\s*"
    r"[\d０-９一二三四五六七八九十A-Za-z①-⑳]",
)
_NO_LABEL = re.compile(
    r"[〈《【（(\[]?\s*(?:附?[圖图表]|照片|[資资]料[來来]源|[來来]源|出[處处]|Source|Figure|Table|[註注]|\[?\d{1,2}[\].、])"
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure of a page: where it is, and the glyphs inside."""

    box: Box
    glyphs: tuple[Glyph, ...] = ()


class FigureSegment(TableSegment):
    """A figure among the segments of its page; it comes where its foot is."""

    __slots__ = ()

    def __init__(self, box: Box, lines: Sequence[SetLine], size: float) -> None:
        super().__init__(box, lines, size)
        self.base = box.y1
        self.top, self.bottom = box.y1 - size, box.y1


def recurring_drawn(pages: Sequence[Sequence[Drawn]]) -> set[Drawn]:
    """What is drawn at one place on three pages or more, and on a fifth of all: logos, rules."""
    counts = Counter(key for page in pages for key in {rounded(d) for d in page})
    fewest = max(_FEWEST_PAGES, _SHARE * len(pages))
    return {key for key, count in counts.items() if count >= fewest}


def rounded(drawn: Drawn) -> Drawn:
    """A thing by its place in steps of four points."""
    x0, y0, x1, y1 = drawn.box
    return Drawn(drawn.kind, Box(*(float(round(v / 4)) for v in (x0, y0, x1, y1))))


def pictures_of(
    drawn: Sequence[Drawn],
    glyphs: Sequence[Glyph],
    taken: Sequence[Box],
    size: tuple[float, float],
) -> list[Picture]:
    """The figures among what is ``drawn`` on a page of ``size``, from top to bottom.

    ``glyphs`` are the words outside its tables, which are at ``taken``.
    """
    things = [d for d in drawn if _may_belong(d, taken, size)]
    if not things:
        return []
    for glyph in glyphs:
        place(glyph, "across")
    body = commonest([g.size for g in glyphs]) if glyphs else 10.0
    rows = [row for row in rows_of(segments_of(glyphs)) if row]
    captions = [_box(row) for row in rows if _CAPTION.match(_words(row))]
    boxes, texts = _figures(things, glyphs, captions, size, 0)
    labels = [
        s
        for row in rows
        if not _NO_LABEL.match(_words(row))
        for s in row
        if not any(_overlap(Box(s.x0, s.top, s.x1, s.bottom), text) for text in texts)
    ]
    wide = _apart([_with_labels(box, labels, body) for box in boxes])
    return [
        Picture(
            box,
            tuple(g for g in glyphs if _inside(g, box) and not any(_inside(g, t) for t in texts)),
        )
        for box in sorted(wide, key=lambda b: b.y1)
    ]


def figure_segments(pictures: Sequence[Picture], first: int = 1) -> list[FigureSegment]:
    """Each figure as a segment with its words, numbered from ``first``."""
    segments = []
    for number, picture in enumerate(pictures, first):
        lines = [_mark(picture.box)]
        for way, group in by_direction(picture.glyphs):
            lines.extend(set_lines(Area(tuple(segments_of(group))), 0, way, 1e9))
        told = [replace(x, role="figure", figure=number, gap=0) for x in lines]
        sizes = sorted(g.size for g in picture.glyphs)
        segments.append(FigureSegment(picture.box, told, sizes[len(sizes) // 2] if sizes else 8.0))
    return segments


def with_captions(lines: Sequence[SetLine]) -> list[SetLine]:
    """The lines of a page, with the role of a caption for what stands as one beside a figure."""
    figures = [line.box for line in lines if line.figure and not line.raw]
    return [
        replace(line, role="caption")
        if figures and _is_caption(line) and any(_near(box, line.box) for box in figures)
        else line
        for line in lines
    ]


def _is_caption(line: SetLine) -> bool:
    words = line.raw.strip()
    short = len(words) <= _LONGEST_CAPTION and words[-1:] not in "。，、；："
    return not line.role and short and bool(_CAPTION.match(words))


def _mark(box: Box) -> SetLine:
    """A line without words, which tells where a figure stands."""
    return SetLine("", box, Style(), (), 0, (box.x0, box.x1), 0, ())


def _may_belong(drawn: Drawn, taken: Sequence[Box], size: tuple[float, float]) -> bool:
    """Whether a thing may be part of a figure: not the page's ground, a rule across it, a table's."""
    box = drawn.box
    if box.width > _GROUND * size[0] and box.height > _GROUND * size[1]:
        return False
    if drawn.kind == "path" and box.height <= THIN and box.width > _ACROSS * size[0]:
        return False
    return not any(
        t.x0 - NEAR <= box.x0 and t.y0 - NEAR <= box.y0 and box.x1 <= t.x1 + NEAR
        and box.y1 <= t.y1 + NEAR
        for t in taken
    )  # fmt: skip


def _figures(
    things: Sequence[Drawn],
    glyphs: Sequence[Glyph],
    captions: Sequence[Box],
    size: tuple[float, float],
    depth: int,
) -> tuple[list[Box], list[Box]]:
    """The boxes of figures, and those of areas that are text.

    Where an area is text, its frame is taken off and the rest tried.
    """
    figures: list[Box] = []
    texts: list[Box] = []
    for members in clusters(things):
        box = members[0].box
        for thing in members[1:]:
            box = box.around(thing.box)
        if box.width < NARROWEST or box.height < LOWEST:
            continue
        inside = [g for g in glyphs if _inside(g, box)]
        if _is_text(inside, box):
            largest = max(members, key=lambda d: d.box.width * d.box.height)
            framed = [g for g in inside if _inside(g, largest.box)]
            texts.append(largest.box if _is_text(framed, largest.box) else box)
            if depth < _DEEPEST and len(members) > 1:
                rest = [d for d in members if d is not largest]
                found, more = _figures(rest, glyphs, captions, size, depth + 1)
                figures += found
                texts += more
        elif _is_figure(members, box, inside, captions, size):
            figures.append(box)
    return figures, texts


def clusters(things: Sequence[Drawn]) -> list[list[Drawn]]:
    """Things by area: those that touch, or nearly so.

    >>> [len(c) for c in clusters([Drawn("path", Box(0, 0, 9, 9)), Drawn("path", Box(11, 0, 20, 9)),
    ...                            Drawn("path", Box(80, 0, 90, 9))])]
    [2, 1]
    """
    step = NEAR
    while sum((d.box.width / step + 2) * (d.box.height / step + 2) for d in things) > _MOST_CELLS:
        step *= 2
    return groups_of(things, _in_one_cell(things, step))


def _in_one_cell(things: Sequence[Drawn], step: float) -> Iterator[tuple[int, int]]:
    """Positions of two things that reach into one cell of a net of ``step`` points."""
    cells: dict[tuple[int, int], int] = {}
    for i, thing in enumerate(things):
        x0, y0, x1, y1 = (v / step for v in thing.box)
        for x in range(int(x0 - 0.5), int(x1 + 0.5) + 1):
            for y in range(int(y0 - 0.5), int(y1 + 0.5) + 1):
                other = cells.setdefault((x, y), i)
                if other != i:
                    yield i, other


def _is_text(inside: Sequence[Glyph], box: Box) -> bool:
    """Whether an area is text with something around or behind it."""
    if not inside:
        return False
    covered = sum(g.size * g.size for g in inside) / (box.width * box.height)
    return covered > _MOST_WORDS or (covered > 0.1 and is_prose(segments_of(inside)))


def _is_figure(
    members: Sequence[Drawn],
    box: Box,
    inside: Sequence[Glyph],
    captions: Sequence[Box],
    size: tuple[float, float],
) -> bool:
    """Whether an area that is no text is a figure: not the page's ground, no table of rules."""
    if box.width > _GROUND * size[0] and box.height > _GROUND * size[1]:
        return False
    captioned = any(_near(box, c) for c in captions)
    area = box.width * box.height
    if not captioned and sum(g.size * g.size for g in inside) > _WORDY * area:
        return False
    if not captioned and area < _LEAST_SHARE * size[0] * size[1]:
        return False
    pictured = sum(d.box.width * d.box.height for d in members if d.kind != "path")
    if pictured >= _PICTURED * area:
        return True
    strokes = sum(d.kind == "path" and min(d.box.width, d.box.height) > THIN for d in members)
    return strokes >= (_FEWEST_CAPTIONED if captioned else _FEWEST_STROKES)


def _near(box: Box, caption: Box) -> bool:
    """Whether ``caption`` stands just below or above ``box``."""
    beside = min(box.x1, caption.x1) - max(box.x0, caption.x0)
    apart = max(caption.y0 - box.y1, box.y0 - caption.y1)
    return beside > 0 and apart < _CAPTION_NEAR


def _with_labels(box: Box, segments: Sequence[Segment], body: float) -> Box:
    """``box`` with the labels that stand at its edges: short, and smaller than the text."""
    for _ in range(_MOST_ROUNDS):
        wide = Box(
            box.x0 - _LABEL_NEAR, box.y0 - _LABEL_NEAR, box.x1 + _LABEL_NEAR, box.y1 + _LABEL_NEAR
        )
        found = box
        for s in segments:
            own = Box(s.x0, s.top, s.x1, s.bottom)
            beside = s.top < box.y1 and s.bottom > box.y0
            label = len(s.glyphs) <= _LONGEST_LABEL and (
                s.size < 0.96 * body or (beside and len(s.glyphs) <= 6 and s.size <= body)
            )
            mostly = box.holds((s.x0 + s.x1) / 2, s.middle)
            if (label and _overlap(own, wide)) or mostly:
                found = found.around(own)
        if found == box:
            break
        box = found
    return box


def _overlap(a: Box, b: Box) -> bool:
    return a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 and b.y0 < a.y1


def _apart(boxes: Sequence[Box]) -> list[Box]:
    """Boxes of which none lies over another: those that do are one figure."""
    result: list[Box] = []
    for box in boxes:
        over = [other for other in result if _overlap(box, other)]
        for other in over:
            result.remove(other)
            box = box.around(other)
        result.append(box)
    return result


def _inside(glyph: Glyph, box: Box) -> bool:
    return box.holds((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)


def _words(row: Sequence[Segment]) -> str:
    return "".join(g.char for s in row for g in s.glyphs)


def _box(row: Sequence[Segment]) -> Box:
    return Box(
        min(s.x0 for s in row), min(s.top for s in row), max(s.x1 for s in row),
        max(s.bottom for s in row),
    )  # fmt: skip
