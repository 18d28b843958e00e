"""Moments, steps between them, and how a resolved expression is written as EDTF."""

from __future__ import annotations

from typing import NamedTuple

from cefu.dates.zh.expressions import Expression, Part, Point, Ref
from cefu.model import edtf


class Moment(NamedTuple):
    """A date of year, month or day precision."""

    year: int
    month: int | None = None
    day: int | None = None

    def edtf(self, *, circa: bool = False) -> str:
        """As EDTF, with ``~`` where it is only about that date."""
        return str(edtf.Date(self.year, self.month or 0, self.day or 0, mark="~" * circa))


def existing(year: int, month: int | Ref | None, day: int | Ref | None) -> Moment:
    """A moment that exists: a day the month has not (2月30日) is left to the month."""
    if not isinstance(month, int):
        return Moment(year)
    if not isinstance(day, int) or day > edtf.month_length(year, month):
        return Moment(year, month)
    return Moment(year, month, day)


def add_months(moment: Moment, months: int) -> Moment:
    index = moment.year * 12 + (moment.month or 1) - 1 + months
    return Moment(index // 12, index % 12 + 1)


def add_days(moment: Moment, days: int) -> Moment:
    if moment.day is None or moment.month is None:
        return moment
    year, month, day = moment.year, moment.month, moment.day + days
    while day < 1:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        day += edtf.month_length(year, month)
    while day > (length := edtf.month_length(year, month)):
        day -= length
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return Moment(year, month, day)


def lapsed(moment: Moment, count: int, unit: str) -> Moment | None:
    """``count`` units after a moment, ``None`` if it is not told so precisely.

    ``unit`` is 年, 月, or 天 or 日.

    >>> lapsed(Moment(2024, 5, 15), 1, "月"), lapsed(Moment(2016), 3, "年")
    (Moment(year=2024, month=6, day=15), Moment(year=2019, month=None, day=None))
    >>> lapsed(Moment(2016, 7), 20, "天")
    """
    if unit == "年":
        return Moment(moment.year + count)
    if unit == "月":
        later = add_months(moment, count)
        return None if moment.month is None else existing(later.year, later.month, moment.day)
    if moment.day is None:
        return None
    return add_days(moment, count)


class _End(NamedTuple):
    """One end of a written date: its EDTF, and the first and last moment it covers."""

    text: str
    low: Moment
    high: Moment


def written(found: Expression, first: Moment, last: Moment) -> tuple[str, Moment, Moment]:
    """The EDTF of an expression whose ends are resolved, and the ends it covers."""
    start = _point_written(found.first, first, found.circa)
    end = start if found.last is None else _point_written(found.last, last, found.circa)
    low, high = start.low, end.high
    lows = start.text.split("/")[0]
    highs = end.text.split("/")[-1]
    if edtf.parse(lows).first_day > edtf.parse(highs).last_day:
        return "", low, high
    if found.bound == "before":
        return edtf.interval("", highs), low, high
    if found.bound == "after":
        return edtf.interval(lows if found.last is None else highs, ""), low, high
    text = lows if lows == highs else edtf.interval(lows, highs)
    return text, low, high


def _point_written(point: Point, moment: Moment, circa: bool) -> _End:
    year, month, _ = moment
    part = point.part
    if part is None or part is Part.ABOUT:
        return _End(moment.edtf(circa=circa or part is Part.ABOUT), moment, moment)
    if part is Part.NEW_YEAR:
        new_year = Moment(year, 1, 1)
        return _End(new_year.edtf(circa=circa), new_year, new_year)
    if part in (Part.EARLY, Part.MID, Part.LATE):
        if month is None and point.month is None:
            month = {Part.EARLY: 1, Part.MID: 6, Part.LATE: 12}[part]
        about = Moment(year, month)
        return _End(about.edtf(circa=True), about, about)
    if part is Part.MONTHS:
        low, high = (Moment(year, number) for number in point.span)
    elif part is Part.DAYS and month is not None:
        length = edtf.month_length(year, month)
        low, high = (Moment(year, month, number or length) for number in point.span)
    else:
        season = edtf.Date(year, season=int(part.value), mark="~" * circa)
        return _End(str(season), Moment(year), Moment(year))
    text = low.edtf(circa=circa)
    if low != high:
        text = edtf.interval(text, high.edtf(circa=circa))
    return _End(text, low, high)


def year_from_end(found: Expression, first: Moment, last: Moment) -> Moment:
    """The first end of a range whose year is printed only at the other: 9月至2018年4月."""
    end = found.last
    if found.first.year is not None or end is None or end.year is None:
        return first
    later = first.month is not None and last.month is not None and first.month > last.month
    return existing(last.year - later, first.month, first.day)
