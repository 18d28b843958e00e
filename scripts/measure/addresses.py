"""Follow published addresses through random edits whose truth is known.

    python scripts/measure/addresses.py [--anchors 100000] [--seed 0] [--edits 6]

Invented reports (``edited_reports``) are published, edited in chains of random
edits, and published again, eight times each.  A reader follows every address
ever published and is

- *right*: on the text, or on the block that holds most of what is left of it;
- *nearest*: the text is gone, and the address leads to the nearest sensible place:
  to a survivor next to it in the old order, or to one of its section;
- *too far*: the text is gone, and the address leads elsewhere;
- *unsure*: on another text, and the address is reported as unsure;
- *told*: on another text, and something was reported about the address;
- *silent*: on another text, and nobody was told.

Each address is judged once for each publication since it was last right.  Ends
with 1 if any is silent, or more than one in two hundred leads too far.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cefu.addresses import Lock, Proposal, Reconciled, reconcile_archive
from cefu.addresses.lock import kind_of
from cefu.addresses.memory import fold
from edited_reports import EDITS, Edited, Piece

#: Of a text of which less is left than this nobody can say where it is.
_LEFT = 0.3
#: The place with at least this part of the most that is left anywhere is right.
_MOST = 0.8
_PUBLICATIONS = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one address fared: ``verdict`` as above, and what it was about."""

    verdict: str
    anchor: str
    target: str
    words: str


@dataclass(slots=True)
class _Edition:
    """What stood under each final anchor, in reading order."""

    pieces: dict[str, Piece]
    homes: dict[int, list[str]]

    @classmethod
    def of(cls, under: Mapping[str, Piece], ids: Mapping[str, str]) -> _Edition:
        pieces = {ids[id]: piece for id, piece in under.items()}
        frozen = {id: Piece(p.kind, list(p.chars), p.level) for id, p in pieces.items()}
        homes: dict[int, list[str]] = {}
        for id, piece in frozen.items():
            for serial in piece.serials:
                homes.setdefault(serial, []).append(id)
        return cls(frozen, homes)

    def shares(self, serials: Sequence[int], *, paged: bool) -> Counter[str]:
        """How many of ``serials`` stand under each anchor."""
        return Counter(
            home
            for serial in serials
            for home in self.homes.get(serial, ())
            if (kind_of(home) == "page") is paged
        )


@dataclass
class Reader:
    """Someone who kept every address, with the text that stood there when it last did."""

    kept: dict[str, tuple[tuple[int, ...], str]] = field(default_factory=dict)
    #: what an address that was redirected led to instead
    instead: dict[str, tuple[int, ...]] = field(default_factory=dict)
    last: _Edition | None = None

    def visit(self, under: Mapping[str, Piece], outcome: Reconciled) -> Iterator[Verdict]:
        """Follow every address to the new edition."""
        edition = _Edition.of(under, outcome.ids)
        fates = {change.anchor: change.fate for change in outcome.changes}
        for anchor, (serials, words) in self.kept.items():
            target = outcome.redirects.get(anchor, anchor)
            verdict = self._judge(anchor, serials, target, edition, fates.get(anchor, ""))
            yield Verdict(verdict, anchor, target, words[:40])
        for anchor, target in outcome.redirects.items():
            if target in edition.pieces:
                self.instead[anchor] = edition.pieces[target].serials
        for anchor, piece in edition.pieces.items():
            self.kept[anchor] = piece.serials, piece.text
            self.instead.pop(anchor, None)
        self.last = edition

    def turned_away(self) -> Iterator[Verdict]:
        """Every address leads to a page that says that the report is no longer there."""
        for anchor, (_, words) in self.kept.items():
            yield Verdict("told", anchor, "", words[:40])
        self.kept.clear()
        self.instead.clear()
        self.last = None

    def _judge(
        self, anchor: str, serials: Sequence[int], target: str, edition: _Edition, fate: str
    ) -> str:
        if not serials:
            return "right"
        paged = kind_of(target) == "page"
        if kind_of(anchor) == "page":
            return self._judge_page(serials, target, edition, fate, paged=paged)
        left = edition.shares(serials, paged=False)
        most = max(left.values(), default=0)
        if most and left[target] >= _MOST * most:
            return "right"
        if most < _LEFT * len(serials):
            if anchor == target:  # the anchor stands on what is not its text
                return self._wrong(anchor, target, edition, fate)
            return "nearest" if self._near(anchor, target, edition) else "too far"
        return self._wrong(anchor, target, edition, fate)

    def _judge_page(
        self, serials: Sequence[int], target: str, edition: _Edition, fate: str, *, paged: bool
    ) -> str:
        left = edition.shares(serials, paged=paged)
        most = max(left.values(), default=0)
        if not most or left[target] >= 0.5 * most:
            return "right"
        there = [serial for serial in serials if serial in edition.homes][:60]
        if any(target in edition.homes[serial] for serial in there):
            return "right"
        return (
            "told"
            if fate
            else "nearest"
            if not paged and most < _LEFT * len(serials)
            else "too far"
        )

    def _wrong(self, anchor: str, target: str, edition: _Edition, fate: str) -> str:
        if self._same_place(anchor, target, edition):
            return "right"
        if anchor != target and anchor in self.instead:
            return "told"  # its page has said so since its text went
        if fate in ("", "changed", "led on"):
            return "silent"
        return "unsure" if fate == "unsure" else "told"

    def _same_place(self, anchor: str, target: str, edition: _Edition) -> bool:
        """Whether nobody could tell that the target is not the same text: it has the same
        words (however they were extracted) between the same neighbours, or is alone with
        these words in both editions, as if it had been moved (a copy was put in elsewhere,
        and the text deleted), or stands beside the text, which has the same words."""
        last = self.last
        if last is None or anchor not in last.pieces or target not in edition.pieces:
            return False
        words = fold(edition.pieces[target].text)
        if fold(last.pieces[anchor].text) != words:
            return False
        alone = all(
            sum(fold(piece.text) == words for piece in pieces.pieces.values()) == 1
            for pieces in (last, edition)
        )
        if alone or _around(last, anchor) == _around(edition, target):
            return True
        left = edition.shares(last.pieces[anchor].serials, paged=False)
        return any(target in _row(edition, home, words) for home, _ in left.most_common(1))

    def _near(self, anchor: str, target: str, edition: _Edition) -> bool:
        """Whether the target is the nearest sensible place for a text that is gone."""
        stood = self.instead.get(anchor)
        if stood is not None:  # it has led elsewhere before
            left = edition.shares(stood, paged=False)
            return (
                not left
                or left[target] >= _MOST * max(left.values())
                or self._beside(stood, target, edition)
            )
        last = self.last
        if last is None or anchor not in last.pieces:
            return True
        return target in self._sensible(anchor, last, edition)

    def _beside(self, stood: Sequence[int], target: str, edition: _Edition) -> bool:
        last = self.last
        if last is None:
            return True
        homes = last.shares(stood, paged=False)
        return any(target in self._sensible(home, last, edition) for home in homes)

    @staticmethod
    def _sensible(anchor: str, last: _Edition, edition: _Edition) -> set[str]:
        """Where a text that is gone may lead: to what is left of the survivors before
        and after it, and of the others in its section; of a note, to its text."""
        kind = last.pieces[anchor].kind
        if kind == "n":
            return {id for id, piece in edition.pieces.items() if piece.kind in "pst"}
        order = [id for id, piece in last.pieces.items() if piece.kind in "pst"]
        at = order.index(anchor)
        found: set[str] = set()
        for side in (order[at + 1 :], order[:at][::-1]):
            for id in side:
                piece = last.pieces[id]
                left = edition.shares(piece.serials, paged=False)
                if left and max(left.values()) >= _LEFT * len(piece.serials):
                    found |= {home for home, n in left.items() if n >= _MOST * max(left.values())}
                    break
        section = at
        while section and last.pieces[order[section]].kind != "s":
            section -= 1
        for id in order[section:]:
            piece = last.pieces[id]
            if id != order[section] and piece.kind == "s":
                break
            found |= set(edition.shares(piece.serials, paged=False))
        return found if found else found | {"title"}


def _around(edition: _Edition, anchor: str) -> tuple[str, str]:
    """The words before and after an anchor."""
    order = [id for id, piece in edition.pieces.items() if piece.kind in "pst"]
    if anchor not in order:
        return "", ""
    at = order.index(anchor)
    before = edition.pieces[order[at - 1]].text if at else ""
    after = edition.pieces[order[at + 1]].text if at + 1 < len(order) else ""
    return fold(before), fold(after)


def _row(edition: _Edition, anchor: str, words: str) -> set[str]:
    """The anchors of the texts around ``anchor`` that all have the same folded words."""
    row: set[str] = set()
    for id, piece in edition.pieces.items():
        if piece.kind in "pst" and fold(piece.text) == words:
            row.add(id)
        elif anchor in row:
            break
        else:
            row = set()
    return row if anchor in row else set()


def follow(
    seed: int, edits: int, only: str = "", publications: int = _PUBLICATIONS
) -> Iterator[tuple[Verdict, str]]:
    """The verdicts on one report, with the edits that led to each; ``only`` is one kind of
    edit to make each time, or '' for random chains of up to ``edits``."""
    report, lock, reader = Edited.fresh(seed), Lock(), Reader()
    done: list[str] = []
    for _ in range(publications):
        pieces, under = report.proposal()
        settled = reconcile_archive(lock, {report.id: Proposal("", pieces)})
        for id in settled.newly:
            if not settled.renamed[id]:  # taken for another report: the old one says so
                yield from ((v, f"seed {seed}: {' '.join(done)}") for v in reader.turned_away())
        for verdict in reader.visit(under, settled.reports[report.id]):
            yield verdict, f"seed {seed}: {' '.join(done)}"
        lock = settled.lock
        done = [only] if only else report.rng.choices(list(EDITS), k=report.rng.randint(1, edits))
        for name in done:
            EDITS[name](report)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tally and the first failures; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--anchors", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--edits", type=int, default=6)
    parser.add_argument("--show", type=int, default=20, help="so many failures are listed")
    chosen = parser.parse_args(arguments)
    began, seed, shown = time.perf_counter(), chosen.seed, 0
    tally: Counter[str] = Counter()
    kinds = ["", *EDITS]
    while tally.total() < chosen.anchors:
        # Every second report is edited in chains, the others by one kind of edit each.
        only = kinds[1 + seed // 2 % len(EDITS)] if seed % 2 else ""
        for verdict, edits in follow(seed, chosen.edits, only):
            tally[verdict.verdict] += 1
            if verdict.verdict in ("silent", "too far") and shown < chosen.show:
                shown += 1
                print(f"{verdict.verdict}: #{verdict.anchor} → #{verdict.target} {edits}")
                print(f"    {verdict.words}")
        seed += 1
    total = tally.total()
    for name in ("right", "nearest", "too far", "unsure", "told", "silent"):
        print(f"{name:8} {tally[name]:8,} {tally[name] / total:8.3%}")
    seconds = time.perf_counter() - began
    print(
        f"{total:,} addresses, {seed - chosen.seed} reports, {len(EDITS)} kinds of edit, {seconds:.0f} s"
    )
    return int(tally["silent"] > 0 or 200 * tally["too far"] > total)


if __name__ == "__main__":
    sys.exit(main())
