"""Scans in the inbox: recognised there, the scan kept beside what is read instead."""

from __future__ import annotations

from pathlib import Path

from cefu.desk.inbox.box import Item
from cefu.inputs.documents.recognising import recognised
from cefu.model.errors import CefuError
from cefu.site.writing import write_atomically

_SCAN, _CONFIDENCE = "scan.pdf", "confidence.txt"


def recognise(item: Item) -> None:
    """Recognise the text of a PDF; from then on the recognised one is the document.

    Raises ``CefuError`` where it is no PDF, or Tesseract is not installed or fails.
    """
    if item.path.suffix != ".pdf":
        raise CefuError("only a PDF can be recognised", remedy="Lay the scan itself into the inbox")
    made = recognised(item.path)
    if not (item.folder / _SCAN).exists():
        write_atomically(item.folder / _SCAN, item.path.read_bytes())
    write_atomically(item.folder / _CONFIDENCE, f"{made.confidence:.2f}".encode())
    write_atomically(item.path, made.pdf)


def scan_of(item: Item) -> Path | None:
    """The scan that was recognised; None where the document is as it came."""
    path = item.folder / _SCAN
    return path if path.exists() else None


def confidence_of(item: Item) -> str:
    """The mean confidence of recognition; '' where the document is as it came."""
    path = item.folder / _CONFIDENCE
    return path.read_text("utf-8") if path.exists() else ""
