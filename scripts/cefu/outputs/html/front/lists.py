"""The reports of a large archive in lists: the newest, all by the fifty, and by what they share.

Addresses of lists have a full stop in them, which no report's id has.  Pages of fifty are
counted from the oldest report, so that a new one changes the last of them and no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import ORIGINAL, Names
from cefu.outputs.html.front.home import CARDS, TEMPLATE, cards, reports_page
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill, macro
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import year_of

#: Reports on a page.
PER_PAGE = 50
#: Values of a kind that are listed; further ones are for the search page.
_LISTED = 150
PATH = "reports/index.md"


@dataclass(frozen=True, slots=True)
class Group:
    """The reports that share one value: ``key`` is the kind of value (a key of the interface
    strings), ``name`` the value, ``address`` the last part of the list's address."""

    key: str
    name: Names
    address: str
    reports: tuple[Report, ...]


def is_split(reports: Sequence[Report]) -> bool:
    """Whether the reports are too many for one page."""
    return len(reports) > PER_PAGE


def first_page(reports: Sequence[Report], groups: Sequence[Group], locale: Locale) -> Page:
    """``reports/index.md``: all reports, or the newest and the ways to the others."""
    if not is_split(reports):
        return reports_page(reports, locale)
    lead = locale("reports_newest", shown=PER_PAGE, count=len(reports))
    body = fill(
        TEMPLATE,
        title=locale("reports"),
        lead=lead,
        above=_ways(groups, locale),
        cards=cards(newest(reports), locale, "../", "h2"),
        below=_numbers("page", len(_chunks(reports)), 0, locale, "./"),
    )
    return Page(PATH, locale("reports"), body, lead, {"hide": ["toc"]})


def newest(reports: Sequence[Report], count: int = PER_PAGE) -> list[Report]:
    """The ``count`` newest, the newest first, those without a date last of all.

    ``reports`` are in order of date, those without one at the end.
    """
    dated = [report for report in reports if known(report.record.date)]
    undated = [report for report in reports if not known(report.record.date)]
    return [*reversed(dated), *undated][:count]


def grouped(reports: Sequence[Report]) -> tuple[Group, ...]:
    """The lists by year, publisher, series and subject."""
    found = [
        *_by(reports, "list_year", _years),
        *_by(reports, "list_publisher", lambda r: [r.record.publisher]),
        *_by(reports, "list_series", lambda r: [r.record.series or r.record.container]),
        *_by(reports, "list_subject", lambda r: [{r.record.language: k} for k in r.keywords]),
    ]
    return tuple(found)


def _years(report: Report) -> list[Names]:
    when = known(report.record.date)
    return [{ORIGINAL: year_of(report.record.date)}] if when else []


def _by(
    reports: Sequence[Report], key: str, values: Callable[[Report], Iterable[Names]]
) -> Iterator[Group]:
    members: dict[str, list[Report]] = {}
    names: dict[str, Names] = {}
    for report in reports:
        for name in values(report):
            told = next(iter(name.values()), "")
            if told:
                names.setdefault(told, name)
                members.setdefault(told, []).append(report)
    by_year = key == "list_year"
    order = sorted(members, key=lambda t: t if by_year else (-len(members[t]), t), reverse=by_year)
    for told in order if by_year else order[:_LISTED]:
        slug = told if by_year else hashlib.sha256(told.encode()).hexdigest()[:8]
        kind = key.partition("_")[2]
        yield Group(key, names[told], f"{kind}.{slug}", tuple(members[told]))


def pages(name: str, title: str, reports: Sequence[Report], locale: Locale) -> Iterator[Page]:
    """The pages of one list: ``reports/<name>.1/``, the oldest, and so on."""
    chunks = _chunks(reports)
    for number, chunk in enumerate(chunks, 1):
        told = f"{title} ({number}/{len(chunks)})" if len(chunks) > 1 else title
        body = fill(
            TEMPLATE,
            title=told,
            lead="",
            above=_numbers(name, len(chunks), number, locale, "../"),
            cards=cards(reversed(chunk), locale, "../../", "h2"),
            below="",
        )
        path = f"reports/{name}.{number}/index.md"
        yield Page(path, told, body, "", {"hide": ["toc"]})


def _chunks(reports: Sequence[Report]) -> list[Sequence[Report]]:
    return [reports[at : at + PER_PAGE] for at in range(0, len(reports), PER_PAGE)]


def _numbers(name: str, pages: int, here: int, locale: Locale, root: str) -> Markup:
    """Links to the pages of a list, the newest first, and to all reports."""
    links = [(f"{root}{name}.{n}/", n, n == here) for n in range(pages, 0, -1)]
    return macro(CARDS, "numbers", locale("reports"), root if here else "", links)


def _ways(groups: Sequence[Group], locale: Locale) -> Markup:
    """The lists, folded away by kind."""
    kinds: dict[str, list[tuple[str, str, int]]] = {}
    for group in groups:
        address = f"{group.address}.{len(_chunks(group.reports))}/"
        row = (address, group_name(group, locale), len(group.reports))
        kinds.setdefault(group.key, []).append(row)
    return macro(CARDS, "ways", [(locale(key), rows) for key, rows in kinds.items()])


def group_name(group: Group, locale: Locale) -> str:
    """What a list is called."""
    name = locale.name(group.name)
    return locale.script(name) if group.key == "list_subject" else name


def listed(reports: Sequence[Report]) -> Mapping[str, Group | None]:
    """The address of every list -> what its reports share; None for all of them."""
    found: dict[str, Group | None] = {"page": None}
    return found | {group.address: group for group in grouped(reports)}
