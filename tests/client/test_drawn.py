"""The drawn timeline: what its parts work out, and what readers do with it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from cefu.site.project import theme_folder
from static_host import StaticHost

EPOCH = date(1970, 1, 1)


def day(text: str) -> int:
    return (date.fromisoformat(text) - EPOCH).days


# --- its parts ----------------------------------------------------------------------


@pytest.fixture
def ask(page: Page, serve: Callable[..., StaticHost]) -> Callable[..., Any]:
    """What a function of a module in ``js/pictures/`` gives."""
    folder = theme_folder() / "assets/cefu/js"
    host = serve(folder)
    page.goto(f"{host.url}pictures/scale.js")

    def answer(module: str, call: str, *given: object) -> Any:
        script = f"async (given) => {{ const m = await import('/pictures/{module}'); return (m.{call})(...given); }}"
        return page.evaluate(script, list(given))

    return answer


def test_units_begin_where_the_calendar_says(ask: Callable[..., Any]) -> None:
    wednesday = day("2018-06-13")
    begins = {unit: ask("scale.js", "floor", unit, wednesday) for unit in ("week", "month", "year")}
    assert begins == {
        "week": day("2018-06-11"),
        "month": day("2018-06-01"),
        "year": day("2018-01-01"),
    }
    assert ask("scale.js", "floor", "decade", wednesday) == day("2010-01-01")
    assert ask("scale.js", "next", "month", day("2018-12-01")) == day("2019-01-01")
    assert ask("scale.js", "next", "century", day("1900-01-01")) == day("2000-01-01")
    # 1 BC is year 0; the decade before it begins with -10.
    assert ask("scale.js", "floor", "decade", ask("scale.js", "dayOf", -3, 5, 1)) == ask(
        "scale.js", "dayOf", -10, 0, 1
    )


def test_labels_of_an_axis_never_meet(ask: Callable[..., Any]) -> None:
    for span in (12, 40, 200, 900, 5_000, 60_000, 900_000):
        made = ask("scale.js", "ticks", 17_000, 17_000 + span, 400, 50)
        apart = [(b - a) * 400 / span for a, b in zip(made["at"], made["at"][1:], strict=False)]
        # February is shorter than the mean month, the last days of a month fewer than five.
        assert all(gap > 28 for gap in apart), (span, made)


def statement(nth: int, first: str, last: str = "", **more: Any) -> dict[str, Any]:
    known: dict[str, Any] = {"nth": nth, "date": nth, "mark": "", "kind": 0, "differs": False}
    known |= {"report": 0, "event": -1, "actors": []}
    return known | {"first": day(first), "last": day(last or first)} | more


def test_marks_of_a_row_keep_apart(ask: Callable[..., Any]) -> None:
    view = {"from": day("2018-01-01"), "to": day("2019-01-01"), "width": 365}
    told = [statement(n, f"2018-06-{n % 28 + 1:02d}") for n in range(40)]
    told.append(statement(40, "2018-01-01", "2018-12-31"))
    marks = ask("lanes.js", "packed", told, view)
    assert len(marks) == 41
    for one in marks:
        for other in marks:
            if one is not other and one["row"] == other["row"]:
                assert one["end"] <= other["x"] or other["end"] <= one["x"]
    [year] = [mark for mark in marks if mark["told"]["nth"] == 40]
    assert (year["x"], year["end"], year["point"]) == (0, 365, False)


def test_what_is_vaguer_than_a_column_is_not_put_into_one(ask: Callable[..., Any]) -> None:
    view = {"from": day("2018-01-01"), "to": day("2019-01-01"), "width": 365}
    told = [
        statement(0, "2018-06-12"),
        statement(1, "2018-06-13", kind=1),
        statement(2, "2018-06-01", "2018-06-30"),
        statement(3, "2018-01-01", "2018-12-31", date=9),
        statement(4, "2018-01-01", "2018-12-31", date=9),
        statement(5, "2018-06-29", "2018-07-02", differs=True),
    ]
    made = ask("lanes.js", "gathered", told, view, "month")
    assert [(c["from"], c["counts"]) for c in made["columns"]] == [(day("2018-06-01"), [2, 1, 0])]
    assert sorted(len(line["told"]) for line in made["lines"]) == [1, 2]


def test_the_densest_time_is_the_shortest(ask: Callable[..., Any]) -> None:
    told = [
        statement(n, d) for n, d in enumerate(["1950-06-25", *["2018-06-12"] * 8, "2025-01-01"])
    ]
    first, last = ask("lanes.js", "densest", told, 0.8)
    assert first < day("2018-06-12") < last < first + 30


# --- in use -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator(".cefu-drawn-picture")).to_be_visible()


def test_each_statement_is_drawn_once(page: Page, base: str, site: Path) -> None:
    opened(page, f"{base}timeline/drawn/?from=1800-01-01&to=2100-01-01")
    told = json.loads((site / "data/timeline.json").read_text("utf-8"))["statements"]
    assert str(len(told)) in page.locator(".cefu-picture-status").inner_text()
    lanes = page.locator(".cefu-lane-name").all_text_contents()
    assert sum(int(re.search(r"（(\d+)）$", lane)[1]) for lane in lanes) == len(told)


def test_closer_by_button_key_and_wheel_and_kept_in_the_address(page: Page, base: str) -> None:
    opened(page, f"{base}timeline/drawn/?from=2017-01-01&to=2019-01-01")
    page.get_by_role("button", name="放大").click()
    expect(page).to_have_url(re.compile("from=2017-07-0[12]&to=2018-07-0[12]"))
    page.locator("[data-key][tabindex='0']").focus()
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("from=2017-(09-30|10-0[12])"))
    before = page.url
    field = page.locator(".cefu-picture-field")
    field.hover()
    page.mouse.wheel(0, -200)
    assert page.url == before
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(page).not_to_have_url(before)
    kept = page.locator(".cefu-picture-status").inner_text()
    page.reload()
    expect(page.locator(".cefu-picture-status")).to_have_text(kept)


def test_arrows_walk_the_marks_and_enter_leads_to_the_passage(page: Page, base: str) -> None:
    opened(page, f"{base}timeline/drawn/?from=2018-12-01&to=2019-03-20&lanes=person")
    assert page.locator("[data-key][tabindex='0']").count() == 1
    page.locator("[data-key][tabindex='0']").focus()
    lanes = [page.evaluate("document.activeElement.dataset.lane")]
    for key in ("ArrowDown", "ArrowUp", "End"):
        page.keyboard.press(key)
        lanes.append(page.evaluate("document.activeElement.dataset.lane"))
    assert lanes == ["0", "1", "0", "0"]
    assert page.locator("[data-key][tabindex='0']").count() == 1
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    expect(page.locator(".cefu-picture-told strong")).to_have_text(name.split(" · ")[0])
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/reports/\w+/\?hit=.*#[pn]\d+"))
    expect(page.locator("mark").first).to_be_visible()


def test_a_column_leads_closer(page: Page, base: str) -> None:
    opened(page, f"{base}timeline/drawn/?from=1900-01-01&to=2030-01-01&lanes=state")
    column = page.locator("[data-from]").last
    column.click()
    expect(page).not_to_have_url(re.compile("to=20(29|30)"))


def test_only_where_reports_disagree(page: Page, base: str) -> None:
    opened(page, f"{base}timeline/drawn/?from=2018-03-01&to=2018-10-30")
    page.get_by_label("只看記載不一的").check()
    marks = page.locator("[data-nth]")
    names = marks.evaluate_all("all => all.map(one => one.getAttribute('aria-label'))")
    assert names
    assert all("記載不一" in name for name in names)


def test_the_list_says_what_is_in_view(page: Page, base: str) -> None:
    opened(page, f"{base}en/timeline/drawn/?from=2018-06-11&to=2018-06-25")
    page.get_by_text("What is in view as a list").click()
    told = int(re.search(r": (\d+) of", page.locator(".cefu-picture-status").inner_text())[1])
    assert told > 5
    expect(page.locator(".cefu-picture-list li")).to_have_count(told)


def test_the_picture_can_be_taken_away(page: Page, base: str) -> None:
    opened(page, f"{base}timeline/drawn/")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="帶走圖檔").click()
    drawing = ElementTree.parse(waiting.value.path()).getroot()
    text = "".join(drawing.itertext())
    assert "策府" in text
    assert "/timeline/drawn/" in text
    marks = [e for e in drawing.iter() if e.tag.endswith("}circle")]
    assert marks
    assert all(e.get("fill", "").startswith("rgb") for e in marks)
    assert not [e for e in drawing.iter() if e.get("class") or e.get("style")]


def test_without_scripts_there_is_the_list(page: Page, base: str) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{base}timeline/drawn/")
    expect(plain.locator("#cefu-drawn")).to_be_hidden()
    plain.get_by_role("link", name="文字清單").click()
    expect(plain.locator("#event-moon-kim-summit-2")).to_be_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_nothing_hangs_over_the_edge(page: Page, base: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, f"{base}en/timeline/drawn/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
