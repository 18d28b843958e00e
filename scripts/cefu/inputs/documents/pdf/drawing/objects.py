"""The things drawn on a PDF page: pictures, paths and shades, with their places."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Literal, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cefu.inputs.documents.pdf.glyphs import Frame
from cefu.model.line import Box

#: Things of one page that are looked at; a map may have many more.
MOST = 20_000
_DEEPEST = 4
_WHITE = 250

Kind = Literal["picture", "path", "shade"]
Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_KINDS: dict[int, Kind] = {
    raw.FPDF_PAGEOBJ_IMAGE: "picture",
    raw.FPDF_PAGEOBJ_PATH: "path",
    raw.FPDF_PAGEOBJ_SHADING: "shade",
}


class Thing(NamedTuple):
    """Something drawn: its handle, the matrix that sets it on the page, and of what kind it is.

    ``outer`` is the matrix of the forms that it lies in.
    """

    handle: object
    kind: Kind
    outer: Matrix


class Drawn(NamedTuple):
    """Where something that can be seen is drawn, on the page as shown."""

    kind: Kind
    box: Box


def things_of(page: pdfium.PdfPage) -> Iterator[Thing]:
    """Pictures, paths and shades in the order in which they are drawn, those in forms too."""
    handle = page.raw
    count = min(raw.FPDFPage_CountObjects(handle), MOST)
    stack = [(raw.FPDFPage_GetObject(handle, i), _IDENTITY, 0) for i in range(count - 1, -1, -1)]
    told = 0
    while stack and told < MOST:
        item, outer, depth = stack.pop()
        kind = raw.FPDFPageObj_GetType(item)
        if kind in _KINDS:
            told += 1
            yield Thing(item, _KINDS[kind], outer)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(matrix_of(item), outer)
            count = min(raw.FPDFFormObj_CountObjects(item), MOST)
            stack.extend(
                (raw.FPDFFormObj_GetObject(item, i), inner, depth + 1)
                for i in range(count - 1, -1, -1)
            )


def drawn_on(page: pdfium.PdfPage, frame: Frame) -> list[Drawn]:
    """What can be seen of the page's things, cut to the page as shown."""
    width, height = frame.shown
    found = []
    for thing in things_of(page):
        box = box_of(thing, frame)
        if box is None or not _seen(thing):
            continue
        box = Box(max(0.0, box.x0), max(0.0, box.y0), min(width, box.x1), min(height, box.y1))
        if box.width > 0 and box.height > 0:
            found.append(Drawn(thing.kind, box))
    return found


def box_of(thing: Thing, frame: Frame) -> Box | None:
    """The box of a thing on the page as shown; None where PDFium knows none."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing.handle, left, bottom, right, top):
        return None
    corners = [
        frame.point(*_set(thing.outer, x, y))
        for x in (left.value, right.value)
        for y in (bottom.value, top.value)
    ]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _seen(thing: Thing) -> bool:
    """Whether a path leaves ink: one that only clips, or is filled white, does not."""
    if thing.kind != "path":
        return True
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(thing.handle, fill, stroke):
        return True
    if stroke.value:
        return True
    if not fill.value:
        return False
    r, g, b, a = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing.handle, r, g, b, a):
        return True
    return a.value > 0 and min(r.value, g.value, b.value) < _WHITE


def matrix_of(item: object) -> Matrix:
    """The matrix of a page object."""
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(item, matrix):
        return _IDENTITY
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _set(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]
