"""WCAG 2.2 A and AA by axe-core on each view of the desk: light and dark, in each language, on a
phone too; and the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import pale_words, violations

TEXT = "河務紀要\n作者：王大川\n2019年5月\n\n一、緣起\n\n河水東流入海，沿岸田疇相望，居民以灌溉為業。河務局於2018年5月開辦。\n"
VIEWS = [
    "", "inbox/", "record/", "record/river", "reading/", "reading/river", "names/",
    "names/record/river-office", "dates/", "addresses/", "publish/",
]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("access")
    (made / "sources").mkdir()
    (made / "sources" / "river.txt").write_text(TEXT, "utf-8")
    authorities = made / "sources" / "authorities"
    authorities.mkdir()
    (authorities / "bodies.yml").write_text(
        "- id: river-office\n  type: organisation\n"
        "  names: {zh-Hant: 河務局, zh-Hans: 河务局, en: River Office}\n  variants: [河務局]\n"
        "  description: {zh-Hant: 官署。, en: An office.}\n",
        "utf-8",
    )
    return made


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_axe_finds_nothing(desk: Callable[[Path], Any], folder: Path, language: str) -> None:
    at = desk(folder)
    page = at.page
    with page.expect_navigation():
        page.locator("#desk-language").select_option(language)
    assert page.evaluate("document.documentElement.lang") == language
    for view in VIEWS:
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        at.go(view)
        assert violations(page) == [], view


def test_axe_finds_nothing_by_night(desk: Callable[[Path], Any], folder: Path) -> None:
    at = desk(folder)
    at.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    for view in VIEWS:
        at.go(view)
        assert pale_words(at.page) == [], view


def test_with_a_document_on_a_phone(
    desk: Callable[[Path], Any], folder: Path, tmp_path: Path
) -> None:
    at = desk(folder)
    page = at.page
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(reduced_motion="reduce")
    note = tmp_path / "note.txt"
    note.write_text(TEXT.replace("河", "湖"), "utf-8")
    at.go("inbox/")
    page.set_input_files("#inbox-files", [note])
    expect(page.locator("article.card form")).to_be_visible(timeout=60_000)
    assert violations(page) == []
    for view in VIEWS:
        at.go(view)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, view


def test_by_keyboard_alone(desk: Callable[[Path], Any], folder: Path) -> None:
    at = desk(folder)
    page = at.page
    at.go("")
    page.keyboard.press("?")
    dialog = page.locator("#desk-keys")
    expect(dialog).to_be_visible()
    expect(dialog.locator("tr", has_text="收件匣").locator("kbd")).to_have_text(["g", "i"])
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("g")
    page.keyboard.press("b")
    page.wait_for_url("**/record/")
    page.keyboard.press("g")
    page.keyboard.press("h")
    page.wait_for_selector("#home-filter")
    page.wait_for_load_state()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "home-filter"
    page.keyboard.type("g i ?")
    expect(page.locator("#home-filter")).to_have_value("g i ?")


def test_single_keys_can_be_switched_off(desk: Callable[[Path], Any], folder: Path) -> None:
    at = desk(folder)
    page = at.page
    at.go("")
    page.locator("#desk-help").click()
    page.locator("#desk-keys-on").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.locator("#desk-keys")).to_be_hidden()


def test_a_file_edited_under_the_desk_is_shown_by_itself(
    desk: Callable[[Path], Any], folder: Path
) -> None:
    at = desk(folder)
    at.go("")
    expect(at.page.locator("#home-reports")).to_contain_text("河務紀要", timeout=60_000)
    (folder / "sources" / "river.yml").write_text("title: {zh-Hant: 河務紀要補}\n", "utf-8")
    expect(at.page.locator("#home-reports")).to_contain_text("河務紀要補", timeout=60_000)
    (folder / "sources" / "river.yml").write_text("titel: 錯\n", "utf-8")
    expect(at.page.locator(".desk-fault")).to_contain_text("titel", timeout=60_000)
    (folder / "sources" / "river.yml").unlink()
    expect(at.page.locator(".desk-fault")).to_have_count(0, timeout=60_000)
