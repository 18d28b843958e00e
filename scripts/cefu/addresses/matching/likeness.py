"""How alike a remembered text and a new one are.

The measure is the longest common subsequence, found bit-parallel (Crochemore,
Iliopoulos, Pinzon and Reid, "A fast and practical bit-vector algorithm for the
longest common subsequence problem", 2001): of characters where both texts are
short and known word for word, of pairs of neighbouring characters otherwise.
Pairs, because in a long text single digits agree by chance.
"""

from __future__ import annotations

import itertools
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cefu.addresses.lock import Kind, Published, kind_of
from cefu.addresses.memory import HEAD, fingerprint, fold, shadow


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of the new text: the anchor proposed for it, folded text, fingerprint, shadow."""

    proposed: str
    kind: Kind
    folded: str
    sha: str
    shadow: str

    @classmethod
    def of(cls, proposed: str, text: str) -> Unit:
        """The unit of ``text`` as the report has it."""
        folded = fold(text)
        return cls(proposed, kind_of(proposed), folded, fingerprint(folded), shadow(folded))


@dataclass(frozen=True, slots=True)
class Likeness:
    """``common`` characters of the ``old`` remembered and the ``new`` there are.

    >>> Likeness(30, 40, 60)
    Likeness(common=30, old=40, new=60)
    >>> Likeness(30, 40, 60).of_old, Likeness(30, 40, 60).distance
    (0.75, 0.4)
    """

    common: int
    old: int
    new: int

    @property
    def of_old(self) -> float:
        """The share of the old text that is there."""
        return self.common / self.old if self.old else 0.0

    @property
    def of_new(self) -> float:
        """The share of the new text that is old."""
        return self.common / self.new if self.new else 0.0

    @property
    def distance(self) -> float:
        """0 for equal texts, 1 for texts with nothing in common (Dice)."""
        total = self.old + self.new
        return 1 - 2 * self.common / total if total else 1.0


def common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """The length of the longest common subsequence.

    >>> common("南北韓領袖會面", "南北韓的領袖於會")
    6
    """
    places: dict[Hashable, int] = {}
    for index, symbol in enumerate(one):
        places[symbol] = places.get(symbol, 0) | 1 << index
    width = (1 << len(one)) - 1
    row = width
    for symbol in other:
        hit = row & places.get(symbol, 0)
        row = ((row + hit) | (row - hit)) & width
    return len(one) - row.bit_count()


@lru_cache(maxsize=1 << 12)
def _pairs(text: str) -> tuple[str, ...]:
    return tuple(map("".join, itertools.pairwise(text)))


def common_text(one: str, other: str) -> int:
    """The common characters of two shadows, told by their pairs.

    >>> common_text("ABCDEF", "ABCXDEF")
    5
    """
    found = common(_pairs(one), _pairs(other))
    return found + 1 if found else 0


def alike(old: Published, new: Unit) -> Likeness:
    """The likeness of a published text and a new one."""
    if old.sha == new.sha:
        size = min(old.length, len(new.folded)) or 1
        return Likeness(size, size, size)
    head = old.head
    if old.length <= HEAD and len(new.folded) <= 2 * HEAD:
        return Likeness(common(head, new.folded), len(head), len(new.folded))
    size = len(new.shadow)
    if len(old.shadow) < old.length:  # only its beginning is known
        size = min(size, len(old.shadow))
    return Likeness(common_text(old.shadow, new.shadow), len(old.shadow), size)


def kin(one: Published, other: Published) -> Likeness:
    """The likeness of two published texts."""
    if one.sha == other.sha:
        size = one.length or 1
        return Likeness(size, size, size)
    if max(one.length, other.length) <= HEAD:
        return Likeness(common(one.head, other.head), one.length, other.length)
    return Likeness(common_text(one.shadow, other.shadow), len(one.shadow), len(other.shadow))
