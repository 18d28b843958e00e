"""What a report has spoken of so far, and where its story stands.

A date *leads* if the story moves there.  Not leading are dates that lie ahead, that
stand in a title, name a document, report statistics or are compared with; those in
a qualifying clause, in brackets or with 以來 unless they are of the writing year, those
opening a period (自…起) two or more years back, those right behind a word for plans;
and a bare year that does not open its clause.
A bare year leads its sentence; set off as the scene (2017年，…) or the year of
writing itself, its paragraph.
A year ahead leads its sentence if it is set off as the scene (展望明年，…).
A word like 去年 leads its sentence only: what follows in the paragraph is of that year
if it cannot be of the year of writing yet.
A leading date two or more years back (a look at history) counts only to the end of
its paragraph, or of its sentence if the paragraph has been telling of the present.
Nothing is carried from one report to the next.
What is to be this month or year (本月26日將表決) brings a paragraph that looked back
to the present from the next sentence on; the items of a list of earlier dates do not
lead away from it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from cefu.dates.moments import Moment, add_months
from cefu.dates.resolved import Resolved
from cefu.dates.setting import Cue, Setting
from cefu.dates.zh.expressions import Expression, Part, Point, Ref
from cefu.model import edtf

#: How far back a word like 同年 may look.
YEAR_REACH = 160
#: A date of which no more is told than this, after which later dates without a year do not go.
_NEVER_LEADS = frozenset(
    {Cue.DUE, Cue.COMPARED, Cue.MEASURED, Cue.NAMES, Cue.FIGURES, Cue.ANNIVERSARY}
)


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
class Spoken:
    """A date spoken of, at ``at`` characters from the start of the report."""

    first: Moment
    last: Moment
    at: int


@dataclass(slots=True)
class Memory:
    """The dates that one report has spoken of, by what they are good for."""

    writing: Writing
    _paragraph: Moment | None = None
    _sentence: tuple[int, Moment] | None = None
    _running: Moment | None = None
    _topic: int | None = None
    _told_of_now: bool = False
    _led_in: int = -1
    _headings: list[tuple[int, Moment | None]] = field(default_factory=list)
    _last: Spoken | None = None
    _anchor: Spoken | None = None
    _told_anchor: Spoken | None = None
    _fiscal: tuple[int, int] | None = None
    _last_month: Spoken | None = None
    _printed: Spoken | None = None
    _told_month: Spoken | None = None
    _past_month: Spoken | None = None
    _last_day: Spoken | None = None
    _in_heading: bool = False
    _in_list: bool = False
    _glance: int | None = None
    #: sentence, date, and how it was named: now (今年), next (明年), opens (its clause)
    _named: tuple[int, Moment, str] | None = None
    _ahead: Moment | None = None
    _days: set[Moment] = field(default_factory=set)

    def begin_block(self, *, listed: bool, goes_on: bool) -> None:
        """Enter a block: an item of a list, or one that goes on from the block before."""
        self._in_heading = False
        self._in_list = listed
        if not goes_on:
            self._paragraph = None
            self._topic = None
            self._told_of_now = False
            self._glance = None
            self._ahead = None
            self._days.clear()

    def begin_section(self, level: int) -> None:
        """Enter a heading of ``level`` (0: unknown, or the title), which starts afresh."""
        self.begin_block(listed=False, goes_on=False)
        self._in_heading = True
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        above = self._headings[-1][1] if self._headings else None
        self._headings.append((level, above))
        self._running = above

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
        if Cue.IN_TITLE in how:
            return
        self._keep(found, resolved, how, at, ahead=ahead)
        self._told_year(found, resolved, how, sentence)
        exact = resolved.last.month is not None
        if ahead:
            self._look_ahead(found, resolved.last, how, sentence, exact=exact)
        elif Cue.OPENS in how and Cue.BRACKETED not in how:
            self._ahead = None
        if self._leads(resolved.last, how, ahead=ahead, exact=exact):
            self._lead(resolved.last, how, sentence, exact=exact)

    def _keep(
        self, found: Expression, resolved: Resolved, how: Setting, at: int, *, ahead: bool
    ) -> None:
        """Keep a date as what 同年, 翌日, 上年度 or a bare day may go by."""
        spoken = Spoken(resolved.first, resolved.last, at)
        self._last = spoken
        told = not (
            Cue.NAMES in how or Cue.CITED in how or (found.fiscal and self._anchor_is_exact())
        )
        if told or self._anchor is None or at - self._anchor.at > YEAR_REACH:
            self._anchor = spoken
            self._told_anchor = self._told_anchor if ahead else spoken
        if found.fiscal:
            last = resolved.last.year
            two = found.split or found.last is None  # 111至115年度 is no one year
            self._fiscal = (resolved.first.year if two else last), last
        if not isinstance(found.first.day, Ref):
            self._printed = spoken
        if resolved.last.month is not None:
            self._last_month = spoken
            if (not ahead or resolved.last.day is not None) and Cue.MEASURED not in how:
                self._told_month = spoken
            if not self._is_ahead(resolved.last):
                self._past_month = spoken
        near = self._last_day is not None and at - self._last_day.at <= YEAR_REACH
        aside = Cue.NAMES in how or ((Cue.CITED in how or Cue.MEANT in how) and near)
        if resolved.last.day is not None and not aside:
            self._last_day = spoken
        if resolved.last.day is not None:
            self._days.add(resolved.last)
        aside = not how.isdisjoint({Cue.SINCE, Cue.STARTS, Cue.BRACKETED, Cue.COMPARED})
        if Cue.OPENS in how and not (ahead or aside or found.first.masked):
            self._topic = resolved.last.year

    def _look_ahead(
        self, found: Expression, moment: Moment, how: Setting, sentence: int, *, exact: bool
    ) -> None:
        """What a date ahead does to the story, which it does not move."""
        if Cue.BRACKETED not in how and (
            Cue.OPENS in how or (exact and self._years_back(moment) < 0)
        ):
            self._ahead = moment if exact else None
        if exact and Cue.BRACKETED not in how and _says_now(found):
            # A plan of this year brings the story back to it, from the next sentence on.
            self._told_of_now = True
            if self._paragraph is not None and self._paragraph.year < moment.year:
                self._sentence = self._sentence or (sentence, self._paragraph)
                self._paragraph = Moment(moment.year)
        if not exact and Cue.OPENS in how and Cue.SCENE in how:  # 展望明年，…
            self._sentence = sentence, moment

    def _lead(self, moment: Moment, how: Setting, sentence: int, *, exact: bool) -> None:
        """Move the story to ``moment``: for the sentence, the paragraph or the section."""
        # The year of writing brings the story back from wherever it was.
        back = moment.year == self.writing.year
        aside = self._years_back(moment) >= 2 and self._is_told_of_now()
        aside = aside or (Cue.LISTED in how and not back and self._is_at_present())
        on = self._sentence is not None and self._sentence[0] == sentence
        glance = Cue.GLANCE in how or (on and self._glance == moment.year)
        self._glance = moment.year if glance else None
        onward = exact and self._paragraph is not None and self._paragraph.year < moment.year
        if glance and not onward:
            self._sentence = sentence, moment
            return
        if (exact or Cue.SCENE in how or back) and not aside:
            self._paragraph, self._sentence = moment, None
            self._led_in = sentence
            self._told_of_now = self._told_of_now or back
        else:
            self._sentence = sentence, moment
        # The items of a list look back one by one; the text goes on where it was.
        if exact and self._years_back(moment) <= self._runs_back():
            self._running = moment
        if self._in_heading:
            self._running = moment
            self._headings[-1] = (self._headings[-1][0], moment)

    # -- leading

    def _years_back(self, moment: Moment) -> int:
        return 0 if self.writing.year is None else self.writing.year - moment.year

    def _is_told_of_now(self) -> bool:
        """Whether the paragraph has been telling of the time of writing."""
        return self._paragraph is not None and self._years_back(self._paragraph) <= 1

    def _is_ahead(self, moment: Moment) -> bool:
        """Whether a month lies behind that of writing."""
        return (moment.year, moment.month or 1) > self.writing.latest[:2]

    def _runs_back(self) -> int:
        """How many years back a date may be for the text to run on from it.

        Early in a year a report tells of the last one; later, not once it has told of
        its own.
        """
        if self._in_list:
            return 0
        month = self.writing.month
        early = month is not None and month <= 3
        told = self._running is not None and self._running.year == self.writing.year
        return 0 if told and not early else 1

    def _is_next_month(self, moment: Moment) -> bool:
        """Whether the month of writing is the one after that of ``moment``."""
        now = self.writing
        if now.year is None or now.month is None:
            return False
        return add_months(moment, 1)[:2] == (now.year, now.month)

    def _is_at_present(self) -> bool:
        """Whether no date has led the paragraph away from the year of writing."""
        return self._paragraph is None or self._paragraph.year == self.writing.year

    def _told_year(
        self, found: Expression, resolved: Resolved, how: Setting, sentence: int
    ) -> None:
        """Remember the year that the sentence itself names for what goes on in it."""
        if not how.isdisjoint({Cue.COMPARED, Cue.NAMES, Cue.CITED}):
            return
        year = found.first.year
        if _says_now(found) or (isinstance(year, int | Ref) and not found.first.masked):
            here = _says_now(found) and found.last is None
            coming = isinstance(year, Ref) and year.base == "writing" and year.shift > 0
            by = "now" if here else "next" if coming else "opens" if Cue.OPENS in how else ""
            self._named = sentence, resolved.last, "" if Cue.FIGURES in how and by != "now" else by

    def _leads(self, moment: Moment, how: Setting, *, ahead: bool, exact: bool) -> bool:
        if ahead or not how.isdisjoint(_NEVER_LEADS):
            return False
        if self._in_heading:
            return True
        back = self._years_back(moment)
        if not exact and Cue.OPENS not in how:
            return False
        aside = (
            Cue.ATTRIBUTE in how
            or Cue.BRACKETED in how
            or (Cue.SINCE in how and Cue.OPENS not in how)
        )
        aside = aside or (Cue.STARTS in how and not exact)
        return not (back >= 1 and aside) and not (
            back >= 2 and not how.isdisjoint({Cue.STARTS, Cue.SINCE})
        )

    def _anchor_is_exact(self) -> bool:
        return self._anchor is not None and self._anchor.last.month is not None


def _says_now(found: Expression) -> bool:
    """Whether a date is told from the time of writing, as of it: 今年, 本月."""
    point = found.first
    return any(
        isinstance(unit, Ref) and unit.base == "writing" and unit.shift == 0
        for unit in (point.year, point.month)
    )


def is_to_come(now: Writing, point: Point, base: Moment, how: Setting) -> bool:
    """Whether what is looked ahead to is of the year of writing, not of the one before.

    10月論壇將首度舉辦, 力爭年底前完簽 in June, whatever was told of last year.  Early
    in a year a report may tell of the last one in these words.
    """
    if now.year is None or now.month is None or now.month <= 3 or base.year != now.year - 1:
        return False
    if point.part is Part.LATE and point.month is None:
        return Cue.GOAL in how or Cue.LOOKS_AHEAD in how
    month = point.month
    return isinstance(month, int) and month > now.month and Cue.LOOKS_AHEAD in how
