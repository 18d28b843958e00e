"""Pages at addresses that moved: a report renamed or withdrawn, a record merged."""

from __future__ import annotations

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.archive.withdrawn import WithdrawnReport
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.locale import Locale

_MOVED = "front/moved.md.j2"


def renamed_pages(archive: Archive, locale: Locale) -> list[Page]:
    """One page for each report id that was published and is no longer in use, and one for
    each report whose text was taken back."""
    pages = [_withdrawn(report, locale) for report in archive.withdrawn]
    for old, new in sorted(archive.renamed.items()):
        told = locale("moved_text" if new else "withdrawn_text")
        body = fill(_MOVED, locale=locale, told=told, new=new, name=new)
        meta: dict[str, object] = {"template": "moved.html"}
        if new:
            meta["moved_to"] = f"../{new}/"
        pages.append(Page(f"reports/{old}/index.md", locale("moved_title"), body, "", meta))
    return pages


def merged_pages(catalogue: Catalogue, locale: Locale) -> list[Page]:
    """One page for each authority record that went into another and leads there."""
    pages = []
    for old, new in catalogue.merged:
        name = locale.name(catalogue.records[new].names)
        words = {"told": locale("merged_text"), "new": new, "name": name}
        body = fill(_MOVED, locale=locale, **words)
        meta: dict[str, object] = {"template": "moved.html", "moved_to": f"../{new}/"}
        pages.append(Page(f"actors/{old}/index.md", locale("moved_title"), body, "", meta))
    return pages


def _withdrawn(report: WithdrawnReport, locale: Locale) -> Page:
    """The record of a withdrawn report, when its text was taken back, and why."""
    record = report.record
    title = locale.name(record.title) or report.id
    body = fill(
        "report/withdrawn.md.j2",
        locale=locale,
        record=record,
        title=title,
        date=in_figures(record.date, locale),
        when=in_figures(report.withdrawal.date, locale),
        reason=report.withdrawal.reason,
    )
    told = locale("withdrawn_text")
    return Page(f"reports/{report.id}/index.md", title, body, told, {"template": "moved.html"})
