"""The index of actors: every record with a page, by type, with counts per report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cefu.archive.catalogue import Catalogue
from cefu.model.authority import TYPES, Authority
from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.names.register import search_forms
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.calls import calls
from cefu.outputs.html.naming import plain_report_name
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.html.timeline.timeline import fold_table
from cefu.outputs.i18n.locale import Locale
from cefu.text.fold import fold_key

_SORTS = ("type", "mentions", "stroke", "pinyin", "latin")
#: More columns than this do not fit beside a name.
_MOST_COLUMNS = 9
#: Cells of all tables together beyond which the names of each type have pages of their own.
_CROWDED = 5_000
#: Names of each type on the first page then, and on each further page.
_MOST_NAMED = 15
_PER_PAGE = 200
#: What the names that no report mentions are listed as, in place of a type.
_UNNAMED = "unmentioned"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of counts: ``label`` heads it, ``reports`` are counted in it."""

    label: str
    reports: tuple[str, ...]


def actor_pages(catalogue: Catalogue, locale: Locale) -> list[Page]:
    """``actors/index.md`` and the pages of every listed record."""
    pages = index_pages(catalogue, locale)
    for record in catalogue.listed:
        pages += actor_page(catalogue, record, locale)
    return pages


def columns(reports: Sequence[Report]) -> tuple[Column, ...]:
    """One column a report, numbered by date; in larger archives a year, or a decade.

    A report without a date is counted in a column of its own kind, headed ``?``.
    """
    if len(reports) <= _MOST_COLUMNS:
        return tuple(Column(str(n), (r.id,)) for n, r in enumerate(reports, 1))
    by_year = _by(reports, 4)
    return by_year if len(by_year) <= _MOST_COLUMNS else _by(reports, 3)


def _by(reports: Sequence[Report], digits: int) -> tuple[Column, ...]:
    groups: dict[str, list[str]] = {}
    for report in reports:
        when = known(report.record.date)
        first = when.first if when else None
        year = "" if first is None or first.masked > 4 - digits else f"{first.year:04d}"
        label = year[:digits] + "0" * (4 - digits) if year else "?"
        groups.setdefault(label, []).append(report.id)
    return tuple(Column(label, tuple(groups[label])) for label in sorted(groups))


@dataclass(frozen=True, slots=True)
class _Column:
    """A column as it is headed; ``title`` names the report where it is one."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A record in the table: its name, ``alias`` the name in the other language, its counts;
    ``data`` is what the page's script sorts and filters by."""

    id: str
    name: str
    lang: str
    alias: str
    alias_lang: str
    counts: tuple[int, ...]
    total: int
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Names under one heading, ``kind`` a type; ``count`` of them there are in all."""

    kind: str
    rows: tuple[_Row, ...]
    count: int


def index_pages(catalogue: Catalogue, locale: Locale) -> list[Page]:
    """All names by type, most mentioned first: on one page, or, where they are too many for
    that, the most mentioned there and all on further pages for each type, ``type.person.1``.

    The address of a further page has a full stop in it, which no record's id has.
    """
    groups = _by_kind(catalogue)
    columned = columns(catalogue.archive.reports)
    cells = sum(map(len, groups.values())) * (len(columned) + 4)
    if cells <= _CROWDED:
        return [_index(catalogue, locale, groups, columned)]
    pages = [_index(catalogue, locale, groups, columned, _MOST_NAMED)]
    for kind, records in groups.items():
        starts = range(0, len(records), _PER_PAGE)
        for number, start in enumerate(starts, 1):
            chunk = {kind: records[start : start + _PER_PAGE]}
            place = (number, len(starts))
            pages.append(_further(catalogue, locale, kind, chunk, columned, place))
    return pages


def _by_kind(catalogue: Catalogue) -> dict[str, list[Authority]]:
    """The records of each type, most mentioned first; last those that are not mentioned."""
    total = catalogue.total
    named = sorted(catalogue.listed, key=lambda r: (-total(r.id), r.id))
    groups = {kind: [r for r in named if r.type == kind and total(r.id)] for kind in TYPES}
    groups[_UNNAMED] = [r for r in named if not total(r.id)]
    return {kind: records for kind, records in groups.items() if records}


def _index(
    catalogue: Catalogue,
    locale: Locale,
    groups: Mapping[str, Sequence[Authority]],
    columned: Sequence[Column],
    most: int | None = None,
) -> Page:
    """``actors/index.md`` with at most so many names of each type."""
    reports = catalogue.archive.reports
    named = sum(len(records) for kind, records in groups.items() if kind != _UNNAMED)
    lead = locale("actors_lead", count=named) if catalogue.listed else locale("actors_no_files")
    if unnamed := len(groups.get(_UNNAMED, ())):
        lead += locale("actors_lead_unnamed", count=unnamed)
    cut = {kind: records[:most] for kind, records in groups.items()}
    body = _filled(
        catalogue,
        locale,
        "../",
        cut,
        columned,
        title=locale("actors"),
        headed=True,
        lead=lead,
        legend=reports if catalogue.listed and len(reports) <= _MOST_COLUMNS else (),
        counts={kind: len(records) for kind, records in groups.items()},
    )
    hidden = ["navigation"] if catalogue.listed else ["navigation", "toc"]
    return Page("actors/index.md", locale("actors"), body, lead, {"hide": hidden})


def _further(
    catalogue: Catalogue,
    locale: Locale,
    kind: str,
    chunk: Mapping[str, Sequence[Authority]],
    columned: Sequence[Column],
    place: tuple[int, int],
) -> Page:
    """Page ``place`` (which, of how many) of the names of one type."""
    number, count = place
    name = locale("actors_unmentioned" if kind == _UNNAMED else f"type_{kind}")
    title = f"{name} ({number}/{count})" if count > 1 else name
    body = _filled(
        catalogue,
        locale,
        "../../",
        chunk,
        columned,
        title=title,
        headed=False,
        lead="",
        legend=(),
        counts={},
        pages=[(n, f"../{_address(kind, n)}/") for n in range(1, count + 1) if n != number],
    )
    path = f"actors/{_address(kind, number)}/index.md"
    return Page(path, title, body, title, {"hide": ["navigation", "toc"]})


def _address(kind: str, number: int) -> str:
    return f"type.{kind}.{number}"


def _filled(
    catalogue: Catalogue,
    locale: Locale,
    root: str,
    groups: Mapping[str, Sequence[Authority]],
    columned: Sequence[Column],
    **told: object,
) -> str:
    """The template with the names of ``groups`` in tables, and what else is ``told``."""
    reports = catalogue.archive.reports
    rows = {
        kind: tuple(_row(catalogue, record, columned, locale) for record in records)
        for kind, records in groups.items()
    }
    counts = told.pop("counts")
    assert isinstance(counts, dict)
    shown = [_Group(kind, own, counts.get(kind, len(own))) for kind, own in rows.items()]
    whole = all(group.count == len(group.rows) for group in shown)
    return fill(
        "actors/actors.md.j2",
        **calls(catalogue, locale, root),
        form=_form(catalogue, locale) if whole else {},
        sorts=_SORTS,
        reports=[(r.id, plain_report_name(r, locale)) for r in reports] if _few(catalogue) else [],
        columns=[_headed(c, catalogue.reports, locale) for c in columned],
        groups=shown,
        whole=whole,
        **{"pages": (), **told},
    )


def _few(catalogue: Catalogue) -> bool:
    """Whether the index tells of every single report."""
    return len(catalogue.archive.reports) <= _MOST_COLUMNS


def _form(catalogue: Catalogue, locale: Locale) -> dict[str, str]:
    """The attributes of the form that filters and sorts; it shows where scripts run."""
    return {
        "class": "cefu-filter cefu-ui",
        "id": "cefu-actors-filter",
        "role": "search",
        "aria-label": locale("actors_filter"),
        "data-shown": locale("actors_shown", shown="{shown}"),
        "data-strokes": locale("actors_strokes", count="{count}"),
        "data-fold": fold_table(f for r in catalogue.listed for f in search_forms(r)),
        "data-reports": " ".join(catalogue.reports) if _few(catalogue) else "",
        "hidden": "hidden",
    }


def _headed(column: Column, reports: Mapping[str, Report], locale: Locale) -> _Column:
    """A column headed by the short name of its report, or by its years."""
    if len(column.reports) != 1:
        return _Column(column.label, "")
    report = reports[column.reports[0]]
    return _Column(short_name(report.record, locale), plain_report_name(report, locale))


def _row(catalogue: Catalogue, record: Authority, shown: Sequence[Column], locale: Locale) -> _Row:
    counts = catalogue.counts.get(record.id, {})
    other = ENGLISH if locale.lang != ENGLISH else ORIGINAL
    second = record.names.get(other, "")
    chinese = SIMPLIFIED if locale.lang == SIMPLIFIED else ORIGINAL
    return _Row(
        id=record.id,
        name=locale.full_name(record.names),
        lang=locale.name_lang(record.names),
        alias="" if second == locale.name(record.names) else second,
        alias_lang=other,
        counts=tuple(sum(counts.get(i, 0) for i in column.reports) for column in shown),
        total=catalogue.total(record.id),
        data={
            "data-type": record.type,
            "data-key": "|".join(dict.fromkeys(fold_key(form) for form in search_forms(record))),
            "data-zh": record.names.get(chinese, ""),
            "data-en": record.names.get(ENGLISH, ""),
            # Report by report where they are few; the sum where a row would grow with them.
            "data-counts": " ".join(str(counts.get(r, 0)) for r in catalogue.reports)
            if _few(catalogue)
            else str(catalogue.total(record.id)),
        },
    )
