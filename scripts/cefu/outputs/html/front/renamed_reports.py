"""Pages at addresses that moved: a report renamed or withdrawn, a record merged."""

from __future__ import annotations

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.archive.withdrawn import WithdrawnReport
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.versions.pages import version_names
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
        pages.append(
            _moved(f"reports/{old}/index.md", told, f"../{new}/" if new else "", new, locale)
        )
        # Of a merged report the numbers are those of other texts, so all lead to the list.
        for name in version_names(old, archive.versions.get(new, ())):
            way = f"{'../' * (name.count('/') - 1)}{new}/versions/"
            pages.append(_moved(name, told, way, new, locale))
    return pages


def merged_pages(catalogue: Catalogue, locale: Locale) -> list[Page]:
    """One page for each authority record that went into another and leads there."""
    pages = []
    for old, new in catalogue.merged:
        name = locale.name(catalogue.records[new].names)
        pages.append(
            _moved(f"actors/{old}/index.md", locale("merged_text"), f"../{new}/", name, locale)
        )
    return pages


def _moved(path: str, told: str, way: str, name: str, locale: Locale) -> Page:
    """The page at an address that is left, which says so and leads on to ``way`` if there is one."""
    body = fill(_MOVED, locale=locale, told=told, new=way, name=name)
    meta: dict[str, object] = {"template": "moved.html"}
    if way:
        meta["moved_to"] = way
    return Page(path, locale("moved_title"), body, "", meta)


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
