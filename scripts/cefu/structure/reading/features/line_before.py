"""How the line before ends, and whether it broke because it was full."""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()

#: An indent lost in extraction leaves a first line two Han short.
LOST_INDENT = 4
#: Columns by which justified lines vary (compressed punctuation, half blanks).
TOLERANCE = 2
_MID_PHRASE = "及與与和之的對对於于暨並并、或以為为向從从由在將将使而且"


@REGISTER.feature()
def is_first_line(v: View) -> float:
    """The document's first line.

    >>> answers(is_first_line, "甲\\n乙")
    [1, 0]
    """
    return v.i == 0


@REGISTER.feature(around=True, paired=True)
def line_before_ends_sentence(v: View) -> float:
    """The line before could be the last one of a paragraph.

    >>> answers(line_before_ends_sentence, "他走了。\\n天亮了\\n人醒了")
    [0, 1, 0]
    """
    return v.i > 0 and v.document.ended[v.i - 1]


@REGISTER.feature(paired=True)
def line_before_announces(v: View) -> float:
    """It ends with a colon.

    >>> answers(line_before_announces, "他說：\\n走了")
    [0, 1]
    """
    return v.before is not None and v.before.text[-1] in "：:"


@REGISTER.feature()
def line_before_ends_clause(v: View) -> float:
    """It ends with a semicolon.

    >>> answers(line_before_ends_clause, "一是水；\\n二是火")
    [0, 1]
    """
    return v.before is not None and v.before.text[-1] in "；;"


@REGISTER.feature(paired=True)
def line_before_pauses(v: View) -> float:
    """It ends with a comma, or with a bracket that has just opened.

    >>> answers(line_before_pauses, "水漲了，\\n船高了（\\n註")
    [0, 1, 1]
    """
    return v.before is not None and v.before.text[-1] in "，、,（(「『《〈“‘"


@REGISTER.feature()
def line_before_ends_in_mid_phrase(v: View) -> float:
    """No phrase ends with such a word.

    >>> answers(line_before_ends_in_mid_phrase, "水庫的\\n水位")
    [0, 1]
    """
    return v.before is not None and v.before.text[-1] in _MID_PHRASE


@REGISTER.feature()
def line_before_ends_with_half_width(v: View) -> float:
    """Its last character is a Latin letter, a digit or the like.

    >>> answers(line_before_ends_with_half_width, "水價為 12\\n元")
    [0, 1]
    """
    return v.before is not None and v.before.text[-1].isascii()


@REGISTER.feature(paired=True)
def text_is_wrapped(v: View) -> float:
    """Lines are cut at a measure; otherwise each is a paragraph, or a piece of one.

    >>> answers(text_is_wrapped, (FULL + "\\n") * 4)
    [1, 1, 1, 1]
    >>> answers(text_is_wrapped, "水漲。\\n船高。")
    [0, 0]
    """
    return v.layout.wrapped


@REGISTER.feature(paired=True)
def line_before_is_full(v: View) -> float:
    """What this line opens with did not fit on the line before.

    >>> answers(line_before_is_full, (FULL + "\\n") * 4 + "水漲。\\n船高。")
    [0, 1, 1, 1, 1, 0]
    """
    return v.i > 0 and v.layout.wrapped and v.room < TOLERANCE + (4 if v.line.loose else 0)


@REGISTER.feature(paired=True)
def line_before_lacks_an_indent(v: View) -> float:
    """It stops about an indent short of its measure: a first line whose indent was lost.

    >>> answers(line_before_lacks_an_indent, (FULL + "\\n") * 4 + FULL[2:] + "\\n水漲。")
    [0, 0, 0, 0, 0, 1]
    """
    return v.i > 0 and v.layout.wrapped and TOLERANCE <= v.room < TOLERANCE + LOST_INDENT


@REGISTER.feature(paired=True)
def line_before_stops_short(v: View) -> float:
    """It leaves room for more than an indent.

    >>> answers(line_before_stops_short, (FULL + "\\n") * 4 + "水漲。\\n船高。")
    [0, 0, 0, 0, 0, 1]
    """
    return v.i > 0 and v.layout.wrapped and v.room >= TOLERANCE + LOST_INDENT


@REGISTER.feature()
def line_before_leaves_room(v: View) -> float:
    """How much of the measure, 0 to 1.

    >>> answers(line_before_leaves_room, (FULL + "\\n") * 4 + FULL[:12] + "\\n船高。")
    [0, 0, 0, 0, 0, 0.48]
    """
    return max(0.0, min(1.0, v.room / v.measure)) if v.i and v.layout.wrapped else 0.0


@REGISTER.feature()
def line_before_is_over_full(v: View) -> float:
    """It is wider than the measure.

    >>> answers(line_before_is_over_full, (FULL + "\\n") * 5 + FULL + "而且又\\n水漲。")
    [0, 0, 0, 0, 0, 0, 1]
    """
    return v.i > 0 and v.layout.wrapped and v.room < -4


@REGISTER.feature(paired=True)
def line_before_is_among_the_longest(v: View) -> float:
    """In text that is not wrapped: hardly a line is as long as the one before.

    >>> answers(line_before_is_among_the_longest, "水漲。\\n水漲了船就會高。\\n水漲了船就會低。\\n船高。")
    [0, 0, 1, 1]
    """
    return v.before is not None and not v.layout.wrapped and v.before.width >= 0.9 * v.layout.top
