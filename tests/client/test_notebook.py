"""The reader's notebook in a browser: kept on every kind of page, ordered, remarked, taken away, shared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from static_host import StaticHost

REPORT = "reports/001_b381afec6ca0a10f/"


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/some/where/")


@pytest.fixture
def notebook(page: Page, host: StaticHost) -> Page:
    """The page of a notebook with a paragraph, a search hit, a date and a name."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(host.url + REPORT)
    page.wait_for_selector("html[data-cefu-cite=ready]")
    page.locator("#p12 .cefu-anchor").click()
    page.get_by_role("menuitem", name="收入研究筆記").click()
    expect(page.get_by_role("status").filter(has_text="已收入研究筆記")).to_be_visible()
    page.goto(host.url + "search/?q=無核化")
    page.locator(".cs-item .cefu-keep").first.click()
    page.goto(host.url + "timeline/")
    page.locator("#event-korean-war .cefu-keep").first.click()
    page.goto(host.url + "actors/kim-jong-un/")
    page.locator("h1 .cefu-keep").click()
    page.goto(host.url + "notebook/")
    expect(page.locator(".cefu-note")).to_have_count(4)
    return page


def heads(page: Page) -> list[str]:
    return page.locator(".cefu-note-head").all_inner_texts()


def taken(page: Page, name: str) -> bytes:
    """The file that the button ``name`` gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name, exact=True).click()
    return Path(download.value.path()).read_bytes()


def test_what_is_kept_says_where_it_stands_and_leads_there(notebook: Page) -> None:
    first, _, third, fourth = heads(notebook)
    assert first.endswith("，第 12 段")
    assert third.startswith("1950年")
    assert fourth == "金正恩"
    notebook.locator(".cefu-note-head a").first.click()
    notebook.wait_for_url("**/reports/001_*/#p12")


def test_it_is_one_notebook_in_all_languages(notebook: Page, host: StaticHost) -> None:
    notebook.goto(host.url + "en/notebook/")
    expect(notebook.locator(".cefu-note")).to_have_count(4)
    assert heads(notebook)[0].endswith(", para. 12")
    assert "/en/reports/" in str(notebook.locator(".cefu-note-head a").first.get_attribute("href"))


def test_order_by_button_and_by_key_stays(notebook: Page) -> None:
    before = heads(notebook)
    notebook.get_by_role("button", name="下移：").first.click()
    assert heads(notebook) == [before[1], before[0], *before[2:]]
    assert notebook.evaluate("document.activeElement.dataset.act") == "down"
    notebook.locator(".cefu-note textarea").nth(1).focus()
    notebook.keyboard.press("Alt+ArrowUp")
    notebook.reload()
    expect(notebook.locator(".cefu-note")).to_have_count(4)
    assert heads(notebook) == before


def test_a_remark_stays_and_what_is_deleted_comes_back(notebook: Page) -> None:
    notebook.locator(".cefu-note textarea").nth(1).fill("誰先提出？\n再查")
    notebook.reload()
    expect(notebook.locator(".cefu-note textarea").nth(1)).to_have_value("誰先提出？\n再查")
    before = heads(notebook)
    notebook.get_by_role("button", name="刪除：").nth(1).click()
    expect(notebook.locator(".cefu-note")).to_have_count(3)
    notebook.keyboard.press("Enter")  # the focus is on the way back
    expect(notebook.locator(".cefu-note")).to_have_count(4)
    assert heads(notebook) == before
    expect(notebook.locator(".cefu-note textarea").nth(1)).to_have_value("誰先提出？\n再查")
    notebook.get_by_role("button", name="全部刪除").click()
    expect(notebook.locator(".cefu-note")).to_have_count(0)
    notebook.get_by_role("button", name="復原").click()
    expect(notebook.locator(".cefu-note")).to_have_count(4)


def test_it_is_taken_away_in_every_form(notebook: Page, host: StaticHost) -> None:
    quote = notebook.locator(".cefu-note blockquote").first.inner_text()
    notebook.locator(".cefu-note textarea").first.fill('=1+1, "甲"\n乙 & {丙}')
    url = f"{host.url}{REPORT}#p12"
    markdown = taken(notebook, "Markdown").decode()
    assert f"> {quote}" in markdown
    assert f"<{url}>" in markdown
    rows = list(csv.DictReader(io.StringIO(taken(notebook, "CSV").decode("utf-8-sig"))))
    assert [row["kind"] for row in rows] == ["passage", "passage", "date", "name"]
    assert rows[0]["remark"] == '\'=1+1, "甲"\n乙 & {丙}'
    assert url in rows[0]["reference"]
    ris = taken(notebook, "RIS").decode()
    assert ris.count("TY  - ") == ris.count("ER  - ") == 2  # what was kept is of two reports
    assert any(quote in line for line in ris.split("\r\n") if line.startswith("N1  - "))
    bib = taken(notebook, "BibTeX").decode()
    assert bib.count("@") == bib.count("\n}\n") == 2
    assert "乙 \\& \\textbraceleft{}丙\\textbraceright{}" in bib
    csl = json.loads(taken(notebook, "CSL-JSON"))
    assert len(csl) == 2
    assert quote in csl[0]["note"]


def test_the_word_file_is_one(notebook: Page, host: StaticHost) -> None:
    notebook.locator(".cefu-note textarea").first.fill("甲 <b> & \x0b乙")
    quote = notebook.locator(".cefu-note blockquote").first.inner_text()
    document = docx.Document(io.BytesIO(taken(notebook, "Word")))
    told = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert told[0] == ("Title", "研究筆記")
    assert [style for style, _ in told].count("Heading 2") == 4
    assert ("Quote", quote) in told
    assert ("Remark", "註記：甲 <b> & 乙") in told
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert f"{host.url}actors/kim-jong-un/" in links


def test_a_link_holds_the_list_for_others(
    notebook: Page, chromium: Browser, host: StaticHost
) -> None:
    notebook.locator(".cefu-note textarea").first.fill("請看這段")
    notebook.get_by_role("button", name="複製分享連結").click()
    expect(notebook.get_by_role("status").filter(has_text="已複製連結")).to_be_visible()
    link = notebook.evaluate("navigator.clipboard.readText()")
    mine = heads(notebook)
    context = chromium.new_context(locale="zh-TW")
    asked: list[str] = []
    other = context.new_page()
    other.on("request", lambda request: asked.append(request.url))
    other.goto(link)
    expect(other.get_by_role("heading", name="分享給您的清單（4 則）")).to_be_visible()
    assert heads(other) == mine
    expect(other.get_by_text("請看這段")).to_be_visible()
    assert other.evaluate("Object.keys(localStorage).filter((key) => /notebook$/.test(key))") == []
    other.get_by_role("button", name="加入我的筆記（4 則）").click()
    expect(other.locator("textarea").first).to_have_value("請看這段")
    assert "#list" not in other.url
    # Who has them already is not asked to take them twice.
    other.goto("about:blank")
    other.goto(link)
    expect(other.get_by_text("這些您都已收入。")).to_be_visible()
    assert not any("list=" in each for each in asked if "#" not in each)
    context.close()


@pytest.mark.parametrize(
    "fragment",
    ["1AAAA", "0bm90IGpzb24", "0W1siZGF0ZSIsIi8vZXZpbC5leGFtcGxlLyIsIngiXV0", "1"],
    ids=["not packed", "no list", "leads elsewhere", "cut"],
)
def test_a_broken_link_is_told(page: Page, host: StaticHost, fragment: str) -> None:
    page.goto(f"{host.url}notebook/#list={fragment}")
    expect(page.get_by_role("alert").filter(has_text="清單不完整")).to_be_visible()


def test_where_the_browser_keeps_nothing_it_is_told(page: Page, host: StaticHost) -> None:
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };"
    )
    page.goto(host.url + "actors/kim-jong-un/")
    button = page.locator("h1 .cefu-keep")
    button.click()
    expect(page.get_by_text("未能收入")).to_be_visible()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.goto(host.url + "notebook/")
    expect(page.get_by_role("alert").filter(has_text="不讓本站存放資料")).to_be_visible()


def test_words_selected_are_kept(page: Page, host: StaticHost) -> None:
    page.goto(host.url + REPORT)
    page.wait_for_selector("html[data-cefu-cite=ready]")
    words: str = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.getElementById("p12"), NodeFilter.SHOW_TEXT);
          let node = walker.nextNode();
          while (node.data.trim().length < 12) node = walker.nextNode();
          document.getSelection().setBaseAndExtent(node, 0, node, 9);
          return document.getSelection().toString();
        }"""
    )
    page.get_by_role("toolbar").get_by_role("button", name="收入研究筆記").click()
    page.goto(host.url + "notebook/")
    expect(page.locator(".cefu-note blockquote")).to_have_text(words.strip())


def test_without_scripts_it_says_what_it_needs(chromium: Browser, host: StaticHost) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.url + "en/notebook/")
    expect(page.locator("noscript p").filter(has_text="needs JavaScript")).to_be_visible()
    context.close()
