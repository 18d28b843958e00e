"""Search results as lines of a concordance (KWIC), against a plain scan of the texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cefu.text.fold import fold_key
from static_host import StaticHost

WORDS = "無核化"


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


@pytest.fixture(scope="module")
def places(site: Path) -> int:
    """How often the words stand in the texts and notes that the archive publishes."""
    reports = json.loads((site / "data/reports.json").read_text("utf-8"))["reports"]
    texts = [each["text"] for r in reports for each in (*r["blocks"], *r["notes"])]
    return sum(fold_key(text).count(fold_key(WORDS)) for text in texts)


def lines(page: Page, host: StaticHost, query: str) -> None:
    page.goto(f"{host.url}search/?q={query}&view=lines")
    page.wait_for_selector(".cs-lines li")


def test_every_place_is_a_line(page: Page, host: StaticHost, places: int) -> None:
    lines(page, host, f"{WORDS}&variants=0")
    expect(page.locator(".cs-status")).to_contain_text(f"共 {places} 處")
    while page.locator(".cs-more").is_visible():
        page.locator(".cs-more").click()
    expect(page.locator(".cs-lines li")).to_have_count(places)
    assert set(page.locator(".cs-lines mark").all_text_contents()) == {WORDS}


def test_a_line_leads_to_its_words(page: Page, host: StaticHost) -> None:
    lines(page, host, WORDS)
    line = page.locator(".cs-lines a").nth(3)
    words, before = (
        line.locator("mark").text_content() or "",
        line.locator(".cefu-before").text_content() or "",
    )
    line.click()
    mark = page.locator("mark.cefu-hit--here")
    expect(mark).to_have_text(words)
    block = page.evaluate("document.getElementById(location.hash.slice(1)).innerText")
    assert before[-6:] in block


def test_sorted_by_what_stands_beside(page: Page, host: StaticHost) -> None:
    lines(page, host, f"{WORDS}&variants=0")
    page.select_option("#cs-order", "oldest")
    expect(page).to_have_url(
        f"{host.url}search/?q=%E7%84%A1%E6%A0%B8%E5%8C%96&variants=0&view=lines&order=oldest"
    )
    page.select_option("#cs-order", "right")
    page.wait_for_url("**order=right")
    page.wait_for_timeout(500)
    after = [
        text.lstrip("，。；：、「」『』（）(《》) ")[:1]
        for text in page.locator(".cefu-after").all_text_contents()
    ]
    alike = [char for nth, char in enumerate(after) if nth and char == after[nth - 1]]
    # What begins alike stands together: each beginning is one run.
    assert len(after) - len(alike) == len(set(after))
    page.go_back()
    page.go_back()
    expect(page.locator("#cs-order")).to_have_value("text")


def test_lines_are_taken_away(page: Page, host: StaticHost, places: int) -> None:
    lines(page, host, f"{WORDS}&variants=0")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV", exact=True).click()
    text = Path(download.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == places
    assert {row["text"] for row in rows} == {WORDS}
    assert all(row["url"] in row["reference"] for row in rows)


def test_in_simplified_the_lines_are_too(page: Page, host: StaticHost) -> None:
    page.goto(f"{host.url}zh-Hans/search/?q=弃核&view=lines&variants=0")
    page.wait_for_selector(".cs-lines li")
    assert set(page.locator(".cs-lines mark").all_text_contents()) == {"弃核"}
    assert not set("國韓協與這") & set("".join(page.locator(".cs-lines li").all_text_contents()))
