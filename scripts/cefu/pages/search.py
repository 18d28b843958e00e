"""The search page: a place for the script, and a word for readers without it."""

from __future__ import annotations

from cefu.markdown import element, escape, html_text
from cefu.pages.page import Page
from cefu.voice import Voice

#: What the page needs before its first result, fetched at once and not one after
#: the other.
_MODULES = ("search-ui", "search-view", "strings", "search")


def search_page(voice: Voice) -> Page:
    """The page at ``search/``; ``search-ui.js`` fills the marked element."""
    body = "\n\n".join(
        [
            f"# {escape(voice('search'))}",
            '<div id="cefu-search" class="cefu-search"></div>',
            f"<noscript>{element('p', html_text(voice('search_needs_script')))}</noscript>",
        ]
    )
    preload = [f"assets/cefu/{name}.js" for name in _MODULES]
    meta = {"hide": ["toc", "navigation"], "module_preload": preload}
    return Page("search/index.md", voice("search"), body, "", meta)
