"""Cutting Han text into words by their frequencies.

The words are those of jieba's dictionary and of ``lexicons/words.txt``.  The method is
unigram segmentation: of all ways to cut a text the likeliest (Sproat et al., "A
stochastic finite-state word-segmentation algorithm for Chinese", Computational
Linguistics 22(3), 1996).
"""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import jieba

#: The longest word looked for (characters).
LONGEST = 6
#: A day, month or year in figures is one word: 三十日, 25日.
_COUNTED = re.compile(r"(?:[0-9]{1,4}|[〇零一二三四五六七八九十百廿卅]{1,4})[日月年]")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words in Simplified characters with the logarithms of their frequencies;
    ``unknown`` is that of one character that is none."""

    words: Mapping[str, float]
    unknown: float

    def weight(self, word: str) -> float | None:
        """The logarithm of the frequency of ``word``, ``None`` if it is none.

        A single character counts as a word.
        """
        found = self.words.get(word)
        if found is None and _COUNTED.fullmatch(word):
            return self.words["今天"]
        return self.unknown if found is None and len(word) == 1 else found

    def counted(self, times: int) -> float:
        """The weight of a word met so many times in what the dictionary was made from."""
        return math.log(times) + self.unknown


@cache
def lexicon() -> Lexicon:
    """jieba's dictionary, and ``lexicons/words.txt``."""
    jieba.setLogLevel(logging.WARNING)
    dictionary = jieba.Tokenizer()
    dictionary.initialize()
    total = math.log(dictionary.total)
    words = {word: math.log(count) - total for word, count in dictionary.FREQ.items() if count}
    for line in lines("words.txt"):
        word, _, count = line.partition(" ")
        words[word] = math.log(int(count)) - total
    return Lexicon(words, -total)


def lines(name: str) -> Iterator[str]:
    """The lines of a list in ``lexicons/``, without comments."""
    text = files("cefu.text").joinpath(f"lexicons/{name}").read_text(encoding="utf-8")
    return (line for line in text.splitlines() if line and not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Cut:
    """The likeliest words of a text as ``(start, end, word)``, and the logarithm of
    their likelihood."""

    score: float
    words: tuple[tuple[int, int, str], ...]


def likeliest(words: Iterable[tuple[int, int, str, float]], length: int) -> Cut:
    """The likeliest way to cut a text of ``length`` into ``words``: start, end, word, weight.

    >>> likeliest([(0, 1, "a", -1.0), (1, 2, "b", -1.0), (0, 2, "ab", -1.5)], 2)
    Cut(score=-1.5, words=((0, 2, 'ab'),))
    """
    ending: dict[int, list[tuple[int, str, float]]] = {}
    for start, end, word, weight in words:
        ending.setdefault(end, []).append((start, word, weight))
    best: list[tuple[float, int, str]] = [(0.0, 0, "")]
    for at in range(1, length + 1):
        best.append(
            max(
                (
                    (best[start][0] + weight, start, word)
                    for start, word, weight in ending.get(at, ())
                ),
                default=(-math.inf, at - 1, ""),
            )
        )
    spans: list[tuple[int, int, str]] = []
    at = length
    while at:
        _, start, word = best[at]
        spans.append((start, at, word))
        at = start
    return Cut(best[length][0], tuple(reversed(spans)))
