"""Reading date expressions out of folded text.

A scanner walks over the text and, wherever a date may begin, tries the units in
the order year, month, day.  Each step is one bounded pattern of ``units``; the
scanner never goes back, so its time grows with the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from cefu.dates.reading import compiled, han
from cefu.dates.zh import months_days, units
from cefu.dates.zh.calendars import eras, left_alone, read_era_years, read_lunar
from cefu.dates.zh.decades import read_centuries, read_decades
from cefu.dates.zh.expressions import Expression, Part, Point, Ref
from cefu.dates.zh.figures import read_figures
from cefu.dates.zh.pieces import Piece, as_run, may_begin_unit, shared_pieces
from cefu.dates.zh.years import Era, read_years
from cefu.text.numerals import number

#: Where a date can begin.
_TRIGGER = compiled(
    r"[0-9〇零一二兩三四五六七八九十廿卅元公西紀民中今昨去明大前後本次翌隔同該是上下當年月第新首fq農陰夏舊古"
    + "".join(sorted({name[0] for name in eras()}))
    + "]"
)
_NUMBERING = compiled(
    r"(?:第[一二三四五六七八九十]{1,3}[章節篇]|[壹貳叁參肆伍陸柒捌玖拾]{1,2}[、.]|[一二三四五六七八九十]{1,3}、"
    r"|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}(?:、(?![0-9]{1,2}[月日])|\)|\.(?![0-9]))|※)+"
)
_LIST = compiled(r"(?:、|和|與|及|暨|或|以及|以至)?")
#: The words that may follow the first date of a range before its second.
_TO = compiled(
    rf"(?:{months_days.WEEKDAY.pattern})?(?:{months_days.CLOCK.pattern})(?:起|[之以]後)?(?:{units.TO}|直[至到]|以迄|一直到)"
)


def scan(text: str, era: Era) -> list[Expression]:
    """The date expressions of a folded text, in order and without overlap.

    >>> [text[e.start:e.end] for text in ["6月12日至15日及7月4、28日"] for e in scan(text, Era())]
    ['6月12日至15日', '7月4', '28日']
    """
    return list(_Scanner(text, era).expressions())


class _Scanner:
    def __init__(self, text: str, era: Era) -> None:
        self.text = text
        self.era = era
        self.before = -1  # the end of the expression before
        #: where dates stand that cannot be placed
        self.shut = sorted(left_alone(text, roc=era.roc, reigns=era.reigns))
        self.counts_hao = months_days.HAO_DAY.search(text) is not None

    def expressions(self) -> Iterator[Expression]:
        numbering = _NUMBERING.match(self.text)
        at = numbering.end() if numbering and not _opens_list(self.text) else 0
        while trigger := _TRIGGER.search(self.text, at):
            at = trigger.start()
            if (closed := self._closed(at)) > at:
                at = closed
                continue
            pieces = self._pieces(at)
            at += 1
            for found in self._limited(pieces):
                joined = self.before >= 0 and bool(
                    _LIST.fullmatch(self.text, self.before, found.start)
                )
                yield replace(found, joined=joined)
                at = self.before = found.end

    def _closed(self, at: int) -> int:
        """The end of what is left alone at ``at``, else ``at``."""
        nth = bisect_right(self.shut, at, key=lambda span: span[0]) - 1
        if nth < 0 or self.shut[nth][1] <= at:
            return at
        begins = self.shut[nth][0] == at
        return at if begins and read_era_years(self.text, at) else self.shut[nth][1]

    def _limited(self, pieces: Sequence[Piece]) -> Iterator[Expression]:
        """The pieces as expressions; a range and limiting words belong to the last."""
        for index, piece in enumerate(pieces):
            if index < len(pieces) - 1:
                yield _expression(piece)
            else:
                yield self._bounded(_expression(self._ranged(piece)))

    def _ranged(self, piece: Piece) -> Piece:
        if piece.last is not None:
            return piece
        to = _TO.match(self.text, piece.end)
        if to is None:
            return piece
        ends = self._pieces(to.end(), bare_day_checked=False)
        if len(ends) != 1 or ends[0].last is not None:
            return piece
        other = ends[0]
        return replace(piece, end=other.end, last=other.first, fiscal=piece.fiscal or other.fiscal)

    def _bounded(self, found: Expression) -> Expression:
        at = found.end
        if match := months_days.AROUND.match(self.text, at):
            return replace(found, end=match.end(), circa=True)
        point = found.last or found.first
        if isinstance(point.day, Ref):
            return found
        if match := months_days.WITHIN.match(self.text, at):
            if point.day is None:
                return replace(found, end=match.end(), bound="within")
            return found
        if match := months_days.AFTER.match(self.text, at):
            return replace(found, end=match.end(), bound="after")
        match = months_days.BEFORE_PLAIN.match(self.text, at) or months_days.BEFORE.match(
            self.text, at
        )
        if match:
            return replace(found, end=match.end(), bound="before")
        return found

    # -- dates, by the unit they begin with

    def _pieces(self, at: int, *, bare_day_checked: bool = True) -> list[Piece]:
        if not months_days.YEARS_ON.match(self.text, at) and (lapse := self._lapse(at)):
            return [lapse]
        found = read_figures(self.text, at) or self._by_year(at) or self._by_month(at, at, None)
        if not found and (part := self._bare_part(at)):
            found = [part]
        return found or self._by_day(at, at, None, None, bare=bare_day_checked)

    def _by_year(self, at: int) -> list[Piece]:
        wide = read_decades(self.text, at, self.era) or read_centuries(self.text, at, self.era)
        if wide:
            return wide
        pieces = read_years(self.text, at, self.era)
        if not pieces:
            return []
        last = pieces[-1]
        if last.fiscal and last.last is None:
            part = months_days.FISCAL_PART.match(self.text, last.end)
            return [*pieces[:-1], replace(last, end=part.end())] if part else pieces
        if last.last is not None or last.fiscal or last.first.month is not None:
            return pieces
        return pieces[:-1] + self._within_year(last)

    def _within_year(self, piece: Piece) -> list[Piece]:
        """What follows a year: its months and days, a part of it, or nothing."""
        year = piece.first.year
        if again := units.YEAR_AGAIN.match(self.text, piece.end):
            value = number(again["year"])
            same = value is not None and year in (value, value + 1911)
            piece = replace(piece, end=again.end()) if same else piece
        told = year.shift + self.era.writing if _is_of_writing(year) and self.era.writing else year
        if isinstance(told, int) and (day := read_lunar(self.text, piece.start, piece.end, told)):
            return [day]
        same_month = months_days.SAME_MONTH.match(self.text, piece.end)
        if same_month and isinstance(year, Ref):
            point = Point(year=year, month=Ref("context"))
            return [replace(piece, end=same_month.end(), first=point)]
        of = units.OF.match(self.text, piece.end)
        if months := self._by_month(piece.start, of.end() if of else piece.end, year):
            return months
        if part := self._part(piece.end, units.YEAR_PARTS):
            kind, span, end = part
            return [replace(piece, end=end, first=Point(year, part=kind, span=span))]
        return [piece]

    def _by_month(self, start: int, at: int, year: int | Ref | None) -> list[Piece]:
        if year is None:
            if not may_begin_unit(self.text, at):
                return []
            for pattern, ref in months_days.MONTH_WORDS:
                if match := pattern.match(self.text, at):
                    return self._within_month(Piece(start, match.end(), Point(month=ref)))
            gloss = months_days.MONTH_GLOSSED.match(self.text, at)
            if gloss and (gloss["a"].endswith("月") or gloss["b"] or gloss["c"]):
                point = Point(month=number(gloss["month"]))
                return self._within_month(Piece(start, gloss.end(), point))
        match = months_days.MONTHS.match(self.text, at)
        if match is None:
            return []
        pieces = shared_pieces(match, lambda value: Point(month=value))
        if not pieces:
            return []
        pieces = as_run(pieces, self.text, lambda point: point.month)
        head = pieces[0]
        pieces[0] = replace(head, start=start, first=replace(head.first, year=year))
        if len(pieces) > 1 or head.last is not None:
            return pieces
        found = self._within_month(pieces[0])
        bare = found == pieces and year is None
        if bare and units.LENGTH_BEFORE.search(self.text[max(0, start - 5) : start]):
            return []
        return found

    def _within_month(self, piece: Piece) -> list[Piece]:
        """What follows a month: its days, a part of it, or nothing."""
        if days := self._by_day(piece.start, piece.end, piece.first.year, piece.first.month):
            return days
        if part := self._part(piece.end, months_days.MONTH_PARTS):
            kind, span, end = part
            if kind is Part.MONTHS:
                kind = Part.DAYS
            first = replace(piece.first, part=kind, span=span)
            return [replace(piece, end=end, first=first)]
        return [piece]

    def _by_day(
        self,
        start: int,
        at: int,
        year: int | Ref | None,
        month: int | Ref | None,
        bare: bool = False,
    ) -> list[Piece]:
        if month is None:
            if not may_begin_unit(self.text, at):
                return []
            for pattern, ref in months_days.DAY_WORDS:
                if match := pattern.match(self.text, at):
                    return [Piece(start, match.end(), Point(day=ref))]
            gloss = months_days.DAY_GLOSSED.match(self.text, at)
            if gloss and (gloss["a"] or gloss["b"] or gloss["c"]):
                return [Piece(start, gloss.end(), Point(day=number(gloss["day"])))]
        match = months_days.DAYS.match(self.text, at)
        if match is None:
            return []
        if month is None and not self._is_bare_day(match, bare):
            return []
        pieces = shared_pieces(match, lambda value: Point(day=value))
        if not pieces:
            return []
        pieces = as_run(pieces, self.text, lambda point: point.day)
        first = replace(pieces[0].first, year=year, month=month)
        return [replace(pieces[0], start=start, first=first), *pieces[1:]]

    def _is_bare_day(self, match: re.Match[str], checked: bool) -> bool:
        """Whether a number of days without a month is a date and not a length."""
        start = match.start()
        if start and self.text[start - 1] == "月":  # 13月5日 is no date at all
            return False
        if match[0].endswith(han("號")):
            return self.counts_hao and bool(
                months_days.HAO_BEFORE.search(self.text[max(0, start - 1) : start])
            )
        if not checked:
            return True
        if months_days.NO_DAY_AFTER.match(self.text, match.end()):
            return False
        before = self.text[max(0, start - 5) : start]
        if units.LENGTH_BEFORE.search(before) or months_days.RANGE_BEFORE.search(before):
            return False
        few = months_days.FEW_DAYS.fullmatch(match[0]) is not None
        listed = start - 1 == self.before and self.text[start - 1] in han("、和與及")
        if (
            listed
            or match[0][0].isdigit()
            or match[0][0] in "廿卅"
            or (len(match["numbers"]) > 1 and not few)
        ):
            return True
        # 一日, 三日 and the like are lengths or idioms unless news is told of them.
        return units.NEWS_AFTER.match(self.text, match.end()) is not None

    def _lapse(self, at: int) -> Piece | None:
        match = months_days.LAPSE.match(self.text, at) or months_days.LAPSE_DAYS.match(
            self.text, at
        )
        if match is None or not may_begin_unit(self.text, at):
            return None
        if units.LENGTH_BEFORE.search(self.text[max(0, at - 5) : at]):
            return None
        count = number(match["number"])
        if count is None or (match["unit"] == "年" and self.era.roc and count > 20):
            return None
        return Piece(at, match.end(), Point(lapse=(count, match["unit"][-1])))

    # -- parts

    def _part(
        self,
        at: int,
        table: units.Table,
    ) -> tuple[Part, tuple[int, int], int] | None:
        for pattern, meaning in table:
            if match := pattern.match(self.text, at):
                part, span = units.part_of(match, meaning)
                return part, span, match.end()
        return None

    def _bare_part(self, at: int) -> Piece | None:
        if not may_begin_unit(self.text, at):
            return None
        if match := units.BARE_YEAR.match(self.text, at):
            return Piece(at, match.end(), Point())
        if part := self._part(at, units.BARE_PARTS):
            kind, span, end = part
            return Piece(at, end, Point(part=kind, span=span))
        if part := self._part(at, months_days.BARE_MONTH_PARTS):
            kind, span, end = part
            kind = Part.DAYS if kind is Part.MONTHS else kind
            return Piece(at, end, Point(month=Ref("context"), part=kind, span=span))
        return None


def _opens_list(text: str) -> bool:
    """Whether a text opens with listed months, 七、八月, and not with an item's number.

    >>> _opens_list("七、八月間"), _opens_list("四、八月情势"), _opens_list("3、5月")
    (True, False, False)
    """
    match = months_days.MONTHS.match(text)
    pieces = shared_pieces(match, lambda value: Point(month=value)) if match else []
    return len(pieces) > 1 and len(as_run(pieces, text, lambda point: point.month)) == 1


def _is_of_writing(year: int | Ref | None) -> TypeGuard[Ref]:
    return isinstance(year, Ref) and year.base == "writing"


def _expression(piece: Piece) -> Expression:
    return Expression(
        piece.start,
        piece.end,
        piece.first,
        piece.last,
        fiscal=piece.fiscal,
        split=piece.split,
    )
