"""Names, dates and addresses at the desk: each verb in a real browser, down to the plain file."""

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
from try_desk import TEXT, archive, in_scheme, opened

PERSONS = """\
# Persons
- id: lin-a   # the minister
  type: person
  names: {zh-Hant: 林甲, zh-Hans: 林甲, en: Lin A}
  variants: [林甲, 平川]
  description: {zh-Hant: 部長。, en: Minister.}
- id: lin-b
  type: person
  names: {zh-Hant: 林部長, zh-Hans: 林部长, en: Minister Lin}
  variants: [林部長]
  description: {zh-Hant: 部長。, en: Minister.}
"""
EVENTS = """\
- id: port-talks
  type: event
  names: {zh-Hant: 河港會談, zh-Hans: 河港会谈, en: Port talks}
  variants: [河港會談]
  description: {zh-Hant: 會談。, en: Talks.}
  date: "2018-05-25"
  dates: ["2018-05-26"]
"""
FIRST = "港務公報\n\n一、經過\n\n河港會談於2018年5月25日在甲港舉行，雙方就疏濬達成共識。\n\n翌日，代表團返國。\n"
SECOND = "航運月刊\n\n一、經過\n\n河港會談於2018年5月26日在甲港舉行，雙方就疏濬交換意見。\n"
BETTER = TEXT.replace("然而近年貨運量下降，", "").replace("航運仍具價值，應予維持。\n\n", "")
START = {
    "authorities/persons.yml": PERSONS,
    "authorities/events.yml": EVENTS,
    "authorities/extract.tsv": "# Wikidata\n港務長\tQ42\tharbour master\n",
    "one.txt": FIRST,
    "one.yml": "title: {zh-Hant: 港務公報}\ndate: '2018-06'\n",
    "two.txt": SECOND,
    "two.yml": "title: {zh-Hant: 航運月刊}\ndate: '2018-06'\n",
}
JUDGED = ("judgements/dates.yml", "judgements/addresses.yml", "authorities/ignore.yml")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive that was published once, and has a better text since."""
    folder = archive(tmp_path_factory.mktemp("judging") / "archive", **START)
    write_lock(folder / "sources", read_archive(folder / "sources").lock)
    (folder / "sources/river.txt").write_text(BETTER, "utf-8")
    return folder


@pytest.fixture(scope="module")
def address(kept: Path, desk_at: Callable[[Path], str]) -> str:
    return desk_at(kept)


@pytest.fixture
def folder(kept: Path) -> Path:
    for name, text in START.items():
        (kept / "sources" / name).write_text(text, "utf-8")
    for name in JUDGED:
        (kept / "sources" / name).unlink(missing_ok=True)
    return kept


def _read(folder: Path, name: str) -> Any:
    return yaml.safe_load((folder / "sources" / name).read_text("utf-8"))


def _candidate(page: Page, form: str) -> Any:
    # The texts are looked through beside the answers, and the page asks again.
    page.wait_for_selector("#queue li", timeout=60_000)
    return page.locator(f"#queue li[data-form='{form}']")


def test_a_candidate_becomes_a_record_with_its_form_filled_in(
    page: Page, folder: Path, address: str
) -> None:
    opened(page, address, "names/")
    item = _candidate(page, "港務長")
    expect(item).to_contain_text("John Smith")
    expect(item).to_contain_text("harbour master")
    item.get_by_role("button").nth(0).click()
    dialog = page.locator("#new-record")
    expect(dialog.locator("[name=id]")).to_have_value("john-smith")
    expect(dialog.locator("[name=identifier]")).to_have_value("Q42")
    dialog.locator("[name=description]").fill("港務長。")
    dialog.locator("[name=description_en]").fill("Harbour master.")
    with page.expect_response(lambda r: r.url.endswith("/names/new")):
        dialog.locator("button.main").click()
    expect(item).to_have_count(0)
    made = _read(folder, "authorities/persons.yml")[-1]
    assert made["id"] == "john-smith"
    assert made["variants"] == ["港務長", {"form": "John Smith", "usage": "english"}]
    assert (folder / "sources/authorities/persons.yml").read_text("utf-8").startswith(PERSONS)
    with page.expect_response(lambda r: r.url.endswith("/undo")):
        page.keyboard.press("u")
    assert (folder / "sources/authorities/persons.yml").read_text("utf-8") == PERSONS


def test_a_candidate_becomes_a_variant_or_is_no_name(
    page: Page, folder: Path, address: str
) -> None:
    opened(page, address, "names/")
    _candidate(page, "港務長").get_by_role("button").nth(1).click()
    page.fill("#choose-search", "林")
    expect(page.locator("#choose-found label")).to_have_count(2)
    page.locator("#choose-found input[value=lin-b]").check()
    with page.expect_response(lambda r: r.url.endswith("/names/variant")):
        page.locator("#choose-record button.main").click()
    assert _read(folder, "authorities/persons.yml")[1]["variants"] == ["林部長", "港務長"]
    left = page.locator("#queue li").first
    form = left.get_attribute("data-form")
    with page.expect_response(lambda r: r.url.endswith("/names/no-name")):
        left.get_by_role("button").nth(2).click()
    assert _read(folder, "authorities/ignore.yml")[0]["form"] == form


def test_a_wrong_mention_is_excluded_and_two_records_are_made_one(
    page: Page, folder: Path, address: str
) -> None:
    base = opened(page, address, "names/record/lin-a")
    item = page.locator(".contexts li", has_text="平川港")
    item.get_by_role("button").click()
    page.locator("#choose-longer").get_by_label("平川港").first.check()
    with page.expect_response(lambda r: r.url.endswith("/names/exclude")):
        page.locator("#choose-longer button.main").click()
    expect(item).to_have_count(0)
    assert _read(folder, "authorities/persons.yml")[0]["not_in"] == ["平川港"]
    page.goto(base + "names/record/lin-b")
    page.fill("#merge-into", "lin-a")
    with page.expect_response(lambda r: r.url.endswith("/names/merge")):
        page.locator("[data-do=merge]").click()
    records = _read(folder, "authorities/persons.yml")
    assert [r["id"] for r in records] == ["lin-a"]
    assert records[0]["former_ids"] == ["lin-b"]


@pytest.mark.parametrize(
    ("key", "verdict"), [("1", "disagreement"), ("2", "self"), ("3", "vagueness")]
)
def test_dates_told_differently_are_judged(
    page: Page, folder: Path, address: str, key: str, verdict: str
) -> None:
    opened(page, address, "dates/")
    expect(page.locator("form.judged")).to_have_count(1)
    page.fill("form.judged [name=en]", "Both papers checked.")
    page.locator("h1").click()
    with page.expect_response(lambda r: r.url.endswith("/dates/judge")):
        page.keyboard.press(key)
    judged = _read(folder, "judgements/dates.yml")
    assert judged == [
        {
            "event": "port-talks",
            "dates": ["2018-05-25", "2018-05-26"],
            "verdict": verdict,
            "note": {"en": "Both papers checked."},
        }
    ]


def test_a_date_of_another_event_is_set_apart_and_the_judgement_taken_away(
    page: Page, folder: Path, address: str
) -> None:
    base = opened(page, address, "dates/")
    page.locator("form.judged [name=apart]").last.check()
    with page.expect_response(lambda r: r.url.endswith("/dates/judge")):
        page.locator("[data-verdict=other-event]").click()
    assert _read(folder, "judgements/dates.yml")[0]["apart"] == [
        {"statement": "two-p1-d1", "date": "2018年5月26日"}
    ]
    page.goto(base + "dates/")
    expect(page.locator(".settled li")).to_have_count(1)
    with page.expect_response(lambda r: r.url.endswith("/dates/unjudge")):
        page.locator("[data-do=unjudge]").click()
    assert not _read(folder, "judgements/dates.yml")


def test_a_relative_date_is_shown_with_what_it_was_worked_out_from(
    page: Page, folder: Path, address: str
) -> None:
    opened(page, address, "dates/")
    row = page.locator("tbody tr", has_text="翌日")
    expect(row).to_contain_text("2018-05-26")
    expect(row).to_contain_text("相對")


def test_addresses_are_confirmed_or_led_elsewhere(page: Page, folder: Path, address: str) -> None:
    base = opened(page, address, "addresses/")
    forms = page.locator("form.judged")
    expect(forms.first).to_be_visible()
    first = forms.first
    anchor = first.get_attribute("data-address")
    first.locator("[name=leads_to]").fill("title")
    with page.expect_response(lambda r: r.url.endswith("/addresses/judge")):
        first.locator("[data-to='']").click()
    judged = _read(folder, "judgements/addresses.yml")
    assert judged[0]["address"] == anchor
    assert judged[0]["leads_to"] == "title"
    assert judged[0]["was"]
    page.goto(base + "addresses/")
    expect(page.locator(".settled li")).to_have_count(1)
    with page.expect_response(lambda r: r.url.endswith("/undo")):
        page.keyboard.press("u")
    assert not (folder / "sources/judgements/addresses.yml").exists()


@pytest.mark.parametrize("path", ["names/", "names/record/lin-a", "dates/", "addresses/"])
@pytest.mark.parametrize("scheme", ["default", "slate"])
def test_axe_finds_nothing(page: Page, folder: Path, address: str, path: str, scheme: str) -> None:
    opened(page, address, path)
    in_scheme(page, scheme)
    assert violations(page) == []
