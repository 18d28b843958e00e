"""Pieces of dates, and what reading them has in common for every unit."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from cefu.dates.reading import compiled
from cefu.dates.zh import units
from cefu.dates.zh.expressions import Point
from cefu.text.numerals import CHINESE, number

#: 。2.2020年3月: the number of an item that runs on in its paragraph.
_NUMBER_OF_ITEM = compiled(r"(?:^|[。;:!?)」])[1-9][0-9]?\.$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One date or range of a list, before the words that limit it."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    fiscal: bool = False
    split: bool = False


def may_begin_unit(text: str, at: int) -> bool:
    """False in the middle of a number and for days of every year."""
    if at >= len(text):
        return False
    before = text[at - 1 : at]
    if text[at].isdigit() and before and before in "0123456789.第":
        return bool(before == "." and _NUMBER_OF_ITEM.search(text[max(0, at - 4) : at]))
    if text[at] in CHINESE and before and before in CHINESE + "第":
        return False
    return not units.RECURRING.search(text[max(0, at - 2) : at])


def as_run(pieces: list[Piece], text: str, value: Callable[[Point], object]) -> list[Piece]:
    """Days or months that follow each other and share their unit are one span: 5月7、8日.

    ``value`` takes the number that runs on out of a point.  Anything else (4、28日,
    15日及22日) is left a list.
    """
    numbers = [value(piece.first) for piece in pieces]
    first = numbers[0]
    if len(pieces) < 2 or not isinstance(first, int):
        return pieces
    if numbers != list(range(first, first + len(pieces))) or any(p.last for p in pieces):
        return pieces
    for before, after in pairwise(pieces):
        if text[before.end : after.start] != "、":
            return pieces
    return [replace(pieces[0], end=pieces[-1].end, last=pieces[-1].first)]


def _numbers(match: re.Match[str]) -> list[re.Match[str]]:
    tokens = units.NUMBER_OR_LINK.finditer(match.string, *match.span("numbers"))
    return [token for token in tokens if token["number"] is not None]


def shared_pieces(match: re.Match[str], point: Callable[[int], Point]) -> list[Piece]:
    """The items of a match of ``units.shared``; the unit belongs to the last."""
    pieces: list[Piece] = []
    if len({token["number"][0].isdigit() for token in _numbers(match)}) > 1:
        return []  # 四、5月: the number of a list
    ranged = False
    for token in units.NUMBER_OR_LINK.finditer(match.string, *match.span("numbers")):
        if token["number"] is None:
            ranged = token["to"] is not None
            continue
        value = number(token["number"])
        if value is None:
            return []
        if ranged and pieces and pieces[-1].last is None:
            pieces[-1] = replace(pieces[-1], end=token.end(), last=point(value))
        else:
            pieces.append(Piece(token.start(), token.end(), point(value)))
        ranged = False
    if pieces:
        pieces[-1] = replace(pieces[-1], end=match.end())
    return pieces
