"""Final anchors for a report: those published before, where their text is now.

An anchor belongs to a text, not to a place.  Text that was published keeps its
anchor wherever it moves and however it is edited; new text gets an anchor that
never stood for anything else; an anchor whose text now stands under another
anchor, or nowhere, redirects and is reported.  Nothing is ever dropped: every
anchor of the old lock is on the page or among the redirects.

**New anchors.** The proposed, positional one if it was never used; otherwise the
next number after the highest ever used (see ``naming``).  So a first edition has
the plain positional anchors, and later additions show as such.

**Doubt.** Where order and neighbours do not tell which of several look-alikes an
address stood for, it stays with the likeliest and is *unsure*: reported to the
keeper, and told to whoever follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cefu.addresses.lock import (
    ANCHOR,
    TOP,
    Fate,
    Past,
    Published,
    ReportLock,
    kind_of,
    natural,
)
from cefu.addresses.matching.likeness import Unit
from cefu.addresses.matching.match import match
from cefu.addresses.matching.merged import merged
from cefu.addresses.matching.pages import Layout, Text, beginning, match_pages, page_begun
from cefu.addresses.memory import LIMIT, fold, shadow
from cefu.addresses.naming import Anchored, name
from cefu.addresses.survivors import survivors

#: An anchor stands on a part of its text only where less than this is still there.
REPORTED = 0.8


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a published anchor, where it is not simply where it was.

    ``changed``: its text is there in other words; ``partly``: only ``share`` of
    its text is there; ``unsure``: it stands on the likeliest of several texts
    that are alike, ``target`` is another; ``joined``: its text now stands under
    ``target``; ``gone``: its text is gone, ``target`` is the nearest survivor;
    ``led on``: the anchor it redirected to changed; ``returned``: it redirected
    and is on the page again.
    """

    anchor: str
    fate: Fate
    target: str
    share: float = 1.0

    @property
    def _lost(self) -> str:
        paged = kind_of(self.anchor) == "page"
        return "no page of that mark any more" if paged else "its text is gone"

    def __str__(self) -> str:
        target = f", or it may be #{self.target}" if self.target != self.anchor else ""
        return {
            "changed": f"#{self.anchor}: {self.share:.0%} of its text is as it was",
            "unsure": f"#{self.anchor}: unsure, several texts are alike{target}; "
            "compare the page with the old text",
            "joined": f"#{self.anchor}: {self.share:.0%} of its text now stands in "
            f"#{self.target}, redirected there",
            "gone": f"#{self.anchor}: {self._lost}, redirected to #{self.target}",
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
    def pasts(self) -> list[tuple[str, tuple[Past, ...]]]:
        """The anchors whose texts have changed, with what happened to each."""
        return [(anchor.id, anchor.past) for anchor in self.lock.anchors if anchor.past]

    @property
    def report(self) -> list[str]:
        """One line a change, for people; small changes of wording are only counted."""
        lines = [str(change) for change in self.changes if change.fate != "changed"]
        if changed := len(self.changes) - len(lines):
            lines.append(f" {changed} addresses stand on texts whose wording has changed")
        return lines


def reconcile(
    proposed: Sequence[Anchored], lock: ReportLock, source: str = "", date: str = ""
) -> Reconciled:
    """Final anchors and redirects for ``proposed`` (in reading order) under ``lock``.

    ``source`` is the checksum to note in the new lock, ``date`` the keeper's date
    of this change of the text.  Raises ``ValueError`` for a proposal that is no
    anchor, or twice there, or for none where some were published.

    >>> first = reconcile([Anchored("p1", "第一段說明會談背景。"), Anchored("p2", "第二段。")],
    ...                   ReportLock())
    >>> then = reconcile([Anchored("p1", "新增的導言。"), Anchored("p2", "第一段說明會談背景。")],
    ...                  first.lock)
    >>> then.ids, then.redirects
    ({'p1': 'p3', 'p2': 'p1'}, {'p2': 'p1'})
    >>> then.report
    ['#p2: its text is gone, redirected to #p1']
    """
    _check(proposed, lock)
    proposed = [
        replace(piece, text=beginning(piece.text)) if kind_of(piece.id) == "page" else piece
        for piece in proposed
    ]
    found = _trace(proposed, lock)
    ids = name(proposed, {home.at: old for old, home in found.kept.items()}, lock)
    targets = survivors(
        lock,
        {old: old for old in found.kept},
        {old: ids[home.at] for old, home in found.went.items()},
        {page: ids[at] for page, at in found.begun.items()},
        next((id for id in ids.values() if id != "s0"), TOP),
    )
    changes = tuple(_changes(lock, found, targets, ids))
    pasts = {c.anchor: c for c in changes if c.fate not in ("led on", "returned")}
    before = {anchor.id: anchor for anchor in lock.anchors}

    def past(id: str) -> tuple[Past, ...]:
        if id not in before:
            return ()
        if id not in pasts:
            return before[id].past
        change = pasts[id]
        maybe = change.target if change.target != id else ""
        return before[id].with_past(Past(date, change.fate, before[id].words, maybe))

    living = [
        Published.of(
            ids[piece.id], piece.text, ids.get(piece.inside, piece.inside), past(ids[piece.id])
        )
        for piece in proposed
    ]
    dead = [
        replace(anchor, to=targets[anchor.id], past=past(anchor.id))
        for anchor in lock.anchors
        if anchor.id in targets
    ]
    dead.sort(key=lambda anchor: natural(anchor.id))
    return Reconciled(
        ids,
        {anchor.id: anchor.to for anchor in dead},
        changes,
        tuple(anchor.id for anchor in living if anchor.id not in before),
        ReportLock(source or lock.source, (*living, *dead)),
    )


@dataclass(frozen=True, slots=True)
class _Home:
    """The proposed anchor ``at`` which a text is, and how much of it."""

    at: str
    share: float
    same: bool = False
    sure: bool = True
    rival: str = ""


@dataclass(slots=True)
class _Found:
    """Old anchor → its home: kept there, or its text went there; where lost pages began."""

    kept: dict[str, _Home] = field(default_factory=dict)
    went: dict[str, _Home] = field(default_factory=dict)
    begun: dict[str, str] = field(default_factory=dict)


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
    found = _Found()
    units = [Unit.of(piece.id, piece.text) for piece in proposed if kind_of(piece.id) != "page"]
    old = [anchor for anchor in (*lock.living, *lock.dead) if kind_of(anchor.id) != "page"]
    keeps = match(old, units)
    moved = merged(old, units, keeps)
    for i, kept in keeps.items():
        if i in moved:
            continue
        same = old[i].sha == units[kept.new].sha
        rival = units[kept.rival].proposed if kept.rival is not None else ""
        found.kept[old[i].id] = _Home(
            units[kept.new].proposed, kept.likeness.of_old, same, kept.sure, rival
        )
    for i, went in moved.items():
        found.went[old[i].id] = _Home(units[went.new].proposed, went.share)
    _by_content(proposed, found, lock)
    _pages(proposed, found, lock)
    return found


def _pages(proposed: Sequence[Anchored], found: _Found, lock: ReportLock) -> None:
    """Pages overlap the blocks: where these are tells where the pages are."""
    homes = {old: home.at for homes in (found.went, found.kept) for old, home in homes.items()}
    new = _layout([Text(p.id, shadow(fold(p.text)), p.inside) for p in proposed])
    old = _layout(
        [Text(a.id, a.shadow, a.inside, len(a.shadow) < min(a.length, LIMIT)) for a in lock.living]
    )
    keeps = match_pages(old, new, homes)
    for id, kept in keeps.items():
        found.kept[id] = _Home(kept.page, kept.share)
    for page in old.pages:
        if page.id not in keeps and (at := page_begun(old, page.id, new, homes)):
            found.begun[page.id] = at


def _layout(texts: Sequence[Text]) -> Layout:
    body = [text for text in texts if kind_of(text.id) in ("section", "block", "title", "fixed")]
    return Layout.of(body, [text for text in texts if kind_of(text.id) == "page"])


def _by_content(proposed: Sequence[Anchored], found: _Found, lock: ReportLock) -> None:
    """A section whose heading was rewritten is still the section of its blocks."""
    taken = {home.at for home in found.kept.values()}
    inside = {piece.id: piece.inside for piece in proposed}
    held: defaultdict[str, int] = defaultdict(int)
    moved: defaultdict[tuple[str, str], int] = defaultdict(int)
    for anchor in lock.living:
        if kind_of(anchor.id) != "block" or kind_of(anchor.inside) != "section":
            continue
        held[anchor.inside] += anchor.length
        if anchor.id in found.kept:
            moved[anchor.inside, inside[found.kept[anchor.id].at]] += anchor.length
    for (old, new), amount in sorted(moved.items(), key=lambda item: (-item[1], item[0])):
        free = old not in found.kept and new not in taken and kind_of(new) == "section"
        if free and 2 * amount >= held[old]:
            found.kept[old] = _Home(new, 0.0)
            found.went.pop(old, None)
            taken.add(new)


def _changes(
    lock: ReportLock, found: _Found, targets: Mapping[str, str], ids: Mapping[str, str]
) -> Iterator[Change]:
    for anchor in lock.anchors:
        id = anchor.id
        if id in found.kept:
            yield from _kept_changes(anchor, found.kept[id], ids)
        elif anchor.to:
            # What was part of a paragraph and moved with it has not changed.
            if targets[id] != anchor.to:
                yield Change(id, "led on", targets[id])
        elif id in found.went:
            yield Change(id, "joined", targets[id], found.went[id].share)
        else:
            yield Change(id, "gone", targets[id])


def _kept_changes(anchor: Published, home: _Home, ids: Mapping[str, str]) -> Iterable[Change]:
    """What became of an anchor that is on the page."""
    kind = kind_of(anchor.id)
    if anchor.to:
        return [Change(anchor.id, "returned", anchor.id)]
    if not home.sure and kind != "page":
        return [Change(anchor.id, "unsure", ids.get(home.rival, anchor.id), home.share)]
    if kind == "fixed" or home.same:
        return []
    if home.share < REPORTED:
        return [Change(anchor.id, "partly", anchor.id, home.share)]
    # Pages are read as they are printed: another break of the same text is no change.
    return [] if kind == "page" else [Change(anchor.id, "changed", anchor.id, home.share)]
