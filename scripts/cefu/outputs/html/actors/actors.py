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
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.naming import plain_report_name, report_name
from cefu.outputs.html.page import Page
from cefu.outputs.html.timeline.timeline import fold_table
from cefu.outputs.i18n.interface import Voice
from cefu.text.fold import fold_key

_SORTS = ("type", "mentions", "stroke", "pinyin", "latin")
#: More columns than this do not fit beside a name.
_MOST_COLUMNS = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column of counts: ``label`` heads it, ``reports`` are counted in it."""

    label: str
    reports: tuple[str, ...]


def actor_pages(catalogue: Catalogue, voice: Voice) -> list[Page]:
    """``actors/index.md`` and the pages of every listed record."""
    pages = [index_page(catalogue, voice)]
    for record in catalogue.listed:
        pages += actor_page(catalogue, record, voice)
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


def index_page(catalogue: Catalogue, voice: Voice) -> Page:
    """All names by type, most mentioned first; the page's script sorts and filters."""
    if not catalogue.listed:
        return _without_files(voice)
    named = [r for r in catalogue.listed if catalogue.total(r.id)]
    unnamed = [r for r in catalogue.listed if not catalogue.total(r.id)]
    lead = voice("actors_lead", count=len(named))
    shown = columns(catalogue.archive.reports)
    parts = [
        f"# {escape(voice('actors'))}",
        element("p", html_text(lead), [("class", "cefu-lead")]),
        _legend(catalogue, voice),
        _controls(catalogue, voice),
    ]
    for kind in TYPES:
        own = sorted(
            (r for r in named if r.type == kind), key=lambda r: (-catalogue.total(r.id), r.id)
        )
        if own:
            parts.append(f"## {escape(voice('type_' + kind))} {{: #{kind} .cefu-kind }}")
            parts.append(_table(catalogue, own, shown, voice))
    if unnamed:
        parts.append(f"## {escape(voice('actors_unmentioned'))} {{: #unmentioned .cefu-kind }}")
        parts.append(element("p", html_text(voice("actors_unmentioned_lead"))))
        parts.append(_table(catalogue, sorted(unnamed, key=lambda r: r.id), shown, voice))
    parts.append(f'<p class="cefu-none" hidden>{html_text(voice("actors_none"))}</p>')
    body = "\n\n".join(p for p in parts if p)
    return Page("actors/index.md", voice("actors"), body, lead, {"hide": ["navigation"]})


def _without_files(voice: Voice) -> Page:
    """The page of an archive that has no authority files."""
    lead = voice("actors_no_files")
    body = "\n\n".join(
        [f"# {escape(voice('actors'))}", element("p", html_text(lead), [("class", "cefu-lead")])]
    )
    return Page("actors/index.md", voice("actors"), body, lead, {"hide": ["navigation", "toc"]})


def _legend(catalogue: Catalogue, voice: Voice) -> str:
    """Which report each numbered column stands for."""
    if len(catalogue.archive.reports) > _MOST_COLUMNS:
        return ""
    items = "".join(
        element("li", f'<a href="../reports/{r.id}/">{report_name(r, voice)}</a>')
        for r in catalogue.archive.reports
    )
    summary = element("summary", html_text(voice("actors_columns")))
    listed = element("ol", items, [("class", "cefu-legend")])
    return element("details", summary + listed, [("class", "cefu-fold"), ("open", "open")])


def _controls(catalogue: Catalogue, voice: Voice) -> str:
    """The form that filters and sorts; it shows where scripts run."""
    sorts = "".join(
        f'<option value="{key}">{html_text(voice("actors_sort_" + key))}</option>' for key in _SORTS
    )
    reports = "".join(
        f'<option value="{attribute(r.id)}">{html_text(plain_report_name(r, voice))}</option>'
        for r in catalogue.archive.reports
    )
    hint = attribute(voice("actors_filter_hint"))
    fields = (
        f"<label><span>{html_text(voice('actors_filter'))}</span> "
        f'<input type="search" name="q" autocomplete="off" placeholder="{hint}"></label>'
        f"<label><span>{html_text(voice('actors_sort'))}</span> "
        f'<select name="sort">{sorts}</select></label>'
        f"<label><span>{html_text(voice('actors_in_report'))}</span> "
        f'<select name="report"><option value="">{html_text(voice("actors_in_any"))}</option>'
        f"{reports}</select></label>"
        '<p class="cefu-shown"><span role="status"></span></p>'
    )
    return element(
        "form",
        fields,
        [
            ("class", "cefu-filter cefu-ui"),
            ("id", "cefu-actors-filter"),
            ("role", "search"),
            ("aria-label", voice("actors_filter")),
            ("data-shown", voice("actors_shown", shown="{shown}")),
            ("data-strokes", voice("actors_strokes", count="{count}")),
            ("data-fold", fold_table(f for r in catalogue.listed for f in search_forms(r))),
            ("data-reports", " ".join(r.id for r in catalogue.archive.reports)),
            ("hidden", "hidden"),
        ],
    )


def _table(
    catalogue: Catalogue, records: Sequence[Authority], shown: Sequence[Column], voice: Voice
) -> str:
    reports = catalogue.reports
    heads = "".join(
        f'<th scope="col" class="cefu-number"{_title(column, reports, voice)}>'
        f"{html_text(column.label)}</th>"
        for column in shown
    )
    total = (
        f'<th scope="col" class="cefu-number">{html_text(voice("actors_total"))}</th>'
        if shown
        else ""
    )
    name = f'<th scope="col">{html_text(voice("actors_name"))}</th>'
    rows = "\n".join(_row(catalogue, record, shown, voice) for record in records)
    return (
        '<table class="cefu-actors cefu-ui">\n'
        f"<thead><tr>{name}{heads}{total}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _title(column: Column, reports: Mapping[str, Report], voice: Voice) -> str:
    if len(column.reports) != 1:
        return ""
    return f' title="{attribute(plain_report_name(reports[column.reports[0]], voice))}"'


def _row(catalogue: Catalogue, record: Authority, shown: Sequence[Column], voice: Voice) -> str:
    counts = catalogue.counts.get(record.id, {})
    other = ENGLISH if voice.lang != ENGLISH else ORIGINAL
    second = record.names.get(other, "")
    alias = (
        element("span", html_text(second), [("class", "cefu-alias"), ("lang", other)])
        if second and second != voice.name(record.names)
        else ""
    )
    cells = "".join(
        f'<td class="cefu-number">{sum(counts.get(i, 0) for i in c.reports) or "·"}</td>'
        for c in shown
    )
    total = f'<td class="cefu-number cefu-total">{catalogue.total(record.id)}</td>' if shown else ""
    keys = "|".join(dict.fromkeys(fold_key(form) for form in search_forms(record)))
    chinese = record.names.get(SIMPLIFIED if voice.lang == SIMPLIFIED else ORIGINAL, "")
    data = [
        ("data-type", record.type),
        ("data-key", keys),
        ("data-zh", chinese),
        ("data-en", record.names.get(ENGLISH, "")),
        ("data-counts", " ".join(str(counts.get(r, 0)) for r in catalogue.reports)),
    ]
    name = element(
        "span", html_text(voice.full_name(record.names)), [("lang", voice.name_lang(record.names))]
    )
    link = f'<a href="{record.id}/">{name}</a>'
    head = f'<th scope="row">{link} {alias}</th>'
    return element("tr", f"{head}{cells}{total}", data)
