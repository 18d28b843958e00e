"""A text that stands there twice, once to the letter and once edited: which is the old one?

A copy that was put in elsewhere is word for word the old text, which itself may
have been corrected in its place.  Words alone would follow the copy; neighbours
tell better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cefu.addresses.lock import Published, kind_of
from cefu.addresses.matching.likeness import Likeness, Unit, alike
from cefu.addresses.matching.pairing import Kept, Pairing
from cefu.addresses.matching.rivals import LONG, SHORT, likely
from cefu.addresses.memory import HEAD

#: A unit that is no farther from an old text may be that text, edited …
_DOUBLE = 0.2
#: … and one that is nearly all of its words may be a part of it, cut off.
_PART = 0.9


def doubted(old: Sequence[Published], new: Sequence[Unit], pairing: Pairing) -> Pairing:
    """``pairing``, with doubt where a unit that nothing explains is nearly an old text
    that stands elsewhere; the one between the old neighbours keeps the anchor.

    >>> texts = ["通航期逐年延長，沿岸各國重新檢視港口配置。", "保險費率仍是決定航線的因素。", "環保團體擔心外洩。"]
    >>> old = [Published.of(f"p{i}", text) for i, text in enumerate(texts)]
    >>> edited = [texts[0], texts[1].replace("因素", "原因"), texts[2], texts[1]]
    >>> new = [Unit.of(f"p{i}", text) for i, text in enumerate(edited)]
    >>> pairing = Pairing()
    >>> for i, j in ((0, 0), (1, 3), (2, 2)):
    ...     pairing.put(i, Kept(j, alike(old[i], new[j])))
    >>> kept = doubted(old, new, pairing).keeps[1]
    >>> kept.new, kept.sure, kept.rival
    (1, False, 3)
    """
    free = [j for j in range(len(new)) if j not in pairing.keeper]
    for j, i in _doubles(old, new, pairing, free):
        kept = pairing.keeps[i]
        here, there = beside(pairing, i, kept.new), beside(pairing, i, j)
        if there > here:
            del pairing.keeper[kept.new]
            pairing.put(i, Kept(j, alike(old[i], new[j]), False, kept.new))
        elif there == here:
            pairing.put(i, replace(kept, sure=False, rival=j))
    return pairing


def _doubles(
    old: Sequence[Published], new: Sequence[Unit], pairing: Pairing, free: Sequence[int]
) -> list[tuple[int, int]]:
    """Each free unit with the living old text, kept elsewhere, that it nearly is."""
    found = []
    for width, short in ((LONG, False), (SHORT, True)):
        asked = [j for j in free if (len(new[j].folded) <= HEAD) is short]
        olds = [i for i in pairing.keeps if (old[i].length <= HEAD) is short and not old[i].to]
        rows = likely([new[j].shadow for j in asked], [old[i].shadow for i in olds], width, 2)
        for j, row in zip(asked, rows, strict=True):
            near = [(alike(old[olds[k]], new[j]), olds[k]) for k in row]
            near = [n for n in near if kind_of(old[n[1]].id) == new[j].kind and _may_be(n[0])]
            if near:
                found.append((j, min(near, key=lambda n: (n[0].distance, n[1]))[1]))
    return found


def _may_be(likeness: Likeness) -> bool:
    """Whether a unit so alike may be an old text, edited or in part."""
    part = likeness.of_new >= _PART and likeness.common > HEAD
    return part or likeness.distance <= _DOUBLE


def beside(pairing: Pairing, i: int, j: int) -> int:
    """How many of the two neighbours of the old text ``i`` are neighbours of unit ``j``."""
    return (pairing.keeper.get(j - 1) == i - 1) + (pairing.keeper.get(j + 1) == i + 1)
