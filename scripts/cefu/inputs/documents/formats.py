"""Which reader reads which kind of file: a format is added by a function here and its line;
what is to be told of its kind, by ``Kind`` in ``model/received.py``.

Each reader is imported where it is used: most documents need one library.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cefu.model.received import Document


def _text(path: Path) -> Document:
    from cefu.inputs.documents.plain.plaintext import read_text

    return read_text(path)


def _pdf(path: Path) -> Document:
    from cefu.inputs.documents.pdf.reader import read_pdf

    return read_pdf(path)


def _docx(path: Path) -> Document:
    from cefu.inputs.documents.docx import read_docx

    return read_docx(path)


def _markdown(path: Path) -> Document:
    from cefu.inputs.documents.markdown import read_markdown

    return read_markdown(path)


def _html(path: Path) -> Document:
    from cefu.inputs.documents.html import read_html

    return read_html(path)


#: The reader of each suffix; all but the plain text's run in a process with limits.
READERS: dict[str, Callable[[Path], Document]] = {
    ".txt": _text,
    ".pdf": _pdf,
    ".docx": _docx,
    ".html": _html,
    ".htm": _html,
    ".md": _markdown,
}
SUFFIXES = tuple(READERS)
#: Read without a library, so without a process of its own.
PLAIN = ".txt"
