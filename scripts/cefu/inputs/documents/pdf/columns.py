"""Reading order: the areas of a page one after the other.

A page is cut where a gutter parts prose from prose; what only looks like
columns (labels and their text, names set apart, tables without rules) is read
across.  Based on the recursive X-Y cut (Nagy and Seth 1984), with evidence of
prose asked of both sides of each vertical cut.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from cefu.inputs.documents.pdf.segments import Segment, on_one_line

#: The narrowest gutter, in ems of the text beside it.
NARROWEST_GUTTER = 0.9
#: Prose has at least this many lines to a column, of this many ems at least.
FEWEST_LINES = 3
NARROWEST_COLUMN = 7.0
#: This share of a column's lines comes near its right edge.
FULL_SHARE = 0.4
_DEEPEST = 6
#: An opening bracket hangs out of its column by so many ems at most.
_OPENING, _HANG = "「『（《〈【〔“‘", 0.7
#: Lines farther apart than this, in ems, may be of different parts of the page.
_FAR = 3.0
_MOST_PARTS = 16
_MOST_HEADS = 2


@dataclass(frozen=True, slots=True)
class Area:
    """Segments that are read together, line by line across the area."""

    segments: tuple[Segment, ...]

    @property
    def edges(self) -> tuple[float, float]:
        """Left and right edge."""
        return min(s.x0 for s in self.segments), max(s.x1 for s in self.segments)


def rows_of(segments: Sequence[Segment]) -> list[list[Segment]]:
    """Segments by line, from top to bottom, each from left to right."""
    rows: list[list[Segment]] = []
    # Large before small: what is raised finds the line that it belongs to.
    for segment in sorted(segments, key=lambda s: (-round(s.size), s.base)):
        for row in rows:
            if on_one_line(row[0], segment) and not _overlaps(row, segment):
                row.append(segment)
                break
        else:
            rows.append([segment])
    for row in rows:
        row.sort(key=lambda s: s.x0)
    rows.sort(key=lambda row: max(row, key=lambda s: s.x1 - s.x0).base)
    return rows


def _overlaps(row: Sequence[Segment], segment: Segment) -> bool:
    """Whether ``segment`` is printed over what stands in ``row``."""
    half = 0.5 * min(segment.size, segment.x1 - segment.x0)
    return any(min(s.x1, segment.x1) - max(s.x0, segment.x0) > half for s in row)


def areas_of(segments: Sequence[Segment], depth: int = 0) -> list[Area]:
    """The areas of ``segments`` in reading order."""
    if not segments:
        return []
    cut = _gutter(segments) if depth < _DEEPEST and len(segments) >= 2 * FEWEST_LINES else None
    if cut is None:
        return [Area(tuple(segments))]
    above, left, right, below = cut
    return [
        area for part in (above, left, right, below) if part for area in areas_of(part, depth + 1)
    ]


_Cut = tuple[list[Segment], list[Segment], list[Segment], list[Segment]]


def _gutter(segments: Sequence[Segment]) -> _Cut | None:
    """What stands above, left of, right of and below the best gutter, if there is one."""
    best: _Cut | None = None
    most = 0
    for x in _left_edges(segments):
        for zone in _zones(segments, x):
            left = [s for s in zone if s.x1 <= x]
            right = [s for s in zone if not _before(s, x)]
            weight = sum(len(s.glyphs) for s in zone)
            if weight > most and _parts(left, right, x):
                heads = set(_heads(left, right))
                left, right = ([s for s in part if s not in heads] for part in (left, right))
                inside = {*left, *right}
                top = min(s.base for s in inside)
                rest = [s for s in segments if s not in inside]
                above = [s for s in rest if s.base < top]
                best, most = (above, left, right, [s for s in rest if s.base >= top]), weight
    return best


def _heads(left: Sequence[Segment], right: Sequence[Segment]) -> list[Segment]:
    """A line or two over one of the columns, far above both: a running head, not its text."""
    found: list[Segment] = []
    for part, other in ((left, right), (right, left)):
        rows = rows_of(part)
        top = min(s.base for s in other)
        em = _em(part)
        for count in range(1, min(_MOST_HEADS, len(rows) - FEWEST_LINES) + 1):
            last, following = rows[count - 1][0].base, rows[count][0].base
            if following - last > _FAR * em and last < top - em:
                found = [*found, *(s for row in rows[:count] for s in row)]
                break
    return found


def _left_edges(segments: Sequence[Segment]) -> list[float]:
    """Where at least three segments begin, but for the leftmost such place."""
    counts = Counter(round(s.x0 / 2) for s in segments)
    edges = []
    for key, count in sorted(counts.items()):
        if count + counts.get(key + 1, 0) >= FEWEST_LINES:
            edges.append(min(s.x0 for s in segments if round(s.x0 / 2) in (key, key + 1)))
    least = min(s.x0 for s in segments)
    return [x for x in dict.fromkeys(edges) if x > least + 20]


def _before(segment: Segment, x: float) -> bool:
    """Whether a segment begins left of ``x``; an opening bracket may hang out there."""
    hangs = segment.glyphs and segment.glyphs[0].char in _OPENING
    return segment.x0 < x - (_HANG * segment.size if hangs else 1)


def _zones(segments: Sequence[Segment], x: float) -> list[list[Segment]]:
    """Runs of segments, from top to bottom, of which none crosses ``x``."""
    zones: list[list[Segment]] = [[]]
    across = [s for s in segments if _before(s, x) and s.x1 > x]
    bases = sorted(s.base for s in across)
    crossing = set(across)
    for segment in sorted(segments, key=lambda s: s.base):
        # What stands on one line with what crosses belongs to it: a label before a wide note.
        k = bisect_left(bases, segment.base - 0.1 * segment.size)
        beside = k < len(bases) and bases[k] <= segment.base + 0.1 * segment.size
        if segment in crossing or beside:
            zones.append([])
        else:
            zones[-1].append(segment)
    return [part for zone in zones for part in _cuts(zone) if len(part) >= 2 * FEWEST_LINES]


def _cuts(zone: list[Segment]) -> list[list[Segment]]:
    """``zone`` whole, and what lies between any two of its wide blank bands."""
    if len(zone) < 2 * FEWEST_LINES:
        return []
    em = _em(zone)
    far = [k for k, (a, b) in enumerate(pairwise(zone), 1) if b.base - a.base > _FAR * em]
    bounds = [0, *far, len(zone)]
    if len(bounds) > _MOST_PARTS:
        return [zone]
    return [zone[a:b] for a, b in combinations(bounds, 2)]


def _parts(left: Sequence[Segment], right: Sequence[Segment], x: float) -> bool:
    """Whether the gutter left of ``x`` has prose on both sides, side by side."""
    if len(left) < FEWEST_LINES or len(right) < FEWEST_LINES:
        return False
    em = max(_em(left), _em(right))
    if x - max(s.x1 for s in left) < NARROWEST_GUTTER * em:
        return False
    top = max(min(s.base for s in left), min(s.base for s in right))
    foot = min(max(s.base for s in left), max(s.base for s in right))
    beside = [sum(top - em <= s.base <= foot + em for s in part) for part in (left, right)]
    return min(beside) >= FEWEST_LINES and is_prose(left) and is_prose(right)


def is_prose(segments: Sequence[Segment]) -> bool:
    """Whether the lines of a column mostly fill it, as those of paragraphs do."""
    rows = rows_of(segments)
    ends = sorted(row[-1].x1 for row in rows)
    # Not the rightmost: a page number may stand outside the column.
    x0, x1 = min(s.x0 for s in segments), ends[3 * len(ends) // 4]
    em = _em(segments)
    if len(rows) < FEWEST_LINES or x1 - x0 < NARROWEST_COLUMN * em:
        return False
    slack = max(2.2 * em, 0.12 * (x1 - x0))
    full = sum(
        row[-1].x1 > x1 - slack and _filled(row) > 0.7 * (row[-1].x1 - row[0].x0) for row in rows
    )
    return full >= FULL_SHARE * len(rows) and full >= 2


def _filled(row: Sequence[Segment]) -> float:
    return sum(s.x1 - s.x0 for s in row)


def _em(segments: Sequence[Segment]) -> float:
    """The size that half of the segments do not exceed."""
    return sorted(s.size for s in segments)[len(segments) // 2]
