"""EDTF (ISO 8601-2) as one value: parsed once, asked for its days and its precision.

Specification: https://www.loc.gov/standards/datetime/, levels 0 to 2 as far as records
and timelines use them: calendar dates of year, month or day precision (``2018-06-12``),
seasons (``2018-22``), unspecified last digits of a year (``197X``, ``-02XX``), the
qualifiers ``~``, ``?`` and ``%`` after a whole date, and intervals whose ends are such
dates or open (``..``).  Days are those of the proleptic Gregorian calendar; year 0 is
1 BC.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

#: Year, month, day.
Day = tuple[int, int, int]
Precision = Literal["century", "decade", "year", "season", "month", "day"]
#: From coarse to fine.
PRECISIONS: tuple[Precision, ...] = ("century", "decade", "year", "season", "month", "day")

_FORM = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}X|\d\dXX))(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<mark>[~?%]?)"
)
#: Before and after every day: what an open end of an interval is taken for.
OPEN_START: Day = (-10_000, 1, 1)
OPEN_END: Day = (9999, 12, 31)


class EdtfError(ValueError):
    """Text that is no date: ``problem`` says what is wrong, ``remedy`` what to write."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, season, year, decade or century; parts not said are 0.

    ``masked`` is how many last digits of ``year`` are open (1: decade, 2: century),
    ``season`` 21 (spring) to 24 (winter), ``mark`` the qualifier: ``~`` about, ``?``
    uncertain, ``%`` both.
    """

    year: int
    month: int = 0
    day: int = 0
    season: int = 0
    masked: int = 0
    mark: str = ""

    def __str__(self) -> str:
        """As EDTF.

        >>> str(Date(2018, 6, 12)), str(Date(2018, season=22)), str(Date(1970, masked=1))
        ('2018-06-12', '2018-22', '197X')
        >>> str(Date(2018, 1, mark="~")), str(Date(-299, masked=2)), str(Date(-220))
        ('2018-01~', '-02XX', '-0220')
        """
        text = f"{'-' * (self.year < 0)}{abs(self.year):04d}"
        if self.masked:
            text = text[: -self.masked] + "X" * self.masked
        for part in (self.month or self.season, self.day):
            text += f"-{part:02d}" if part else ""
        return text + self.mark

    @property
    def precision(self) -> Precision:
        """How much is said.

        >>> [Date(2018, 6).precision, Date(1970, masked=1).precision]
        ['month', 'decade']
        """
        if self.masked:
            return "decade" if self.masked == 1 else "century"
        return "day" if self.day else "month" if self.month else "season" if self.season else "year"

    @property
    def bare(self) -> Date:
        """The same without its qualifier."""
        return replace(self, mark="")

    @property
    def first_day(self) -> Day:
        """The first day it can mean; a season is that of the northern half."""
        return self._bound(first=True)

    @property
    def last_day(self) -> Day:
        """The last day it can mean; winter ends with its year."""
        return self._bound(first=False)

    def _bound(self, *, first: bool) -> Day:
        year, month = self.year, self.month
        if self.masked:
            span = 10**self.masked - 1
            low = year if year >= 0 else -(-year // (span + 1) * (span + 1) + span)
            year = low if first else low + span
        if self.season:
            month = min(12, 3 * (self.season - 20) + (0 if first else 2))
        if self.day:
            return year, month, self.day
        if first:
            return year, month or 1, 1
        return year, month or 12, month_length(year, month or 12)


@dataclass(frozen=True, slots=True)
class Edtf:
    """One date, or an interval from ``first`` to ``last``, of which one may be open.

    A single date is its own ``first`` and ``last``; ``None`` is an open end.
    """

    first: Date | None
    last: Date | None
    is_interval: bool = False

    def __str__(self) -> str:
        """As EDTF.

        >>> [str(parse(t)) for t in ("2018-06~", "../2018-05", "2018-09-18/2018-09-20")]
        ['2018-06~', '../2018-05', '2018-09-18/2018-09-20']
        """
        first, last = (str(end) if end else ".." for end in (self.first, self.last))
        return f"{first}/{last}" if self.is_interval else first

    @property
    def first_day(self) -> Day:
        """The first day it can mean.

        >>> [parse(t).first_day for t in ("2018-06", "197X", "2018-22", "-02XX", "2009/..")]
        [(2018, 6, 1), (1970, 1, 1), (2018, 6, 1), (-299, 1, 1), (2009, 1, 1)]
        """
        return self.first.first_day if self.first else OPEN_START

    @property
    def last_day(self) -> Day:
        """The last day it can mean.

        >>> [parse(t).last_day for t in ("2018-02", "2018/2019-01", "-02XX", "2009/..")]
        [(2018, 2, 28), (2019, 1, 31), (-200, 12, 31), (9999, 12, 31)]
        """
        return self.last.last_day if self.last else OPEN_END

    @property
    def ends(self) -> tuple[Date, ...]:
        """The dates that are said: one, or both ends of an interval."""
        said = (self.first, self.last) if self.is_interval else (self.first,)
        return tuple(end for end in said if end)

    @property
    def precision(self) -> Precision:
        """That of the coarser end.

        >>> [parse(t).precision for t in ("2018-06-12", "2018-06/2018-07-01", "197X", "2018-22")]
        ['day', 'month', 'decade', 'season']
        """
        return min((end.precision for end in self.ends), key=PRECISIONS.index)

    @property
    def is_open(self) -> bool:
        """Whether it is an interval with an open end."""
        return self.first is None or self.last is None

    @property
    def is_qualified(self) -> bool:
        """Whether anything in it is approximate or uncertain."""
        return any(end.mark for end in self.ends)

    @property
    def is_to_the_day(self) -> bool:
        """Whether every end is a day, stated without reserve.

        >>> [parse(t).is_to_the_day for t in ("2018-05-25", "2018-05", "2018-07-27~", "../2018-05-01")]
        [True, False, False, False]
        """
        return not self.is_open and self.precision == "day" and not self.is_qualified

    def overlaps(self, other: Edtf) -> bool:
        """Whether both can mean one day.

        >>> parse("2018-06").overlaps(parse("2018-06-12")), parse("2017").overlaps(parse("2018"))
        (True, False)
        """
        return self.first_day <= other.last_day and other.first_day <= self.last_day

    def is_within(self, other: Edtf) -> bool:
        """Whether no day of it lies outside ``other``.

        >>> parse("2018-06-12").is_within(parse("2018-06")), parse("2018").is_within(parse("2018-06"))
        (True, False)
        """
        return other.first_day <= self.first_day and self.last_day <= other.last_day


# Statements of one event give the same date over and over.
@lru_cache(maxsize=1 << 14)
def parse(text: str) -> Edtf:
    """The date that ``text`` writes.

    Raises `EdtfError` for what is no EDTF of the kinds above, names a day or month that
    does not exist, or ends before it begins.

    >>> parse("2018-06-12").first
    Date(year=2018, month=6, day=12, season=0, masked=0, mark='')
    >>> for wrong in ("2018-13", "2018-02-30", "2018/2017", "2018-6", "../.."):
    ...     try:
    ...         parse(wrong)
    ...     except EdtfError as error:
    ...         print(error)
    13 is no month. Write 01 to 12, or 21 to 24 for spring to winter.
    2018-02 has no day 30. Its last day is 2018-02-28.
    2018/2017 ends before it begins. Write 2017/2018.
    '2018-6' is not EDTF. Write "2018-06".
    '../..' is not EDTF. Write "2018-05", "2018-06-12" or "2018-12/2019-01".
    """
    parts = text.split("/")
    if len(parts) > 2 or all(part == ".." for part in parts):
        raise _not_edtf(text)
    ends = [None if part == ".." and len(parts) == 2 else _date(part, text) for part in parts]
    found = Edtf(ends[0], ends[-1], len(parts) == 2)
    if found.first_day > found.last_day:
        raise EdtfError(f"{text} ends before it begins", f"Write {parts[1]}/{parts[0]}.")
    return found


def known(text: str) -> Edtf | None:
    """The date that ``text`` writes, ``None`` if it writes none.

    >>> str(known("2018")), known("2018-13"), known("")
    ('2018', None, None)
    """
    try:
        return parse(text)
    except EdtfError:
        return None


def _date(text: str, whole: str) -> Date:
    match = _FORM.fullmatch(text)
    if match is None:
        raise _not_edtf(whole)
    digits = match["year"]
    masked = digits.count("X")
    year = int(digits.replace("X", "9" if digits[0] == "-" else "0"))
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if match["month"] is None:
        return Date(year, masked=masked, mark=match["mark"])
    if masked:
        raise EdtfError(f"{digits} has no months", f'Write "{digits}".')
    if 21 <= month <= 24 and match["day"] is None:
        return Date(year, season=month, mark=match["mark"])
    if not 1 <= month <= 12:
        raise EdtfError(
            f"{match['month']} is no month", "Write 01 to 12, or 21 to 24 for spring to winter."
        )
    length = month_length(year, month)
    if match["day"] is not None and not 1 <= day <= length:
        told = f"{digits}-{match['month']}"
        raise EdtfError(f"{told} has no day {match['day']}", f"Its last day is {told}-{length}.")
    return Date(year, month, day, mark=match["mark"])


def _not_edtf(text: str) -> EdtfError:
    """The error for text of another form, with what may have been meant."""
    loose = re.fullmatch(r"(\d{4})[-./年](\d{1,2})(?:[-./月](\d{1,2})日?)?月?", text)
    if loose:
        meant = "-".join(part.zfill(2) for part in loose.groups() if part)
        if known(meant):
            return EdtfError(f"{text!r} is not EDTF", f'Write "{meant}".')
    return EdtfError(f"{text!r} is not EDTF", 'Write "2018-05", "2018-06-12" or "2018-12/2019-01".')


def interval(first: str, last: str) -> str:
    """An interval; an empty end is open.

    >>> interval("2018-09-18", "2018-09-20"), interval("", "2018-05"), interval("2009", "")
    ('2018-09-18/2018-09-20', '../2018-05', '2009/..')
    """
    return f"{first or '..'}/{last or '..'}"


def month_length(year: int, month: int) -> int:
    """The number of days of a month in the proleptic Gregorian calendar.

    >>> month_length(2018, 2), month_length(2020, 2)
    (28, 29)
    """
    # ``calendar`` knows the years 1 to 9999; the calendar repeats every 400 years.
    return monthrange(year % 400 + 2000, month)[1]
