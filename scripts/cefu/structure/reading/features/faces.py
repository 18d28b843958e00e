"""What type a line is set in: size, weight, face, colour.

Sizes are multiples of the body's.  Where nothing is known of how a line is set, every
answer is 0, and ``is_set_with_geometry`` says so.
"""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()


@REGISTER.feature(paired=True)
def is_set_with_geometry(v: View) -> float:
    """It is known where and how the line is set.

    >>> answers(is_set_with_geometry, typeset("水漲")), answers(is_set_with_geometry, "水漲")
    ([1], [0])
    """
    return v.line.box is not None


@REGISTER.feature(around=True, paired=True)
def is_larger_than_the_body(v: View) -> float:
    """By a tenth, or nearly.

    >>> answers(is_larger_than_the_body, typeset(printed("水價", size=14), "水價今年又上漲了。"))
    [1, 0]
    """
    return v.size > 1.08


@REGISTER.feature(around=True)
def is_much_larger_than_the_body(v: View) -> float:
    """By a third and more.

    >>> answers(is_much_larger_than_the_body, typeset(printed("水價", size=18), "水價今年又上漲了。"))
    [1, 0]
    """
    return v.size > 1.35


@REGISTER.feature(around=True, paired=True)
def is_smaller_than_the_body(v: View) -> float:
    """
    >>> answers(is_smaller_than_the_body, typeset("水價今年又上漲了。", printed("見表", size=11)))
    [0, 1]
    """
    return 0 < v.size < 0.94


@REGISTER.feature()
def is_much_smaller_than_the_body(v: View) -> float:
    """
    >>> answers(is_much_smaller_than_the_body, typeset("水價今年又上漲了。", printed("見表", size=9)))
    [0, 1]
    """
    return 0 < v.size < 0.8


@REGISTER.feature(paired=True)
def has_the_size_of_the_line_before(v: View) -> float:
    """
    >>> answers(has_the_size_of_the_line_before, typeset("水漲", "船高", printed("天亮", size=9)))
    [0, 1, 0]
    """
    return v.before is not None and v.line.size > 0 and abs(v.line.size - v.before.size) < 0.3


@REGISTER.feature(paired=True)
def has_another_size_than_the_line_before(v: View) -> float:
    """
    >>> answers(has_another_size_than_the_line_before, typeset("水漲", "船高", printed("天亮", size=9)))
    [0, 0, 1]
    """
    return v.before is not None and v.line.size > 0 and abs(v.line.size - v.before.size) >= 0.3


@REGISTER.feature(around=True)
def larger_type_follows(v: View) -> float:
    """A line further down the page is set larger, as a title below a running head is.

    >>> answers(larger_type_follows, typeset("白皮書", printed("水價", size=18), "水價上漲。"))
    [1, 0, 0]
    """
    return 0 < v.line.size < 0.92 * v.document.largest_below[v.i]


@REGISTER.feature(around=True)
def is_the_largest_of_the_first_page(v: View) -> float:
    """Larger than the body, and nothing further down the first page is larger.

    >>> answers(is_the_largest_of_the_first_page, typeset("白皮書", printed("水價", size=18), "水價上漲。"))
    [0, 1, 0]
    """
    return v.line.page == 0 and v.size > 1.08 and v.line.size >= v.document.largest_below[v.i]


@REGISTER.feature(around=True, paired=True)
def is_bold(v: View) -> float:
    """Bold, where the body is not.

    >>> answers(is_bold, typeset(printed("水價", weight=700), "水價上漲。"))
    [1, 0]
    """
    return v.line.weight >= 600 and v.document.body_weight < 600


@REGISTER.feature(paired=True)
def weight_or_face_changes(v: View) -> float:
    """The line before is set in another weight or face.

    >>> answers(weight_or_face_changes, typeset("水漲", "船高", printed("天亮", face="Kai")))
    [0, 0, 1]
    """
    a, b = v.before, v.line
    return a is not None and b.box is not None and (a.weight, a.face) != (b.weight, b.face)


@REGISTER.feature()
def has_a_colour_of_its_own(v: View) -> float:
    """
    >>> blue, black = printed("水價", color=0x0000FF), printed("水價上漲。", color=0)
    >>> answers(has_a_colour_of_its_own, typeset(blue, black))
    [1, 0]
    """
    return v.line.color >= 0 and v.line.color != v.document.body_color


@REGISTER.feature()
def is_italic(v: View) -> float:
    """
    >>> answers(is_italic, typeset(printed("Water", italic=True), "水價"))
    [1, 0]
    """
    return v.line.italic
