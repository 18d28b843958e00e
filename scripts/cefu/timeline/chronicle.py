"""Statements in order of time: by year, month and day, and within a day by event.

Anchors are made of dates (``2018``, ``2018-06``, ``2018-06-12``, ``197X``) and of
events (``event-trump-kim-summit-1``), so they last as long as the facts do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cefu.model.annotations import Statement
from cefu.model.edtf import Date, parse


@dataclass(frozen=True, slots=True)
class Saying:
    """What one report says of one date in one wording, wherever it says so.

    A report that repeats a sentence in its summary says one thing in two places.
    """

    statements: tuple[Statement, ...]

    @property
    def first(self) -> Statement:
        return self.statements[0]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The sayings of one day about one event; ``event`` is '' for a saying of none."""

    event: str
    sayings: tuple[Saying, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, or a month or year of which no day is said; ``anchor`` is its address."""

    anchor: str
    clusters: tuple[Cluster, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year or decade: ``whole`` is what is said of no month in it."""

    anchor: str
    whole: Moment
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month: ``whole`` is what is said of no day in it."""

    anchor: str
    whole: Moment
    days: tuple[Moment, ...]


def moment_of(edtf: str) -> str:
    """The anchor under which a date stands: its first day, month or year.

    An interval stands where it begins, or where it ends if its beginning is
    open; a season stands in its first month.

    >>> [moment_of(d) for d in ("2018-09-18/2018-09-20", "../2018-05", "2018-22", "197X", "2018~")]
    ['2018-09-18', '2018-05', '2018-06', '197X', '2018']
    """
    point = parse(edtf).ends[0].bare
    if point.season:
        year, month, _ = point.first_day
        point = Date(year, month)
    return str(point)


def order(edtf: str) -> tuple[tuple[int, int, int], tuple[int, int, int], str]:
    """The order of dates: by their moment, the longer before the shorter.

    >>> dates = ["2018-06-12", "2018", "2018-22", "197X", "../2018-05", "2018-06"]
    >>> sorted(dates, key=order)
    ['197X', '2018', '../2018-05', '2018-06', '2018-22', '2018-06-12']
    """
    moment = parse(moment_of(edtf))
    last = moment.last_day
    backwards = (-last[0], -last[1], -last[2])
    return moment.first_day, backwards, edtf


def chronicle(statements: Iterable[Statement]) -> tuple[Year, ...]:
    """All ``statements``, each once, in years in order of time."""
    by_moment: dict[str, list[Statement]] = {}
    for statement in sorted(statements, key=lambda s: (order(s.edtf), s.report, s.id)):
        by_moment.setdefault(moment_of(statement.edtf), []).append(statement)
    moments = {anchor: Moment(anchor, _clusters(own)) for anchor, own in by_moment.items()}
    years: dict[str, list[str]] = {}
    for anchor in moments:
        years.setdefault(year_of(anchor), []).append(anchor)
    return tuple(_year(year, anchors, moments) for year, anchors in years.items())


def year_of(anchor: str) -> str:
    return anchor if "X" in anchor else anchor[: 5 if anchor.startswith("-") else 4]


def _year(year: str, anchors: Sequence[str], moments: Mapping[str, Moment]) -> Year:
    months: dict[str, list[Moment]] = {}
    for anchor in anchors:
        if anchor != year:
            days = months.setdefault(anchor[: len(year) + 3], [])
            if len(anchor) > len(year) + 3:
                days.append(moments[anchor])
    return Year(
        year,
        moments.get(year, Moment(year, ())),
        tuple(
            Month(month, moments.get(month, Moment(month, ())), tuple(days))
            for month, days in months.items()
        ),
    )


def _clusters(statements: Sequence[Statement]) -> tuple[Cluster, ...]:
    """By event, in the order in which the reports come to them; the rest one by one."""
    by_event: dict[tuple[str, str], list[Statement]] = {}
    for statement in statements:
        key = (statement.event, "") if statement.event else ("", _wording(statement))
        by_event.setdefault(key, []).append(statement)
    return tuple(Cluster(event, sayings(own)) for (event, _), own in by_event.items())


def sayings(statements: Iterable[Statement]) -> tuple[Saying, ...]:
    """``statements`` with those of one report in the same words taken together."""
    same: dict[tuple[str, str, bool, str], list[Statement]] = {}
    for s in statements:
        same.setdefault((s.edtf, s.kind, s.planned, _wording(s)), []).append(s)
    return tuple(Saying(tuple(own)) for own in same.values())


def _wording(statement: Statement) -> str:
    return f"{statement.report} {statement.quote}"


def homes(years: Iterable[Year]) -> dict[str, str]:
    """Where each event has its place: the moment most statements give it.

    Plans count only where nothing else is said; of equals the first is taken.
    """
    told: dict[str, Counter[str]] = {}
    for moment in moments(years):
        for cluster in moment.clusters:
            if cluster.event:
                votes = sum(
                    1 if s.planned or s.kind == "reference" else 1000
                    for saying in cluster.sayings
                    for s in saying.statements
                )
                # Python's Counter keeps the first of equals: moments come in order of time.
                told.setdefault(cluster.event, Counter())[moment.anchor] += votes
    return {event: votes.most_common(1)[0][0] for event, votes in told.items()}


def moments(years: Iterable[Year]) -> Iterable[Moment]:
    """Every moment that holds something, in order of time."""
    for year in years:
        if year.whole.clusters:
            yield year.whole
        for month in year.months:
            if month.whole.clusters:
                yield month.whole
            yield from month.days
