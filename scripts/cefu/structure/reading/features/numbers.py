"""Numbers that lines open with, and how they count on."""

from __future__ import annotations

from cefu.structure.reading.lists import list_begins, predecessor, runs_inline, successor
from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View
from cefu.structure.wording.numbering import STYLES, value

REGISTER = Register()


def _style(name: str) -> None:
    """The style of the number that the line opens with.

    >>> family(REGISTER, "numbered_as_han-bracket", "（一）國際情勢\\n一、國際情勢")
    [1, 0]
    """

    def ask(v: View) -> float:
        return v.number is not None and v.number.style.name == name

    REGISTER.enter(f"numbered_as_{name}", ask, around=True)


for _s in STYLES:
    _style(_s.name)


@REGISTER.feature(around=True, paired=True)
def opens_with_number(v: View) -> float:
    """
    >>> answers(opens_with_number, "（一）國際情勢\\n國際情勢")
    [1, 0]
    """
    return v.number is not None


@REGISTER.feature(around=True, paired=True)
def opens_with_number_of_headings(v: View) -> float:
    """A number such as 壹、 or 第一章, which prose hardly opens with.

    >>> answers(opens_with_number_of_headings, "壹、背景\\n1. 背景")
    [1, 0]
    """
    return v.number is not None and not v.number.style.weak


@REGISTER.feature()
def number_is_all(v: View) -> float:
    """The label stands alone on its line.

    >>> answers(number_is_all, "（一）\\n（一）背景")
    [1, 0]
    """
    return v.number is not None and v.number.length >= len(v.text)


@REGISTER.feature(around=True)
def is_number_of_headings_alone(v: View) -> float:
    """第 3 條 and nothing else: what it heads stands below.

    >>> is_number_of_headings_alone(view_of("第 3 條", 0))
    True
    """
    number = v.number
    return number is not None and not number.style.weak and number.length >= len(v.text)


@REGISTER.feature(paired=True)
def number_follows_on(v: View) -> float:
    """It is one more than the last of its style, or the first.

    >>> answers(number_follows_on, "一、水漲\\n二、船高\\n四、天亮")
    [1, 1, 0]
    """
    return v.document.follows_on[v.i]


@REGISTER.feature()
def number_is_out_of_turn(v: View) -> float:
    """
    >>> answers(number_is_out_of_turn, "一、水漲\\n二、船高\\n四、天亮")
    [0, 0, 1]
    """
    return v.number is not None and not v.document.follows_on[v.i]


@REGISTER.feature()
def number_is_one(v: View) -> float:
    """
    >>> answers(number_is_one, "一、水漲\\n二、船高")
    [1, 0]
    """
    return v.number is not None and v.document.values[v.i] == 1


@REGISTER.feature()
def next_number_stands_near(v: View) -> float:
    """The next number of this style opens a line within a dozen.

    >>> answers(next_number_stands_near, "一、水漲\\n船高。\\n二、天亮")
    [1, 0, 0]
    """
    return 0 < v.document.awaited[v.i] <= 12


@REGISTER.feature()
def next_number_stands_far(v: View) -> float:
    """More than a dozen lines further on.

    >>> answers(next_number_stands_far, "一、水漲\\n" + "船高。\\n" * 12 + "二、天亮")[0]
    1
    """
    return v.document.awaited[v.i] > 12


@REGISTER.feature()
def next_number_opens_the_next_line(v: View) -> float:
    """
    >>> answers(next_number_opens_the_next_line, "一、水漲\\n二、天亮\\n船高。")
    [1, 0, 0]
    """
    return v.document.awaited[v.i] == 1


@REGISTER.feature()
def number_counts_points_of_a_sentence(v: View) -> float:
    """The number before it, or after it, stands amid a line near by.

    >>> answers(number_counts_points_of_a_sentence, "目標有（1）水漲、\\n（2）船高。")
    [0, 1]
    """
    if v.number is None or not v.number.style.weak or v.i == 0:
        return False
    lines = v.document.lines
    return runs_inline(lines, max(0, v.i - 8), v.i, v.number, v.document.ended[v.i - 1])


@REGISTER.feature()
def number_begins_a_list(v: View) -> float:
    """It is one, and two opens a line soon below a line that ended.

    >>> answers(number_begins_a_list, "1. 水漲。\\n2. 船高。")
    [1, 0]
    """
    return v.number is not None and list_begins(v.document.lines, v.i, v.number)


@REGISTER.feature()
def neighbour_number_stands_inline(v: View) -> float:
    """The number before it, or after it, stands amid a line near by, whatever its style.

    >>> answers(neighbour_number_stands_inline, "目標有一、水漲、\\n二、船高。")
    [0, 1]
    """
    if v.number is None or v.i == 0:
        return False
    mark = v.number.mark.strip()
    lines = v.document.lines
    due, past = successor(mark), predecessor(mark)
    ahead = any(x.text.find(due) > 0 for x in lines[v.i : v.i + 4]) if due else False
    behind = any(x.text.find(past) > 0 for x in lines[max(0, v.i - 4) : v.i]) if past else False
    return ahead or behind


@REGISTER.feature(paired=True)
def style_numbers_headings_here(v: View) -> float:
    """Most lines that open with this style of number stop short in mid-sentence.

    >>> text = ("一、背景\\n" + (FULL + "\\n") * 3 + "水漲。\\n") * 2
    >>> answers(style_numbers_headings_here, text)[:2]
    [1, 0]
    """
    return v.number is not None and v.number.style.name in v.layout.heads


@REGISTER.feature()
def style_numbers_prose_here(v: View) -> float:
    """Lines that open with this style of number are mostly prose.

    >>> text = ("一、" + FULL + "\\n" + (FULL + "\\n") * 3 + "水漲。\\n") * 2
    >>> answers(style_numbers_prose_here, text)[:2]
    [1, 0]
    """
    return (
        v.number is not None
        and not v.number.style.weak
        and v.number.style.name not in v.layout.heads
    )


@REGISTER.feature()
def number_is_one_more_than_block_before(v: View) -> float:
    """The line before opens with the number before this one.

    >>> answers(number_is_one_more_than_block_before, "一、水漲\\n二、船高\\n天亮\\n三、人醒")
    [0, 1, 0, 0]
    """
    if v.i == 0 or v.number is None:
        return False
    other = v.document.numbers[v.i - 1]
    return (
        other is not None
        and other.style == v.number.style
        and (value(other.mark) or -9) + 1 == v.document.values[v.i]
    )
