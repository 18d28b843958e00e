"""Furniture: page labels, running heads, mastheads and contents pages, lifted
out of the text.

Input: all lines.  Output: a verdict for each line that is furniture, and where
printed pages begin.  Nothing here looks at what the text is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.furniture.contents import contents_lines
from cefu.structure.furniture.heads import WIDEST, head_label
from cefu.structure.furniture.mastheads import masthead
from cefu.structure.furniture.page_ends import paged_furniture
from cefu.structure.furniture.unpaged import unpaged_furniture
from cefu.structure.lines.pages import Furniture, Pagination, page_begins
from cefu.structure.notes.openings import awaited

#: Fewest lines on a page.
_PAGE = 8


def paginate(lines: Sequence[Line]) -> Pagination:
    """Find the furniture and the pages."""
    paged = bool(lines) and lines[-1].page > 0
    contents = contents_lines(lines)
    found = paged_furniture(lines) if paged else unpaged_furniture(lines)
    for i in masthead(lines, found, contents):
        label = head_label(lines[i].text[-WIDEST:])
        found[i] = Furniture("masthead", label if _is_first_label(label, lines[i]) else "")
    if not paged:
        _count_on(lines, found)
    for i in contents:
        found.setdefault(i, Furniture("contents"))
    return Pagination(found, page_begins(lines, found, paged=paged))


def _count_on(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add lone numbers that count on from the label that the masthead carries."""
    first = next((f.label for f in found.values() if f.rule == "masthead" and f.label), "")
    if not first.isdecimal():
        return
    due, last = int(first) + 1, 0
    for i, line in enumerate(lines):
        if line.text == str(due) and i - last >= _PAGE and not awaited(lines, i, line.text):
            found.setdefault(i, Furniture("page-label", line.text))
        if i in found and found[i].label == str(due):
            due, last = due + 1, i


def _is_first_label(label: str, line: Line) -> bool:
    """A masthead's number is a page label where it is glued to other matter
    and is not part of a volume, issue, date or identifier."""
    return bool(label) and not re.search(
        rf"(doi|issn|isbn|vol|no\.|檔號).*{label}|{label}\s*年", line.text, re.IGNORECASE
    )
