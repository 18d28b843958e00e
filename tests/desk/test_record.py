"""The record's form: what is written is what was changed, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from accessibility import violations
from cefu.desk.records.fields import ELSEWHERE, FIELDS, SHAPED, edited
from cefu.desk.records.proposals import Glossary
from cefu.desk.records.rights import STATEMENTS
from cefu.inputs.sidecar import KEYS, read_sidecar
from cefu.model.authority import Authority
from cefu.model.errors import CefuError

SIDECAR = """\
# Kept by hand since 2019.
title: {zh-Hant: 河務紀要}  # as printed
date: "2019"   # the year only

authors:
  - name: {zh-Hant: 王大川}
rights: {zh-Hant: 著作權屬原作者。}
"""


def test_every_key_of_a_sidecar_has_its_place() -> None:
    placed = [field.key for field in FIELDS] + [*SHAPED, *ELSEWHERE]
    assert sorted(placed) == sorted(KEYS)


def test_nothing_but_what_was_changed_changes() -> None:
    after = edited(SIDECAR, [("title.en", "Notes on the River"), ("date", "2019-05")])
    before, now = SIDECAR.splitlines(), after.splitlines()
    assert len(before) == len(now)
    assert [n for n, (a, b) in enumerate(zip(before, now, strict=True)) if a != b] == [1, 2]
    assert now[1] == "title: {zh-Hant: 河務紀要, en: Notes on the River}  # as printed"
    assert now[2].startswith("date: ")
    assert "2019-05" in now[2]
    assert "# the year only" in now[2]


def test_an_emptied_field_goes() -> None:
    assert "rights" not in edited(SIDECAR, [("rights.zh-Hant", "")])
    assert "date" not in edited(SIDECAR, [("date", "")])


@pytest.mark.parametrize("path", ["hints", "id", "withdrawn.date", "nonsense", "", ".en"])
def test_what_is_not_on_the_form_cannot_be_written(path: str) -> None:
    with pytest.raises(CefuError):
        edited(SIDECAR, [(path, "x")])


def test_every_statement_of_rights_is_said_in_both_languages() -> None:
    assert all(set(each.words) == {"zh-Hant", "en"} for each in STATEMENTS)


def test_longer_names_come_before_the_shorter_within_them() -> None:
    def named(ident: str, chinese: str, english: str) -> Authority:
        return Authority(ident, "place", {"zh-Hant": chinese, "en": english}, (), {})

    glossary = Glossary([named("a", "朝鮮", "Korea"), named("b", "朝鮮半島", "Korean Peninsula")])
    assert glossary.of("二、朝鮮半島情勢") == [("朝鮮半島", "Korean Peninsula")]
    assert glossary.of("朝鮮半島與朝鮮") == [("朝鮮半島", "Korean Peninsula"), ("朝鮮", "Korea")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    text = "河務紀要\n作者：王大川\n2019年5月\n\n一、緣起\n\n河水東流入海，沿岸田疇相望。\n"
    (sources / "river.txt").write_text(text, "utf-8")
    (sources / "river.yml").write_text(SIDECAR, "utf-8")
    return tmp_path


def test_by_hand(desk: Callable[[Path], Any], folder: Path) -> None:
    at = desk(folder)
    at.go("record/river")
    page = at.page
    expect(page.locator("[data-evidence=title]")).to_contain_text("河務紀要", timeout=60_000)
    expect(page.locator("[data-evidence=title]")).to_contain_text("第 1 行")
    page.locator("#f-title-en").fill("Notes on the River")
    date = page.locator("#f-date")
    date.fill("2019-13")
    expect(page.locator("#f-date-told")).not_to_be_empty()
    expect(date).to_have_attribute("aria-invalid", "true")
    date.fill("2019-05")
    expect(page.locator("#f-date-told")).to_have_text("2019年5月")
    page.get_by_label("可選用的聲明").select_option("official")
    expect(page.locator("#f-rights-en")).to_have_value(STATEMENTS[2].words["en"])
    page.locator("#heading-1").fill("I. Origins")
    page.get_by_role("button", name="預覽引用格式").click()
    expect(page.locator("#citations dd").first).to_contain_text("河務紀要", timeout=60_000)
    page.get_by_role("button", name="儲存").click()
    expect(page.locator("#desk-said")).to_contain_text("river.yml")
    text = (folder / "sources" / "river.yml").read_text("utf-8")
    assert text.startswith(
        "# Kept by hand since 2019.\ntitle: {zh-Hant: 河務紀要, en: Notes on the"
    )
    assert "  - name: {zh-Hant: 王大川}\n" in text
    sidecar = read_sidecar(folder / "sources" / "river.yml")
    assert sidecar.record.date == "2019-05"
    assert sidecar.record.rights == STATEMENTS[2].words
    assert sidecar.headings == {"一、緣起": "I. Origins"}


def test_a_file_changed_under_the_form_is_not_overwritten(
    desk: Callable[[Path], Any], folder: Path
) -> None:
    at = desk(folder)
    at.go("record/river")
    at.page.locator("#f-title-en").fill("Notes on the River")
    theirs = SIDECAR + "issue: '7'\n"
    (folder / "sources" / "river.yml").write_text(theirs, "utf-8")
    at.page.get_by_role("button", name="儲存").click()
    both = at.page.locator("dialog.stale pre")
    expect(both).to_have_count(2)
    expect(both.first).to_contain_text("title: {zh-Hant: 河務紀要}")
    expect(both.last).to_contain_text("en: Notes on the River")
    assert violations(at.page) == []
    at.page.get_by_role("button", name="不寫").click()
    assert (folder / "sources" / "river.yml").read_text("utf-8") == theirs
    expect(at.page.locator("#f-title-en")).to_have_value("Notes on the River")
    at.page.get_by_role("button", name="儲存").click()
    at.page.get_by_role("button", name="寫入").click()
    expect(at.page.locator("#desk-said")).to_contain_text("river.yml")
    record = read_sidecar(folder / "sources" / "river.yml").record
    assert (record.issue, record.title["en"]) == ("7", "Notes on the River")
