"""The page for addresses that lead nowhere: in all languages, with ways that lead on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cefu.site.build import build
from cefu.site.project import Project
from static_host import StaticHost

BRIEF = "航道治理之觀察\n\n壹、前言\n\n近年來航運情勢多變，各國紛紛調整政策，以求穩定供應。\n"


@pytest.fixture(scope="module", params=["", "https://a.example/sub/path/"])
def small(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of one report, whose address is told or not."""
    folder = tmp_path_factory.mktemp("lost")
    (folder / "sources").mkdir()
    (folder / "sources" / "a.txt").write_text(BRIEF, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(
        f"site_name: 典藏\nsite_url: '{request.param}'\n", encoding="utf-8"
    )
    build(Project.at(folder))
    return folder / "site"


@pytest.mark.whole
@pytest.mark.parametrize("asked", ["gone/", "en/reports/gone/further/", "zh-Hans/gone"])
def test_what_is_lost_is_told_in_all_languages_and_leads_on(
    small: Path, asked: str, page: Page, serve: Callable[..., StaticHost]
) -> None:
    host = serve(small, below="/sub/path/")
    page.goto(host.url + asked)
    for words in ("此處無此頁", "此处没有这一页", "There is no page here"):
        expect(page.get_by_role("heading", name=words)).to_be_visible()
    expect(page.get_by_role("link", name="Reports")).to_have_attribute(
        "href", "/sub/path/en/reports/"
    )
    page.get_by_role("link", name="Reports").click()
    expect(page).to_have_url(host.url + "en/reports/")
    page.goto(host.url + asked)
    expect(page.get_by_role("link", name="報告")).to_have_attribute("href", "/sub/path/reports/")
    page.get_by_role("searchbox", name="檢索").fill("航運")
    page.get_by_role("searchbox", name="檢索").press("Enter")
    expect(page).to_have_url(host.url + "search/?q=%E8%88%AA%E9%81%8B")
