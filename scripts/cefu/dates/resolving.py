"""Resolving date expressions against the time of writing and the running context.

The rules, in the order they apply:

1. Words that point from the time of writing (今年, 上月) go by the writing date;
   words that point from the date last spoken of (同年, 翌日) by that date.
2. A date that shares the units of the one before it in a list has its year or month.
3. A bare month takes the year that its sentence names for it (今年進入選舉年，…2月3日;
   去年15次，其中8月29日); else that of the sentence's or paragraph's last *leading* date;
   if there is none, that of the report's last leading date near the time of writing
   since the heading; if there is none, that of the heading; failing that it is the latest
   such month up to the time of writing, or the next where the clause looks ahead.
4. A quarter or half of a year takes the year that last opened a clause in its
   paragraph, statistics too; else it is read like a bare month.
5. A bare day takes the month last spoken of in the section; one that would go back
   in it is of the month of writing, if that is the next.

When a date leads is told in ``cefu.dates.memory``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cefu.dates.bare_months import BareMonths
from cefu.dates.memory import YEAR_REACH, Spoken
from cefu.dates.moments import (
    Moment,
    add_days,
    add_months,
    existing,
    lapsed,
    written,
    year_from_end,
)
from cefu.dates.resolved import Resolved, masked, resolution_of
from cefu.dates.setting import Cue, Setting
from cefu.dates.zh.expressions import Expression, Point, Ref
from cefu.model import edtf

#: How far back (characters) a word like 當日 or a bare day may look for its date.
REACH = 1000
#: How far back 一個月後 may look.
LAPSE_REACH = 60


@dataclass(slots=True)
class Context(BareMonths):
    """The running context of one report, by which its dates are resolved."""

    def resolve(self, found: Expression, how: Setting, at: int, sentence: int) -> Resolved | None:
        """The date of ``found``, ``None`` if the context cannot tell.

        ``at`` and ``sentence`` are where the date and its sentence start, in
        characters from the start of the report.
        """
        if found.first.masked:
            return masked(found)
        source = resolution_of(found)
        found = self._split_year(found) or found
        first = self._moment(found.first, found, how, at, sentence)
        if first is None:
            return None
        last = first
        if found.last is not None:
            other = self._end(found.last, first, at)
            if other is None:
                return None
            first = year_from_end(found, first, other)
            last = other
        text, low, high = written(found, first, last)
        resolved = Resolved(text, source, low, high)
        return resolved if edtf.known(text) else None

    # -- single dates

    def _moment(
        self, point: Point, found: Expression, how: Setting, at: int, sentence: int
    ) -> Moment | None:
        if point.lapse is not None:
            last = self._printed
            near = last is not None and at - last.at <= LAPSE_REACH
            told = Cue.OPENS in how or Cue.AT_ONCE in how
            return lapsed(last.last, *point.lapse) if last and near and told else None
        if isinstance(point.day, Ref):
            return self._day_word(point.day, at)
        if isinstance(point.month, Ref):
            base = self._month_word(point.month, at)
            if point.year is None:
                return None if base is None else existing(base.year, base.month, point.day)
            point = replace(point, month=None if base is None else base.month)  # 去年同月
        if point.month is None and isinstance(point.day, int):
            return self._bare_day(point.day, found, how, at, sentence)
        year = self._year(point, found, how, at, sentence)
        if year is None:
            return None
        return existing(year, point.month, point.day)

    def _year(
        self, point: Point, found: Expression, how: Setting, at: int, sentence: int
    ) -> int | None:
        if isinstance(point.year, int):
            return point.year
        if isinstance(point.year, Ref):
            if point.year.base == "writing":
                now = self.writing.year
                return None if now is None else now + point.year.shift
            return self._year_word(point, point.year.shift, found, at)
        if found.joined and self._last is not None and self._last.last.month is not None:
            return self._last.last.year
        return self.year_of_bare(point, how, sentence)

    def _year_word(self, point: Point, shift: int, found: Expression, at: int) -> int | None:
        """The year of 同年, 翌年 and the like, by the year last spoken of."""
        if found.fiscal and self._fiscal is not None:  # 上年度 goes by the budget's year
            return self._fiscal[0] + shift
        reach = YEAR_REACH if point.month or point.part else 80
        last, told = self._anchor, self._told_anchor
        if last is None or at - last.at > reach:
            return None
        now = self.writing.year
        # A month told of goes by what was told, not by a year that it was to lead to.
        if point.month and now is not None and last.last.year + shift > now and told is not None:
            near = at - told.at <= reach
            last = told if near else last
        return last.last.year + shift

    def _split_year(self, found: Expression) -> Expression | None:
        """翌年度, 本年度 in a report whose budget years run over two (2020-21年度).

        They are taken to begin in April, as those of Hong Kong, Japan and India do.
        """
        year = found.first.year
        if not (found.fiscal and isinstance(year, Ref) and found.last is None):
            return None
        if self._fiscal is None or self._fiscal[0] == self._fiscal[1]:
            return None
        base = self._fiscal[0]
        if year.base == "writing":
            if self.writing.year is None or self.writing.month is None:
                return None
            base = self.writing.year - (self.writing.month < 4)
        base += year.shift
        return replace(found, first=Point(base), last=Point(base + 1))

    def _bare_day(
        self, day: int, found: Expression, how: Setting, at: int, sentence: int
    ) -> Moment | None:
        spoken = self._last_month
        back = False
        if spoken is not None and spoken.at < sentence and not found.joined:
            spoken = self._told_month  # not a month that the sentence before looked ahead to
            if spoken is not None and self._is_ahead(spoken.last) and Cue.FORWARD not in how:
                spoken = self._past_month  # 預計1月28日送交。18日表示…
                back = True
        if spoken is None and self.writing.year is not None and self.writing.month is not None:
            return existing(self.writing.year, self.writing.month, day)
        if spoken is None or (not found.joined and at - spoken.at > REACH):
            return None
        first, last = spoken.first, spoken.last
        if self._is_announced(spoken, found, how, sentence):
            last = first = Moment(*self.writing.latest[:2])
        earlier = first.day is not None and day < first.day
        new = spoken.at < sentence and not (Cue.EARLIER in how or found.joined)
        new = new and self._is_next_month(last) and day <= (self.writing.day or day)
        again = Moment(last.year, last.month, day) in self._days
        if (
            earlier and (back or new) and not again
        ):  # 10月18日審議。…16日發布: the text does not go back
            last = first = Moment(*self.writing.latest[:2])
        inside = first.day is not None and first.month != last.month and day >= first.day
        month = first if inside else last
        return existing(month.year, month.month, day)

    def _is_announced(self, spoken: Spoken, found: Expression, how: Setting, sentence: int) -> bool:
        """Whether news of a known day tells of a day to come: …。將於17日列席."""
        fresh = self.writing.day is not None and spoken.at < sentence
        other = spoken.last[:2] != self.writing.latest[:2]
        return fresh and other and Cue.DUE in how and not found.joined

    def _month_word(self, ref: Ref, at: int) -> Moment | None:
        now = self.writing
        if ref.base == "writing" and now.year is not None and now.month is not None:
            return add_months(Moment(now.year, now.month), ref.shift)
        spoken = self._last_month
        if spoken is None or at - spoken.at > REACH:
            return None
        return add_months(spoken.last, ref.shift)

    def _day_word(self, ref: Ref, at: int) -> Moment | None:
        spoken = self._last_day
        if spoken is None or at - spoken.at > REACH:
            return None
        day = spoken.first if ref.shift <= 0 else spoken.last
        return add_days(day, ref.shift)

    # -- ranges

    def _end(self, point: Point, first: Moment, at: int) -> Moment | None:
        """The second end of a range, which takes its missing units from the first."""
        if isinstance(point.day, Ref):
            return None if first.day is None else add_days(first, point.day.shift)
        if isinstance(point.month, Ref):
            base = self._month_word(point.month, at)
            return None if base is None else existing(base.year, base.month, point.day)
        if isinstance(point.year, Ref):
            now = self.writing.year if point.year.base == "writing" else first.year
            if now is None:
                return None
            return existing(now + point.year.shift, point.month, point.day)
        if isinstance(point.year, int):
            return existing(point.year, point.month, point.day)
        if point.month is not None:
            turns = first.month is not None and point.month < first.month
            return existing(first.year + turns, point.month, point.day)
        if point.day is not None:
            return existing(first.year, first.month, point.day)
        return Moment(first.year)
