"""Who appears with whom, in use: threshold, report, years, one name, what is taken away."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cefu.site.project import theme_folder
from static_host import StaticHost

REPORT = "003_a1a3a9df684f4396"


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-nth]").first).to_be_visible()


def test_ties_by_hand(page: Page, serve: Callable[..., StaticHost]) -> None:
    page.goto(f"{serve(theme_folder() / 'assets/cefu/js').url}pictures/ties.js")
    nodes = [
        [name, name, kind, 0, 0, 3, 9]
        for name, kind in (("a", "persons"), ("b", "persons"), ("c", "bodies"), ("d", "bodies"))
    ]
    data = {
        "nodes": nodes,
        "reports": [["r", "R"], ["s", "S"]],
        "kin": [[2, 3]],
        "passages": [
            [0, "p1", [0, 1, 2], [2018, 2018]],
            [0, "p2", [0, 1], None],
            [1, "p1", [0, 1, 2, 3], [1950, 1953]],
        ],
    }  # fmt: skip
    script = """async ([data, choice]) => {
        const { tied } = await import('/pictures/ties.js');
        const { ties, looked, named } = tied(data, { ...choice, groups: new Set(choice.groups) });
        return [ties.map(({ one, other, passages }) => [one, other, passages.length]), looked, named];
    }"""
    every = {"report": -1, "from": None, "to": None, "groups": ["persons", "bodies"]}

    def asked(**more: object) -> object:
        return page.evaluate(script, [data, every | more])

    assert asked() == [
        [[0, 1, 3], [0, 2, 2], [1, 2, 2], [0, 3, 1], [1, 3, 1]], 3, [3, 3, 2, 1],
    ]  # fmt: skip
    assert asked(report=0, groups=["persons"]) == [[[0, 1, 2]], 2, [2, 2, 0, 0]]
    # A passage without a date is of no year.
    assert asked(**{"from": 1951, "to": 1960, "groups": ["persons"]})[0] == [[0, 1, 1]]
    assert asked(**{"from": 2019})[1] == 0


def test_the_threshold_leaves_out_weaker_ties(page: Page, base: str) -> None:
    opened(page, f"{base}network/")
    before = page.locator("#cefu-network-pairs tbody tr").count()
    page.get_by_label("同現段落至少").fill("30")
    expect(page).to_have_url(re.compile("least=30"))
    shared = page.locator("#cefu-network-pairs tbody td:nth-of-type(1)").all_inner_texts()
    assert 0 < len(shared) < before
    assert min(map(int, shared)) >= 30
    page.reload()
    expect(page.locator("#cefu-network-pairs tbody tr")).to_have_count(len(shared))


def test_one_report_and_one_name(page: Page, base: str) -> None:
    opened(page, f"{base}network/")
    page.locator("select[name=report]").select_option(REPORT)
    page.get_by_label("同現段落至少").fill("1")
    expect(page).to_have_url(re.compile(f"report={REPORT}.*least=1"))
    page.locator("[data-nth]", has_text="金正恩").first.click()
    expect(page).to_have_url(re.compile("name=kim-jong-un"))
    rows = page.locator("#cefu-network-pairs tbody tr")
    assert all("金正恩" in row for row in rows.locator("th").all_inner_texts())
    places = rows.first.locator("td").last.locator("a").evaluate_all("all => all.map(a => a.href)")
    assert places
    assert all(f"/reports/{REPORT}/#" in place for place in places)
    page.locator("[data-nth]", has_text="金正恩").first.press("Escape")
    expect(page).not_to_have_url(re.compile("name="))


def test_arrows_lead_to_neighbours(page: Page, base: str) -> None:
    opened(page, f"{base}en/network/")
    page.locator("[data-nth][tabindex='0']").focus()
    names = set()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        names.add(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert len(names) > 1
    assert page.locator("[data-nth][tabindex='0']").count() == 1
    assert page.locator(".cefu-picture-told").inner_text()


def test_the_figures_are_taken_away(page: Page, base: str, site: Path) -> None:
    opened(page, f"{base}en/network/?least=1")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Take the figures").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    told = json.loads((site / "en/network/network.json").read_text("utf-8"))
    group = {name: kind for _, name, kind, *_ in told["nodes"]}
    assert rows
    assert {group[row["one"]] for row in rows} <= {"persons", "bodies"}
    assert all(int(row["passages"]) <= int(row["one_named"]) for row in rows)


def test_picture_and_pairs_are_there_without_scripts(page: Page, base: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{base}network/")
    assert plain.locator(".cefu-network-picture .cefu-node").count() > 10
    assert plain.locator("#cefu-network-pairs tbody tr").count() == 60
    expect(plain.locator(".cefu-picture-form")).to_be_hidden()
    context.close()
