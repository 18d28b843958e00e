"""Pictures of a PDF page: parts of it drawn at good resolution, as WebP."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium

from cefu.inputs.documents.pdf.drawing.objects import Drawn
from cefu.model.line import Box

#: Pixels to a point, and on the longer side at most.
SCALE = 3.0
LONGEST = 1_600
_QUALITY = 82
#: A page is drawn with so many pixels at most.
MOST_PIXELS = 25_000_000
_MARGIN = 2.0
#: A page shown beside its text: at most so many bytes, sharp enough for a footnote where that
#: goes, else coarser by and by.
SMALL_BYTES = 120_000
_SMALL_DPI = 120
_SMALL_LONGEST = 1_500
_SMALLER = [(share, quality) for share in (1.0, 0.8, 0.6, 0.4, 0.2) for quality in (72, 55, 35)]


def picture_share(drawn: Iterable[Drawn], size: tuple[float, float]) -> float:
    """Which share of a page of ``size`` its pictures cover, at most 1."""
    covered = sum(d.box.width * d.box.height for d in drawn if d.kind == "picture")
    return min(1.0, covered / max(size[0] * size[1], 1.0))


def cut_out(page: pdfium.PdfPage, box: Box, size: tuple[float, float]) -> tuple[bytes, int, int]:
    """The part of ``page`` at ``box`` as WebP, with its width and height in pixels.

    ``size`` is that of the page as shown, in points.
    """
    width, height = size
    box = Box(
        max(0.0, box.x0 - _MARGIN),
        max(0.0, box.y0 - _MARGIN),
        min(width, box.x1 + _MARGIN),
        min(height, box.y1 + _MARGIN),
    )
    scale = min(SCALE, LONGEST / max(box.width, box.height, 1.0))
    crop = (box.x0, height - box.y1, width - box.x1, box.y0)
    picture = page.render(scale=scale, crop=crop).to_pil().convert("RGB")
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue(), picture.width, picture.height


def draw_page(page: pdfium.PdfPage, to: Path, dpi: int) -> None:
    """Draw ``page`` as the PNG ``to``, with ``dpi`` dots to an inch or as many as may be."""
    width, height = page.get_size()
    scale = min(dpi / 72, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    page.render(scale=scale).to_pil().save(to, dpi=(scale * 72, scale * 72))


def small_picture(page: pdfium.PdfPage) -> bytes:
    """``page`` as WebP of at most ``SMALL_BYTES``."""
    scale = min(_SMALL_DPI / 72, _SMALL_LONGEST / max(*page.get_size(), 1.0))
    whole = page.render(scale=scale).to_pil().convert("RGB")
    data = b""
    for share, quality in _SMALLER:
        size = (max(1, round(whole.width * share)), max(1, round(whole.height * share)))
        out = io.BytesIO()
        whole.resize(size).save(out, "WEBP", quality=quality, method=4)
        data = out.getvalue()
        if len(data) <= SMALL_BYTES:
            break
    return data
