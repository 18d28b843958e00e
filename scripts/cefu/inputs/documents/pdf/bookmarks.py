"""Bookmarks: the headings that a PDF itself lists, found among its lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from unicodedata import normalize

import pypdfium2 as pdfium

from cefu.model.line import Line

_MOST = 5_000
#: A heading may run over so many lines.
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark: its title, the index of its page, its level from 1."""

    title: str
    page: int
    level: int


def read_bookmarks(pdf: pdfium.PdfDocument) -> list[Bookmark]:
    """The bookmarks of ``pdf`` that lead to a page of it."""
    found = []
    for item in islice(pdf.get_toc(max_depth=8), _MOST):
        dest = item.get_dest()
        page = dest.get_index() if dest is not None else None
        if page is not None and page >= 0:
            found.append(Bookmark(item.get_title(), page, item.level + 1))
    return found


def outlined(lines: Sequence[Line], bookmarks: Sequence[Bookmark]) -> list[Line]:
    """``lines`` with the level of the bookmark that each one is the words of.

    >>> line = Line(1, 0, "一、 前言", 0, False, 0)
    >>> [x.outline for x in outlined([line], [Bookmark("一、前言", 0, 2)])]
    [2]
    """
    result = list(lines)
    by_page: dict[int, list[int]] = {}
    for i, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(i)
    for bookmark in bookmarks:
        title = _plain(bookmark.title)
        for at in _places(lines, by_page.get(bookmark.page, []), title):
            result[at] = replace(result[at], outline=bookmark.level)
    return result


def _places(lines: Sequence[Line], page: Sequence[int], title: str) -> list[int]:
    """The lines of the page that, one or a few together, are the words of ``title``."""
    for k in range(len(page)):
        words = ""
        for count, i in enumerate(page[k : k + _MOST_LINES], 1):
            words += _plain(lines[i].text)
            if words == title and len(title) >= 2:
                return list(page[k : k + count])
            if not title.startswith(words):
                break
    return []


def _plain(text: str) -> str:
    return "".join(normalize("NFKC", text).split())
