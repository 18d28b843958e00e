"""The page of the reader's notebook: its place, and what its script says there."""

from __future__ import annotations

import json

from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale, strings


def notebook_page(locale: Locale) -> Page:
    """The page at ``notebook/``; ``notebook/page.js`` fills the marked element.

    What is kept is in the reader's browser alone, so without scripts there is nothing to show.
    """
    words = json.dumps(
        strings(f"notebook.{locale.lang}"), ensure_ascii=False, separators=(",", ":")
    )
    body = fill("front/notebook.md.j2", locale=locale, words=words)
    meta = {"hide": ["toc", "navigation"], "style_sheets": ["assets/cefu/notebook.css"]}
    return Page("notebook/index.md", locale("notebook"), body, locale("notebook_lead"), meta)
