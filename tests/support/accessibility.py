"""What axe-core finds on a page, at levels A and AA of WCAG 2.2."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

_AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
_LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[str]:
    """What axe finds, one line a rule: the rule, how many places, the first of them."""
    return _found(page, {"type": "tag", "values": _LEVELS})


def pale_words(page: Page) -> list[str]:
    """What axe finds of contrast alone: all that another colour scheme can change."""
    return _found(page, {"type": "rule", "values": ["color-contrast"]})


def _found(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds by ``rules``; it runs where the page's own policy does not hold it."""
    # What the browser has not drawn yet has no size that axe could measure.
    page.evaluate(
        "document.querySelectorAll('article *').forEach("
        "each => { each.style.contentVisibility = 'visible'; })"
    )
    page.evaluate(_AXE)
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, { runOnly: rules })", rules)
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:160]}"
        for rule in found["violations"]
    ]
