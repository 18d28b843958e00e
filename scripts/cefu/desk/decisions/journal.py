"""Decisions written to their files, and taken back: compared before written, one step each.

A decision says of each file what it held and what it is to hold.  It is written only if all
files still hold the former; then its step is kept in ``.cefu/desk/journal/``, from where
`undo` puts the files back as they were, to the byte, if they still hold the latter.  Files that
are no text can be given another name, and get the former one back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

from cefu.inputs.files import MOST_TEXT, fault_of
from cefu.model.errors import CefuError
from cefu.site.writing import write_atomically, write_over

#: Where steps are kept, below an archive's folder.
FOLDER = ".cefu/desk/journal"
#: Steps beyond these are forgotten, the oldest first.
REMEMBERED = 500
#: Where documents lie that are not in the sources any more, or not yet.
ASIDE = ".cefu/desk/aside"
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
class Move:
    """The file ``file``, whatever it holds, is to be ``to``; ``sha256`` is what it then holds."""

    file: str
    to: str
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, in ``words`` for the list of steps, and what it changes; files are moved
    after that."""

    words: str
    changes: tuple[Change, ...]
    moves: tuple[Move, ...] = ()


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

    Raises `StaleError`, with nothing written, where a file holds something else by now, and
    ``CefuError`` where a file is in the way of one that is to be moved.
    """
    changes = tuple(change for change in decision.changes if change.before != change.after)
    if not changes and not decision.moves:
        raise CefuError("nothing would change", remedy="The files say so already")
    _compare(root, changes)
    moves = _checked(root, decision.moves, changes)
    number = max(_numbers(root), default=0) + 1
    step = Step(number, Decision(decision.words, changes, moves))
    note = json.dumps(asdict(step), ensure_ascii=False).encode("utf-8")
    write_atomically(_note(root, number), note)
    with ExitStack() as back:
        back.callback(_note(root, number).unlink)
        for change in changes:
            _write(root, change)
            back.callback(_write, root, Change(change.file, change.after, change.before))
        for move in moves:
            _move(root, move.file, move.to)
            back.callback(_move, root, move.to, move.file)
        back.pop_all()
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
    moves = tuple(Move(**move) for move in held["decision"].get("moves", ()))
    return Step(held["number"], Decision(held["decision"]["words"], changes, moves))


def undo(root: Path) -> Step:
    """Put the files of the last step back as they were before it.

    Raises `StaleError`, with nothing written, where one was changed since, and ``CefuError``
    where no step is left.
    """
    step = last(root)
    if step is None:
        raise CefuError("there is nothing to take back", remedy="No step of the desk is left")
    moved = {move.file for move in step.decision.moves}
    back = tuple(Change(c.file, c.after, c.before) for c in step.decision.changes)
    _compare(root, tuple(change for change in back if change.file not in moved))
    free = {move.to for move in step.decision.moves}
    for move in step.decision.moves:
        path = _path(root, move.to)
        taken = move.file not in free and _is_there(_path(root, move.file), path)
        if taken or _sha256(path) != move.sha256:
            raise StaleError(move.to, None, None)
    for move in reversed(step.decision.moves):
        _move(root, move.to, move.file)
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


def _checked(root: Path, moves: Sequence[Move], changes: Sequence[Change]) -> tuple[Move, ...]:
    """``moves`` with the checksums of what will be moved.

    Raises ``CefuError`` where another file is in the way, `StaleError` where one is gone.
    """
    written = {change.file: digest(change.after) for change in changes}
    freed: set[str] = set()
    found = []
    for move in moves:
        path, to = _path(root, move.file), _path(root, move.to)
        if move.to not in freed and _is_there(to, path):
            raise CefuError(
                "there is such a file already", file=to, remedy="Move it away, or choose another id"
            )
        held = written.get(move.file) or _sha256(path)
        if not held:
            raise StaleError(move.file, None, None)
        freed.add(move.file)
        found.append(Move(move.file, move.to, held))
    return tuple(found)


def _is_there(path: Path, other: Path) -> bool:
    """Whether ``path`` is taken, by another file than ``other``: names may differ in case only."""
    return path.exists() and not (other.exists() and path.samefile(other))


def _sha256(path: Path) -> str:
    """What tells the bytes of one file from those of another; '' where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _move(root: Path, file: str, to: str) -> None:
    path = _path(root, to)
    path.parent.mkdir(parents=True, exist_ok=True)
    _path(root, file).rename(path)


def _path(root: Path, file: str) -> Path:
    """Where ``file`` lies.  Raises ``CefuError`` where a keeper's files do not."""
    path = root / file
    inside = file.startswith((*_WRITABLE, f"{ASIDE}/")) and ".." not in Path(file).parts
    if not inside or not path.resolve().is_relative_to(root.resolve()):
        raise CefuError(f"{file!r} is none of the archive's files", remedy="Name one of sources/")
    return path


def _note(root: Path, number: int) -> Path:
    return root / FOLDER / f"{number:06}.json"


def _numbers(root: Path) -> list[int]:
    return [int(path.stem) for path in (root / FOLDER).glob("*.json") if path.stem.isdigit()]
