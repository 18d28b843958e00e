"""A value is text wherever it goes: nothing of it becomes an element, an attribute, a request.

The archive's values are the payloads of ``data/hostile/payloads.yml``; every page of its site is
read with a parser of HTML, every other file with that of its own format, and one page of each
kind is visited by a browser.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page

from cefu.site.build import build
from cefu.site.project import Project
from hostile_archive import PAYLOADS, hostile_archive
from page_reading import faults, not_literal, strings
from static_host import StaticHost

ADDRESS = "https://example.org/archive/"
#: One of each kind of page.
KINDS = (
    "",
    "reports/",
    "reports/doc-a/",
    "reports/doc-a/made/",
    "reports/doc-d/",
    "en/reports/doc-a/",
    "actors/",
    "actors/event-2/",
    "timeline/",
    "search/?q=兀",
    "data/",
)
#: A cell that a spreadsheet takes for a formula.
FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+$)")
#: Names of the properties in our calendars.
PROPERTIES = re.compile(
    r"(?:BEGIN|END|VERSION|PRODID|CALSCALE|METHOD|NAME|X-WR-CALNAME|UID|DTSTAMP|DTSTART|DTEND"
    r"|SUMMARY|DESCRIPTION|URL|CATEGORIES|TRANSP|STATUS|LAST-MODIFIED|SOURCE|REFRESH-INTERVAL"
    r"|X-PUBLISHED-TTL|X-WR-CALDESC|LOCATION|COMMENT|CLASS)(?:;[A-Z=\-]+)*:"
)


#: What in a page a value made, as its browser has it.
MADE = """() => [...document.querySelectorAll("*")].filter((e) =>
    /evil/.test(e.localName) || e.localName === "base" || e.localName === "iframe"
    || [...e.attributes].some((a) => /^on|evil/.test(a.name))
    || (e.id + " " + e.getAttribute("class")).match(/\\bevil\\b/) && e.localName !== "h1"
    || /^(javascript|data|vbscript):|^(https?:)?\\/\\/evil/.test(
        e.getAttribute("href") || e.getAttribute("src") || "") && e.rel !== "noopener nofollow"
).map((e) => e.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The site of the hostile archive, and its values by their marks."""
    folder = tmp_path_factory.mktemp("hostile")
    values = hostile_archive(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SITE_URL", ADDRESS)
        build(Project.at(folder))
    return folder / "site", values


def files(site: Path, suffix: str) -> list[Path]:
    found = sorted(site.rglob(f"*{suffix}"))
    assert found, f"the site has no {suffix}"
    return found


@pytest.mark.whole
def test_no_value_becomes_an_element_an_attribute_or_a_request(
    made: tuple[Path, dict[str, str]],
) -> None:
    site, values = made
    told = {
        path.relative_to(site).as_posix(): found
        for path in files(site, ".html")
        if (found := faults(path.read_text("utf-8"), values))
    }
    assert told == {}


@pytest.mark.whole
def test_every_payload_is_shown(made: tuple[Path, dict[str, str]]) -> None:
    """Were a value dropped, the test above would find nothing amiss."""
    site, values = made
    pages = "".join(path.read_text("utf-8") for path in files(site, ".html"))
    shown = {values[mark][5:-2] for mark in values if mark in pages}
    assert shown == set(PAYLOADS)
    # What stands in no page is a note of the keeper's own, or a name that another stands for.
    assert sum(mark in pages for mark in values) > len(values) * 2 // 3


@pytest.mark.whole
def test_data_hold_the_values_to_the_letter(made: tuple[Path, dict[str, str]]) -> None:
    site, values = made
    told: list[str] = []
    for path in files(site, ".json"):
        for text in strings(json.loads(path.read_text("utf-8"))):
            # Citations are templates, in which a brace is written twice.
            plain = text.replace("{{", "{").replace("}}", "}") if path.stem == "cite" else text
            told += [f"{path.name}: {each}" for each in not_literal(plain, values)]
    for path in files(site, ".csv"):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.reader(lines))
        for row in rows:
            told += [f"{path.name}: ragged"] * (len(row) != len(rows[0]))
            for cell in row:
                told += [f"{path.name}: {each}" for each in not_literal(cell, values)]
                told += [f"{path.name}: formula {cell}"] * bool(FORMULA.match(cell))
    assert told == []


@pytest.mark.whole
def test_xml_holds_the_values_to_the_letter(made: tuple[Path, dict[str, str]]) -> None:
    site, values = made
    told: list[str] = []
    for path in files(site, ".xml"):
        for element in etree.parse(str(path)).iter():
            told += [
                f"{path.name}: {name}"
                for name in (element.tag, *element.attrib)
                if "evil" in str(name)
            ]
            if len(element) == 0 or etree.QName(element).localname in ("p", "head", "content"):
                text = "".join(element.itertext())
                told += [f"{path.name}: {each}" for each in not_literal(text, values)]
    assert told == []


@pytest.mark.whole
def test_calendars_have_no_property_but_ours(made: tuple[Path, dict[str, str]]) -> None:
    site, _ = made
    for path in files(site, ".ics"):
        lines = path.read_bytes().decode("utf-8").replace("\r\n ", "").split("\r\n")
        assert [line for line in lines if line and not PROPERTIES.match(line)] == []


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory, serve: Callable[..., StaticHost]) -> StaticHost:
    folder = tmp_path_factory.mktemp("visited")
    hostile_archive(folder, few=True)
    build(Project.at(folder))
    return serve(folder / "site")


@pytest.mark.parametrize("path", KINDS)
def test_a_browser_finds_only_text(path: str, page: Page, host: StaticHost) -> None:
    """Everything with a title is hovered over, everything that opens is opened; the page asks
    no other host (the fixture sees to that) and holds nothing that a value made."""
    page.goto(host.url + path)
    page.wait_for_load_state("networkidle")
    made: list[str] = []
    page.mouse.wheel(0, 1500)
    page.wait_for_timeout(200)
    for element in page.query_selector_all(".cefu-here a, [title], .cefu-actor")[:6]:
        if element.is_visible():
            element.hover(force=True)
            page.wait_for_timeout(900)  # tooltips take their time
            made += page.evaluate(MADE)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.wait_for_timeout(300)
    assert page.url.startswith(host.url)
    made += page.evaluate(MADE)
    assert made == []
