"""The line end above a line: did it break because it was full?"""

from __future__ import annotations

import re

from cefu.structure.lines.layout import opens_indented
from cefu.structure.reading.registry import Register
from cefu.structure.reading.rows import is_row
from cefu.structure.reading.shapes import quantity_parted, title_goes_on
from cefu.structure.reading.views import View

REGISTER = Register()

#: An indent lost in extraction leaves a first line two Han short.
LOST_INDENT = 4
#: Columns by which justified lines vary (compressed punctuation, half blanks).
TOLERANCE = 2
_NEVER_FIRST = "，。、；：！？」』）〉》】〕］”’,;:)%％"
_MID_PHRASE = "及與与和之的對对於于暨並并、或以為为向從从由在將将使而且"
_ADDRESS_TAIL = re.compile(r"(?:https?://|www\.)[!-~]*$")
_BRACKETS = tuple(
    (x[0], x[1]) for x in ("（）", "()", "《》", "「」", "〈〉", "『』", "“”", "【】")
)


@REGISTER.feature()
def is_first_line(v: View) -> float:
    """The document's first line."""
    return v.i == 0


@REGISTER.feature(around=True, paired=True)
def line_before_ends_sentence(v: View) -> float:
    """
    >>> from cefu.structure.reading.views import view_of
    >>> line_before_ends_sentence(view_of("他走了。\\n天亮了", 1))
    True
    """
    return v.i > 0 and v.document.ended[v.i - 1]


@REGISTER.feature(paired=True)
def line_before_announces(v: View) -> float:
    """It ends with a colon."""
    return v.before is not None and v.before.text[-1] in "：:"


@REGISTER.feature()
def line_before_ends_clause(v: View) -> float:
    """It ends with a semicolon."""
    return v.before is not None and v.before.text[-1] in "；;"


@REGISTER.feature(paired=True)
def line_before_pauses(v: View) -> float:
    """It ends with a comma, or with a bracket that has just opened."""
    return v.before is not None and v.before.text[-1] in "，、,（(「『《〈“‘"


@REGISTER.feature()
def line_before_ends_in_mid_phrase(v: View) -> float:
    """No phrase ends with such a word."""
    return v.before is not None and v.before.text[-1] in _MID_PHRASE


@REGISTER.feature()
def line_before_ends_with_half_width(v: View) -> float:
    return v.before is not None and v.before.text[-1].isascii()


@REGISTER.feature(paired=True)
def text_is_wrapped(v: View) -> float:
    """Lines are cut at a measure; otherwise each is a paragraph, or a piece of one."""
    return v.layout.wrapped


@REGISTER.feature(paired=True)
def line_before_is_full(v: View) -> float:
    """What this line opens with did not fit on the line before."""
    return v.i > 0 and v.layout.wrapped and v.room < TOLERANCE + (4 if v.line.loose else 0)


@REGISTER.feature(paired=True)
def line_before_lacks_an_indent(v: View) -> float:
    """It stops about an indent short of its measure: a first line whose indent was lost."""
    return v.i > 0 and v.layout.wrapped and TOLERANCE <= v.room < TOLERANCE + LOST_INDENT


@REGISTER.feature(paired=True)
def line_before_stops_short(v: View) -> float:
    """It leaves room for more than an indent."""
    return v.i > 0 and v.layout.wrapped and v.room >= TOLERANCE + LOST_INDENT


@REGISTER.feature()
def line_before_leaves_room(v: View) -> float:
    """How much of the measure, 0 to 1."""
    return max(0.0, min(1.0, v.room / v.measure)) if v.i and v.layout.wrapped else 0.0


@REGISTER.feature()
def line_before_is_over_full(v: View) -> float:
    """It is wider than the measure."""
    return v.i > 0 and v.layout.wrapped and v.room < -4


@REGISTER.feature(paired=True)
def line_before_is_among_the_longest(v: View) -> float:
    """In text that is not wrapped: hardly a line is as long as the one before."""
    return v.before is not None and not v.layout.wrapped and v.before.width >= 0.9 * v.layout.top


@REGISTER.feature(around=True, paired=True)
def is_set_apart(v: View) -> float:
    """More than the usual gap stands before it."""
    return (v.line.gap > v.layout.gap or v.line.void) and not v.page_start


@REGISTER.feature()
def gap_is_less_than_usual(v: View) -> float:
    return v.i > 0 and v.line.gap < v.layout.gap and not v.page_start


@REGISTER.feature()
def gap_is_wide(v: View) -> float:
    """Two empty lines more than usual."""
    return v.line.gap > v.layout.gap + 1 and not v.page_start


@REGISTER.feature(paired=True)
def blocks_are_set_apart(v: View) -> float:
    """In this document gaps stand between blocks and nowhere else."""
    return v.layout.spaced


@REGISTER.feature(paired=True)
def begins_page(v: View) -> float:
    return v.page_start


@REGISTER.feature(around=True, paired=True)
def is_indented_as_first_lines_are(v: View) -> float:
    """Two columns or more further in than the margin."""
    return v.line.lead - v.layout.base >= 2 and v.line.lead - v.layout.base <= 10


@REGISTER.feature(paired=True)
def has_the_indent_kept_throughout(v: View) -> float:
    return v.layout.regular and v.line.lead - v.layout.base == v.layout.indented


@REGISTER.feature(paired=True)
def lacks_the_indent_kept_throughout(v: View) -> float:
    return v.layout.regular and v.line.lead - v.layout.base != v.layout.indented


@REGISTER.feature(paired=True)
def opens_with_two_ideographic_blanks(v: View) -> float:
    return v.layout.ideographic and opens_indented(v.line)


@REGISTER.feature()
def lacks_the_ideographic_blanks(v: View) -> float:
    return v.layout.ideographic and not opens_indented(v.line)


@REGISTER.feature(paired=True)
def is_further_in_than_the_line_before(v: View) -> float:
    return v.before is not None and v.line.lead - v.before.lead >= 2


@REGISTER.feature(paired=True)
def is_further_out_than_the_line_before(v: View) -> float:
    return v.before is not None and v.before.lead - v.line.lead >= 2


@REGISTER.feature()
def is_as_far_in_as_the_line_before(v: View) -> float:
    """Both stand further in than the margin, equally."""
    return v.before is not None and v.line.lead == v.before.lead > v.layout.base + 1


@REGISTER.feature(paired=True)
def stands_out_left_of_the_next(v: View) -> float:
    """The next line is set further in: a hanging label, or a first line without indent."""
    return v.after is not None and v.after.lead - v.line.lead >= 2


@REGISTER.feature()
def is_as_far_in_as_the_next(v: View) -> float:
    return v.after is not None and v.line.lead == v.after.lead > v.layout.base + 1


@REGISTER.feature(paired=True)
def paragraph_mark_before(v: View) -> float:
    """Where blanks at line ends are traces of paragraph marks: one stands before."""
    return v.before is not None and v.layout.trailing and v.before.trailing


@REGISTER.feature(paired=True)
def no_paragraph_mark_before(v: View) -> float:
    return v.before is not None and v.layout.trailing and not v.before.trailing


@REGISTER.feature()
def opens_with_closing_mark(v: View) -> float:
    """No block begins with one."""
    return v.text[0] in _NEVER_FIRST


@REGISTER.feature()
def number_and_unit_parted(v: View) -> float:
    """A number ends the line before and its unit opens this one."""
    return v.before is not None and quantity_parted(v.before, v.line)


@REGISTER.feature()
def title_goes_on_from_the_line_before(v: View) -> float:
    """Before any prose: a title breaks in mid-phrase, at a colon or before a dash."""
    return v.i > 0 and title_goes_on(v.document.lines, v.i - 1, v.i)


@REGISTER.feature()
def closes_a_bracket_opened_before(v: View) -> float:
    """A bracket that opened in the line before, or in the one above it, closes here."""
    above = "".join(x.text for x in v.document.lines[max(0, v.i - 2) : v.i])
    return any(
        above.count(left) > above.count(right)
        and right in v.text
        and left not in v.text.partition(right)[0]
        for left, right in _BRACKETS
    )


@REGISTER.feature()
def bracket_is_open(v: View) -> float:
    """A bracket opened in the line before and has not closed at its end."""
    return v.before is not None and any(
        v.before.text.rfind(left) > v.before.text.rfind(right) for left, right in _BRACKETS[:5]
    )


@REGISTER.feature()
def address_goes_on(v: View) -> float:
    """An address ends the line before and this line opens with half-width characters."""
    return (
        v.before is not None and bool(_ADDRESS_TAIL.search(v.before.text)) and v.text[0].isascii()
    )


@REGISTER.feature()
def latin_word_goes_on(v: View) -> float:
    """Small Latin letters follow on Latin letters or a hyphen."""
    if v.before is None or not ("a" <= v.text[0] <= "z"):
        return False
    return v.before.text[-1].isascii() and (
        v.before.text[-1].isalpha() or v.before.text[-1] in "-,"
    )


@REGISTER.feature()
def line_before_is_one_glyph(v: View) -> float:
    """A list glyph, or a label such as (一), stands alone on the line before."""
    if v.before is None or len(v.before.text) > 6:
        return False
    number = v.document.numbers[v.i - 1]
    return len(v.before.text) == 1 or (number is not None and number.length == len(v.before.text))


@REGISTER.feature(around=True)
def is_row_of_a_table(v: View) -> float:
    """Cells set apart by blanks, with figures."""
    return is_row(v.line.words)


@REGISTER.feature()
def stops_about_an_indent_short(v: View) -> float:
    """This line itself, in mid-sentence, leaves just the room of a lost indent."""
    if v.after is None or not v.layout.wrapped or v.document.ended[v.i] or v.line.lead >= 2:
        return False
    room = View(v.document, v.i + 1).room
    return TOLERANCE - 1 <= room < TOLERANCE + LOST_INDENT


@REGISTER.feature(around=True, paired=True)
def is_a_piece_of_the_printed_line_before(v: View) -> float:
    """An extraction broke one printed line before a bracket or a mark.

    >>> from cefu.structure.reading.views import view_of
    >>> full = "各方對於此一議題的立場互有出入，短期內要獲得共識。\\n" * 5
    >>> is_a_piece_of_the_printed_line_before(view_of(full + "各方對於此一議題，\\n「短期內要獲得」\\n", 6))
    True
    """
    return v.i > 0 and v.layout.wrapped and v.document.printed[v.i] > v.line.width


def _width_before(low: float, high: float) -> None:
    def ask(v: View) -> float:
        if v.before is None or not v.layout.wrapped:
            return False
        return low <= v.document.printed[v.i - 1] / v.measure < high

    REGISTER.enter(f"line_before_fills_{low:g}_to_{high:g}", ask)


for _low, _high in ((0, 0.3), (0.3, 0.6), (0.6, 0.8), (0.8, 0.92)):
    _width_before(_low, _high)
