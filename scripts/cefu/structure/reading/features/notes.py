"""What shows that a line is a note: its label, the mark above, citations, a rule."""

from __future__ import annotations

import re

from cefu.structure.notes.openings import opening
from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_CITED = re.compile(r"[〈《“].+[〉》”]|https?://|[頁页]\s?\d|\bpp?\.\s?\d|\[[A-Z]+(?:/[A-Z]+)?\]")


@REGISTER.feature(around=True, paired=True)
def opens_like_a_note(v: View) -> float:
    """
    >>> answers(opens_like_a_note, "① 甲，〈乙〉。\\n水漲")
    [1, 0]
    """
    return opening(v.text) is not None


def _kind(kind: str) -> None:
    """The kind of label that a note opens with.

    >>> family(REGISTER, "opens_with_note_label_circled", "① 甲，〈乙〉。\\n[1] 甲，〈乙〉。")
    [1, 0]
    """

    def ask(v: View) -> float:
        found = opening(v.text)
        return found is not None and found.kind == kind

    REGISTER.enter(f"opens_with_note_label_{kind}", ask)


for _k in ("super", "circled", "star", "zhu", "zhu_circled", "bracket", "plain"):
    _kind(_k)


@REGISTER.feature(paired=True)
def opens_raised(v: View) -> float:
    """Its first character is set raised.

    >>> answers(opens_raised, typeset(printed("1 甲，〈乙〉。", raised=((0, 1),)), "1 水漲"))
    [1, 0]
    """
    return any(start <= v.line.lead + 1 for start, _ in v.line.raised[:1])


@REGISTER.feature(paired=True)
def its_label_stands_raised_above(v: View) -> float:
    """The label that it opens with is a raised mark in the lines above, on this page or the last.

    >>> lines = printed("水漲。1", raised=((3, 4),)), "1 甲，〈乙〉。"
    >>> answers(its_label_stands_raised_above, typeset(*lines))
    [0, 1]
    """
    return v.document.marked_above[v.i] == "raised"


@REGISTER.feature(paired=True)
def its_label_is_a_mark_above(v: View) -> float:
    """The label that it opens with can be read as a mark after words above.

    >>> answers(its_label_is_a_mark_above, "水漲。[1]\\n[1] 甲，〈乙〉。\\n[2] 丙，〈丁〉。")
    [0, 1, 0]
    """
    return v.document.marked_above[v.i] != ""


@REGISTER.feature(paired=True)
def its_label_counts_on(v: View) -> float:
    """Its number is one more than that of the last line that opens like a note, or one.

    >>> answers(its_label_counts_on, "[1] 甲，〈乙〉。\\n[2] 丙，〈丁〉。\\n[4] 戊，〈己〉。")
    [1, 1, 0]
    """
    return v.document.counts_on[v.i]


@REGISTER.feature(around=True, paired=True)
def is_a_notes_label_alone(v: View) -> float:
    """Nothing but what labels a note: its text stands below.

    >>> is_a_notes_label_alone(view_of("①\\n甲，〈水價〉。\\n", 0))
    True
    """
    found = opening(v.text)
    return found is not None and found.length == len(v.text)


@REGISTER.feature()
def follows_a_notes_label_alone_over_a_gap(v: View) -> float:
    """As its text does where an extraction sets the raised label apart.

    >>> answers(follows_a_notes_label_alone_over_a_gap, "①\\n\\n甲，〈水價〉。\\n")
    [0, 1]
    """
    found = opening(v.before.text) if v.before is not None and v.line.gap else None
    return found is not None and v.before is not None and found.length == len(v.before.text)


@REGISTER.feature(around=True)
def cites(v: View) -> float:
    """Titles in brackets, pages or addresses, as citations have.

    >>> answers(cites, "甲，〈水價〉，頁 3\\n水漲")
    [1, 0]
    """
    return _CITED.search(v.text) is not None


@REGISTER.feature(around=True)
def is_address(v: View) -> float:
    """
    >>> answers(is_address, "https://example.org/water\\n見 https://example.org/water")
    [1, 0]
    """
    return _ADDRESS.fullmatch(v.text) is not None


@REGISTER.feature(around=True, paired=True)
def stands_below_a_rule(v: View) -> float:
    """A drawn line, or one of blanks, stands above it.

    >>> answers(stands_below_a_rule, typeset("水漲", printed("1 甲，〈乙〉。", rule_before=True)))
    [0, 1]
    """
    return v.line.rule_before


@REGISTER.feature(paired=True)
def no_body_below(v: View) -> float:
    """No line in the body's size stands below it in its column.

    >>> answers(no_body_below, typeset(FULL, printed("甲，〈乙〉，第三期。", size=9)))
    [0, 1]
    """
    return v.document.below_body[v.i]
