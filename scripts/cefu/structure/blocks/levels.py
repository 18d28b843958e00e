"""How deep a heading stands: the numbering grammar, and where it is silent the
way a document uses it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from cefu.structure.blocks.typed import Typed
from cefu.structure.wording.headwords import HEADWORD, PREFACE, SUMMARY, WORKS, WORKS_PART
from cefu.structure.wording.numbering import STYLES, value

_RANK = {style.name: style.rank for style in STYLES}
#: Unnumbered headings stand level with 壹、 where they are not below something.
_BARE = 4
#: Points by which the size of headings of one kind can differ.
_SAME_SIZE = 0.6
#: Below every numbered heading.
_LOWEST = 99.0


def heading_ranks(typed: Sequence[Typed]) -> list[float]:
    """A rank for every heading among ``typed``, in order: smaller is further out.

    0 is the heading of a summary, whose own headings stand below it.
    """
    headings = [item for item in typed if item.type == "heading"]
    body = [h for h in headings if not h.summary]
    ranks = _style_ranks(body)
    outer = min((ranks[h.style] for h in body if h.style in ranks), default=_BARE)
    restarts = _restarts(body, outer, ranks)
    result: list[float] = []
    last = 0
    works = False
    following = _next_values(headings, outer, ranks)
    sizes = _size_ranks(body, ranks)
    for i, heading in enumerate(headings):
        plain = heading.chunk.plain
        if heading.style in ranks:
            rank: float = ranks[heading.style]
            if rank == outer:
                last = value(heading.mark) or 0
        elif SUMMARY.fullmatch(plain):
            rank = 0
        elif works and WORKS_PART.fullmatch(plain):
            rank = _LOWEST
        elif heading.style == "appendix" or any(
            words.fullmatch(plain) for words in (HEADWORD, PREFACE, WORKS)
        ):
            rank = _BARE if restarts and outer > _BARE else outer
        elif (by_size := _rank_of_size(_size(heading), sizes)) is not None:
            rank = by_size
        elif outer < _BARE or (outer > _BARE and restarts):
            rank = _BARE
        elif last and following[i] == last + 1:
            rank = _LOWEST
        else:
            rank = outer
        works = bool(WORKS.fullmatch(plain)) or (works and rank == _LOWEST)
        result.append(rank)
    return result


def _size(heading: Typed) -> float:
    """The size that a heading is set in, in points; 0 where unknown."""
    return heading.chunk.lines[0].size


def _size_ranks(body: Sequence[Typed], ranks: Mapping[str, float]) -> dict[float, float]:
    """The rank that goes with each size of headings, where sizes tell ranks apart: those of
    numbers, each in the size that most of its headings have, or where no heading has a
    number, one for each size.  Nothing where a deeper rank is set as large as an outer one.
    """
    by_rank: dict[float, Counter[float]] = defaultdict(Counter)
    for heading in body:
        if size := _size(heading):
            by_rank[ranks.get(heading.style, _LOWEST)][size] += 1
    bare = by_rank.pop(_LOWEST, Counter())
    if not by_rank:
        found: dict[float, float] = {}
        for size in sorted(bare, reverse=True):
            if not found or min(found) - size > _SAME_SIZE:
                found[size] = _BARE + len(found) / 10
        return found if len(found) > 1 else {}
    usual = [(rank, counts.most_common(1)[0][0]) for rank, counts in sorted(by_rank.items())]
    apart = all(a - b > _SAME_SIZE for (_, a), (_, b) in pairwise(usual))
    return {size: rank for rank, size in usual} if apart else {}


def _rank_of_size(size: float, ranks: Mapping[float, float]) -> float | None:
    """The rank of headings set in ``size`` points: that of the same size, below all ranks
    where it is smaller than each and above them where it is larger; None where sizes tell
    nothing.

    >>> ranks = {15.0: 4.0, 12.5: 7.0}
    >>> [_rank_of_size(size, ranks) for size in (15.2, 12.5, 11.0, 20.0, 0.0)]
    [4.0, 7.0, 99.0, 3.5, None]
    """
    if not size or not ranks:
        return None
    near = min(ranks, key=lambda other: abs(other - size))
    if abs(near - size) <= _SAME_SIZE:
        return ranks[near]
    if size > max(ranks):
        return min(ranks.values()) - 0.5
    return _LOWEST if size < min(ranks) else None


def _style_ranks(body: Sequence[Typed]) -> dict[str, float]:
    """Ranks by style; where 1. heads what 1.1 divides, it is the outer of the two."""
    ranks = dict(_RANK)
    if any(h.style == "decimal" for h in body):
        ranks["arabic"] = _RANK["decimal"] - 1
    return ranks


def _restarts(body: Sequence[Typed], outer: float, ranks: Mapping[str, float]) -> bool:
    """Whether the outermost numbers begin again from one: then what has no
    number and stands between is what they divide."""
    ones = [h for h in body if ranks.get(h.style) == outer and value(h.mark) == 1]
    return len(ones) >= 2


def _next_values(headings: Sequence[Typed], outer: float, ranks: Mapping[str, float]) -> list[int]:
    """For each heading the value of the next outermost number after it, 0 if none."""
    result = [0] * len(headings)
    value_ahead = 0
    for i in range(len(headings) - 1, -1, -1):
        result[i] = value_ahead
        heading = headings[i]
        if not heading.summary and ranks.get(heading.style) == outer:
            value_ahead = value(heading.mark) or 0
    return result
