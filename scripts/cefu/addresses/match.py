"""Which new text is which published text.

``match`` takes published anchors and the units of the new text, both in reading
order, and tells for each anchor the unit that *keeps* it, or the unit its text
*went into* where that unit keeps another anchor or is of another kind.  Four
steps, the surest first:

1. equal fingerprints, where only one old and one new text have it, then from
   these outwards (Heckel, "A technique for isolating differences between
   files", 1978), so that repeated texts follow their neighbours;
2. the share of an old text's sampled shingles that a new text holds: finds
   edited, split, merged and moved texts wherever they stand;
3. what remains of the repeated texts, in order;
4. between neighbours already matched, in order: short texts that are alike,
   and long ones that kept a quarter; at last short texts that are alike
   wherever they stand, for a changed word leaves few shingles of a heading.

Anchors that redirect take part after the living ones: text that comes back
gets its old address back.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from cefu.addresses.lock import Kind, Published, kind_of
from cefu.addresses.sketch import HEAD, fingerprint, fold, occurrences, samples

#: A unit keeps an anchor if it holds this share of the anchor's text …
KEEP = 0.5
#: … or this share, and that is the better half of the unit itself.
TRACE = 0.12
#: The share that suffices between two matched neighbours.
IN_PLACE = 0.25
#: How alike two short texts must be that nothing else ties together.
ALIKE = 0.6
#: A shingle found in more units than this says nothing about where a text went.
_COMMON = 20
#: How many pairs of a gap are compared at most.
_GAP = 4096


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the new text: the anchor proposed for it, folded text, fingerprint."""

    proposed: str
    kind: Kind
    folded: str
    sha: str

    @classmethod
    def of(cls, proposed: str, text: str) -> Unit:
        """The unit of ``text`` as the report has it."""
        folded = fold(text)
        return cls(proposed, kind_of(proposed), folded, fingerprint(folded))


@dataclass(slots=True)
class Matching:
    """Old index → (new index, share of the old text found there, 0 to 1).

    ``keeps`` is one to one; ``went`` has the anchors that could not be kept.
    """

    keeps: dict[int, tuple[int, float]] = field(default_factory=dict)
    went: dict[int, tuple[int, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Candidate:
    new: int
    share: float
    keeps: bool


def match(old: Sequence[Published], new: Sequence[Unit]) -> Matching:
    """Match the published ``old`` (living in reading order first) to ``new``.

    >>> old = [Published.of("p1", fold("南北韓領袖在板門店會面並簽署宣言。"))]
    >>> new = [Unit.of("p1", "新的一段。"), Unit.of("p2", "南北韓領袖於板門店會面並簽署宣言。")]
    >>> {i: j for i, (j, _) in match(old, new).keeps.items()}
    {0: 1}
    """
    return _Matcher(old, new).run()


class _Matcher:
    """The state of one matching: who keeps what so far."""

    def __init__(self, old: Sequence[Published], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.kinds = [kind_of(anchor.id) for anchor in old]
        self.living = [i for i, anchor in enumerate(old) if not anchor.to]
        self.dead = [i for i, anchor in enumerate(old) if anchor.to]
        self.keeps: dict[int, int] = {}
        self.keeper: dict[int, int] = {}
        self.home: dict[str, int] = {}
        self.candidates: dict[int, list[_Candidate]] = {}

    def run(self) -> Matching:
        self._fixed()
        self._unique(self.living)
        self._sweep()
        self._unique(self.dead)
        settled = set(self.keeper)
        self.candidates = self._find()
        for group in (self.living, self.dead):
            self._follow(group, settled)
        self._sweep()
        for group in (self.living, self.dead):
            self._repeated(group)
        self._gaps()
        self._short()
        keeps = {i: (j, self._share(i, j)) for i, j in sorted(self.keeps.items())}
        return Matching(keeps, self._went())

    def _share(self, i: int, j: int) -> float:
        if self.old[i].sha == self.new[j].sha:
            return 1.0
        return next((c.share for c in self.candidates.get(i, ()) if c.new == j), 0.0)

    def _pair(self, i: int, j: int) -> None:
        self.keeps[i], self.keeper[j], self.home[self.old[i].id] = j, i, j

    def _key(self, i: int) -> tuple[Kind, str]:
        return self.kinds[i], self.old[i].sha

    def _fixed(self) -> None:
        homes = {unit.proposed: j for j, unit in enumerate(self.new) if unit.kind == "fixed"}
        for i, anchor in enumerate(self.old):
            if self.kinds[i] == "fixed" and anchor.id in homes:
                self._pair(i, homes[anchor.id])

    # 1. equal texts

    def _free(self, group: Iterable[int]) -> dict[tuple[Kind, str], tuple[list[int], list[int]]]:
        """The unmatched of ``group`` and of the new units, by kind and fingerprint."""
        free: dict[tuple[Kind, str], tuple[list[int], list[int]]] = {}
        for i in group:
            if i not in self.keeps:
                free.setdefault(self._key(i), ([], []))[0].append(i)
        for j, unit in enumerate(self.new):
            if j not in self.keeper and (unit.kind, unit.sha) in free:
                free[unit.kind, unit.sha][1].append(j)
        return free

    def _unique(self, group: Iterable[int]) -> None:
        for olds, news in self._free(group).values():
            if len(olds) == len(news) == 1:
                self._pair(olds[0], news[0])

    def _sweep(self) -> None:
        for order, step in ((self.living, 1), (self.living[::-1], -1)):
            for i, following in pairwise(order):
                j = self.keeps.get(i, -2) + step
                if (
                    following not in self.keeps
                    and 0 <= j < len(self.new)
                    and j not in self.keeper
                    and self._key(following) == (self.new[j].kind, self.new[j].sha)
                ):
                    self._pair(following, j)

    # 2. similar texts

    def _find(self) -> dict[int, list[_Candidate]]:
        """For each unmatched old text the new units that hold some of it, best first."""
        sampled = {
            i: samples(anchor.sketch) for i, anchor in enumerate(self.old) if i not in self.keeps
        }
        homes = occurrences(
            [unit.folded for unit in self.new], (key for keys in sampled.values() for key in keys)
        )
        return {i: self._weigh(i, keys, homes) for i, keys in sampled.items()}

    def _weigh(
        self, i: int, keys: Sequence[int], homes: Mapping[int, Sequence[int]]
    ) -> list[_Candidate]:
        weights: defaultdict[int, float] = defaultdict(float)
        hits: Counter[int] = Counter()
        total = 0.0
        for key in keys:
            found = homes.get(key, ())
            if len(found) > _COMMON:
                continue
            # A shingle that stands in many units tells little about any of them.
            weight = min(1.0, 3 / len(found)) if found else 1.0
            total += weight
            for j in found:
                weights[j] += weight
                hits[j] += 1
        expected = self._expected(i)
        listed = []
        for j, weight in weights.items():
            share = weight / total
            # How many samples would be here if the unit were wholly made of this text.
            room = len(keys) * min(1.0, len(self.new[j].folded) / max(self.old[i].length, 1))
            mostly = weight / max(room, 1.0) >= KEEP and hits[j] >= 2
            keeps = share >= KEEP or (share >= TRACE and mostly)
            listed.append(_Candidate(j, share, keeps))
        listed.sort(key=lambda c: (-c.share, abs(c.new - expected), c.new))
        return listed

    def _expected(self, i: int) -> int:
        """Where the text would stand if only its neighbours told."""
        anchor = self.old[i]
        if anchor.to:
            return self.home.get(anchor.to, 0)
        for distance in range(1, 4):
            for step in (-distance, distance):
                if 0 <= i + step < len(self.living) and i + step in self.keeps:
                    return self.keeps[i + step] - step
        return i

    def _follow(self, group: Sequence[int], settled: set[int]) -> None:
        """Give each text the unit that holds most of it, the larger text first."""
        waiting = [i for i in group if i not in self.keeps and self.candidates.get(i)]
        waiting.sort(key=lambda i: (not self._named(i), -self._amount(i), i))
        for i in waiting:
            # A unit that is word for word another published text is not this one edited.
            likely = [
                c
                for c in self.candidates[i]
                if self.new[c.new].kind == self.kinds[i] and c.new not in settled
            ]
            for candidate in likely:
                # Where clearly more of the text went elsewhere, the anchor leads there.
                if candidate.share < 0.8 * likely[0].share:
                    break
                if candidate.keeps and candidate.new not in self.keeper:
                    self._pair(i, candidate.new)
                    break

    def _amount(self, i: int) -> float:
        return self.candidates[i][0].share * self.old[i].length

    def _named(self, i: int) -> bool:
        """A page whose text is now on the page of the same label goes before longer ones."""
        best = self.candidates[i][0]
        same = self.new[best.new].proposed == self.old[i].id
        return best.keeps and same and self.kinds[i] == "page"

    # 3. repeated texts

    def _repeated(self, group: Sequence[int]) -> None:
        for olds, news in self._free(group).values():
            for i, j in zip(olds, news, strict=False):
                self._pair(i, j)

    # 4. in place

    def _gaps(self) -> None:
        for olds, news in self._runs():
            if len(olds) * len(news) > _GAP:
                continue
            for i, j in _align([[self._alike(i, j) for j in news] for i in olds]):
                self._pair(olds[i], news[j])

    def _runs(self) -> Iterator[tuple[list[int], list[int]]]:
        """Unmatched living texts between matched neighbours, with the new units there."""
        run: list[int] = []
        before = -1
        bounds = [(i, self.keeps.get(i)) for i in self.living] + [(-1, len(self.new))]
        for i, j in bounds:
            if j is None:
                run.append(i)
                continue
            if run and before < j:
                news = [k for k in range(before + 1, j) if k not in self.keeper]
                if news:
                    yield run, news
            run, before = [], j

    def _alike(self, i: int, j: int) -> float:
        if self.kinds[i] != self.new[j].kind:
            return 0.0
        share = self._share(i, j)
        elsewhere = self.candidates[i][0].share if self.candidates.get(i) else 0.0
        # Not what is left of a text of which more went somewhere else.
        likeness = min(1.0, share * KEEP / IN_PLACE) if share >= 0.8 * elsewhere else 0.0
        likeness = max(likeness, self._short_likeness(i, j))
        return likeness if likeness >= KEEP else 0.0

    def _short_likeness(self, i: int, j: int) -> float:
        anchor, folded = self.old[i], self.new[j].folded
        short = anchor.length <= HEAD and len(folded) <= 2 * HEAD
        return _dice(anchor.head, folded) if short and self.kinds[i] == self.new[j].kind else 0.0

    def _short(self) -> None:
        olds = [i for i in self.living if i not in self.keeps and self.old[i].length <= HEAD]
        news = [
            j
            for j, unit in enumerate(self.new)
            if j not in self.keeper and len(unit.folded) <= 2 * HEAD
        ]
        if len(olds) * len(news) > _GAP:
            return
        alike = sorted((-self._short_likeness(i, j), i, j) for i in olds for j in news)
        for likeness, i, j in alike:
            if -likeness >= ALIKE and i not in self.keeps and j not in self.keeper:
                self._pair(i, j)

    # what became of the rest

    def _went(self) -> dict[int, tuple[int, float]]:
        went: dict[int, tuple[int, float]] = {}
        for i, anchor in enumerate(self.old):
            if i in self.keeps:
                continue
            best = self.candidates[i][0] if self.candidates.get(i) else None
            if best and best.share >= TRACE:
                went[i] = best.new, best.share
            elif 1 < anchor.length <= HEAD and not anchor.to:
                home = next((j for j in self._nearby(i) if anchor.head in self.new[j].folded), None)
                if home is not None:
                    went[i] = home, 1.0
        return went

    def _nearby(self, i: int) -> list[int]:
        """The units where a text too short for shingles may have been joined to."""
        around = [
            self.keeps[k] + step
            for k, step in ((i - 1, 1), (i - 1, 0), (i + 1, -1), (i + 1, 0))
            if 0 <= k < len(self.living) and k in self.keeps
        ]
        return [j for j in around if 0 <= j < len(self.new)]


def _dice(one: str, other: str) -> float:
    """Likeness of two short texts by their pairs of characters, 0 to 1 (Dice).

    >>> round(_dice("圖一南韓出口", "圖二南韓出口"), 2)
    0.6
    """
    a, b = (
        Counter(map("".join, pairwise(one))),
        Counter(map("".join, pairwise(other))),
    )
    total = a.total() + b.total()
    return 2 * (a & b).total() / total if total else float(one == other)


def _align(likeness: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The pairs of the order-preserving alignment with the greatest sum of likeness.

    >>> _align([[0.9, 0.0], [0.8, 0.6]])
    [(0, 0), (1, 1)]
    """
    rows, columns = len(likeness), len(likeness[0])
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            best[i][j] = max(best[i + 1][j], best[i][j + 1])
            if likeness[i][j]:
                best[i][j] = max(best[i][j], likeness[i][j] + best[i + 1][j + 1])
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs
