"""Where an address leads whose text is gone: the nearest sensible place.

A block leads to the closest surviving block or heading, of its own section where
there is one, to the one before on a tie; a section to the first of its blocks
that survives, else to its parent; a note to the block that referred to it; a page
to the block in which it began; and the top of the report is always there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cefu.addresses.lock import TOP, Published, ReportLock, kind_of


def survivors(
    lock: ReportLock,
    kept: Mapping[str, str],
    went: Mapping[str, str],
    begun: Mapping[str, str],
    top: str = TOP,
) -> dict[str, str]:
    """For each anchor of ``lock`` that is not ``kept`` the final anchor it leads to.

    ``kept`` and ``went`` have final anchors by old ones; ``begun``, by page, the
    final anchor of the block where it began; ``top`` is where the page begins.
    """
    return _Survivors(lock, kept, went, begun, top).targets()


class _Survivors:
    def __init__(
        self,
        lock: ReportLock,
        kept: Mapping[str, str],
        went: Mapping[str, str],
        begun: Mapping[str, str],
        top: str,
    ) -> None:
        self.lock, self.kept, self.went, self.begun = lock, kept, went, begun
        self.top = top
        self.by_id = {anchor.id: anchor for anchor in lock.anchors}
        texts = [a for a in lock.living if kind_of(a.id) in ("section", "block", "title")]
        self.nearest = self._nearest(texts)
        self.content: dict[str, list[str]] = {}
        for anchor in texts:
            self.content.setdefault(anchor.inside, []).append(anchor.id)

    def targets(self) -> dict[str, str]:
        lost = [anchor for anchor in self.lock.anchors if anchor.id not in self.kept]
        return {anchor.id: self._target(anchor) for anchor in lost}

    def _target(self, anchor: Published) -> str:
        seen: set[str] = set()
        while anchor.id not in seen:
            seen.add(anchor.id)
            if direct := self._direct(anchor.id):
                return direct
            for way in self._ways(anchor):
                if direct := self._direct(way):
                    return direct
            onward = anchor.to or (anchor.inside if kind_of(anchor.id) in ("note", "page") else "")
            if onward not in self.by_id:
                break
            anchor = self.by_id[onward]
        return self.nearest.get(anchor.id, self.top)

    def _ways(self, anchor: Published) -> list[str]:
        """Where else a reader of ``anchor`` may be sent, the best first."""
        if anchor.to:
            return [anchor.to]
        kind = kind_of(anchor.id)
        if kind == "section":
            return [*self.content.get(anchor.id, ()), anchor.inside]
        return [anchor.inside] if kind in ("note", "page") else []

    def _direct(self, id: str) -> str:
        """The final anchor of the text of ``id``, empty where it is gone or cannot be seen."""
        found = self.kept.get(id) or self.went.get(id) or self.begun.get(id) or ""
        return "" if found == "s0" else found

    def _nearest(self, order: Sequence[Published]) -> dict[str, str]:
        """For each anchor of ``order`` that is not kept the closest that is."""
        nearest: dict[str, str] = {}
        after: list[int | None] = [None] * len(order)
        last: int | None = None
        for i in reversed(range(len(order))):
            after[i] = last = i if order[i].id in self.kept else last
        before: int | None = None
        for i, anchor in enumerate(order):
            if anchor.id in self.kept:
                before = i
                continue
            sides = [k for k in (before, after[i]) if k is not None]
            if sides:
                closest = min(sides, key=lambda k: (not _same(anchor, order[k]), abs(k - i)))
                nearest[anchor.id] = self.kept[order[closest].id]
        return nearest


def _same(anchor: Published, other: Published) -> bool:
    """Whether the two stand in one section."""
    return bool(anchor.inside) and anchor.inside in (other.inside, other.id)
