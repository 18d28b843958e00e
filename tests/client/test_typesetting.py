"""Lines as they are set, measured in Chromium, after the W3C's requirements for Chinese (CLREQ)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from static_host import StaticHost

MEASURE = (Path(__file__).parents[1] / "data" / "lines.js").read_text("utf-8")
MEASURE = MEASURE[MEASURE.index("()") :]
PAGES = ("reports/001_b381afec6ca0a10f/", "reports/002_1b8b83c89ac8b0f5/", "timeline/")
#: In addresses, which break anywhere, and notes that end in the way back.
APART = ("cite-", "n")
#: Paragraphs whose last words a note or a name goes through may end in one character.
MOST_LONE = 2


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [1280, 768, 390])
def test_lines_are_set_as_chinese_is(page: Page, host: StaticHost, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(host.url + path)
    page.wait_for_load_state("networkidle")
    found = page.evaluate(MEASURE)

    def of_text(kind: str) -> list[list[object]]:
        return [each for each in found[kind] if each[0] and not str(each[0]).startswith(APART)]

    assert found["blocks"] > 50
    assert of_text("bad") == [], "begin with what may not begin a line"
    assert found["mark"] == [], "begin with the mark of a note"
    assert of_text("stretch") == [], "letters or figures pulled apart"
    assert len(of_text("lone")) <= MOST_LONE, of_text("lone")


def test_the_measure_finds_what_it_looks_for(page: Page) -> None:
    page.set_content(
        """<div class="md-content" style="font: 20px serif">
        <p id="a" style="width: 100px">甲乙丙丁<br>戊</p>
        <p id="b">甲乙丙丁<br>、戊己庚</p>
        <p id="c">甲乙丙丁<br><sup>2</sup>戊己庚</p>
        <p id="d"><span style="letter-spacing: 8px">2018</span>年以來</p></div>"""
    )
    found = page.evaluate(MEASURE)
    assert {kind: [each[0] for each in found[kind]] for kind in found if kind != "blocks"} == {
        "lone": ["a"],
        "bad": ["b"],
        "mark": ["c"],
        "stretch": ["d"],
    }
