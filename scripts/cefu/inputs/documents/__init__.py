"""Documents: what was received, read as lines with all that is known of them.

In: files.  Out: ``Document``.  Raises ``CefuError`` for what cannot be read.
Binary formats are parsed in a process of their own with limits (``guarded``).
May import: ``model``, ``text``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from cefu.inputs.documents.garbled import garbled_faults
from cefu.inputs.documents.guarded import read_guarded
from cefu.inputs.documents.looks import layout_faults
from cefu.inputs.documents.plaintext import read_text
from cefu.model.errors import CefuError
from cefu.model.received import Document

#: How each kind of file is read.
_READERS: dict[str, Callable[[Path], Document]] = {
    ".txt": read_text,
    ".pdf": read_guarded,
    ".docx": read_guarded,
    ".html": read_guarded,
    ".htm": read_guarded,
    ".md": read_guarded,
}
SUFFIXES = tuple(_READERS)


def read_document(path: Path) -> Document:
    """The document at ``path`` with its lines, and the faults that a reader must know of.

    Raises ``CefuError`` where the file cannot be read.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CefuError(
            f"cannot read a {path.suffix or 'nameless kind of'} file",
            file=path,
            remedy=f"Known: {', '.join(SUFFIXES)}",
        )
    document = reader(path)
    faults = (*document.faults, *garbled_faults(document.text), *layout_faults(document))
    return replace(document, faults=faults)
