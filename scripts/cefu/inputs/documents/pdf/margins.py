"""What recurs at one height on page after page, kept out of the columns.

A running head that stands over two columns would otherwise become the first
line of one of them.  Whether it is furniture is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from cefu.inputs.documents.pdf.columns import Area, areas_of
from cefu.inputs.documents.pdf.segments import Segment

#: (the words with every number as one ``#``, the height in steps of 4 points)
Recurrence = tuple[str, int]
_NUMBER = re.compile(r"[0-9０-９]+")
_FEWEST_PAGES = 3
_SHARE = 0.2


def recurrence(segment: Segment) -> Recurrence:
    """What of a segment may recur; a table never does."""
    if not segment.glyphs:
        return "", id(segment)
    words = "".join(g.char for g in segment.glyphs)
    return _NUMBER.sub("#", words), round(segment.base / 4)


def recurring_segments(pages: Sequence[Sequence[Segment]]) -> set[Recurrence]:
    """What stands at the same height on three pages or more, and on a fifth of all."""
    counts = Counter(key for page in pages for key in {recurrence(s) for s in page})
    fewest = max(_FEWEST_PAGES, _SHARE * len(pages))
    return {key for key, count in counts.items() if count >= fewest}


def ordered(segments: Sequence[Segment], recurring: set[Recurrence]) -> list[Area]:
    """The areas of a page in reading order, what recurs above and below the rest apart."""
    rest = [s for s in segments if recurrence(s) not in recurring]
    if not rest:
        return [Area(tuple(segments))] if segments else []
    top, foot = min(s.base for s in rest), max(s.base for s in rest)
    head = [s for s in segments if s.base < top]
    tail = [s for s in segments if s.base > foot]
    body = [s for s in segments if top <= s.base <= foot]
    areas = areas_of(body)
    if len(areas) == 1:
        return [Area(tuple(segments))]
    return [*([Area(tuple(head))] if head else []), *areas, *([Area(tuple(tail))] if tail else [])]
