"""Resolving date expressions against the time of writing and the running context.

The rules, in the order they apply:

1. Words that point from the time of writing (今年, 上月) go by the writing date;
   words that point from the date last spoken of (同年, 翌日) by that date.
2. A date that shares the units of the one before it in a list has its year or month.
3. A bare month takes the year of the sentence's or paragraph's last *leading* date;
   if there is none, that of the report's last leading date near the time of writing since the
   heading; if there is none, that of the heading; failing that it is the latest
   such month up to the time of writing, or the next one where the clause looks
   ahead.
4. A quarter or half of a year takes the year that last opened a clause in its
   paragraph, statistics too; else it is read like a bare month.
5. A bare day takes the month last spoken of in the section.

A date *leads* if the story moves there.  Not leading are dates that lie ahead, that
stand in a title, name a document, report statistics or are compared with; those in
a qualifying clause, in brackets or with 以來 unless they are of the writing year, those
opening a period (自…起) two or more years back, those right behind a word for plans; and a bare year that does not open its clause.
A bare year leads its sentence; set off as the scene (2017年，…) or the year of
writing itself, its paragraph.
A year ahead leads its sentence if it is set off as the scene (展望明年，…).
A word like 去年 leads its sentence only: what follows in the paragraph is of that year
if it cannot be of the year of writing yet.
A leading date two or more years back (a look at history) counts only to the end of
its paragraph, or of its sentence if the paragraph has been telling of the present.  Nothing is carried from one report to the next.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from cefu.dates import edtf
from cefu.dates.expressions import Expression, Part, Point, Ref
from cefu.dates.moments import Moment, add_days, add_months, existing, lapsed, written
from cefu.dates.resolved import Resolved, masked, resolution_of
from cefu.dates.setting import Setting

#: How far back (characters) a word like 當日 or a bare day may look for its date.
REACH = 1000
#: How far back 一個月後 may look.
LAPSE_REACH = 40
#: How far back a word like 同年 may look.
YEAR_REACH = 160
#: How many months on from a date ahead the next may be said without its year.
NEXT = 3


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
    _sentence: tuple[int, Moment] | None = None
    _running: Moment | None = None
    _topic: int | None = None
    _told_of_now: bool = False
    _led_in: int = -1
    _headings: list[tuple[int, Moment | None]] = field(default_factory=list)
    _last: _Spoken | None = None
    _anchor: _Spoken | None = None
    _told_anchor: _Spoken | None = None
    _fiscal: tuple[int, int] | None = None
    _last_month: _Spoken | None = None
    _printed: _Spoken | None = None
    _told_month: _Spoken | None = None
    _past_month: _Spoken | None = None
    _last_day: _Spoken | None = None
    _in_heading: bool = False
    _in_list: bool = False
    _glance: int | None = None
    _named: tuple[int, Moment, str] | None = None

    def begin_block(self, *, listed: bool, goes_on: bool) -> None:
        """Enter a block: an item of a list, or one that goes on from the block before."""
        self._in_heading = False
        self._in_list = listed
        if not goes_on:
            self._paragraph = None
            self._topic = None
            self._told_of_now = False
            self._glance = None

    def begin_section(self, level: int) -> None:
        """Enter a heading of ``level`` (0: unknown, or the title), which starts afresh."""
        self.begin_block(listed=False, goes_on=False)
        self._in_heading = True
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        above = self._headings[-1][1] if self._headings else None
        self._headings.append((level, above))
        self._running = above

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
            first = self._year_from_end(found, first, other)
            last = other
        text, low, high = written(found, first, last)
        resolved = Resolved(text, source, low, high)
        return resolved if edtf.is_valid(text) else None

    def spoke(
        self,
        found: Expression,
        resolved: Resolved,
        how: Setting,
        at: int,
        sentence: int,
        ahead: bool,
    ) -> None:
        """Remember a date and how it was resolved; ``ahead`` if it is planned."""
        exact = resolved.last.month is not None
        spoken = _Spoken(resolved.first, resolved.last, at)
        if how.in_title:
            return
        self._last = spoken
        told = not (how.names or how.cited or (found.fiscal and self._anchor_is_exact()))
        if told or self._anchor is None or at - self._anchor.at > YEAR_REACH:
            self._anchor = spoken
            self._told_anchor = self._told_anchor if ahead else spoken
        if found.fiscal:
            last = resolved.last.year
            two = found.split or found.last is None  # 111至115年度 is no one year
            self._fiscal = (resolved.first.year if two else last), last
        self._told_year(found, resolved, how, sentence)
        if ahead and exact and not how.bracketed and _says_now(found):
            # A plan of this year brings the story back to it, from the next sentence on.
            self._told_of_now = True
            if self._paragraph is not None and self._paragraph.year < resolved.last.year:
                self._sentence = self._sentence or (sentence, self._paragraph)
                self._paragraph = Moment(resolved.last.year)
        if not isinstance(found.first.day, Ref):
            self._printed = spoken
        if resolved.last.month is not None:
            self._last_month = spoken
            if not ahead or resolved.last.day is not None:
                self._told_month = spoken
            if not self._is_ahead(resolved.last):
                self._past_month = spoken
        near = self._last_day is not None and at - self._last_day.at <= YEAR_REACH
        if resolved.last.day is not None and not how.names and not (how.cited and near):
            self._last_day = spoken
        if how.opens and not (ahead or how.since or how.starts or how.bracketed or how.compared):
            self._topic = resolved.last.year
        if ahead and not exact and how.opens and how.scene:  # 展望明年，…
            self._sentence = sentence, resolved.last
        if self._leads(resolved.last, how, ahead=ahead, exact=exact):
            # The year of writing brings the story back from wherever it was.
            back = resolved.last.year == self.writing.year
            aside = self._years_back(resolved.last) >= 2 and self._is_told_of_now()
            aside = aside or (how.listed and not back and self._is_at_present())
            on = self._sentence is not None and self._sentence[0] == sentence
            glance = how.glance or (on and self._glance == resolved.last.year)
            self._glance = resolved.last.year if glance else None
            if glance:
                self._sentence = sentence, resolved.last
                return
            if (exact or how.scene or back) and not aside:
                self._paragraph, self._sentence = resolved.last, None
                self._led_in = sentence
                self._told_of_now = self._told_of_now or back
            else:
                self._sentence = sentence, resolved.last
            # The items of a list look back one by one; the text goes on where it was.
            if exact and self._years_back(resolved.last) <= (0 if self._in_list else 1):
                self._running = resolved.last
            if self._in_heading:
                self._running = resolved.last
                self._headings[-1] = (self._headings[-1][0], resolved.last)

    # -- leading

    def _years_back(self, moment: Moment) -> int:
        return 0 if self.writing.year is None else self.writing.year - moment.year

    def _is_told_of_now(self) -> bool:
        """Whether the paragraph has been telling of the time of writing."""
        return self._paragraph is not None and self._years_back(self._paragraph) <= 1

    def _is_ahead(self, moment: Moment) -> bool:
        """Whether a month lies behind that of writing."""
        return (moment.year, moment.month or 1) > self.writing.latest[:2]

    def _is_this_month(self, moment: Moment) -> bool:
        return self.writing.month is None or moment[:2] == self.writing.latest[:2]

    def _is_at_present(self) -> bool:
        """Whether no date has led the paragraph away from the year of writing."""
        return self._paragraph is None or self._paragraph.year == self.writing.year

    def _told_year(
        self, found: Expression, resolved: Resolved, how: Setting, sentence: int
    ) -> None:
        """Remember the year that the sentence itself names for what goes on in it."""
        if how.compared or how.names or how.cited:
            return
        year = found.first.year
        if _says_now(found) or (isinstance(year, int | Ref) and not found.first.masked):
            here = _says_now(found) and found.last is None
            by = "now" if here else "opens" if how.opens else ""
            self._named = sentence, resolved.last, "" if how.figures else by

    def _leads(self, moment: Moment, how: Setting, *, ahead: bool, exact: bool) -> bool:
        if ahead or how.due or how.names or how.figures or how.compared or how.anniversary:
            return False
        if self._in_heading:
            return True
        back = self._years_back(moment)
        if not exact and not how.opens:
            return False
        aside = how.attribute or how.bracketed or (how.since and not how.opens)
        aside = aside or (how.starts and not exact)
        return not (back >= 1 and aside) and not (back >= 2 and (how.starts or how.since))

    # -- single dates

    def _moment(
        self, point: Point, found: Expression, how: Setting, at: int, sentence: int
    ) -> Moment | None:
        if point.lapse is not None:
            last = self._printed
            near = last is not None and at - last.at <= LAPSE_REACH
            return lapsed(last.last, *point.lapse) if last and near and how.opens else None
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
        return self._year_of(point, how, sentence)

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

    def _anchor_is_exact(self) -> bool:
        return self._anchor is not None and self._anchor.last.month is not None

    def _year_of(self, point: Point, how: Setting, sentence: int) -> int | None:
        """The year of a bare month or part of a year."""
        month = point.month if isinstance(point.month, int) else None
        now = self.writing
        if (year := self._year_named(month, how, sentence)) is not None:
            return year
        base = self._base(sentence)
        if self._stays_there(month, base, how, sentence):
            return self._glance
        if point.part is Part.NEW_YEAR and now.year is not None:
            return now.year
        if point.part is Part.MONTHS:
            month = point.span[0]
            base = base if self._topic is None else Moment(self._topic)
        if base is None:
            return now.year if month is None else self._latest_year(month, how, sentence)
        if now.year is None or month is None:
            return base.year
        here = self._led_in == sentence
        here = here or (self._sentence is not None and self._sentence[0] == sentence)
        here = here and base.month is not None and not how.looks_ahead
        if how.forward and now.year - base.year >= 2 and not here:
            return now.year
        if how.due and base.month is not None and month < base.month:
            return base.year + 1  # what is planned does not lie before its telling
        # Over the turn of the year, or back from last year to the present that the
        # paragraph told of before.
        turn = base.month is not None and base.month - month >= 8
        back = base.month is not None and month < base.month and base.year == now.year - 1
        back = back and self._told_of_now and self._led_in != sentence
        if (turn or back) and (base.year + 1, month) <= now.latest[:2]:
            return base.year + 1
        unspoken = base.year == now.year and self._is_long_ahead(month) and not how.forward
        return base.year - 1 if unspoken else base.year

    def _year_named(self, month: int | None, how: Setting, sentence: int) -> int | None:
        """The year named before in the sentence, if what follows must be of it.

        That is the year of writing (預定本月26日委員會投票、6月院會表決), one ahead that
        the sentence moves to (2018年2月9日冬奧，3月帕運), and one out of which a month is
        picked (去年試射逾15次，其中8月29日…).
        """
        if self._named is None or self._named[0] != sentence:
            return None
        _, date, by = self._named
        here = by == "now" and date.year == self.writing.year
        ahead = by == "opens" and self._years_back(date) < 0
        on = month is not None and date.month is not None and 0 <= month - date.month <= NEXT
        picked = how.among and date.month is None
        return date.year if here or (ahead and on) or picked else None

    def _stays_there(
        self, month: int | None, base: Moment | None, how: Setting, sentence: int
    ) -> bool:
        """Whether the story is still last year's: the month is not here yet."""
        now = self.writing
        if self._glance is None or month is None or now.month is None or how.forward:
            return False
        told = base is None or now.year is None or base.year >= now.year
        return told and month > now.month

    def _base(self, sentence: int) -> Moment | None:
        """The leading date that a bare month in this sentence goes by."""
        if self._sentence is not None and self._sentence[0] == sentence:
            return self._sentence[1]
        return self._paragraph or self._running

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

    def _bare_day(
        self, day: int, found: Expression, how: Setting, at: int, sentence: int
    ) -> Moment | None:
        spoken = self._last_month
        back = False
        if spoken is not None and spoken.at < sentence and not found.joined:
            spoken = self._told_month  # not a month that the sentence before looked ahead to
            if spoken is not None and self._is_ahead(spoken.last) and not how.forward:
                spoken = self._past_month  # 預計1月28日送交。18日表示…
                back = True
        if spoken is None and self.writing.year is not None and self.writing.month is not None:
            return existing(self.writing.year, self.writing.month, day)
        if spoken is None or (not found.joined and at - spoken.at > REACH):
            return None
        first, last = spoken.first, spoken.last
        if back and last.day is not None and day < last.day and not self._is_this_month(last):
            last = first = Moment(self.writing.latest[0], self.writing.latest[1])
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

    @staticmethod
    def _year_from_end(found: Expression, first: Moment, last: Moment) -> Moment:
        """9月至2018年4月: the year is printed only at the end."""
        end = found.last
        if found.first.year is not None or end is None or end.year is None:
            return first
        later = first.month is not None and last.month is not None and first.month > last.month
        return existing(last.year - later, first.month, first.day)


def _says_now(found: Expression) -> bool:
    """Whether a date is told from the time of writing, as of it: 今年, 本月."""
    point = found.first
    return any(
        isinstance(unit, Ref) and unit.base == "writing" and unit.shift == 0
        for unit in (point.year, point.month)
    )
