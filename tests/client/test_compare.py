"""Reports side by side: aligned by the dates they tell, contradictions marked, held by the address."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from cefu.text.fold import fold_key
from static_host import StaticHost


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


@pytest.fixture(scope="module")
def texts(site: Path) -> dict[tuple[str, str], str]:
    reports = json.loads((site / "data/reports.json").read_text("utf-8"))["reports"]
    return {
        (report["id"], each["id"]): each["text"]
        for report in reports
        for each in (*report["blocks"], *report["notes"])
    }


def compare(page: Page, host: StaticHost, words: str) -> None:
    page.goto(host.url + "compare/")
    page.get_by_role("searchbox", name="要並讀的事件、人物、詞語或日期").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_selector(".cefu-compare-row")


def test_every_passage_is_what_its_report_says(
    page: Page, host: StaticHost, texts: dict[tuple[str, str], str]
) -> None:
    compare(page, host, "板門店宣言")
    rows = page.locator(".cefu-compare-passage").all()
    assert len(rows) > 3
    for row in rows:
        url = urlsplit(str(row.locator("a").get_attribute("href")))
        report, block = url.path.rstrip("/").rpartition("/")[2], url.fragment
        said = row.locator("blockquote").text_content() or ""
        for part in said.split("…"):
            assert fold_key(part) in fold_key(texts[report, block])
        assert row.locator("mark").count() > 0


def test_rows_stand_in_order_of_time_and_the_undated_last(
    page: Page, host: StaticHost, site: Path
) -> None:
    compare(page, host, "終戰宣言")
    heads = page.locator(".cefu-compare-row h2").evaluate_all(
        "all => all.map((one) => one.firstChild.data)"
    )
    assert heads[-1] == "未記日期"
    years = [int(head[:4]) for head in heads[:-1] if head[:4].isdigit()]
    assert years == sorted(years)
    assert len(years) > 2


def test_a_contradiction_is_marked_with_the_dates_told(page: Page, host: StaticHost) -> None:
    compare(page, host, "板門店")
    row = page.locator(".cefu-compare-row").filter(has_text="第一次文金會").first
    expect(row.get_by_text("記載不一")).to_be_visible()
    expect(row).to_contain_text("2018年4月27日 ／ 2018年4月28日")


def test_the_address_is_the_comparison(page: Page, host: StaticHost) -> None:
    compare(page, host, "板門店宣言")
    boxes = page.locator(".cefu-compare-reports input:checked")
    before = boxes.count()
    boxes.last.click()
    expect(page.locator(".cefu-compare-reports input:checked")).to_have_count(before - 1)
    cells = page.locator(".cefu-compare-row").first.locator(".cefu-compare-cell")
    expect(cells).to_have_count(before - 1)
    told = page.locator(".cefu-compare-rows").text_content()
    assert page.url.count("&r=") == before - 1
    page.reload()
    expect(page.locator(".cefu-compare-rows")).to_have_text(str(told))
    page.go_back()
    expect(page.locator(".cefu-compare-reports input:checked")).to_have_count(before)


def test_what_no_report_has_is_told(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "compare/#q=甲乙丙丁戊")
    expect(page.get_by_role("status").filter(has_text="沒有報告完整含有")).to_be_visible()


def test_search_leads_to_it_and_it_to_the_notebook(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "en/search/?q=Panmunjom")
    page.get_by_role("link", name="Compare the reports").click()
    page.wait_for_selector(".cefu-compare-row")
    assert "#q=Panmunjom" in page.url
    page.locator(".cefu-compare-passage .cefu-keep").first.click()
    page.goto(host.url + "en/notebook/")
    expect(page.locator(".cefu-note")).to_have_count(1)
