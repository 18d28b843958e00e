"""The straight rules drawn on a PDF page: lines, edges of frames, thin bars."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cefu.inputs.documents.pdf.drawing.objects import Matrix, matrix_of, things_of, times
from cefu.inputs.documents.pdf.glyphs import Frame

#: Path objects of one page that are looked at; a map may have many more.
MOST_PATHS = 6_000
_MOST_POINTS = 400
#: A filled bar thinner than this is a rule.
THIN = 2.6
#: A rule is at least so long, in points.
SHORTEST = 4.0
_Point = tuple[float, float]


class Rule(NamedTuple):
    """A rule at ``at`` (``y`` of a level one, ``x`` of an upright one), from ``low`` to ``high``."""

    level: bool
    at: float
    low: float
    high: float


def read_rules(page: pdfium.PdfPage, frame: Frame) -> list[Rule]:
    """All level and upright rules of ``page`` as it is shown."""
    rules: list[Rule] = []
    paths = (thing for thing in things_of(page) if thing.kind == "path")
    for handle, _, outer in islice(paths, MOST_PATHS):
        for a, b in _strokes(handle, times(matrix_of(handle), outer)):
            rule = _rule(frame.point(*a), frame.point(*b))
            if rule:
                rules.append(rule)
    return rules


def _rule(a: _Point, b: _Point) -> Rule | None:
    dx, dy = abs(a[0] - b[0]), abs(a[1] - b[1])
    if dy <= 0.8 and dx >= SHORTEST:
        return Rule(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    if dx <= 0.8 and dy >= SHORTEST:
        return Rule(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    return None


def _strokes(handle: object, matrix: Matrix) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of a path; a thin filled bar is one piece, along its middle."""
    count = raw.FPDFPath_CountSegments(handle)
    if not 2 <= count <= _MOST_POINTS:
        return
    points = list(_points(handle, count, matrix))
    xs, ys = [p[1][0] for p in points], [p[1][1] for p in points]
    width, height = max(xs) - min(xs), max(ys) - min(ys)
    if count >= 4 and min(width, height) <= THIN:
        x, y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        if width >= height:
            yield (min(xs), y), (max(xs), y)
        else:
            yield (x, min(ys)), (x, max(ys))
        return
    if not _stroked(handle):
        return
    start = last = points[0][1]
    for kind, point, closes in points:
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield last, point
        last = point
        if closes:
            yield last, start
            last = start


def _stroked(handle: object) -> bool:
    """Whether a path is drawn along its edges; what is only filled is a shade, not a rule."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(handle, fill, stroke)) and bool(stroke.value)


def _points(handle: object, count: int, matrix: Matrix) -> Iterator[tuple[int, _Point, bool]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, i)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = x.value, y.value
        yield (
            raw.FPDFPathSegment_GetType(segment),
            (a * px + c * py + e, b * px + d * py + f),
            bool(raw.FPDFPathSegment_GetClose(segment)),
        )
