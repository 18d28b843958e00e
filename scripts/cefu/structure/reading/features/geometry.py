"""What a document with geometry tells: sizes, weights, places on the page.

Lengths are told in em, the size of the body's type.  Where nothing is known of
how a line is set, every answer is 0, and ``is_set_with_geometry`` says so.
"""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()

#: Em by which edges of justified lines vary.
_EDGE = 0.75


@REGISTER.feature(paired=True)
def is_set_with_geometry(v: View) -> float:
    """It is known where and how the line is set."""
    return v.line.box is not None


@REGISTER.feature(around=True, paired=True)
def is_larger_than_the_body(v: View) -> float:
    return v.size > 1.08


@REGISTER.feature(around=True)
def is_much_larger_than_the_body(v: View) -> float:
    return v.size > 1.35


@REGISTER.feature(around=True, paired=True)
def is_smaller_than_the_body(v: View) -> float:
    return 0 < v.size < 0.94


@REGISTER.feature()
def is_much_smaller_than_the_body(v: View) -> float:
    return 0 < v.size < 0.8


@REGISTER.feature(paired=True)
def has_the_size_of_the_line_before(v: View) -> float:
    return v.before is not None and v.line.size > 0 and abs(v.line.size - v.before.size) < 0.3


@REGISTER.feature(paired=True)
def has_another_size_than_the_line_before(v: View) -> float:
    return v.before is not None and v.line.size > 0 and abs(v.line.size - v.before.size) >= 0.3


@REGISTER.feature(around=True)
def larger_type_follows(v: View) -> float:
    """A line further down the page is set larger, as a title below a running head is."""
    return 0 < v.line.size < 0.92 * v.document.largest_below[v.i]


@REGISTER.feature(around=True)
def is_the_largest_of_the_first_page(v: View) -> float:
    """Larger than the body, and nothing further down the first page is larger."""
    return v.line.page == 0 and v.size > 1.08 and v.line.size >= v.document.largest_below[v.i]


@REGISTER.feature(around=True, paired=True)
def is_bold(v: View) -> float:
    """Bold, where the body is not."""
    return v.line.weight >= 600 and v.document.body_weight < 600


@REGISTER.feature(paired=True)
def weight_or_face_changes(v: View) -> float:
    """The line before is set in another weight or face."""
    a, b = v.before, v.line
    return a is not None and b.box is not None and (a.weight, a.face) != (b.weight, b.face)


@REGISTER.feature()
def has_a_colour_of_its_own(v: View) -> float:
    return v.line.color >= 0 and v.line.color != v.document.body_color


@REGISTER.feature()
def is_italic(v: View) -> float:
    return v.line.italic


@REGISTER.feature(paired=True)
def gap_above_is_larger_than_usual(v: View) -> float:
    """The distance from the line before is larger than lines of the body have."""
    return v.pitch > 1.15


@REGISTER.feature(around=True)
def gap_above_is_much_larger_than_usual(v: View) -> float:
    return v.pitch > 1.6


@REGISTER.feature(paired=True)
def gap_above_is_usual(v: View) -> float:
    return 0 < v.pitch <= 1.15


@REGISTER.feature()
def begins_column(v: View) -> float:
    """The line before stands in another column or on another page."""
    a = v.before
    return (
        v.line.box is not None
        and a is not None
        and (a.page, a.column) != (v.line.page, v.line.column)
    )


@REGISTER.feature(paired=True)
def starts_at_the_left_edge(v: View) -> float:
    return v.left is not None and v.left <= _EDGE


@REGISTER.feature(paired=True)
def starts_about_two_em_in(v: View) -> float:
    """Where first lines are set: between one and a half and three em in."""
    return v.left is not None and 1.4 < v.left <= 3.2


@REGISTER.feature()
def starts_far_in(v: View) -> float:
    return v.left is not None and v.left > 4


@REGISTER.feature(paired=True)
def starts_left_of_the_line_before(v: View) -> float:
    return v.shift < -_EDGE


@REGISTER.feature(paired=True)
def starts_right_of_the_line_before(v: View) -> float:
    return v.shift > _EDGE


@REGISTER.feature(paired=True)
def starts_below_the_line_before(v: View) -> float:
    """Both start at the same place."""
    return (
        v.line.box is not None
        and v.before is not None
        and v.before.box is not None
        and abs(v.shift) <= _EDGE
    )


@REGISTER.feature(around=True, paired=True)
def stops_short_of_the_right_edge(v: View) -> float:
    return v.right is not None and v.right > 2


@REGISTER.feature(paired=True)
def line_before_reaches_the_right_edge(v: View) -> float:
    """It leaves less room than this line's first word takes up."""
    return v.right_before is not None and v.right_before <= 1.2


@REGISTER.feature(paired=True)
def line_before_stops_short_of_the_right_edge(v: View) -> float:
    return v.right_before is not None and v.right_before > 2


@REGISTER.feature(paired=True)
def line_before_reaches_the_edge_of_its_page(v: View) -> float:
    """As far as other lines of its page, whatever pages before and after are set to."""
    return v.short_before is not None and v.short_before <= 1.2


@REGISTER.feature()
def line_before_stops_short_of_the_edge_of_its_page(v: View) -> float:
    return v.short_before is not None and v.short_before > 2


@REGISTER.feature()
def line_before_stops_far_from_the_right_edge(v: View) -> float:
    return v.right_before is not None and v.right_before > 8


@REGISTER.feature(around=True)
def is_set_in_the_middle(v: View) -> float:
    """As far from the left edge as from the right one, and far from both."""
    return v.left is not None and v.right is not None and v.left > 1.5 and abs(v.left - v.right) < 1


@REGISTER.feature()
def is_bookmarked(v: View) -> float:
    """A bookmark of the document leads here."""
    return v.line.outline > 0


@REGISTER.feature(around=True)
def is_headed_by_its_document(v: View) -> float:
    """The document itself says that the line is a heading."""
    return v.line.role.startswith("heading")


def _said(role: str) -> None:
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
    """Both are one block for certain."""
    return v.before is not None and v.line.group > 0 and v.before.group == v.line.group


@REGISTER.feature(paired=True)
def is_parted_from_the_line_before(v: View) -> float:
    """The document says that they are two blocks."""
    return v.before is not None and v.line.group > 0 and v.before.group != v.line.group
