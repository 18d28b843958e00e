"""How a text was made: the ledger of a report, for readers."""

from __future__ import annotations

from collections import Counter

from cefu.archive.ledger_report import furniture_lines, tally
from cefu.model.document import Report
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.processing.conversion import conversion
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale


def processing_note(report: Report, locale: Locale) -> Page:
    """The ledger's account, the furniture, and the structure found."""
    path = f"reports/{report.id}/made.md"
    title = locale.name(report.record.title)
    language = report.record.language
    body = fill(
        "report/processing_note.md.j2",
        locale=locale,
        report=report,
        title=title,
        account=tally(report.ledger),
        furniture=list(furniture_lines(report)),
        foreign="" if language == locale.lang else language,
        kinds=sorted(Counter(block.type for block in report.blocks).items()),
        conversion=conversion(report, locale),
    )
    return Page(path, f"{locale('made_title')}{locale('colon')}{title}", body, locale("made_lead"))
