"""Search results say where a passage tells of an event that reports date differently."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from static_host import StaticHost


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


def test_the_declaration_of_panmunjom_is_told_with_both_days(
    page: Page, host: StaticHost, site: Path
) -> None:
    page.goto(f"{host.url}search/?q=板門店")
    page.wait_for_selector(".cs-differ")
    statements = json.loads((site / "data/timeline.json").read_text("utf-8"))["statements"]
    days = {s["edtf"] for s in statements if s["event"] == "moon-kim-summit-1"}
    assert {"2018-04-27", "2018-04-28"} <= days
    for mark in page.locator(".cs-differ").all():
        words = str(mark.get_attribute("title"))
        assert words.startswith("各篇記載不一：")
        assert " ／ " in words
    told = page.locator(".cs-differ[title*=第一次文金會]").first
    assert "2018年4月27日 ／ 2018年4月28日" in str(told.get_attribute("title"))
    told.click()
    page.wait_for_url("**/actors/moon-kim-summit-1/")


def test_a_passage_without_a_contradiction_says_nothing(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}search/?q=瓶蓋")
    page.wait_for_selector(".cs-item")
    page.wait_for_load_state("networkidle")
    assert page.locator(".cs-differ").count() == 0
