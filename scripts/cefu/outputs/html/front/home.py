"""The way in: the home page and the list of reports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from cefu.model.document import Report
from cefu.model.language import ENGLISH
from cefu.outputs.feeds.discovery import in_english
from cefu.outputs.html.page import Page
from cefu.outputs.html.report.record import byline
from cefu.outputs.html.template import fill, macro
from cefu.outputs.i18n.date_words import in_figures, machine_date
from cefu.outputs.i18n.locale import Locale

TEMPLATE, CARDS = "front/reports.md.j2", "front/cards.html.j2"
#: Up to so many reports all stand on the home page; of more, some do.
_ALL, _SOME = 12, 6
_WAYS = (
    ("reports", "reports/"),
    ("search", "search/"),
    ("timeline", "timeline/"),
    ("drawn", "timeline/drawn/"),
    ("actors", "actors/"),
    ("network", "network/"),
    ("words", "words/"),
    ("data", "data/"),
)


def home_page(reports: Sequence[Report], locale: Locale, name: str = "") -> Page:
    """What this is, the reports by date, and where to begin; ``name`` is what the archive is called."""
    name = name or locale("site_name")
    characters = sum(len(b.text) for r in reports for b in r.blocks)
    notes = sum(len(r.notes) for r in reports)
    count = locale("home_count", reports=len(reports), characters=f"{characters:,}", notes=notes)
    # A choice where they are many: the newest, which come last.
    dated = [r for r in reports if r.record.date]
    shown = reports if len(reports) <= _ALL else [*reversed(dated[-_SOME:])] or reports[:_SOME]
    # Names in other usages and languages come from what the keeper has put beside the texts.
    lead = locale("home_lead" if in_english(reports) else "home_lead_bare")
    body = fill(
        "front/home.md.j2",
        locale=locale,
        name=name,
        lead=lead,
        count=count,
        cards=cards(shown, locale, "", "h3"),
        more=locale("reports_all", count=len(reports)) if len(shown) < len(reports) else "",
        ways=[(path, locale(key), _way(key, reports, locale)) for key, path in _WAYS],
    )
    return Page("index.md", name, body, lead, {"hide": ["navigation", "toc"]})


def _way(key: str, reports: Sequence[Report], locale: Locale) -> str:
    bare = key == "search" and not in_english(reports)
    return locale(f"home_way_{key}_bare" if bare else f"home_way_{key}")


def reports_page(reports: Sequence[Report], locale: Locale) -> Page:
    """All reports, oldest first, with abstracts; those without a date last."""
    dated = sum(bool(r.record.date) for r in reports)
    order = "" if dated == len(reports) else "_partly" if dated else "_undated"
    lead = locale(f"reports_lead{order}")
    body = fill(
        TEMPLATE,
        title=locale("reports"),
        lead=lead,
        above="",
        cards=cards(reports, locale, "../", "h2"),
        below="",
    )
    return Page("reports/index.md", locale("reports"), body, lead, {"hide": ["toc"]})


def cards(reports: Iterable[Report], locale: Locale, root: str, heading: str) -> Markup:
    """The reports as blocks of a list; ``heading`` is the element of their titles, one level
    below what the list stands under."""
    return Markup("\n\n").join(report_card(report, locale, root, heading) for report in reports)


def report_card(report: Report, locale: Locale, root: str, heading: str) -> Markup:
    """One report in a list: date, title, authors, publisher, abstract."""
    record = report.record
    title = locale.name(record.title)
    facts = (
        (
            "time" if machine_date(record.date) else "span",
            in_figures(record.date, locale) or locale("undated"),
        ),
        ("span", locale.name(record.publisher)),
        ("span", locale.name(record.container) or locale.name(record.series)),
    )
    other_lang = ENGLISH if locale.lang != ENGLISH else record.language
    other = record.title.get(other_lang, "")
    abstract = locale.name(record.abstract)
    return macro(
        CARDS,
        "card",
        heading,
        link={
            "href": f"{root}reports/{report.id}/",
            "lang": locale.name_lang(record.title) or locale.lang,
            "words": title,
        },
        facts=[(tag, words) for tag, words in facts if words],
        other={"words": other, "lang": other_lang} if other and other != title else None,
        byline=byline(record, locale),
        abstract={"words": abstract, "lang": locale.name_lang(record.abstract)}
        if abstract
        else None,
    )
