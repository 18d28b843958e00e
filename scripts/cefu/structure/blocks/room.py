"""Room on a line: did it break because it was full?

Everything is counted in columns of the fixed grid of ``lines.width``.
"""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.blocks.shapes import bare_heading_like
from cefu.structure.lines.layout import Layout, ends_sentence, first_unit
from cefu.structure.wording.numbering import BULLET

#: An indent lost in extraction leaves a first line two Han short.
LOST_INDENT = 4
#: Columns by which lines with noisy blanks vary further.
_NOISE = 4
#: Columns by which justified lines vary (compressed punctuation, half blanks).
TOLERANCE = 2


def is_full(lines: Sequence[Line], start: int, i: int, layout: Layout) -> bool:
    """Whether ``lines[i-1]`` broke because ``lines[i]``'s first unit did not fit;
    their block began at ``start``."""
    if not layout.wrapped:
        return False
    slack = TOLERANCE + (_NOISE if lines[i].loose else 0)
    first = lines[start]
    indented = first.lead < 2 and not BULLET.match(first.text)  # it may have lost its indent
    slack += LOST_INDENT if i - 1 == start and indented else 0
    return room_left(lines, start, i, layout) < slack


def room_left(lines: Sequence[Line], start: int, i: int, layout: Layout) -> int:
    """Columns left on ``lines[i-1]`` after the first unit of ``lines[i]``."""
    a, b = lines[i - 1], lines[i]
    hang = lines[start].lead if i - start == 1 else min(lines[start].lead, a.lead, b.lead)
    blank = 1 if a.trailing or a.text[-1].isascii() != b.text[0].isascii() else 0
    room = layout.measures[i - 1] - a.width - max(0, a.lead - min(hang, b.lead))
    return room - blank - first_unit(b.text)


def stops_short(lines: Sequence[Line], i: int, layout: Layout) -> bool:
    """Whether ``lines[i]``, after a full stop, itself stops far from its measure in
    mid-sentence: only a heading does that."""
    if i + 1 >= len(lines) or not bare_heading_like(lines[i].text):
        return False
    room = layout.measures[i] - lines[i].width - first_unit(lines[i + 1].text)
    return lines[i].width < 0.8 * layout.measures[i] and room >= 4 * TOLERANCE


def lost_indent(lines: Sequence[Line], i: int, layout: Layout) -> bool:
    """Whether ``lines[i]`` is a first line whose indent was lost: it breaks two Han
    before its measure although the next unit would have fitted."""
    if i + 1 >= len(lines):
        return False
    b, c = lines[i], lines[i + 1]
    if ends_sentence(b.text) or b.lead >= 2 or b.loose:
        return False
    room = layout.measures[i] - b.width - first_unit(c.text)
    return (
        room + TOLERANCE >= LOST_INDENT - TOLERANCE
        and room >= 1
        and (b.width >= layout.measures[i] - LOST_INDENT - 4)
    )
