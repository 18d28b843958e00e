"""Search on the archive's own site: what readers type, on every kind of page."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect

from cefu.text.fold import fold_key
from static_host import StaticHost

DATA = Path(__file__).parents[1] / "data"
QUERIES = yaml.safe_load((DATA / "search_queries.yml").read_text("utf-8"))
KNOWN_MISSES = yaml.safe_load((DATA / "search_known_misses.yml").read_text("utf-8"))

RUN = """async ([queries, options]) => {
  const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
  const out = [];
  for (const query of queries) {
    const { total, exact, passages, records } = await search(query, { limit: 1000, ...options });
    out.push({ total, exact, records, found: passages.map((one) => [one.report, one.section]),
      first: passages[0] });
  }
  return out;
}"""


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


@pytest.fixture(scope="module")
def reports(site: Path) -> list[dict[str, Any]]:
    return list(json.loads((site / "data" / "reports.json").read_text("utf-8"))["reports"])


@dataclass
class Asked:
    page: Page

    def __call__(self, *queries: str, **options: Any) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.page.evaluate(RUN, [list(queries), options])
        return found


@pytest.fixture(scope="module")
def ask(chromium: Browser, host: StaticHost) -> Iterator[Asked]:
    page = chromium.new_page()
    page.goto(host.url)
    yield Asked(page)
    page.close()


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def answering(reports: list[dict[str, Any]], words: str) -> set[tuple[str, str]]:
    """The passages that contain ``words``, blanks aside."""
    wanted = squeezed(words)
    return {
        (report["id"], block["section"])
        for report in reports
        for block in report["blocks"]
        if wanted in squeezed(block["text"])
    }


def test_what_researchers_type_finds_what_answers_it(
    ask: Asked, reports: list[dict[str, Any]]
) -> None:
    results = ask(*(case["query"] for case in QUERIES))
    missed = []
    for case, result in zip(QUERIES, results, strict=True):
        found = {(report, section) for report, section in result["found"]}
        for words in case["finds"]:
            where = answering(reports, words)
            assert where, f"no passage has {words}"
            if not where & found:
                missed.append((case["query"], words))
    assert not missed


def test_known_misses_are_still_missed(ask: Asked, reports: list[dict[str, Any]]) -> None:
    """A case that begins to pass belongs among the queries that find what they should."""
    for case, result in zip(
        KNOWN_MISSES, ask(*(case["query"] for case in KNOWN_MISSES)), strict=True
    ):
        found = {(report, section) for report, section in result["found"]}
        for words in case["misses"]:
            assert not answering(reports, words) & found, case["query"]


def test_any_substring_of_the_real_texts(ask: Asked, reports: list[dict[str, Any]]) -> None:
    chance = random.Random(11)
    blocks = [block["text"] for report in reports for block in report["blocks"]]
    texts: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        for block in report["blocks"]:
            texts.setdefault((report["id"], block["section"]), []).append(fold_key(block["text"]))
    cuts: list[str] = []
    while len(cuts) < 150:
        text = chance.choices(blocks, [len(block) for block in blocks])[0]
        at = chance.randrange(len(text))
        cut = text[at : at + chance.randrange(1, 13)]
        # Blanks, quotation marks and signs would be read as operators; English pieces and
        # notes, which the open data keep elsewhere, are Latin and digits.
        if fold_key(cut) and not re.search(r"[\s\x00-\x7f“”＂－−｜]", cut):
            cuts.append(cut)
    for cut, result in zip(cuts, ask(*cuts, variants=False), strict=True):
        key = fold_key(cut)
        truth = {place for place, pieces in texts.items() if any(key in piece for piece in pieces)}
        found = {(report, section) for report, section in result["found"]}
        assert truth <= found, cut
        assert result["exact"], cut
        assert result["total"] == len(found), cut


def test_there_is_one_index_for_all_languages(site: Path) -> None:
    assert [path.relative_to(site).as_posix() for path in site.rglob("start.bin")] == [
        "assets/cefu/index/start.bin"
    ]


@pytest.mark.parametrize(
    ("lang", "prefix", "typed", "name"),
    [
        ("zh-Hant", "", "特朗普", "川普"),
        ("zh-Hans", "zh-Hans/", "川普", "特朗普"),
        ("en", "en/", "trump", "Donald Trump"),
    ],
)
def test_the_box_on_every_kind_of_page(
    page: Page,
    host: StaticHost,
    reports: list[dict[str, Any]],
    lang: str,
    prefix: str,
    typed: str,
    name: str,
) -> None:
    violations: list[str] = []
    page.on("console", lambda said: violations.append(said.text) if said.type == "error" else None)
    report = reports[0]["id"]
    kinds = ("", f"reports/{report}/", "timeline/", "actors/donald-trump/", "about/")
    # The scripts are the same in every language; only where they lie differs.
    for where in kinds if lang == "zh-Hant" else kinds[1:2]:
        page.goto(host.url + prefix + where)
        # The home page has a larger box of its own.
        box = "header [data-cefu-search]" if where else ".cefu-home-search"
        field = page.locator(f"{box} input")
        page.wait_for_selector(f"{box} .cs-panel", state="attached")
        page.evaluate("document.activeElement.blur()")
        page.keyboard.press("/")
        expect(field).to_be_focused()
        page.keyboard.type(typed)
        panel = page.locator(f"{box} .cs-panel")
        expect(panel.locator("a.cs-hit").first).to_be_visible()
        own = re.compile(re.escape(host.url + prefix) + "reports/")
        expect(panel.locator("a.cs-hit").first).to_have_attribute("href", own)
        page.keyboard.press("ArrowDown")
        expect(panel.locator("a.cs-record").first).to_be_focused()
        expect(panel.locator("a.cs-record").first).to_contain_text(name)
        page.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{prefix}search/?q=**")
    expect(page.locator("#cs-q")).to_have_value(typed)
    expect(page.locator("a.cs-hit").first).to_be_visible()
    page.locator("#cs-q").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{prefix}actors/donald-trump/")
    assert not violations


def test_a_result_leads_to_its_paragraph_with_the_hits_marked(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "en/search/?q=sanctions")
    hit = page.locator("a.cs-hit").first
    expect(hit.locator("mark").first).to_have_text(re.compile("制裁|sanctions"))
    hit.click()
    page.wait_for_url("**/en/reports/**")
    bar = page.locator(".cefu-hits")
    status = bar.get_by_role("status")
    expect(status).to_have_text(re.compile(r"\d"))
    before = status.inner_text()
    bar.get_by_role("button").nth(1).click()
    expect(status).not_to_have_text(before)
    target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert page.locator(f"[id='{target}']").count() == 1


def test_the_key_can_be_turned_off(page: Page, host: StaticHost) -> None:
    page.goto(host.url + "about/")
    page.wait_for_selector("header .cs-panel", state="attached")
    page.locator(".cefu-settings > summary").click()
    choice = page.locator("[name=cefu-slash]")
    expect(choice).to_be_checked()
    choice.uncheck()
    page.locator("h1").first.click()
    page.keyboard.press("/")
    expect(page.locator("header [data-cefu-search] input")).not_to_be_focused()
    page.reload()
    page.wait_for_selector("header .cs-panel", state="attached")
    page.keyboard.press("/")
    expect(page.locator("header [data-cefu-search] input")).not_to_be_focused()
    expect(page.locator("[name=cefu-slash]")).not_to_be_checked()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_hangs_over_the_edge(
    chromium: Browser, host: StaticHost, scheme: Any
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, color_scheme=scheme, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(host.url + "search/?q=特朗普 弃核")
    expect(page.locator("a.cs-hit").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for where, form in (("reports/", "header [data-cefu-search]"), ("", "main [data-cefu-search]")):
        page.goto(host.url + where)
        page.wait_for_selector(f"{form} .cs-panel", state="attached")
        page.locator(f"{form} input").tap()
        page.keyboard.type("板門店")
        panel = page.locator(f"{form} .cs-panel")
        expect(panel.locator("a.cs-hit").first).to_be_visible()
        area = panel.bounding_box()
        assert area
        assert area["x"] >= 0
        assert area["x"] + area["width"] <= 390
        assert area["y"] < 844 / 2
    context.close()


def test_without_scripts_the_box_leads_to_a_page_that_says_why(
    chromium: Browser, host: StaticHost
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url + "en/timeline/")
    page.locator("header [data-cefu-search] input").fill("THAAD")
    page.keyboard.press("Enter")
    page.wait_for_url("**/en/search/?q=THAAD")
    expect(page.locator("noscript p").filter(has_text="JavaScript")).to_be_visible()
    context.close()


def test_modules_of_the_search_page_are_asked_for_at_once(page: Page, host: StaticHost) -> None:
    host.requests.clear()
    page.goto(host.url + "search/?q=無核化")
    expect(page.locator("a.cs-hit").first).to_be_visible()
    preloaded = page.locator("link[rel=modulepreload]").evaluate_all(
        "all => all.map((l) => l.href)"
    )
    asked = {host.url.removesuffix("/archive/") + path for path in host.requests}
    assert preloaded
    assert set(preloaded) <= asked
    late = {"search-described.js", "search-facets.js", "search-box.js"}
    modules = {path for path in asked if re.search(r"/(search|fold|inflate)[\w-]*\.js$", path)}
    assert {path.rsplit("/", 1)[1] for path in modules - set(preloaded)} <= late


def test_the_filter_of_a_page_is_no_search(page: Page, host: StaticHost) -> None:
    for address in ("actors/?q=川普", "timeline/?q=川普"):
        page.goto(host.url + address)
        expect(page.locator("article").first).to_be_visible()
        page.wait_for_load_state("networkidle")
        expect(page.locator("mark.cefu-hit")).to_have_count(0)
