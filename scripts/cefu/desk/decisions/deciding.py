"""Decisions made on an archive's files as they lie there, for the desk and for commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

from cefu.archive.life.files import ORIGINALS, Plan
from cefu.archive.life.replacing import replaced
from cefu.desk.decisions.journal import ASIDE, Change, Decision, Move, read
from cefu.desk.decisions.names import FOLDER, merged
from cefu.inputs.files import kept_files
from cefu.model.document import Report
from cefu.model.language import Names
from cefu.site.writing import write_atomically

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


def planned(root: Path, words: str, plan: Plan) -> Decision:
    """The decision that does what ``plan`` says."""
    changes = []
    for name, after in plan.texts.items():
        file = f"sources/{name}"
        changes.append(Change(file, read(root, file), after))
    moves = [Move(f"sources/{old}", f"sources/{new}") for old, new in plan.moves.items()]
    taken: set[str] = set()
    for name in plan.aside:
        places = _numbered(_aside(root / "sources" / name))
        free = next(each for each in places if each not in taken and not (root / each).exists())
        taken.add(free)
        moves.append(Move(f"sources/{name}", free))
    return Decision(words, tuple(changes), tuple(moves))


def replacement(
    root: Path,
    report: Report,
    document: Path,
    date: str,
    reason: Names,
    scan: Path | None = None,
    machine_read: str = "",
) -> tuple[Decision, tuple[str, ...]]:
    """The decision that ``document`` is from ``date`` on what ``report`` is made of, and what it
    does, line by line.

    ``scan`` is what it was recognised from, with the mean confidence ``machine_read``.  Copies
    are put aside first, from where the decision takes them; the document's is the last move.
    Raises ``CefuError`` where it cannot take that place.
    """
    suffix, digest = document.suffix.lower(), sha256(document.read_bytes()).hexdigest()
    plan, name = replaced(root / "sources", report, suffix, digest, date, reason, machine_read)
    scans = f"{ORIGINALS}/{name}"
    if scan and (root / "sources" / scans).exists():
        plan = replace(plan, aside=(*plan.aside, scans))
    decision = planned(root, f"{report.id}: {name} replaced", plan)
    puts = [(scan, f"sources/{scans}")] if scan else []
    moves = [_put_aside(root, each, to) for each, to in (*puts, (document, f"sources/{name}"))]
    return replace(decision, moves=(*decision.moves, *moves)), plan.told


def _put_aside(root: Path, document: Path, to: str) -> Move:
    """The move of a copy of ``document`` to ``to``."""
    copy = _aside(document)
    write_atomically(root / copy, document.read_bytes())
    return Move(copy, to)


def _aside(path: Path) -> str:
    """Where a document lies that is not, or not yet, in the sources: by what it holds."""
    return f"{ASIDE}/{sha256(path.read_bytes()).hexdigest()}/{path.name}"


def _numbered(file: str) -> Iterator[str]:
    """``file``, and names for more of the same."""
    yield file
    yield from (f"{file}.{number}" for number in count(2))
