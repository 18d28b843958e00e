"""Gaps and indents: what is set apart, further in, further out."""

from __future__ import annotations

from cefu.structure.lines.layout import opens_indented
from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()


@REGISTER.feature(around=True, paired=True)
def is_set_apart(v: View) -> float:
    """More than the usual gap stands before it.

    >>> answers(is_set_apart, "水漲\\n船高\\n\\n天亮\\n人醒")
    [0, 0, 1, 0]
    """
    return (v.line.gap > v.layout.gap or v.line.void) and not v.page_start


@REGISTER.feature()
def gap_is_less_than_usual(v: View) -> float:
    """
    >>> answers(gap_is_less_than_usual, "水漲\\n\\n船高\\n\\n天亮\\n人醒")
    [0, 0, 0, 1]
    """
    return v.i > 0 and v.line.gap < v.layout.gap and not v.page_start


@REGISTER.feature()
def gap_is_wide(v: View) -> float:
    """Two empty lines more than usual.

    >>> answers(gap_is_wide, "水漲\\n船高\\n\\n\\n天亮\\n人醒")
    [0, 0, 1, 0]
    """
    return v.line.gap > v.layout.gap + 1 and not v.page_start


@REGISTER.feature(paired=True)
def blocks_are_set_apart(v: View) -> float:
    """In this document gaps stand between blocks and nowhere else.

    >>> paragraph = (FULL + "\\n") * 2 + "水漲。\\n\\n"
    >>> answers(blocks_are_set_apart, paragraph * 4)[0], answers(blocks_are_set_apart, "水漲\\n\\n船高")[0]
    (1, 0)
    """
    return v.layout.spaced


@REGISTER.feature(paired=True)
def begins_page(v: View) -> float:
    """Gaps and indents mean nothing there.

    >>> answers(begins_page, typeset("水漲", "船高", page_starts=frozenset({1})))
    [0, 1]
    """
    return v.page_start


@REGISTER.feature(around=True, paired=True)
def is_indented_as_first_lines_are(v: View) -> float:
    """Two columns or more further in than the margin.

    >>> answers(is_indented_as_first_lines_are, "　　水漲\\n船高\\n天亮")
    [1, 0, 0]
    """
    return v.line.lead - v.layout.base >= 2 and v.line.lead - v.layout.base <= 10


@REGISTER.feature(paired=True)
def has_the_indent_kept_throughout(v: View) -> float:
    """First lines of paragraphs are all indented alike, and so is this one.

    >>> paragraph = "　　" + FULL[2:] + "\\n" + FULL + "\\n" + FULL + "\\n水漲。\\n"
    >>> answers(has_the_indent_kept_throughout, paragraph * 4)[:5]
    [1, 0, 0, 0, 1]
    """
    return v.layout.regular and v.line.lead - v.layout.base == v.layout.indented


@REGISTER.feature(paired=True)
def lacks_the_indent_kept_throughout(v: View) -> float:
    """First lines of paragraphs are all indented alike, and this one is not.

    >>> paragraph = "　　" + FULL[2:] + "\\n" + FULL + "\\n" + FULL + "\\n水漲。\\n"
    >>> answers(lacks_the_indent_kept_throughout, paragraph * 4)[:5]
    [0, 1, 1, 1, 0]
    """
    return v.layout.regular and v.line.lead - v.layout.base != v.layout.indented


@REGISTER.feature(paired=True)
def opens_with_two_ideographic_blanks(v: View) -> float:
    """As paragraphs of this document do.

    >>> answers(opens_with_two_ideographic_blanks, "　　水漲。\\n船高\\n天亮。\\n" * 3)[:3]
    [1, 0, 0]
    """
    return v.layout.ideographic and opens_indented(v.line)


@REGISTER.feature()
def lacks_the_ideographic_blanks(v: View) -> float:
    """Paragraphs of this document open with them, and this line does not.

    >>> answers(lacks_the_ideographic_blanks, "　　水漲。\\n船高\\n天亮。\\n" * 3)[:3]
    [0, 1, 1]
    """
    return v.layout.ideographic and not opens_indented(v.line)


@REGISTER.feature(paired=True)
def is_further_in_than_the_line_before(v: View) -> float:
    """
    >>> answers(is_further_in_than_the_line_before, "水漲\\n　船高")
    [0, 1]
    """
    return v.before is not None and v.line.lead - v.before.lead >= 2


@REGISTER.feature(paired=True)
def is_further_out_than_the_line_before(v: View) -> float:
    """
    >>> answers(is_further_out_than_the_line_before, "　水漲\\n船高")
    [0, 1]
    """
    return v.before is not None and v.before.lead - v.line.lead >= 2


@REGISTER.feature()
def is_as_far_in_as_the_line_before(v: View) -> float:
    """Both stand further in than the margin, equally.

    >>> answers(is_as_far_in_as_the_line_before, "水漲\\n船高\\n天亮\\n　　人醒\\n　　鳥鳴")
    [0, 0, 0, 0, 1]
    """
    return v.before is not None and v.line.lead == v.before.lead > v.layout.base + 1


@REGISTER.feature(paired=True)
def stands_out_left_of_the_next(v: View) -> float:
    """The next line is set further in: a hanging label, or a first line without indent.

    >>> answers(stands_out_left_of_the_next, "一、水漲\\n　　船高")
    [1, 0]
    """
    return v.after is not None and v.after.lead - v.line.lead >= 2


@REGISTER.feature()
def is_as_far_in_as_the_next(v: View) -> float:
    """Both stand further in than the margin, equally.

    >>> answers(is_as_far_in_as_the_next, "水漲\\n船高\\n天亮\\n　　人醒\\n　　鳥鳴")
    [0, 0, 0, 1, 0]
    """
    return v.after is not None and v.line.lead == v.after.lead > v.layout.base + 1


@REGISTER.feature(paired=True)
def paragraph_mark_before(v: View) -> float:
    """Where blanks at line ends are traces of paragraph marks: one stands before.

    >>> paragraph = (FULL + "\\n") * 4 + "水漲。 \\n"
    >>> answers(paragraph_mark_before, paragraph * 2)
    [0, 0, 0, 0, 0, 1, 0, 0, 0, 0]
    """
    return v.before is not None and v.layout.trailing and v.before.trailing


@REGISTER.feature(paired=True)
def no_paragraph_mark_before(v: View) -> float:
    """Where blanks at line ends are traces of paragraph marks: none stands before.

    >>> paragraph = (FULL + "\\n") * 4 + "水漲。 \\n"
    >>> answers(no_paragraph_mark_before, paragraph * 2)
    [0, 1, 1, 1, 1, 0, 1, 1, 1, 1]
    """
    return v.before is not None and v.layout.trailing and not v.before.trailing
