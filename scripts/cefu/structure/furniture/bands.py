"""Bands: what stands in the margins above and below the text area, by its place alone.

Running heads that change with the section, letterheads of the first page and lines beside
a page number say nothing twice; but they stand higher, or lower, than the text does on any
page, they are set smaller, and room parts them from it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cefu.model.line import Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.notes.openings import opening
from cefu.structure.wording.labels import page_label

#: Lines of at least this share of the body's size are the text's, of at most this one a band's.
_TEXT, _SMALL = 0.97, 0.95
#: Most lines of a head, and of a foot.
_MOST = 4
#: From a head's last line to the text below it are so many of its sizes at least.
_ROOM = 1.9
#: Points by which the height of one line differs between pages.
_LEVEL = 3.0
#: A line of so many characters that ends a sentence is prose.
_PROSE = 24


def band_lines(lines: Sequence[Line], body_size: float, counted: Sequence[bool]) -> set[int]:
    """Indices of the lines in the bands of their pages; none where places are not known.

    ``counted`` tells which lines carry a number that counts with the pages.

    >>> from cefu.model.line import Box
    >>> pages = [("水利季刊", "一、調整", "二、小結"), ("論水價", "三、上漲", "四、附錄")]
    >>> page = [(40, 8.0), (70, 10.0), (90, 10.0)]
    >>> lines = [
    ...     Line(1, 0, words, 0, False, n, box=Box(60, y, 200, y + size), size=size)
    ...     for n, texts in enumerate(pages) for words, (y, size) in zip(texts, page)
    ... ]
    >>> sorted(band_lines(lines, 10.0, [False] * 6))
    [0, 3]
    """
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.box is not None and not line.cell and line.role != "hidden":
            pages[line.page].append(i)
    if len(pages) < 2 or not body_size:
        return set()
    tops = {p: min(_tops(lines, own, body_size), default=1e9) for p, own in pages.items()}
    level = _foot_level(lines, counted)
    found: set[int] = set()
    for page, own in pages.items():
        others = min((top for p, top in tops.items() if p != page), default=1e9)
        found.update(_head(lines, own, min(tops[page], others), body_size))
        found.update(_foot(lines, own, level, body_size))
    return found


def _top(line: Line) -> float:
    return line.box.y0 if line.box is not None else 0.0


def _tops(lines: Sequence[Line], own: Sequence[int], body_size: float) -> Iterator[float]:
    return (_top(lines[i]) for i in own if lines[i].size >= _TEXT * body_size)


def _head(lines: Sequence[Line], own: Sequence[int], top: float, body_size: float) -> list[int]:
    """The small lines of one page above ``top``, if room parts them from what stands below."""
    if top >= 1e9:
        return []
    above = [i for i in own if _top(lines[i]) + lines[i].size < top]
    if not above or len(above) > _MOST or not all(_may(lines[i], body_size) for i in above):
        return []
    lowest = max(_top(lines[i]) for i in above)
    below = min((_top(lines[i]) for i in own if i not in set(above)), default=1e9)
    size = max(lines[i].size for i in above)
    return above if below - lowest >= _ROOM * size else []


def _foot_level(lines: Sequence[Line], counted: Sequence[bool]) -> float:
    """The height at which lines that carry a number that counts with the pages stand on
    half of them, below all else; without a bound where there is none.  Notes count, too."""
    lowest: dict[int, float] = {}
    for line in lines:
        lowest[line.page] = max(lowest.get(line.page, 0.0), _top(line))
    levels = [
        _top(line)
        for line, counts in zip(lines, counted, strict=True)
        if counts
        and line.box is not None
        and _top(line) >= lowest[line.page] - _LEVEL
        and (page_label(line.text) is not None or opening(line.text) is None)
    ]
    fewest = max(2, len(lowest) / 2)
    near = [y for y in levels if sum(abs(y - other) <= _LEVEL for other in levels) >= fewest]
    return min(near, default=1e9) - _LEVEL


def _foot(lines: Sequence[Line], own: Sequence[int], level: float, body_size: float) -> list[int]:
    """The small lines of one page beside its page number and below."""
    below = [i for i in own if _top(lines[i]) >= level]
    if len(below) > _MOST or not all(_may(lines[i], body_size) for i in below):
        return []
    return below


def _may(line: Line, body_size: float) -> bool:
    """Whether a line is set smaller than the text, and is no prose."""
    prose = len(line.text) >= _PROSE and ends_sentence(line.text)
    return line.size <= _SMALL * body_size and not prose
