"""Each verb of the reading desk, in a real browser, down to the sidecar."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from accessibility import violations
from cefu.archive.report import report_of
from cefu.desk.views.reading.alike import alike
from cefu.desk.views.reading.model import lines_of, places
from cefu.inputs.documents import read_document
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import source_at
from try_desk import SIDECAR, archive, in_scheme, opened


@pytest.fixture(scope="module")
def archive_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive(tmp_path_factory.mktemp("reading") / "archive")


@pytest.fixture(scope="module")
def address(archive_kept: Path, desk_at: Callable[[Path], str]) -> str:
    return desk_at(archive_kept)


@pytest.fixture
def folder(archive_kept: Path) -> Path:
    """The archive as it was before any decision."""
    (archive_kept / "sources/river.yml").write_text(SIDECAR, "utf-8")
    return archive_kept


@pytest.fixture
def desk(page: Page, folder: Path, address: str) -> Page:
    opened(page, address, "reading/river")
    return page


def _hints(folder: Path) -> list[dict[str, Any]]:
    found = yaml.safe_load((folder / "sources/river.yml").read_text("utf-8"))
    return found.get("hints", []) or []


def _choose(page: Page, words: str, *, shift: bool = False) -> None:
    modifiers: Any = ["Shift"] if shift else []
    page.locator(".source-lines li", has_text=words).first.click(modifiers=modifiers)


def _said(page: Page, key: str) -> None:
    with page.expect_response(lambda r: r.request.method == "POST" and "/reading/" in r.url):
        page.keyboard.press(key)


@pytest.mark.parametrize(
    ("words", "key", "verdict"),
    [
        ("各港概況", "2", {"verdict": "heading", "level": 2}),
        ("各港概況", "h", {"verdict": "heading"}),
        ("然而近年", "n", {"verdict": "new-paragraph"}),
        ("航運仍具", "o", {"verdict": "join"}),
        ("各港展望", "f", {"verdict": "furniture"}),
        ("資料來自", "m", {"verdict": "note"}),
        ("資料來自", "i", {"verdict": "figure"}),
        ("資料來自", "c", {"verdict": "caption"}),
        ("資料來自", "l", {"verdict": "list_item"}),
        ("資料來自", "w", {"verdict": "source_line"}),
        ("林甲", "y", {"verdict": "byline"}),
        ("河川航運政策", "T", {"verdict": "title"}),
        ("資料來自", "k", {"verdict": "new-block"}),
    ],
)
def test_one_key_says_what_a_line_is(
    desk: Page, folder: Path, words: str, key: str, verdict: dict[str, Any]
) -> None:
    _choose(desk, words)
    started = time.monotonic()
    _said(desk, key)
    expect(desk.locator(".source-lines li.said", has_text=words)).to_be_visible()
    assert time.monotonic() - started < 5
    hint = _hints(folder)[0]
    assert {k: hint[k] for k in verdict} == verdict
    assert hint["find"] in (folder / "sources/river.txt").read_text("utf-8")
    assert hint["reason"]
    text = (folder / "sources/river.yml").read_text("utf-8")
    assert text.startswith("# checked\ntitle: {zh-Hant: 河川航運政策之回顧, en: River traffic}\n")


def test_a_block_is_joined_to_the_one_before_from_any_of_its_lines(
    desk: Page, folder: Path
) -> None:
    _choose(desk, "然而近年")
    _said(desk, "j")
    expect(desk.locator(".source-lines li.said", has_text="河川航運於")).to_be_visible()
    assert _hints(folder)[0]["find"].startswith("河川航運於")
    assert _hints(folder)[0]["verdict"] == "join"


def test_rows_chosen_together_become_a_table(desk: Page, folder: Path) -> None:
    _choose(desk, "甲港")
    desk.keyboard.press("Shift+ArrowDown")
    _said(desk, "b")
    expect(desk.locator("#reading-result table tr")).to_have_count(2)
    assert [hint["verdict"] for hint in _hints(folder)] == ["table", "table"]


def test_lines_chosen_together_become_one_block(desk: Page, folder: Path) -> None:
    _choose(desk, "各港概況")
    desk.keyboard.press("Shift+ArrowDown")
    _said(desk, "2")
    expect(desk.locator("#reading-result .part.heading", has_text="各港概況甲港")).to_have_count(1)
    assert [hint["verdict"] for hint in _hints(folder)] == ["heading", "join"]


def test_a_line_is_split_where_the_cursor_stands(desk: Page, folder: Path) -> None:
    _choose(desk, "第二項工作")
    desk.keyboard.press("s")
    field = desk.locator("#reading-split-text")
    expect(field).to_be_focused()
    _said(desk, "Enter")
    expect(desk.locator("#reading-result .part", has_text="第二項工作")).to_have_count(1)
    assert _hints(folder)[0]["find"].startswith("第二項工作")
    assert (
        desk.locator("#reading-result .part", has_text="第二項工作").inner_text().count("第二項")
        == 1
    )


def test_lines_read_alike_are_offered_and_treated_alike(desk: Page, folder: Path) -> None:
    _choose(desk, "第 3 頁")
    _said(desk, "c")
    offered = desk.locator("#reading-alike-list li")
    expect(offered).to_have_count(1)
    assert "第 4 頁" in offered.inner_text()
    _said(desk, "a")
    expect(desk.locator(".source-lines li.said")).to_have_count(2)
    assert [(hint["find"], hint["verdict"]) for hint in _hints(folder)] == [
        ("第 3 頁", "caption"),
        ("第 4 頁", "caption"),
    ]


def test_what_a_keeper_said_can_be_taken_away_and_undone(desk: Page, folder: Path) -> None:
    before = (folder / "sources/river.yml").read_bytes()
    _choose(desk, "各港概況")
    _said(desk, "2")
    assert len(_hints(folder)) == 1
    # It was unsure, so the desk goes on to the next such line once the verdict is shown.
    expect(desk.locator(".source-lines li.said", has_text="各港概況")).to_be_visible()
    _choose(desk, "各港概況")
    _said(desk, "x")
    assert _hints(folder) == []
    with desk.expect_response(lambda r: r.url.endswith("/undo")):
        desk.keyboard.press("u")
    with desk.expect_response(lambda r: r.url.endswith("/undo")):
        desk.keyboard.press("u")
    assert (folder / "sources/river.yml").read_bytes() == before


def test_words_selected_get_an_editorial_note(desk: Page, folder: Path) -> None:
    _choose(desk, "平川")
    desk.keyboard.press("e")
    area = desk.locator("#reading-note-text")
    area.evaluate("(e) => { const at = e.value.indexOf('平川'); e.setSelectionRange(at, at + 2); }")
    desk.fill("[name=zh-Hant]", "原文如此，應為「平昌」。")
    desk.fill("[name=en]", "Sic.")
    desk.fill("[name=reason]", "壹、作平昌")
    with desk.expect_response(lambda r: r.url.endswith("/note")):
        desk.locator("#reading-note button.main").click()
    found = yaml.safe_load((folder / "sources/river.yml").read_text("utf-8"))["emendations"]
    assert found[0]["find"] == "平川"
    assert found[0]["note"]["en"] == "Sic."


def test_a_file_changed_by_an_editor_is_shown_beside_the_decision(desk: Page, folder: Path) -> None:
    sidecar = folder / "sources/river.yml"
    sidecar.write_text(sidecar.read_text("utf-8") + "issue: '12'  # by hand\n", "utf-8")
    theirs = sidecar.read_text("utf-8")
    _choose(desk, "各港概況")
    _said(desk, "2")
    dialog = desk.locator("dialog.stale")
    expect(dialog).to_be_visible()
    assert "by hand" in dialog.inner_text()
    assert "各港概況" in dialog.inner_text()
    assert sidecar.read_text("utf-8") == theirs
    with desk.expect_response(lambda r: r.request.method == "POST"):
        dialog.locator("button.main").click()
    expect(desk.locator(".source-lines li.said")).to_have_count(1)
    assert sidecar.read_text("utf-8").startswith(theirs)


def test_a_block_and_its_lines_show_each_other(desk: Page) -> None:
    desk.locator("#reading-result .part", has_text="然而近年").hover()
    expect(desk.locator(".source-lines li.near")).to_have_count(2)
    desk.locator(".source-lines li", has_text="航運仍具").hover()
    expect(desk.locator("#reading-result .part.near", has_text="航運仍具")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing(desk: Page, scheme: str) -> None:
    in_scheme(desk, scheme)
    assert violations(desk) == []


def test_lines_alike_went_the_same_way(folder: Path) -> None:
    path = folder / "sources/river.txt"
    document = read_document(path)
    lines = lines_of(document)
    report = report_of(document, source_at(path), Sidecar())
    made = places(report, lines)
    texts = [line.text for line in lines]
    three, four = texts.index("第 3 頁"), texts.index("第 4 頁")
    if made[three].role == made[four].role:
        assert four in alike(lines, made, three)
    assert texts.index("林甲") not in alike(lines, made, three)
    assert four not in alike(lines, made, three, {four})
