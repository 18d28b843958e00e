"""The year of a bare month or part of a year: told by the sentence, the paragraph or the story.

Each rule tells the year or nothing; the first that tells one is followed (``_YEARS``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cefu.dates.memory import Memory, is_to_come
from cefu.dates.moments import Moment
from cefu.dates.setting import Cue, Setting
from cefu.dates.zh.expressions import Part, Point

#: How many months on from a date ahead the next may be said without its year; and how
#: many, where the month would else be long past.
NEXT, FOLLOWS = 3, 4


@dataclass(frozen=True, slots=True)
class _Bare:
    """A month or part of a year said without its year, and ``base``, the leading date of
    its sentence or paragraph."""

    point: Point
    how: Setting
    sentence: int
    base: Moment | None

    @property
    def month(self) -> int | None:
        return self.point.month if isinstance(self.point.month, int) else None

    @property
    def first(self) -> int | None:
        """The month, or the first one of a quarter or half."""
        return self.point.span[0] if self.point.part is Part.MONTHS else self.month


@dataclass(slots=True)
class BareMonths(Memory):
    """A memory that tells the year of a month said without one."""

    def year_of_bare(self, point: Point, how: Setting, sentence: int) -> int | None:
        """The year of a bare month or part of a year: the first that a rule tells.

        >>> from cefu.dates.memory import Writing
        >>> december, january = BareMonths(Writing(2018, 12)), BareMonths(Writing(2019, 1))
        >>> december.year_of_bare(Point(month=4), frozenset({Cue.CHOSEN}), 0)  # 若4月列入
        2019
        >>> december.year_of_bare(Point(month=4), frozenset(), 0)
        2018
        >>> january.year_of_bare(Point(month=11), frozenset(), 0)  # not here yet, no plan
        2018
        >>> january.year_of_bare(Point(month=11), frozenset({Cue.FORWARD}), 0)
        2019
        """
        bare = _Bare(point, how, sentence, self._base(sentence))
        return next((year for rule in _YEARS if (year := rule(self, bare)) is not None), None)

    def _year_chosen(self, bare: _Bare) -> int | None:
        """What may be taken is still to come: 若4月列入 in December."""
        now, month = self.writing, bare.month
        present = bare.base is None or bare.base.year == now.year
        if Cue.CHOSEN in bare.how and present and now.year and month:
            return now.year + 1 if (now.month or 0) - month >= 6 else None
        return None

    def _year_ahead(self, bare: _Bare) -> int | None:
        """That of a month which the paragraph looked ahead to."""
        on = self._goes_on_ahead(bare.month, bare.how, bare.sentence)
        return self._ahead.year if on and self._ahead else None

    def _year_glanced(self, bare: _Bare) -> int | None:
        """That at which the story glanced back, as long as the month is not here yet."""
        there = self._stays_there(bare.month, bare.base, bare.how, bare.sentence)
        return self._glance if there else None

    def _year_of_writing(self, bare: _Bare) -> int | None:
        """新年 is that of the year of writing; 年內 too, unless the sentence told another."""
        now, part = self.writing.year, bare.point.part
        if now is None or (part is not Part.NEW_YEAR and (bare.month or part is not None)):
            return None
        if part is Part.NEW_YEAR or bare.base is None:
            return now
        return bare.base.year if self._leads_sentence(bare.sentence) else now

    def _year_beside(self, bare: _Bare) -> int | None:
        """A quarter beside a month ahead is not before it: 擬於3月5日討論，效期延至第二季."""
        spoken = self._last_month
        if bare.point.part is not Part.MONTHS or spoken is None or bare.first is None:
            return None
        if spoken.at < bare.sentence or not self._is_ahead(spoken.last):
            return None
        return spoken.last.year + (bare.first < (spoken.last.month or 1))

    def _year_by_the_story(self, bare: _Bare) -> int | None:
        """That of the leading date, or one beside it where the month tells so."""
        base, month, how, now = self._base_of(bare), bare.first, bare.how, self.writing
        if base is None:
            return now.year if month is None else self._latest_year(month, how, bare.sentence)
        led = self._leads_sentence(bare.sentence)
        if not led and is_to_come(now, bare.point, base, how):
            return now.year
        if now.year is None or month is None:
            return base.year
        here = led and base.month is not None and Cue.LOOKS_AHEAD not in how
        if Cue.FORWARD in how and now.year - base.year >= 2 and not here:
            return now.year
        if Cue.DUE in how and base.month is not None and month < base.month:
            return base.year + 1  # what is planned does not lie before its telling
        if self._turns(base, month, bare.sentence):
            return base.year + 1
        unspoken = base.year == now.year and self._is_long_ahead(month) and Cue.FORWARD not in how
        unspoken = unspoken and (Cue.EARLIER in how or not self._goes_on(month, bare.sentence))
        return base.year - 1 if unspoken else base.year

    def _base_of(self, bare: _Bare) -> Moment | None:
        """The date that a bare month goes by; a quarter goes by what opened a clause."""
        if bare.point.part is Part.MONTHS and self._topic is not None:
            return Moment(self._topic)
        return bare.base

    def _leads_sentence(self, sentence: int) -> bool:
        """Whether a date has led in this sentence."""
        on = self._sentence is not None and self._sentence[0] == sentence
        return on or self._led_in == sentence

    def _turns(self, base: Moment, month: int, sentence: int) -> bool:
        """Whether a month lies over the turn of the year, or back from last year in the
        present that the paragraph told of before."""
        if base.month is None:
            return False
        turn = base.month - month >= 8
        back = month < base.month and base.year + 1 == self.writing.year
        back = back and self._told_of_now and self._led_in != sentence
        return (turn or back) and (base.year + 1, month) <= self.writing.latest[:2]

    def _goes_on(self, month: int, sentence: int) -> bool:
        """Whether a month follows on one of the year of writing in the sentence."""
        last = self._last_month
        if last is None or last.at < sentence or last.last.year != self.writing.year:
            return False
        if last.first.year != last.last.year:
            return False
        return (last.last.month or 12) <= month

    def _year_named(self, bare: _Bare) -> int | None:
        """The year named before in the sentence, if what follows must be of it.

        That is the year of writing (預定本月26日委員會投票、6月院會表決), one ahead that
        the sentence moves to (2018年2月9日冬奧，3月帕運), and one out of which a month is
        picked (去年試射逾15次，其中8月29日…).
        """
        month, how = bare.first, bare.how
        if self._named is None or self._named[0] != bare.sentence:
            return None
        _, date, by = self._named
        here = by == "now" and date.year == self.writing.year
        ahead = by in ("opens", "next") and self._years_back(date) < 0
        on = month is not None and date.month is not None and 0 <= month - date.month <= NEXT
        picked = Cue.AMONG in how and date.month is None
        now = self.writing.month or 12
        wide = by == "next" and date.month is None and Cue.EARLIER not in how
        wide = wide and month is not None
        wide = wide and (Cue.FORWARD in how or (month or 0) < now)  # 將於明年啟動，4月可能參加
        return date.year if here or (ahead and (on or wide)) or picked else None

    def _goes_on_ahead(self, month: int | None, how: Setting, sentence: int) -> bool:
        """Whether a month said without a year follows on what the paragraph looked to.

        2022年2月4日冬奧開幕。3月兩會 in November 2021: March would else be long past.
        """
        now, date = self.writing.month, self._ahead
        if month is None or date is None or date.month is None or now is None:
            return False
        beside = Cue.LISTED in how and self._last is not None and self._last.at >= sentence
        near = beside or (Cue.OPENS in how and month - date.month <= FOLLOWS and now - month >= 5)
        return near and month >= date.month

    def _stays_there(
        self, month: int | None, base: Moment | None, how: Setting, sentence: int
    ) -> bool:
        """Whether the story is still last year's: the month is not here yet."""
        now = self.writing
        if self._glance is None or month is None or now.month is None or Cue.FORWARD in how:
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
        if self._is_long_ahead(month) and Cue.FORWARD not in how:
            return now.year - 1
        in_sentence = self._last is not None and self._last.at >= sentence
        if Cue.FORWARD in how and now.month - month >= 7 and not in_sentence:
            return now.year + 1
        return now.year


#: What tells the year of a bare month, in the order asked.
_YEARS: tuple[Callable[[BareMonths, _Bare], int | None], ...] = (
    BareMonths._year_chosen,
    BareMonths._year_named,
    BareMonths._year_ahead,
    BareMonths._year_glanced,
    BareMonths._year_of_writing,
    BareMonths._year_beside,
    BareMonths._year_by_the_story,
)
