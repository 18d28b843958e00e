"""What shows that a line stands beside the text: heads, labels, contents, notes."""

from __future__ import annotations

import re

from cefu.structure.notes.openings import opening
from cefu.structure.reading.features.openings import (
    names_a_file,
    opens_with_glyph,
    opens_with_number_of_headings,
)
from cefu.structure.reading.features.shapes import ends_sentence, has_columns
from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View
from cefu.structure.wording import headwords
from cefu.structure.wording.labels import page_label, spelled_label

REGISTER = Register()

_PAUSE = re.compile(r"[，；。]")
_LEADER = re.compile(r"[.．…·‧]{4,}|(?:\. ){4,}")
_ENDS_WITH_FIGURE = re.compile(r"\d{1,4}$")
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
_CITED = re.compile(r"[〈《“].+[〉》”]|https?://|[頁页]\s?\d|\bpp?\.\s?\d|\[[A-Z]+(?:/[A-Z]+)?\]")


def _verdict(word: str) -> None:
    name = f"grammar_says_{word.replace(' ', '_')}"
    REGISTER.enter(name, lambda v: v.document.verdicts.get(v.i) == word, around=True, paired=True)


for _word in ("furniture", "contents", "note begins", "note goes on"):
    _verdict(_word)


@REGISTER.feature(paired=True)
def pages_are_known(v: View) -> float:
    return v.document.lines[-1].page > 0


def _from_top(n: int) -> None:
    REGISTER.enter(
        f"is_line_{n + 1}_of_its_page",
        lambda v: v.document.lines[-1].page > 0 and v.document.on_page[v.i][0] == n,
        paired=n == 0,
    )
    REGISTER.enter(
        f"is_line_{n + 1}_from_the_foot",
        lambda v: v.document.lines[-1].page > 0 and v.document.on_page[v.i][1] == n,
        paired=n == 0,
    )


for _n in range(3):
    _from_top(_n)


@REGISTER.feature(paired=True)
def recurs_at_this_place_on_other_pages(v: View) -> float:
    """Its words, figures aside, stand at the same place of another page."""
    return v.document.recurrences[v.i] >= 1


@REGISTER.feature()
def recurs_on_most_pages(v: View) -> float:
    return v.document.recurrences[v.i] + 1 >= 0.4 * (v.document.lines[-1].page + 1) > 0.8


@REGISTER.feature(around=True, paired=True)
def its_words_stand_on_another_page(v: View) -> float:
    """Alone on their line, wherever on that page: a head repeats what a heading says.

    >>> from cefu.structure.reading.views import view_of
    >>> its_words_stand_on_another_page(view_of("壹、背景說明\\n水價上漲。\\n\\f壹、背景說明\\n", 2))
    True
    """
    return v.document.said_elsewhere[v.i]


@REGISTER.feature(around=True, paired=True)
def stands_in_the_margin(v: View) -> float:
    """Higher than the body does on any page, or lower: where letterheads and labels are."""
    return v.document.in_margin[v.i]


@REGISTER.feature(paired=True)
def is_the_last_of_its_words_on_the_first_page(v: View) -> float:
    """Later pages repeat them: the title, of which running heads are made.

    >>> from cefu.structure.reading.views import view_of
    >>> text = "水價白皮書\\n水價白皮書\\n水價上漲。\\n\\f水價白皮書\\n"
    >>> [is_the_last_of_its_words_on_the_first_page(view_of(text, i)) for i in (0, 1, 3)]
    [False, True, False]
    """
    return v.document.last_on_first_page[v.i]


@REGISTER.feature(paired=True)
def is_page_label(v: View) -> float:
    """Nothing but a number in the form of a page label."""
    return page_label(v.text) is not None


@REGISTER.feature()
def counts_with_the_pages(v: View) -> float:
    """Its number is ahead of the page's ordinal by as much as on another page."""
    return v.document.counted[v.i]


@REGISTER.feature()
def spells_out_a_page_label(v: View) -> float:
    return spelled_label(v.text) is not None


@REGISTER.feature(around=True, paired=True)
def has_pauses_of_prose(v: View) -> float:
    return _PAUSE.search(v.text) is not None


REGISTER.feature(paired=True)(ends_sentence)


@REGISTER.feature(paired=True)
def line_before_breaks_off(v: View) -> float:
    """The line before is full and ends in mid-sentence."""
    return (
        v.before is not None
        and not v.document.ended[v.i - 1]
        and v.before.width >= 0.85 * v.measure
    )


@REGISTER.feature()
def is_short(v: View) -> float:
    return v.line.width < 0.5 * v.measure


@REGISTER.feature()
def is_very_short(v: View) -> float:
    return len(v.text) <= 4


REGISTER.feature()(has_columns)


@REGISTER.feature(around=True, paired=True)
def has_leader(v: View) -> float:
    """Dots lead to a number."""
    return _LEADER.search(v.text) is not None


@REGISTER.feature(around=True)
def ends_with_figure(v: View) -> float:
    return _ENDS_WITH_FIGURE.search(v.text) is not None and len(v.text) > 4


@REGISTER.feature(around=True)
def is_head_of_contents(v: View) -> float:
    return headwords.CONTENTS.fullmatch(v.line.plain) is not None


@REGISTER.feature(around=True)
def is_head_of_notes(v: View) -> float:
    return headwords.ENDNOTES.fullmatch(v.line.plain) is not None


@REGISTER.feature(paired=True)
def stands_below_a_head_of_works(v: View) -> float:
    """Works cited may be numbered as notes are.

    >>> from cefu.structure.reading.views import view_of
    >>> stands_below_a_head_of_works(view_of("參考文獻\\n1. 甲，〈乙〉。\\n", 1))
    True
    """
    return v.document.below_works[v.i]


REGISTER.feature()(names_a_file)


@REGISTER.feature(around=True, paired=True)
def opens_like_a_note(v: View) -> float:
    return opening(v.text) is not None


def _kind(kind: str) -> None:
    def ask(v: View) -> float:
        found = opening(v.text)
        return found is not None and found.kind == kind

    REGISTER.enter(f"opens_with_note_label_{kind}", ask)


for _k in ("super", "circled", "star", "zhu", "zhu_circled", "bracket", "plain"):
    _kind(_k)


@REGISTER.feature(paired=True)
def opens_raised(v: View) -> float:
    """Its first character is set raised."""
    return any(start <= v.line.lead + 1 for start, _ in v.line.raised[:1])


@REGISTER.feature(paired=True)
def its_label_stands_raised_above(v: View) -> float:
    """The label that it opens with is a raised mark in the lines above, on this page or the last."""
    return v.document.marked_above[v.i] == "raised"


@REGISTER.feature(paired=True)
def its_label_is_a_mark_above(v: View) -> float:
    """The label that it opens with can be read as a mark after words above."""
    return v.document.marked_above[v.i] != ""


@REGISTER.feature(paired=True)
def its_label_counts_on(v: View) -> float:
    """Its number is one more than that of the last line that opens like a note, or one."""
    return v.document.counts_on[v.i]


@REGISTER.feature(around=True, paired=True)
def is_a_notes_label_alone(v: View) -> float:
    """Nothing but what labels a note: its text stands below.

    >>> from cefu.structure.reading.views import view_of
    >>> is_a_notes_label_alone(view_of("①\\n甲，〈水價〉。\\n", 0))
    True
    """
    found = opening(v.text)
    return found is not None and found.length == len(v.text)


@REGISTER.feature()
def follows_a_notes_label_alone_over_a_gap(v: View) -> float:
    """As its text does where an extraction sets the raised label apart."""
    found = opening(v.before.text) if v.before is not None and v.line.gap else None
    return found is not None and v.before is not None and found.length == len(v.before.text)


@REGISTER.feature(around=True)
def cites(v: View) -> float:
    """Titles in brackets, pages or addresses, as citations have."""
    return _CITED.search(v.text) is not None


@REGISTER.feature(around=True)
def is_address(v: View) -> float:
    return _ADDRESS.fullmatch(v.text) is not None


@REGISTER.feature(around=True, paired=True)
def stands_below_a_rule(v: View) -> float:
    return v.line.rule_before


@REGISTER.feature(paired=True)
def no_body_below(v: View) -> float:
    """No line in the body's size stands below it in its column."""
    return v.document.below_body[v.i]


REGISTER.feature(around=True)(opens_with_number_of_headings)


REGISTER.feature()(opens_with_glyph)


@REGISTER.feature(around=True)
def is_set_apart(v: View) -> float:
    return v.line.gap > v.layout.gap


@REGISTER.feature()
def is_set_far_apart(v: View) -> float:
    return v.line.gap > v.layout.gap + 1


@REGISTER.feature()
def is_among_first_lines(v: View) -> float:
    return v.i < 5


@REGISTER.feature()
def is_half_width(v: View) -> float:
    return v.text.isascii()
