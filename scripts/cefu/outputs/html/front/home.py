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
from cefu.outputs.i18n.locale import Locale

#: Up to so many reports all stand on the home page; of more, some do.
_ALL, _SOME = 12, 6
_WAYS = (
    ("reports", "reports/"),
    ("search", "search/"),
    ("timeline", "timeline/"),
    ("actors", "actors/"),
    ("data", "data/"),
)


def home_page(reports: Sequence[Report], locale: Locale) -> Page:
    """What this is, the reports by date, and where to begin."""
    characters = sum(len(b.text) for r in reports for b in r.blocks)
    notes = sum(len(r.notes) for r in reports)
    count = locale("home_count", reports=len(reports), characters=f"{characters:,}", notes=notes)
    ways = "".join(
        f'<li><a href="{path}"><strong>{html_text(locale(key))}</strong></a> '
        f"<span>{html_text(_way(key, reports, locale))}</span></li>"
        for key, path in _WAYS
    )
    # A choice where they are many: the newest, which come last.
    dated = [r for r in reports if r.record.date]
    shown = reports if len(reports) <= _ALL else [*reversed(dated[-_SOME:])] or reports[:_SOME]
    link = html_text(locale("reports_all", count=len(reports)))
    all_of_them = f'<a href="reports/">{link}</a>'
    # Names in other usages and languages come from what the keeper has put beside the texts.
    lead = locale("home_lead" if in_english(reports) else "home_lead_bare")
    body = "\n\n".join(
        [
            f"# {escape(locale('home_title'))} {{: .cefu-home-title }}",
            element("p", html_text(lead), [("class", "cefu-lead")]),
            element("p", html_text(count), [("class", "cefu-count")]),
            _search_form(locale),
            f"## {escape(locale('reports'))} {{: #reports }}",
            *(report_card(r, locale, "", "h3") for r in shown),
            *([element("p", all_of_them)] if len(shown) < len(reports) else []),
            f"## {escape(locale('home_ways'))} {{: #ways }}",
            f'<ul class="cefu-ways">{ways}</ul>',
        ]
    )
    return Page("index.md", locale("site_name"), body, lead, {"hide": ["navigation", "toc"]})


def _way(key: str, reports: Sequence[Report], locale: Locale) -> str:
    bare = key == "search" and not in_english(reports)
    return locale(f"home_way_{key}_bare" if bare else f"home_way_{key}")


def _search_form(locale: Locale) -> str:
    """A search box that works without scripts: it leads to the search page."""
    word = attribute(locale("search"))
    return (
        '<form class="cefu-search-box cefu-home-search" role="search" action="search/" method="get" '
        f'data-cefu-search="search/"><input type="search" name="q" autocomplete="off" '
        f'aria-label="{word}" placeholder="{word}"></form>'
    )


def reports_page(reports: Sequence[Report], locale: Locale) -> Page:
    """All reports, oldest first, with abstracts; those without a date last."""
    dated = sum(bool(r.record.date) for r in reports)
    order = "" if dated == len(reports) else "_partly" if dated else "_undated"
    lead = locale(f"reports_lead{order}")
    body = "\n\n".join(
        [
            f"# {escape(locale('reports'))}",
            element("p", html_text(lead), [("class", "cefu-lead")]),
            *(report_card(r, locale, "../", "h2") for r in reports),
        ]
    )
    return Page("reports/index.md", locale("reports"), body, lead, {"hide": ["toc"]})


def report_card(report: Report, locale: Locale, root: str, heading: str) -> str:
    """One report in a list: date, title, authors, publisher, abstract.

    ``heading`` is the element of its title, one level below what the list stands under.
    """
    record = report.record
    title = locale.name(record.title)
    link = (
        f'<a href="{root}reports/{report.id}/" lang="{locale.name_lang(record.title) or locale.lang}">'
        f"{html_text(title)}</a>"
    )
    date = in_figures(record.date, locale)
    facts = " ".join(
        element(tag, html_text(part))
        for tag, part in (
            ("time" if machine_date(record.date) else "span", date or locale("undated")),
            ("span", locale.name(record.publisher)),
            ("span", locale.name(record.container) or locale.name(record.series)),
        )
        if part
    )
    other_lang = ENGLISH if locale.lang != ENGLISH else record.language
    other = record.title.get(other_lang, "")
    abstract = locale.name(record.abstract)
    parts = [
        element("p", facts, [("class", "cefu-card-facts")]),
        element(heading, link, [("class", "cefu-card-title")]),
        element("p", html_text(other), [("class", "cefu-other-title"), ("lang", other_lang)])
        if other and other != title
        else "",
        byline(record, locale),
        element(
            "p",
            html_text(abstract),
            [("class", "cefu-card-abstract"), ("lang", locale.name_lang(record.abstract))],
        )
        if abstract
        else "",
    ]
    return element("article", "".join(parts), [("class", "cefu-card")])
