"""Decisions asked for by the desk's pages: compared with what the page showed, then written."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request

from cefu.desk.decisions import journal
from cefu.desk.decisions.journal import Decision, StaleError
from cefu.desk.page import desk_of, does
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, ORIGINAL


def seen_of(root: Path, *files: str) -> dict[str, str]:
    """The digests of ``files`` as they are, for a page to send back with its decisions."""
    return {file: journal.digest(journal.read(root, file)) for file in files}


def keep(request: Request, said: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    """Write ``decision`` unless a file is not what the page had seen (``said["seen"]``).

    The answer has ``done`` (words) and ``seen`` (the digests now), or ``stale``: the file with
    its text ``now``, and what it would be if the decision were made on it (``wanted``).
    """
    root = desk_of(request).project.root
    try:
        journal.check_seen(decision, _texts(said.get("seen")))
        step = journal.keep(root, decision)
    except StaleError as stale:
        told = {"file": stale.file, "now": stale.now, "wanted": stale.wanted}
        return {"stale": told, "seen": {stale.file: journal.digest(stale.now)}}
    files = [change.file for change in step.decision.changes]
    return {"done": step.decision.words, "seen": seen_of(root, *files)}


def undo(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """Take the last step back; ``done`` tells which, ``seen`` the digests of its files now."""
    root = desk_of(request).project.root
    try:
        step = journal.undo(root)
    except StaleError as stale:
        raise CefuError(
            f"{stale.file} was changed since; nothing was taken back",
            remedy="Look at the file; what it holds now stays",
        ) from None
    files = [change.file for change in step.decision.changes]
    return {"done": step.decision.words, "seen": seen_of(root, *files)}


def text_of(said: Mapping[str, Any], key: str) -> str:
    """The text that a page sent under ``key``, on one line; '' where it sent none."""
    value = said.get(key, "")
    if not isinstance(value, str):
        raise CefuError(f"{key} must be text", remedy="Load the page again")
    return " ".join(value.split())


def notes_of(said: Mapping[str, Any]) -> dict[str, str]:
    """What a page sent for readers, by the language that it is in."""
    notes: dict[str, str] = {lang: text_of(said, lang) for lang in (ORIGINAL, ENGLISH)}
    return {lang: words for lang, words in notes.items() if words}


def _texts(value: object) -> dict[str, str]:
    return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}


UNDO = does("/undo", undo)
