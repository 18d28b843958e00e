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
#: So many lines in a row that break off and stand apart are of two columns, mixed.
_FEWEST_TURNS = 8
#: What a line ends with that does not break off.
_ENDS = "。！？；：」』）)"
#: The end of a line of contents, or of one in Latin.
_LEADER = re.compile(r"[.…·]{3}[ .…·\dA-Za-z]*$|[!-~ ]{8}$")
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
    return [*_vertical(lines), *(_columns(lines) or _taking_turns(lines))]


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


def _taking_turns(lines: Sequence[str]) -> list[Fault]:
    """Two columns whose lines take turns: line after line breaks off and stands apart from
    the next, while elsewhere in the text lines that break off do not."""
    rows = [line.strip(BLANKS) for line in lines]
    broken = [
        width(a) >= _NARROWEST and a[-1] not in _ENDS and not _LEADER.search(a)
        for a in map(_or_stop, rows)
    ]
    after = [bool(row) for row in rows[1:]]
    tight = sum(breaks and goes_on for breaks, goes_on in zip(broken, after, strict=False))
    apart = sum(breaks and not goes_on for breaks, goes_on in zip(broken, after, strict=False))
    longest, end, run, at = 0, 0, 0, -2
    for i, breaks in enumerate(broken[:-1]):
        if not breaks or rows[i + 1]:
            run = 0 if rows[i] else run
            continue
        run, at = (run + 1 if at == i - 2 else 1), i
        if run > longest:
            longest, end = run, i
    if longest < _FEWEST_TURNS or tight < max(apart / 2, _FEWEST_TURNS):
        return []
    problem = f"{longest} lines that break off stand apart: this looks like two columns mixed"
    return [
        Fault(
            "columns-mixed",
            0,
            end - 2 * longest + 3,
            longest,
            problem,
            "Add the PDF itself, or extract the text with -layout",
        )
    ]


def _or_stop(row: str) -> str:
    return row or "。"


def _columns(lines: Sequence[str]) -> list[Fault]:
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
    if len(best) < _FEWEST_ROWS:
        return []
    problem = (
        f"{len(best)} lines have a wide gap at one place: this looks like two columns read across"
    )
    remedy = "Add the PDF itself, or extract the text without -layout"
    return [Fault("columns", 0, best[0], len(best), problem, remedy)]


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
