"""The research pages in use: filters, orders, pictures that filter, the section's names."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from static_host import StaticHost


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def visit(page: Page, address: str) -> None:
    """Open an index or the timeline and wait until its script has spoken."""
    page.goto(address)
    expect(page.locator(".cefu-filter [role=status]")).not_to_be_empty()


def names(page: Page) -> list[str]:
    """The names that the index shows, in order."""
    rows = page.locator("table.cefu-actors tbody tr:visible a")
    return [text.strip() for text in rows.all_inner_texts()]


def shown(page: Page) -> int:
    text = page.locator("#cefu-timeline-filter [role=status]").inner_text()
    return int(re.search(r"\d+", text)[0])


@pytest.mark.parametrize("typed", ["特朗普", "川普", "donald trump", "TRUMP"])
def test_names_are_found_in_any_script(page: Page, base: str, typed: str) -> None:
    visit(page, f"{base}actors/")
    page.get_by_role("searchbox", name="篩選名稱").fill(typed)
    expect(page).to_have_url(re.compile("[?]q="))
    assert "川普" in names(page)
    assert "金正恩" not in names(page)
    # Types of which nobody is left have no heading.
    heads = page.locator("h2.cefu-kind:visible")
    assert heads.count() == page.locator("table.cefu-actors:visible").count() < 6


def test_names_in_every_order(page: Page, base: str) -> None:
    visit(page, f"{base}actors/?sort=mentions")
    assert names(page)[:3] == ["北韓", "美國", "中國大陸"]
    order = page.get_by_label("排序")
    order.select_option("stroke")
    expect(page.locator(".cefu-group").first).to_be_visible()
    groups = page.locator("table.cefu-actors:visible tbody tr:visible").all_inner_texts()
    heads = [text for text in groups if re.fullmatch(r"\d+ 畫", text.strip())]
    assert heads == sorted(heads, key=lambda head: int(head.split()[0]))
    listed = [text.strip() for text in groups]
    three = listed[listed.index("3 畫") : listed.index("4 畫")]
    assert any(text.startswith("川普") for text in three)
    order.select_option("pinyin")
    expect(page.locator(".cefu-group").first).to_have_text(re.compile("[A-Z]"))
    listed = names(page)
    assert listed.index("安倍晉三") < listed.index("川普") < listed.index("金正恩")
    order.select_option("latin")
    expect(page).to_have_url(re.compile("sort=latin"))
    order.select_option("type")
    expect(page.locator("h2#person")).to_be_visible()
    assert names(page)[0] == "川普"


def test_names_of_one_report(page: Page, base: str) -> None:
    visit(page, f"{base}actors/?report=000_2b943de7af04142c")
    rows = page.locator("table.cefu-actors tbody tr:visible td:nth-of-type(1)")
    assert rows.count() > 20
    assert "·" not in rows.all_inner_texts()


def test_timeline_filters_and_remembers(page: Page, base: str) -> None:
    visit(page, f"{base}timeline/")
    every = shown(page)
    page.get_by_label("人物與名稱").select_option("kim-jong-un")
    expect(page).to_have_url(re.compile("actor=kim-jong-un"))
    kim = shown(page)
    assert 0 < kim < every
    page.get_by_label("人物與名稱").select_option("xi-jinping")
    expect(page).to_have_url(re.compile("actor=xi-jinping"))
    both = shown(page)
    assert 0 < both < kim
    expect(page.locator("#event-xi-kim-summit-1")).to_be_visible()
    expect(page.locator("#event-moon-kim-summit-2")).to_be_hidden()
    page.reload()
    expect(page.locator(".cefu-filter [role=status]")).not_to_be_empty()
    assert shown(page) == both
    page.get_by_role("button", name="清除篩選").click()
    expect(page.locator("#event-moon-kim-summit-2")).to_be_visible()
    assert shown(page) == every


def test_timeline_words_in_the_other_script(page: Page, base: str) -> None:
    visit(page, f"{base}timeline/?q=停战协定")
    assert 0 < shown(page) < 10
    expect(page.locator("#event-armistice-agreement")).to_be_visible()
    expect(page.locator("[id='2018-06-12']")).to_be_hidden()


def test_bar_filters_its_month(page: Page, base: str) -> None:
    visit(page, f"{base}timeline/")
    every = shown(page)
    bar = page.locator('.cefu-density-bar[data-when="2018-06"]')
    bar.click()
    expect(page).to_have_url(re.compile("when=2018-06"))
    assert shown(page) == int(bar.get_attribute("data-count"))
    expect(page.locator("[id='2018-06-12']")).to_be_visible()
    expect(page.locator("[id='2018-05-08']")).to_be_hidden()
    bar.click()
    assert shown(page) == every
    bars = page.locator(".cefu-density-bar").evaluate_all(
        "bars => bars.map(bar => [bar.dataset.when, bar.dataset.count])"
    )
    for when in [*bars[::8], bars[-1]]:
        visit(page, f"{base}timeline/?when={when[0]}")
        assert shown(page) == int(when[1]), when


def test_comparisons_stay_whole(page: Page, base: str) -> None:
    visit(page, f"{base}timeline/?when=2018-05&differ=1")
    event = page.locator("#event-moon-kim-summit-2")
    expect(event.locator(".cefu-side:visible")).to_have_count(2)


def test_address_of_a_hidden_place_shows_it(page: Page, base: str) -> None:
    visit(page, f"{base}timeline/?when=2018-06")
    page.get_by_role("link", name="第二次文金會").first.click()
    expect(page.locator("#event-moon-kim-summit-2")).to_be_in_viewport()


def test_timeline_without_scripts(page: Page, base: str, chromium: object) -> None:
    context = page.context.browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{base}timeline/#event-moon-kim-summit-2")
    expect(plain.locator("#cefu-timeline-filter")).to_be_hidden()
    expect(plain.locator("#event-moon-kim-summit-2 .cefu-side").first).to_be_visible()
    plain.goto(f"{base}actors/")
    expect(plain.locator("#cefu-actors-filter")).to_be_hidden()
    assert "金正恩" in names(plain)
    context.close()


def test_line_of_a_mention_leads_to_the_marked_words(page: Page, base: str) -> None:
    page.goto(f"{base}actors/sentosa/")
    page.locator(".cefu-kwic a").first.click()
    target = page.url.split("#")[1]
    expect(page.locator(f"[id='{target}'] mark").first).to_have_text("聖陶沙")


def test_names_of_the_section_being_read(page: Page, base: str) -> None:
    page.goto(f"{base}reports/001_b381afec6ca0a10f/")
    aside = page.locator("#whowhen")
    names = aside.locator("[data-in]:not([hidden])")
    handle = page.get_by_role("button", name="人物與日期", exact=True)
    expect(handle).to_be_hidden()
    whole = names.count()
    page.evaluate("document.getElementById('s3').scrollIntoView()")
    handle.click()
    here = names.count()
    assert 0 < here < whole
    page.evaluate("document.getElementById('s4').scrollIntoView()")
    expect(names).not_to_have_count(here)
    aside.get_by_role("button", name="全篇").click()
    assert names.count() == whole
    page.keyboard.press("Escape")
    expect(handle).to_be_focused()
    expect(aside).not_to_be_in_viewport()


@pytest.mark.parametrize("path", ["actors/", "actors/kim-jong-un/", "timeline/", "en/timeline/"])
def test_nothing_hangs_over_the_edge_of_a_phone(page: Page, base: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{base}{path}")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
