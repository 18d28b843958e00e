"""Pages at addresses that moved: a report renamed or withdrawn."""

from __future__ import annotations

from cefu.archive.reading import Archive
from cefu.archive.withdrawn import WithdrawnReport
from cefu.outputs.html.markup import escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_figures
from cefu.outputs.i18n.interface import Voice


def renamed_pages(archive: Archive, voice: Voice) -> list[Page]:
    """One page for each report id that was published and is no longer in use, and one for
    each report whose text was taken back."""
    pages = [_withdrawn(report, voice) for report in archive.withdrawn]
    for old, new in sorted(archive.renamed.items()):
        head = f"# {escape(voice('moved_title'))}"
        if new:
            link = f'<a class="cefu-moved-to" href="../{new}/">{html_text(new)}</a>'
            body = f"{head}\n\n<p>{html_text(voice('moved_text'))} {link}</p>"
        else:
            body = f"{head}\n\n<p>{html_text(voice('withdrawn_text'))}</p>"
        meta: dict[str, object] = {"template": "moved.html"}
        if new:
            meta["moved_to"] = f"../{new}/"
        pages.append(Page(f"reports/{old}/index.md", voice("moved_title"), body, "", meta))
    return pages


def _withdrawn(report: WithdrawnReport, voice: Voice) -> Page:
    """The record of a withdrawn report, when its text was taken back, and why."""
    record = report.record
    title = voice.name(record.title) or report.id
    body = fill(
        "withdrawn.md.j2",
        voice=voice,
        record=record,
        title=title,
        date=in_figures(record.date, voice),
        when=in_figures(report.withdrawal.date, voice),
        reason=report.withdrawal.reason,
    )
    told = voice("withdrawn_text")
    return Page(f"reports/{report.id}/index.md", title, body, told, {"template": "moved.html"})
