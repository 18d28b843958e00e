"""Documents: what was received, read as lines with all that is known of them.

In: files.  Out: ``Document``.  Raises ``CefuError`` for what cannot be read.
Binary formats are parsed in a process of their own with limits (``guarded``).
May import: ``model``, ``text``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from cefu.inputs.documents.faults.garbled import garbled_faults
from cefu.inputs.documents.faults.looks import layout_faults
from cefu.inputs.documents.formats import PLAIN, READERS, SUFFIXES
from cefu.inputs.documents.guarded import read_guarded
from cefu.model.errors import CefuError
from cefu.model.received import Document

__all__ = ["SUFFIXES", "read_document"]


def read_document(path: Path) -> Document:
    """The document at ``path`` with its lines, and the faults that a reader must know of.

    Raises ``CefuError`` where the file cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        raise CefuError(
            f"cannot read a {path.suffix or 'nameless kind of'} file",
            file=path,
            remedy=f"Known: {', '.join(SUFFIXES)}",
        )
    document = READERS[suffix](path) if suffix == PLAIN else read_guarded(path)
    faults = (*document.faults, *garbled_faults(document.text), *layout_faults(document))
    return replace(document, faults=faults)
