"""The actor index and the page of each actor."""

from __future__ import annotations

from cefu.archive import Archive
from cefu.markdown import escape, html_text
from cefu.pages.page import Page
from cefu.voice import Voice


def actor_pages(archive: Archive, voice: Voice) -> list[Page]:
    """``actors/index.md`` and one page for each authority record."""
    records = sorted(archive.authorities.records, key=lambda r: r.id)
    rows = "".join(
        f'<li><a href="{r.id}/">{html_text(voice.name(r.names))}</a></li>' for r in records
    )
    index = Page("actors/index.md", voice("actors"), f"# {escape(voice('actors'))}\n\n<ul>{rows}</ul>")
    own = [
        Page(f"actors/{r.id}/index.md", voice.name(r.names), f"# {escape(voice.name(r.names))}")
        for r in records
    ]
    return [index, *own]
