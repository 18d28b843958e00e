"""What the lock remembers of a text, and how a text is found again by it.

A published text is remembered by a *fingerprint* (a hash of its folded form:
equal texts, whatever their punctuation and spacing) and by a *sketch*: up to
``SAMPLES`` of its shingles (``WIDTH`` characters in a row), taken at even steps
along it.  The new text is at hand in full, so every sampled shingle can be
looked up in all of it; the share found in a block estimates how much of the old
text stands there now.  Even steps make that estimate exact to one sample where
a text was cut in two, which a random sample of the same size would not be.

Shingling is Broder's ("On the resemblance and containment of documents", 1997).
Nothing here may ever change its outcome, or every committed lock is void.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

WIDTH = 5
SAMPLES = 32
#: Texts no longer than this are remembered word for word (see ``Published.head``).
HEAD = 32

_CHUNK = 1 << 20
_DIGITS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = np.full(256, -1, dtype=np.int64)
_VALUES[np.frombuffer(_DIGITS, dtype=np.uint8)] = np.arange(64)
_PLACES = np.array([1 << 24, 1 << 18, 1 << 12, 1 << 6, 1], dtype=np.int64)
_NOT_WORD = re.compile(r"[\W_]+")

_Hashes = npt.NDArray[np.int64]


def fold(text: str) -> str:
    """The letters and digits of ``text``, NFKC and case folded.

    Punctuation, blanks and list glyphs do not count as text; a text that has
    nothing else keeps them.

    >>> fold("２０１８ 年，Trump")
    '2018年trump'
    >>> fold("* * *")
    '***'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("", folded) or "".join(folded.split())


def fingerprint(folded: str) -> str:
    """Sixteen hexadecimal digits that tell one folded text from another."""
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def shingles(folded: str) -> _Hashes:
    """The 30-bit hash of each shingle of ``folded``, in order.

    A text shorter than a shingle counts as one.

    >>> len(shingles("abcdefg")), len(shingles("ab")), len(shingles(""))
    (3, 1, 0)
    """
    if not folded:
        return np.empty(0, dtype=np.int64)
    points = np.frombuffer(
        folded.ljust(WIDTH, "\0").encode("utf-32-le", "surrogatepass"), dtype="<u4"
    ).astype(np.uint64)
    count = len(points) - WIDTH + 1
    mixed = np.zeros(count, dtype=np.uint64)
    for step in range(WIDTH):
        mixed = mixed * np.uint64(0x100000001B3) + points[step : step + count]
    # The finaliser of splitmix64 spreads neighbouring sums over all bits.
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (mixed >> np.uint64(34)).astype(np.int64)


def sketch(folded: str) -> str:
    """The sampled shingles of ``folded``, five base-64 digits each.

    >>> sketch("")
    ''
    >>> len(sketch("朝鮮半島無核化")) // 5
    3
    """
    # Only the sampled places are hashed, however long the text.
    count = max(len(folded) - WIDTH + 1, min(len(folded), 1))
    taken = min(count, SAMPLES)
    places = [(2 * i + 1) * count // (2 * taken) for i in range(taken)]
    # The sampled windows laid end to end: every fifth shingle is a sampled one.
    hashes = shingles("".join(folded[p : p + WIDTH] for p in places))[::WIDTH].tolist()
    return "".join(
        chr(_DIGITS[value >> shift & 63]) for value in hashes for shift in (24, 18, 12, 6, 0)
    )


def samples(written: str) -> list[int]:
    """The hashes written in a sketch; ``ValueError`` if it is no sketch.

    >>> samples(sketch("朝鮮半島無核化")) == shingles("朝鮮半島無核化").tolist()
    True
    """
    if len(written) % WIDTH or not written.isascii():
        raise ValueError("a sketch is a row of five-digit groups")
    digits = _VALUES[np.frombuffer(written.encode(), dtype=np.uint8)]
    if (digits < 0).any():
        raise ValueError("a sketch has base-64 digits only")
    values: list[int] = (digits.reshape(-1, len(_PLACES)) @ _PLACES).tolist()
    return values


def occurrences(texts: Sequence[str], wanted: Iterable[int]) -> dict[int, list[int]]:
    """For each wanted shingle hash, the indices of the folded texts that have it.

    One pass over the texts, in pieces, so that a text of many million
    characters costs no more memory than its piece.
    """
    keys = np.unique(np.fromiter(wanted, dtype=np.int64))
    found: dict[int, list[int]] = {}
    if not len(keys):
        return found
    for hashes, owners in _batches(texts):
        place = np.searchsorted(keys, hashes)
        place[place == len(keys)] = 0
        hit = keys[place] == hashes
        pairs = np.unique(hashes[hit] * len(texts) + owners[hit])
        for pair in pairs.tolist():
            key, owner = divmod(pair, len(texts))
            homes = found.setdefault(key, [])
            if not homes or homes[-1] != owner:
                homes.append(owner)
    return found


def _batches(texts: Sequence[str]) -> Iterator[tuple[_Hashes, _Hashes]]:
    """All shingles of ``texts`` with the index of their text, about a million at a time."""
    hashes: list[_Hashes] = []
    owners: list[_Hashes] = []
    size = 0
    for index, text in enumerate(texts):
        for start in range(0, max(len(text) - WIDTH + 1, min(len(text), 1)), _CHUNK):
            piece = shingles(text[start : start + _CHUNK + WIDTH - 1])
            hashes.append(piece)
            owners.append(np.full(len(piece), index, dtype=np.int64))
            size += len(piece)
            if size >= _CHUNK:
                yield np.concatenate(hashes), np.concatenate(owners)
                hashes, owners, size = [], [], 0
    if hashes:
        yield np.concatenate(hashes), np.concatenate(owners)
