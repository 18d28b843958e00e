"""Posting lists: which passages hold a gram, in few bytes, made by the million.

A *posting list* is an ascending list of passage numbers.  Each posting also has
a class, from which results are ranked before any text is fetched: 0 plain,
1 dense (the gram occurs `DENSE` times or more), 2 in a heading or title.

On the wire a list is ``df``, ``marked``, the passages, the marks:

- ``df`` and ``marked`` (how many postings have a class above 0) are varints;
- the passages are a bitmap of all passages if ``df * 8 > passages``, else
  varints: the first passage, then for each the distance to the one before, less 1;
- the marks are varints ``skipped * 2 + (class - 1)``, where ``skipped`` counts
  the unmarked postings since the last marked one.

Varints are LEB128: seven bits a byte, lowest first, the high bit meaning "more".
Bitmaps have the lowest bit first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

U8 = NDArray[np.uint8]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
Ints = NDArray[np.int64]

DENSE = 3


@dataclass(frozen=True, slots=True)
class Postings:
    """The posting lists of many keys at once, sorted by key and then by passage.

    ``keys`` (uint64), ``passages`` (uint32) and ``classes`` (uint8) have one
    entry a posting; ``first`` is where each list begins, with the end appended.
    """

    keys: U64
    passages: U32
    classes: U8
    first: Ints

    @property
    def heads(self) -> U64:
        """The key of each list."""
        return self.keys[self.first[:-1]]

    @property
    def sizes(self) -> Ints:
        """The length (document frequency) of each list."""
        return np.diff(self.first)


def gather(keys: U64, passages: U32, heading: NDArray[np.bool_]) -> Postings:
    """Posting lists from occurrences, which must be sorted by key, then passage.

    One entry an occurrence: its key, the passage it is in, and whether it stands
    in a heading.
    """
    if not len(keys):
        none = np.zeros(0, np.uint64)
        return Postings(none, none.astype(np.uint32), none.astype(np.uint8), np.zeros(1, np.int64))
    new_key = np.concatenate(([True], keys[1:] != keys[:-1]))
    new = new_key.copy()
    new[1:] |= passages[1:] != passages[:-1]
    at = np.flatnonzero(new)
    counts = np.diff(np.concatenate((at, [len(keys)])))
    classes = (counts >= DENSE).astype(np.uint8)
    classes[np.logical_or.reduceat(heading, at)] = 2
    first = np.concatenate((np.flatnonzero(new_key[at]), [len(at)]))
    return Postings(keys[at], passages[at], classes, first)


def encode(lists: Postings, wanted: Ints, total: int) -> Iterator[bytes]:
    """The lists numbered ``wanted`` (ascending) on the wire; ``total`` passages in all."""
    sizes = lists.sizes
    gaps = lists.passages.astype(np.int64)
    gaps[1:] -= lists.passages[:-1].astype(np.int64) + 1
    begins = lists.first[:-1]
    gaps[begins] = lists.passages[begins]
    gap_bytes, gap_at = varints(gaps)

    marked = np.flatnonzero(lists.classes)
    list_of = np.searchsorted(lists.first, marked, side="right") - 1
    before = np.concatenate(([-1], marked[:-1]))
    before = np.maximum(before, lists.first[list_of] - 1)
    marks, mark_at = varints((marked - before - 1) * 2 + lists.classes[marked] - 1)
    mark_first = np.searchsorted(marked, lists.first)

    for number in wanted.tolist():
        start, end = int(lists.first[number]), int(lists.first[number + 1])
        size = int(sizes[number])
        low, high = int(mark_first[number]), int(mark_first[number + 1])
        if size * 8 > total:
            bits = np.zeros(total, np.bool_)
            bits[lists.passages[start:end]] = True
            body = np.packbits(bits, bitorder="little").tobytes()
        else:
            body = gap_bytes[gap_at[start] : gap_at[end]].tobytes()
        yield (
            varint(size) + varint(high - low) + body + marks[mark_at[low] : mark_at[high]].tobytes()
        )


def varint(value: int) -> bytes:
    """One number as LEB128.

    >>> varint(300).hex()
    'ac02'
    """
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def varints(values: Ints) -> tuple[U8, Ints]:
    """Many numbers (each below 2**35) as LEB128, and where each begins, end appended."""
    sizes = np.ones(len(values), np.int64)
    for bits in (7, 14, 21, 28):
        sizes += values >= 1 << bits
    at = np.concatenate(([0], np.cumsum(sizes)))
    out = np.zeros(int(at[-1]), np.uint8)
    for nth in range(int(sizes.max(initial=0))):
        some = np.flatnonzero(sizes > nth)
        more = (sizes[some] > nth + 1).astype(np.uint8) << 7
        out[at[some] + nth] = ((values[some] >> (7 * nth)) & 127).astype(np.uint8) | more
    return out, at
