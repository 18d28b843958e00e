"""Resolving date expressions against the time of writing and the running context.

The rules, in the order they apply:

1. Words that point from the time of writing (今年, 上月) go by the writing date;
   words that point from the date last spoken of (同年, 翌日) by that date.
2. A date that shares the units of the one before it in a list has its year or month.
3. A bare month takes the year of the paragraph's last *leading* date; if there is
   none, that of the report's last leading date near the time of writing since the
   heading; if there is none, that of the heading; failing that it is the latest
   such month up to the time of writing, or the next one where the clause looks
   ahead.
4. A bare day takes the month last spoken of in the section.

A date *leads* if the story moves there.  Not leading are dates that lie ahead, that
stand in a title, name a document, report statistics or are compared with; those in
a qualifying clause, in brackets or opening a period (自…起) unless they are of the
writing year or the year before; and a bare year that does not open its clause.
A leading date two or more years back (a look at history) counts only to the end of
its paragraph.  Nothing is carried from one report to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cefu.dates import edtf
from cefu.dates.expressions import Expression, Part, Point, Ref
from cefu.dates.moments import Moment, add_days, add_months, existing, written
from cefu.dates.setting import Setting

Resolution = Literal["absolute", "year_from_context", "month_from_context", "relative"]
#: How far back (characters) a word like 當日 or a bare day may look for its date.
REACH = 1000
#: How far back a word like 同年 may look.
YEAR_REACH = 160


@dataclass(frozen=True, slots=True)
class Writing:
    """When the report was written, as far as known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def latest(self) -> tuple[int, int, int]:
        """The last day that is not ahead of the writing; the year 9999 if unknown."""
        if self.year is None:
            return 9999, 12, 31
        month = self.month or 12
        return self.year, month, self.day or edtf.month_length(self.year, month)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A resolved date; ``first`` and ``last`` are its ends without qualifiers."""

    edtf: str
    resolution: Resolution
    first: Moment
    last: Moment


@dataclass(slots=True)
class _Spoken:
    """A date spoken of, at ``at`` characters from the start of the report."""

    first: Moment
    last: Moment
    at: int


@dataclass(slots=True)
class Context:
    """The running context of one report."""

    writing: Writing
    _paragraph: Moment | None = None
    _running: Moment | None = None
    _headings: list[tuple[int, Moment | None]] = field(default_factory=list)
    _last: _Spoken | None = None
    _last_month: _Spoken | None = None
    _last_day: _Spoken | None = None
    _in_heading: bool = False

    def begin_block(self, heading_level: int | None) -> None:
        """Enter a block; a heading (of ``heading_level``, 0 unknown) starts afresh."""
        self._paragraph = None
        self._in_heading = heading_level is not None
        if heading_level is not None:
            while self._headings and self._headings[-1][0] >= heading_level:
                self._headings.pop()
            above = self._headings[-1][1] if self._headings else None
            self._headings.append((heading_level, above))
            self._running = above

    def resolve(self, found: Expression, how: Setting, at: int, sentence: int) -> Resolved | None:
        """The date of ``found``, ``None`` if the context cannot tell.

        ``at`` and ``sentence`` are where the date and its sentence start, in
        characters from the start of the report.
        """
        if found.first.masked:
            return _masked(found)
        first = self._moment(found.first, found, how, at, sentence)
        if first is None:
            return None
        last = first
        if found.last is not None:
            other = self._end(found.last, first, at)
            if other is None:
                return None
            first = self._year_from_end(found, first, other)
            last = other
        text, low, high = written(found, first, last)
        resolved = Resolved(text, _resolution(found), low, high)
        return resolved if edtf.is_valid(text) else None

    def spoke(self, resolved: Resolved, how: Setting, at: int, *, ahead: bool, exact: bool) -> None:
        """Remember a resolved date; ``ahead`` if planned, ``exact`` if it has a month."""
        spoken = _Spoken(resolved.first, resolved.last, at)
        if how.in_title:
            return
        self._last = spoken
        if resolved.last.month is not None:
            self._last_month = spoken
        if resolved.last.day is not None and not how.names:
            self._last_day = spoken
        if self._leads(resolved.last, how, ahead=ahead, exact=exact):
            self._paragraph = resolved.last
            if exact and self._years_back(resolved.last) <= 1:
                self._running = resolved.last
            if self._in_heading:
                self._running = resolved.last
                self._headings[-1] = (self._headings[-1][0], resolved.last)

    # -- leading

    def _years_back(self, moment: Moment) -> int:
        return 0 if self.writing.year is None else self.writing.year - moment.year

    def _leads(self, moment: Moment, how: Setting, *, ahead: bool, exact: bool) -> bool:
        if ahead or how.names or how.figures or how.compared or how.anniversary:
            return False
        if self._in_heading:
            return True
        back = self._years_back(moment)
        if not exact and not how.opens:
            return False
        if (how.attribute or (how.since and not exact)) and back >= 1:
            return False
        return not ((how.bracketed or how.since) and back >= 2)

    # -- single dates

    def _moment(
        self, point: Point, found: Expression, how: Setting, at: int, sentence: int
    ) -> Moment | None:
        if isinstance(point.day, Ref):
            return self._day_word(point.day, at)
        if isinstance(point.month, Ref):
            base = self._month_word(point.month, at)
            return None if base is None else existing(base.year, base.month, point.day)
        if point.month is None and point.day is not None:
            return self._bare_day(point.day, found, at)
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
            reach = YEAR_REACH if point.month or point.part else 80
            last = self._last
            if last is None or at - last.at > reach:
                return None
            return last.last.year + point.year.shift
        if found.joined and self._last is not None:
            return self._last.last.year
        return self._year_of(point, how, sentence)

    def _year_of(self, point: Point, how: Setting, sentence: int) -> int | None:
        """The year of a bare month or part of a year."""
        month = point.month if isinstance(point.month, int) else None
        now = self.writing
        base = self._paragraph or self._running
        if point.part is Part.NEW_YEAR and now.year is not None:
            return now.year
        if base is None:
            return now.year if month is None else self._latest_year(month, how, sentence)
        if now.year is None or month is None:
            return base.year
        if how.forward and now.year - base.year >= 2:
            return now.year
        turn = base.month is not None and base.month - month >= 8
        if turn and (base.year + 1, month) <= now.latest[:2]:
            return base.year + 1
        unspoken = base.year == now.year and self._is_long_ahead(month) and not how.forward
        return base.year - 1 if unspoken else base.year

    def _is_long_ahead(self, month: int) -> bool:
        """Whether a month of the writing year must be last year's, no plan being spoken of."""
        now = self.writing.month
        return now is not None and month > now and (now <= 3 or month - now >= 7)

    def _latest_year(self, month: int, how: Setting, sentence: int) -> int | None:
        now = self.writing
        if now.year is None or now.month is None:
            return now.year
        if self._is_long_ahead(month) and not how.forward:
            return now.year - 1
        in_sentence = self._last is not None and self._last.at >= sentence
        if how.forward and now.month - month >= 7 and not in_sentence:
            return now.year + 1
        return now.year

    def _bare_day(self, day: int, found: Expression, at: int) -> Moment | None:
        spoken = self._last_month
        if spoken is None or (not found.joined and at - spoken.at > REACH):
            return None
        first, last = spoken.first, spoken.last
        inside = first.day is not None and first.month != last.month and day >= first.day
        month = first if inside else last
        return existing(month.year, month.month, day)

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
        day = spoken.first if ref.shift < 0 else spoken.last
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

    @staticmethod
    def _year_from_end(found: Expression, first: Moment, last: Moment) -> Moment:
        """9月至2018年4月: the year is printed only at the end."""
        end = found.last
        if found.first.year is not None or end is None or end.year is None:
            return first
        later = first.month is not None and last.month is not None and first.month > last.month
        return existing(last.year - later, first.month, first.day)


def _masked(found: Expression) -> Resolved | None:
    """Decades and centuries, which no context can change."""
    first, end = found.first, found.last or found.first
    if not (isinstance(first.year, int) and isinstance(end.year, int)):
        return None
    low = edtf.date(first.year, masked=first.masked)
    high = edtf.date(end.year, masked=end.masked)
    text = low if low == high else edtf.interval(low, high)
    return Resolved(text, "absolute", Moment(first.year), Moment(end.year))


def _resolution(found: Expression) -> Resolution:
    point = found.first
    if isinstance(point.year, int):
        return "absolute"
    if found.last is not None and isinstance(found.last.year, int) and point.year is None:
        return "absolute"
    if isinstance(point.day, Ref) or isinstance(point.month, Ref):
        return "relative"
    if isinstance(point.year, Ref):
        from_context = point.year.base == "context" and point.month is not None
        return "year_from_context" if from_context else "relative"
    if point.month is not None or point.part is Part.MONTHS:
        return "year_from_context"
    return "month_from_context" if point.day is not None else "relative"
