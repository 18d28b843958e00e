"""Pictures on a PDF page: where they stand and how much of it they cover."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cefu.inputs.documents.pdf.glyphs import Frame
from cefu.model.line import Box

#: Objects of one page that are looked at; a drawing of a map may have many more.
MOST_OBJECTS = 20_000


def picture_boxes(page: pdfium.PdfPage, frame: Frame) -> Iterator[Box]:
    """The boxes of the pictures of ``page``, cut to the page as shown."""
    width, height = frame.shown
    for count, item in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)):
        if count > MOST_OBJECTS:
            return
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        ax, ay = frame.point(left, bottom)
        bx, by = frame.point(right, top)
        box = Box(
            max(0.0, min(ax, bx)),
            max(0.0, min(ay, by)),
            min(width, max(ax, bx)),
            min(height, max(ay, by)),
        )
        if box.width > 0 and box.height > 0:
            yield box


def picture_share(page: pdfium.PdfPage, frame: Frame) -> float:
    """Which share of the page its pictures cover, at most 1."""
    width, height = frame.shown
    covered = sum(box.width * box.height for box in picture_boxes(page, frame))
    return min(1.0, covered / max(width * height, 1.0))
