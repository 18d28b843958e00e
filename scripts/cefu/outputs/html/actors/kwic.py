"""KWIC: keyword in context, one line a mention."""

from __future__ import annotations

from dataclasses import dataclass

from cefu.text.fold import is_spaced


@dataclass(frozen=True, slots=True)
class Line:
    """A keyword with what stands before and after it; the cut ends have no mark."""

    before: str
    keyword: str
    after: str


def line(text: str, start: int, end: int, width: int) -> Line:
    """``text[start:end]`` with about ``width`` Han characters on either side.

    A letter of a spaced script counts half, and no such word is cut.

    >>> line("2018年6月12日在新加坡會面。", 11, 14, 3)
    Line(before='12日在', keyword='新加坡', after='會面。')
    >>> line("the Singapore summit of June", 4, 13, 4)
    Line(before='the ', keyword='Singapore', after=' summit ')
    """
    return Line(
        text[_back(text, start, width) : start],
        text[start:end],
        text[end : _forth(text, end, width)],
    )


def _back(text: str, start: int, width: int) -> int:
    at, room = start, 2 * width
    while at > 0 and (room := room - _size(text[at - 1])) >= 0:
        at -= 1
    word = at
    while 0 < word < start and _inside_word(text, word):
        word += 1
    return word if word < start else at


def _forth(text: str, end: int, width: int) -> int:
    at, room = end, 2 * width
    while at < len(text) and (room := room - _size(text[at])) >= 0:
        at += 1
    word = at
    while end < word < len(text) and _inside_word(text, word):
        word -= 1
    return word if word > end else at


def _inside_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _size(char: str) -> int:
    return 1 if is_spaced(char) or char.isascii() else 2
