"""Reading date expressions out of folded text.

A scanner walks over the text and, wherever a date may begin, tries the units in
the order year, month, day.  Each step is one bounded pattern of ``units``; the
scanner never goes back, so its time grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from cefu.dates import units
from cefu.dates.expressions import Expression, Part, Point, Ref
from cefu.dates.numerals import number
from cefu.dates.reading import compiled


@dataclass(frozen=True, slots=True)
class Era:
    """How a report counts years: ``writing`` is its year, if known.

    ``roc`` says that it uses the calendar of the Republic of China (year 1 is 1912),
    so that 107年 and 98年3月 are years of that calendar.
    """

    roc: bool = False
    writing: int | None = None

    def year(self, value: int, *, with_month: bool) -> int | None:
        """The year meant by a number of two or three digits, ``None`` for a length.

        >>> Era(roc=True).year(107, with_month=False), Era(writing=2018).year(98, with_month=True)
        (2018, 1998)
        """
        if value >= 100:
            here = value + 1911
            near = self.writing is None or abs(here - self.writing) <= 20
            return here if near and (self.roc or with_month or self.writing) else None
        if self.roc:
            return value + 1911
        if not with_month:
            return None
        return 2000 + value if 2000 + value <= (self.writing or 2030) + 10 else 1900 + value


@dataclass(frozen=True, slots=True)
class _Piece:
    """One date or range of a list, before the words that limit it."""

    start: int
    end: int
    first: Point
    last: Point | None = None
    fiscal: bool = False
    circa: bool = False


#: Where a date can begin.
_TRIGGER = compiled(
    r"[0-9〇零一二三四五六七八九十廿卅元公西民中今去明大前後本次翌隔同該是上下當年月第新首fq]"
)
_NUMBERING = compiled(
    r"(?:第[一二三四五六七八九十]{1,3}[章節篇]|[壹貳叁參肆伍陸柒捌玖拾]{1,2}[、.]|[一二三四五六七八九十]{1,3}、"
    r"|\([一二三四五六七八九十0-9]{1,3}\)|[0-9]{1,2}(?:[、)]|\.(?![0-9]))|※)+"
)
_LIST = compiled(r"(?:、|和|與|及|暨|或|以及|以至)?")
#: The words that may follow the first date of a range before its second.
_TO = compiled(
    rf"(?:{units.WEEKDAY.pattern})?[起]?(?:{units.TO}|直[至到]|以迄|一直到)"
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

    def expressions(self) -> Iterator[Expression]:
        numbering = _NUMBERING.match(self.text)
        at = numbering.end() if numbering else 0
        before = -1
        while trigger := _TRIGGER.search(self.text, at):
            pieces = self._pieces(trigger.start())
            at = trigger.start() + 1
            for found in self._limited(pieces):
                joined = before >= 0 and bool(_LIST.fullmatch(self.text, before, found.start))
                yield replace(found, joined=joined)
                at = before = found.end

    def _limited(self, pieces: Sequence[_Piece]) -> Iterator[Expression]:
        """The pieces as expressions; a range and limiting words belong to the last."""
        for index, piece in enumerate(pieces):
            if index < len(pieces) - 1:
                yield _expression(piece)
            else:
                yield self._bounded(_expression(self._ranged(piece)))

    def _ranged(self, piece: _Piece) -> _Piece:
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
        if match := units.AROUND.match(self.text, at):
            return replace(found, end=match.end(), circa=True)
        point = found.last or found.first
        if isinstance(point.day, Ref):
            return found
        if match := units.WITHIN.match(self.text, at):
            if point.day is None:
                return replace(found, end=match.end(), bound="within")
            return found
        if match := units.AFTER.match(self.text, at):
            return replace(found, end=match.end(), bound="after")
        match = units.BEFORE_PLAIN.match(self.text, at) or units.BEFORE.match(self.text, at)
        if match:
            return replace(found, end=match.end(), bound="before")
        return found

    # -- dates, by the unit they begin with

    def _pieces(self, at: int, *, bare_day_checked: bool = True) -> list[_Piece]:
        found = self._figures(at) or self._by_year(at) or self._by_month(at, at, None)
        if not found and (part := self._bare_part(at)):
            found = [part]
        return found or self._by_day(at, at, None, None, bare=bare_day_checked)

    def _figures(self, at: int) -> list[_Piece]:
        if match := units.FIGURES_IN_BRACKETS.match(self.text, at):
            first = Point(month=int(match["month"]), day=int(match["day"]))
            last = Point(day=int(match["last"])) if match["last"] else None
            return [_Piece(at, match.end(), first, last)]
        match = units.FIGURES.match(self.text, at)
        if match is None:
            return []
        year, month, day = int(match["year"]), int(match["month"]), match["day"]
        if day is None:
            iso = match["sign"] != "-" or len(match["month"]) == 2
            if not (iso and 1900 <= year < 2100):
                return []
        if year < 1000:
            year += 1911
        pieces = [_Piece(at, match.end(), Point(year, month, int(day) if day else None))]
        if day is None:
            return pieces if units.FIGURES_END.match(self.text, match.end()) else []
        if to := units.FIGURES_TO.match(self.text, match.end()):
            other = Point(month=int(to["month"]) if to["month"] else None, day=int(to["day"]))
            return [replace(pieces[0], end=to.end(), last=other)]
        if not units.FIGURES_END.match(self.text, match.end()):
            return []
        end = match.end()
        while following := units.FIGURES_NEXT.match(self.text, end):
            if following["sign"] != match["sign"]:
                break
            point = Point(month=int(following["month"]), day=int(following["day"]))
            pieces.append(_Piece(end + 1, following.end(), point))
            end = following.end()
        return pieces

    def _by_year(self, at: int) -> list[_Piece]:
        for read in (self._decades, self._centuries):
            if found := read(at):
                return found
        pieces = self._years(at)
        if not pieces:
            return []
        last = pieces[-1]
        if last.last is not None or last.fiscal:
            return pieces
        return pieces[:-1] + self._within_year(last)

    def _within_year(self, piece: _Piece) -> list[_Piece]:
        """What follows a year: its months and days, a part of it, or nothing."""
        year = piece.first.year
        if again := units.YEAR_AGAIN.match(self.text, piece.end):
            value = number(again["year"])
            same = value is not None and year in (value, value + 1911)
            piece = replace(piece, end=again.end()) if same else piece
        if months := self._by_month(piece.start, piece.end, year):
            return months
        if part := self._part(piece.end, units.YEAR_PARTS):
            kind, span, end = part
            return [replace(piece, end=end, first=Point(year, part=kind, span=span))]
        return [piece]

    def _by_month(self, start: int, at: int, year: int | Ref | None) -> list[_Piece]:
        if year is None:
            if not self._may_begin_unit(at):
                return []
            for pattern, ref in units.MONTH_WORDS:
                if match := pattern.match(self.text, at):
                    return self._within_month(_Piece(start, match.end(), Point(month=ref)))
            gloss = units.MONTH_GLOSSED.match(self.text, at)
            if gloss and (gloss["a"].endswith("月") or gloss["b"] or gloss["c"]):
                point = Point(month=number(gloss["month"]))
                return self._within_month(_Piece(start, gloss.end(), point))
        match = units.MONTHS.match(self.text, at)
        if match is None:
            return []
        items = self._shared(match, lambda value: Point(month=value))
        if any(not _is_month(point.month) for _, _, *ends in items for point in ends if point):
            return []
        pieces = [_Piece(s, e, a, b) for s, e, a, b in items]
        head = pieces[0]
        pieces[0] = replace(head, start=start, first=replace(head.first, year=year))
        if len(pieces) > 1 or head.last is not None:
            return pieces
        found = self._within_month(pieces[0])
        bare = found == pieces and year is None
        if bare and units.LENGTH_BEFORE.search(self.text[max(0, start - 5) : start]):
            return []
        return found

    def _within_month(self, piece: _Piece) -> list[_Piece]:
        """What follows a month: its days, a part of it, or nothing."""
        if days := self._by_day(piece.start, piece.end, piece.first.year, piece.first.month):
            return days
        if part := self._part(piece.end, units.MONTH_PARTS):
            kind, span, end = part
            if kind is Part.MONTHS:
                kind = Part.DAYS
            first = replace(piece.first, part=kind, span=span)
            return [replace(piece, end=end, first=first)]
        return [piece]

    def _by_day(
        self, start: int, at: int, year: int | Ref | None, month: int | Ref | None, bare: bool = False
    ) -> list[_Piece]:
        if month is None:
            if not self._may_begin_unit(at):
                return []
            for pattern, ref in units.DAY_WORDS:
                if match := pattern.match(self.text, at):
                    return [_Piece(start, match.end(), Point(day=ref))]
            gloss = units.DAY_GLOSSED.match(self.text, at)
            if gloss and (gloss["a"] or gloss["b"] or gloss["c"]):
                return [_Piece(start, gloss.end(), Point(day=number(gloss["day"])))]
        match = units.DAYS.match(self.text, at)
        if match is None:
            return []
        if month is None and not self._is_bare_day(match, bare):
            return []
        items = self._shared(match, lambda value: Point(day=value))
        if any(not _is_day(point.day) for _, _, *ends in items for point in ends if point):
            return []
        pieces = [_Piece(s, e, a, b) for s, e, a, b in items]
        first = replace(pieces[0].first, year=year, month=month)
        return [replace(pieces[0], start=start, first=first), *pieces[1:]]

    def _is_bare_day(self, match: re.Match[str], checked: bool) -> bool:
        """Whether a number of days without a month is a date and not a length."""
        if match[0].endswith(units.han("號")):
            return False
        if not checked:
            return True
        start = match.start()
        if units.NO_DAY_AFTER.match(self.text, match.end()):
            return False
        if units.LENGTH_BEFORE.search(self.text[max(0, start - 5) : start]):
            return False
        listed = start > 0 and self.text[start - 1] in units.han("、和與及")
        # 一日, 三日 and the like are lengths or idioms more often than dates.
        return listed or match[0][0].isdigit() or len(match["numbers"]) > 1

    # -- years

    def _years(self, at: int) -> list[_Piece]:
        text = self.text
        if words := self._year_words(at):
            return words
        if match := units.BRACKETED.match(text, at) or units.SHORT_RANGE.match(text, at):
            first, last = int(match["first"]), int(match["last"])
            last += first // 100 * 100 if last < 100 else 0
            fiscal = match.groupdict().get("unit") not in (None, "年")
            if last > first:
                return [_Piece(at, match.end(), Point(first), Point(last), fiscal)]
        if match := units.LEANING.match(text, at):
            if not self._may_begin_unit(at):
                return []
            return [_Piece(at, match.end(), Point(int(match["year"])))]
        if match := units.FISCAL.match(text, at):
            return [_Piece(at, match.end(), Point(int(match["year"])), fiscal=True)]
        if match := units.BEFORE_CHRIST.match(text, at):
            return [_Piece(at, match.end(), Point(1 - (number(match["year"]) or 1)))]
        if match := units.ERA.match(text, at):
            value = number(match["year"])
            if value is not None and 0 < value < 200:
                return [_Piece(at, match.end(), Point(value + 1911))]
        head = units.CHRISTIAN.match(text, at)
        begin = head.end() if head else at
        if not self._may_begin_unit(begin):
            return []
        match = units.YEARS.match(text, begin)
        if match is None:
            return [] if head else self._bare_year(at)
        if self._is_age(match):
            return []
        fiscal = match["unit"] != "年"
        items = self._shared(match, lambda value: Point(value))
        pieces = [_Piece(s, e, a, b, fiscal) for s, e, a, b in items]
        pieces[0] = replace(pieces[0], start=at)
        return pieces

    def _year_words(self, at: int) -> list[_Piece]:
        text = self.text
        gloss = units.GLOSSED.match(text, at)
        if gloss and (gloss["a"] or gloss["b"] or gloss["c"]):
            value = number(gloss["year"])
            if value is not None and value < 1000:
                value = value + 1911 if value >= 100 else self.era.year(value, with_month=True)
            if value is not None and 1000 <= value < 2200:
                return [_Piece(at, gloss.end(), Point(value))]
        if match := units.GLOSSED_BEHIND.match(text, at):
            return [_Piece(at, match.end(), Point(int(match["year"])))]
        if match := units.BOTH_YEARS.match(text, at):
            return [_Piece(at, match.end(), Point(Ref("writing")), Point(Ref("writing", 1)))]
        if match := units.SEASON_WORDS.match(text, at):
            shift = {"今": 0, "去": -1, "明": 1}[match["word"]]
            part, span = units.part_of(match, None)
            return [_Piece(at, match.end(), Point(Ref("writing", shift), part=part, span=span))]
        for pattern, ref in units.YEAR_WORDS:
            if match := pattern.match(text, at):
                return [_Piece(at, match.end(), Point(ref))]
        return []

    def _bare_year(self, at: int) -> list[_Piece]:
        match = units.BARE.match(self.text, at)
        if match is None:
            return []
        value = number(match["year"])
        if value is None:
            return []
        month = units.MONTHS.match(self.text, match.end())
        year = self.era.year(value, with_month=month is not None)
        if match["year"][0] == "0" and year is None:
            year = 2000 + value
        if match["gloss"]:
            year = int(match["gloss"])
        elif month is None and self._is_length(match, value):
            return []
        if year is None:
            return []
        return [_Piece(at, match.end(), Point(year), fiscal=match["unit"] != "年")]

    def _is_length(self, match: re.Match[str], value: int) -> bool:
        """Whether 68年 or 107年 is a length of time, by the words about it."""
        if match["unit"] != "年":
            return False
        before = self.text[max(0, match.start() - 5) : match.start()]
        if _LENGTH_OF_YEARS_BEFORE.search(before):
            return True
        if _LENGTH_OF_YEARS_AFTER.match(self.text, match.end()):
            return True
        if match["year"][0] == "0":
            return False
        # Round and small numbers need a word that calls for a date.
        return (value <= 100) and not _CALLS_FOR_DATE.search(before)

    def _is_age(self, match: re.Match[str]) -> bool:
        """Whether 2000年 is a length: a round number with the words of one."""
        value = number(match["numbers"])
        if value is None or value % 100:
            return False
        before = self.text[max(0, match.start() - 5) : match.start()]
        return bool(
            _LENGTH_OF_YEARS_BEFORE.search(before) or _LONG_AGO.match(self.text, match.end())
        )

    def _decades(self, at: int) -> list[_Piece]:
        match = units.DECADES.match(self.text, at)
        if match is None or not self._may_begin_unit(at):
            return []
        base = self._century(match)
        numbers = match["numbers"]
        if len(numbers) == 3 and numbers.endswith("十"):  # 六七十年代
            found = [(match.start("numbers"), numbers[0] + "十"), (0, numbers[1] + "十")]
            first, last = (self._decade(text, base) for _, text in found)
            return [_Piece(at, match.end(), first, last)] if first and last else []
        items = self._shared(match, lambda value: self._decade_point(value, base))
        pieces = [_Piece(s, e, a, b) for s, e, a, b in items]
        if any(piece.first.year is None for piece in pieces):
            return []
        pieces[0] = replace(pieces[0], start=at)
        return pieces

    def _decade(self, text: str, base: int | None) -> Point | None:
        value = number(text)
        return None if value is None else self._decade_point(value, base)

    @staticmethod
    def _decade_point(value: int, base: int | None) -> Point:
        if value < 10:  # 八〇 read by position
            value *= 10
        if value < 100:
            if base is None and value < 30:  # 20年代 may be this century's
                return Point()
            value += 1900 if base is None else base
        return Point(value // 10 * 10, masked=1)

    def _centuries(self, at: int) -> list[_Piece]:
        match = units.CENTURIES.match(self.text, at)
        if match is None or not self._may_begin_unit(at):
            return []
        base = self._century(match)
        if base is None:
            return []
        if match["part"] == units.han("中葉") and match["word"] == "本":
            return [_Piece(at, match.end(), Point(base + 50), circa=True)]
        if match["word"] and not match["part"]:  # 本世紀以來: too wide to date anything
            return []
        return [_Piece(at, match.end(), Point(base, masked=2))]

    def _century(self, match: re.Match[str]) -> int | None:
        if match["century"]:
            value = number(match["century"])
            return (value - 1) * 100 if value is not None and 1 <= value <= 22 else None
        if match["word"]:
            now = (self.era.writing or 2000) // 100 * 100
            return now if match["word"] == "本" else now - 100
        return None

    # -- shared parts

    def _may_begin_unit(self, at: int) -> bool:
        """False in the middle of a number and for days of every year."""
        if at and self.text[at].isdigit() and self.text[at - 1] in "0123456789.第":
            return False
        chinese = units.CHINESE
        if at and self.text[at] in chinese and self.text[at - 1] in chinese + "第":
            return False
        return not units.RECURRING.search(self.text[max(0, at - 2) : at])

    def _part(
        self,
        at: int,
        table: Sequence[tuple[re.Pattern[str], Part | tuple[int, int] | None]],
    ) -> tuple[Part, tuple[int, int], int] | None:
        for pattern, meaning in table:
            if match := pattern.match(self.text, at):
                part, span = units.part_of(match, meaning)
                return part, span, match.end()
        return None

    def _bare_part(self, at: int) -> _Piece | None:
        if not self._may_begin_unit(at):
            return None
        if part := self._part(at, units.BARE_PARTS):
            kind, span, end = part
            return _Piece(at, end, Point(part=kind, span=span))
        if part := self._part(at, units.BARE_MONTH_PARTS):
            kind, span, end = part
            return _Piece(at, end, Point(month=Ref("context"), part=kind, span=span))
        return None

    def _shared(
        self, match: re.Match[str], point: Callable[[int], Point]
    ) -> list[tuple[int, int, Point, Point | None]]:
        """The items of a match of ``units.shared``; the unit belongs to the last."""
        items: list[tuple[int, int, Point, Point | None]] = []
        ranged = False
        for token in units.NUMBER_OR_LINK.finditer(self.text, *match.span("numbers")):
            if token["number"] is None:
                ranged = token["to"] is not None
                continue
            value = number(token["number"])
            if value is None:
                return []
            if ranged and items and items[-1][3] is None:
                start, _, first, _ = items[-1]
                items[-1] = (start, token.end(), first, point(value))
            else:
                items.append((token.start(), token.end(), point(value), None))
            ranged = False
        if items:
            start, _, first, last = items[-1]
            items[-1] = (start, match.end(), first, last)
        return items


_LENGTH_OF_YEARS_BEFORE = compiled(
    r"(?:持續|長達|歷時|歷經|經過|為期|[接將最逼]近|近|逾|超過|達|滿|已|共|約|有|前後|徒刑|刑|成立|創立|誕生"
    r"|建[黨國軍政交校]|立國|隔|過去|未來|整整|每|第|數|短短|連續|相隔|時隔|任期|執政|統治|史|間隔|迄今|至今)$"
)
_LENGTH_OF_YEARS_AFTER = compiled(
    r"(?:[以之]?來|間|[以之]?[內後上]|之久|前|(?:的)?歷史|[計規]|有期|期|的(?:[^,。]{0,4})(?:關係|統治|歷史))"
)
_LONG_AGO = compiled(r"(?:[以之]?來|(?:的)?(?:悠久)?(?:歷史|文明|傳統)|之久|以上|前)")
_CALLS_FOR_DATE = compiled(r"(?:自從?|從|於|在|至|到|迄|及|、|和|與|[,。;:(])$|^$")


def _is_month(value: int | Ref | None) -> bool:
    return isinstance(value, int) and 1 <= value <= 12


def _is_day(value: int | Ref | None) -> bool:
    return isinstance(value, int) and 1 <= value <= 31


def _expression(piece: _Piece) -> Expression:
    return Expression(
        piece.start,
        piece.end,
        piece.first,
        piece.last,
        circa=piece.circa,
        fiscal=piece.fiscal,
    )
