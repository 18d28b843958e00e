"""Front matter cut into blocks: what stands between the title and the first prose."""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.blocks.room import LOST_INDENT, TOLERANCE, is_full, room_left
from cefu.structure.blocks.shapes import FRONT
from cefu.structure.lines.layout import Layout, ends_sentence
from cefu.structure.wording.agent_names import is_byline, is_signed, names_and_places, signs
from cefu.structure.wording.headwords import DATE_ONLY, DATED_OR_SIGNED, EDITORIAL


def parts_front(lines: Sequence[Line], start: int, i: int, layout: Layout) -> bool:
    """Whether ``lines[i]`` opens a block of front matter, or what follows a block of
    it that began at ``start``: names, dates, what a house tells under a label."""
    if i >= FRONT:
        return False
    a, b = lines[i - 1], lines[i]
    if is_signed(b.text) or _byline_over(a, b, layout, i - start):
        return True
    if is_byline(b.words) and b.width < 0.8 * (layout.measures[i] or layout.top):
        return True
    if ends_sentence(a.text):
        return False
    if DATED_OR_SIGNED.match(b.text) or EDITORIAL.match(b.text):
        return True
    if DATE_ONLY.fullmatch(b.text):
        return not is_full(lines, start, i, layout)
    told = DATE_ONLY.fullmatch(lines[start].text) or DATED_OR_SIGNED.match(lines[start].text)
    return told is not None and i - start == 1 and a.width <= b.width


def _byline_over(a: Line, b: Line, layout: Layout, count: int) -> bool:
    """Whether ``a`` is a byline of one line, centred, signed or complete before prose,
    and ``b`` no remark that goes with it."""
    if count != 1 or b.text[0] in "（(" or not is_byline(a.words):
        return False
    centred = a.lead > b.lead and a.lead != layout.indented
    prose = "，" in b.text and b.width >= 0.85 * layout.top > 0
    return centred or signs(a.text) or (prose and names_and_places(a.text))


def title_ends(lines: Sequence[Line], start: int, i: int, layout: Layout) -> bool:
    """Whether before any prose ``lines[i-1]`` leaves room for more than an indent and
    yet ends: a title, as wide as it may be."""
    if i > FRONT or any(ends_sentence(line.text) for line in lines[:i]):
        return False
    return room_left(lines, start, i, layout) > LOST_INDENT + TOLERANCE
