"""Which new text is which published text.

``match`` takes published anchors and the units of the new text, both in reading
order, and tells for each anchor the unit that *keeps* it, and how sure that is.
The surest first:

1. texts that are equal, where only one old and one new text has these words;
2. of these the heaviest chain in common order is the backbone; texts that are
   alike and like nothing else join it;
3. between two neighbours on the backbone, order decides: the heaviest chain of
   what is alike there, each weighed by how far it can be trusted;
4. what is left has moved, if it is like nothing else;
5. a redirected text that is back in its own words gets its address back.

A unit that is an old text word for word is never taken for another old text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from cefu.addresses.lock import Kind, Published, kind_of
from cefu.addresses.matching.chain import heaviest_chain
from cefu.addresses.matching.doubles import beside, doubted
from cefu.addresses.matching.likeness import Likeness, Unit, alike, kin
from cefu.addresses.matching.pairing import Kept, Pairing
from cefu.addresses.matching.rivals import LONG, SHORT, likely
from cefu.addresses.matching.trust import LIKELY, SURE, trusts
from cefu.addresses.memory import HEAD

#: A unit keeps an anchor if it holds this share of the anchor's text …
KEEP = 0.3
#: … or this share, and that is the better half of the unit itself.
TRACE = 0.12
#: Farther than this, a text is not known again out of its order.
_MOVED = 0.45
#: Farther than this, a text that was gone is not back.
_BACK = 0.1
#: A likeness trusted less than this loses to the one elsewhere.
_ELSEWHERE = 0.05
#: Texts no longer than this are said in many places.
_PHRASE = 12
#: So many pairs between two neighbours are compared one by one.
_GAP = 900

_Key = tuple[Kind, str]
_Pairs = dict[tuple[int, int], Likeness]


def match(old: Sequence[Published], new: Sequence[Unit]) -> dict[int, Kept]:
    """Match the published ``old`` (living in reading order first) to ``new``.

    >>> old = [Published.of("p1", "南北韓領袖在板門店會面並簽署宣言。")]
    >>> new = [Unit.of("p1", "新的一段。"), Unit.of("p2", "南北韓領袖於板門店會面並簽署宣言。")]
    >>> {i: kept.new for i, kept in match(old, new).items()}
    {0: 1}
    """
    return dict(sorted(_Matcher(old, new).run().items()))


class _Matcher:
    """One matching: ``pairing`` grows from step to step, nothing in it is taken back."""

    def __init__(self, old: Sequence[Published], new: Sequence[Unit]) -> None:
        self.old, self.new = old, new
        self.kinds = [kind_of(anchor.id) for anchor in old]
        self.living = [i for i, anchor in enumerate(old) if not anchor.to]
        self.dead = [i for i, anchor in enumerate(old) if anchor.to]
        self.known = {self._key(i) for i in self.living}
        self.pairing = Pairing()
        self.keeps = self.pairing.keeps

    def run(self) -> dict[int, Kept]:
        self._fixed()
        self._equal()
        pairs = self._likely_pairs(self.living)
        family = self._family({i for i, _ in pairs})
        self._backbone(pairs, family)
        for olds, news in self._gaps():
            self._in_order(olds, news, pairs, family)
        self._moved(pairs, family)
        self._moved_twins()
        self._returned()
        self.pairing = doubted(self.old, self.new, self.pairing)
        self._strayed()
        return self.pairing.keeps

    def _key(self, i: int) -> _Key:
        return self.kinds[i], self.old[i].sha

    def _free(self, news: Sequence[int] | None = None) -> list[int]:
        places = range(len(self.new)) if news is None else news
        return [j for j in places if j not in self.pairing.keeper]

    def _keep_equal(self, i: int, j: int, *, sure: bool = True) -> None:
        self.pairing.put(i, Kept(j, alike(self.old[i], self.new[j]), sure))

    def _fixed(self) -> None:
        homes = {unit.proposed: j for j, unit in enumerate(self.new) if unit.kind == "fixed"}
        for i, anchor in enumerate(self.old):
            if self.kinds[i] == "fixed" and anchor.id in homes:
                self._keep_equal(i, homes[anchor.id])

    # 1. equal texts

    def _equal(self) -> None:
        for olds, news in self._same_words(self.living, self._free()):
            if len(olds) == len(news) == 1:
                self._keep_equal(olds[0], news[0])

    def _same_words(
        self, olds: Sequence[int], news: Sequence[int]
    ) -> Iterator[tuple[list[int], list[int]]]:
        """The old and new texts, of those given and not yet matched, that have equal words."""
        free: dict[_Key, tuple[list[int], list[int]]] = {}
        for i in olds:
            if i not in self.keeps:
                free.setdefault(self._key(i), ([], []))[0].append(i)
        for j in news:
            unit = self.new[j]
            if (unit.kind, unit.sha) in free:
                free[unit.kind, unit.sha][1].append(j)
        yield from (pair for pair in free.values() if pair[1])

    # 2. the backbone

    def _likely_pairs(self, olds: Sequence[int]) -> _Pairs:
        """The likeness of unmatched texts with the free units most likely to be theirs."""
        waiting = [i for i in olds if i not in self.keeps]
        free = self._free()
        pairs: _Pairs = {}
        for width, short in ((LONG, False), (SHORT, True)):
            asked = [i for i in waiting if (self.old[i].length <= HEAD) is short]
            homes = [j for j in free if not short or len(self.new[j].folded) <= 2 * HEAD]
            found = likely(
                [self.old[i].shadow for i in asked], [self.new[j].shadow for j in homes], width
            )
            for i, row in zip(asked, found, strict=True):
                pairs |= self._eligible((i, homes[k]) for k in row)
        return pairs

    def _eligible(self, places: Iterator[tuple[int, int]]) -> _Pairs:
        pairs = {}
        for i, j in places:
            if self.kinds[i] == self.new[j].kind:
                likeness = alike(self.old[i], self.new[j])
                mostly = likeness.of_old >= TRACE and likeness.of_new >= 0.5
                if likeness.of_old >= KEEP or mostly:
                    pairs[i, j] = likeness
        return pairs

    def _family(self, olds: set[int]) -> dict[int, list[float]]:
        """How far the published texts that are like each of ``olds`` are from it."""
        family: defaultdict[int, list[float]] = defaultdict(list)
        for width, short in ((LONG, False), (SHORT, True)):
            asked = sorted(i for i in olds if (self.old[i].length <= HEAD) is short)
            others = [i for i, a in enumerate(self.old) if (a.length <= HEAD) is short]
            found = likely(
                [self.old[i].shadow for i in asked], [self.old[k].shadow for k in others], width
            )
            for i, row in zip(asked, found, strict=True):
                for k in (others[k] for k in row):
                    # The paragraph that a text was part of has the same words by right.
                    apart = k != i and self.old[k].id != self.old[i].to
                    if apart and self.kinds[k] == self.kinds[i]:
                        family[i].append(kin(self.old[i], self.old[k]).distance)
        return family

    def _backbone(self, pairs: _Pairs, family: dict[int, list[float]]) -> None:
        trust = trusts(pairs, family)
        own = {p for p, share in trust.items() if share >= LIKELY and pairs[p].of_old >= 0.5}
        weighed = [(i, j, float(pairs[i, j].common)) for i, j in own]
        for i, j in heaviest_chain([*self._matched(), *weighed]):
            if i not in self.keeps:
                self.pairing.put(i, Kept(j, pairs[i, j], trust[i, j] >= SURE))

    def _matched(self) -> list[tuple[int, int, float]]:
        return [
            (i, kept.new, kept.likeness.common + 1.0)
            for i, kept in self.keeps.items()
            if not self.old[i].to and self.kinds[i] != "fixed"
        ]

    # 3. in order

    def _gaps(self) -> Iterator[tuple[list[int], list[int]]]:
        """The unmatched old and new places between neighbours on the backbone."""
        chain = heaviest_chain(self._matched())
        bounds = [(-1, -1), *chain, (len(self.living), len(self.new))]
        for (i0, j0), (i1, j1) in pairwise(bounds):
            olds = [i for i in range(i0 + 1, i1) if i not in self.keeps]
            news = self._free(range(j0 + 1, j1)) if olds else []
            if olds and news:
                yield olds, news

    def _in_order(
        self, olds: list[int], news: list[int], pairs: _Pairs, family: dict[int, list[float]]
    ) -> None:
        counted = Counter(self._key(i) for i in olds)
        offered = Counter((self.new[j].kind, self.new[j].sha) for j in news)
        if len(olds) * len(news) <= _GAP:
            here = self._eligible((i, j) for i in olds for j in news)
        else:
            within = set(news)
            here = {
                p: v for p, v in pairs.items() if p[1] in within and olds[0] <= p[0] <= olds[-1]
            }
            for same, homes in self._same_words(olds, news):
                here |= self._eligible(iter(zip(same, homes, strict=False)))
        among = set(olds)
        # A unit that is an old text word for word is that one or its twin, in its own order.
        free = {
            (i, j): likeness
            for (i, j), likeness in pairs.items()
            if i in among and j not in self.pairing.keeper and self._is_new(j)
        }
        weights, trust = trusts(free | here), trusts(free | here, family)
        most: defaultdict[int, int] = defaultdict(int)
        for (i, _), likeness in (free | here).items():
            most[i] = max(most[i], likeness.common)
        # A text that is far more like a unit elsewhere, or mostly there, has not stayed here.
        near = [p for p in here if weights[p] >= _ELSEWHERE and 1.2 * here[p].common >= most[p[0]]]
        weighed = [(i, j, weights[i, j] * here[i, j].common) for i, j in near]
        for i, j in heaviest_chain(weighed):
            key = self._key(i)
            if self.old[i].sha == self.new[j].sha:
                sure = counted[key] == offered[key]
            else:
                sure = trust[i, j] >= SURE
            rival = None if sure else self._rival(i, j, here)
            self.pairing.put(i, Kept(j, here[i, j], sure, rival))

    def _is_new(self, j: int) -> bool:
        return (self.new[j].kind, self.new[j].sha) not in self.known

    @staticmethod
    def _rival(i: int, j: int, pairs: _Pairs) -> int | None:
        """The unit most like the text of ``i`` beside ``j``."""
        others = [(-v.common, k) for (o, k), v in pairs.items() if o == i and k != j]
        return min(others)[1] if others else None

    # 4. moved

    def _moved(self, pairs: _Pairs, family: dict[int, list[float]]) -> None:
        free = {
            (i, j): likeness
            for (i, j), likeness in pairs.items()
            if i not in self.keeps and j not in self.pairing.keeper
        }
        trust = trusts(free, family)
        order = sorted(free, key=lambda p: (-trust[p] * free[p].common, p))
        for i, j in order:
            near = free[i, j].distance <= _MOVED and free[i, j].of_old >= 0.5
            waiting = i not in self.keeps and j not in self.pairing.keeper
            if near and waiting and trust[i, j] >= LIKELY:
                # Neither order nor words vouch for it: it may be an edited copy.
                self.pairing.put(i, Kept(j, free[i, j], sure=False))

    def _moved_twins(self) -> None:
        """Equal texts of which only the order is left to tell them apart."""
        for olds, news in list(self._same_words(self.living, self._free())):
            for i, j in zip(olds, news, strict=False):
                self._keep_equal(i, j, sure=False)

    def _strayed(self) -> None:
        """A few words that stand elsewhere, with neither neighbour they had, may be others:
        many a section is headed 結論."""
        chain = {i for i, _ in heaviest_chain(self._matched())}
        for i, kept in list(self.keeps.items()):
            stays = i in chain or self.old[i].to or self.kinds[i] == "fixed"
            phrase = self.old[i].length <= _PHRASE
            if phrase and not stays and not beside(self.pairing, i, kept.new):
                self.pairing.put(i, replace(kept, sure=False))

    # 5. back again

    def _returned(self) -> None:
        known = Counter(self._key(i) for i in range(len(self.old)))
        for olds, news in list(self._same_words(self.dead, self._free())):
            if len(news) == 1 and known[self._key(olds[0])] == 1:
                self._keep_equal(olds[0], news[0])
        pairs = self._likely_pairs(self.dead)
        family = self._family({i for i, _ in pairs})
        trust = trusts(pairs, family)
        for i, j in sorted(pairs, key=lambda p: (pairs[p].distance, p)):
            near = pairs[i, j].distance <= _BACK and trust[i, j] >= SURE
            if near and i not in self.keeps and j not in self.pairing.keeper:
                self.pairing.put(i, Kept(j, pairs[i, j]))
