"""Pages at addresses that moved: a report renamed or withdrawn."""

from __future__ import annotations

from cefu.archive import Archive
from cefu.markdown import escape, html_text
from cefu.pages.page import Page
from cefu.voice import Voice


def moved_pages(archive: Archive, voice: Voice) -> list[Page]:
    """One page for each report id that was published and is no longer in use."""
    pages = []
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
