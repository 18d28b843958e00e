"""The files of one report in one language: its pages, its citations, its cards."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from cefu.model.document import Report
from cefu.outputs.data.addresses import report_url
from cefu.outputs.deposit.datacite import datacite
from cefu.outputs.feeds.signposts import signposts
from cefu.outputs.forms.files import RECORD_FORMS, form_path
from cefu.outputs.html.actors.linked_data import known_elsewhere
from cefu.outputs.html.front.search import search_in_report
from cefu.outputs.html.report.actor_links import actor_links
from cefu.outputs.html.report.cards import report_cards
from cefu.outputs.html.report.cite import cite_box, cite_files, page_meta
from cefu.outputs.html.report.people_and_dates import people_and_dates
from cefu.outputs.html.report.processing.processing_note import processing_note
from cefu.outputs.html.report.report import Apparatus, report_page
from cefu.outputs.html.report.versions.note import life_note
from cefu.outputs.html.report.versions.pages import version_pages
from cefu.outputs.html.timeline.report_dates import report_dates
from cefu.outputs.i18n.locale import Locale
from cefu.site.registry.context import Context
from cefu.site.registry.unit import pages_of


def report_files(context: Context, report: Report, own: Locale) -> Mapping[str, bytes]:
    """The files by path below the docs folder of ``own``."""
    catalogue, cited = context.catalogue, context.cited[report.id]
    address, known = context.address(report, own), bool(context.base)
    to_root = "../" * own.prefix.count("/")
    work = (context.base or f"../../{to_root}") + quote(report_url(report.id))
    forms = {
        f"../../{to_root}{quote(form_path(report.id, suffix))}": own(key)
        for suffix, key in context.report_forms.items()
    }
    printed = quote(form_path(report.id, ".pdf")) if ".pdf" in context.report_forms else ""
    pdf = context.base + printed if known and printed else ""
    suffixes = RECORD_FORMS if context.title else ()
    records = [f"../../{to_root}{quote(form_path(report.id, suffix))}" for suffix in suffixes]
    if not datacite(report, ""):
        records = [address for address in records if not address.endswith(".datacite.xml")]
    links = signposts(
        report,
        context.base and work,
        [*forms, *records],
        known_elsewhere(report, catalogue.records),
    )
    versions = catalogue.archive.versions.get(report.id, ())
    apparatus = Apparatus(
        actor_links(catalogue, report),
        {
            **page_meta(report, own, address, known=known, identity=work, pdf=pdf),
            "head_links": [list(link) for link in links],
        },
        cite_box(report, cited, own, address, forms, known=known),
        catalogue.archive.translations.get(report.id, ()),
        f"{search_in_report(report.id, own, '../../')}\n\n"
        f"{people_and_dates(catalogue, report, own)}",
        life_note(catalogue, report, own),
        catalogue.archive.summaries.get(report.id, {}),
    )
    files = pages_of(
        own,
        report_page(report, own, apparatus),
        processing_note(report, own),
        *version_pages(report, versions, own),
    )
    files.update(cite_files(report, cited, own, address))
    files[f"reports/{report.id}/dates.json"] = report_dates(catalogue, report, own)
    files[f"reports/{report.id}/cards.json"] = report_cards(catalogue, report, own)
    return files
