"""The search page: its form, a place for the script, and a word for readers without it."""

from __future__ import annotations

from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.page import Page
from cefu.outputs.html.page_assets import SEARCH_PAGE
from cefu.outputs.i18n.locale import Locale, strings

_SORTS = ("relevance", "newest", "oldest")


def search_page(locale: Locale) -> Page:
    """The page at ``search/``; ``search-page.js`` fills the marked element."""
    inside = search_form(strings(f"search.{locale.lang}"))
    body = "\n\n".join(
        [
            f"# {escape(locale('search'))}",
            f'<div id="cefu-search" class="cefu-search">{inside}</div>',
            f"<noscript>{element('p', html_text(locale('search_needs_script')))}</noscript>",
            _from_folder(locale),
        ]
    )
    preload = [f"assets/cefu/{name}" for name in SEARCH_PAGE]
    meta = {"hide": ["toc", "navigation"], "module_preload": preload}
    return Page("search/index.md", locale("search"), body, "", meta)


def _from_folder(locale: Locale) -> str:
    """A word for readers who opened the site from a folder, where browsers load no module.

    The script is no module, so it runs there; it shows what is written in the page.
    """
    words = html_text(locale("search_needs_server"))
    code = element("code", "python -m http.server")
    said = words.replace("{command}", code)
    show = (
        'if (location.protocol === "file:") document.getElementById("cefu-folder").hidden = false;'
    )
    return f'<p id="cefu-folder" role="alert" hidden>{said}</p><script>{show}</script>'


def search_form(words: dict[str, str]) -> str:
    """The form, and below it the line that tells how a search goes, in one line of HTML.

    It stands in the page, so that the reader can type before the script is there; what
    is sent without the script leads back here.
    """
    text = {key: html_text(value) for key, value in words.items()}
    field = (
        '<input type="search" id="cs-q" name="q" autocomplete="off" autocapitalize="off" '
        'spellcheck="false" enterkeyhint="search" aria-describedby="cs-help" '
        f'placeholder="{attribute(words["placeholder"])}">'
    )
    boxes = "".join(
        f'<label><input type="checkbox" id="cs-{name}"{checked}> {text[name]}</label>'
        for name, checked in (("variants", " checked"), ("words", ""))
    )
    sorts = "".join(element("option", text[f"sort_{key}"], [("value", key)]) for key in _SORTS)
    choice = f'<label>{text["sort"]} <select id="cs-sort">{sorts}</select></label>'
    form = (
        f'<form class="cs-form" role="search" aria-label="{attribute(words["label"])}">'
        f'<label for="cs-q" class="cs-label">{text["label"]}</label>{field}'
        f'<div class="cs-options">{boxes}{choice}'
        f'<details class="cs-help"><summary>{text["help_title"]}</summary>'
        f'<p id="cs-help">{text["help"]}</p></details></div></form>'
    )
    status = '<p class="cs-status" role="status" aria-live="polite" aria-atomic="true"></p>'
    return form + status
