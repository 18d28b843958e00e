"""The drawn timeline: a page for the picture, and the data that its script draws.

The list of the timeline says all that the picture shows; who has no script is led there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.authority import TYPES
from cefu.model.edtf import Day, parse
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import moment_of

PATH = "timeline/drawn/index.md"
DATA = "timeline/drawn.json"
STYLES = ["assets/cefu/pictures.css"]
#: So much of a statement's words is told beside its mark.
_TOLD = 90
#: What the script says.
SAID = (
    "picture",
    "past",
    "planned",
    "reference",
    "differs",
    "several",
    "spans",
    "longer",
    "lane",
    "view",
    "none",
    "passage",
    "in_list",
    "listed",
    "listed_some",
    "more_lanes",
    "other",
    "source",
    "failed",
)


def drawn_page(catalogue: Catalogue, locale: Locale) -> Page:
    """The page at ``timeline/drawn/``: controls, a place for the picture, its key."""
    counts: dict[str, int] = {}
    for statement in catalogue.archive.statements:
        for ident in catalogue.about(statement):
            counts[ident] = counts.get(ident, 0) + 1
    groups = {
        kind: [
            (ident, f"{locale.full_name(catalogue.records[ident].names)} ({counts[ident]})")
            for ident in sorted(counts, key=lambda i: (-counts[i], i))
            if catalogue.records[ident].type == kind
        ]
        for kind in TYPES
    }
    body = fill(
        "timeline/drawn.md.j2",
        locale=locale,
        count=len(catalogue.archive.statements),
        said=json.dumps({key: locale(f"drawn_{key}") for key in SAID}, ensure_ascii=False),
        groups={kind: names for kind, names in groups.items() if names},
    )
    meta = {"hide": ["navigation", "toc"], "style_sheets": STYLES}
    return Page(PATH, locale("drawn"), body, locale("drawn_lead"), meta)


def drawn_data(catalogue: Catalogue, locale: Locale) -> bytes:
    """All statements as columns of JSON, names and dates told once and numbered.

    A row of ``rows`` is: number in ``dates``, 0 past, 1 planned or 2 in passing, 1 if the
    reports disagree on its event, number in ``reports``, in ``events`` or -1, numbers in
    ``actors``, block, the date's words, what it says.  ``dates`` have their words, first
    and last day counted from 1970-01-01 (null: open), qualifier and anchor in the list.
    """
    statements = catalogue.archive.statements
    dates = _numbered(s.edtf for s in statements)
    events = _numbered(s.event for s in statements if s.event)
    actors = _numbered(a for s in statements for a in catalogue.about(s))
    reports = {ident: nth for nth, ident in enumerate(catalogue.reports)}

    def row(s: Statement) -> list[object]:
        kind = 2 if s.kind == "reference" else int(s.planned)
        found = catalogue.disagreements.get(s.event)
        return [
            dates[s.edtf], kind, int(found is not None and found.of_dates), reports[s.report],
            events.get(s.event, -1), [actors[a] for a in catalogue.about(s)], s.block, s.surface,
            _said(catalogue, s, locale),
        ]  # fmt: skip

    told = {
        "reports": [
            {"id": r.id, "name": short_name(r.record, locale)} for r in catalogue.archive.reports
        ],
        "events": [locale.name(catalogue.records[event].names) for event in events],
        "actors": [
            [a, locale.name(catalogue.records[a].names), catalogue.records[a].type] for a in actors
        ],
        "dates": [_date(edtf, locale) for edtf in dates],
        "rows": [row(s) for s in statements],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _numbered(names: Iterable[str]) -> dict[str, int]:
    return {name: nth for nth, name in enumerate(dict.fromkeys(names))}


def _date(edtf: str, locale: Locale) -> list[object]:
    """A date as the script reads it.

    >>> from cefu.outputs.i18n.locale import locale
    >>> _date("1970-01-02~", locale("en")), _date("1970/..", locale("en"))
    (['about 2 January 1970', 1, 1, '~', '1970-01-02'], ['from 1970', 0, None, '', '1970'])
    """
    when = parse(edtf)
    first = day_number(when.first_day) if when.first else None
    last = day_number(when.last_day) if when.last else None
    marks = "".join(end.mark for end in when.ends)
    return [in_words(edtf, locale), first, last, marks[:1], moment_of(edtf)]


def day_number(day: Day) -> int:
    """The number of a day of the proleptic Gregorian calendar, 0 for 1970-01-01.

    Years before 1 too, which ``datetime`` does not know; after Howard Hinnant's
    ``days_from_civil`` (https://howardhinnant.github.io/date_algorithms.html).

    >>> day_number((1970, 1, 1)), day_number((2018, 6, 12)), day_number((0, 3, 1))
    (0, 17694, -719468)
    """
    year, month, number = day
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * ((month + 9) % 12) + 2) // 5 + number - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def _said(catalogue: Catalogue, statement: Statement, locale: Locale) -> str:
    """The gist in the page's language where there is one, else the report's words."""
    gist = statement.gist.get(locale.lang, "") or (
        locale.name(statement.gist) if not locale.name_lang(statement.gist) else ""
    )
    language = catalogue.reports[statement.report].record.language
    words = gist or locale.script(statement.quote, language)
    return words if len(words) <= _TOLD else words[: _TOLD - 1] + "…"
