"""Reading decades and centuries: 1970年代, 20世紀80年代, 上世紀90年代初, 19世紀末."""

from __future__ import annotations

import re
from dataclasses import replace

from cefu.dates.reading import han
from cefu.dates.zh import units
from cefu.dates.zh.expressions import Part, Point
from cefu.dates.zh.pieces import Piece, may_begin_unit, shared_pieces
from cefu.dates.zh.years import Era
from cefu.text.numerals import number


def read_decades(text: str, at: int, era: Era) -> list[Piece]:
    match = units.DECADES.match(text, at)
    if match is None or not may_begin_unit(text, at):
        return []
    base = _century(match, era)
    numbers = match["numbers"]
    if len(numbers) == 3 and numbers.endswith("十"):  # 六七十年代
        first, last = (_decade(10 * (number(digit) or 0), base) for digit in numbers[:2])
        return [Piece(at, match.end(), first, last)]
    pieces = shared_pieces(match, lambda value: _decade(value, base))
    known = all(piece.first.year is not None for piece in pieces)
    return [
        replace(piece, start=at if index == 0 else piece.start)
        for index, piece in enumerate(pieces)
        if known
    ]


def _decade(value: int, base: int | None) -> Point:
    if value < 100:
        if base is None and value < 30:  # 20年代 may be this century's
            return Point()
        value += 1900 if base is None else base
    return Point(value // 10 * 10, masked=1)


def read_centuries(text: str, at: int, era: Era) -> list[Piece]:
    match = units.CENTURIES.match(text, at)
    if match is None or not may_begin_unit(text, at):
        return []
    base = _century(match, era)
    if base is None:
        return []
    if match["part"] == han("中葉") and match["word"] == "本":
        return [Piece(at, match.end(), Point(base + 50, part=Part.ABOUT))]
    if match["word"] and not match["part"]:  # 本世紀以來: too wide to date anything
        return []
    return [Piece(at, match.end(), Point(base, masked=2))]


def _century(match: re.Match[str], era: Era) -> int | None:
    if match["century"]:
        value = number(match["century"])
        if match["era"] and match["era"].endswith("前"):  # the years -499 to -400
            return 1 - value * 100 if value is not None and 1 <= value <= 40 else None
        return (value - 1) * 100 if value is not None and 1 <= value <= 22 else None
    if match["word"]:
        now = (era.writing or 2000) // 100 * 100
        return now if match["word"] == "本" else now - 100
    return None
