"""The heaviest chain: pairs of old and new places that keep each other's order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


def heaviest_chain(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of ``(old, new, weight)`` the pairs, rising on both sides, of the greatest weight.

    Takes time n log n: the best chain that ends at or before each new place is
    kept in a tree of prefix maxima (Fenwick, 1994).  Of equal chains the earlier
    pairs win.

    >>> heaviest_chain([(0, 0, 0.9), (1, 0, 0.8), (1, 1, 0.6)])
    [(0, 0), (1, 1)]
    >>> heaviest_chain([(0, 1, 1.0), (1, 0, 3.0)])
    [(1, 0)]
    """
    # Of one old place's pairs the later come first, so that none can follow another.
    ordered = sorted(pairs, key=lambda p: (p[0], -p[1]))
    places = sorted({new for _, new, _ in ordered})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(places) + 1)
    before: list[int] = []
    for index, (_, new, weight) in enumerate(ordered):
        place = bisect_left(places, new)
        total, last = 0.0, -1
        at = place
        while at:
            if best[at][0] > total:
                total, last = best[at]
            at &= at - 1
        before.append(last)
        total += weight
        at = place + 1
        while at < len(best):
            if total > best[at][0]:
                best[at] = total, index
            at += at & -at
    _, index = max(best, key=lambda b: b[0])
    chain = []
    while index >= 0:
        chain.append(ordered[index][:2])
        index = before[index]
    return chain[::-1]
