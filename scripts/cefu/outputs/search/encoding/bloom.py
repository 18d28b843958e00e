"""A sieve of how names begin, so that a query asks only for dictionaries that may help.

A Bloom filter (B. H. Bloom, Space/time trade-offs in hash coding, CACM 13, 1970) over
the first two characters of every form: eight bits a beginning and three hashes, so that
of beginnings that are none about three in a hundred slip through and none is kept out.
"""

from __future__ import annotations

from collections.abc import Iterable

from cefu.outputs.search.encoding.shards import spread

HASHES = 3
#: The largest sieve, in bytes: beyond, more slips through.
MOST = 4_096


def sieve(forms: Iterable[str]) -> bytes:
    """The bits, lowest first in each byte, of the beginnings of folded ``forms``.

    >>> passes(sieve(["朝鲜半岛", "us"]), "朝鲜"), passes(sieve(["朝鲜半岛"]), "板门店")
    (True, False)
    """
    beginnings = {form[:2] for form in forms}
    bits = bytearray(min(MOST, max(1, len(beginnings))))
    for beginning in beginnings:
        for place in _places(beginning, len(bits)):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


def passes(bits: bytes, text: str) -> bool:
    """Whether a form may begin as ``text`` does; ``index/bytes.js`` asks the same."""
    return all(bits[place >> 3] >> (place & 7) & 1 for place in _places(text[:2], len(bits)))


def _places(beginning: str, size: int) -> Iterable[int]:
    return (spread(f"{nth}{beginning}") % (size * 8) for nth in range(HASHES))
