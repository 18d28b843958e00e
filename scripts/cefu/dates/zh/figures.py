"""Reading whole dates in figures: 2018.4.27, 2018-06, 107/6/12, （6/12）."""

from __future__ import annotations

from dataclasses import replace

from cefu.dates.zh import months_days
from cefu.dates.zh.expressions import Point
from cefu.dates.zh.pieces import Piece


def read_figures(text: str, at: int) -> list[Piece]:
    """The dates in figures that begin at ``at``: 2018.4.27, 2018/6, （6/12）.

    >>> [piece.first.day for piece in read_figures("2018.4.27、5.26", 0)]
    [27, 26]
    """
    if match := months_days.FIGURES_IN_BRACKETS.match(text, at):
        first = Point(month=int(match["month"]), day=int(match["day"]))
        last = Point(day=int(match["last"])) if match["last"] else None
        return [Piece(at, match.end(), first, last)]
    match = months_days.FIGURES.match(text, at)
    if match is None:
        return []
    year, month, day = int(match["year"]), int(match["month"]), match["day"]
    if day is None:
        iso = match["sign"] != "-" or len(match["month"]) == 2
        if not (iso and 1900 <= year < 2100):
            return []
    if year < 1000:
        year += 1911
    pieces = [Piece(at, match.end(), Point(year, month, int(day) if day else None))]
    if day is None:
        measured = months_days.FIGURES_END.match(text, match.end()) is None
        return [] if measured else pieces
    if to := months_days.FIGURES_TO.match(text, match.end()):
        other = Point(month=int(to["month"]) if to["month"] else None, day=int(to["day"]))
        return [replace(pieces[0], end=to.end(), last=other)]
    end = match.end()
    while following := months_days.FIGURES_NEXT.match(text, end):
        if following["sign"] != match["sign"]:
            break
        point = Point(month=int(following["month"]), day=int(following["day"]))
        pieces.append(Piece(end + 1, following.end(), point))
        end = following.end()
    return pieces
