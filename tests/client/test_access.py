"""WCAG 2.2 A and AA by axe-core, on every kind of page, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accessibility import pale_words, violations
from static_host import StaticHost

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
#: Pages so long that axe takes half a minute; their markup is the same in both scripts.
LONG = {"zh-Hans/timeline/", "zh-Hans/actors/"}
KINDS = [
    kind
    for kind in [f"{lang}{kind}" for lang in ("", "zh-Hans/", "en/") for kind in PAGES]
    if kind not in LONG
] + ["404.html"]


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site)


@pytest.mark.parametrize("kind", KINDS)
def test_by_day(page: Page, host: StaticHost, kind: str) -> None:
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(host.url + kind)
    assert violations(page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_by_night(page: Page, host: StaticHost, kind: str) -> None:
    """Colours are the same in every language."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.goto(host.url + kind)
    assert pale_words(page) == []


def test_with_everything_open_on_a_phone(page: Page, host: StaticHost) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(host.url + REPORT)
    page.locator(".cefu-record > summary").click()
    page.locator("#r-n1 a").click()
    page.locator(".cefu-settings > summary").click()
    assert violations(page) == []
