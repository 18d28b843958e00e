"""Shards: grams spread over small files so that a query fetches only a few.

A gram of length n lives in the shard ``spread(gram) % count`` of its family
(``1``, ``2``, ``3``).  A shard, deflated, is: a varint length and that many bytes
of UTF-8 with the shard's grams one after the other; a varint length for each
gram's entry; the entries.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

from cefu.outputs.search.encoding.postings import varint
from cefu.outputs.search.encoding.squeeze import deflate

#: What a shard should weigh, deflated, in bytes.  Smaller ones save a query few
#: bytes and cost the host many files.
SHARD_BYTES = 2_000


def spread(text: str) -> int:
    """A 32-bit number that scatters strings; the same stands in ``index/bytes.js``.

    >>> spread("朝鲜") % 64, spread("a") % 64
    (23, 27)
    """
    value = 0
    for char in text:
        value = (value ^ ord(char)) * 0x9E3779B1 & 0xFFFFFFFF
        value ^= value >> 15
    return value


def shard_count(entries: Iterable[bytes]) -> int:
    """How many shards hold ``entries`` at about `SHARD_BYTES` each."""
    weight = sum(len(entry) + 4 for entry in entries)
    # Deflated, gaps take about four fifths of their bytes.
    return in_steps(weight * 4 / 5 / SHARD_BYTES)


def in_steps(count: float) -> int:
    """``count``, at least 1, rounded to a step of a ladder of eight to each doubling, so that
    a word more or less hardly ever moves everything to other shards.

    >>> in_steps(0.3), in_steps(5.1), in_steps(1000), in_steps(1001)
    (1, 5, 1024, 1024)
    """
    return round(2 ** (round(8 * math.log2(max(1, count))) / 8))


def pack_grams(grams: Mapping[str, bytes], count: int) -> list[bytes]:
    """``count`` shards with all of ``grams`` (gram to entry)."""
    shards: list[list[str]] = [[] for _ in range(count)]
    for gram in grams:
        shards[spread(gram) % count].append(gram)
    return [_pack(sorted(shard, key=lambda g: (len(grams[g]), g)), grams) for shard in shards]


def _pack(shard: Sequence[str], grams: Mapping[str, bytes]) -> bytes:
    keys = "".join(shard).encode()
    sizes = b"".join(varint(len(grams[gram])) for gram in shard)
    return deflate(varint(len(keys)) + keys + sizes + b"".join(grams[gram] for gram in shard))
