"""The search page, the header box and the marks on report pages, used like a reader."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from cefu.model import Lang
from cefu.pages.search import search_form
from cefu.preprocess import search_words
from search_archive import ROOT, passages, write_site
from static_host import StaticHost

STRINGS = search_words("zh-Hant")


def document(body: str, up: str, *scripts: str) -> str:
    tags = "".join(
        f'<script type="module" src="{up}assets/cefu/{name}"></script>' for name in scripts
    )
    return (
        '<!doctype html><html lang="zh-Hant"><meta charset="utf-8"><title>策府</title>'
        f'<link rel="stylesheet" href="{up}assets/cefu/search.css">'
        f'<header><form class="cefu-search-box" role="search" action="{up}search/" data-cefu-search>'
        '<input type="search" name="q" aria-label="檢索"></form></header>'
        f"<main>{body}</main>{tags}</html>"
    )


@pytest.fixture(scope="module")
def host(serve: Callable[..., StaticHost], tmp_path_factory: pytest.TempPathFactory) -> StaticHost:
    folder = tmp_path_factory.mktemp("pages")
    found = passages()
    write_site(folder, found)
    words = json.dumps(STRINGS, ensure_ascii=False)
    (folder / "assets" / "cefu" / "strings.js").write_text(
        f"export const search = {words};\n", encoding="utf-8"
    )
    write(
        folder / "search",
        document(
            f'<div id="cefu-search">{search_form(STRINGS)}</div>',
            "../",
            "search-ui.js",
            "search-box.js",
        ),
    )
    for report in {passage.report.id for passage in found}:
        article = "".join(
            f'<{"h2" if piece.type == "heading" else "p"} id="{piece.id}">{escape(piece.text)}'
            f"</{'h2' if piece.type == 'heading' else 'p'}>"
            for passage in found
            if passage.report.id == report
            for piece in passage.pieces
        )
        body = f"<article>{article}</article>"
        write(folder / "reports" / report, document(body, "../../", "search-box.js", "hits.js"))
    return serve(folder, below="/archive/")


def write(folder: Path, text: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")


def box(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("#cs-q")


def settled(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator("#cefu-search .cs-status")).to_have_text(text)


FOUND = re.compile(r"^共 \d+ 段")


def test_typing_shows_results_and_keeps_them_in_the_address(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/")
    box(page).press_sequentially("無核化", delay=20)
    settled(page, FOUND)
    assert "q=%E7%84%A1%E6%A0%B8%E5%8C%96" in page.url
    mark = page.locator(".cs-hit mark").first
    expect(mark).to_have_text("無核化")


def test_back_and_forward(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=無核化")
    settled(page, FOUND)
    first = page.locator(".cs-status").first.inner_text()
    box(page).fill("板門店")
    box(page).press("Enter")
    expect(page.locator(".cs-hit mark").first).to_have_text("板門店")
    page.go_back()
    expect(box(page)).to_have_value("無核化")
    settled(page, first)
    page.go_forward()
    expect(box(page)).to_have_value("板門店")


def test_keys(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=無核化")
    settled(page, FOUND)
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.cs-hit").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("a.cs-hit").nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/**")
    expect(page.locator("mark.cefu-hit").first).to_have_text("無核化")


def test_half_typed_words_of_an_input_method_are_not_searched(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/")
    page.evaluate(
        """() => {
          const input = document.querySelector("#cs-q");
          input.dispatchEvent(new CompositionEvent("compositionstart"));
          input.value = "wu he";
          input.dispatchEvent(new InputEvent("input", { isComposing: true }));
        }"""
    )
    page.wait_for_timeout(400)
    assert "q=" not in page.url
    settled(page, "")
    page.evaluate(
        """() => {
          const input = document.querySelector("#cs-q");
          input.value = "無核化";
          input.dispatchEvent(new CompositionEvent("compositionend"));
        }"""
    )
    settled(page, FOUND)


def test_a_slow_answer_never_overtakes_a_later_one(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=啟動")
    settled(page, re.compile("."))
    held: list[Route] = []
    slow = True

    def hold(route: Route) -> None:
        if slow:
            held.append(route)
        else:
            route.continue_()

    page.route("**/grams/**", hold)
    box(page).fill("斯德哥爾摩")
    page.wait_for_function("location.search.includes('%E6%96%AF')")
    slow = False
    box(page).fill("無核化")
    expect(page.locator(".cs-hit mark").first).to_have_text("無核化")
    for route in held:
        route.continue_()
    page.wait_for_timeout(300)
    expect(page.locator(".cs-hit mark").first).to_have_text("無核化")
    expect(box(page)).to_have_value("無核化")


def test_other_names_are_told_and_can_be_left_out(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=特朗普")
    also = page.locator(".cs-also")
    expect(also).to_contain_text("川普")
    also.get_by_role("button").click()
    expect(page.locator("#cs-variants")).not_to_be_checked()
    assert "variants=0" in page.url
    page.get_by_role("button", name="連同異稱一起查").click()
    expect(page.locator("#cs-variants")).to_be_checked()


def test_facets_narrow_and_stay_in_the_address(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=無核化")
    facet = page.locator(".cs-facet", has_text="2018").first
    count = int(facet.locator(".cs-count").inner_text())
    facet.locator("input").check()
    settled(page, re.compile(f"^共 {count} 段"))
    assert "year=2018" in page.url
    page.reload()
    settled(page, re.compile(f"^共 {count} 段"))
    page.get_by_role("button", name="取消全部條件").click()
    assert "year=" not in page.url


def test_nothing_found_is_said(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=斑馬線斑馬線")
    settled(page, "沒有一段含有「斑馬線斑馬線」")
    page.goto(host.url + "search/?q=無核化 斑馬線")
    settled(page, re.compile("2 個詞語中的 1 個"))


def test_a_missing_file_is_told_and_retried(page: Page, host: StaticHost) -> None:
    page.route("**/grams/**", lambda route: route.fulfill(status=503, body=""))
    page.goto(host.url + "search/?q=啟動")
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("未能送達")
    page.unroute("**/grams/**")
    alert.get_by_role("button").click()
    settled(page, FOUND)


def test_a_damaged_file_is_fetched_afresh(page: Page, host: StaticHost) -> None:
    spoilt = []

    def spoil(route: Route) -> None:
        if spoilt:
            route.continue_()
        else:
            spoilt.append(route.request.url)
            route.fulfill(status=200, body=b"\xff\xff\xff\xff")

    page.route("**/grams/**", spoil)
    page.goto(host.url + "search/?q=啟動")
    settled(page, FOUND)
    assert spoilt


def other_start(route: Route, change: Callable[[dict[str, object]], None]) -> None:
    """Answer with the start file of another index."""
    data = zlib.decompress(route.fetch().body(), -15)
    size, at = data[0] & 127 | data[1] << 7, 2
    assert data[0] > 127 > data[1]
    manifest = json.loads(data[at : at + size])
    change(manifest)
    told = json.dumps(manifest, separators=(",", ":")).encode()
    assert len(told) > 127
    squeezer = zlib.compressobj(wbits=-15)
    head = bytes([len(told) & 127 | 128, len(told) >> 7])
    body = squeezer.compress(head + told + data[at + size :]) + squeezer.flush()
    route.fulfill(status=200, body=body)


def test_an_old_page_takes_up_a_new_index(page: Page, host: StaticHost) -> None:
    asked = []

    def old(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            other_start(route, lambda manifest: manifest.update(build="0" * 12))
        else:
            route.continue_()

    page.route("**/start.bin", old)
    page.goto(host.url + "search/?q=啟動")
    settled(page, FOUND)
    assert len(asked) == 2


def test_old_scripts_do_not_guess_at_a_new_index(page: Page, host: StaticHost) -> None:
    page.route(
        "**/start.bin", lambda route: other_start(route, lambda told: told.update(format=99))
    )
    page.goto(host.url + "search/?q=啟動")
    expect(page.get_by_role("alert")).to_contain_text(STRINGS["error_stale"])
    page.unroute("**/start.bin")
    page.get_by_role("button", name=STRINGS["retry"]).click()
    settled(page, FOUND)


def test_the_header_box(page: Page, host: StaticHost) -> None:
    report = passages()[0].report.id
    page.goto(host.url + f"reports/{report}/")
    page.keyboard.press("/")
    field = page.locator("header input[type=search]")
    expect(field).to_be_focused()
    field.press_sequentially("板門店宣言", delay=10)
    panel = page.locator(".cs-panel")
    expect(panel.locator(".cs-hit mark").first).to_have_text("板門店宣言")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=**")
    expect(box(page)).to_have_value("板門店宣言")


def test_marks_on_the_page_can_be_walked_and_removed(page: Page, host: StaticHost) -> None:
    report = passages()[0].report.id
    page.goto(host.url + f"reports/{report}/?hit=无核化&hit=北韓")
    bar = page.locator(".cefu-hits")
    expect(bar).to_be_visible()
    before = page.locator("article").inner_text()
    count = page.locator("mark.cefu-hit").count()
    status = bar.get_by_role("status")
    first = status.inner_text()
    bar.get_by_role("button", name="下一處").click()
    assert status.inner_text() != first
    assert count > 1
    bar.get_by_role("button", name="取消標示").click()
    expect(page.locator("mark.cefu-hit")).to_have_count(0)
    assert page.locator("article").inner_text() == before
    assert "hit=" not in page.url


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_every_language_has_every_word(lang: Lang) -> None:
    words = search_words(lang)
    assert set(words) == set(STRINGS)
    for key, text in STRINGS.items():
        names = re.compile(r"\{(\w+)\}")
        known = set(names.findall(text)) | ({"month_name"} if key.startswith("date_") else set())
        assert set(names.findall(words[key])) <= known, key


def test_every_word_asked_for_is_there() -> None:
    folder = ROOT / "scripts" / "cefu" / "theme" / "assets" / "cefu"
    scripts = [*folder.glob("search*.js"), folder / "hits.js"]
    asked = {
        key for path in scripts for key in re.findall(r'(?:say|tell)\("(\w+)"', path.read_text("utf-8"))
    }
    assert asked <= set(STRINGS), asked - set(STRINGS)


def test_dates_are_said_in_words(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/")
    said = page.evaluate(
        """async (dates) => {
          const { dateWords } = await import(new URL("../assets/cefu/search-view.js", location.href));
          return dates.map(dateWords);
        }""",
        ["2018", "2018-05", "2018-06-12", "2018-12?", "2018~", "2018-05%", "2018/2019", ""],
    )
    assert said == [
        "2018年",
        "2018年5月",
        "2018年6月12日",
        "2018年12月（推定）",
        "約2018年",
        "約2018年5月（推定）",
        "2018/2019",
        "",
    ]
