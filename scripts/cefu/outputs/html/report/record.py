"""The bibliographic record on the page: byline, the panel of facts, the foot.

The markup is in ``templates/record.html.j2``.
"""

from __future__ import annotations

from cefu.model.document import Report
from cefu.model.language import ENGLISH
from cefu.model.record import Record
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.interface import Voice

_TEMPLATE = "record.html.j2"
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


def byline(record: Record, voice: Voice) -> str:
    """Who wrote it, with affiliations; empty where the record names nobody."""
    return macro(_TEMPLATE, "byline", voice, record.authors) if record.authors else ""


def record_panel(report: Report, voice: Voice, root: str) -> str:
    """Publisher, date, rights, source and checksum, inferred values marked as such."""
    record = report.record
    date = in_figures(record.date, voice)
    brief = (
        voice.name(record.publisher),
        voice.name(record.container) or voice.name(record.series),
        record.issue,
        date,
    )
    return macro(
        _TEMPLATE,
        "panel",
        voice,
        root,
        report,
        date=date,
        keywords=voice("name_joiner").join(voice.script(word) for word in report.keywords),
        brief=" · ".join(part for part in brief if part),
        reasons={key: _reason(record, key, voice) for key in _FACTS},
    )


def colophon(report: Report, voice: Voice, root: str) -> str:
    """The foot of a report's page: whose it is, since when, made from which bytes."""
    record = report.record
    who = (
        voice.name(record.publisher) or voice("unknown"),
        in_figures(record.date, voice) or voice("unknown"),
    )
    rights = voice.name(record.rights) or voice("no_rights")
    return macro(_TEMPLATE, "colophon", voice, root, report, " · ".join(who), rights)


def _reason(record: Record, key: str, voice: Voice) -> str:
    """Why a value stands that the text does not print; '' where it prints it."""
    zh, _, en = record.inferred.get(key, "").partition(" / ")
    return (en or zh) if voice.lang == ENGLISH else voice.script(zh)
