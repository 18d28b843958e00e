"""Years and days of other calendars: reigns and eras, and the lunar calendar; the years of
the Republic are read by ``years``.

A date of the lunar calendar is converted where its year is known and left alone where
it is not: 農曆五月五日 comes back every year, and is never the fifth of May.  So are
years that cannot be placed: of a ruler without a name (執政二十年), of a temple name
that several dynasties share (高宗三十一年), of calendars that are not known here.

Conversion is that of lunar_python, after Xu Jianwei's tables (Shouxing Wannianli),
which keep the months as the court's calendar office printed them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from lunar_python import Lunar, LunarMonth

from cefu.dates.reading import compiled, han
from cefu.dates.zh.expressions import Point
from cefu.dates.zh.pieces import Piece
from cefu.text.numerals import CHINESE, number

#: The first year for which lunar dates are converted (the Qing's calendar).
_FIRST_CONVERTED = 1645
_LAST_CONVERTED = 2199

_CALENDAR = r"(?:農曆|陰曆|夏曆|舊曆|古曆)"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九正元冬臘])"
_DAY_NUMBER = (
    r"(?:3[01]|[12][0-9]|0?[1-9]|初[一二三四五六七八九十]|三十|二十[一二三四五六七八九]?"
    r"|十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅|[一二三四五六七八九])"
)
_DAY = rf"(?P<day>{_DAY_NUMBER})(?![0-9個月年])[日號]?"
#: What makes a month one of the lunar calendar without a word for it.
_LUNAR_MONTH = rf"(?P<leap>閏)?(?P<month>{_MONTH})月(?:{_DAY})?"
_MARKED = compiled(
    rf"(?:(?P<calendar>的?,?{_CALENDAR})|(?=閏|[正臘]月|{_MONTH}月初[一二三四五六七八九十](?![輪次度個場項名國位方者艘架枚])))"
    + _LUNAR_MONTH
)
_PLAIN = compiled(_LUNAR_MONTH)
_MONTH_NAMES = {"正": 1, "元": 1, "冬": 11, "腊": 12}
_NUMBER = rf"(?:[0-9]{{1,4}}|[{CHINESE}]{{1,5}}|元)"
#: 光緒二十年至二十六年, 咸豐八年、十年: years that go on in the era named before them.
_GOES_ON = compiled(
    rf"(?:(?P<to>[-─~]|至|到|迄)|、|及|和|與)(?P<year>{_NUMBER})(?P<unit>年度?)(?!代)(?P<gloss>(?!))?"
)
_TAIL = rf"(?:(?:閏?{_MONTH}月)(?:初?{_DAY_NUMBER}[日號]?)?)?"
_TO = rf"(?:(?:[-─~]|至|到|、|及|和|與)(?:閏?{_MONTH}月)?{_DAY_NUMBER}[日號]?)?"
_STEM_YEAR = r"[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
#: What cannot be placed, and so is left alone as a whole.
_LEFT_ALONE = compiled(
    rf"{_CALENDAR}(?:(?:{_STEM_YEAR})?閏?{_MONTH}月(?:{_DAY_NUMBER}(?![個月年])[日號]?{_TO})?|年[底初末中前後])"
    rf"|{_STEM_YEAR}閏?{_MONTH}月(?:{_DAY_NUMBER}[日號]?)?"
    rf"|閏{_MONTH}月(?:{_DAY_NUMBER}[日號]?{_TO})?"
    rf"|[正臘]月(?:{_DAY_NUMBER}[日號]?{_TO})?"
    rf"|{_MONTH}月初[一二三四五六七八九十](?![輪次度個場項名國位方者艘架枚月]){_TO}"
    rf"|(?:[俄回儒]曆|儒略曆|伊斯蘭曆|伊曆|希吉來曆|波斯曆|猶太曆|猶太教曆|藏曆|傣曆|彝曆)(?:{_NUMBER}年)?{_TAIL}"
    rf"|(?:[太世高中聖仁宣英代憲孝武穆神光熹思成德文宣憲順哲純肅顯正睿定端明章和安昭平元哀]|[一-龥])[宗祖]{_NUMBER}年{_TAIL}"
    rf"|(?:在位|執政|掌權|當政|即位|登基|統治|親政|臨朝|攝政|治世|稱帝|稱王)(?:第|的第)?{_NUMBER}年{_TAIL}"
)
_TAIL_OF_DATE = compiled(_TAIL)
#: 某某二十年六月: a year in words of two digits, of whatever stands before it.
_TWO_DIGITS = (
    r"(?<![〇零一二三四五六七八九十百千廿卅數幾第])(?:[二三四五六七八九]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|卅[一二三四五六七八九]?)"
    rf"年(?:{_MONTH}月(?!內)(?:{_DAY_NUMBER}[日號])?)"
)
#: Words that stand before a year of our own century, too.
_NO_NAME = r"於在至到自從迄及和與前後今為即以暨或並且則又當是該了過近達約逾共滿每多餘"
_UNNAMED = compiled(rf"(?<=[一-龥])(?<![{_NO_NAME}]){_TWO_DIGITS}")
_OF_A_REIGN = compiled(_TWO_DIGITS)


@dataclass(frozen=True, slots=True)
class EraName:
    """An era: ``first`` is the common year of its year 1, ``years`` how many it has
    (0: it goes on), ``months`` whose months go with it, ``solar_from`` the year of the
    era from which they are today's."""

    first: int
    years: int
    months: str
    solar_from: int

    def calendar(self, year: int) -> str:
        """Whose months go with ``year`` of the era: solar, lunar or other."""
        return "solar" if self.solar_from and year >= self.solar_from else self.months


@cache
def eras() -> Mapping[str, EraName]:
    """The eras of ``text/lexicons/eras.yml`` by their folded name."""
    text = files("cefu.text").joinpath("lexicons/eras.yml").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {
        han(name): EraName(
            entry["first"], entry.get("years", 0), entry["months"], entry.get("solar_from", 0)
        )
        for name, entry in loaded.items()
    }


@cache
def _era_year() -> re.Pattern[str]:
    names = "|".join(sorted(eras(), key=len, reverse=True))
    return compiled(
        rf"(?:(?P<era>{names})(?:皇帝|帝)?|(?P<calendar>{_CALENDAR}))(?P<year>{_NUMBER})(?P<unit>年度?)"
        r"(?!代)(?:\((?:[公西]元)?(?P<gloss>[0-9]{4})年?\))?"
    )


def read_era_years(text: str, at: int) -> list[Piece]:
    """Dates whose years are counted by a named era, those that go on from it included.

    Months and days are read with them where they are not today's.

    >>> from cefu.dates.reading import read
    >>> for date in ("光緒二十一年三月二十三日", "明治二十七年八月一日", "洪武元年、二年"):
    ...     for piece in read_era_years(read(date).text, 0):
    ...         print(date[: piece.end], piece.first.year, piece.first.month, piece.first.day)
    光緒二十一年三月二十三日 1895 4 17
    明治二十七年 1894 None None
    洪武元年 1368 None None
    洪武元年、二年 1369 None None
    """
    match = _era_year().match(text, at)
    if match is None:
        return []
    era = eras()[match["era"]] if match["era"] else EraName(1, 0, "lunar", 0)
    pieces: list[Piece] = []
    start, ranged = at, False
    while match:
        value = number(match["year"])
        if value is None or not _is_in(era, value):
            break
        fiscal = match["unit"].endswith("度")
        year = Piece(start, match.end(), Point(era.first + value - 1), fiscal=fiscal)
        piece = _dated(text, year, era.calendar(value))
        if ranged:
            pieces[-1] = replace(pieces[-1], end=piece.end, last=piece.last or piece.first)
        else:
            pieces.append(piece)
        match = _GOES_ON.match(text, piece.end)
        if match:
            start, ranged = match.start("year"), match["to"] is not None
    return pieces


def _dated(text: str, piece: Piece, calendar: str) -> Piece:
    """``piece``, a year, with the month and day behind it where they are not today's."""
    year = piece.first.year
    match = _MARKED.match(text, piece.end)
    if match is None and calendar != "solar":
        match = _PLAIN.match(text, piece.end)
    if match is None or not isinstance(year, int):
        return piece
    if calendar == "other":
        return replace(piece, end=match.end())
    return _converted(piece.start, match, year)


def read_lunar(text: str, start: int, at: int, year: int) -> Piece | None:
    """The lunar date at ``at``, which is one of ``year`` printed from ``start`` on."""
    match = _MARKED.match(text, at)
    return None if match is None else _converted(start, match, year)


def _converted(start: int, match: re.Match[str], year: int) -> Piece:
    """A lunar date as the solar day, or days, it is; its year if there is no such date."""
    month = _month(match["month"]) * (-1 if match["leap"] else 1)
    day = _day(match["day"]) if match["day"] else None
    days = solar_days(year, month, day)
    if days is None:
        return Piece(start, match.end(), Point(year))
    first, last = (Point(*each) for each in days)
    return Piece(start, match.end(), first, None if first == last else last)


def solar_days(
    year: int, month: int, day: int | None
) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """The first and last solar day of a lunar day or month; a leap month is negative.

    ``None`` where there is no such month or day, or the year lies outside the tables.

    >>> solar_days(2024, 8, 15), solar_days(2020, -4, None)
    (((2024, 9, 17), (2024, 9, 17)), ((2020, 5, 23), (2020, 6, 20)))
    >>> solar_days(2021, -4, 1), solar_days(2024, 8, 31)
    (None, None)
    """
    if not _FIRST_CONVERTED <= year <= _LAST_CONVERTED:
        return None
    known = LunarMonth.fromYm(year, month)
    if known is None:
        return None
    length = known.getDayCount()
    if day is not None and not 1 <= day <= length:
        return None
    first, last = _solar(year, month, day or 1), _solar(year, month, day or length)
    return first, last


def _solar(year: int, month: int, day: int) -> tuple[int, int, int]:
    solar = Lunar.fromYmd(year, month, day).getSolar()
    return solar.getYear(), solar.getMonth(), solar.getDay()


def counts_by_reigns(text: str) -> bool:
    """Whether a folded text counts years by reigns whose months are not today's."""
    return any(
        match["era"] and eras()[match["era"]].months != "solar"
        for match in _era_year().finditer(text)
    )


def left_alone(text: str, *, roc: bool, reigns: bool) -> Iterator[tuple[int, int]]:
    """Where in the folded ``text`` dates stand that cannot be placed.

    ``roc``: the report counts by the Republic, so that years of two digits are its;
    ``reigns``: it counts by reigns, so that they may be of any.

    >>> from cefu.dates.reading import read
    >>> text = read("陰曆八月十五日祭海，執政二十年六月十二日演說，6月12日會談").text
    >>> [text[start:end] for start, end in left_alone(text, roc=False, reigns=False)]
    ['阴历八月十五日', '执政二十年六月十二日']
    """
    found = [match.span() for match in _LEFT_ALONE.finditer(text)]
    for match in _era_year().finditer(text):
        if match["era"] and not _is_in(eras()[match["era"]], number(match["year"])):
            tail = _TAIL_OF_DATE.match(text, match.end())
            found.append((match.start(), tail.end() if tail else match.end()))
    if not roc:
        found += [m.span() for m in (_OF_A_REIGN if reigns else _UNNAMED).finditer(text)]
    reached = 0
    for start, end in sorted(found):
        if end > reached:
            yield max(start, reached), end
            reached = end


def _is_in(era: EraName, year: int | None) -> bool:
    """Whether the era had such a year: 宣統 had three."""
    return year is not None and year > 0 and not (era.years and year > era.years)


def _month(text: str) -> int:
    return _MONTH_NAMES.get(text) or number(text) or 1


def _day(text: str) -> int:
    return number(text.removeprefix("初")) or 1
