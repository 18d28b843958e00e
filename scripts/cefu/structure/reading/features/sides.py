"""What shows that a line stands beside the text: heads, labels, contents."""

from __future__ import annotations

import re

from cefu.structure.reading.features.numbers import opens_with_number_of_headings
from cefu.structure.reading.features.openings import names_a_file, opens_with_glyph
from cefu.structure.reading.features.shapes import ends_sentence, has_columns, is_half_width
from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View
from cefu.structure.wording import headwords
from cefu.structure.wording.labels import page_label, spelled_label

REGISTER = Register()

_PAUSE = re.compile(r"[，；。]")
_LEADER = re.compile(r"[.．…·‧]{4,}|(?:\. ){4,}")
_ENDS_WITH_FIGURE = re.compile(r"\d{1,4}$")


def _verdict(word: str) -> None:
    """What the grammars of labels, heads, contents and notes say of the line.

    >>> document = typeset("水價白皮書", "水漲。", verdicts={0: "furniture"})
    >>> family(REGISTER, "grammar_says_furniture", document)
    [1, 0]
    """
    name = f"grammar_says_{word.replace(' ', '_')}"
    REGISTER.enter(name, lambda v: v.document.verdicts.get(v.i) == word, around=True, paired=True)


for _word in ("furniture", "contents", "note begins", "note goes on"):
    _verdict(_word)


@REGISTER.feature(paired=True)
def pages_are_known(v: View) -> float:
    """
    >>> answers(pages_are_known, "水漲\\n\\f船高"), answers(pages_are_known, "水漲\\n船高")
    ([1, 1], [0, 0])
    """
    return v.document.lines[-1].page > 0


def _from_top(n: int) -> None:
    """How many lines of its page stand above it, and below it.

    >>> family(REGISTER, "is_line_2_of_its_page", "甲\\n乙\\n丙\\n\\f丁\\n戊")
    [0, 1, 0, 0, 1]
    >>> family(REGISTER, "is_line_1_from_the_foot", "甲\\n乙\\n丙\\n\\f丁\\n戊")
    [0, 0, 1, 0, 1]
    """
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
    """Its words, figures aside, stand at the same place of another page.

    >>> answers(recurs_at_this_place_on_other_pages, "水價白皮書\\n水漲\\n\\f水價白皮書\\n船高")
    [1, 0, 1, 0]
    """
    return v.document.recurrences[v.i] >= 1


@REGISTER.feature()
def recurs_on_most_pages(v: View) -> float:
    """On two pages of five, or more.

    >>> answers(recurs_on_most_pages, "水價白皮書\\n水漲\\n\\f水價白皮書\\n船高\\n\\f天亮")
    [1, 0, 1, 0, 0]
    """
    return v.document.recurrences[v.i] + 1 >= 0.4 * (v.document.lines[-1].page + 1) > 0.8


@REGISTER.feature(around=True, paired=True)
def its_words_stand_on_another_page(v: View) -> float:
    """Alone on their line, wherever on that page: a head repeats what a heading says.

    >>> its_words_stand_on_another_page(view_of("壹、背景說明\\n水價上漲。\\n\\f壹、背景說明\\n", 2))
    True
    """
    return v.document.said_elsewhere[v.i]


@REGISTER.feature(around=True, paired=True)
def stands_in_the_margin(v: View) -> float:
    """Higher than the body does on any page, or lower: where letterheads and labels are.

    >>> page = lambda n: [printed("水利署", page=n), printed(FULL, below=6, page=n)]
    >>> answers(stands_in_the_margin, typeset(*page(0), *page(1), *page(2)))
    [1, 0, 1, 0, 1, 0]
    """
    return v.document.in_margin[v.i]


@REGISTER.feature(paired=True)
def is_the_last_of_its_words_on_the_first_page(v: View) -> float:
    """Later pages repeat them: the title, of which running heads are made.

    >>> text = "水價白皮書\\n水價白皮書\\n水價上漲。\\n\\f水價白皮書\\n"
    >>> [is_the_last_of_its_words_on_the_first_page(view_of(text, i)) for i in (0, 1, 3)]
    [False, True, False]
    """
    return v.document.last_on_first_page[v.i]


@REGISTER.feature(paired=True)
def is_page_label(v: View) -> float:
    """Nothing but a number in the form of a page label.

    >>> answers(is_page_label, "- 12 -\\n第 12 條")
    [1, 0]
    """
    return page_label(v.text) is not None


@REGISTER.feature()
def counts_with_the_pages(v: View) -> float:
    """Its number is ahead of the page's ordinal by as much as on another page.

    >>> answers(counts_with_the_pages, "水漲\\n7\\n\\f船高\\n8\\n\\f天亮\\n3")
    [0, 1, 0, 1, 0, 0]
    """
    return v.document.counted[v.i]


@REGISTER.feature()
def spells_out_a_page_label(v: View) -> float:
    """A page's number with the word for it.

    >>> answers(spells_out_a_page_label, "第 3 頁，共 9 頁\\n第 3 條")
    [1, 0]
    """
    return spelled_label(v.text) is not None


@REGISTER.feature(around=True, paired=True)
def has_pauses_of_prose(v: View) -> float:
    """
    >>> answers(has_pauses_of_prose, "水漲，船高\\n水漲船高")
    [1, 0]
    """
    return _PAUSE.search(v.text) is not None


REGISTER.feature(paired=True)(ends_sentence)


@REGISTER.feature(paired=True)
def line_before_breaks_off(v: View) -> float:
    """The line before is full and ends in mid-sentence.

    >>> answers(line_before_breaks_off, (FULL + "\\n") * 4 + "水漲。\\n船高")
    [0, 1, 1, 1, 1, 0]
    """
    return (
        v.before is not None
        and not v.document.ended[v.i - 1]
        and v.before.width >= 0.85 * v.measure
    )


@REGISTER.feature()
def is_short(v: View) -> float:
    """Less than half of its measure.

    >>> answers(is_short, (FULL + "\\n") * 4 + "水漲。")
    [0, 0, 0, 0, 1]
    """
    return v.line.width < 0.5 * v.measure


@REGISTER.feature()
def is_very_short(v: View) -> float:
    """Four characters at most.

    >>> answers(is_very_short, "水漲船高\\n水漲船高了")
    [1, 0]
    """
    return len(v.text) <= 4


REGISTER.feature()(has_columns)


@REGISTER.feature(around=True, paired=True)
def has_leader(v: View) -> float:
    """Dots lead to a number.

    >>> answers(has_leader, "壹、背景……………3\\n壹、背景")
    [1, 0]
    """
    return _LEADER.search(v.text) is not None


@REGISTER.feature(around=True)
def ends_with_figure(v: View) -> float:
    """
    >>> answers(ends_with_figure, "壹、背景 3\\n壹、背景")
    [1, 0]
    """
    return _ENDS_WITH_FIGURE.search(v.text) is not None and len(v.text) > 4


@REGISTER.feature(around=True)
def is_head_of_contents(v: View) -> float:
    """
    >>> answers(is_head_of_contents, "目　錄\\n目錄如下")
    [1, 0]
    """
    return headwords.CONTENTS.fullmatch(v.line.plain) is not None


@REGISTER.feature(around=True)
def is_head_of_notes(v: View) -> float:
    """
    >>> answers(is_head_of_notes, "註釋\\n水漲")
    [1, 0]
    """
    return headwords.ENDNOTES.fullmatch(v.line.plain) is not None


@REGISTER.feature(paired=True)
def stands_below_a_head_of_works(v: View) -> float:
    """Works cited may be numbered as notes are.

    >>> stands_below_a_head_of_works(view_of("參考文獻\\n1. 甲，〈乙〉。\\n", 1))
    True
    """
    return v.document.below_works[v.i]


REGISTER.feature()(names_a_file)


REGISTER.feature(around=True)(opens_with_number_of_headings)


REGISTER.feature()(opens_with_glyph)


@REGISTER.feature(around=True)
def is_set_apart(v: View) -> float:
    """More than the usual gap stands before it.

    >>> answers(is_set_apart, "水漲\\n船高\\n\\n天亮\\n人醒")
    [0, 0, 1, 0]
    """
    return v.line.gap > v.layout.gap


@REGISTER.feature()
def is_set_far_apart(v: View) -> float:
    """Two empty lines more than usual.

    >>> answers(is_set_far_apart, "水漲\\n船高\\n\\n\\n天亮\\n人醒")
    [0, 0, 1, 0]
    """
    return v.line.gap > v.layout.gap + 1


@REGISTER.feature()
def is_among_first_lines(v: View) -> float:
    """The first five.

    >>> answers(is_among_first_lines, "甲\\n" * 6)[-2:]
    [1, 0]
    """
    return v.i < 5


REGISTER.feature()(is_half_width)
