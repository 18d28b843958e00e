"""WCAG 2.2 A and AA by axe-core, on every kind of page, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from static_host import StaticHost

AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REPORT = "reports/003_a1a3a9df684f4396/"
PAGES = [
    "",
    "reports/",
    REPORT,
    f"{REPORT}made/",
    "data/",
    "about/",
    "cite/",
    "timeline/",
    "timeline/drawn/",
    "network/",
    "words/?q=%E5%88%B6%E8%A3%81",
    "actors/",
    "actors/kim-jong-un/",
    "actors/moon-kim-summit-2/",
    "search/?q=%E5%B7%9D%E6%99%AE",
    "notebook/",
    "compare/#q=%E6%9D%BF%E9%96%80%E5%BA%97",
]
KINDS = [f"{lang}{kind}" for lang in ("", "zh-Hans/", "en/") for kind in PAGES] + ["404.html"]


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site)


def violations(page: Page) -> list[str]:
    """What axe finds, one line a rule: the rule, how many places, the first of them."""
    # What the browser has not drawn yet has no size that axe could measure.
    page.evaluate(
        "document.querySelectorAll('article *').forEach("
        "each => { each.style.contentVisibility = 'visible'; })"
    )
    page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(
        "levels => axe.run(document, { runOnly: levels })", LEVELS
    )
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['nodes'][0]['html'][:160]}"
        for rule in found["violations"]
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_by_day_and_by_night(page: Page, host: StaticHost, kind: str) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(host.url + kind)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    page.reload()
    assert violations(page) == []


def test_with_everything_open_on_a_phone(page: Page, host: StaticHost) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host.url + REPORT)
    page.locator(".cefu-record > summary").click()
    page.locator("#r-n1 a").click()
    page.locator(".cefu-settings > summary").click()
    assert violations(page) == []
