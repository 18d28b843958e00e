"""The timeline page."""

from __future__ import annotations

from cefu.archive import Archive
from cefu.markdown import escape, html_text
from cefu.pages.page import Page
from cefu.voice import Voice


def timeline_page(archive: Archive, voice: Voice) -> Page:
    """Every dated statement in order of time."""
    rows = "".join(
        f'<li>{html_text(s.edtf)} <a href="../reports/{s.report}/#{s.block}">{html_text(s.quote)}</a></li>'
        for s in archive.statements
    )
    return Page("timeline/index.md", voice("timeline"), f"# {escape(voice('timeline'))}\n\n<ol>{rows}</ol>")
