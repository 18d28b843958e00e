"""Writing and checking EDTF (ISO 8601-2), levels 0 to 2 as far as the timeline uses it.

Specification: https://www.loc.gov/standards/datetime/.  Used are calendar dates of
year, month or day precision (``2018-06-12``), seasons (``2018-22``), unspecified
digits of a year (``197X``), the qualifiers ``~``, ``?`` and ``%`` after the whole
date, and intervals whose ends are such dates or open (``..``).
"""

from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d\dXX)"
    r"(?:-(?P<month>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?)?"
    r"[~?%]?"
)


def date(
    year: int,
    month: int | None = None,
    day: int | None = None,
    *,
    masked: int = 0,
    circa: bool = False,
) -> str:
    """One EDTF date; ``masked`` last digits of the year are left unspecified.

    ``month`` may be a season code, 21 (spring) to 24 (winter).

    >>> date(2018, 6, 12), date(2018, 22), date(1970, masked=1), date(2018, 1, circa=True)
    ('2018-06-12', '2018-22', '197X', '2018-01~')
    """
    text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if masked:
        text = text[:-masked] + "X" * masked
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return text + "~" * circa


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


def is_valid(text: str) -> bool:
    """Whether ``text`` is EDTF of the kinds above and names days that exist.

    >>> [is_valid(t) for t in ("2018-06", "../2018-05~", "197X", "2018-02-30", "2018-13", "../..")]
    [True, True, True, False, False, False]
    """
    ends = text.split("/")
    if len(ends) > 2 or all(end == ".." for end in ends):
        return False
    return all((end == ".." and len(ends) == 2) or _is_date(end) for end in ends)


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        return month is None
    if day is None:
        return True
    return int(month) <= 12 and int(day) <= month_length(int(year), int(month))


def earliest(text: str) -> tuple[int, int, int]:
    """The first day an EDTF date or interval can mean; an open start is day 0.

    >>> earliest("2018-06"), earliest("197X"), earliest("2018-22"), earliest("../2018")
    ((2018, 6, 1), (1970, 1, 1), (2018, 6, 1), (0, 0, 0))
    """
    return _bound(text.split("/")[0], latest=False)


def latest(text: str) -> tuple[int, int, int]:
    """The last day an EDTF date or interval can mean; an open end is the year 9999.

    >>> latest("2018-02"), latest("2018/2019-01"), latest("2009/..")
    ((2018, 2, 28), (2019, 1, 31), (9999, 12, 31))
    """
    return _bound(text.split("/")[-1], latest=True)


def _bound(text: str, *, latest: bool) -> tuple[int, int, int]:
    match = _DATE.fullmatch(text)
    if match is None:
        return (9999, 12, 31) if latest else (0, 0, 0)
    year = int(match["year"].replace("X", "9" if latest else "0"))
    if match["month"] is None:
        return (year, 12, 31) if latest else (year, 1, 1)
    month = int(match["month"])
    if month > 12:  # seasons of the northern half, winter at the end of its year
        month = (month - 20) * 3 + (2 if latest else 0)
        month = min(month, 12)
    if match["day"] is not None:
        return year, month, int(match["day"])
    return year, month, month_length(year, month) if latest else 1
