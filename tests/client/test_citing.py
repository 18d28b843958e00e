"""Citing in a real browser: the box, marks, the key, words selected; what machines read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.outputs.cite import STYLES, Templates, templates
from cefu.site.build import build
from cefu.site.project import Project
from static_host import StaticHost

MONTHS = "January February March April May June July August September October November December"
SHORT = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec."


@pytest.fixture(scope="module")
def cited(archive: Archive) -> dict[str, Templates]:
    return templates(archive.reports)


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


@pytest.fixture
def paged(archive: Archive) -> Report:
    """A report with page labels in its running text."""
    return next(
        r for r in archive.reports if any(b.page and b.type == "paragraph" for b in r.blocks)
    )


def visit(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address)
    page.wait_for_selector("html[data-cefu-cite=ready]")


def clipboard(page: Page) -> str:
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def copied(page: Page, act: Callable[[], object]) -> str:
    """What ``act`` puts on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('nothing yet')")
    act()
    # A promise is true before it is kept, so no wait of Playwright's can ask for it.
    told: str = page.evaluate(
        """async () => {
          for (;;) {
            const text = await navigator.clipboard.readText();
            if (text !== "nothing yet") return text;
            await new Promise((done) => setTimeout(done, 20));
          }
        }"""
    )
    return told


def today(style: str) -> str:
    """The day of access as each style's manual has it, written apart from the code tested."""
    day = date.today()
    return {
        "gbt7714": day.isoformat(),
        "taiwan": f"{day.year}年{day.month}月{day.day}日",
        "mla": f"{day.day} {SHORT.split()[day.month - 1]} {day.year}",
    }.get(style, f"{MONTHS.split()[day.month - 1]} {day.day}, {day.year}")


def expected(cited: Templates, style: str, url: str, lang: str = "zh-Hant", **where: Any) -> str:
    text = cited.citations(url, **where)[style][lang]
    return text.replace("{accessed}", today(style))


def select(page: Page, first: str, start: int, last: str, end: int) -> None:
    """Select from a character of block ``first`` to one of ``last``, as the page shows them."""
    page.evaluate(
        """([first, start, last, end]) => {
          const places = (id) => {
            const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
            const found = [];
            while (walker.nextNode()) {
              if (walker.currentNode.parentElement.closest("sup, .cefu-anchor, .headerlink")) continue;
              for (let i = 0; i < walker.currentNode.length; i++) found.push([walker.currentNode, i]);
            }
            return found;
          };
          const range = document.createRange(), stop = places(last)[end - 1];
          range.setStart(...places(first)[start]);
          range.setEnd(stop[0], stop[1] + 1);
          document.getElementById(first).scrollIntoView({ block: "center" });
          getSelection().removeAllRanges();
          getSelection().addRange(range);
        }""",
        [first, start, last, end],
    )
    expect(page.locator(".cefu-cite-bar")).to_be_visible()


def open_menu(page: Page, block: str) -> None:
    page.locator(f"[id='{block}'] :is(.cefu-anchor, .headerlink)").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()


def open_dialog(page: Page, block: str) -> None:
    open_menu(page, block)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()


#: What stands in italics in each style, of a report that is of no periodical and of a series.
ITALICS: dict[str, Callable[[str], list[str]]] = {
    "gbt7714": lambda title: [],
    "taiwan": lambda title: [],
    "chicago": lambda title: [title],
    "apa": lambda title: [title],
    "mla": lambda title: [title],
}


@pytest.mark.parametrize("style", list(STYLES))
def test_a_report_is_cited_in_each_style(
    page: Page, host: StaticHost, archive: Archive, cited: dict[str, Templates], style: str
) -> None:
    report = archive.reports[0]
    address = f"{host.url}reports/{report.id}/"
    visit(page, address)
    page.locator("#cite > summary").click()
    row = page.locator(f"#cite [data-style={style}]")
    text = copied(page, row.get_by_role("button").click)
    assert text == row.locator(".cefu-citation").inner_text()
    assert text == expected(cited[report.id], style, address)
    markup = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return item.types.includes("text/html") ? (await item.getType("text/html")).text() : "";
        }"""
    )
    # English styles set titles in italics, Chinese ones nothing.
    slanted = ITALICS[style](report.record.title["zh-Hant"])
    assert re.findall("<i>(.*?)</i>", markup) == slanted
    assert bool(markup) == bool(slanted)
    expect(page.get_by_role("status").filter(has_text="已複製").first).to_be_visible()


@pytest.mark.parametrize("style", list(STYLES))
@pytest.mark.parametrize("kind", ["heading", "paragraph"])
def test_a_section_and_a_paragraph_are_cited_in_each_style(
    page: Page, host: StaticHost, paged: Report, cited: dict[str, Templates], kind: str, style: str
) -> None:
    blocks = [b for b in paged.blocks if b.type == kind]
    block = next((b for b in blocks if b.page), blocks[-1])
    address = f"{host.url}reports/{paged.id}/#{block.id}"
    visit(page, address)
    open_dialog(page, block.id)
    row = page.get_by_role("dialog").locator(f"[data-style={style}]")
    text = copied(page, row.get_by_role("button").click)
    assert text == row.locator(".cefu-citation").inner_text()
    assert text == expected(cited[paged.id], style, address, passage=True, page=block.page)
    assert address in text
    assert not block.page or block.page in text.replace(address, "")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("已複製")


@pytest.mark.parametrize("lang", ["zh-Hans", "en"])
def test_other_languages_cite_their_own_address(
    page: Page, host: StaticHost, archive: Archive, cited: dict[str, Templates], lang: str
) -> None:
    report = archive.reports[0]
    address = f"{host.url}{lang}/reports/{report.id}/"
    visit(page, address)
    page.locator("#cite > summary").click()
    shown = page.locator("#cite [data-style=chicago] .cefu-citation").inner_text()
    assert shown == expected(cited[report.id], "chicago", address, lang)
    assert "cite_" not in page.locator("#cite").inner_text()


def test_the_page_in_force_is_the_one_marked_in_the_text(
    page: Page, host: StaticHost, archive: Archive
) -> None:
    checked = 0
    for report in archive.reports:
        page.goto(f"{host.url}reports/{report.id}/")
        marked = page.evaluate(
            """() => {
              const labels = {};
              let label = "";
              for (const node of document.querySelectorAll(".md-content article :is([id], .cefu-page)")) {
                if (node.matches(".cefu-page")) label = node.dataset.label;
                else if (/^(p|s)\\d/.test(node.id) && node.textContent.trim()) labels[node.id] = label;
              }
              return labels;
            }"""
        )
        data = page.evaluate("fetch('cite.json').then((answer) => answer.json())")
        for block in report.blocks:
            if block.page and marked.get(block.id) and not any(m.at == 0 for m in block.marks):
                assert data["pages"][block.id] == marked[block.id] == block.page
                checked += 1
    assert checked > 0


def test_the_menu_by_keyboard(page: Page, host: StaticHost, paged: Report) -> None:
    block = [b for b in paged.blocks if b.type == "paragraph"][1]
    address = f"{host.url}reports/{paged.id}/"
    visit(page, address)
    mark = page.locator(f"#{block.id} > .cefu-anchor")
    expect(mark).to_have_attribute("aria-haspopup", "menu")
    open_menu(page, block.id)
    expect(mark).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_have_count(0)
    expect(mark).to_be_focused()
    assert copied(page, lambda: (open_menu(page, block.id), page.keyboard.press("Enter"))) == (
        f"{address}#{block.id}"
    )
    expect(mark).to_be_focused()
    open_menu(page, block.id)
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}#{block.id}")
    expect(page.locator(f"#{block.id}:target")).to_be_visible()


def test_a_modified_click_follows_the_link(page: Page, host: StaticHost, paged: Report) -> None:
    block = next(b for b in paged.blocks if b.type == "paragraph")
    visit(page, f"{host.url}reports/{paged.id}/")
    with page.context.expect_page() as opened:
        page.locator(f"#{block.id} > .cefu-anchor").click(modifiers=["Control"])
    assert opened.value.url.endswith(f"#{block.id}")
    expect(page.get_by_role("menu")).to_have_count(0)


def test_the_dialog_gives_the_focus_back(page: Page, host: StaticHost, paged: Report) -> None:
    block = next(b for b in paged.blocks if b.type == "paragraph")
    visit(page, f"{host.url}reports/{paged.id}/")
    open_dialog(page, block.id)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(f"#{block.id} > .cefu-anchor")).to_be_focused()


def test_the_key_copies_in_the_style_used_last(
    page: Page, host: StaticHost, paged: Report, cited: dict[str, Templates]
) -> None:
    block = [b for b in paged.blocks if b.type == "paragraph"][2]
    address = f"{host.url}reports/{paged.id}/"
    visit(page, address)
    text = copied(page, lambda: page.keyboard.press("c"))
    assert text == expected(cited[paged.id], "taiwan", address), "at the head: the report"
    page.locator("#cite > summary").click()
    copied(page, page.locator("#cite [data-style=mla]").get_by_role("button").click)
    page.reload()
    page.wait_for_selector("html[data-cefu-cite=ready]")
    where = {"passage": True, "page": block.page}
    here = expected(cited[paged.id], "mla", f"{address}#{block.id}", **where)
    page.locator(f"#{block.id} > .cefu-anchor").focus()
    assert copied(page, lambda: page.keyboard.press("c")) == here, "in focus"
    page.evaluate(
        "(id) => { document.activeElement.blur(); document.getElementById(id)"
        ".scrollIntoView({block: 'start'}); scrollBy(0, -90); }",
        block.id,
    )
    assert copied(page, lambda: page.keyboard.press("c")) == here, "in view"


def test_the_key_can_be_switched_off_and_never_takes_a_letter(
    page: Page, host: StaticHost, paged: Report
) -> None:
    block = next(b for b in paged.blocks if b.type == "paragraph")
    visit(page, f"{host.url}reports/{paged.id}/")
    page.evaluate("navigator.clipboard.writeText('untouched')")
    page.locator("header input[type=search]").first.fill("")
    page.keyboard.type("c")
    expect(page.locator("header input[type=search]").first).to_have_value("c")
    open_dialog(page, block.id)
    page.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    page.reload()
    page.wait_for_selector("html[data-cefu-cite=ready]")
    page.keyboard.press("c")
    page.wait_for_timeout(200)
    assert clipboard(page) == "untouched"


def _selections(report: Report) -> list[tuple[str, int, str, int]]:
    """Within words, of one character, across a note or a page, across paragraphs."""
    blocks = [b for b in report.blocks if b.type == "paragraph" and len(b.text) > 120]
    first, second = blocks[-2], blocks[-1]
    found = [
        (first.id, 31, first.id, 43),
        (first.id, 57, first.id, 58),
        (first.id, 12, first.id, 110),
        (first.id, len(first.text) - 20, second.id, 25),
        (second.id, len(second.text) - 9, second.id, len(second.text)),
    ]
    for block in blocks:
        inner = [at for at in (*(m.at for m in block.marks), *(n.at for n in block.notes)) if at]
        # What stands before a note twice over cannot be told apart by words.
        once = inner and sum(block.text[: inner[0]] in b.text for b in report.blocks) == 1
        if once and 15 < inner[0] < len(block.text) - 15:
            found.append((block.id, inner[0] - 9, block.id, inner[0] + 9))
            break
    return found


def test_a_link_to_words_leads_to_them(page: Page, host: StaticHost, archive: Archive) -> None:
    reader = page.context.new_page()
    reader.set_viewport_size({"width": 1280, "height": 400})
    for report in archive.reports[:1]:
        address = f"{host.url}reports/{report.id}/"
        visit(page, address)
        for first, start, last, end in _selections(report):
            select(page, first, start, last, end)
            link = copied(page, page.get_by_role("button", name="連結到此").click)
            head, _, directive = link.partition(":~:")
            assert head == f"{address}#{first}"
            assert re.fullmatch(r"text=[\w%.,~-]+", directive, re.ASCII)
            # Without the anchor only the words can have moved the page.
            reader.goto("about:blank")
            reader.goto(f"{address}#:~:{directive}")
            reader.wait_for_function("scrollY > 0")
            reader.wait_for_timeout(300)
            top = reader.evaluate(
                """([id, start]) => {
                  const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
                  let left = start;
                  while (walker.nextNode()) {
                    const node = walker.currentNode;
                    if (node.parentElement.closest("sup, .cefu-anchor")) continue;
                    if (left < node.length) {
                      const range = document.createRange();
                      range.setStart(node, left);
                      range.setEnd(node, left + 1);
                      return range.getBoundingClientRect().top;
                    }
                    left -= node.length;
                  }
                }""",
                [first, start],
            )
            assert 0 <= top <= 400, unquote(directive)
        reader.goto("about:blank")
        reader.goto(link)
        # A browser that knows text fragments targets what holds the words.
        assert reader.evaluate(
            """(id) => {
              const block = document.getElementById(id), target = document.querySelector(":target");
              return block.contains(target) || target.contains(block);
            }""",
            first,
        )


def test_words_that_stand_earlier_too_are_told_apart(
    page: Page, host: StaticHost, archive: Archive
) -> None:
    report = archive.reports[0]
    text = next(b for b in reversed(report.blocks) if b.type == "paragraph")
    word = next(w for w in ("北韓", "美國", "南韓") if w in text.text)
    at = text.text.index(word)
    visit(page, f"{host.url}reports/{report.id}/")
    select(page, text.id, at, text.id, at + len(word))
    link = unquote(copied(page, page.get_by_role("button", name="連結到此").click))
    found = re.fullmatch(r".*:~:text=(?:(.+)-,)?(.+?)(?:,-(.+))?", link)
    assert found
    assert found[2] == word
    context = (found[1] or "") + word + (found[3] or "")
    earlier = "".join(b.text for b in report.blocks[: report.blocks.index(text)])
    assert context not in earlier
    assert text.text.index(context) == at - len(found[1] or "")


def test_selected_words_are_cited_with_their_page(
    page: Page, host: StaticHost, archive: Archive, cited: dict[str, Templates]
) -> None:
    """Just after a page mark within a paragraph the new page holds."""
    report, block, mark = next(
        (r, b, m) for r in archive.reports for b in r.blocks for m in b.marks
        if b.type == "paragraph" and 0 < m.at < len(b.text) - 12
    )  # fmt: skip
    address = f"{host.url}reports/{report.id}/#{block.id}"
    visit(page, address)
    select(page, block.id, mark.at + 1, block.id, mark.at + 11)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="連結到此")).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    row = page.get_by_role("dialog").locator("[data-style=taiwan]")
    text = copied(page, row.get_by_role("button").click)
    quotation = page.locator(".cefu-cite-quote").inner_text()
    words = block.text[mark.at + 1 : mark.at + 11]
    assert quotation == f"「{words.translate(str.maketrans('「」『』', '『』「」'))}」"
    where = {"passage": True, "page": mark.label}
    citation = expected(cited[report.id], "taiwan", address, **where)
    assert text == f"{quotation}\n{citation}"


def test_escape_puts_the_bar_away(page: Page, host: StaticHost, paged: Report) -> None:
    block = next(b for b in paged.blocks if b.type == "paragraph")
    visit(page, f"{host.url}reports/{paged.id}/")
    select(page, block.id, 3, block.id, 9)
    page.keyboard.press("Escape")
    expect(page.locator(".cefu-cite-bar")).to_be_hidden()
    assert page.evaluate("getSelection().toString().length") == 6


def test_by_touch_on_a_telephone(chromium: Browser, host: StaticHost, paged: Report) -> None:
    block = next(b for b in paged.blocks if b.type == "paragraph")
    context = chromium.new_context(viewport={"width": 390, "height": 800}, has_touch=True)
    page = context.new_page()
    visit(page, f"{host.url}reports/{paged.id}/")
    page.locator(f"#{block.id} > .cefu-anchor").tap()
    page.get_by_role("menuitem", name="引用本段").tap()
    dialog = page.get_by_role("dialog")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in dialog.get_by_role("button").all():
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24
    dialog.get_by_role("button", name="關閉").tap()
    expect(dialog).to_have_count(0)
    context.close()


def test_without_script_the_box_still_serves(
    chromium: Browser, host: StaticHost, paged: Report
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.url}reports/{paged.id}/")
    page.locator("#cite > summary").click()
    shown = page.locator("#cite [data-style=gbt7714] .cefu-citation").inner_text()
    assert f"reports/{paged.id}/" in shown
    assert "{" not in shown
    assert page.locator("#cite button:visible").count() == 0
    context.close()


def test_downloads_carry_the_whole_address(page: Page, host: StaticHost, archive: Archive) -> None:
    report = archive.reports[0]
    address = f"{host.url}reports/{report.id}/"
    visit(page, address)
    page.locator("#cite > summary").click()
    for name in ("BibTeX", "RIS", "CSL-JSON"):
        with page.expect_download() as download:
            page.get_by_role("link", name=name).click()
        assert address in Path(download.value.path()).read_text("utf-8")
        assert download.value.suggested_filename.startswith(report.id)


class _Head(HTMLParser):
    """The metadata of a page, as a reader without a browser finds it."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.coins: list[str] = []
        self.data: list[str] = []
        self._in_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in found:
            self.meta.append((found["name"], found.get("content", "")))
        if tag == "span" and "Z3988" in found.get("class", "").split():
            self.coins.append(found["title"])
        self._in_data = tag == "script" and found.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)
            self._in_data = False

    def all(self, name: str) -> list[str]:
        return [content for key, content in self.meta if key == name]


def read(path: Path) -> _Head:
    head = _Head()
    head.feed(path.read_text("utf-8"))
    return head


def zotero_type(head: _Head) -> str:
    """The item type by the rules of Zotero's Embedded Metadata translator."""
    guess = ""
    for name, _ in head.meta:
        known = {
            "citation_journal_title": "journalArticle",
            "citation_technical_report_institution": "report",
            "citation_book_title": "bookSection",
        }.get(name)
        if known:
            return known
        if name == "citation_title":
            guess = "journalArticle"
    return guess


ZOTERO_TYPES = {"report": "report", "article-journal": "journalArticle", "chapter": "bookSection"}


@pytest.mark.parametrize("lang", ["", "zh-Hans/", "en/"])
def test_zotero_and_scholar_read_the_head(site: Path, archive: Archive, lang: str) -> None:
    for report in archive.reports:
        head = read(site / lang / "reports" / report.id / "index.html")
        record = report.record
        # Google Scholar asks for a title, an author at least, and a date; Zotero the same names.
        title = record.title["en" if lang == "en/" else "zh-Hant"]
        assert head.all("citation_title") == [title]
        authors = [a for a in record.authors if a.role != "editor"]
        assert len(head.all("citation_author")) == len(authors)
        for author in head.all("citation_author"):
            assert ";" not in author
        (published,) = head.all("citation_publication_date")
        assert re.fullmatch(r"\d{4}(/\d\d){0,2}", published)
        assert published.replace("/", "-") == record.date.rstrip("?~%")
        assert zotero_type(head) == ZOTERO_TYPES[record.kind]
        if record.kind == "report":
            assert head.all("citation_technical_report_institution")
        assert head.all("DC.title") == [title]
        assert len(head.all("DC.creator")) + len(head.all("DC.contributor")) == len(record.authors)
        for name, content in head.meta:
            assert not name.startswith(("citation_", "DC.")) or (
                content and content == content.strip()
            )
        for name in ("citation_public_url", "citation_fulltext_html_url"):
            assert not head.all(name), "an address that is not whole helps nobody"


def test_json_ld_tells_the_record(site: Path, archive: Archive) -> None:
    for report in archive.reports:
        head = read(site / "reports" / report.id / "index.html")
        data, trail = map(json.loads, head.data)
        assert trail["@type"] == "BreadcrumbList"
        assert data["@context"] == "https://schema.org"
        assert data["headline"] == report.record.title["zh-Hant"]
        assert len(data.get("author", [])) == sum(a.role != "editor" for a in report.record.authors)
        assert data["@id"].endswith(f"reports/{report.id}/")
        assert not head.coins, "Zotero would take it for more than the tags"


def test_the_browser_completes_what_the_build_could_not_know(
    page: Page, host: StaticHost, archive: Archive
) -> None:
    address = f"{host.url}reports/{archive.reports[0].id}/"
    visit(page, address)
    for name in ("citation_public_url", "citation_fulltext_html_url"):
        expect(page.locator(f"meta[name={name}]")).to_have_attribute("content", address)


def test_a_known_address_and_a_hostile_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: Page, serve: Callable[..., StaticHost]
) -> None:
    """The site's own address is cited wherever the page is read; braces and markup stay words."""
    title = '{url} </script><img src=x onerror=alert(1)> "{page}" & {{accessed}}'
    sources = tmp_path / "sources"
    sources.mkdir()
    prose = "近年來能源情勢多變，各國紛紛調整政策，以求穩定供應。"
    (sources / "a.txt").write_text(f"能源之觀察\n\n壹、前言\n\n{prose}\n", "utf-8")
    record = {"title": {"zh-Hant": title}, "date": "2019-03"}
    (sources / "a.yml").write_text(json.dumps(record, ensure_ascii=False), "utf-8")
    monkeypatch.setenv("SITE_URL", "https://archive.example/sub")
    build(Project.at(tmp_path))
    address = "https://archive.example/sub/reports/a/"
    head = read(tmp_path / "site/reports/a/index.html")
    assert head.all("citation_title") == [title]
    assert head.all("citation_public_url") == [address]
    assert json.loads(head.data[0])["url"] == address
    assert address in (tmp_path / "site/reports/a/cite.bib").read_text("utf-8")
    visit(page, f"{serve(tmp_path / 'site').url}reports/a/")
    text = copied(page, lambda: page.keyboard.press("c"))
    assert title.replace('"', "“", 1)[:30] in text.replace('"', "“")
    assert address in text
    page.locator("#cite > summary").click()
    shown = page.locator("#cite [data-style=taiwan] .cefu-citation").inner_text()
    assert shown == text
