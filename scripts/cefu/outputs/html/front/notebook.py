"""The reader's instruments: pages that their scripts fill, with what those say there."""

from __future__ import annotations

import json

from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale, strings


def notebook_page(locale: Locale) -> Page:
    """The page at ``notebook/``; ``notebook/page.js`` fills the marked element.

    What is kept is in the reader's browser alone, so without scripts there is nothing to show.
    """
    return _instrument("notebook", locale)


def compare_page(locale: Locale) -> Page:
    """The page at ``compare/``, where ``compare/page.js`` sets reports side by side."""
    return _instrument("compare", locale)


def _instrument(name: str, locale: Locale) -> Page:
    said = strings(f"{name}.{locale.lang}")
    words = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    title, lead = locale(name), locale(f"{name}_lead")
    body = fill(
        "front/instrument.md.j2",
        name=name,
        title=title,
        lead=lead,
        needs=locale(f"{name}_needs_script"),
        words=words,
    )
    meta = {"hide": ["toc", "navigation"], "style_sheets": [f"assets/cefu/{name}.css"]}
    return Page(f"{name}/index.md", title, body, lead, meta)
