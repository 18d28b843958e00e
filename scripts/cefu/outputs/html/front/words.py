"""Words over time: the page, and what its script needs to know of each report."""

from __future__ import annotations

import json

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.front.search import SEARCH_PAGE
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.html.timeline.drawn import day_number
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.locale import Locale

PATH = "words/index.md"
DATA = "words/reports.json"
#: So many of the most named records are offered as an example, of these kinds.
_EXAMPLE, _KINDS = 3, ("concept", "agreement", "person", "state")
#: What the script says.
SAID = (
    "chart",
    "counting",
    "asked",
    "none",
    "few",
    "many",
    "head_report",
    "head_year",
    "date",
    "characters",
    "reports",
    "times",
    "rate",
    "point",
    "undated",
    "axis",
    "source",
    "failed",
    "seventh",
)


def words_page(catalogue: Catalogue, locale: Locale) -> Page:
    """The page at ``words/``: a form that works by its address, a place for chart and table."""
    ranked = sorted(
        (r for r in catalogue.listed if r.type in _KINDS),
        key=lambda r: (_KINDS.index(r.type), -catalogue.total(r.id), r.id),
    )
    kind = ranked[0].type if ranked else ""
    example = [locale.name(r.names) for r in ranked if r.type == kind][:_EXAMPLE]
    body = fill(
        "front/words.md.j2",
        locale=locale,
        example=", ".join(example),
        said=json.dumps({key: locale(f"words_{key}") for key in SAID}, ensure_ascii=False),
    )
    meta = {
        "hide": ["navigation", "toc"],
        "style_sheets": ["assets/cefu/pictures.css"],
        "module_preload": [f"assets/cefu/{name}" for name in SEARCH_PAGE if "page" not in name],
    }
    return Page(PATH, locale("words"), body, locale("words_lead"), meta)


def reports_data(catalogue: Catalogue, locale: Locale) -> bytes:
    """Each report, oldest first: id, short name, date in figures, first and last day counted
    from 1970-01-01 or null, whether the date is in doubt, and its characters."""
    reports = [_report(report, locale) for report in catalogue.archive.reports]
    return json.dumps(reports, ensure_ascii=False, separators=(",", ":")).encode()


def _report(report: Report, locale: Locale) -> list[object]:
    when = known(report.record.date)
    first = day_number(when.first_day) if when and when.first else None
    last = day_number(when.last_day) if when and when.last else None
    return [
        report.id,
        short_name(report.record, locale),
        in_figures(report.record.date, locale) or locale("undated"),
        first,
        last,
        int(bool(when and when.is_qualified)),
        characters(report),
    ]


def characters(report: Report) -> int:
    """How many characters search can find in a report: its blocks and the notes that they
    refer to, blanks not counted."""
    referred = {ref.note for block in report.blocks for ref in block.notes}
    texts = [block.text for block in report.blocks]
    texts += [note.text for note in report.notes if note.id in referred]
    return sum(len("".join(text.split())) for text in texts)
