"""Decisions written to their files, and taken back: compared before written, one step each.

A decision says of each file what it held and what it is to hold.  It is written only if all
files still hold the former; then its step is kept in ``.cefu/desk/journal/``, from where
`undo` puts the files back as they were, to the byte, if they still hold the latter.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from cefu.inputs.files import MOST_TEXT, fault_of
from cefu.model.errors import CefuError
from cefu.site.writing import write_atomically, write_over

#: Where steps are kept, below an archive's folder.
FOLDER = ".cefu/desk/journal"
#: Steps beyond these are forgotten, the oldest first.
REMEMBERED = 500
#: What a decision may write: folders and files below the archive's folder.
_WRITABLE = ("sources/", "docs/", "mkdocs.yml", "cefu.yml")


@dataclass(frozen=True, slots=True)
class Change:
    """The file ``file`` (below the archive's folder, with ``/``) held ``before`` and is to
    hold ``after``; None: no such file."""

    file: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, in ``words`` for the list of steps, and what it changes."""

    words: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A decision that was written, with its number; the last one can be taken back."""

    number: int
    decision: Decision


class StaleError(CefuError):
    """Somebody else has changed a file: ``file`` holds ``now`` and not what a view showed;
    ``wanted`` is what it would hold if the decision were made on it as it is now."""

    def __init__(self, file: str, now: str | None, wanted: str | None) -> None:
        super().__init__(
            "the file was changed by someone else in the meantime",
            file=file,
            remedy="Nothing was written; look at both, then decide again",
        )
        self.now, self.wanted = now, wanted


def digest(text: str | None) -> str:
    """What tells one text of a file from another; '' for a file that is not there.

    >>> digest(None), len(digest("a"))
    ('', 64)
    """
    return "" if text is None else hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(root: Path, file: str) -> str | None:
    """The text of ``file`` below ``root``; None where there is none.

    Raises ``CefuError`` where it is no text, or lies outside of what a keeper edits.
    """
    path = _path(root, file)
    if not path.exists():
        return None
    if fault := fault_of(path, MOST_TEXT):
        raise CefuError(f"it {fault}", file=path, remedy="Remove or replace it")
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise CefuError(
            f"it is not UTF-8 (byte {error.start})", file=path, remedy="Save it as UTF-8"
        ) from None


def check_seen(decision: Decision, seen: Mapping[str, str]) -> None:
    """Raise `StaleError` for the first file that is not what a view ``seen`` (file -> digest) had."""
    for change in decision.changes:
        if change.file in seen and seen[change.file] != digest(change.before):
            raise StaleError(change.file, change.before, change.after)


def keep(root: Path, decision: Decision) -> Step:
    """Write ``decision`` below ``root`` and note the step.

    Raises `StaleError`, with nothing written, where a file holds something else by now.
    """
    changes = tuple(change for change in decision.changes if change.before != change.after)
    if not changes:
        raise CefuError("nothing would change", remedy="The files say so already")
    _compare(root, changes)
    number = max(_numbers(root), default=0) + 1
    step = Step(number, Decision(decision.words, changes))
    note = json.dumps(asdict(step), ensure_ascii=False).encode("utf-8")
    write_atomically(_note(root, number), note)
    written = []
    try:
        for change in changes:
            _write(root, change)
            written.append(change)
    except (OSError, CefuError):
        for change in written:
            _write(root, Change(change.file, change.after, change.before))
        _note(root, number).unlink()
        raise
    for old in sorted(_numbers(root))[:-REMEMBERED]:
        _note(root, old).unlink(missing_ok=True)
    return step


def last(root: Path) -> Step | None:
    """The step that `undo` would take back; None where there is none."""
    numbers = _numbers(root)
    if not numbers:
        return None
    held = json.loads(_note(root, max(numbers)).read_bytes())
    changes = tuple(Change(**change) for change in held["decision"]["changes"])
    return Step(held["number"], Decision(held["decision"]["words"], changes))


def undo(root: Path) -> Step:
    """Put the files of the last step back as they were before it.

    Raises `StaleError`, with nothing written, where one was changed since, and ``CefuError``
    where no step is left.
    """
    step = last(root)
    if step is None:
        raise CefuError("there is nothing to take back", remedy="No step of the desk is left")
    back = tuple(Change(c.file, c.after, c.before) for c in step.decision.changes)
    _compare(root, back)
    for change in reversed(back):
        _write(root, change)
    _note(root, step.number).unlink()
    return step


def _compare(root: Path, changes: tuple[Change, ...]) -> None:
    for change in changes:
        now = read(root, change.file)
        if now != change.before:
            raise StaleError(change.file, now, change.after)


def _write(root: Path, change: Change) -> None:
    path = _path(root, change.file)
    before = None if change.before is None else change.before.encode("utf-8")
    if change.after is not None:
        write_over(path, before, change.after.encode("utf-8"))
    elif path.exists() and path.read_bytes() == before:
        path.unlink()


def _path(root: Path, file: str) -> Path:
    """Where ``file`` lies.  Raises ``CefuError`` where a keeper's files do not."""
    path = root / file
    inside = file.startswith(_WRITABLE) and ".." not in Path(file).parts
    if not inside or not path.resolve().is_relative_to(root.resolve()):
        raise CefuError(f"{file!r} is none of the archive's files", remedy="Name one of sources/")
    return path


def _note(root: Path, number: int) -> Path:
    return root / FOLDER / f"{number:06}.json"


def _numbers(root: Path) -> list[int]:
    return [int(path.stem) for path in (root / FOLDER).glob("*.json") if path.stem.isdigit()]
