"""The page of downloads."""

from __future__ import annotations

from collections.abc import Mapping

from cefu.markdown import element, escape, html_text
from cefu.pages.page import Page
from cefu.voice import Voice

#: File name -> key of its description; other files (ledgers) are told in one line.
_DESCRIBED = {
    "reports.json": "data_reports_json",
    "reports.csv": "data_reports_csv",
    "blocks.csv": "data_blocks_csv",
    "reports.bib": "data_bib",
    "reports.ris": "data_ris",
    "reports.csl.json": "data_csl",
    "timeline.json": "data_timeline_json",
    "timeline.csv": "data_timeline_csv",
    "timeline.ics": "data_timeline_ics",
    "actors.json": "data_actors_json",
    "actors.csv": "data_actors_csv",
    "datapackage.json": "data_package",
}


def data_page(files: Mapping[str, bytes], voice: Voice) -> Page:
    """Every file of ``data/`` with what it holds and its size."""
    rows = []
    for name in [*_DESCRIBED, *sorted(files)]:
        if name not in files or (name in _DESCRIBED and any(f">{name}<" in r for r in rows)):
            continue
        key = _DESCRIBED.get(name) or ("data_schema" if "schema" in name else "made_title")
        size = f"{(len(files[name]) + 1023) // 1024:,} KB"
        rows.append(
            f'<tr><td><a href="{name}" download>{html_text(name)}</a></td>'
            f"<td>{html_text(voice(key))}</td><td>{size}</td></tr>"
        )
    head = "".join(
        f"<th>{html_text(voice(key))}</th>" for key in ("data_file", "data_what", "data_size")
    )
    body = "\n\n".join(
        [
            f"# {escape(voice('data_title'))}",
            element("p", html_text(voice("data_lead")), [("class", "cefu-lead")]),
            f'<table class="cefu-data"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table>',
        ]
    )
    return Page("data/index.md", voice("data_title"), body, voice("data_lead"))
