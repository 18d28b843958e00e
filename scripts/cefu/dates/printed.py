"""A whole date as pages print it, by the same grammar as dates in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cefu.dates.english import english_dates
from cefu.dates.reading import read
from cefu.dates.zh.expressions import Expression
from cefu.dates.zh.grammar import scan
from cefu.dates.zh.years import Era
from cefu.model.edtf import Date, known

#: A year in figures that may be of the Republic, or a length of time.
_BARE_YEAR = re.compile(r"\d{2,3}[年./-]")


def first_date(text: str, *, roc: bool = False) -> str:
    """The first whole date in ``text`` as EDTF, '' where there is none.

    A year of two or three digits is one of the Republic's where it says so, or
    where ``roc`` allows it without.

    >>> [first_date(t) for t in ("中華民國 107年 7月", "91中華民國一○八年一月　第一五三期│", "2018.5")]
    ['2018-07', '2019-01', '2018-05']
    >>> first_date("113年4月"), first_date("113年4月", roc=True), first_date("June 20, 2024")
    ('', '2024-04', '2024-06-20')
    """
    return next((date for _, _, date in _dates(text, roc)), "")


def is_date(text: str) -> bool:
    """Whether ``text`` is a date and nothing more.

    >>> is_date("2024 年 6 月 20 日"), is_date("中華民國107年7月"), is_date("2024年6月出版")
    (True, True, False)
    """
    bare = text.strip().removeprefix("中華").removeprefix("中华")
    return any(not (bare[:start] + bare[end:]).strip() for start, end, _ in _dates(bare, roc=True))


def _dates(text: str, roc: bool) -> Iterator[tuple[int, int, str]]:
    """The dates of ``text`` with where they stand, in order."""
    reading = read(text)
    found = [(start, end, str(date)) for start, end, date in english_dates(text)]
    for expression in scan(reading.text, Era(roc=roc)):
        date = _absolute(expression, reading.text, roc)
        if date:
            found.append((*reading.original(expression.start, expression.end), date))
    yield from sorted(found)


def _absolute(found: Expression, text: str, roc: bool) -> str:
    """The EDTF of an expression that says its year, '' of any other."""
    year, month, day = found.first.year, found.first.month, found.first.day
    plain = found.last is None and not found.bound and found.first.part is None
    surface = text[found.start : found.end]
    if not plain or not isinstance(year, int) or not 1900 <= year <= 2100:
        return ""
    if month is None and "年" not in surface:  # 2030議程
        return ""
    if not roc and _BARE_YEAR.match(surface):
        return ""
    of_year = month if isinstance(month, int) else 0
    date = str(Date(year, of_year, day if isinstance(day, int) else 0))
    return date if known(date) else ""
