"""Final anchors for a report: those published before, where their text is now.

An anchor belongs to a text, not to a place.  Text that was published keeps its
anchor wherever it moves and however it is edited; new text gets an anchor that
never stood for anything else; an anchor whose text now stands under another
anchor, or nowhere, redirects and is reported.  Nothing is ever dropped: every
anchor of the old lock is on the page or among the redirects.

**New anchors.** The proposed, positional one if it was never used; otherwise the
next number after the highest ever used (below the final anchor of its parent for
a section; with a number appended for a page, whose anchor is its label).  So a
first edition has the plain positional anchors, and later additions show as such.

**Gone texts** lead to the nearest survivor: a block to the closest surviving
block or heading, of its own section where there is one, the one before it on a
tie; a section to the first of its blocks that survives, else to its parent; a
note to the block that referred to it; a page to the block its text began in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from cefu.addresses.lock import ANCHOR, Published, ReportLock, kind_of, natural
from cefu.addresses.match import TRACE, Unit, match
from cefu.addresses.sketch import occurrences, samples

#: A kept anchor is reported where less of its text than this is still there.
REPORTED = 0.7

_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True, slots=True)
class Anchored:
    """A piece of a report with its proposed, positional anchor.

    ``inside`` is the proposed anchor it stands in: the section of a block, the
    parent of a section, the block that first refers to a note; may be empty.
    """

    id: str
    text: str
    inside: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a published anchor, where it is not simply where it was.

    ``joined``: its text now stands under ``target``; ``gone``: its text is gone,
    ``target`` is the nearest survivor; ``led on``: the anchor it redirected to
    changed; ``returned``: it redirected and is on the page again; ``partly``: it
    is kept on ``share`` of its text.
    """

    anchor: str
    fate: Literal["joined", "gone", "led on", "returned", "partly"]
    target: str
    share: float = 1.0

    def __str__(self) -> str:
        return {
            "joined": f"#{self.anchor}: {self.share:.0%} of its text now stands in "
            f"#{self.target}, redirected there",
            "gone": f"#{self.anchor}: its text is gone, redirected to the nearest "
            f"survivor #{self.target}",
            "led on": f"#{self.anchor}: now redirected to #{self.target}",
            "returned": f"#{self.anchor}: its text is back, and so is the anchor",
            "partly": f"#{self.anchor}: kept where {self.share:.0%} of its text is",
        }[self.fate]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The outcome for one report.

    ``ids``: proposed anchor → final anchor, for every proposal.  ``redirects``:
    every other anchor ever published → a final anchor.  ``added``: the final
    anchors published for the first time.  ``lock``: what to commit.
    """

    ids: dict[str, str]
    redirects: dict[str, str]
    changes: tuple[Change, ...]
    added: tuple[str, ...]
    lock: ReportLock

    @property
    def report(self) -> list[str]:
        """One line a change, for people."""
        return [str(change) for change in self.changes]


def reconcile(proposed: Sequence[Anchored], lock: ReportLock, source: str = "") -> Reconciled:
    """Final anchors and redirects for ``proposed`` (in reading order) under ``lock``.

    ``source`` is the checksum to note in the new lock.  Raises ``ValueError`` for
    a proposal that is no anchor, or twice there, or for none where some were
    published.

    >>> first = reconcile([Anchored("p1", "第一段說明會談背景。"), Anchored("p2", "第二段。")],
    ...                   ReportLock())
    >>> then = reconcile([Anchored("p1", "新增的導言。"), Anchored("p2", "第一段說明會談背景。")],
    ...                  first.lock)
    >>> then.ids, then.redirects
    ({'p1': 'p3', 'p2': 'p1'}, {'p2': 'p1'})
    >>> then.report
    ['#p2: its text is gone, redirected to the nearest survivor #p1']
    """
    _check(proposed, lock)
    found = _trace(proposed, lock)
    ids = _name(proposed, {new: old for old, (new, _) in found.kept.items()}, lock)
    targets = _Survivors(lock, ids, found).targets()
    units = {unit.proposed: unit for unit in found.units}
    living = [
        Published.of(ids[piece.id], units[piece.id].folded, ids.get(piece.inside, piece.inside))
        for piece in proposed
    ]
    on_page = {anchor.id for anchor in living}
    dead = [
        replace(anchor, to=targets[anchor.id]) for anchor in lock.anchors if anchor.id in targets
    ]
    dead.sort(key=lambda anchor: natural(anchor.id))
    before = {anchor.id for anchor in lock.anchors}
    return Reconciled(
        ids,
        {anchor.id: anchor.to for anchor in dead},
        tuple(_changes(lock, found, targets)),
        tuple(anchor.id for anchor in living if anchor.id in on_page - before),
        ReportLock(source or lock.source, (*living, *dead)),
    )


@dataclass(slots=True)
class _Found:
    """Old anchor → (proposed anchor, share): kept there, or its text went there."""

    units: list[Unit]
    kept: dict[str, tuple[str, float]] = field(default_factory=dict)
    went: dict[str, tuple[str, float]] = field(default_factory=dict)


def _check(proposed: Sequence[Anchored], lock: ReportLock) -> None:
    seen: set[str] = set()
    for piece in proposed:
        if not ANCHOR.fullmatch(piece.id):
            raise ValueError(f"{piece.id!r} is no anchor")
        if piece.id in seen:
            raise ValueError(f"the anchor {piece.id} is proposed twice")
        seen.add(piece.id)
    if lock.anchors and not proposed:
        raise ValueError("no text is left for the published anchors to lead to")


def _trace(proposed: Sequence[Anchored], lock: ReportLock) -> _Found:
    found = _Found([Unit.of(piece.id, piece.text) for piece in proposed])
    # Pages overlap the blocks, so they are a reading of the text of their own.
    for pages in (False, True):
        units = [unit for unit in found.units if (unit.kind == "page") is pages]
        old = [
            anchor
            for anchor in (*lock.living, *(a for a in lock.anchors if a.to))
            if (kind_of(anchor.id) == "page") is pages
        ]
        if not old:
            continue
        matching = match(old, units)
        for i, (j, share) in matching.keeps.items():
            found.kept[old[i].id] = units[j].proposed, share
        for i, (j, share) in matching.went.items():
            found.went[old[i].id] = units[j].proposed, share
    _by_label(found, lock)
    _by_content(proposed, found, lock)
    return found


def _by_label(found: _Found, lock: ReportLock) -> None:
    """A page that was wholly rewritten is still the page of that label."""
    taken = {new for new, _ in found.kept.values()}
    free = {u.proposed for u in found.units if u.kind == "page"} - taken
    for anchor in lock.living:
        if anchor.id in free and anchor.id not in found.kept and anchor.id not in found.went:
            found.kept[anchor.id] = anchor.id, 0.0


def _by_content(proposed: Sequence[Anchored], found: _Found, lock: ReportLock) -> None:
    """A section whose heading was rewritten is still the section of its blocks."""
    taken = {new for new, _ in found.kept.values()}
    inside = {piece.id: piece.inside for piece in proposed}
    held: defaultdict[str, int] = defaultdict(int)
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for anchor in lock.living:
        if kind_of(anchor.id) != "block" or kind_of(anchor.inside) != "section":
            continue
        held[anchor.inside] += anchor.length
        if anchor.id in found.kept:
            moved[anchor.inside, inside[found.kept[anchor.id][0]]] += anchor.length
    for (old, new), amount in sorted(moved.items(), key=lambda item: (-item[1], item[0])):
        if (
            2 * amount >= held[old]
            and old not in found.kept
            and new not in taken
            and kind_of(new) == "section"
        ):
            found.kept[old] = new, 0.0
            found.went.pop(old, None)
            taken.add(new)


def _name(
    proposed: Sequence[Anchored], kept: Mapping[str, str], lock: ReportLock
) -> dict[str, str]:
    """Proposed → final anchor: the kept one, the proposal if never used, the next free."""
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
    highest: dict[str, int] = {}
    for id in used:
        if numbered := _NUMBERED.fullmatch(id):
            stem, number = numbered[1], int(numbered[2])
            highest[stem] = max(number, highest.get(stem, 0))
    for piece in late:
        kind = kind_of(piece.id)
        if kind == "section":
            parent = ids.get(piece.inside, piece.inside)
            stem = f"{parent}-" if kind_of(parent) == "section" else "s"
        elif kind == "page":
            stem = f"{piece.id}-"
        else:
            stem = piece.id[0]
        number = highest.get(stem, 1 if kind == "page" else 0) + 1
        if kind == "section" and piece.id not in used:
            # The position itself, where it is free and below the right parent.
            own = _NUMBERED.fullmatch(piece.id)
            if own and own[1] == stem:
                number = int(own[2])
        ids[piece.id] = f"{stem}{number}"
        used.add(ids[piece.id])
        highest[stem] = max(number, highest.get(stem, 0))
    return {piece.id: ids[piece.id] for piece in proposed}


class _Survivors:
    """Where each anchor leads that is not on the page itself."""

    def __init__(self, lock: ReportLock, ids: Mapping[str, str], found: _Found) -> None:
        self.lock, self.ids, self.found = lock, ids, found
        self.by_id = {anchor.id: anchor for anchor in lock.anchors}
        texts = [a for a in lock.living if kind_of(a.id) != "page"]
        pages = [a for a in lock.living if kind_of(a.id) == "page"]
        self.nearest = {**self._nearest(texts), **self._nearest(pages)}
        self.content: dict[str, list[str]] = {}
        for anchor in lock.living:
            if kind_of(anchor.id) == "block":
                self.content.setdefault(anchor.inside, []).append(anchor.id)

    def targets(self) -> dict[str, str]:
        lost = [anchor for anchor in self.lock.anchors if anchor.id not in self.found.kept]
        begins = self._beginnings(a for a in lost if kind_of(a.id) == "page")
        return {a.id: begins.get(a.id) or self._target(a) for a in lost}

    def _target(self, anchor: Published) -> str:
        direct = self._direct(anchor.id)
        if direct:
            return direct
        if anchor.to:
            return self._direct(anchor.to) or self._target(self.by_id[anchor.to])
        if kind_of(anchor.id) == "section":
            ways = [*self.content.get(anchor.id, ()), anchor.inside]
        elif kind_of(anchor.id) == "note":
            ways = [anchor.inside]
        else:
            ways = []
        for way in ways:
            if direct := self._direct(way):
                return direct
            if kind_of(anchor.id) == "note" and kind_of(way) == "block" and way in self.by_id:
                return self._target(self.by_id[way])
        return self.nearest.get(anchor.id) or next(iter(self.ids.values()))

    def _direct(self, id: str) -> str:
        """The final anchor of the text of ``id``, empty where it is gone."""
        place = self.found.kept.get(id) or self.found.went.get(id)
        return self.ids[place[0]] if place else ""

    def _nearest(self, order: Sequence[Published]) -> dict[str, str]:
        """For each anchor of ``order`` that is not kept the closest that is."""
        nearest: dict[str, str] = {}
        after: list[int | None] = [None] * len(order)
        last: int | None = None
        for i in reversed(range(len(order))):
            after[i] = last = i if order[i].id in self.found.kept else last
        before: int | None = None
        for i, anchor in enumerate(order):
            if anchor.id in self.found.kept:
                before = i
                continue
            sides = [k for k in (before, after[i]) if k is not None]
            if sides:
                nearest[anchor.id] = order[
                    min(sides, key=lambda k: (not self._same(anchor, order[k]), abs(k - i)))
                ].id
        return nearest

    @staticmethod
    def _same(anchor: Published, other: Published) -> bool:
        return bool(anchor.inside) and anchor.inside in (other.inside, other.id)

    def _beginnings(self, pages: Iterable[Published]) -> dict[str, str]:
        """The first block that holds a good part of each page's text.

        Two thirds of what any block holds are a good part: a stray phrase is not.
        """
        keys = {page.id: samples(page.sketch) for page in pages}
        blocks = [unit for unit in self.found.units if unit.kind == "block"]
        homes = occurrences(
            [unit.folded for unit in blocks], (key for row in keys.values() for key in row)
        )
        found: dict[str, str] = {}
        for id, row in keys.items():
            held = Counter(home for key in row for home in homes.get(key, ()))
            most = max(held.values(), default=0)
            # A Counter keeps the order in which the page's words were met.
            good = (h for h, n in held.items() if 1.5 * n >= most >= TRACE * len(row))
            if (block := next(good, None)) is not None:
                found[id] = self.ids[blocks[block].proposed]
        return found


def _changes(lock: ReportLock, found: _Found, targets: Mapping[str, str]) -> Iterable[Change]:
    for anchor in lock.anchors:
        if anchor.id in found.kept:
            share = found.kept[anchor.id][1]
            if anchor.to:
                yield Change(anchor.id, "returned", anchor.id)
            elif share < REPORTED and kind_of(anchor.id) != "fixed":
                yield Change(anchor.id, "partly", anchor.id, share)
        elif anchor.to:
            if targets[anchor.id] != anchor.to:
                yield Change(anchor.id, "led on", targets[anchor.id])
        elif anchor.id in found.went:
            yield Change(anchor.id, "joined", targets[anchor.id], found.went[anchor.id][1])
        else:
            yield Change(anchor.id, "gone", targets[anchor.id])
