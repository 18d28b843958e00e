"""Where in the document a line stands."""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()


def _zone(name: str) -> None:
    """The part of the document: front, summary, keywords, body or works.

    >>> text = "水價白皮書\\n摘要\\n水漲。\\n壹、背景\\n水價。\\n參考文獻\\n甲，〈乙〉。"
    >>> family(REGISTER, "stands_in_front", text), family(REGISTER, "stands_in_works", text)
    ([1, 0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1, 1])
    """
    REGISTER.enter(
        f"stands_in_{name}",
        lambda v: v.document.zones[v.i] == name,
        paired=name in ("front", "works"),
    )


for _name in ("front", "summary", "keywords", "body", "works"):
    _zone(_name)


@REGISTER.feature(around=True, paired=True)
def stands_before_any_prose(v: View) -> float:
    """
    >>> answers(stands_before_any_prose, "水價\\n作者：某甲\\n水價今年又上漲了一成之多。\\n船高")
    [1, 1, 0, 0]
    """
    return v.i < v.document.prose_begins


@REGISTER.feature()
def prose_begins_here(v: View) -> float:
    """The first line that is a full one or ends a sentence.

    >>> answers(prose_begins_here, "水價\\n作者：某甲\\n水價今年又上漲了一成之多。\\n船高")
    [0, 0, 1, 0]
    """
    return v.i == v.document.prose_begins


@REGISTER.feature()
def is_second_line(v: View) -> float:
    """
    >>> answers(is_second_line, "甲\\n乙\\n丙")
    [0, 1, 0]
    """
    return v.i == 1


@REGISTER.feature()
def is_among_first_four(v: View) -> float:
    """
    >>> answers(is_among_first_four, "甲\\n乙\\n丙\\n丁\\n戊")
    [1, 1, 1, 1, 0]
    """
    return v.i < 4


@REGISTER.feature()
def is_among_first_dozen(v: View) -> float:
    """
    >>> answers(is_among_first_dozen, "甲\\n" * 13)[-2:]
    [1, 0]
    """
    return v.i < 12


@REGISTER.feature()
def is_last_line(v: View) -> float:
    """
    >>> answers(is_last_line, "甲\\n乙")
    [0, 1]
    """
    return v.after is None


@REGISTER.feature()
def is_among_last_dozen(v: View) -> float:
    """
    >>> answers(is_among_last_dozen, "甲\\n" * 13)[:2]
    [0, 1]
    """
    return len(v.document.lines) - v.i <= 12


@REGISTER.feature(paired=True)
def headings_have_numbers_here(v: View) -> float:
    """Two lines at least open with a number that only headings have, and end no sentence.

    >>> answers(headings_have_numbers_here, "壹、背景\\n水漲。\\n貳、結論")
    [1, 1, 1]
    """
    return v.document.strong_headings >= 2


@REGISTER.feature()
def headings_have_no_numbers_here(v: View) -> float:
    """
    >>> answers(headings_have_no_numbers_here, "背景\\n水漲。\\n結論")
    [1, 1, 1]
    """
    return v.document.strong_headings == 0


@REGISTER.feature()
def lines_are_doubled_here(v: View) -> float:
    """The extraction left an empty line after every line.

    >>> answers(lines_are_doubled_here, "水漲\\n\\n船高\\n\\n天亮")
    [1, 1, 1]
    """
    return v.layout.gap > 0


@REGISTER.feature()
def first_lines_are_indented_here(v: View) -> float:
    """
    >>> answers(first_lines_are_indented_here, "　　水漲\\n船高。\\n　　天亮\\n人醒。")
    [1, 1, 1, 1]
    """
    return v.layout.indented > 0


@REGISTER.feature(paired=True)
def paragraph_marks_are_kept_here(v: View) -> float:
    """Blanks at line ends are traces of paragraph marks.

    >>> answers(paragraph_marks_are_kept_here, ((FULL + "\\n") * 4 + "水漲。 \\n") * 2)[0]
    1
    """
    return v.layout.trailing
