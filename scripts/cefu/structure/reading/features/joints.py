"""Whether something goes on across the line end: a bracket, a quantity, an address."""

from __future__ import annotations

import re

from cefu.structure.reading.features.line_before import LOST_INDENT, TOLERANCE
from cefu.structure.reading.registry import Register
from cefu.structure.reading.rows import is_row
from cefu.structure.reading.shapes import quantity_parted, title_goes_on
from cefu.structure.reading.views import View

REGISTER = Register()

_NEVER_FIRST = "，。、；：！？」』）〉》】〕］”’,;:)%％"
_ADDRESS_TAIL = re.compile(r"(?:https?://|www\.)[!-~]*$")
_BRACKETS = tuple(
    (x[0], x[1]) for x in ("（）", "()", "《》", "「」", "〈〉", "『』", "“”", "【】")
)


@REGISTER.feature()
def opens_with_closing_mark(v: View) -> float:
    """No block begins with one.

    >>> answers(opens_with_closing_mark, "水漲\\n，船高")
    [0, 1]
    """
    return v.text[0] in _NEVER_FIRST


@REGISTER.feature()
def number_and_unit_parted(v: View) -> float:
    """A number ends the line before and its unit opens this one.

    >>> answers(number_and_unit_parted, "水價漲了 12\\n億元之多")
    [0, 1]
    """
    return v.before is not None and quantity_parted(v.before, v.line)


@REGISTER.feature()
def title_goes_on_from_the_line_before(v: View) -> float:
    """Before any prose: a title breaks in mid-phrase, at a colon or before a dash.

    >>> answers(title_goes_on_from_the_line_before, "水價調整的成因與\\n影響評估\\n作者：某甲")
    [0, 1, 0]
    """
    return v.i > 0 and title_goes_on(v.document.lines, v.i - 1, v.i)


@REGISTER.feature()
def closes_a_bracket_opened_before(v: View) -> float:
    """A bracket that opened in the line before, or in the one above it, closes here.

    >>> answers(closes_a_bracket_opened_before, "水價（每度\\n十元）上漲\\n船高")
    [0, 1, 0]
    """
    above = "".join(x.text for x in v.document.lines[max(0, v.i - 2) : v.i])
    return any(
        above.count(left) > above.count(right)
        and right in v.text
        and left not in v.text.partition(right)[0]
        for left, right in _BRACKETS
    )


@REGISTER.feature()
def bracket_is_open(v: View) -> float:
    """A bracket opened in the line before and has not closed at its end.

    >>> answers(bracket_is_open, "水價（每度\\n十元）上漲\\n船高")
    [0, 1, 0]
    """
    return v.before is not None and any(
        v.before.text.rfind(left) > v.before.text.rfind(right) for left, right in _BRACKETS[:5]
    )


@REGISTER.feature()
def address_goes_on(v: View) -> float:
    """An address ends the line before and this line opens with half-width characters.

    >>> answers(address_goes_on, "見 https://example.org/wa\\nter/price\\n水漲")
    [0, 1, 0]
    """
    return (
        v.before is not None and bool(_ADDRESS_TAIL.search(v.before.text)) and v.text[0].isascii()
    )


@REGISTER.feature()
def latin_word_goes_on(v: View) -> float:
    """Small Latin letters follow on Latin letters or a hyphen.

    >>> answers(latin_word_goes_on, "The price of wa-\\nter rises\\nWater")
    [0, 1, 0]
    """
    if v.before is None or not ("a" <= v.text[0] <= "z"):
        return False
    return v.before.text[-1].isascii() and (
        v.before.text[-1].isalpha() or v.before.text[-1] in "-,"
    )


@REGISTER.feature()
def line_before_is_one_glyph(v: View) -> float:
    """A list glyph, or a label such as (一), stands alone on the line before.

    >>> answers(line_before_is_one_glyph, "●\\n水漲\\n(一)\\n船高")
    [0, 1, 0, 1]
    """
    if v.before is None or len(v.before.text) > 6:
        return False
    number = v.document.numbers[v.i - 1]
    return len(v.before.text) == 1 or (number is not None and number.length == len(v.before.text))


@REGISTER.feature(around=True)
def is_row_of_a_table(v: View) -> float:
    """Cells set apart by blanks, with figures.

    >>> answers(is_row_of_a_table, "篇幅 1,200字 800字\\n水漲了")
    [1, 0]
    """
    return is_row(v.line.words)


@REGISTER.feature()
def stops_about_an_indent_short(v: View) -> float:
    """This line itself, in mid-sentence, leaves just the room of a lost indent.

    >>> answers(stops_about_an_indent_short, (FULL + "\\n") * 4 + FULL[2:] + "\\n水漲。")
    [0, 0, 0, 0, 1, 0]
    """
    if v.after is None or not v.layout.wrapped or v.document.ended[v.i] or v.line.lead >= 2:
        return False
    room = View(v.document, v.i + 1).room
    return TOLERANCE - 1 <= room < TOLERANCE + LOST_INDENT


@REGISTER.feature(around=True, paired=True)
def is_a_piece_of_the_printed_line_before(v: View) -> float:
    """An extraction broke one printed line before a bracket or a mark.

    >>> pieces = "各方對於此一議題，\\n「短期內要獲得」\\n"
    >>> answers(is_a_piece_of_the_printed_line_before, (FULL[:-1] + "。\\n") * 5 + pieces)
    [0, 0, 0, 0, 0, 0, 1]
    """
    return v.i > 0 and v.layout.wrapped and v.document.printed[v.i] > v.line.width


def _width_before(low: float, high: float) -> None:
    """How full the line before is, as a share of its measure.

    >>> family(REGISTER, "line_before_fills_0_to_0.3", (FULL + "\\n") * 4 + "水漲。\\n船高。")
    [0, 0, 0, 0, 0, 1]
    """

    def ask(v: View) -> float:
        if v.before is None or not v.layout.wrapped:
            return False
        return low <= v.document.printed[v.i - 1] / v.measure < high

    REGISTER.enter(f"line_before_fills_{low:g}_to_{high:g}", ask)


for _low, _high in ((0, 0.3), (0.3, 0.6), (0.6, 0.8), (0.8, 0.92)):
    _width_before(_low, _high)
