"""Which texts are likely to be alike, without comparing each with each.

Texts that are alike share runs of characters.  The runs of all texts are sorted
once; those that many texts have tell nothing and are left out.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: A run that more texts than this have says nothing about any of them.
_COMMON = 24
#: Runs of so many characters: in long texts, and in headings and the like.
LONG, SHORT = 5, 2

_Ints = npt.NDArray[np.int64]


def likely(
    asked: Sequence[str], texts: Sequence[str], width: int = LONG, most: int = 6
) -> list[list[int]]:
    """For each shadow of ``asked`` up to ``most`` indices of ``texts``, the likeliest first.

    >>> likely(["ABCDEFGH"], ["XXXXXXXX", "ABCDEFXX", "ABCDEFGX"])
    [[2, 1]]
    """
    found: list[list[int]] = [[] for _ in asked]
    ours, owners = _runs(asked, width)
    theirs, homes = _runs(texts, width)
    if not len(ours) or not len(theirs):
        return found
    order = np.argsort(theirs, kind="stable")
    theirs, homes = theirs[order], homes[order]
    first = np.searchsorted(theirs, ours, "left")
    count = np.searchsorted(theirs, ours, "right") - first
    told = (count > 0) & (count <= _COMMON)
    first, count, owners = first[told], count[told], owners[told]
    if not len(count):
        return found
    steps = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    pairs = np.repeat(owners, count) * len(texts) + homes[np.repeat(first, count) + steps]
    pairs, shared = np.unique(pairs, return_counts=True)
    rows, columns = np.divmod(pairs, len(texts))
    best = np.lexsort((columns, -shared, rows))
    for row, column in zip(rows[best].tolist(), columns[best].tolist(), strict=True):
        if len(found[row]) < most:
            found[row].append(column)
    return found


def _runs(texts: Sequence[str], width: int) -> tuple[_Ints, _Ints]:
    """Every run of ``width`` digits in the texts as a number, with its text's index.

    A run that a text has twice counts once.
    """
    sizes = np.fromiter((len(text) for text in texts), dtype=np.int64, count=len(texts))
    raw = np.frombuffer("".join(texts).encode("ascii"), dtype=np.uint8).astype(np.int64)
    if len(raw) < width:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    value = np.zeros(len(raw) - width + 1, dtype=np.int64)
    for step in range(width):
        value = value << 7 | raw[step : step + len(value)]
    owner = np.repeat(np.arange(len(texts)), sizes)
    whole = owner[: len(value)] == owner[width - 1 :]
    value, owner = value[whole], owner[: len(value)][whole]
    order = np.lexsort((value, owner))
    value, owner = value[order], owner[order]
    new = np.ones(len(value), dtype=bool)
    new[1:] = (value[1:] != value[:-1]) | (owner[1:] != owner[:-1])
    return value[new], owner[new]


def shared_runs(texts: Sequence[str], other: str) -> float:
    """The share of the runs of the shadows ``texts`` that the shadow ``other`` has.

    >>> shared_runs(["ABCDEF", "GHIJKL"], "xxABCDEFxx")
    0.5
    """
    ours, _ = _runs(["\n".join(texts)], LONG)
    theirs, _ = _runs([other], LONG)
    separate = ord("\n")
    plain = np.ones(len(ours), dtype=bool)
    for step in range(LONG):
        plain &= (ours >> 7 * step & 127) != separate
    ours = ours[plain]
    return len(np.intersect1d(ours, theirs)) / len(ours) if len(ours) else 0.0
