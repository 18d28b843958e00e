"""Where on the page a line stands, and what the document says that it is.

Lengths are told in em, the size of the body's type; every answer is 0 where places
are not known.
"""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()

#: Em by which edges of justified lines vary.
_EDGE = 0.75


@REGISTER.feature(paired=True)
def gap_above_is_larger_than_usual(v: View) -> float:
    """The distance from the line before is larger than lines of the body have.

    >>> answers(gap_above_is_larger_than_usual, typeset("水漲", "船高", "天亮", printed("人醒", below=2)))
    [0, 0, 0, 1]
    """
    return v.pitch > 1.15


@REGISTER.feature(around=True)
def gap_above_is_much_larger_than_usual(v: View) -> float:
    """
    >>> lines = "水漲", "船高", "天亮", printed("人醒", below=3)
    >>> answers(gap_above_is_much_larger_than_usual, typeset(*lines))
    [0, 0, 0, 1]
    """
    return v.pitch > 1.6


@REGISTER.feature(paired=True)
def gap_above_is_usual(v: View) -> float:
    """The distance from the line before is one that lines of the body have.

    >>> answers(gap_above_is_usual, typeset("水漲", "船高", "天亮", printed("人醒", below=2)))
    [0, 1, 1, 0]
    """
    return 0 < v.pitch <= 1.15


@REGISTER.feature()
def begins_column(v: View) -> float:
    """The line before stands in another column or on another page.

    >>> answers(begins_column, typeset("水漲", "船高", printed("天亮", column=1)))
    [0, 0, 1]
    """
    a = v.before
    return (
        v.line.box is not None
        and a is not None
        and (a.page, a.column) != (v.line.page, v.line.column)
    )


@REGISTER.feature(paired=True)
def starts_at_the_left_edge(v: View) -> float:
    """
    >>> answers(starts_at_the_left_edge, typeset(printed("水漲", x=2), "船高"))
    [0, 1]
    """
    return v.left is not None and v.left <= _EDGE


@REGISTER.feature(paired=True)
def starts_about_two_em_in(v: View) -> float:
    """Where first lines are set: between one and a half and three em in.

    >>> answers(starts_about_two_em_in, typeset(printed("水漲", x=2), "船高"))
    [1, 0]
    """
    return v.left is not None and 1.4 < v.left <= 3.2


@REGISTER.feature()
def starts_far_in(v: View) -> float:
    """More than four em.

    >>> answers(starts_far_in, typeset(printed("水漲", x=9), "船高"))
    [1, 0]
    """
    return v.left is not None and v.left > 4


@REGISTER.feature(paired=True)
def starts_left_of_the_line_before(v: View) -> float:
    """
    >>> answers(starts_left_of_the_line_before, typeset(printed("水漲", x=2), "船高"))
    [0, 1]
    """
    return v.shift < -_EDGE


@REGISTER.feature(paired=True)
def starts_right_of_the_line_before(v: View) -> float:
    """
    >>> answers(starts_right_of_the_line_before, typeset("水漲", printed("船高", x=2)))
    [0, 1]
    """
    return v.shift > _EDGE


@REGISTER.feature(paired=True)
def starts_below_the_line_before(v: View) -> float:
    """Both start at the same place.

    >>> answers(starts_below_the_line_before, typeset("水漲", "船高", printed("天亮", x=2)))
    [0, 1, 0]
    """
    return (
        v.line.box is not None
        and v.before is not None
        and v.before.box is not None
        and abs(v.shift) <= _EDGE
    )


@REGISTER.feature(around=True, paired=True)
def stops_short_of_the_right_edge(v: View) -> float:
    """By more than two em.

    >>> answers(stops_short_of_the_right_edge, typeset("水" * 30, "水" * 20))
    [0, 1]
    """
    return v.right is not None and v.right > 2


@REGISTER.feature(paired=True)
def line_before_reaches_the_right_edge(v: View) -> float:
    """It leaves less room than this line's first word takes up.

    >>> answers(line_before_reaches_the_right_edge, typeset("水" * 30, "水" * 20, "漲了"))
    [0, 1, 0]
    """
    return v.right_before is not None and v.right_before <= 1.2


@REGISTER.feature(paired=True)
def line_before_stops_short_of_the_right_edge(v: View) -> float:
    """By more than two em.

    >>> answers(line_before_stops_short_of_the_right_edge, typeset("水" * 30, "水" * 20, "漲了"))
    [0, 0, 1]
    """
    return v.right_before is not None and v.right_before > 2


@REGISTER.feature(paired=True)
def line_before_reaches_the_edge_of_its_page(v: View) -> float:
    """As far as other lines of its page, whatever pages before and after are set to.

    >>> lines = typeset("水" * 25, "水" * 25, "水" * 10, "漲了")
    >>> answers(line_before_reaches_the_edge_of_its_page, lines)
    [0, 1, 1, 0]
    """
    return v.short_before is not None and v.short_before <= 1.2


@REGISTER.feature()
def line_before_stops_short_of_the_edge_of_its_page(v: View) -> float:
    """By more than two em.

    >>> lines = typeset("水" * 25, "水" * 25, "水" * 10, "漲了")
    >>> answers(line_before_stops_short_of_the_edge_of_its_page, lines)
    [0, 0, 0, 1]
    """
    return v.short_before is not None and v.short_before > 2


@REGISTER.feature()
def line_before_stops_far_from_the_right_edge(v: View) -> float:
    """By more than eight em.

    >>> answers(line_before_stops_far_from_the_right_edge, typeset("水" * 30, "水" * 20, "漲了"))
    [0, 0, 1]
    """
    return v.right_before is not None and v.right_before > 8


@REGISTER.feature(around=True)
def is_set_in_the_middle(v: View) -> float:
    """As far from the left edge as from the right one, and far from both.

    >>> answers(is_set_in_the_middle, typeset(printed("水價上漲", x=13), "水" * 30))
    [1, 0]
    """
    return v.left is not None and v.right is not None and v.left > 1.5 and abs(v.left - v.right) < 1


@REGISTER.feature()
def is_bookmarked(v: View) -> float:
    """A bookmark of the document leads here.

    >>> answers(is_bookmarked, typeset(printed("水價", outline=1), "上漲"))
    [1, 0]
    """
    return v.line.outline > 0


@REGISTER.feature(around=True)
def is_headed_by_its_document(v: View) -> float:
    """The document itself says that the line is a heading.

    >>> answers(is_headed_by_its_document, typeset(printed("水價", role="heading2"), "上漲"))
    [1, 0]
    """
    return v.line.role.startswith("heading")


def _said(role: str) -> None:
    """The document itself says what the line is.

    >>> family(REGISTER, "is_said_to_be_note", typeset("水價", printed("甲，〈乙〉。", role="note")))
    [0, 1]
    """
    REGISTER.enter(f"is_said_to_be_{role}", lambda v: v.line.role == role, around=role != "hidden")


for _role in (
    "title",
    "paragraph",
    "item",
    "caption",
    "note",
    "furniture",
    "contents",
    "table",
    "hidden",
):
    _said(_role)


@REGISTER.feature(paired=True)
def belongs_to_the_line_before(v: View) -> float:
    """Both are one block for certain.

    >>> lines = [printed("水漲", group=1), printed("船高", group=1), printed("天亮", group=2)]
    >>> answers(belongs_to_the_line_before, typeset(*lines))
    [0, 1, 0]
    """
    return v.before is not None and v.line.group > 0 and v.before.group == v.line.group


@REGISTER.feature(paired=True)
def is_parted_from_the_line_before(v: View) -> float:
    """The document says that they are two blocks.

    >>> lines = [printed("水漲", group=1), printed("船高", group=1), printed("天亮", group=2)]
    >>> answers(is_parted_from_the_line_before, typeset(*lines))
    [0, 0, 1]
    """
    return v.before is not None and v.line.group > 0 and v.before.group != v.line.group
