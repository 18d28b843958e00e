"""Reading years: of the common era and the ROC, in words, in lists, in two digits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cefu.dates.reading import compiled
from cefu.dates.zh import months_days, units
from cefu.dates.zh.calendars import read_era_years
from cefu.dates.zh.expressions import Point, Ref
from cefu.dates.zh.pieces import Piece, may_begin_unit, shared_pieces
from cefu.text.numerals import number

_LENGTH_OF_YEARS_BEFORE = compiled(
    r"(?:持續|長達|歷時|歷經|經過|為期|[接將最逼]近|近|逾|超過|達|滿|已|共|約|有|前後|徒刑|刑|成立|創立|誕生"
    r"|建[黨國軍政交校]|立國|隔|過去|未來|整整|每|第|數|短短|連續|相隔|時隔|任期|執政|統治|史|間隔|迄今|至今)$"
)
_LENGTH_OF_YEARS_AFTER = compiled(
    r"(?:[以之]?來|間|[以之]?[內後上]|之久|前|(?:的)?歷史|[計規]|有期|期|的(?:[^,。]{0,4})(?:關係|統治|歷史))"
)
#: 62年、85年及94年: lengths of time do not come in lists.
_MORE_YEARS = compiled(r"[、和與及][0-9]{2,3}年")
#: 逾60、70年: the numbers before the last of a list of lengths.
_LISTED_BEFORE = compiled(r"(?:[0-9]{1,3}[、和與及])+$")
_PAIR = compiled(r"([0-9]{2})(?:、|及|和|與|至|-)([0-9]{2})")
_THREE_DIGITS = re.compile(r"1[0-9]{2}$")
#: 99年至104年間, 99年、100年間: so does what goes on from a year.
_YEAR_TO = compiled(rf"[0-9]年度?(?:{units.TO}|[、和與及])$")
_LONG_AGO = compiled(r"(?:[以之]?來|(?:的)?(?:悠久)?(?:歷史|文明|傳統)|之久|以上|前)")
_CALLS_FOR_DATE = compiled(r"(?:自從?|從|於|在|至|到|迄|及|、|和|與|[,。;:(])$|^$")


@dataclass(frozen=True, slots=True)
class Era:
    """How a report counts years: ``writing`` is its year, if known.

    ``roc`` says that it uses the calendar of the Republic of China (year 1 is 1912),
    so that 107年 and 98年3月 are years of that calendar; ``short`` that it writes years
    in two digits (98年3月), ``reigns`` that it counts by reigns (光緒二十一年).
    """

    roc: bool = False
    writing: int | None = None
    short: bool = False
    reigns: bool = False

    def year(self, value: int, *, with_month: bool) -> int | None:
        """The year meant by a number of two or three digits, ``None`` for a length.

        >>> Era(roc=True).year(107, with_month=False), Era(writing=2018).year(98, with_month=True)
        (2018, 1998)
        """
        if value >= 100:
            here = value + 1911
            near = self.writing is None or abs(here - self.writing) <= 20
            return here if near and (self.roc or with_month or self.writing) else None
        if self.roc:
            return value + 1911
        if not (with_month or (self.short and value >= 60)):
            return None
        return 2000 + value if 2000 + value <= (self.writing or 2030) + 10 else 1900 + value


def read_years(text: str, at: int, era: Era) -> list[Piece]:
    if words := _year_words(text, at, era):
        return words
    if span := _span(text, at):
        return [span]
    if match := units.LEANING.match(text, at):
        if not may_begin_unit(text, at):
            return []
        return [Piece(at, match.end(), Point(int(match["year"])))]
    if match := units.PROGRAMME.match(text, at):
        return [Piece(at, match.end(), Point(int(match[0])), fiscal=True)]
    if match := units.FISCAL.match(text, at):
        return [Piece(at, match.end(), Point(int(match["year"])), fiscal=True)]
    if match := units.BEFORE_CHRIST.match(text, at):
        return [Piece(at, match.end(), Point(1 - (number(match["year"]) or 1)))]
    if shared := _shared_era(text, at, era):
        return shared
    if match := units.ERA.match(text, at):
        value = number(match["year"])
        if value is not None and 0 < value < 200:
            return [Piece(at, match.end(), Point(value + 1911))]
    if named := read_era_years(text, at):
        return named
    head = units.CHRISTIAN.match(text, at)
    begin = head.end() if head else at
    if not may_begin_unit(text, begin):
        return []
    match = units.YEARS.match(text, begin)
    if match is None:
        return [] if head else _bare_year(text, at, era)
    if _is_age(match):
        return []
    return _led(shared_pieces(match, Point), at, fiscal=match["unit"] != "年")


def _span(text: str, at: int) -> Piece | None:
    """A range of years that share their century, unit or bracket: 2016-18年, 2020-21年度."""
    if match := units.SPLIT_YEARS.match(text, at):
        low, high = number(match["first"]) or 0, number(match["last"]) or 0
        return Piece(at, match.end(), Point(low), Point(high + 1), fiscal=True)
    match = units.BRACKETED.match(text, at) or units.SHORT_RANGE.match(text, at)
    if match is None:
        return None
    groups = match.groupdict()
    head = match["first"] or groups["first_han"]
    tail = match["last"] or groups["last_han"]
    unit = groups.get("unit") or groups.get("unit_han")
    first, last = number(head) or 0, number(tail) or 0
    last += first // 100 * 100 if last < 100 else 0
    fiscal = unit not in (None, "年")
    if last <= first:
        return None
    split = fiscal and last == first + 1 and len(tail) == 2
    return Piece(at, match.end(), Point(first), Point(last), fiscal, split)


def _year_words(text: str, at: int, era: Era) -> list[Piece]:
    gloss = units.GLOSSED.match(text, at)
    if gloss and (gloss["a"] or gloss["b"] or gloss["c"]):
        value = number(gloss["year"])
        if value is not None and value < 1000:
            value = value + 1911 if value >= 100 else era.year(value, with_month=True)
        if value is not None and 1000 <= value < 2200:
            return [Piece(at, gloss.end(), Point(value))]
    if match := units.GLOSSED_BEHIND.match(text, at):
        return [Piece(at, match.end(), Point(int(match["year"])))]
    if match := units.BOTH_YEARS.match(text, at):
        return [Piece(at, match.end(), Point(Ref("writing")), Point(Ref("writing", 1)))]
    if match := units.SEASON_WORDS.match(text, at):
        shift = {"今": 0, "去": -1, "明": 1}[match["word"]]
        part, span = units.part_of(match, None)
        return [Piece(at, match.end(), Point(Ref("writing", shift), part=part, span=span))]
    for pattern, ref in units.YEAR_WORDS:
        if match := pattern.match(text, at):
            fiscal = match[0].endswith("度")
            return [Piece(at, match.end(), Point(ref), fiscal=fiscal)]
    if match := months_days.YEARS_ON.match(text, at):
        count = number(match["number"])
        if count is not None and may_begin_unit(text, at):
            return [Piece(at, match.end(), Point(Ref("context", count)))]
    return []


def _shared_era(text: str, at: int, era: Era) -> list[Piece]:
    head = units.ERA_NAME.match(text, at)
    match = units.ERA_SHARED.match(text, head.end() if head else at)
    if match is None or match["numbers"].isdigit() or not (head or era.roc):
        return []
    fiscal = match["unit"] != "年"
    # 97、98年 follow each other; 60、70年 may be lengths of time.
    pair = _PAIR.fullmatch(match["numbers"])
    follow = pair is not None and int(pair[2]) == int(pair[1]) + 1
    follow = follow and not _LENGTH_OF_YEARS_BEFORE.search(text[max(0, at - 5) : at])
    if not (head or fiscal or follow or _THREE_DIGITS.search(match["numbers"])):
        return []
    pieces = shared_pieces(match, lambda value: Point(value + 1911))
    return _led(pieces, at, fiscal=fiscal)


def _bare_year(text: str, at: int, era: Era) -> list[Piece]:
    match = units.BARE.match(text, at)
    if match is None:
        return []
    value = number(match["year"])
    if value is None:
        return []
    month = months_days.MONTHS.match(text, match.end())
    year = era.year(value, with_month=month is not None)
    if match["year"][0] == "0" and year is None:
        year = 2000 + value
    if match["gloss"]:
        year = int(match["gloss"])
    elif month is None and _is_length(match, value, era):
        return []
    if year is None:
        return []
    return [Piece(at, match.end(), Point(year), fiscal=match["unit"] != "年")]


def _is_length(match: re.Match[str], value: int, era: Era) -> bool:
    """Whether 68年 or 107年 is a length of time, by the words about it."""
    if match["unit"] != "年":
        return False
    if match["year"].endswith("十"):  # 五十年不變
        return True
    text = match.string
    before = text[max(0, match.start() - 5) : match.start()]
    if era.roc and _YEAR_TO.search(before):  # 99年至104年間
        return False
    if era.roc and _MORE_YEARS.match(text, match.end()):
        return False
    if _LENGTH_OF_YEARS_BEFORE.search(_LISTED_BEFORE.sub("", before)):
        return True
    if _LENGTH_OF_YEARS_AFTER.match(text, match.end()):
        return True
    if match["year"][0] == "0":
        return False
    # Round and small numbers need a word that calls for a date.
    return (value <= 100) and not _CALLS_FOR_DATE.search(before)


def _is_age(match: re.Match[str]) -> bool:
    """Whether 2000年 is a length: a round number with the words of one."""
    value = number(match["numbers"])
    if value is None or value % 100:
        return False
    text = match.string
    before = text[max(0, match.start() - 5) : match.start()]
    return bool(_LENGTH_OF_YEARS_BEFORE.search(before) or _LONG_AGO.match(text, match.end()))


def _led(pieces: Sequence[Piece], at: int, *, fiscal: bool) -> list[Piece]:
    """The pieces of a list of years; words before the first number belong to it."""
    return [
        replace(piece, start=at if index == 0 else piece.start, fiscal=fiscal)
        for index, piece in enumerate(pieces)
    ]
