"""Searching within one report: its field, the bar that walks through the hits, the rarest term first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from static_host import StaticHost

IDENT = "001_b381afec6ca0a10f"
REPORT = f"reports/{IDENT}/"


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    reports = json.loads((site / "data/reports.json").read_text("utf-8"))["reports"]
    report = next(each for each in reports if each["id"] == IDENT)
    return "\n".join(each["text"] for each in (*report["blocks"], *report["notes"]))


def find(page: Page, words: str) -> None:
    page.locator("form.cefu-find input[type=search]").fill(words)
    page.keyboard.press("Enter")


def here(page: Page) -> str:
    return "".join(page.locator("mark.cefu-hit--here").all_text_contents())


def test_every_place_of_the_report_is_counted(page: Page, host: StaticHost, text: str) -> None:
    page.goto(host.url + REPORT)
    find(page, "瓶蓋")
    # The title of a report stands in its head too, so words are taken that no title has.
    expect(page.locator(".cefu-hits [role=status]")).to_have_text(
        f"第 1 處，共 {text.count('瓶蓋')} 處"
    )
    assert here(page) == "瓶蓋"
    page.get_by_role("button", name="下一處").click()
    expect(page.locator(".cefu-hits [role=status]")).to_contain_text("第 2 處")
    page.keyboard.press("Shift+Tab")
    assert "q=%E7%93%B6" in page.url


def test_it_begins_with_the_rarest_term_and_walks_one_alone(
    page: Page, host: StaticHost, text: str
) -> None:
    page.goto(host.url + REPORT)
    find(page, "美國 瓶蓋")
    expect(page.locator("mark.cefu-hit--here")).to_have_text("瓶蓋")
    term = page.get_by_role("button", name="瓶蓋")
    term.click()
    expect(term).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cefu-hits [role=status]")).to_contain_text(f"共 {text.count('瓶蓋')} 處")


def test_a_hit_of_the_search_page_opens_on_its_rarest_term(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}zh-Hans/search/?q=特朗普 利比亚模式")
    page.locator("a.cs-hit").first.click()
    page.wait_for_selector(".cefu-hits")
    assert here(page) == "利比亚模式"


def test_what_is_not_there_is_told_and_asked_again_in_the_bar(page: Page, host: StaticHost) -> None:
    page.goto(host.url + REPORT)
    find(page, "甲乙丙丁戊")
    expect(page.locator(".cefu-hits [role=status]")).to_have_text("本篇沒有")
    field = page.locator(".cefu-hits-find input")
    field.fill("瓶盖")  # in the other script
    field.press("Enter")
    expect(page.locator("mark.cefu-hit--here")).to_have_text("瓶蓋")
    page.get_by_role("button", name="取消標示").click()
    expect(page.locator("mark.cefu-hit")).to_have_count(0)


def test_the_field_in_the_head_offers_the_report_first(page: Page, host: StaticHost) -> None:
    page.goto(host.url + REPORT)
    page.locator("header input[type=search]").fill("瓶蓋")
    page.get_by_role("button", name="在本篇中找「瓶蓋」").click()
    expect(page.locator("mark.cefu-hit--here")).to_have_text("瓶蓋")


def test_without_scripts_it_leads_to_the_search_of_that_report(
    chromium: Browser, host: StaticHost
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url + REPORT)
    find(page, "瓶蓋")
    page.wait_for_url(f"**/search/?report={IDENT}&q=*")
    context.close()
