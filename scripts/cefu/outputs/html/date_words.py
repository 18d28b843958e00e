"""EDTF in the words of a language: what a reader sees instead of ``2018-09-18/2018-09-20``.

The patterns are interface strings (``date_…``), so that each language orders day,
month and year as it does.  EDTF: https://www.loc.gov/standards/datetime/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from cefu.model.edtf import is_valid
from cefu.outputs.i18n.interface import Voice

_POINT = re.compile(r"(?P<year>-?\d{4}|\d{3}X|\d\dXX)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")
_MARKS = "~?%"


@dataclass(frozen=True, slots=True)
class _Point:
    """One end of a date: ``month`` may be a season's code; 0 where not said."""

    year: str
    month: int
    day: int

    @property
    def precision(self) -> int:
        return 3 if self.day else 2 if 1 <= self.month <= 12 else 1


def in_words(edtf: str, voice: Voice) -> str:
    """``edtf`` as ``voice`` says it; what is no EDTF of ours is given back as it is.

    >>> from cefu.outputs.i18n.interface import voice
    >>> zh = voice("zh-Hant")
    >>> [in_words(d, zh) for d in ("2018-06-12", "2018-01~", "197X", "../2018-05", "2018-12?")]
    ['2018年6月12日', '約2018年1月', '1970年代', '不晚於2018年5月', '2018年12月？']
    >>> in_words("2018-09-18/2018-09-20", zh), in_words("2018-11-30/2018-12-01", zh)
    ('2018年9月18日至20日', '2018年11月30日至12月1日')
    """
    if not is_valid(edtf):
        return edtf
    first, slash, last = edtf.partition("/")
    if not slash:
        return _one(first, voice)
    if first == "..":
        return voice("date_until", date=_one(last, voice))
    if last == "..":
        return voice("date_from", date=_one(first, voice))
    return _range(first, last, voice)


def _one(edtf: str, voice: Voice) -> str:
    """One date with its qualifier."""
    words = _point_in_words(_point(edtf), voice)
    mark = edtf[-1] if edtf[-1] in _MARKS else ""
    if mark in ("~", "%") and mark:
        words = voice("date_circa", date=words)
    if mark in ("?", "%") and mark:
        words = voice("date_uncertain", date=words)
    return words


def _point(edtf: str) -> _Point:
    match = _POINT.match(edtf)
    assert match is not None  # is_valid has seen it
    return _Point(match["year"], int(match["month"] or 0), int(match["day"] or 0))


def _point_in_words(point: _Point, voice: Voice) -> str:
    if point.year.endswith("XX"):
        return voice("date_century", number=int(point.year[:2]) + 1)
    if point.year.endswith("X"):
        return voice("date_decade", year=point.year[:3] + "0")
    year = _year(point.year, voice)
    if not point.month:
        return voice("date_year", year=year)
    if point.month > 12:
        return voice("date_season", year=year, season=voice(f"season_{point.month}"))
    month, name = point.month, voice(f"month_{point.month}")
    if not point.day:
        return voice("date_month", year=year, month=month, month_name=name)
    return voice("date_day", year=year, month=month, month_name=name, day=point.day)


def _year(year: str, voice: Voice) -> str:
    number = int(year)
    return str(number) if number > 0 else voice("date_bce", year=1 - number)


def _range(first: str, last: str, voice: Voice) -> str:
    a, b = _point(first), _point(last)
    plain = not (first[-1] in _MARKS or last[-1] in _MARKS)
    if plain and a.year == b.year and a.precision == b.precision >= 2:
        values: dict[str, object] = {
            "year": _year(a.year, voice),
            "month": a.month,
            "month_name": voice(f"month_{a.month}"),
            "day": a.day,
            "month2": b.month,
            "month_name2": voice(f"month_{b.month}"),
            "day2": b.day,
        }
        if a.precision == 2:
            return voice("date_months", **values)
        return voice("date_days" if a.month == b.month else "date_days_over_months", **values)
    return voice("date_range", first=_one(first, voice), last=_one(last, voice))


def machine_date(edtf: str) -> str:
    """What HTML's ``datetime`` attribute can hold of ``edtf``, else ''.

    >>> machine_date("2018-06-12"), machine_date("2018-06"), machine_date("2018-06~")
    ('2018-06-12', '2018-06', '')
    """
    return edtf if re.fullmatch(r"\d{4}(-(0\d|1[0-2])(-\d\d)?)?", edtf) else ""
