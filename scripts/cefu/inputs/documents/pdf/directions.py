"""Which way the text of a page runs, and its glyphs seen along that way.

Everything after this module reads from left to right and from top to bottom;
turned and vertical text is turned to that, laid out, and its boxes turned back.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from cefu.inputs.documents.pdf.glyphs import Glyph
from cefu.model.line import Box

#: ``down`` is turned clockwise by a quarter, ``up`` counter-clockwise;
#: ``vertical`` has its columns from right to left, its glyphs upright.
Direction = Literal["across", "down", "over", "up", "vertical", "slanted"]
_BY_ANGLE: dict[int, Direction] = {0: "across", 90: "down", 180: "over", 270: "up"}
#: Fewer pairs of glyphs one below the other are a label, not vertical text.
_FEWEST_PAIRS = 8


def by_direction(glyphs: Sequence[Glyph]) -> list[tuple[Direction, list[Glyph]]]:
    """The glyphs of each direction, the commonest first, placed for the reader."""
    vertical = is_vertical(glyphs)
    groups: dict[Direction, list[Glyph]] = {}
    for glyph in glyphs:
        direction = _BY_ANGLE.get(round(glyph.style.angle / 5) * 5 % 360, "slanted")
        if vertical and direction in ("across", "down"):
            direction = "vertical"
        groups.setdefault(direction, []).append(glyph)
    for direction, group in groups.items():
        for glyph in group:
            place(glyph, direction)
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def is_vertical(glyphs: Sequence[Glyph]) -> bool:
    """Whether upright glyphs mostly stand below the one before, not beside it."""
    below = beside = 0
    for a, b in pairwise(glyphs):
        if a.style.angle or b.style.angle:
            continue
        em = max(a.size, 1.0)
        dx, dy = abs((b.x0 + b.x1) - (a.x0 + a.x1)) / 2, b.oy - a.oy
        if dx < 0.3 * em and 0.6 * em < dy < 2.5 * em:
            below += 1
        elif abs(dy) < 0.3 * em:
            beside += 1
    return below >= _FEWEST_PAIRS and below > 2 * beside


def place(glyph: Glyph, direction: Direction) -> None:
    """Set ``a0``, ``a1`` and ``base`` of ``glyph`` for text that runs ``direction``."""
    if direction == "vertical":
        glyph.a0, glyph.a1 = glyph.y0, glyph.y1
        # So that the box, 0.88 em above the base line, lies around the column.
        glyph.base = 0.38 * glyph.size - (glyph.x0 + glyph.x1) / 2
    elif direction == "down":
        glyph.a0, glyph.a1, glyph.base = glyph.y0, glyph.y1, -glyph.ox
    elif direction == "up":
        glyph.a0, glyph.a1, glyph.base = -glyph.y1, -glyph.y0, glyph.ox
    elif direction == "over":
        glyph.a0, glyph.a1, glyph.base = -glyph.x1, -glyph.x0, -glyph.oy
    else:
        glyph.a0, glyph.a1, glyph.base = glyph.x0, glyph.x1, glyph.oy


def turned_back(box: Box, direction: Direction) -> Box:
    """A box in the reader's frame as it stands on the page.

    >>> turned_back(Box(10, -90, 40, -80), "vertical")
    Box(x0=80, y0=10, x1=90, y1=40)
    """
    a0, b0, a1, b1 = box
    if direction in ("vertical", "down"):
        return Box(-b1, a0, -b0, a1)
    if direction == "up":
        return Box(b0, -a1, b1, -a0)
    if direction == "over":
        return Box(-a1, -b1, -a0, -b0)
    return box


def turned(box: Box, direction: Direction) -> Box:
    """A box of the page in the reader's frame: the reverse of ``turned_back``."""
    x0, y0, x1, y1 = box
    if direction in ("vertical", "down"):
        return Box(y0, -x1, y1, -x0)
    if direction == "up":
        return Box(-y1, x0, -y0, x1)
    if direction == "over":
        return Box(-x1, -y1, -x0, -y0)
    return box
