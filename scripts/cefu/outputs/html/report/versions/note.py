"""What stands above a text that has been replaced, superseded, or has taken another's place."""

from __future__ import annotations

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.outputs.html.naming import report_name
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

_TEMPLATE = "report/versions/note.html.j2"


def life_note(catalogue: Catalogue, report: Report, locale: Locale) -> Markup:
    """That ``report`` has older versions, why the last gave way, which report has taken its
    place and whose place it has taken; '' where nothing of the kind has happened."""
    versions = catalogue.archive.versions.get(report.id, ())
    newer = catalogue.reports.get(report.superseded_by)
    older = catalogue.older.get(report.id, ())
    if not (versions or newer or older):
        return Markup()
    last = versions[-1] if versions else None
    changed = last and {
        "when": in_words(last.until, locale),
        "reason": locale.name(last.reason),
        "reason_lang": locale.name_lang(last.reason),
        "number": last.number,
    }
    named = [{"id": each.id, "name": report_name(each, locale)} for each in older]
    follows = newer and {"id": newer.id, "name": report_name(newer, locale)}
    return macro(_TEMPLATE, "note", locale, changed, follows, named)
