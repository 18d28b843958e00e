"""A timeline too long for one page: a page for each year, or month, or part of it.

Which page holds which anchor is told in ``places.json``, so that the addresses of the
one page (``/timeline/#2018-06-12``) go on leading to the same statements.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from cefu.timeline.chronicle import Cluster, Moment, Month, Year

#: Statements that one page holds: with all that stands about them some 200 kB.
MOST = 150


@dataclass(frozen=True, slots=True)
class Part:
    """What one page shows: ``name`` is the last part of its address, ``2018``, ``2018-06``
    or, where that is too much for one page, ``2018-06.2``; ``number`` of ``pages``."""

    name: str
    year: Year
    number: int = 1
    pages: int = 1

    @property
    def anchor(self) -> str:
        """The year or month that it shows."""
        return self.name.partition(".")[0]


def parts(years: Iterable[Year], most: int = MOST) -> tuple[Part, ...]:
    """The pages of ``years``, in order of time, none with more than ``most`` statements
    but for what one report says in one wording."""
    return tuple(part for year in years for part in _of_year(year, most))


def _of_year(year: Year, most: int) -> Iterator[Part]:
    if _count([year.whole, *(m for month in year.months for m in _of_month(month))]) <= most:
        yield Part(year.anchor, year)
        return
    nothing = Moment(year.anchor, ())
    if year.whole.clusters:
        whole = [
            replace(year, whole=moments[0], months=()) for moments in _chunks([year.whole], most)
        ]
        yield from _numbered(year.anchor, whole)
    for month in year.months:
        chunks = [
            replace(year, whole=nothing, months=(_month(month, moments),))
            for moments in _chunks(_of_month(month), most)
        ]
        yield from _numbered(month.anchor, chunks)


def _numbered(anchor: str, chunks: Sequence[Year]) -> Iterator[Part]:
    for number, chunk in enumerate(chunks, 1):
        name = anchor if number == 1 else f"{anchor}.{number}"
        yield Part(name, chunk, number, len(chunks))


def _of_month(month: Month) -> list[Moment]:
    return [month.whole, *month.days]


def _month(month: Month, moments: Sequence[Moment]) -> Month:
    """``month`` with no more than ``moments``."""
    whole = next((m for m in moments if m.anchor == month.anchor), Moment(month.anchor, ()))
    return Month(month.anchor, whole, tuple(m for m in moments if m.anchor != month.anchor))


def _count(moments: Iterable[Moment]) -> int:
    return sum(
        len(saying.statements)
        for moment in moments
        for cluster in moment.clusters
        for saying in cluster.sayings
    )


def _chunks(moments: Sequence[Moment], most: int) -> list[list[Moment]]:
    """``moments`` in runs of at most ``most`` statements; a moment too long is cut."""
    runs: list[list[Moment]] = [[]]
    room = most
    for moment in moments:
        for cluster in moment.clusters:
            for saying in cluster.sayings:
                size = len(saying.statements)
                if size > room and runs[-1]:
                    runs.append([])
                    room = most
                _put(runs[-1], moment.anchor, Cluster(cluster.event, (saying,)))
                room -= size
    return runs


def _put(run: list[Moment], anchor: str, cluster: Cluster) -> None:
    """Add ``cluster``, which has one saying, at the end of ``run``."""
    if not run or run[-1].anchor != anchor:
        run.append(Moment(anchor, (cluster,)))
        return
    *before, last = run[-1].clusters
    if cluster.event and last.event == cluster.event:
        joined = Cluster(last.event, (*last.sayings, *cluster.sayings))
        run[-1] = Moment(anchor, (*before, joined))
    else:
        run[-1] = Moment(anchor, (*before, last, cluster))


def places(found: Sequence[Part], homes: Callable[[str], str]) -> dict[str, str]:
    """Anchor -> the name of the page that holds it first; ``homes`` gives the moment at
    which an event stands."""
    known: dict[str, str] = {}
    for part in found:
        known.setdefault(part.year.anchor, part.name)
        for moment in moments_of(part.year):
            known.setdefault(
                moment.anchor[:7] if "X" not in moment.anchor else moment.anchor, part.name
            )
            known.setdefault(moment.anchor, part.name)
            for cluster in moment.clusters:
                if cluster.event and homes(cluster.event) == moment.anchor:
                    known.setdefault(f"event-{cluster.event}", part.name)
    return known


def moments_of(year: Year) -> Iterator[Moment]:
    """All moments of a year that hold something."""
    for moment in (year.whole, *(m for month in year.months for m in _of_month(month))):
        if moment.clusters:
            yield moment
