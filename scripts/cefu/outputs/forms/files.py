"""Which forms there are, where each lies, and all of them for one archive."""

from __future__ import annotations

from collections.abc import Sequence

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.data.addresses import report_url
from cefu.outputs.deposit.datacite import datacite
from cefu.outputs.deposit.dublin_core import dublin_core
from cefu.outputs.feeds.atom import timestamp
from cefu.outputs.forms.epub import epub
from cefu.outputs.forms.pdf import pdf
from cefu.outputs.forms.plain import markdown, plain_text
from cefu.outputs.forms.sqlite import sqlite_bytes
from cefu.outputs.forms.tei import tei
from cefu.outputs.forms.xhtml import Words
from cefu.outputs.i18n.locale import Locale, locale

#: Suffix of a report's file -> key of the interface string that names it.
REPORT_FORMS = {
    ".epub": "form_epub",
    ".vertical.epub": "form_epub_vertical",
    ".tei.xml": "form_tei",
    ".txt": "form_text",
    ".md.txt": "form_markdown",
}
#: The same for the form that needs a library and fonts of the system.
PDF_FORM = {".pdf": "form_pdf"}
#: Suffixes of records for programs, which a page names in its head alone.
RECORD_FORMS = (".datacite.xml", ".dc.xml")
#: Name of a file below ``data/`` -> the same, for the whole archive.
ARCHIVE_FORMS = {"archive.epub": "form_archive_epub", "archive.sqlite": "form_sqlite"}
#: Where no report has a date an edition still needs an instant.
_UNDATED = "1970-01-01T00:00:00Z"


def form_path(report: str, suffix: str) -> str:
    """Where a form of a report lies, below the site's root.

    >>> form_path("a", ".epub")
    'reports/a/a.epub'
    """
    return f"reports/{report}/{report}{suffix}"


def report_forms(
    catalogue: Catalogue, report: Report, base: str, doi: str = ""
) -> dict[str, bytes]:
    """Every form of one report, by path below the site's root; ``base`` is its address, ``doi``
    that of the archive."""
    own = _locale(report)
    url = base + report_url(report.id)
    facts = imprint(report, own, url)
    types = {record.id: record.type for record in catalogue.archive.authorities.records}
    mentions = catalogue.mentions_in.get(report.id, ())
    statements = catalogue.statements_in.get(report.id, ())
    title = own.name(report.record.title) or report.id
    instant = timestamp(report.record.date) or _UNDATED
    made = {
        suffix: epub(
            [report],
            title,
            _words(own),
            [facts],
            modified=instant,
            vertical=vertical,
            doi=report.record.identifiers.get("doi", ""),
        )
        for suffix, vertical in ((".epub", False), (".vertical.epub", True))
    }
    made[".tei.xml"] = tei(report, mentions, statements, types, url)
    made[".txt"] = plain_text(report, url, facts)
    made[".md.txt"] = markdown(report, url, facts)
    made[".datacite.xml"] = datacite(report, url, doi)
    made[".dc.xml"] = dublin_core(report, url)
    return {form_path(report.id, suffix): data for suffix, data in made.items() if data}


def pdf_form(report: Report, base: str) -> dict[str, bytes]:
    """One report as PDF, by path below the site's root."""
    own = _locale(report)
    url = base + report_url(report.id)
    title = own.name(report.record.title) or report.id
    data = pdf(report, title, _words(own), imprint(report, own, url), url)
    return {form_path(report.id, ".pdf"): data}


def archive_forms(catalogue: Catalogue, title: str, base: str, doi: str = "") -> dict[str, bytes]:
    """The whole archive as one book and one database, by path below the site's root; ``doi`` is
    its own.  Without a ``title`` they are not wanted."""
    reports = catalogue.archive.reports
    if not reports or not title:
        return {}
    own = locale(ORIGINAL)
    facts = [imprint(r, _locale(r), base + report_url(r.id)) for r in reports]
    newest = max((timestamp(r.record.date) for r in reports), default="") or _UNDATED
    return {
        "data/archive.epub": epub(reports, title, _words(own), facts, modified=newest, doi=doi),
        "data/archive.sqlite": sqlite_bytes(catalogue),
    }


def imprint(report: Report, own: Locale, url: str) -> Sequence[tuple[str, str]]:
    """The record as pairs of a field's name and its value, for the front of a form."""
    record = report.record
    people = own("name_joiner").join(own.name(agent.name) for agent in record.authors)
    pairs = (
        ("authors", people),
        ("publisher", own.name(record.publisher)),
        ("container", own.name(record.container) or own.name(record.series)),
        ("issue", record.issue),
        ("pages", record.pages),
        ("date", record.date),
        ("rights", own.name(record.rights) or own("no_rights")),
        ("identifiers", "; ".join(f"{k.upper()} {v}" for k, v in record.identifiers.items())),
        ("cite_permanent", url),
        ("source_file", f"{report.source_file} · SHA-256 {report.sha256}"),
    )
    return [(own(key), value) for key, value in pairs if value]


def _locale(report: Report) -> Locale:
    """The language in which a form of ``report`` speaks: its own, where the site has it."""
    lang: Lang = next((tag for tag in LANGS if tag == report.record.language), ORIGINAL)
    return locale(lang)


def _words(own: Locale) -> Words:
    return Words(
        contents=own("contents"),
        notes=own("notes"),
        editorial=own("editorial"),
        page=own("page_label"),
        back=own("note_back"),
        access=own("epub_access"),
    )
