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
    """Whether a line is the last of its page and nothing but a numeral that counts the pages."""
    last = v.line.box is None and v.document.on_page[v.i][1] == 0
    return last and v.document.counted[v.i] and han_label(v.text) is not None


def titles_the_first_page(v: View) -> bool:
    """Whether a line without a place is the second, and last, at the top of the first page that
    has its words, of which the heads of later pages are made."""
    if v.line.box is not None or v.line.page or v.i > _TOP:
        return False
    above = any(line.plain == v.line.plain for line in v.document.lines[: v.i])
    return above and v.document.last_on_first_page[v.i]


def is_mark_apart(v: View) -> bool:
    """Whether a number alone on its line is a raised mark that an extraction set apart: a stop
    that belongs to the line before stands after it."""
    a, b = v.before, v.after
    if v.line.box is not None or a is None or b is None or a.page != b.page:
        return False
    return v.text.isdecimal() and b.text[0] in "，。、；：" and not v.document.ended[v.i - 1]


def could_be_rest(v: View) -> bool:
    """Whether a line can go on a note that a page end or furniture broke off.

    Of a text without geometry: where a grammar says so, or the last line above that is of a
    note ends amid a sentence; a heading's number goes on none.

    >>> from cefu.structure.reading.views import view_of
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
    """Whether a circled label of a note stands alone on the line before, and this line cites."""
    found = opening(v.before.text) if v.before is not None else None
    if found is None or v.before is None or found.kind != "circled":
        return False
    return found.length == len(v.before.text) and cites(v.text)


def runs_on(a: Line, b: Line) -> bool:
    """Whether ``a`` ends within a Latin word that ``b`` goes on, or before its pages."""
    if _PAGES.search(a.text):
        return b.text[0].isdigit()
    return bool(_HYPHEN.search(a.text)) and b.text[0].islower()
