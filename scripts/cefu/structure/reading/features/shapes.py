"""The shape of a line: its width, its pauses, how it ends."""

from __future__ import annotations

import re

from cefu.structure.lines.layout import first_unit
from cefu.structure.notes.openings import CENTRED
from cefu.structure.reading.registry import Register
from cefu.structure.reading.shapes import bare_heading_like, heading_like
from cefu.structure.reading.views import View

REGISTER = Register()

_CLAUSES = re.compile(r"[，；]")
#: Columns that show that a line did not break for want of room.
_MUCH = 8
_COLUMNS = re.compile(r"\S[ \u3000\t]{3,}\S")


@REGISTER.feature(around=True, paired=True)
def ends_sentence(v: View) -> float:
    """
    >>> from cefu.structure.reading.views import view_of
    >>> ends_sentence(view_of("他走了。1", 0))
    True
    """
    return v.document.ended[v.i]


@REGISTER.feature(around=True, paired=True)
def could_be_bare_heading(v: View) -> float:
    """Short, whole, without the marks of prose."""
    return bare_heading_like(v.text)


@REGISTER.feature(around=True, paired=True)
def could_be_numbered_heading(v: View) -> float:
    """A number, no end of a sentence, not too long."""
    return heading_like(v.text)


@REGISTER.feature(around=True)
def has_clauses(v: View) -> float:
    return _CLAUSES.search(v.text) is not None


@REGISTER.feature(around=True)
def ends_with_colon(v: View) -> float:
    return v.text[-1] in "：:"


@REGISTER.feature()
def ends_with_pause(v: View) -> float:
    return v.text[-1] in "，、,；;"


@REGISTER.feature()
def ends_with_question(v: View) -> float:
    return v.text[-1] in "？?"


@REGISTER.feature()
def has_columns(v: View) -> float:
    """Blanks part it in two."""
    return _COLUMNS.search(v.text) is not None


@REGISTER.feature()
def has_full_stop_inside(v: View) -> float:
    return "。" in v.text[:-1]


@REGISTER.feature(around=True)
def has_no_letters(v: View) -> float:
    return not any(c.isalpha() for c in v.text)


@REGISTER.feature()
def is_half_width(v: View) -> float:
    return v.text.isascii()


@REGISTER.feature()
def is_centred(v: View) -> float:
    """Many blanks before it, fewer before the next line."""
    return v.line.lead - v.layout.base >= CENTRED and (
        v.after is None or v.line.lead != v.after.lead
    )


@REGISTER.feature(paired=True)
def alone_stops_in_mid_sentence(v: View) -> float:
    """It stops far from its measure in mid-sentence: only a heading does that."""
    if v.after is None or not v.layout.wrapped or not bare_heading_like(v.text):
        return False
    room = v.measure - v.line.width - first_unit(v.after.text)
    return v.line.width < 0.8 * v.measure and room >= _MUCH


@REGISTER.feature(paired=True)
def fills_its_measure(v: View) -> float:
    return v.layout.wrapped and v.line.width >= 0.92 * v.measure


@REGISTER.feature()
def next_line_fills_its_measure(v: View) -> float:
    return v.after is not None and v.layout.wrapped and v.after.width >= 0.92 * v.measure


def _width(low: float, high: float) -> None:
    def ask(v: View) -> float:
        return v.layout.wrapped and low <= v.line.width / v.measure < high

    REGISTER.enter(f"fills_{low:g}_to_{high:g}", ask)


for _low, _high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.92), (1.06, 9)):
    _width(_low, _high)


def _length(low: int, high: int) -> None:
    REGISTER.enter(
        f"has_{low}_to_{high}_characters", lambda v: low <= len(v.text) < high, around=True
    )


for _a, _b in ((1, 3), (3, 6), (6, 12), (12, 20), (20, 30), (30, 45), (45, 90), (90, 100000)):
    _length(_a, _b)
