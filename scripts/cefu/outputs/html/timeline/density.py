"""How many statements the reports make of each time: histograms, each on one scale of its own.

The whole range stands in one unit, the finest that leaves its bars legible; runs of years
of which much is said follow by months, each run a picture with its own axes.  What is
dated less exactly than the unit is no bar: it lies below the axis as a line over all the
time it may mean, with its number.  Each bar and line leads to its place in the list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cefu.model.annotations import Statement
from cefu.model.edtf import Date, parse
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import moment_of

#: A year is shown by months too from this share of all statements on, and this number;
#: so many years at most.
_DENSE, _LEAST, _MOST = 0.04, 5, 8
#: So many bars a picture has at most, unless not even centuries make it fewer.
_BARS = 150
#: Years in a unit of the whole range.
_UNITS = {"year": 1, "decade": 10, "century": 100}
#: Of a drawing, in its own units: width and height of the bars' field, room beside and below.
_WIDTH, _HEIGHT, _SIDE, _FOOT, _LINE = 720, 84, 34, 18, 15


@dataclass(frozen=True, slots=True)
class Bar:
    """``when`` is the time that is counted (EDTF; ``2018-XX`` for a year without month),
    ``anchor`` where it begins in the list; ``first`` and ``size`` are its place, in units."""

    when: str
    anchor: str
    first: int
    size: int
    count: int


@dataclass(frozen=True, slots=True)
class Panel:
    """A histogram: units ``first`` to ``first + size``, numbered from year 0; ``lines`` are
    dated less exactly than ``unit``."""

    unit: str
    first: int
    size: int
    bars: tuple[Bar, ...]
    lines: tuple[Bar, ...]


def panels(statements: Iterable[Statement]) -> tuple[Panel, ...]:
    """The whole range, then each run of dense years by months; every statement counts once
    in the first, where it begins."""
    counted = Counter(_month(moment_of(s.edtf)) for s in statements)
    if not counted:
        return ()
    years = Counter[int]()
    for moment, count in counted.items():
        if not _date(moment).masked:
            years[_date(moment).year] += count
    least = max(_LEAST, _DENSE * counted.total())
    dense = sorted(year for year, count in years.items() if count >= least)
    runs = _runs(dense) if len(dense) <= _MOST else []
    return (_whole(counted), *(_by_months(run, counted) for run in runs))


def _month(anchor: str) -> str:
    """The month of a moment's anchor; a year, decade or century is left as it is."""
    date = _date(anchor)
    return str(Date(date.year, date.month)) if date.month else anchor


def _date(anchor: str) -> Date:
    date = parse(anchor).first
    assert date is not None  # an anchor is no interval
    return date


def _runs(years: Sequence[int]) -> list[tuple[int, int]]:
    """First and last of the years that follow each other.

    >>> _runs([1991, 2017, 2018, 2019])
    [(1991, 1991), (2017, 2019)]
    """
    runs: list[tuple[int, int]] = []
    for year in years:
        if runs and runs[-1][1] == year - 1:
            runs[-1] = (runs[-1][0], year)
        else:
            runs.append((year, year))
    return runs


def _whole(counted: Mapping[str, int]) -> Panel:
    """All statements, in the finest unit of which there are not too many."""
    begin = min(_date(anchor).first_day[0] for anchor in counted)
    end = max(_date(anchor).last_day[0] for anchor in counted)
    fitting = (u for u, years in _UNITS.items() if _unit(end, years) - _unit(begin, years) < _BARS)
    unit = next(fitting, "century")
    years = _UNITS[unit]
    first, last = _unit(begin, years), _unit(end, years)
    bars: dict[int, list[str]] = {}
    lines = []
    for anchor in sorted(counted, key=lambda a: (_date(a).first_day, a)):
        date = _date(anchor)
        low, high = _unit(date.first_day[0], years), _unit(date.last_day[0], years)
        if low == high:
            bars.setdefault(low, []).append(anchor)
        else:
            lines.append(Bar(f"{anchor}-XX", anchor, low, high - low + 1, counted[anchor]))
    made = (
        Bar(_called(at, years), _head(own[0]), at, 1, sum(counted[a] for a in own))
        for at, own in bars.items()
    )
    return Panel(unit, first, last - first + 1, tuple(made), tuple(lines))


def _unit(year: int, years: int) -> int:
    """The number of the unit of so many ``years`` that holds ``year``, as EDTF masks digits.

    >>> [_unit(year, 100) for year in (2018, 99, 0, -1, -200, -299)]
    [20, 0, 0, -1, -3, -3]
    """
    return year // years if year >= 0 or years == 1 else -(-year // years) - 1


def _called(at: int, years: int) -> str:
    """The EDTF of the unit ``at`` of so many ``years``.

    >>> _called(20, 100), _called(201, 10), _called(-3, 100), _called(-220, 1)
    ('20XX', '201X', '-02XX', '-0220')
    """
    masked = len(str(years)) - 1
    return str(Date(at * years + (at < 0 and masked > 0), masked=masked))


def _head(anchor: str) -> str:
    """The year, decade or century that heads an anchor in the list."""
    date = _date(anchor)
    return anchor if date.masked else str(Date(date.year))


def _by_months(run: tuple[int, int], counted: Mapping[str, int]) -> Panel:
    first, last = run
    bars, lines = [], []
    for year in range(first, last + 1):
        whole = str(Date(year))
        if counted.get(whole):
            lines.append(Bar(f"{whole}-XX", whole, 12 * year, 12, counted[whole]))
        for month in range(1, 13):
            anchor = str(Date(year, month))
            if counted.get(anchor):
                bars.append(Bar(anchor, anchor, 12 * year + month - 1, 1, counted[anchor]))
    return Panel("month", 12 * first, 12 * (last - first + 1), tuple(bars), tuple(lines))


def picture(
    statements: Sequence[Statement], locale: Locale, place: Callable[[str], str] = "#{}".format
) -> str:
    """The figure: a histogram a panel; '' without statements.

    ``place`` gives the address of an anchor of the list.
    """
    shown = panels(statements)
    if not shown:
        return ""
    drawn = [_drawn(panel, locale, place) for panel in shown]
    return fill("timeline/density.html.j2", locale=locale, panels=drawn)


def _drawn(panel: Panel, locale: Locale, place: Callable[[str], str]) -> dict[str, object]:
    """What the template draws of a panel, all in the drawing's units."""
    unit = _WIDTH / max(panel.size, 12)
    most = max([bar.count for bar in panel.bars], default=1)
    top = nice(most)
    rows = _rows(panel.lines)
    feet = _HEIGHT + _FOOT + _LINE * (max(rows, default=-1) + 1)

    def at(where: float) -> float:
        return round((where - panel.first) * unit, 1)

    def named(bar: Bar) -> dict[str, object]:
        date = in_words(bar.when.removesuffix("-XX"), locale)
        if bar.when.endswith("-XX"):
            date = locale("timeline_only", date=date)
        name = locale("timeline_density_bar", date=date, count=bar.count)
        return {"name": name, "href": place(bar.anchor), "when": bar.when, "count": bar.count}

    def tall(count: float) -> float:
        return round(count / top * (_HEIGHT - 10), 1)

    return {
        "title": locale(f"timeline_density_{panel.unit}"),
        "box": f"{-_SIDE} 0 {round(at(panel.first + panel.size)) + _SIDE + 12} {feet + 4}",
        "width": round(at(panel.first + panel.size)) + _SIDE + 12,
        "height": feet + 4,
        "base": _HEIGHT,
        "end": at(panel.first + panel.size),
        "levels": [(value, round(_HEIGHT - tall(value), 1)) for value in (top // 2, top) if value],
        "bars": [
            named(bar) | {"x": at(bar.first), "wide": round(unit, 1), "tall": max(2, tall(bar.count))}
            for bar in panel.bars
        ],
        "lines": [
            named(line)
            | {"x": at(line.first), "wide": round(line.size * unit, 1), "y": _HEIGHT + _FOOT + _LINE * row}
            for line, row in zip(panel.lines, rows, strict=True)
        ],
        "ticks": [(at(where), words) for where, words in _ticks(panel, unit, locale)],
    }  # fmt: skip


def nice(most: int) -> int:
    """The end of an axis for numbers up to ``most``: even, so that its middle is a number.

    >>> [nice(most) for most in (1, 3, 9, 27, 175, 3200)]
    [2, 4, 10, 40, 200, 4000]
    """
    step = int("1" + "0" * (len(str(most)) - 1))
    found = next(step * n for n in (1, 2, 4, 6, 8, 10) if step * n >= most)
    return max(2, found)


def _rows(lines: Sequence[Bar]) -> list[int]:
    """The row of each line: the first in which it meets none before it."""
    ends: list[int] = []
    rows = []
    for line in lines:
        free = (row for row, end in enumerate(ends) if end <= line.first)
        row = next(free, len(ends))
        ends[row : row + 1] = [line.first + line.size]
        rows.append(row)
    return rows


def _ticks(panel: Panel, unit: float, locale: Locale) -> Iterator[tuple[float, str]]:
    """Where the axis is labelled, and how: years, none so near that labels would meet."""
    if panel.unit == "month":
        for at in range(panel.first, panel.first + panel.size, 3):
            year, month = divmod(at, 12)
            if not month:
                yield at, in_words(str(Date(year)), locale)
            elif 3 * unit >= 24:
                yield at, str(month + 1)
        return
    years = _UNITS[panel.unit]
    room = 46 if locale.lang == "en" else 52
    step = next(n for n in (1, 2, 5, 10, 20, 50, 100) if n * unit >= room)
    for at in range(-(-panel.first // step) * step, panel.first + panel.size, step):
        yield at, in_words(str(Date(at * years)), locale) if at * years else "0"
