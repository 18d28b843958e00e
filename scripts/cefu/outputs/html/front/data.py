"""The page of downloads."""

from __future__ import annotations

from collections.abc import Mapping

from cefu.outputs.data.opendata import DESCRIBED, described
from cefu.outputs.html.markup import element, escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.i18n.interface import Voice


def data_page(files: Mapping[str, bytes], voice: Voice) -> Page:
    """Every file of ``data/`` with what it holds and its size."""
    rows = []
    known = [name for name in DESCRIBED if name in files]
    for name in [*known, *sorted(set(files) - set(known))]:
        key, _ = described(name)
        size = f"{(len(files[name]) + 1023) // 1024:,} KB"
        rows.append(
            f'<tr><td><a href="{name}" download>{html_text(name)}</a></td>'
            f"<td>{html_text(voice(key))}</td><td class='cefu-number'>{size}</td></tr>"
        )
    head = "".join(
        f"<th>{html_text(voice(key))}</th>" for key in ("data_file", "data_what", "data_size")
    )
    body = "\n\n".join(
        [
            f"# {escape(voice('data_title'))}",
            element("p", html_text(voice("data_lead")), [("class", "cefu-lead")]),
            f'<table class="cefu-table cefu-rows"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>',
        ]
    )
    return Page("data/index.md", voice("data_title"), body, voice("data_lead"))
