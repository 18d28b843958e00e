"""Segments: glyphs that stand next to each other on one line, without a wide gap."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from cefu.inputs.documents.pdf.glyphs import Glyph

T = TypeVar("T")

#: A gap of more than this many ems parts two segments.
WIDE_GAP = 0.9
#: How far below its top the base line of a line of Han stands, in ems.
ASCENT = 0.88


class Segment:
    """Glyphs on one line from left to right, in the reader's frame."""

    __slots__ = ("base", "bottom", "glyphs", "size", "top", "x0", "x1")

    def __init__(self, glyphs: list[Glyph]) -> None:
        self.glyphs = glyphs
        self.x0 = min(g.a0 for g in glyphs)
        self.x1 = max(g.a1 for g in glyphs)
        if len(glyphs) == 1:
            self.size, self.base = glyphs[0].size, glyphs[0].base
        else:
            self.size = commonest([g.size for g in glyphs])
            self.base = commonest([g.base for g in glyphs if g.size == self.size])
        self.top = self.base - ASCENT * self.size
        self.bottom = self.top + self.size

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def commonest(values: Sequence[float]) -> float:
    """The value that occurs most often, of equals the first."""
    return Counter(values).most_common(1)[0][0]


def on_one_line(a: Segment, b: Segment) -> bool:
    """Whether two segments share a line: by base line, or one is raised beside the other."""
    em = max(a.size, b.size)
    if abs(a.base - b.base) < 0.22 * em:
        return True
    large, small = (a, b) if a.size >= b.size else (b, a)
    if small.size > 0.85 * large.size:
        return False
    return large.top - 0.25 * em < small.middle < large.bottom


def segments_of(glyphs: Sequence[Glyph]) -> list[Segment]:
    """The segments of a page's glyphs, which come in the order of the content stream."""
    return _joined([Segment(run) for run in _runs(glyphs)])


def _runs(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in glyphs:
        glyph.turn = glyph.a0
        if last is not None and _goes_on(last, glyph):
            glyph.turn = max(glyph.a0, last.turn + 1e-4)
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
        last = glyph
    return runs


def _goes_on(a: Glyph, b: Glyph) -> bool:
    em = max(a.size, b.size)
    return (
        abs(a.base - b.base) < 0.1 * em
        # Closed-up punctuation and the parts of a ligature lie over the glyph before them.
        and b.a0 - a.a1 < WIDE_GAP * em
        and b.a0 > a.a0 - 0.1 * em
        and min(a.size, b.size) > 0.8 * em
    )


def groups_of(things: Sequence[T], pairs: Iterable[tuple[int, int]]) -> list[list[T]]:
    """``things`` in groups of those that hang together by ``pairs`` of positions, directly or
    through others; groups and things in the order in which they came (union-find).

    >>> groups_of("abcde", [(0, 3), (3, 4)])
    [['a', 'd', 'e'], ['b'], ['c']]
    """
    owner = list(range(len(things)))

    def root(i: int) -> int:
        while owner[i] != i:
            owner[i] = owner[owner[i]]
            i = owner[i]
        return i

    for i, j in pairs:
        owner[root(i)] = root(j)
    groups: dict[int, list[T]] = defaultdict(list)
    for i, thing in enumerate(things):
        groups[root(i)].append(thing)
    return list(groups.values())


def _joined(runs: list[Segment]) -> list[Segment]:
    """Runs that stand next to each other on one line as one segment."""
    runs.sort(key=lambda r: (r.x0, r.base))
    # Stable, so that glyphs on one spot keep the order of the stream.
    return [
        Segment(sorted((g for run in group for g in run.glyphs), key=lambda g: g.turn))
        for group in groups_of(runs, _neighbours(runs))
    ]


def _neighbours(runs: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Positions of two runs, in the order of their left edges, that are one segment."""
    step = max((r.size for r in runs), default=1.0) + 1.0
    bands: dict[int, list[int]] = defaultdict(list)
    for i, run in enumerate(runs):
        band = int(run.base // step)
        for j in [j for k in (band - 1, band, band + 1) for j in bands[k][-40:]]:
            other = runs[j]
            em = max(run.size, other.size)
            gap = run.x0 - other.x1
            if -0.45 * em < gap < WIDE_GAP * em and on_one_line(run, other):
                yield i, j
        bands[band].append(i)
