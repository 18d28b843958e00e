"""Opening a PDF: what it is, what it says of itself, and what of it is left aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from cefu.inputs.documents.pdf.glyphs import Glyph
from cefu.model.errors import CefuError
from cefu.model.received import Evidence, Fault

#: More pages than any report has.
MOST_PAGES = 20_000
NEEDS_RECOGNISING = (
    "Run 'cefu add --ocr' on it, which recognises the text and keeps the original beside it; "
    "or add a PDF made from the text itself"
)
#: The font without shapes in which Tesseract sets the words it recognised.
_RECOGNISED = "GlyphLessFont"
_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


@contextmanager
def opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The PDF at ``path``.  Raises ``CefuError`` for one that is locked or damaged."""
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise _unopened(str(error)) from None
    try:
        if not 0 < len(pdf) <= MOST_PAGES:
            raise CefuError(
                f"the PDF has {len(pdf):,} pages", remedy=f"Add one of 1 to {MOST_PAGES:,} pages"
            )
        yield pdf
    finally:
        pdf.close()


def _unopened(error: str) -> CefuError:
    if "assword" in error or "ecurity" in error:
        return CefuError(
            "the PDF is encrypted and opens only with a password",
            remedy="Ask whoever gave it for an open copy, or take the password off with the "
            "program that set it",
        )
    return CefuError(
        "this is no PDF, or one that is damaged or cut short",
        remedy="Get the file again; if a viewer opens it, print it from there to a new PDF",
    )


def pdf_metadata(pdf: pdfium.PdfDocument) -> dict[str, Evidence]:
    """What the file's information dictionary says, by record field.

    ``date`` is the day on which the file was made, not when the report came out.
    """
    keys = {"Title": "title", "Author": "author", "Subject": "subject", "Keywords": "keywords"}
    found = {
        k: Evidence(v, f"PDF metadata, {key}") for key, k in keys.items() if (v := _value(pdf, key))
    }
    made = _PDF_DATE.match(_value(pdf, "CreationDate"))
    if made:
        date = "-".join(filter(None, made.groups()))
        found["created"] = Evidence(date, "PDF metadata, CreationDate")
    return found


def _value(pdf: pdfium.PdfDocument, key: str) -> str:
    value = pdf.get_metadata_value(key)
    return "".join(c for c in value if c.isprintable()).strip()[:2000]


def left_aside(pdf: pdfium.PdfDocument) -> Iterator[Fault]:
    """Scripts and attached files, which are not read."""
    for code, count, what in (
        ("script", raw.FPDFDoc_GetJavaScriptActionCount(pdf), "scripts"),
        ("attachment", raw.FPDFDoc_GetAttachmentCount(pdf), "attached files"),
    ):
        if count > 0:
            yield Fault(
                code,
                0,
                0,
                count,
                f"the PDF carries {count} {what}, which were left aside",
                "Add an attached document as a report of its own, if it is one",
            )


def glyph_faults(
    pages: Sequence[Sequence[Glyph]], pictured: Mapping[int, float]
) -> Iterator[Fault]:
    """Pages whose text cannot be trusted.  Raises ``CefuError`` where there is none at all.

    ``pictured`` tells which share of a page (by index) its pictures cover.
    """
    if not any(pages):
        what = "it is a scan" if any(pictured.values()) else "its pages are empty or drawn"
        raise CefuError(f"the PDF has no text layer: {what}", remedy=NEEDS_RECOGNISING)
    for index, glyphs in enumerate(pages):
        if len(glyphs) < 10 and pictured.get(index, 0) > 0.4:
            yield Fault(
                "picture-page",
                index + 1,
                0,
                1,
                "the page is a picture with hardly any text",
                NEEDS_RECOGNISING,
            )
        unmapped = [g for g in glyphs if g.unmapped and g.style.face != _RECOGNISED]
        if unmapped:
            faces = sorted({g.style.face for g in unmapped})
            yield Fault(
                "unmapped",
                index + 1,
                0,
                len(unmapped),
                f"{len(unmapped)} characters are in a font without a map to Unicode "
                f"({', '.join(faces)[:60]}): they may be others than the page shows",
                "Compare the page with the original; "
                + NEEDS_RECOGNISING[0].lower()
                + NEEDS_RECOGNISING[1:],
                "".join(g.char for g in unmapped[:12]),
            )
