"""The corpus as the index builder holds it: folded text as numbers, texts in chunks.

A passage's pieces are folded and laid end to end with a zero between, so that no
gram reaches over the end of a piece.  Characters are numbered in the order in
which they first occur, to fit 16 bits; what lies beyond is an archive of more
than 65,535 different characters, which Unicode's Han cannot fill in practice.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from cefu.model.errors import CefuError
from cefu.outputs.search.dates import Dates
from cefu.outputs.search.passage import HEADINGS, TOLD, Passage, Source
from cefu.outputs.search.texts import Texts
from cefu.outputs.search.words import Words
from cefu.text.fold import fold_key

U16 = NDArray[np.uint16]


@dataclass(slots=True)
class Alphabet:
    """Characters and their numbers; 0 is the end of a piece."""

    number: dict[str, int] = field(default_factory=lambda: {"\0": 0})

    def learn(self, text: str) -> None:
        """Number the characters of ``text`` that are new."""
        for char in sorted(set(text).difference(self.number)):
            self.number[char] = len(self.number)
        if len(self.number) > 0xFFFF:
            raise CefuError("the archive has more different characters than the index can number")

    def known(self, text: str) -> list[int] | None:
        """``text`` in numbers, or None where it has a character that never occurs."""
        numbers = [self.number.get(char, 0) for char in text]
        return numbers if all(numbers) else None

    def chars(self) -> list[str]:
        """The characters by number."""
        return list(self.number)


@dataclass(frozen=True, slots=True)
class Corpus:
    """All passages: ``symbols`` is the folded text in numbers, zeros between pieces.

    ``starts`` is where each passage begins in it, the end appended; ``heading``
    says of every symbol whether it stands in a heading.  ``reports`` has the
    reports in order and ``sizes`` how many passages each has.  ``texts`` are the
    texts as they go to the reader, ``raw_chars`` the characters they are made of, and
    ``words`` where which words of English are said, ``dates`` where what is dated how.
    """

    symbols: U16
    starts: NDArray[np.int64]
    heading: NDArray[np.bool_]
    alphabet: Alphabet
    reports: list[Source]
    sizes: list[int]
    texts: Texts
    words: Words
    dates: Dates
    raw_chars: frozenset[str]

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.starts) - 1


def read(passages: Iterable[Passage]) -> Corpus:
    """Take in all passages once; those of a report must come one after the other."""
    alphabet = Alphabet()
    symbols, heading = bytearray(), bytearray()
    starts = array("q", [0])
    reports: list[Source] = []
    sizes: list[int] = []
    texts = Texts()
    words = Words()
    dates = Dates()
    raw: set[str] = set()
    seen: set[str] = set()
    for passage in passages:
        if not reports or reports[-1].id != passage.report.id:
            if passage.report.id in seen:
                raise CefuError(f"the passages of report {passage.report.id!r} are not together")
            seen.add(passage.report.id)
            reports.append(passage.report)
            sizes.append(0)
        sizes[-1] += 1
        words.passage(len(starts) - 1, passage)
        dates.passage(len(starts) - 1, passage)
        for piece in passage.pieces:
            raw.update(piece.text)
            if piece.type in TOLD:
                continue
            folded = fold_key(piece.text)
            numbers = _numbers(folded, alphabet)
            symbols += numbers.tobytes() + b"\0\0"
            heading += bytes([piece.type in HEADINGS]) * (len(numbers) + 1)
        starts.append(len(heading))
        texts.add(passage)
    texts.finish()
    return Corpus(
        np.frombuffer(symbols, np.uint16),
        np.frombuffer(starts, np.int64),
        np.frombuffer(heading, np.bool_),
        alphabet,
        reports,
        sizes,
        texts,
        words,
        dates,
        frozenset(raw),
    )


def _numbers(folded: str, alphabet: Alphabet) -> U16:
    number = alphabet.number
    try:
        return np.array([number[char] for char in folded], np.uint16)
    except KeyError:
        alphabet.learn(folded)
        return np.array([number[char] for char in folded], np.uint16)
