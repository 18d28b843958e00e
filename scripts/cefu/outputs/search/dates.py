"""Dates of the index: where statements stand, by the date that they were resolved to.

A bare 6月12日 of 2018 is found by that day.  Statements lie in a file for each month, as
``[first day, last day, moment on the timeline, to the day or not, [[passage, block,
words], …]]`` with days as 20180612; ``dates.js`` reads them.  Dates without a month are
in too many texts to be asked for so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cefu.model.edtf import Day, known
from cefu.outputs.search.encoding.squeeze import pack_json
from cefu.outputs.search.passage import Passage
from cefu.timeline.chronicle import moment_of

#: An interval over more months than this stands in the first so many.
MOST_MONTHS = 12

Place = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class Dates:
    """Places of statements by date."""

    places: dict[str, dict[Place, None]] = field(default_factory=dict)

    def passage(self, nth: int, passage: Passage) -> None:
        """Take in the statements of passage ``nth``."""
        for told in passage.told:
            self.places.setdefault(told.edtf, {})[nth, told.block, told.words] = None

    def files(self) -> dict[int, bytes]:
        """The file of each month, as 201806."""
        rows: dict[int, list[object]] = {}
        for edtf, places in sorted(self.places.items()):
            when = known(edtf)
            if when is None or when.is_open or when.first_day < (1, 1, 1):
                continue
            if any(end.precision not in ("day", "month", "season") for end in when.ends):
                continue
            first, last = when.first_day, when.last_day
            row = [
                _number(first),
                _number(last),
                moment_of(edtf),
                int(when.is_to_the_day),
                [list(place) for place in places],
            ]
            for month in _months(first, last):
                rows.setdefault(month, []).append(row)
        return {month: pack_json(own) for month, own in sorted(rows.items())}


def _number(day: Day) -> int:
    """A day as a number: 20180612."""
    year, month, of_month = day
    return year * 10_000 + month * 100 + of_month


def _months(first: Day, last: Day) -> Iterable[int]:
    """The months from one day to another, as numbers.

    >>> list(_months((2018, 11, 30), (2019, 1, 2)))
    [201811, 201812, 201901]
    """
    start, end = first[0] * 12 + first[1] - 1, last[0] * 12 + last[1] - 1
    for index in range(start, min(end, start + MOST_MONTHS - 1) + 1):
        yield index // 12 * 100 + index % 12 + 1
