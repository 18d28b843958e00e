"""Lines of a report that are set like one and were read like it: they may need the same verdict."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from cefu.desk.views.reading.model import Place
from cefu.model.line import Line
from cefu.structure.wording.numbering import numbered

#: Sizes and places that differ by less are the same, in points.
_SIZE, _PLACE = 0.3, 6.0
_DIGITS = re.compile(r"[0-9０-９]+|[一二三四五六七八九十百零〇○]+|[ivxlcIVXLC]+(?![a-z])")


def alike(
    lines: Sequence[Line], made: Mapping[int, Place], at: int, settled: Collection[int] = ()
) -> list[int]:
    """The indices of the lines like the line ``at``, those in ``settled`` left out.

    ``made`` is what each was read as before a verdict on ``at``: only what went the same way
    may have gone wrong the same way.
    """
    one, role = lines[at], made[at].role
    return [
        i
        for i, line in enumerate(lines)
        if i != at and i not in settled and made[i].role == role and is_like(one, line)
    ]


def is_like(a: Line, b: Line) -> bool:
    """Whether two lines are set alike: the same pattern of words or numbers, and the same face,
    size and edge where these are known.

    >>> from cefu.structure.lines.lines import read_lines
    >>> one, two, three = read_lines("第 3 頁\\n第 12 頁\\n一、前言\\n")
    >>> is_like(one, two), is_like(one, three)
    (True, False)
    """
    if pattern(a) == pattern(b):
        return _same_face(a, b)
    if a.box is None or b.box is None or _style(a) != _style(b):
        return False
    return _same_face(a, b) and _same_edge(a, b) and (a.weight >= 600 or bool(_style(a)))


def pattern(line: Line) -> str:
    """The words of a line with its numbers left out.

    >>> from cefu.structure.lines.lines import read_lines
    >>> [pattern(line) for line in read_lines("第 3 頁\\n2018.5\\n")]
    ['第#頁', '#.#']
    """
    return _DIGITS.sub("#", line.plain)


def _style(line: Line) -> str:
    number = numbered(line.text)
    return number.style.name if number else ""


def _same_face(a: Line, b: Line) -> bool:
    return a.face == b.face and a.weight == b.weight and abs(a.size - b.size) < _SIZE


def _same_edge(a: Line, b: Line) -> bool:
    """Whether both begin at the same distance from the edge of their column, or stand in its middle."""
    if a.box is None or b.box is None:
        return a.lead == b.lead
    left = [line.box.x0 - line.column_edges[0] if line.column_edges else line.box.x0
            for line in (a, b) if line.box]  # fmt: skip
    middle = [(line.box.x0 + line.box.x1) / 2 for line in (a, b) if line.box]
    return abs(left[0] - left[1]) < _PLACE or abs(middle[0] - middle[1]) < _PLACE
