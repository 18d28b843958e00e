"""The bibliographic record on the page: byline, the panel of facts, the foot.

The markup is in ``templates/report/record.html.j2``.
"""

from __future__ import annotations

from cefu.model.document import Report
from cefu.model.language import ENGLISH
from cefu.model.record import Record
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.locale import Locale

_TEMPLATE = "report/record.html.j2"
#: The facts of the panel, by the names under which a sidecar says that they are inferred.
_FACTS = (
    "publisher",
    "series",
    "container",
    "issue",
    "pages",
    "date",
    "identifiers",
    "keywords",
    "rights",
    "source",
)


def byline(record: Record, locale: Locale) -> str:
    """Who wrote it, with affiliations; empty where the record names nobody."""
    return macro(_TEMPLATE, "byline", locale, record.authors) if record.authors else ""


def record_panel(report: Report, locale: Locale, root: str) -> str:
    """Publisher, date, rights, source and checksum, inferred values marked as such."""
    record = report.record
    date = in_figures(record.date, locale)
    brief = (
        locale.name(record.publisher),
        locale.name(record.container) or locale.name(record.series),
        record.issue,
        date,
    )
    return macro(
        _TEMPLATE,
        "panel",
        locale,
        root,
        report,
        date=date,
        keywords=locale("name_joiner").join(locale.script(word) for word in report.keywords),
        brief=" · ".join(part for part in brief if part),
        reasons={key: _reason(record, key, locale) for key in _FACTS},
    )


def colophon(report: Report, locale: Locale, root: str) -> str:
    """The foot of a report's page: whose it is, since when, made from which bytes."""
    record = report.record
    who = (
        locale.name(record.publisher) or locale("unknown"),
        in_figures(record.date, locale) or locale("unknown"),
    )
    rights = locale.name(record.rights) or locale("no_rights")
    return macro(_TEMPLATE, "colophon", locale, root, report, " · ".join(who), rights)


def _reason(record: Record, key: str, locale: Locale) -> str:
    """Why a value stands that the text does not print; '' where it prints it."""
    zh, _, en = record.inferred.get(key, "").partition(" / ")
    return (en or zh) if locale.lang == ENGLISH else locale.script(zh)
