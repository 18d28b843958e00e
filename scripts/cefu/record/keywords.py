"""Keywords of a report: jieba's TF-IDF, taught the archive's own names.

jieba's dictionary and frequencies are Simplified; the text is cut on its
Simplified form, character for character, and the words are told as printed.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files

import jieba
import jieba.analyse
from opencc import OpenCC

_WORD = re.compile(r"[\u3400-\u9fff]{2,}")
#: Words of every policy brief; they tell nothing about this one.
_COMMON = frozenset(
    line
    for line in files("cefu.text")
    .joinpath("lexicons/common_words.txt")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
)


@lru_cache(maxsize=1)
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=1 << 16)
def _simple(char: str) -> str:
    converted: str = _simplifier().convert(char)
    return converted if len(converted) == 1 else char


def simplified(text: str) -> str:
    """``text`` in Simplified characters, one for one (for jieba, not for readers)."""
    return "".join(map(_simple, text))


class Extractor:
    """TF-IDF over jieba's words; ``names`` are words of the archive's own."""

    def __init__(self, names: Iterable[str]) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._words = jieba.Tokenizer()
        self._names = set()
        for name in names:
            if _WORD.fullmatch(name):
                self._words.add_word(simplified(name))
                self._names.add(simplified(name))
        loader = jieba.analyse.TFIDF()
        self._idf, self._median = loader.idf_freq, loader.median_idf

    def keywords(self, texts: Sequence[str], count: int = 10) -> tuple[str, ...]:
        """The ``count`` weightiest words of a report's ``texts``, as printed there."""
        frequency: Counter[str] = Counter()
        printed: dict[str, str] = {}
        for text in texts:
            for word, start, end in self._words.tokenize(simplified(text)):
                if _WORD.fullmatch(word) and text[start:end] not in _COMMON:
                    frequency[word] += 1
                    printed.setdefault(word, text[start:end])
        weight = {
            word: n * self._idf.get(word, self._median) * (1.5 if word in self._names else 1.0)
            for word, n in frequency.items()
            if n > 1 or word in self._names
        }
        best = sorted(weight, key=lambda word: (-weight[word], word))
        return tuple(printed[word] for word in best[:count])
