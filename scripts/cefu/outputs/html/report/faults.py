"""What a reader must know of the document behind a report: a note above its text."""

from __future__ import annotations

from markupsafe import Markup

from cefu.model.document import Report
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

#: Faults that touch what is read; others are for keepers.
READERS = frozenset(
    ("replacement", "cid", "private", "mojibake", "swapped", "no-language", "unmapped",
     "picture-page", "machine-read", "columns", "columns-mixed", "columns-parted", "vertical")
)  # fmt: skip


def faults_note(report: Report, locale: Locale) -> Markup:
    """The faults of the report's document as one note; '' where there are none."""
    told = []
    for fault in report.faults:
        if fault.code in READERS:
            words = locale(f"fault_{fault.code.replace('-', '_')}", count=fault.count)
            place = locale("fault_page", page=fault.page) if fault.page else ""
            told.append(f"{place} {words}".strip())
    if not told:
        return Markup()
    return macro("report/told.html.j2", "of_faults", locale("fault_heading"), told)
