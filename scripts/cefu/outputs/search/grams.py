"""Grams: the posting lists of all single characters, pairs and triples of the corpus.

A pair's list answers a query of two characters exactly, a triple's one of three;
a longer term is the intersection of its triples' lists, checked on the text.  A
triple is left out where it tells nothing new: where one of its two pairs occurs
in `FEW` passages or fewer (their texts are soon checked), and a long list is not
repeated where it equals that of one of its pairs.

The work is done in slices of the corpus by first character, each sorted at once,
so that memory stays near that of the text itself.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cefu.outputs.search.corpus import Corpus
from cefu.outputs.search.encoding.postings import U64, Ints, Postings, encode, gather

#: A pair in so few passages needs no triples.
FEW = 4
#: A list so short is repeated rather than fetched from its pair's shard.
SHORT = 24
#: Occurrences sorted at once: 100 bytes each while it lasts.  More are no quicker.
SLICE = 500_000

#: Stands in a triple's place: its list is that of its first, or second, pair.
SAME_AS_FIRST, SAME_AS_SECOND = b"\0\1", b"\0\2"


def slices(corpus: Corpus, size: int = SLICE) -> Iterator[Ints]:
    """Positions in the corpus, sliced by first character, ascending in each slice."""
    counts = np.bincount(corpus.symbols, minlength=len(corpus.alphabet.number))
    counts[0] = 0
    number_of = np.cumsum(counts) // size
    last = int(number_of[-1])
    slice_of = number_of.astype(np.min_scalar_type(last + 1))
    slice_of[0] = last + 1
    of_position = slice_of[corpus.symbols]
    for number in range(last + 1):
        positions = np.flatnonzero(of_position == number)
        if len(positions):
            yield positions


class Occurrences:
    """The occurrences of one slice, by single character, pair and triple."""

    def __init__(self, corpus: Corpus, positions: Ints) -> None:
        self._corpus = corpus
        self.positions = positions
        self._passage = np.searchsorted(corpus.starts, positions, side="right") - 1
        symbols = corpus.symbols
        last = len(symbols) - 1
        self._first = symbols[positions].astype(np.uint64)
        self._second = symbols[np.minimum(positions + 1, last)].astype(np.uint64)
        self._third = symbols[np.minimum(positions + 2, last)].astype(np.uint64)

    def sorted(self, length: int) -> tuple[U64, Ints]:
        """Keys of ``length`` characters in order, and their positions, ascending in a key."""
        shift = np.uint64(16)
        keys, whole = self._first, np.ones(len(self._first), np.bool_)
        if length > 1:
            keys, whole = keys << shift | self._second, self._second > 0
        if length > 2:
            keys, whole = keys << shift | self._third, whole & (self._third > 0)
        some = np.flatnonzero(whole)
        order = some[np.argsort(keys[some], kind="stable")]
        return keys[order], order

    def postings(self, keys: U64, order: Ints) -> Postings:
        """The posting lists of what `sorted` gave."""
        heading: NDArray[np.bool_] = self._corpus.heading[self.positions[order]]
        return gather(keys, self._passage[order].astype(np.uint32), heading)


class PairCounts:
    """In how many passages each pair occurs."""

    def __init__(self) -> None:
        self._keys: list[U64] = []
        self._sizes: list[Ints] = []

    def add(self, lists: Postings) -> None:
        """Count the pairs of one slice; slices come in order of their keys."""
        self._keys.append(lists.heads)
        self._sizes.append(lists.sizes)

    def freeze(self) -> tuple[U64, Ints]:
        """All pairs in order, and their document frequencies."""
        if not self._keys:
            return np.zeros(0, np.uint64), np.zeros(0, np.int64)
        return np.concatenate(self._keys), np.concatenate(self._sizes)


def entries(lists: Postings, total: int) -> Iterator[tuple[int, bytes]]:
    """Every list as ``(key, wire form)``."""
    wanted = np.arange(len(lists.first) - 1)
    yield from zip(lists.heads.tolist(), encode(lists, wanted, total), strict=True)


def triple_entries(
    lists: Postings, pairs: U64, pair_sizes: Ints, total: int
) -> Iterator[tuple[int, bytes]]:
    """The triples worth telling, as ``(key, wire form)``, in order of their keys."""
    heads, sizes = lists.heads, lists.sizes
    first = pair_sizes[np.searchsorted(pairs, heads >> np.uint64(16))]
    second = pair_sizes[np.searchsorted(pairs, heads & np.uint64(0xFFFFFFFF))]
    telling = np.minimum(first, second) > FEW
    own = telling & ((sizes <= SHORT) | ((sizes != first) & (sizes != second)))
    coded = encode(lists, np.flatnonzero(own), total)
    for number in np.flatnonzero(telling).tolist():
        key = int(heads[number])
        if own[number]:
            yield key, next(coded)
        else:
            yield key, SAME_AS_FIRST if sizes[number] == first[number] else SAME_AS_SECOND
