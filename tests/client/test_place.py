"""Where the reader is: numbers in the margin, what is copied, what keeps still, what is told."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html import escape
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from static_host import StaticHost

LONG = "reports/001_b381afec6ca0a10f/"


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


def test_every_paragraph_shows_its_number_in_the_margin(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        places = page.evaluate(
            """() => [...document.querySelectorAll(".cefu-p > .cefu-anchor")].map((mark) => {
              const own = mark.getBoundingClientRect(), text = mark.parentElement.getBoundingClientRect();
              const shown = getComputedStyle(mark, "::before");
              return [mark.parentElement.id, shown.content, own.right <= text.left + 1,
                Math.abs(own.top - text.top) < 3, getComputedStyle(mark).opacity, own.left >= 0];
            })"""
        )
        assert len(places) > 50
        for ident, shown, beside, above, opacity, inside in places:
            assert shown == f'"{ident[1:]}"', media
            assert (beside, above, opacity) == (True, True, "1"), (media, ident)
            # On paper the margin is that of the sheet.
            assert inside or media == "print", ident


def test_copied_text_has_no_marks_of_notes_pages_or_paragraphs(
    page: Page, host: StaticHost
) -> None:
    page.goto(host.url + LONG)
    block = page.locator(".cefu-p:has(.cefu-ref)").first
    text = block.evaluate(
        """(block) => {
          const range = document.createRange();
          range.selectNodeContents(block);
          const selection = getSelection();
          selection.removeAllRanges();
          selection.addRange(range);
          return selection.toString();
        }"""
    )
    data = page.evaluate("fetch('../../data/reports.json').then((answer) => answer.json())")
    ident = block.get_attribute("id")
    [own] = [
        each["text"]
        for report in data["reports"]
        if report["id"] in LONG
        for each in report["blocks"]
        if each["id"] == ident
    ]
    assert text.strip() == own
    note = block.locator(".cefu-ref").first
    around = note.evaluate(
        """(mark) => {
          const range = document.createRange();
          range.selectNodeContents(mark.parentElement);
          range.setEndBefore(mark);
          const before = range.toString().slice(-6);
          range.selectNodeContents(mark.parentElement);
          range.setStartAfter(mark);
          return before + range.toString().slice(0, 6);
        }"""
    )
    assert page.evaluate("(words) => window.find(words, false, false, true)", around), around
    label = note.locator("a").evaluate("(link) => getComputedStyle(link, '::before').content")
    assert re.sub(r"\W", "", label)


def test_who_wrote_what_stays_in_sight(page: Page, host: StaticHost) -> None:
    for path, named in ((LONG, "張登及等 2018.7"), (f"en/{LONG}", "2018.7")):
        page.goto(host.url + path + "#p60")
        head = page.locator(".cefu-here small")
        expect(head).to_be_visible()
        expect(head).to_contain_text(named)


@pytest.mark.parametrize("what", ["size", "scripts"])
def test_the_paragraph_stays_when_the_page_is_set_anew(
    page: Page, host: StaticHost, what: str
) -> None:
    page.goto(host.url + LONG + "#p60")
    page.wait_for_timeout(300)
    top = "document.getElementById('p60').getBoundingClientRect().top"
    before = page.evaluate(top)
    if what == "size":
        page.locator(".cefu-settings summary").click()
        page.locator(".cefu-settings input[name=cefu-size][value=xl]").check()
    else:
        page.locator(".cefu-languages summary").click()
        page.locator(".cefu-parallel-button").click()
        expect(page.locator(".cefu-other-script").first).to_be_attached()
    page.wait_for_timeout(400)
    assert abs(page.evaluate(top) - before) < 4


def test_selected_words_do_not_look_like_the_target(page: Page, host: StaticHost) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(host.url + LONG + "#p12")
        colours = page.evaluate(
            """() => {
              const block = document.getElementById("p12");
              return [getComputedStyle(block).backgroundColor, getComputedStyle(block, "::selection").backgroundColor];
            }"""
        )
        assert colours[0] != colours[1]


def test_nothing_floats_over_the_text_of_a_phone(chromium: Browser, host: StaticHost) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 800}, locale="zh-TW")
    page = context.new_page()
    page.goto(host.url + LONG + "?q=川普#p60")
    expect(page.locator(".cefu-hits")).to_be_visible()
    page.mouse.wheel(0, 2000)
    page.wait_for_timeout(300)
    page.mouse.wheel(0, -400)
    page.wait_for_timeout(500)
    floating = page.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((one) => {
          const { position } = getComputedStyle(one), box = one.getBoundingClientRect();
          return position === "fixed" && one.checkVisibility({ opacityProperty: true }) && box.width && box.height;
        }).map((one) => {
          const box = one.getBoundingClientRect();
          return { name: one.className, across: box.width >= innerWidth - 1,
            edge: box.bottom >= innerHeight - 1 || box.top <= 0 };
        })"""
    )
    assert floating
    assert all(one["across"] and one["edge"] for one in floating), floating
    context.close()


def test_the_way_back_leads_to_the_results(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=無核化")
    page.locator("a.cs-hit").nth(2).click()
    page.locator(".cefu-hits a").click()
    expect(page.locator("a.cs-hit").first).to_be_visible()
    assert "search/?q=" in page.url
    page.goto(host.url + LONG + "?q=川普#p12")
    page.locator(".cefu-hits a").click()
    expect(page.locator("#cs-q")).to_have_value("川普")


def test_a_title_never_becomes_markup(page: Page, host: StaticHost) -> None:
    """What the theme would show in a tooltip of its own is the browser's, which knows no HTML."""
    page.goto(host.url + LONG + "#s2")
    page.evaluate(
        """() => {
          for (const link of document.querySelectorAll("a[title], .md-nav__link, .cefu-here a"))
            link.setAttribute("title", '<img src="x.png" id="cefu-injected">');
        }"""
    )
    for link in page.locator("a.cefu-anchor, a.headerlink").all()[:3]:
        link.hover()
        page.wait_for_timeout(400)
    expect(page.locator("#cefu-injected")).to_have_count(0)
    expect(page.locator(".md-tooltip, .md-tooltip2")).to_have_count(0)


def test_opened_from_a_folder_search_says_what_it_needs(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    page.goto((site / "search" / "index.html").as_uri() + "?q=川普")
    expect(page.locator("#cefu-folder")).to_be_visible()
    expect(page.locator("#cefu-folder")).to_contain_text("http.server")
    page.close()


def test_served_search_says_nothing_of_folders(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/")
    expect(page.locator("#cefu-folder")).to_be_hidden()


@pytest.mark.parametrize("path", ["search/?q=無核化", "actors/", LONG, ""])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_hold_still_while_they_come(
    chromium: Browser, host: StaticHost, path: str, width: int
) -> None:
    # A reader whose browser prefers another language is told so, late.
    context = chromium.new_context(viewport={"width": width, "height": 800}, locale="en-US")
    page = context.new_page()
    page.add_init_script(
        """window.shifted = 0;
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(host.url + path)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    assert page.evaluate("window.shifted") <= 0.05
    context.close()


def test_results_are_taken_away_with_addresses_and_references(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "search/?q=停戰協定")
    expect(page.locator(".cs-take")).to_be_visible()
    total = int(re.search(r"\d+", page.locator(".cs-status").inner_text())[0])  # type: ignore[index]
    with page.expect_download() as saved:
        page.locator(".cs-take button", has_text="CSV").click()
    text = Path(saved.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == total
    for row in rows:
        assert "停戰協定" in row["text"] or int(row["hits"])
        assert row["url"].startswith(host.url + "reports/")
        assert "#" in row["url"]
        assert "?" not in row["url"], "a permanent address asks nothing"
        assert row["report"] in row["reference"] or row["url"] in row["reference"]
    with page.expect_download() as saved:
        page.locator(".cs-take button", has_text="Markdown").click()
    text = Path(saved.value.path()).read_text("utf-8")
    assert all(row["url"] in text for row in rows)


def test_later_results_can_be_seen_and_asked_for(page: Page, host: StaticHost) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(host.url + "search/?q=美國")
        more = page.locator(".cs-more")
        expect(more).to_be_visible()
        ink, ground = more.evaluate(
            "(one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]"
        )
        assert ink != ground
        count = page.locator("a.cs-hit").count()
        more.click()
        expect(page.locator("a.cs-hit").nth(count)).to_be_visible()


@pytest.mark.parametrize(
    ("named", "begins"),
    [
        ("keeper@archive.example", "mailto:keeper@archive.example?subject="),
        ("https://issues.example/new?title={subject}&body={body}", "https://issues.example/new?"),
        ("", ""),
        ("javascript:alert(1)", ""),
    ],
)
def test_a_mistake_is_reported_to_the_address_the_keeper_names(
    page: Page, host: StaticHost, named: str, begins: str
) -> None:
    def with_address(route: Route) -> None:
        answer = route.fetch()
        marked = 'class="cefu-status" data-corrections="' + escape(named) + '"'
        route.fulfill(response=answer, body=answer.text().replace('class="cefu-status"', marked, 1))

    page.route(host.url + LONG, with_address)
    page.goto(host.url + LONG)
    page.locator("html[data-cefu-cite=ready]").wait_for(state="attached")
    page.locator("#p12 > .cefu-anchor").click()
    report = page.locator(".cefu-cite-menu a", has_text="回報錯誤")
    if not begins:
        expect(report).to_have_count(0)
        return
    address = report.get_attribute("href") or ""
    assert address.startswith(begins)
    told = unquote(address)
    assert "#p12" in told
    assert page.evaluate("document.getElementById('p12').innerText.trim().slice(0, 20)") in told
