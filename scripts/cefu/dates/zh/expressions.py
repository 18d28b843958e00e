"""What the grammar reads out of a text: date expressions, not yet resolved."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


@dataclass(frozen=True, slots=True)
class Ref:
    """A unit named by its distance from another date.

    ``base`` is ``writing`` for words that point from the time of writing (去年,
    上月) and ``context`` for words that point from the date last spoken of (同年,
    翌日).  ``shift`` is the distance in units: 翌年 is ``Ref("context", 1)``.
    """

    base: Literal["writing", "context"]
    shift: int = 0


class Part(Enum):
    """A part of a year or month; ``value`` is how the resolver reads it.

    ``early``, ``mid`` and ``late`` are approximate, the others have bounds.
    """

    EARLY = "early"
    MID = "mid"
    LATE = "late"
    SPRING = "21"
    SUMMER = "22"
    AUTUMN = "23"
    WINTER = "24"
    NEW_YEAR = "new year's day"
    ABOUT = "about the date itself"
    MONTHS = "a run of whole months"
    DAYS = "a run of days"


@dataclass(frozen=True, slots=True)
class Point:
    """One date as far as the words say; ``None`` is left to the context.

    ``masked`` counts the digits of the year left open: 1 for a decade (``year`` is
    then 1970 for 1970年代), 2 for a century.  ``span`` are the first and the last
    month or day of ``Part.MONTHS`` and ``Part.DAYS``; a last day of 0 is the last
    of the month.
    """

    year: int | Ref | None = None
    month: int | Ref | None = None
    day: int | Ref | None = None
    part: Part | None = None
    span: tuple[int, int] = (0, 0)
    masked: int = 0
    #: (1, "月"): so many units after the date just spoken of
    lapse: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A date expression at ``start:end`` of the folded text.

    ``last`` is the other end of a range.  ``bound`` is ``before`` or ``after`` where
    the words say that the date only limits (5月前, 年初後), ``within`` for a term
    (年內).  ``circa`` marks 前後 and 左右, ``fiscal`` a budget or school year,
    ``split`` one that runs over two years (2020-21年度),
    ``joined`` a date that shares the units of the one before it in a list.
    """

    start: int
    end: int
    first: Point
    last: Point | None = None
    bound: Literal["", "before", "after", "within"] = ""
    circa: bool = False
    fiscal: bool = False
    split: bool = False
    joined: bool = False
