"""Decisions made on an archive's files as they lie there, for the desk and for commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from cefu.desk.decisions.journal import Change, Decision, read
from cefu.desk.decisions.names import FOLDER, merged
from cefu.inputs.files import kept_files

#: From the text of a file, None where there is none, to its new text.
Edit = Callable[[str | None], str | None]


def decided(root: Path, words: str, edits: Mapping[str, Edit]) -> Decision:
    """The decision that makes each file of ``edits`` what its function makes of it."""
    changes = []
    for file, edit in edits.items():
        before = read(root, file)
        changes.append(Change(file, before, edit(before)))
    return Decision(words, tuple(changes))


def authority_texts(root: Path) -> dict[str, str]:
    """The texts of the authority files, by name below ``root``."""
    files = (f"{FOLDER}/{path.name}" for path in kept_files(root / FOLDER))
    return {file: read(root, file) or "" for file in files}


def from_texts(words: str, texts: Mapping[str, str], after: Mapping[str, str]) -> Decision:
    """The decision that turns ``texts`` into ``after``, which has those that change."""
    return Decision(words, tuple(Change(file, texts[file], after[file]) for file in after))


def merge(root: Path, old: str, new: str) -> Decision:
    """That the authority record ``old`` is the record ``new``.

    Raises ``CefuError`` where there is no such record.
    """
    texts = authority_texts(root)
    for path in kept_files(root / "sources"):
        file = f"sources/{path.name}"
        text = read(root, file) or ""
        if old in text:
            texts[file] = text
    return from_texts(f"{old} is {new}", texts, merged(texts, old, new))
