"""Dates as English prints them: June 12, 2018, 12 June 2018, spring 2018."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cefu.model.edtf import Date, known

_NAMES = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_DATE = re.compile(
    rf"\b(?:(?P<month>{_NAMES})\.?(?: (?P<day>\d{{1,2}})(?:st|nd|rd|th)?)?,?(?: of)? ?(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month2>{_NAMES})\.?,? ?(?P<year2>(?:19|20)\d\d)"
    r"|(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<year3>(?:19|20)\d\d))(?!\d)",
    re.IGNORECASE,
)


def english_dates(text: str) -> Iterator[tuple[int, int, Date]]:
    """The dates of a year in an English text, with where they stand.

    >>> [str(date) for _, _, date in english_dates("On June 12, 2018 and 13 Jan. 2019, in spring of 2018")]
    ['2018-06-12', '2019-01-13', '2018-21']
    """
    for match in _DATE.finditer(text):
        name = match["month"] or match["month2"] or ""
        year = int(match["year"] or match["year2"] or match["year3"])
        date = Date(
            year,
            _MONTHS.index(name[:3].lower()) + 1 if name else 0,
            int(match["day"] or match["day2"] or 0),
            _SEASONS.get((match["season"] or "").lower(), 0),
        )
        if known(str(date)):
            yield *match.span(), date
