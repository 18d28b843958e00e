"""Readers of old addresses are told what became of the text, with no script at all."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from cefu.inputs.sidecar import read_sidecar
from cefu.model.errors import CefuError
from cefu.site.build import preprocess
from cefu.site.project import Project

FIRST = """北方航道的治理與展望

一、背景

北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船隊的配置，並評估相關風險。

甲國應於三個月之內提出破冰船隊的更新計畫，並將經費來源與工期一併送請理事會審查。

二、結論

部分內陸國家希望藉由聯合運輸取得出海的機會，並願意分攤建設經費，專家建議先從水文資料做起。
"""
THEN = FIRST.replace(FIRST.splitlines()[6] + "\n\n", "").replace("並評估相關風險", "並檢討相關風險")


@pytest.fixture
def pages(tmp_path: Path) -> dict[str, str]:
    """The report's page in each language after its text has been changed."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "r.txt").write_text(FIRST, encoding="utf-8")
    preprocess(Project.at(tmp_path))
    (sources / "r.txt").write_text(THEN, encoding="utf-8")
    (sources / "r.yml").write_text('changed: "2019-03"\n', encoding="utf-8")
    (sources / "SHA256SUMS").unlink()
    project = Project.at(tmp_path)
    preprocess(project)
    found = sorted(tmp_path.rglob("reports/r/index.md"))
    return {"/".join(path.parts[-5:-3]): html.unescape(path.read_text("utf-8")) for path in found}


def test_the_page_tells_what_became_of_each_address_in_three_languages(
    pages: dict[str, str],
) -> None:
    assert len(pages) == 3
    said = "".join(pages.values())
    for words in ("原有文字已刪除", "原有文字已删除", "is no longer in the report", "March 2019"):
        assert words in said
    for page in pages.values():
        (gone,) = re.findall(r'<div id="p2" class="cefu-moved">(.*?)</div>', page)
        assert re.search("甲[國国]", gone)
        told = re.findall(r'<p class="cefu-told"[^>]*>(.*?)</p>', page)
        assert len(told) == 2  # of the one that is gone, and of the one that was changed


NOTED = """北方航道的治理與展望

一、背景

北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船隊的配置。[1]

甲國應於三個月之內提出破冰船隊的更新計畫，並送請理事會審查。[2]

註釋

[1] 王大明，〈北方航道的通航期與港口配置〉，《航運季刊》，2018年，頁12。
[2] 李小華，《破冰船隊的更新計畫》，2017年，頁3。
"""


def test_notes_tell_what_became_of_them_and_what_stands_before_all_has_a_place(
    tmp_path: Path,
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "r.txt").write_text(NOTED, encoding="utf-8")
    preprocess(Project.at(tmp_path))
    first = NOTED.replace("《航運季刊》，2018年，頁12", "《航運學報》，2019年，頁15")
    lines = [line for line in first.splitlines(keepends=True) if "李小華" not in line]
    (sources / "r.txt").write_text("".join(lines).replace("審查。[2]", "審查。"), encoding="utf-8")
    (sources / "SHA256SUMS").unlink()
    preprocess(Project.at(tmp_path))
    (path,) = [p for p in tmp_path.rglob("reports/r/index.md") if "docs-en" in p.parts]
    page = html.unescape(path.read_text("utf-8"))
    (note,) = re.findall(r'<li id="n1">.*?</li>', page, re.DOTALL)
    assert '<span class="cefu-told"' in note
    assert "航運季刊" in note.partition("cefu-told")[2]  # what stood there before
    (gone,) = re.findall(r'<(?:span|div) id="n2" class="cefu-moved">(.*?)</(?:li|div)>', page)
    assert "is no longer in the report" in gone
    assert '<div id="s0" class="cefu-moved"></div>' in page


def test_what_is_told_shows_only_where_an_old_address_arrives(
    chromium: Browser, root: Path, tmp_path: Path
) -> None:
    css = root / "scripts/cefu/site/theme/assets/cefu/css/reading/report.css"
    page = chromium.new_context(java_script_enabled=False).new_page()
    block = (
        '<p id="p1">通航期</p><p class="cefu-told">有修改</p>'
        '<ol class="cefu-notes"><li id="n1">頁12<span class="cefu-told">註已改</span></li></ol>'
        '<div class="cefu-parallel"><p>Season</p><p id="p4">季節</p></div>'
        '<p class="cefu-told">對照已改</p>'
    )
    moved = (
        '<div id="p2" class="cefu-moved"><p class="cefu-told">已刪除</p></div><p id="p3">末段</p>'
    )
    path = tmp_path / "told.html"
    path.write_text(
        f'<meta charset="utf-8"><style>{css.read_text("utf-8")}</style>'
        f'<div class="md-typeset">{block}{moved}</div>',
        encoding="utf-8",
    )
    shown = {}
    for anchor in ("", "p1", "p2", "p3", "n1", "p4"):
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#{anchor}")
        notes = page.locator(".cefu-told").all()
        shown[anchor] = [note.inner_text() for note in notes if note.is_visible()]
    page.context.close()
    assert shown == {
        "": [],
        "p1": ["有修改"],
        "p2": ["已刪除"],
        "p3": [],
        "n1": ["註已改"],
        "p4": ["對照已改"],
    }


def test_the_date_of_a_change_is_a_date(tmp_path: Path) -> None:
    path = tmp_path / "r.yml"
    path.write_text('changed: "2019-13"\n', encoding="utf-8")
    with pytest.raises(CefuError, match="changed"):
        read_sidecar(path)
