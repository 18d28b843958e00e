"""Life of a report at the desk: each verb in a real browser, down to the files and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from accessibility import violations
from cefu.addresses import write_lock
from cefu.archive.reading import read_archive
from cefu.desk.decisions.journal import undo
from try_desk import TEXT, archive, in_scheme, opened

OTHER = "航運月刊\n\n一、經過\n\n河港會談於2018年5月26日在甲港舉行，雙方就疏濬交換意見。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = archive(tmp_path_factory.mktemp("life") / "archive", **{"two.txt": OTHER})
    write_lock(kept / "sources", read_archive(kept / "sources").lock)
    return kept


def decide(page: Page, verb: str, **fields: str) -> None:
    form = page.locator(f"form[data-verb={verb}]")
    for name, value in fields.items():
        form.locator(f"[name='{name}']").fill(value)
    with page.expect_response(lambda r: r.url.endswith(f"/life/{verb}")) as answer:
        form.get_by_role("button").click()
    assert answer.value.ok, answer.value.text()
    page.wait_for_url("**/record/")


def _said(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / "sources" / name).read_text("utf-8"))


def test_each_verb_writes_its_files_and_is_taken_back(
    page: Page, folder: Path, desk_at: Callable[[Path], str]
) -> None:
    sources = folder / "sources"
    before = {p: p.read_bytes() for p in sources.rglob("*") if p.is_file()}
    base = opened(page, desk_at(folder), "record/river/life")
    decide(page, "rename", to="river-2018")
    assert _said(folder, "river-2018.yml")["former_ids"] == ["river"]
    assert (sources / "river-2018.txt").read_text("utf-8") == TEXT
    undo(folder)
    page.goto(base + "record/two/life")
    page.locator("form[data-verb=supersede] [name=to]").fill("nobody")
    page.locator("form[data-verb=supersede] button").click()
    expect(page.locator("#desk-said")).to_contain_text("nobody")
    decide(page, "supersede", to="river")
    assert _said(folder, "two.yml") == {"superseded_by": "river"}
    undo(folder)
    page.goto(base + "record/two/life")
    decide(page, "join", to="river")
    assert not (sources / "two.txt").exists()
    undo(folder)
    page.goto(base + "record/two/life")
    decide(page, "withdraw", **{"zh-Hant": "權利人要求", "date": "2024-05"})
    withdrawn = {"date": "2024-05", "reason": {"zh-Hant": "權利人要求"}}
    assert _said(folder, "two.yml")["withdrawn"] == withdrawn
    page.goto(base + "record/river/life")
    with page.expect_response(lambda r: r.url.endswith("/undo")):
        page.keyboard.press("u")
    assert {p: p.read_bytes() for p in sources.rglob("*") if p.is_file()} == before


@pytest.mark.parametrize("language", ["zh-Hant", "zh-Hans", "en"])
def test_axe_finds_nothing(
    page: Page, folder: Path, desk_at: Callable[[Path], str], language: str
) -> None:
    opened(page, desk_at(folder), "record/river/life")
    with page.expect_navigation():
        page.select_option("#desk-language", language)
    page.wait_for_load_state("networkidle")
    in_scheme(page, "slate" if language == "en" else "default")
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
