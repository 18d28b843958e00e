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

from cefu.model.language import Lang
from cefu.outputs.html.front.search import search_page
from cefu.outputs.i18n.locale import locale
from cefu.outputs.search.encoding.postings import varint
from cefu.site.bundles.assets import search_words
from search_archive import ASSETS, passages, write_site
from static_host import StaticHost

STRINGS = search_words("zh-Hant")


def document(body: str, up: str, *scripts: str) -> str:
    tags = "".join(
        f'<script type="module" src="{up}assets/cefu/{name}"></script>' for name in scripts
    )
    return (
        '<!doctype html><html lang="zh-Hant"><meta charset="utf-8"><title>策府</title>'
        f'<link rel="stylesheet" href="{up}assets/cefu/css/search/search.css">'
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
            search_page(locale("zh-Hant")).body.partition("\n\n")[2].partition("\n\n")[0],
            "../",
            "search-page.js",
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


def other_start(route: Route, change: Callable[[list[bytes]], None]) -> None:
    """Answer with the start file of another index."""
    data = zlib.decompress(route.fetch().body(), -15)
    parts = []
    while data:
        size, at = data[0] & 127, 1
        if data[0] > 127:
            size, at = size | (data[1] & 127) << 7, 2
        if at == 2 and data[1] > 127:
            size, at = size | data[2] << 14, 3
        parts.append(data[at : at + size])
        data = data[at + size :]
    change(parts)
    squeezer = zlib.compressobj(wbits=-15)
    body = b"".join(varint(len(part)) + part for part in parts)
    route.fulfill(status=200, body=squeezer.compress(body) + squeezer.flush())


def other_versions(parts: list[bytes]) -> None:
    parts[-1] = bytes(len(parts[-1]))


def other_format(parts: list[bytes]) -> None:
    parts[0] = json.dumps(json.loads(parts[0]) | {"format": 99}).encode()


def test_an_old_page_takes_up_a_new_index(page: Page, host: StaticHost) -> None:
    asked = []

    def old(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) == 1:
            other_start(route, other_versions)
        else:
            route.continue_()

    page.route("**/start.bin", old)
    page.goto(host.url + "search/?q=啟動")
    settled(page, FOUND)
    assert len(asked) == 2


def test_old_scripts_do_not_guess_at_a_new_index(page: Page, host: StaticHost) -> None:
    page.route("**/start.bin", lambda route: other_start(route, other_format))
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


def test_a_hit_leads_to_all_that_the_query_found_there(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=特朗普 弃核")
    settled(page, FOUND)
    page.goto(page.locator("a.cs-hit").first.get_attribute("href") or "")
    assert "q=" in page.url
    expect(page.locator(".cefu-hits")).to_be_visible()
    marked = set(page.locator("mark.cefu-hit").all_inner_texts())
    assert "川普" in marked
    assert marked <= {"川普", "特朗普", "Trump", "棄核", "弃核"}


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_every_language_has_every_word(lang: Lang) -> None:
    words = search_words(lang)
    assert set(words) == set(STRINGS)
    for key, text in STRINGS.items():
        names = re.compile(r"\{(\w+)\}")
        known = set(names.findall(text)) | ({"month_name"} if key.startswith("date_") else set())
        assert set(names.findall(words[key])) <= known, key


def test_every_word_asked_for_is_there() -> None:
    folder = ASSETS / "js"
    scripts = [*folder.glob("search/**/*.js"), folder / "reading" / "hits.js"]
    asked = {
        key
        for path in scripts
        for key in re.findall(r'(?:say|tell)\("(\w+)"', path.read_text("utf-8"))
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


def tops(page: Page) -> list[list[object]]:
    """Where every hit stands on the page."""
    found: list[list[object]] = page.locator("a.cs-hit").evaluate_all(
        "all => all.map((one) => [one.href, Math.round(one.getBoundingClientRect().top + scrollY)])"
    )
    return found


def test_filters_that_leave_nothing_are_told_of_and_can_be_taken_back(
    page: Page, host: StaticHost
) -> None:
    page.goto(host.url + "search/?q=無核化")
    settled(page, FOUND)
    all_of_it = page.locator(".cs-status").first.inner_text().removeprefix("共 ")
    page.goto(host.url + "search/?q=無核化&year=1901")
    settled(page, re.compile(f"^所選條件內沒有一段含有「無核化」；不限條件共 {all_of_it}"))
    chosen = page.locator(".cs-facet", has_text="1901").locator("input")
    expect(chosen).to_be_checked()
    expect(page.locator(".cs-facets summary")).to_have_text("縮小範圍（已選 1 項）")
    # Not uncheck(), which looks for the box again: a year that no passage has is gone.
    chosen.click()
    settled(page, FOUND)
    page.go_back()
    page.get_by_role("button", name="不限條件再查").click()
    settled(page, FOUND)
    assert "year=" not in page.url


def test_what_is_less_within_the_filters_is_told_as_such(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=無核化 -斑馬線 啟動&year=1901")
    expect(page.locator(".cs-facet", has_text="1901").locator("input")).to_be_checked()


def test_further_hits_come_below_those_that_are_there(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=美國 OR 北韓 OR 的")
    settled(page, FOUND)
    expect(page.locator(".cs-facet").first).to_be_visible()
    before = tops(page)
    page.locator(".cs-more").click()
    page.wait_for_function("size => document.querySelectorAll('a.cs-hit').length > size", arg=20)
    after = tops(page)
    assert after[: len(before)] == before
    assert len({href for href, _ in after}) == len(after)
    expect(page.locator("a.cs-hit").nth(len(before))).to_be_focused()


def test_a_reload_and_a_way_back_lead_to_the_same_place(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=美國 OR 北韓 OR 的")
    settled(page, FOUND)
    page.locator(".cs-more").click()
    page.wait_for_function("document.querySelectorAll('a.cs-hit').length > 20")
    before = [href for href, _ in tops(page)]
    page.locator("a.cs-hit").nth(18).scroll_into_view_if_needed()
    page.wait_for_function("history.state?.top === Math.round(scrollY) && scrollY > 0")
    top = page.evaluate("Math.round(scrollY)")
    page.reload()
    expect(page.locator("a.cs-hit")).to_have_count(len(before))
    assert [href for href, _ in tops(page)] == before
    page.wait_for_function("top => Math.abs(scrollY - top) < 3", arg=top)
    # A page that is not kept in memory is made anew.
    page.evaluate("addEventListener('unload', () => {})")
    page.locator("a.cs-hit").nth(18).click()
    page.wait_for_url("**/reports/**")
    page.go_back()
    expect(page.locator("a.cs-hit")).to_have_count(len(before))
    page.wait_for_function("top => Math.abs(scrollY - top) < 3", arg=top)


def test_the_header_box_stays_closed_once_left(page: Page, host: StaticHost) -> None:
    page.goto(host.url + f"reports/{passages()[0].report.id}/")
    field, panel = page.locator("header input[type=search]"), page.locator("header .cs-panel")
    for key in ("Escape", "Tab"):
        field.fill("板門店")
        page.keyboard.press(key)
        page.wait_for_timeout(500)
        expect(panel).to_be_hidden()
        field.fill("")
    field.fill("板門店")
    expect(panel).to_be_visible()
    expect(panel.locator(".cs-of").first).not_to_be_empty()
    page.locator("article").click(position={"x": 5, "y": 5})
    expect(panel).to_be_hidden()


def test_the_header_box_offers_no_list_of_nothing(page: Page, host: StaticHost) -> None:
    page.goto(host.url + f"reports/{passages()[0].report.id}/")
    page.locator("header input[type=search]").fill("斑馬線斑馬線")
    panel = page.locator("header .cs-panel")
    expect(panel).to_contain_text("沒有一段含有")
    expect(panel.locator(".cs-all")).to_have_count(0)


@pytest.mark.parametrize(
    ("lost", "query"),
    [
        ("search-facets.js", "川普"),
        ("search-described.js", "US Trump"),
        ("search-cut.js", "啟動"),
        ("actors-*", "川普"),
        ("reports-*", "川普"),
    ],
)
def test_what_is_only_beside_the_hits_does_not_cost_them(
    page: Page, host: StaticHost, lost: str, query: str
) -> None:
    page.route(f"**/{lost}", lambda route: route.abort())
    page.goto(host.url + f"search/?q={query}")
    expect(page.locator("a.cs-hit").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    expect(page.locator("a.cs-hit").first).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    if lost == "actors-*":
        expect(page.locator(".cs-facet").first).to_be_visible()


def test_nothing_moves_when_the_rest_arrives(page: Page, host: StaticHost) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    held: list[Route] = []
    page.route(re.compile(r"search-(facets|described|cut)\.js"), lambda route: held.append(route))
    page.goto(host.url + "search/?q=US Trump")
    expect(page.locator("a.cs-hit").first).to_be_visible()
    page.wait_for_timeout(300)
    before = tops(page)
    first = page.locator("a.cs-hit").first.bounding_box()
    assert first
    assert first["y"] < 700
    assert held
    for route in held:
        route.continue_()
    expect(page.locator(".cs-facet").first).to_be_attached()
    page.wait_for_timeout(300)
    assert tops(page) == before


def test_a_slow_search_says_so_and_a_retry_gives_the_box_the_focus(
    page: Page, host: StaticHost
) -> None:
    held: list[Route] = []
    lost = False

    def hold(route: Route) -> None:
        if lost:
            route.fulfill(status=503, body="")
        else:
            held.append(route)

    page.route("**/grams/**", hold)
    page.goto(host.url + "search/?q=啟動")
    settled(page, STRINGS["searching"])
    lost = True
    for route in held:
        route.fulfill(status=503, body="")
    page.get_by_role("alert").get_by_role("button").focus()
    page.unroute("**/grams/**")
    page.keyboard.press("Enter")
    settled(page, FOUND)
    expect(box(page)).to_be_focused()


def test_few_steps_from_the_box_to_the_first_hit(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=川普")
    expect(page.locator(".cs-facet").first).to_be_visible()
    box(page).focus()
    steps = 0
    while not page.evaluate("document.activeElement.matches('a.cs-hit')"):
        page.keyboard.press("Tab")
        steps += 1
        assert steps <= 10


def test_the_hits_of_a_page_are_walked_by_keys(page: Page, host: StaticHost) -> None:
    report = passages()[0].report.id
    page.goto(host.url + f"reports/{report}/?hit=北韓")
    marks, here = page.locator("mark.cefu-hit"), page.locator("mark.cefu-hit--here")
    expect(marks.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(marks.nth(1)).to_be_focused()
    expect(here).to_have_count(1)
    page.keyboard.press("Shift+Enter")
    expect(marks.first).to_be_focused()
    page.keyboard.press("Enter")
    words = page.evaluate("document.activeElement.closest('p, h2').textContent")
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    assert page.evaluate("document.activeElement.textContent") == words


def test_landing_at_a_hit_in_sight_does_not_move_the_page(page: Page, host: StaticHost) -> None:
    one = next(
        piece
        for passage in passages()[3:]
        for piece in passage.pieces
        if piece.type == "paragraph" and "北韓" in piece.text[:20]
    )
    owner = next(passage for passage in passages() if one in passage.pieces).report.id
    page.goto(host.url + f"reports/{owner}/?hit=北韓#{one.id}")
    expect(page.locator("mark.cefu-hit--here")).to_be_visible()
    page.wait_for_timeout(800)
    top = page.evaluate("id => document.getElementById(id).getBoundingClientRect().top", one.id)
    assert abs(top) < 5


def test_a_hit_without_headings_has_a_name(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/")
    named = page.evaluate(
        """async () => {
          const { hitItem } = await import(new URL("../assets/cefu/search-view.js", location.href));
          const hit = { url: location.href, asked: {}, path: [""], pathMarks: [[]], title: "甲", hits: 1,
            snippet: "乙", marks: [], lang: "zh-Hant" };
          return ["paragraph", "abstract"].map((type) =>
            hitItem({ ...hit, type }).querySelector(".cs-path").textContent);
        }"""
    )
    assert named == ["甲", STRINGS["abstract"]]


def test_what_helps_may_fail(page: Page, host: StaticHost) -> None:
    page.route(re.compile(r"search-(cut|suggest)\.js"), lambda route: route.abort())
    page.goto(host.url + "search/?q=無核化 板門店 斑馬線")
    expect(page.locator("a.cs-hit").first).to_be_visible()
    expect(page.locator(".cs-error")).to_have_count(0)
