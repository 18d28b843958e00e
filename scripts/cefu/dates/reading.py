"""The text as the date rules read it, and the way back to the block's text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from cefu.text.fold import fold, fold_key

#: An address in running text; its digits are no dates.
_ADDRESS = re.compile(r"(?:https?://|www\.|doi:)[!-~]+", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
#: 。12017年: the number of a note that came down beside the year after it.
_NOTE = re.compile(r"(?<=[。！？；」』”])[0-9]{1,2}(?=(?:19|20)[0-9]{2} ?年)")
_OUT_OF_PLAY = "※"


def han(pattern: str) -> str:
    """A pattern written in Traditional characters, for use on folded text.

    Everything outside ASCII is folded, so one pattern reads both scripts.

    >>> han("翌(?:年|日)後")
    '翌(?:年|日)后'
    """
    return _NOT_ASCII.sub(lambda match: fold_key(match[0]), pattern)


def compiled(pattern: str) -> re.Pattern[str]:
    """``re.compile(han(pattern))``."""
    return re.compile(han(pattern))


@dataclass(frozen=True, slots=True)
class Reading:
    """Folded ``text`` and, for its slices, the offsets in the block."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The block offsets of the non-empty folded slice ``start:end``."""
        return self.starts[start], self.ends[end - 1]


def read(text: str) -> Reading:
    """Fold ``text``; addresses and ringed or raised numbers are put out of play.

    A ringed or raised number (①, ²) is a mark, but would fold to a digit that
    runs into the year after it, as does a note's number left there.

    >>> read("²２０１８ 年見https://a.org/2018/06/12").text
    '※2018年见※※※※※※※※※※※※※※※※※※※※※※※※'
    """
    text = _ADDRESS.sub(lambda match: _OUT_OF_PLAY * len(match[0]), text)
    text = _NOTE.sub(lambda match: _OUT_OF_PLAY * len(match[0]), text)
    text = "".join(_OUT_OF_PLAY if unicodedata.category(c) == "No" else c for c in text)
    folded = fold(text)
    return Reading(folded.text, folded.starts, folded.ends)
