"""Words over time: counts as the texts have them, by report and by year, to be taken away."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cefu.site.project import theme_folder
from static_host import StaticHost


@pytest.fixture
def ask(page: Page, serve: Callable[..., StaticHost]) -> Callable[..., Any]:
    """What a function of a module in ``js/pictures/`` gives."""
    page.goto(f"{serve(theme_folder() / 'assets/cefu/js').url}pictures/rates.js")

    def answer(module: str, call: str, *given: object) -> Any:
        script = f"async (given) => {{ const m = await import('/pictures/{module}'); return ({call})(...given); }}"
        return page.evaluate(script, list(given))

    return answer


def test_terms_are_parted_by_commas_outside_quotations(ask: Callable[..., Any]) -> None:
    given = '無核化,制裁， "a, b"；「甲，乙」 丙'
    assert ask("rates.js", "m.termsOf", given) == ["無核化", "制裁", '"a, b"', "「甲，乙」 丙"]
    assert ask("rates.js", "m.termsOf", " , ") == []


def test_years_sum_up_their_reports(ask: Callable[..., Any]) -> None:
    reports = [
        ["a", "A", "2018-05", 17_652, 17_682, 0, 2_000],
        ["b", "B", "2018-12?", 17_866, 17_896, 1, 8_000],
        ["c", "C", "2019", 17_897, 18_261, 0, 5_000],
        ["d", "D", "", None, None, 0, 1_000],
    ]
    call = "(reports, counts, yearly) => m.points(reports, counts.map((each) => new Map(each)), yearly)"
    made = ask("rates.js", call, reports, [[["a", 3], ["b", 5]], [["d", 1]]], True)
    assert [(p["name"], p["ids"], p["characters"], p["counts"], p["doubt"]) for p in made] == [
        ("2018", ["a", "b"], 10_000, [8, 0], True),
        ("2019", ["c"], 5_000, [0, 0], False),
        ("–", ["d"], 1_000, [0, 1], False),
    ]
    assert ask("rates.js", "m.rate", 8, 10_000) == 8
    assert ask("rates.js", "m.rate", 3, 2_000) == 15
    single = ask("rates.js", call, reports, [[["a", 3]]], False)
    assert [p["day"] for p in single] == [17_667, 17_881, 18_079, None]


@pytest.mark.parametrize(
    ("most", "top", "step"), [(149, 150, 50), (7, 8, 2), (0.9, 1, 0.25), (40, 40, 10)]
)
def test_an_axis_has_round_steps(
    ask: Callable[..., Any], most: float, top: float, step: float
) -> None:
    assert ask("rates.js", "m.axisFor", most) == {"top": top, "step": step}


def test_names_of_lines_keep_apart(ask: Callable[..., Any]) -> None:
    placed = ask("chart.js", "m.apart", [280, 281, 100, 282])
    ordered = sorted(placed)
    assert all(b - a >= 15 for a, b in itertools.pairwise(ordered))
    assert max(placed) <= 282
    assert placed[2] == 100


# --- in use -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def texts(site: Path) -> dict[str, list[str]]:
    """The texts of every report, block by block, from the open data."""
    told = json.loads((site / "data/reports.json").read_text("utf-8"))["reports"]
    return {r["id"]: [part["text"] for part in (*r["blocks"], *r["notes"])] for r in told}


def rows(page: Page) -> list[list[str]]:
    expect(page.locator(".cefu-words-table tbody tr").first).to_be_visible()
    return [
        re.split(r"\t", row.inner_text())
        for row in page.locator(".cefu-words-table tbody tr").all()
    ]


def test_counts_are_those_of_the_texts(page: Page, base: str, site: Path) -> None:
    page.goto(f"{base}words/?q=制裁,飛彈&variants=0")
    found = rows(page)
    expected = [
        [sum(text.count(word) for text in own) for word in ("制裁", "飛彈")]
        for own in texts(site).values()
    ]
    told = [[int(row[3].replace(",", "")), int(row[5].replace(",", ""))] for row in found]
    assert sorted(told) == sorted(expected)
    for row in found:
        rate = int(row[3].replace(",", "")) * 10_000 / int(row[2].replace(",", ""))
        assert float(row[4]) == pytest.approx(rate, abs=0.06)
    expect(page.locator(".cefu-words-note")).to_contain_text("5 篇")


def test_the_address_holds_the_question_and_counts_lead_to_passages(page: Page, base: str) -> None:
    page.goto(f"{base}en/words/")
    page.get_by_role("searchbox", name="Words or phrases").fill("THAAD, sanctions")
    page.get_by_role("button", name="Count").click()
    expect(page).to_have_url(re.compile(r"q=THAAD%2C\+sanctions"))
    before = rows(page)
    page.reload()
    assert rows(page) == before
    link = page.locator(".cefu-words-table td a").first
    count = int(link.inner_text())
    link.click()
    expect(page).to_have_url(re.compile("/en/search/[?]q=(THAAD|sanctions)&report="))
    expect(page.locator(".cs-hit").first).to_be_visible()
    assert count > 0


def test_chart_and_figures_are_taken_away(page: Page, base: str) -> None:
    page.goto(f"{base}words/?q=無核化,制裁&by=year")
    assert [row[1] for row in rows(page)] == ["3 篇", "2 篇"]
    expect(page.locator(".cefu-words-picture .cefu-series-point")).to_have_count(6)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="帶走資料").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    figures = list(csv.DictReader(io.StringIO(text)))
    assert [row["年"] for row in figures] == ["2018", "2019"]
    assert {"日期", "字數", "制裁", "制裁 每萬字次數"} < set(figures[0])
    with page.expect_download() as waiting:
        page.get_by_role("button", name="帶走圖檔").click()
    assert "無核化" in Path(waiting.value.path()).read_text("utf-8")


def test_the_search_page_hands_its_query_on(page: Page, base: str) -> None:
    page.goto(f"{base}search/?q=無核化 制裁")
    expect(page.locator(".cs-hit").first).to_be_visible()
    page.get_by_role("link", name="用詞消長").click()
    expect(page.locator("#cefu-words input[name=q]")).to_have_value("無核化 制裁")


def test_what_no_report_has_is_said(page: Page, base: str) -> None:
    page.goto(f"{base}words/?q=鯨豚保育,制裁")
    expect(page.locator(".cefu-picture-status")).to_contain_text("沒有「鯨豚保育」")
