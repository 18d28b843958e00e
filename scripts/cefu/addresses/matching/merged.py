"""Where the text of an anchor went that no unit keeps: into a paragraph it was joined to.

Only words that nothing else explains count.  What a unit has from the anchor it
keeps is taken out of it first; in what is left, the lost text is looked for.  So
a paragraph that stood where it stands, word for word, is never where another
one went, however alike the two are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cefu.addresses.lock import Published, kind_of
from cefu.addresses.matching.likeness import Unit, common_text, kin
from cefu.addresses.matching.pairing import Kept
from cefu.addresses.matching.rivals import likely
from cefu.addresses.matching.trust import LIKELY, pull

#: So much of a text must be found in another place for its address to lead there.
_THERE = 0.3
#: An address leaves a unit with little of its text for a place with so much more.
_RATHER = 1.2
#: Shorter agreements between a unit and its own old text are chance.
_RUN = 3
#: So far from where it stood a text too short for runs is looked for.
_AROUND = 2


@dataclass(frozen=True, slots=True)
class Went:
    """The unit into which a text went, and the share of it that is there."""

    new: int
    share: float


def merged(
    old: Sequence[Published], new: Sequence[Unit], keeps: Mapping[int, Kept]
) -> dict[int, Went]:
    """Where the texts of ``old`` went that are not among ``keeps``, or hardly.

    >>> from cefu.addresses.matching.match import match
    >>> a, b = "南北韓領袖在板門店會面並簽署宣言。", "兩國領袖在新加坡首次會談，發表聲明。"
    >>> old, new = [Published.of("p1", a), Published.of("p2", b)], [Unit.of("p1", a + b)]
    >>> merged(old, new, match(old, new))
    {1: Went(new=0, share=1.0)}
    """
    lost = [i for i, anchor in enumerate(old) if anchor.length and _asked(anchor, keeps.get(i))]
    if not lost:
        return {}
    keeper = {kept.new: i for i, kept in keeps.items()}
    weak = {i: keeps[i].likeness.of_old for i in lost if i in keeps}
    room = _Room(old, new, keeper)
    found: dict[int, Went] = {}
    hosts = likely([old[i].shadow for i in lost], [unit.shadow for unit in new])
    family = _families(old, lost)
    around = _neighbours(lost, keeps, len(new))
    for i, row in sorted(zip(lost, hosts, strict=True), key=lambda item: -old[item[0]].length):
        # A text that one of two notes or blocks has is not looked for in pages and the like.
        places = dict.fromkeys([*row, *around[i]])
        shares = {j: room.share(old[i].shadow, j) for j in places if new[j].kind != "page"}
        best = max(shares, key=lambda j: (shares[j], -abs(j - i)), default=None)
        if best is None or shares[best] < max(_THERE, _RATHER * weak.get(i, 0.0)):
            continue
        own = pull(1 - shares[best])
        # All of it is there, or so much that none of its look-alikes can be meant.
        if shares[best] == 1 or own / (own + family[i]) >= LIKELY:
            found[i] = Went(best, shares[best])
            room.take(old[i].shadow, best)
    return dict(sorted(found.items()))


def _asked(anchor: Published, kept: Kept | None) -> bool:
    """Whether to look for a text: it is lost, or little is left of it, or it was part
    of a paragraph that it may have been taken out of."""
    if kept:
        return kept.likeness.of_old < 0.5 and not anchor.to
    return not anchor.to or bool(anchor.past and anchor.past[-1].fate == "joined")


def _neighbours(lost: Sequence[int], keeps: Mapping[int, Kept], size: int) -> dict[int, list[int]]:
    """For each lost text the units around the place where it would stand."""
    around = {}
    for i in lost:
        near = [
            keeps[k].new + step
            for distance in range(1, _AROUND + 1)
            for k, step in (
                (i - distance, 0),
                (i - distance, 1),
                (i + distance, 0),
                (i + distance, -1),
            )
            if k in keeps
        ]
        around[i] = [j for j in near if 0 <= j < size]
    return around


def _families(old: Sequence[Published], lost: Sequence[int]) -> dict[int, float]:
    """The pull of the published text most like each of ``lost``."""
    found = likely([old[i].shadow for i in lost], [anchor.shadow for anchor in old])
    return {
        i: max(
            (
                pull(1 - kin(old[i], old[k]).of_old)
                for k in row
                # The paragraph that it was part of has the same words by right.
                if k != i and old[k].id != old[i].to and kind_of(old[k].id) == kind_of(old[i].id)
            ),
            default=0.0,
        )
        for i, row in zip(lost, found, strict=True)
    }


class _Room:
    """What of each unit no old text explains yet."""

    def __init__(
        self, old: Sequence[Published], new: Sequence[Unit], keeper: Mapping[int, int]
    ) -> None:
        self.old, self.new, self.keeper = old, new, keeper
        self.left: dict[int, list[str]] = {}

    def _pieces(self, j: int) -> list[str]:
        if j not in self.left:
            pieces = [self.new[j].shadow]
            if j in self.keeper:
                own = self.old[self.keeper[j]]
                pieces = [] if own.sha == self.new[j].sha else _without(pieces, own.shadow)
            self.left[j] = pieces
        return self.left[j]

    def share(self, text: str, j: int) -> float:
        """The share of the shadow ``text`` in what is left of unit ``j``."""
        return max(
            (_contained(text, piece) for piece in self._pieces(j)),
            default=0.0,
        )

    def take(self, text: str, j: int) -> None:
        """Explain ``text`` in unit ``j``."""
        self.left[j] = _without(self._pieces(j), text)


def _contained(text: str, piece: str) -> float:
    """The share of ``text`` in ``piece``; a text of a few signs must be there whole."""
    if len(text) < 2 * _RUN:
        return float(len(text) > 1 and text in piece)
    return common_text(text, piece) / len(text)


def _without(pieces: Sequence[str], text: str) -> list[str]:
    """``pieces`` without the runs they have in common with ``text``, in order.

    >>> _without(["ABCDEFxyzGHIJ"], "ABCDEFGHIJ")
    ['xyz']
    """
    left = []
    for piece in pieces:
        at = 0
        for run in SequenceMatcher(None, text, piece, autojunk=False).get_matching_blocks():
            if run.size >= _RUN or not run.size:
                left.append(piece[at : run.b])
                at = run.b + run.size
    return [piece for piece in left if len(piece) > 1]
