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
    """The mark of a note may stand after the full stop.

    >>> answers(ends_sentence, "他走了。1\\n水價的")
    [1, 0]
    """
    return v.document.ended[v.i]


@REGISTER.feature(around=True, paired=True)
def could_be_bare_heading(v: View) -> float:
    """Short, whole, without the marks of prose.

    >>> answers(could_be_bare_heading, "水價的成因\\n水漲船高，\\n水漲。")
    [1, 0, 0]
    """
    return bare_heading_like(v.text)


@REGISTER.feature(around=True, paired=True)
def could_be_numbered_heading(v: View) -> float:
    """A number, no end of a sentence, not too long.

    >>> answers(could_be_numbered_heading, "一、水價的成因\\n一、水漲。\\n水價")
    [1, 0, 0]
    """
    return heading_like(v.text)


@REGISTER.feature(around=True)
def has_clauses(v: View) -> float:
    """A comma or semicolon parts it.

    >>> answers(has_clauses, "水漲，船高\\n水漲船高")
    [1, 0]
    """
    return _CLAUSES.search(v.text) is not None


@REGISTER.feature(around=True)
def ends_with_colon(v: View) -> float:
    """
    >>> answers(ends_with_colon, "如下：\\n水漲")
    [1, 0]
    """
    return v.text[-1] in "：:"


@REGISTER.feature()
def ends_with_pause(v: View) -> float:
    """
    >>> answers(ends_with_pause, "水漲，\\n船高；\\n天亮")
    [1, 1, 0]
    """
    return v.text[-1] in "，、,；;"


@REGISTER.feature()
def ends_with_question(v: View) -> float:
    """
    >>> answers(ends_with_question, "水漲？\\n船高")
    [1, 0]
    """
    return v.text[-1] in "？?"


@REGISTER.feature()
def has_columns(v: View) -> float:
    """Blanks part it in two.

    >>> answers(has_columns, "甲委員      乙委員\\n甲委員 乙委員")
    [1, 0]
    """
    return _COLUMNS.search(v.text) is not None


@REGISTER.feature()
def has_full_stop_inside(v: View) -> float:
    """
    >>> answers(has_full_stop_inside, "水漲。船高\\n水漲。")
    [1, 0]
    """
    return "。" in v.text[:-1]


@REGISTER.feature(around=True)
def has_no_letters(v: View) -> float:
    """
    >>> answers(has_no_letters, "- 12 -\\n十二")
    [1, 0]
    """
    return not any(c.isalpha() for c in v.text)


@REGISTER.feature()
def is_half_width(v: View) -> float:
    """Nothing but Latin letters, digits and the like.

    >>> answers(is_half_width, "Water price\\nWater 水價")
    [1, 0]
    """
    return v.text.isascii()


@REGISTER.feature()
def is_centred(v: View) -> float:
    """Many blanks before it, fewer before the next line.

    >>> answers(is_centred, "                水價\\n水漲\\n船高")
    [1, 0, 0]
    """
    return v.line.lead - v.layout.base >= CENTRED and (
        v.after is None or v.line.lead != v.after.lead
    )


@REGISTER.feature(paired=True)
def alone_stops_in_mid_sentence(v: View) -> float:
    """It stops far from its measure in mid-sentence: only a heading does that.

    >>> answers(alone_stops_in_mid_sentence, (FULL + "\\n") * 4 + "水價的成因\\n" + FULL)
    [0, 0, 0, 0, 1, 0]
    """
    if v.after is None or not v.layout.wrapped or not bare_heading_like(v.text):
        return False
    room = v.measure - v.line.width - first_unit(v.after.text)
    return v.line.width < 0.8 * v.measure and room >= _MUCH


@REGISTER.feature(paired=True)
def fills_its_measure(v: View) -> float:
    """
    >>> answers(fills_its_measure, (FULL + "\\n") * 4 + "水漲。")
    [1, 1, 1, 1, 0]
    """
    return v.layout.wrapped and v.line.width >= 0.92 * v.measure


@REGISTER.feature()
def next_line_fills_its_measure(v: View) -> float:
    """
    >>> answers(next_line_fills_its_measure, (FULL + "\\n") * 4 + "水漲。")
    [1, 1, 1, 0, 0]
    """
    return v.after is not None and v.layout.wrapped and v.after.width >= 0.92 * v.measure


def _width(low: float, high: float) -> None:
    """How much of its measure the line fills.

    >>> family(REGISTER, "fills_0_to_0.2", (FULL + "\\n") * 4 + "水漲。")
    [0, 0, 0, 0, 1]
    """

    def ask(v: View) -> float:
        return v.layout.wrapped and low <= v.line.width / v.measure < high

    REGISTER.enter(f"fills_{low:g}_to_{high:g}", ask)


for _low, _high in ((0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 0.92), (1.06, 9)):
    _width(_low, _high)


def _length(low: int, high: int) -> None:
    """How many characters the line has.

    >>> family(REGISTER, "has_3_to_6_characters", "水價\\n水價上漲\\n水價上漲一成")
    [0, 1, 0]
    """
    REGISTER.enter(
        f"has_{low}_to_{high}_characters", lambda v: low <= len(v.text) < high, around=True
    )


for _a, _b in ((1, 3), (3, 6), (6, 12), (12, 20), (20, 30), (30, 45), (45, 90), (90, 100000)):
    _length(_a, _b)
