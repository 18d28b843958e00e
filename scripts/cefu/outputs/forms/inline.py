"""Text with elements in it, as XML: spans that nest, and points such as page breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

from cefu.model.document import Block, TableCell

Maker = Callable[[], etree._Element]


@dataclass(frozen=True, slots=True)
class Span:
    """An element around the characters ``start:end``, made when it is placed."""

    start: int
    end: int
    make: Maker


@dataclass(frozen=True, slots=True)
class Point:
    """An element before the character ``at``."""

    at: int
    make: Maker


def nesting(spans: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """The spans that nest, outermost first, and those that cross one of them.

    Of two spans that cross, the one that begins first, or is longer, is kept.

    >>> e = lambda: etree.Element("x")
    >>> kept, crossing = nesting([Span(2, 6, e), Span(0, 4, e), Span(1, 3, e)])
    >>> [(s.start, s.end) for s in kept], [(s.start, s.end) for s in crossing]
    ([(0, 4), (1, 3)], [(2, 6)])
    """
    kept: list[Span] = []
    crossing: list[Span] = []
    open_ends: list[int] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        while open_ends and open_ends[-1] <= span.start:
            open_ends.pop()
        if span.start >= span.end or (open_ends and span.end > open_ends[-1]):
            crossing.append(span)
            continue
        open_ends.append(span.end)
        kept.append(span)
    return kept, crossing


def fill(
    parent: etree._Element, text: str, spans: Sequence[Span] = (), points: Sequence[Point] = ()
) -> list[Span]:
    """Put ``text`` into the empty ``parent`` with its spans and points; the spans left out.

    A point where a span begins stands before it, where one ends inside it.

    >>> p = etree.Element("p")
    >>> fill(p, "北韓棄核", [Span(0, 2, lambda: etree.Element("n"))],
    ...      [Point(2, lambda: etree.Element("pb"))])
    []
    >>> etree.tostring(p, encoding="unicode")
    '<p><n>北韓<pb/></n>棄核</p>'
    """
    kept, crossing = nesting(spans)
    waiting = sorted(points, key=lambda p: p.at)
    _fill(parent, text, 0, len(text), kept, waiting)
    return crossing


def _fill(
    parent: etree._Element, text: str, start: int, end: int, spans: list[Span], points: list[Point]
) -> None:
    """Write ``text[start:end]``, taking from the front of ``spans`` and ``points``."""
    here = start
    while True:
        span_at = spans[0].start if spans and spans[0].start < end else end
        if points and points[0].at <= span_at:
            point = points.pop(0)
            append_text(parent, text[here : point.at])
            here = max(here, point.at)
            parent.append(point.make())
        elif span_at < end:
            span = spans.pop(0)
            append_text(parent, text[here : span.start])
            child = span.make()
            parent.append(child)
            _fill(child, text, span.start, span.end, spans, points)
            here = span.end
        else:
            append_text(parent, text[here:end])
            return


@dataclass(frozen=True, slots=True)
class CellPiece:
    """A cell of a table with what stands inside it, counted from its own first character."""

    cell: TableCell
    text: str
    spans: tuple[Span, ...]
    points: tuple[Point, ...]


def cell_pieces(
    block: Block, spans: Sequence[Span], points: Sequence[Point]
) -> tuple[list[CellPiece], list[Span]]:
    """The cells of a table, and the spans that reach out of one.

    >>> from cefu.model.line import CellPlace
    >>> cells = (TableCell(CellPlace(0, 0), 0, 2), TableCell(CellPlace(0, 1), 3, 5))
    >>> block = Block("t1", "s0", "table", "船舶\\n北韓", cells=cells)
    >>> pieces, out = cell_pieces(block, [Span(3, 5, lambda: etree.Element("n"))], [])
    >>> [(p.text, [(s.start, s.end) for s in p.spans]) for p in pieces], out
    ([('船舶', []), ('北韓', [(0, 2)])], [])
    """
    waiting = sorted(points, key=lambda p: p.at)
    pieces = []
    placed: set[int] = set()
    for number, cell in enumerate(block.cells, 1):
        a, b = cell.start, cell.end
        inside = [(k, s) for k, s in enumerate(spans) if a <= s.start and s.end <= b]
        placed.update(k for k, _ in inside)
        last = number == len(block.cells)
        here = [p for p in waiting if p.at <= b or last]
        waiting = waiting[len(here) :]
        pieces.append(
            CellPiece(
                cell,
                block.text[a:b],
                tuple(Span(s.start - a, s.end - a, s.make) for _, s in inside),
                tuple(Point(min(max(p.at - a, 0), b - a), p.make) for p in here),
            )
        )
    return pieces, [s for k, s in enumerate(spans) if k not in placed]


def append_text(parent: etree._Element, text: str) -> None:
    """Add ``text`` after whatever ``parent`` holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def filled(element: etree._Element, content: Iterable[str | etree._Element]) -> etree._Element:
    """``element`` with texts and elements put in, in their order."""
    for part in content:
        if isinstance(part, str):
            append_text(element, part)
        else:
            element.append(part)
    return element
