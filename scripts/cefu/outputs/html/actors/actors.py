"""The index of actors: every record with a page, by type, with counts per report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class Column:
    """A column of counts: ``label`` heads it, ``reports`` are counted in it."""

    label: str
    reports: tuple[str, ...]


def actor_pages(catalogue: Catalogue, locale: Locale) -> list[Page]:
    """``actors/index.md`` and the pages of every listed record."""
    pages = [index_page(catalogue, locale)]
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


def index_page(catalogue: Catalogue, locale: Locale) -> Page:
    """All names by type, most mentioned first; the markup is ``templates/actors/actors.md.j2``."""
    named = [r for r in catalogue.listed if catalogue.total(r.id)]
    unnamed = [r for r in catalogue.listed if not catalogue.total(r.id)]
    reports = catalogue.archive.reports
    lead = (
        locale("actors_lead", count=len(named)) if catalogue.listed else locale("actors_no_files")
    )
    shown = columns(reports)

    def rows(records: Iterable[Authority]) -> list[_Row]:
        return [_row(catalogue, record, shown, locale) for record in records]

    by_kind = [(kind, [r for r in named if r.type == kind]) for kind in TYPES]
    body = fill(
        "actors/actors.md.j2",
        **calls(catalogue, locale, "../"),
        lead=lead,
        legend=reports if catalogue.listed and len(reports) <= _MOST_COLUMNS else (),
        form=_form(catalogue, locale),
        sorts=_SORTS,
        reports=[(r.id, plain_report_name(r, locale)) for r in reports] if _few(catalogue) else [],
        columns=[_headed(c, catalogue.reports, locale) for c in shown],
        kinds=[
            (kind, rows(sorted(own, key=lambda r: (-catalogue.total(r.id), r.id))))
            for kind, own in by_kind
            if own
        ],
        unnamed=rows(sorted(unnamed, key=lambda r: r.id)),
    )
    hidden = ["navigation"] if catalogue.listed else ["navigation", "toc"]
    return Page("actors/index.md", locale("actors"), body, lead, {"hide": hidden})


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
