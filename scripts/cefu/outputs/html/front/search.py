"""The search page: its form, a place for the script, and a word for readers without it."""

from __future__ import annotations

from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill, macro
from cefu.outputs.i18n.locale import Locale, strings

#: What the search page needs before its first result, asked for at once.
SEARCH_PAGE = ("search-page.js", "search.js", "search-engine.js", "search-view.js", "strings.js")
_ORDERS = ("text", "left", "right", "newest", "oldest")
_SORTS = ("relevance", "newest", "oldest")


def search_page(locale: Locale) -> Page:
    """The page at ``search/``; ``search-page.js`` fills the marked element."""
    words = strings(f"search.{locale.lang}")
    body = fill("front/search.md.j2", locale=locale, words=words, sorts=_SORTS, orders=_ORDERS)
    preload = [f"assets/cefu/{name}" for name in SEARCH_PAGE]
    meta = {"hide": ["toc", "navigation"], "module_preload": preload}
    meta["style_sheets"] = ["assets/cefu/search-lines.css"]
    return Page("search/index.md", locale("search"), body, "", meta)


def search_in_report(report: str, locale: Locale, root: str) -> str:
    """The field that searches one report, as HTML; without its script it leads to the search
    page, narrowed to the report with that id."""
    words = locale("find_in_report")
    return str(macro("parts.html.j2", "find", report, f"{root}search/", words))
