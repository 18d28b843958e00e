"""What a report, a place in it and an actor are called on a page, and their addresses."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup

from cefu.model.authority import Authority
from cefu.model.document import Report
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

_PARTS = "parts.html.j2"


def passage_url(root: str, report: str, anchor: str, words: str = "") -> str:
    """The address of a block or note; ``words`` are marked on arrival.

    >>> passage_url("../", "a", "p3", "金正恩")
    '../reports/a/?hit=%E9%87%91%E6%AD%A3%E6%81%A9#p3'
    """
    asked = f"?hit={quote(words)}" if words else ""
    return f"{root}reports/{report}/{asked}#{anchor}"


def place_in_words(anchor: str, locale: Locale) -> str:
    """What a block or note is called: its paragraph's number, its note's, or its kind.

    >>> from cefu.outputs.i18n.locale import locale
    >>> [place_in_words(a, locale("zh-Hant")) for a in ("p12", "n3", "s2-1")]
    ['第 12 段', '註 3', '標題']
    """
    match = re.fullmatch(r"([pn])(\d+)", anchor)
    if match:
        return locale("place_paragraph" if match[1] == "p" else "place_note", number=match[2])
    return locale("place_title" if anchor == "title" else "place_heading")


def report_name(report: Report, locale: Locale) -> Markup:
    """A report's title and date as HTML, with its language where it is another."""
    lang = locale.name_lang(report.record.title)
    return macro(_PARTS, "cited", plain_report_name(report, locale), "", lang)


def plain_report_name(report: Report, locale: Locale) -> str:
    """A report's title and date as text."""
    title, date = locale.name(report.record.title), report.record.date
    if not date:
        return locale("report_title", title=title)
    return locale("report_dated", title=title, date=in_words(date, locale))


def short_report_name(report: Report, locale: Locale) -> Markup:
    """A report's short name as HTML, its title and date shown when it is pointed at."""
    title = plain_report_name(report, locale)
    return macro(_PARTS, "cited", short_name(report.record, locale), title, "")


def text_lang(report: Report, locale: Locale) -> str:
    """The language of a report's own words on this page, '' where it is the page's."""
    lang = report.record.language
    shown = SIMPLIFIED if locale.lang == SIMPLIFIED and lang == ORIGINAL else lang
    return "" if shown == locale.lang else shown


def actor_name(record: Authority, locale: Locale) -> Markup:
    """An actor's name as HTML."""
    return macro(_PARTS, "name", locale.name(record.names), locale.name_lang(record.names))


def actor_link(record: Authority, locale: Locale, root: str) -> Markup:
    """An actor's name, linked to its page."""
    return macro(_PARTS, "link", actor_name(record, locale), f"{root}actors/{record.id}/")
