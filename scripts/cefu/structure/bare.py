"""What holds of lines whose places are not known, whatever the weights say."""

from __future__ import annotations

import re

from cefu.model.line import Line
from cefu.structure.notes.detached import cites
from cefu.structure.notes.note_ends import is_over
from cefu.structure.notes.openings import opening
from cefu.structure.reading.shapes import strong
from cefu.structure.reading.views import View
from cefu.structure.wording.labels import han_label

_PAGES = re.compile(r"\bpp?\.$")
_HYPHEN = re.compile(r"[A-Za-z]-$")
#: Lines at the top of the first page among which its title stands.
_TOP = 12
#: Most lines of a page.
_PAGE = 80


def counts_in_han(v: View) -> bool:
    """Whether a line is the last of its page and nothing but a numeral that counts the pages.

    >>> text = "水漲。\\n一\\n\\f船高。\\n二\\n\\f天亮。\\n三\\n"
    >>> counts_in_han(view_of(text, 3)), counts_in_han(view_of(text, 2))
    (True, False)
    """
    last = v.line.box is None and v.document.on_page[v.i][1] == 0
    return last and v.document.counted[v.i] and han_label(v.text) is not None


def titles_the_first_page(v: View) -> bool:
    """Whether a line without a place is the second, and last, at the top of the first page that
    has its words, of which the heads of later pages are made.

    >>> text = "水價季刊\\n水價季刊\\n上漲的成因。\\n\\f水價季刊\\n船高。\\n"
    >>> [titles_the_first_page(view_of(text, i)) for i in range(4)]
    [False, True, False, False]
    """
    if v.line.box is not None or v.line.page or v.i > _TOP:
        return False
    above = any(line.plain == v.line.plain for line in v.document.lines[: v.i])
    return above and v.document.last_on_first_page[v.i]


def is_mark_apart(v: View) -> bool:
    """Whether a number alone on its line is a raised mark that an extraction set apart: a stop
    that belongs to the line before stands after it.

    >>> is_mark_apart(view_of("水價多年未調\\n3\\n，居民多有疑慮。\\n", 1))
    True
    >>> is_mark_apart(view_of("水價多年未調。\\n3\\n居民多有疑慮。\\n", 1))
    False
    """
    a, b = v.before, v.after
    if v.line.box is not None or a is None or b is None or a.page != b.page:
        return False
    return v.text.isdecimal() and b.text[0] in "，。、；：" and not v.document.ended[v.i - 1]


def could_be_rest(v: View) -> bool:
    """Whether a line can go on a note that a page end or furniture broke off.

    Of a text without geometry: where a grammar says so, or the last line above that is of a
    note ends amid a sentence; a heading's number goes on none.

    >>> could_be_rest(view_of("水價上漲。\\n一、背景\\n", 1))
    False
    """
    told = v.document.verdicts
    if v.line.box is not None or v.line.role or told.get(v.i, "").startswith("note"):
        return True
    if strong(v.text):
        return False
    above = range(v.i - 1, max(-1, v.i - _PAGE), -1)
    last = next((j for j in above if told.get(j, "").startswith("note")), None)
    return last is not None and not is_over(v.document.lines[last].text)


def is_labelled(v: View) -> bool:
    """Whether a circled label of a note stands alone on the line before, and this line cites.

    >>> is_labelled(view_of("①\\n甲，〈水價〉，《水利》，第 3 期，頁 5。\\n", 1)), is_labelled(view_of("①\\n水漲\\n", 1))
    (True, False)
    """
    found = opening(v.before.text) if v.before is not None else None
    if found is None or v.before is None or found.kind != "circled":
        return False
    return found.length == len(v.before.text) and cites(v.text)


def runs_on(a: Line, b: Line) -> bool:
    """Whether ``a`` ends within a Latin word that ``b`` goes on, or before its pages.

    >>> from cefu.structure.lines.lines import read_lines
    >>> [runs_on(*read_lines(t)) for t in ("the wa-\\nter", "Smith, pp.\\n3-5", "水漲\\n船高")]
    [True, True, False]
    """
    if _PAGES.search(a.text):
        return b.text[0].isdigit()
    return bool(_HYPHEN.search(a.text)) and b.text[0].islower()
