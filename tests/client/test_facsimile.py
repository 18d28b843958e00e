"""Pictures of pages: small, beside the text, the line marked; by keyboard, on a phone, without scripts.

The truth is where ``small_pdf`` was told to set the lines.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from accessibility import violations
from cefu.archive.pictures.facsimiles import facsimile_pages, facsimiles
from cefu.archive.report import make_report
from cefu.inputs.documents.guarded import draw_small_guarded
from cefu.inputs.sidecar import Sidecar, parse_sidecar
from cefu.inputs.sources import source_at
from cefu.model.document import PageMark, Report
from cefu.model.errors import CefuError
from cefu.outputs.html.report.plates import shares
from cefu.site.build import build
from cefu.site.project import Project
from small_pdf import SmallPdf
from static_host import StaticHost

#: Where on its page each first line stands: the base line in points, and the page's height.
FIRST_LINES, HEIGHT = (120, 300, 80), 842
PROSE = [
    "北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船",
    "隊的配置。航運業者普遍認為，保險費率仍是決定航線的主因，而",
    "非距離；地方政府則期待新的航線能帶動就業與稅收。",
]
SIDECAR = "title: {zh-Hant: 北方航道報告, en: The Northern Route}\nlanguage: zh-Hant\n"
SHOWN = f"{SIDECAR}facsimile: true\n"


def _pdf(path: Path) -> Path:
    """Three numbered pages, each with its first line elsewhere."""
    pdf = SmallPdf()
    for number, y in enumerate(FIRST_LINES, 1):
        page = pdf.page()
        if number == 1:
            page.words(80, 60, "北方航道報告", 18, "B")
        page.lines(80, y, PROSE)
        page.words(295, 800, str(number), 10)
    pdf.write(path)
    return path


def _marks(report: Report) -> list[PageMark]:
    return [mark for block in report.blocks for mark in block.marks]


def _report(path: Path, sidecar: str = SHOWN) -> Report:
    return make_report(source_at(_pdf(path)), parse_sidecar(sidecar, "a.yml"))


def test_a_mark_knows_its_page_and_where_its_line_stands(tmp_path: Path) -> None:
    marks = _marks(_report(tmp_path / "a.pdf"))
    assert [mark.facsimile and mark.facsimile.page for mark in marks] == [0, 1, 2]
    for mark, y in list(zip(marks, FIRST_LINES, strict=True))[1:]:
        assert mark.facsimile
        left, top, _, height = shares(mark.facsimile)
        assert left == pytest.approx(100 * 80 / 595, abs=1)
        assert top < 100 * y / HEIGHT <= top + height + 1


def test_pictures_are_off_unless_asked_for(tmp_path: Path) -> None:
    assert facsimile_pages(_report(tmp_path / "a.pdf", SIDECAR)) == []
    report = make_report(source_at(tmp_path / "a.pdf"), Sidecar())
    assert [mark.facsimile for mark in _marks(report)] == [None, None, None]


def test_only_a_pdf_has_pages_to_show(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("報告\n\n航運業者普遍認為保險費率仍是主因。\n", encoding="utf-8")
    with pytest.raises(CefuError, match="no pages to show") as told:
        make_report(source_at(path), parse_sidecar(SHOWN, "a.yml"))
    assert (str(told.value.file), told.value.line) == ("a.yml", 3)
    with pytest.raises(CefuError, match="neither true nor false"):
        parse_sidecar("facsimile: perhaps\n", "a.yml")


def test_a_page_of_noise_is_made_as_small_as_another(tmp_path: Path) -> None:
    noise = io.BytesIO()
    Image.frombytes("RGB", (900, 1270), os.urandom(900 * 1270 * 3)).save(noise, "PDF")
    (tmp_path / "noise.pdf").write_bytes(noise.getvalue())
    data = draw_small_guarded(tmp_path / "noise.pdf", [0])[0]
    assert len(data) <= 120_000
    assert Image.open(io.BytesIO(data)).format == "WEBP"


def test_pages_are_drawn_sharp_enough_to_read(tmp_path: Path) -> None:
    report = _report(tmp_path / "a.pdf")
    made = facsimiles(report, tmp_path)
    assert len(made) == 3
    for data in made.values():
        picture = Image.open(io.BytesIO(data))
        assert len(data) <= 120_000
        assert picture.height >= 1200
        assert picture.width / picture.height == pytest.approx(595 / HEIGHT, abs=0.01)


@pytest.fixture(scope="module")
def host(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., StaticHost]
) -> StaticHost:
    folder = tmp_path_factory.mktemp("facsimile")
    (folder / "sources").mkdir()
    _pdf(folder / "sources" / "a.pdf")
    (folder / "sources" / "a.yml").write_text(SHOWN, encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: 試\n", encoding="utf-8")
    build(Project.at(folder))
    return serve(folder / "site", below="/archive/")


def test_by_keyboard_beside_the_text(page: Page, host: StaticHost) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host.url}reports/a/")
    mark, dialog = page.locator("#page-2"), page.get_by_role("dialog")
    expect(mark).to_have_attribute("aria-haspopup", "dialog")
    assert not [url for url in asked if url.endswith(".webp")]
    mark.focus()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("heading", name="第 2 頁")).to_be_visible()
    image = dialog.get_by_role("img", name="書影")
    expect(image).to_have_js_property("complete", True)
    assert image.evaluate("image => image.naturalHeight") >= 1200
    picture, line = image.bounding_box(), page.locator(".cefu-leaf-line").bounding_box()
    text = page.locator("article p:has(#page-2)").bounding_box()
    assert picture
    assert line
    assert text
    down = (line["y"] + line["height"] - picture["y"]) / picture["height"]
    assert down == pytest.approx(FIRST_LINES[1] / HEIGHT, abs=0.01)
    assert text["x"] + text["width"] <= picture["x"]
    page.keyboard.press("ArrowRight")
    expect(dialog.get_by_role("heading", name="第 3 頁")).to_be_visible()
    expect(dialog.get_by_role("button", name="下一頁")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator("#page-3")).to_be_focused()


@pytest.mark.parametrize("lang", ["", "zh-Hans/", "en/"])
@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_for_all_readers(page: Page, host: StaticHost, lang: str, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"{host.url}{lang}reports/a/")
    # Before its script has come, the mark is a link.
    expect(page.locator("#page-2")).to_have_attribute("aria-haspopup", "dialog")
    page.locator("#page-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cefu-leaf img")).to_be_visible()
    box = page.get_by_role("dialog").bounding_box()
    assert box
    assert (box["width"] == size[0]) == (size[0] < 960)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert violations(page) == []


def test_without_scripts_a_mark_is_a_link(chromium: Browser, host: StaticHost) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{host.url}reports/a/")
    address = page.locator("#page-2").evaluate("mark => mark.href")
    answer = context.request.get(address)
    assert answer.status == 200
    assert Image.open(io.BytesIO(answer.body())).format == "WEBP"
    context.close()
