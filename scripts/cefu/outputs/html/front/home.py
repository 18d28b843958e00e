"""The way in: the home page and the list of reports."""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.document import Report
from cefu.model.language import ENGLISH
from cefu.outputs.feeds.discovery import in_english
from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.record import byline
from cefu.outputs.i18n.date_words import in_figures, machine_date
from cefu.outputs.i18n.interface import Voice

#: Up to so many reports all stand on the home page; of more, some do.
_ALL, _SOME = 12, 6
_WAYS = (
    ("reports", "reports/"),
    ("search", "search/"),
    ("timeline", "timeline/"),
    ("actors", "actors/"),
    ("data", "data/"),
)


def home_page(reports: Sequence[Report], voice: Voice) -> Page:
    """What this is, the reports by date, and where to begin."""
    characters = sum(len(b.text) for r in reports for b in r.blocks)
    notes = sum(len(r.notes) for r in reports)
    count = voice("home_count", reports=len(reports), characters=f"{characters:,}", notes=notes)
    ways = "".join(
        f'<li><a href="{path}"><strong>{html_text(voice(key))}</strong></a> '
        f"<span>{html_text(_way(key, reports, voice))}</span></li>"
        for key, path in _WAYS
    )
    # A choice where they are many: the newest, which come last.
    dated = [r for r in reports if r.record.date]
    shown = reports if len(reports) <= _ALL else [*reversed(dated[-_SOME:])] or reports[:_SOME]
    link = html_text(voice("reports_all", count=len(reports)))
    all_of_them = f'<a href="reports/">{link}</a>'
    # Names in other usages and languages come from what the keeper has put beside the texts.
    lead = voice("home_lead" if in_english(reports) else "home_lead_bare")
    body = "\n\n".join(
        [
            f"# {escape(voice('home_title'))} {{: .cefu-home-title }}",
            element("p", html_text(lead), [("class", "cefu-lead")]),
            element("p", html_text(count), [("class", "cefu-count")]),
            _search_form(voice),
            f"## {escape(voice('reports'))} {{: #reports }}",
            *(report_card(r, voice, "", "h3") for r in shown),
            *([element("p", all_of_them)] if len(shown) < len(reports) else []),
            f"## {escape(voice('home_ways'))} {{: #ways }}",
            f'<ul class="cefu-ways">{ways}</ul>',
        ]
    )
    return Page("index.md", voice("site_name"), body, lead, {"hide": ["navigation", "toc"]})


def _way(key: str, reports: Sequence[Report], voice: Voice) -> str:
    bare = key == "search" and not in_english(reports)
    return voice(f"home_way_{key}_bare" if bare else f"home_way_{key}")


def _search_form(voice: Voice) -> str:
    """A search box that works without scripts: it leads to the search page."""
    word = attribute(voice("search"))
    return (
        '<form class="cefu-search-box cefu-home-search" role="search" action="search/" method="get" '
        f'data-cefu-search="search/"><input type="search" name="q" autocomplete="off" '
        f'aria-label="{word}" placeholder="{word}"></form>'
    )


def reports_page(reports: Sequence[Report], voice: Voice) -> Page:
    """All reports, oldest first, with abstracts; those without a date last."""
    dated = sum(bool(r.record.date) for r in reports)
    order = "" if dated == len(reports) else "_partly" if dated else "_undated"
    lead = voice(f"reports_lead{order}")
    body = "\n\n".join(
        [
            f"# {escape(voice('reports'))}",
            element("p", html_text(lead), [("class", "cefu-lead")]),
            *(report_card(r, voice, "../", "h2") for r in reports),
        ]
    )
    return Page("reports/index.md", voice("reports"), body, lead, {"hide": ["toc"]})


def report_card(report: Report, voice: Voice, root: str, heading: str) -> str:
    """One report in a list: date, title, authors, publisher, abstract.

    ``heading`` is the element of its title, one level below what the list stands under.
    """
    record = report.record
    title = voice.name(record.title)
    link = (
        f'<a href="{root}reports/{report.id}/" lang="{voice.name_lang(record.title) or voice.lang}">'
        f"{html_text(title)}</a>"
    )
    date = in_figures(record.date, voice)
    facts = " ".join(
        element(tag, html_text(part))
        for tag, part in (
            ("time" if machine_date(record.date) else "span", date or voice("undated")),
            ("span", voice.name(record.publisher)),
            ("span", voice.name(record.container) or voice.name(record.series)),
        )
        if part
    )
    other_lang = ENGLISH if voice.lang != ENGLISH else record.language
    other = record.title.get(other_lang, "")
    abstract = voice.name(record.abstract)
    parts = [
        element("p", facts, [("class", "cefu-card-facts")]),
        element(heading, link, [("class", "cefu-card-title")]),
        element("p", html_text(other), [("class", "cefu-other-title"), ("lang", other_lang)])
        if other and other != title
        else "",
        byline(record, voice),
        element(
            "p",
            html_text(abstract),
            [("class", "cefu-card-abstract"), ("lang", voice.name_lang(record.abstract))],
        )
        if abstract
        else "",
    ]
    return element("article", "".join(parts), [("class", "cefu-card")])
