"""Plain texts whose lines cannot be what the page had: columns read across, vertical text.

From a PDF the reader knows; from bare text it can only be warned of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.line import BLANKS, width
from cefu.model.received import Document, Fault

#: So many lines of one or two characters in a row are vertical text.
_FEWEST_SHORT = 12
#: Lines with a gap of this many columns inside, at one place, are two columns.
_GUTTER = re.compile(r"\S[ \u3000]{3,}(?=\S)")
_FEWEST_ROWS = 5
#: How wide each half is at least, in columns of the grid: a column of prose.
_NARROWEST = 16


def layout_faults(document: Document) -> list[Fault]:
    """Warnings for a plain text; none for a document that knows its layout."""
    if document.kind != "txt":
        return []
    lines = re.split(r"[\n\f]", document.text)
    return [*_vertical(lines), *_columns(lines)]


def _vertical(lines: Sequence[str]) -> Iterator[Fault]:
    longest, first, run = 0, 0, 0
    for number, line in enumerate(lines, 1):
        short = line.strip(BLANKS)
        if not short:
            continue
        run = run + 1 if len(short) <= 2 and not short.isascii() else 0
        if run > longest:
            longest, first = run, number - run + 1
    if longest >= _FEWEST_SHORT:
        yield Fault(
            "vertical",
            0,
            max(first, 1),
            longest,
            f"{longest} lines of one character each: this looks like vertical text, cut up",
            "Add the PDF itself: it tells which way its text runs",
        )


def _columns(lines: Sequence[str]) -> Iterator[Fault]:
    """Two columns: one place at which line after line has a wide gap between full halves."""
    rows: list[tuple[int, int]] = []
    for number, line in enumerate(lines, 1):
        place = _gutter_of(line)
        if place:
            rows.append((number, place))
    best: list[int] = []
    for _, place in rows:
        near = [n for n, p in rows if abs(p - place) <= 2]
        if len(near) > len(best):
            best = near
    if len(best) >= _FEWEST_ROWS:
        yield Fault(
            "columns",
            0,
            best[0],
            len(best),
            f"{len(best)} lines have a wide gap at one place: this looks like two columns read across",
            "Add the PDF itself, or extract the text without -layout",
        )


def _gutter_of(line: str) -> int:
    """Where the right half of a line of two full halves begins, in columns; 0 if nowhere.

    >>> _gutter_of("北方航道的通航期逐年延長        地方政府期待新的航線能")
    32
    >>> _gutter_of("第一章        緒論")
    0
    """
    if len(line) > 1000:
        return 0
    gaps = list(_GUTTER.finditer(line.rstrip()))
    if len(gaps) != 1 or gaps[0].start() == 0:
        return 0
    left, right = line[: gaps[0].start() + 1], line[gaps[0].end() :]
    if width(left.strip(BLANKS)) < _NARROWEST or width(right.strip(BLANKS)) < _NARROWEST:
        return 0
    return width(line[: gaps[0].end()])
