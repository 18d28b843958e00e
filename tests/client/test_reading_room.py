"""The reading room, used as a reader does: at a desk, on a phone, on paper, by keyboard.

What is looked at is the archive's own site; one page stands for its kind.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.outputs.html.report.cards import report_cards
from cefu.outputs.i18n.locale import locale
from static_host import StaticHost

LONG = "reports/001_b381afec6ca0a10f/"
CAPTIONED = "reports/003_a1a3a9df684f4396/"
KINDS = ["", "reports/", LONG, CAPTIONED, f"{LONG}made/", "data/", "about/", "cite/", "404.html"]
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
#: Text of every page type, in the elements that carry it.
READ = "p, li, h1, h2, h3, dt, dd, td, th, summary, a, small, .cefu-note-text, .cefu-page"

CONTRAST = """(selector) => {
  const rgb = (text) => (text.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => ((c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = rgb(getComputedStyle(at).backgroundColor);
      if ((color[3] ?? 1) > 0.99) return color;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll(selector)) {
    const style = getComputedStyle(element);
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || !element.textContent.trim()) continue;
    const [a, b] = [light(rgb(style.color)), light(ground(element))].sort((x, y) => y - x);
    const found = (a + 0.05) / (b + 0.05);
    if (found < 4.5) poor.push(`${found.toFixed(2)} ${element.tagName}.${element.className} ${element.textContent.trim().slice(0, 20)}`);
  }
  return poor.slice(0, 5);
}"""


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


def on_phone(page: Page) -> Page:
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_runs_off_a_phone(page: Page, host: StaticHost, kind: str) -> None:
    on_phone(page).goto(host.url + kind)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_text_stands_out(page: Page, host: StaticHost, kind: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(host.url + kind)
    page.wait_for_function(
        "!document.documentElement.classList.contains('no-js') || document.title"
    )
    assert page.evaluate(CONTRAST, READ) == []


def test_more_contrast_on_request(page: Page, host: StaticHost) -> None:
    page.emulate_media(contrast="more")
    page.goto(host.url + LONG)
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_margin_notes_stand_by_their_marks_and_do_not_overlap(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    expect(page.locator(".cefu-margin-note").first).to_be_visible()
    placed = page.evaluate(
        """() => [...document.querySelectorAll(".cefu-margin-note")].map((note) => {
          const { top, bottom, left, right } = note.getBoundingClientRect();
          return { top, bottom, left, right };
        })"""
    )
    marks = page.locator(".cefu-ref a, .cefu-sic-ref a").count()
    assert len(placed) == marks
    assert all(a["bottom"] <= b["top"] for a, b in pairwise(placed))
    assert all(note["right"] <= DESK["width"] for note in placed)
    text = page.locator("#p2").bounding_box()
    assert text
    assert all(note["left"] > text["x"] + text["width"] for note in placed)


def test_a_mark_lights_its_note_and_describes_it(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    mark = page.locator("#r-n1 a")
    mark.focus()
    expect(page.locator(".cefu-margin-note.cefu-lit")).to_have_count(1)
    described = mark.get_attribute("aria-describedby")
    assert described
    expect(page.locator(f"#n1 #{described}")).to_have_count(1)
    # The copy is for the eye only: nothing in it is read out or reached by Tab.
    expect(page.locator(".cefu-margin")).to_have_attribute("aria-hidden", "true")
    assert page.locator(".cefu-margin a:not([tabindex='-1'])").count() == 0


def test_notes_open_in_the_line_on_a_phone_by_keyboard(page: Page, host: StaticHost) -> None:
    on_phone(page).goto(host.url + LONG)
    mark = page.locator("#r-n1 a")
    mark.focus()
    page.keyboard.press("Enter")
    note = page.locator("#n1-here")
    expect(note).to_contain_text("cnbc.com")
    expect(mark).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(note).to_have_count(0)
    expect(mark).to_be_focused()


def test_notes_lead_to_the_end_and_back(page: Page, host: StaticHost) -> None:
    on_phone(page).goto(host.url + LONG)
    page.locator("#r-n1 a").click()
    page.locator("#n1-here a[href='#n1']").click()
    expect(page).to_have_url(re.compile(r"#n1$"))
    page.locator("#n1 .cefu-back").click()
    expect(page).to_have_url(re.compile(r"#r-n1$"))
    expect(page.locator("#r-n1")).to_be_in_viewport()


def test_page_marks_show_what_was_printed(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    shown = page.evaluate(
        """() => [...document.querySelectorAll(".cefu-page")].map((mark) => {
          const style = getComputedStyle(mark, "::before");
          return [mark.dataset.label, style.content, style.position, mark.getAttribute("aria-label")];
        })"""
    )
    assert shown
    for label, content, position, name in shown:
        assert content == f'"〔" "{label}" "〕"' or label in content
        assert position == "absolute"
        assert label in name
    on_phone(page)
    inline = "getComputedStyle(document.querySelector('.cefu-page'), '::before').position"
    assert page.evaluate(inline) == "static"


def test_the_text_is_set_as_chinese_prose(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    style = page.evaluate(
        """() => {
          const p = document.querySelector(".cefu-p");
          const s = getComputedStyle(p);
          return {
            characters: p.clientWidth / parseFloat(s.fontSize),
            leading: parseFloat(s.lineHeight) / parseFloat(s.fontSize),
            indent: parseFloat(s.textIndent) / parseFloat(s.fontSize),
            align: s.textAlign, breaking: s.lineBreak, autospace: s.textAutospace,
            trim: s.textSpacingTrim, family: s.fontFamily,
          };
        }"""
    )
    assert 35 <= style["characters"] <= 40
    assert 1.7 <= style["leading"] <= 2
    assert style["indent"] == pytest.approx(2)
    assert (style["align"], style["breaking"]) == ("justify", "strict")
    assert (style["autospace"], style["trim"]) == ("normal", "trim-start")
    assert style["family"].index("Noto Serif CJK TC") < style["family"].index("serif")


def test_every_stop_of_the_tab_key_can_be_seen(page: Page, host: StaticHost) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(host.url + CAPTIONED)
    for _ in range(40):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
              const at = document.activeElement;
              const style = getComputedStyle(at);
              const box = at.getBoundingClientRect();
              return { tag: at.outerHTML.slice(0, 80), outline: parseFloat(style.outlineWidth),
                       kind: style.outlineStyle, size: box.width * box.height,
                       inside: box.bottom > 0 && box.top < innerHeight, opacity: style.opacity };
            }"""
        )
        assert seen["kind"] != "none", seen
        assert seen["outline"] >= 1.5, seen
        assert seen["size"] > 0, seen
        assert seen["inside"], seen
        assert float(seen["opacity"]) > 0.5, seen


def test_permanent_links_show_on_hover(page: Page, host: StaticHost) -> None:
    """Where there is no margin for numbers, a block's link is seen when the block is pointed at."""
    page.set_viewport_size({"width": 800, "height": 720})
    page.goto(host.url + LONG)
    link = page.locator("#p2 > .cefu-anchor")
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.locator("#p2").hover()
    expect(link).to_have_css("opacity", "1")


def test_numbers_of_paragraphs_stand_quietly_in_the_margin(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    link = page.locator("#p2 > .cefu-anchor")
    number, colour, seen = link.evaluate(
        """e => [getComputedStyle(e, "::before").content, getComputedStyle(e).color,
                 getComputedStyle(e).opacity]"""
    )
    assert (number, seen) == ('"2"', "1")
    assert colour != page.locator("#p2").evaluate("e => getComputedStyle(e).color")
    own, block = link.bounding_box(), page.locator("#p2").bounding_box()
    assert own
    assert block
    assert own["x"] + own["width"] <= block["x"]
    link.hover()
    expect(link).not_to_have_css("color", colour)


def test_settings_are_kept(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    before = page.evaluate("parseFloat(getComputedStyle(document.querySelector('#p2')).fontSize)")
    page.locator(".cefu-settings > summary").click()
    page.locator("input[name='cefu-size'][value='l']").check()
    page.locator("input[name='cefu-theme'][value='slate']").check()
    page.goto(host.url + "about/")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    after = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('article h2 ~ p, article h1 ~ p')).fontSize)"
    )
    assert after > before
    page.locator(".cefu-settings > summary").click()
    page.locator("input[name='cefu-theme'][value='auto']").check()
    page.emulate_media(color_scheme="light")
    page.goto(host.url + LONG)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_what_opens_below_the_head_closes(page: Page, host: StaticHost) -> None:
    on_phone(page).goto(host.url + LONG)
    contents = page.locator(".cefu-contents-drop")
    contents.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(contents.locator("a").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(contents.locator("a").first).to_be_hidden()
    expect(contents.locator("summary")).to_be_focused()
    page.keyboard.press("Enter")
    contents.locator("a[href='#s4']").click()
    expect(contents.locator("a").first).to_be_hidden()
    expect(page.locator("#s4")).to_be_in_viewport()


def test_the_head_tells_the_section_and_the_next(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG + "#s4")
    here = page.locator(".cefu-here")
    heading = page.locator("#s4").inner_text().replace("¶", "").strip()
    expect(here.locator("span")).to_have_text(heading)
    here.locator(".cefu-here-on").click()
    expect(here.locator("span")).not_to_have_text(heading)
    here.locator(".cefu-here-back").click()
    expect(here.locator("span")).to_have_text(heading)


def test_the_readers_place_is_offered_on_return(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    page.locator("#p20").evaluate("e => e.scrollIntoView()")
    page.wait_for_timeout(100)
    page.goto(host.url + "about/")
    page.goto(host.url + LONG)
    offer = page.locator(".cefu-status button").first
    expect(offer).to_be_visible()
    assert page.evaluate("scrollY") < 100  # never forced
    offer.click()
    expect(page.locator("#p20")).to_be_in_viewport()


def test_a_name_shows_its_card_and_lets_go(page: Page, host: StaticHost, archive: Archive) -> None:
    report = next(r for r in archive.reports if r.id in CAPTIONED)
    cards = report_cards(Catalogue(archive), report, locale("zh-Hant"))

    def answer(route: Route) -> None:
        route.fulfill(body=cards, content_type="application/json")

    page.route("**/cards.json", answer)
    page.goto(host.url + CAPTIONED)
    link = page.locator("#p3 a.cefu-actor").first
    link.hover()
    card = page.locator(".cefu-card-tip")
    expect(card).to_contain_text("篇報告")
    expect(link).to_have_attribute("aria-describedby", "cefu-card-tip")
    card.hover()
    page.wait_for_timeout(400)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    page.locator(".cefu-settings > summary").click()
    page.locator("input[name='cefu-cards']").uncheck()
    link.hover()
    page.wait_for_timeout(500)
    expect(card).to_have_count(0)


def test_cards_tell_only_of_names_in_the_report(archive: Archive) -> None:
    for report in archive.reports:
        cards = json.loads(report_cards(Catalogue(archive), report, locale("en")))
        assert set(cards) == {m.actor for m in archive.mentions if m.report == report.id}
        assert all(
            set(card) == {"name", "other", "kind", "text", "count"} for card in cards.values()
        )
        assert all(card["name"] and card["count"] for card in cards.values())


def test_on_paper(page: Page, host: StaticHost) -> None:
    page.goto(host.url + LONG)
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".md-header", ".md-footer", ".md-sidebar", ".cefu-margin", "#title > .headerlink"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".cefu-where")).to_contain_text(LONG)
    expect(page.locator("#n1")).to_be_visible()
    # The record is open and the citation there, though nobody opened them.
    expect(page.locator(".cefu-record dd").first).to_be_visible()
    expect(page.locator(".cefu-cite-style[data-style='taiwan'] .cefu-citation")).to_be_visible()
    style = "(e => [getComputedStyle(e).color, getComputedStyle(document.body).backgroundColor])"
    assert page.locator("#p2").evaluate(style) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert len(page.pdf(prefer_css_page_size=True)) > 100_000


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_everything_is_there(
    chromium: Browser, host: StaticHost, kind: str
) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    try:
        page = context.new_page()
        page.goto(host.url + kind)
        expect(page.locator("h1").first).to_be_visible()
        expect(page.locator("input[name='q']").locator("visible=true").first).to_be_visible()
        if kind == LONG:
            expect(page.locator("#n1 .cefu-note-text")).to_be_visible()
            page.locator("#r-n1 a").click()
            expect(page.locator("#n1")).to_be_in_viewport()
            page.locator("#n1 .cefu-back").click()
            expect(page.locator("#r-n1")).to_be_in_viewport()
            page.locator(".cefu-contents-drop > summary").click()
            expect(page.locator(".cefu-contents-drop a").first).to_be_visible()
            expect(page.locator(".cefu-settings")).to_be_hidden()
        if kind != "404.html":
            page.locator(".cefu-menu > summary").click()
            expect(page.locator(".cefu-menu").get_by_role("link", name="關於")).to_be_visible()
    finally:
        context.close()


def test_dark_without_scripts_follows_the_system(chromium: Browser, host: StaticHost) -> None:
    context = chromium.new_context(java_script_enabled=False, color_scheme="dark")
    try:
        page = context.new_page()
        page.goto(host.url + LONG)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 24, 21)"
    finally:
        context.close()
