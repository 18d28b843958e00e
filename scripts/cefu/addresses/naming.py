"""Names for new anchors: never one that was published for something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cefu.addresses.lock import ReportLock, kind_of

_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A piece of a report with its proposed, positional anchor.

    ``inside`` is the proposed anchor it stands in: the section of a block, the
    parent of a section, the block that first refers to a note, the block that a
    page begins in; may be empty.
    """

    id: str
    text: str
    inside: str = ""


def name(proposed: Sequence[Anchored], kept: Mapping[str, str], lock: ReportLock) -> dict[str, str]:
    """Proposed → final anchor: the kept one, the proposal if never used, the next free.

    >>> name([Anchored("p1", "甲"), Anchored("p2", "乙")], {"p2": "p1"},
    ...      ReportLock())
    {'p1': 'p2', 'p2': 'p1'}
    """
    ids = {
        piece.id: kept.get(piece.id, piece.id)
        for piece in proposed
        if piece.id in kept or kind_of(piece.id) == "fixed"
    }
    used = {anchor.id for anchor in lock.anchors} | set(ids.values())
    late: list[Anchored] = []
    for piece in proposed:
        if piece.id in ids:
            continue
        if kind_of(piece.id) != "section" and piece.id not in used:
            ids[piece.id] = piece.id
            used.add(piece.id)
        else:
            late.append(piece)
    numbers = _Numbers(used)
    for piece in late:
        ids[piece.id] = numbers.next(piece, ids.get(piece.inside, piece.inside))
    return {piece.id: ids[piece.id] for piece in proposed}


class _Numbers:
    """The next number after the highest ever used, for each stem."""

    def __init__(self, used: set[str]) -> None:
        self.used = used
        self.highest: dict[str, int] = {}
        for id in used:
            if numbered := _NUMBERED.fullmatch(id):
                self._note(numbered[1], int(numbered[2]))

    def _note(self, stem: str, number: int) -> None:
        self.highest[stem] = max(number, self.highest.get(stem, 0))

    def next(self, piece: Anchored, parent: str) -> str:
        """A free anchor for ``piece``, whose final parent is ``parent``."""
        kind = kind_of(piece.id)
        if kind == "section":
            stem = f"{parent}-" if kind_of(parent) == "section" else "s"
        elif kind == "page":
            stem = f"{piece.id}-"
        elif kind == "title":
            stem = "title-"
        else:
            stem = piece.id[0]
        number = self.highest.get(stem, 1 if kind == "page" else 0) + 1
        own = _NUMBERED.fullmatch(piece.id) if kind == "section" else None
        if own and piece.id not in self.used and own[1] == stem:
            # The position itself, where it is free and below the right parent.
            number = int(own[2])
        self.used.add(f"{stem}{number}")
        self._note(stem, number)
        return f"{stem}{number}"
