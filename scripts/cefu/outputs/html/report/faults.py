"""What a reader must know of the document behind a report: a note above its text."""

from __future__ import annotations

from cefu.model.document import Report
from cefu.outputs.html.markup import element, html_text
from cefu.outputs.i18n.locale import Locale

#: Faults that touch what is read; others are for keepers.
READERS = frozenset(
    ("replacement", "cid", "private", "mojibake", "swapped", "no-language", "unmapped",
     "picture-page", "machine-read", "columns", "vertical")
)  # fmt: skip


def faults_note(report: Report, locale: Locale) -> str:
    """The faults of the report's document as one note; '' where there are none."""
    told = []
    for fault in report.faults:
        if fault.code in READERS:
            words = locale(f"fault_{fault.code.replace('-', '_')}", count=fault.count)
            place = locale("fault_page", page=fault.page) if fault.page else ""
            told.append(element("li", html_text(f"{place} {words}".strip())))
    if not told:
        return ""
    head = element("p", html_text(locale("fault_heading")))
    return element(
        "aside", head + element("ul", "".join(told)), [("class", "cefu-faults"), ("role", "note")]
    )
