"""How far a likeness can be trusted, given all that is nearly as alike.

A text is known again not by being alike but by being more alike than anything
else: the ratio of distances decides (Lowe, "Distinctive image features from
scale-invariant keypoints", 2004, section 7.1).  A paragraph that differs in one
word from its look-alike is the edited one only where the edit is much smaller
than that difference.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from cefu.addresses.matching.likeness import Likeness

#: From here on a likeness is taken for the text itself: a third as far as the next.
SURE = 0.99
#: From here on it is taken for the likeliest.
LIKELY = 0.75
#: No text is nearer than this: equal texts do not outweigh everything.
_NEAREST = 0.004
#: What is as far as this has no more in common than any two texts.
_FAR = 0.7
#: The pull of that: next to nothing.
_FAINT = 1e-3


def pull(distance: float) -> float:
    """The weight of something so far away: half as far, sixteen times the weight.

    >>> pull(0.1) > 15 * pull(0.2) > 200 * pull(0.6)
    True
    """
    return max(max(distance, _NEAREST) ** -4 - _FAR**-4, _FAINT)


def trusts(
    pairs: Mapping[tuple[int, int], Likeness], family: Mapping[int, Iterable[float]] = {}
) -> dict[tuple[int, int], float]:
    """For each pair of old and new its share among what either could be paired with.

    Two parts of one text are no rivals: a paragraph that was cut in two, or two
    that were joined.  ``family`` has, by old index, the distances of the old text
    to other old texts.

    >>> pairs = {(0, 0): Likeness(9, 10, 10), (0, 1): Likeness(8, 10, 10)}
    >>> {p: round(t, 2) for p, t in trusts(pairs).items()}
    {(0, 0): 0.94, (0, 1): 0.06}
    >>> trusts({(0, 0): Likeness(10, 10, 20), (1, 0): Likeness(9, 9, 20)})
    {(0, 0): 1.0, (1, 0): 1.0}
    >>> round(trusts({(0, 0): Likeness(9, 10, 10)}, {0: [0.1]})[0, 0], 2)
    0.5
    """
    rows: defaultdict[int, list[Likeness]] = defaultdict(list)
    columns: defaultdict[int, list[Likeness]] = defaultdict(list)
    for (i, j), likeness in pairs.items():
        rows[i].append(likeness)
        columns[j].append(likeness)
    found = {}
    for (i, j), own in pairs.items():
        weight = pull(own.distance)
        row = sum(pull(r.distance) for r in rows[i] if r.common + own.common > own.old)
        column = sum(pull(c.distance) for c in columns[j] if c.common + own.common > own.new)
        kin = max((pull(d) for d in family.get(i, ())), default=0.0)
        # A text of which half is there is no rival of itself, but counts itself.
        found[i, j] = min(
            weight / max(row, weight), weight / max(column, weight), weight / (weight + kin)
        )
    return found
