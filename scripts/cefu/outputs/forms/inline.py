"""Text with elements in it, as XML: spans that nest, and points such as page breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lxml import etree

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


def append_text(parent: etree._Element, text: str) -> None:
    """Add ``text`` after whatever ``parent`` holds."""
    if not text:
        return
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
