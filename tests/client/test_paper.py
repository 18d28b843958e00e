"""A report on paper: one button, and the notes with their paragraphs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from static_host import StaticHost

REPORT = "reports/003_a1a3a9df684f4396/"


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def test_the_button_prints(page: Page, base: str) -> None:
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(f"{base}{REPORT}")
    page.get_by_role("button", name="列印").click()
    assert page.evaluate("window.printed") is True


def test_each_note_is_printed_once_below_its_paragraph(page: Page, base: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{base}{REPORT}")
    ends = page.locator("ol.cefu-notes > li")
    referred = page.locator(".cefu-sheet .cefu-ref a").count()
    assert referred > 2
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    brought = page.locator(".cefu-paper-notes > li")
    expect(brought).to_have_count(referred)
    expect(brought.first).to_be_visible()
    for nth in range(ends.count()):
        expect(ends.nth(nth)).to_be_hidden()
    expect(page.locator("#notes")).to_be_hidden()
    # Below the paragraph that has the mark, and no address is there twice.
    before = page.evaluate(
        "[...document.querySelectorAll('.cefu-paper-notes')].every("
        "list => list.previousElementSibling.querySelectorAll('.cefu-ref').length"
        " === list.children.length)"
    )
    assert before
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(each => each.id)")
    assert len(ids) == len(set(ids))
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(brought).to_have_count(0)
    expect(ends.first).to_be_visible()


def test_numbers_of_paragraphs_are_within_the_sheet(page: Page, base: str) -> None:
    page.set_viewport_size({"width": 640, "height": 900})
    page.emulate_media(media="print")
    page.goto(f"{base}{REPORT}")
    numbers = page.locator(".cefu-sheet p > .cefu-anchor")
    edges = numbers.evaluate_all("found => found.map(each => each.getBoundingClientRect().left)")
    assert len(edges) > 20
    assert min(edges) >= 0
