"""What keeps what: the nouns of matching."""

from __future__ import annotations

from dataclasses import dataclass, field

from cefu.addresses.matching.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Kept:
    """The unit that keeps an anchor; ``rival`` is where its text may be instead."""

    new: int
    likeness: Likeness
    sure: bool = True
    rival: int | None = None


@dataclass(slots=True)
class Pairing:
    """Old index → what keeps it, and new index → old; one to one."""

    keeps: dict[int, Kept] = field(default_factory=dict)
    keeper: dict[int, int] = field(default_factory=dict)

    def put(self, i: int, kept: Kept) -> None:
        """Let ``kept.new`` keep ``i``."""
        self.keeps[i], self.keeper[kept.new] = kept, i
