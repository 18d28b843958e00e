"""Scans: a text layer made by Tesseract, with the mean confidence of its words.

Each page is drawn by PDFium in a process of its own, recognised by Tesseract (Apache 2.0), which gives a
PDF with the picture and its words, and the pages are put together again.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium

from cefu.inputs.documents.guarded import draw_guarded
from cefu.model.errors import CefuError

_LANGUAGES = ("chi_tra", "chi_sim", "eng")
_SECONDS_A_PAGE = 180
#: Dots to an inch that Tesseract's models were trained for.
_DPI = 300


@dataclass(frozen=True, slots=True)
class Recognised:
    """A PDF with a text layer, and the mean confidence of its words from 0 to 1."""

    pdf: bytes
    confidence: float


def recognised(path: Path) -> Recognised:
    """The PDF at ``path`` with its pages recognised.

    Raises ``CefuError`` where Tesseract or its models are not installed, or fail.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise CefuError(
            "recognising text needs Tesseract, which is not installed",
            file=path,
            remedy="Install it, on Debian with 'apt install tesseract-ocr tesseract-ocr-chi-tra "
            "tesseract-ocr-chi-sim'",
        )
    languages = _languages(program, path)
    weights: list[tuple[float, int]] = []
    with tempfile.TemporaryDirectory() as name, pdfium.PdfDocument.new() as made:
        folder = Path(name)
        count, index = 1, 0
        while index < count:
            count = draw_guarded(path, index, folder / "page.png", _DPI)
            index += 1
            weights.append(_read_page(program, languages, folder, path, index))
            with pdfium.PdfDocument(folder / "page.pdf") as page:
                made.import_pages(page)
        made.save(folder / "all.pdf")
        words = sum(count for _, count in weights)
        mean = sum(sum_ for sum_, _ in weights) / words / 100 if words else 0.0
        return Recognised((folder / "all.pdf").read_bytes(), mean)


def _languages(program: str, path: Path) -> str:
    listed = subprocess.run(
        [program, "--list-langs"], capture_output=True, text=True, timeout=60, check=False
    ).stdout.split()
    known = [lang for lang in _LANGUAGES if lang in listed]
    if not {"chi_tra", "chi_sim"} & set(known):
        raise CefuError(
            "Tesseract has no model for Chinese",
            file=path,
            remedy="Install one, on Debian with 'apt install tesseract-ocr-chi-tra "
            "tesseract-ocr-chi-sim'",
        )
    return "+".join(known)


def _read_page(
    program: str, languages: str, folder: Path, path: Path, number: int
) -> tuple[float, int]:
    """Sum of the confidences of a page's words, and how many there are."""
    command = [program, "page.png", "page", "-l", languages, "pdf", "tsv"]
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, timeout=_SECONDS_A_PAGE, check=False
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode:
        raise CefuError(
            f"Tesseract could not read page {number}",
            file=path,
            remedy="Try the page with Tesseract by itself, or have the text typed",
        )
    rows = [line.split("\t") for line in (folder / "page.tsv").read_text("utf-8").splitlines()[1:]]
    found = [float(row[10]) for row in rows if len(row) > 11 and row[11].strip()]
    return sum(found), len(found)
