"""Lists of a large archive: every report stands in them, and none is too long."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.actors.actors import index_pages
from cefu.outputs.html.actors.counts import by_year
from cefu.outputs.html.front.home import home_page
from cefu.outputs.html.front.lists import PER_PAGE, first_page, grouped, listed, newest, pages
from cefu.outputs.i18n.locale import locale

OWN = locale("zh-Hant")


@pytest.fixture
def many(archive: Archive) -> tuple[Report, ...]:
    """130 reports of three years, two of them without a date."""
    found = []
    for n in range(130):
        report = archive.reports[n % 5]
        date = "" if n >= 128 else f"{2001 + n // 43}-{1 + n % 43 // 4:02}-{1 + n % 4:02}"
        record = replace(report.record, date=date, publisher={"zh-Hant": f"出版者{n % 3}"})
        found.append(replace(report, id=f"r{n:03}", record=record))
    return tuple(found)


def cards(body: str) -> list[str]:
    return re.findall(r'cefu-card-title"><a href="(?:\.\./)*reports/(r\d+)/', body)


def test_every_report_stands_in_the_numbered_pages_once(many: tuple[Report, ...]) -> None:
    made = list(pages("page", "報告", many, OWN))
    shown = [ident for page in made for ident in cards(page.body)]
    assert sorted(shown) == [report.id for report in many]
    assert all(len(cards(page.body)) <= PER_PAGE for page in made)
    later = list(pages("page", "報告", (*many, replace(many[0], id="r999")), OWN))
    assert [cards(p.body) for p in made[:-1]] == [cards(p.body) for p in later[: len(made) - 1]]


def test_the_first_page_shows_the_newest_and_leads_to_all_lists(many: tuple[Report, ...]) -> None:
    groups = grouped(many)
    page = first_page(many, groups, OWN)
    assert cards(page.body) == [f"r{n:03}" for n in range(127, 127 - PER_PAGE, -1)]
    assert [report.id for report in newest(many)] == cards(page.body)
    there = {
        made.path.split("/")[1]
        for address, group in listed(many).items()
        for made in pages(address, "x", group.reports if group else many, OWN)
    }
    linked = set(re.findall(r'href="(?:\./)?([a-z]+\.[\w.]+)/"', page.body))
    assert linked <= there
    assert {"year.2001.1", "year.2003.1", "page.3"} <= linked
    years = [group for group in groups if group.key == "list_year"]
    assert [group.name["zh-Hant"] for group in years] == ["2003", "2002", "2001"]
    assert sum(len(group.reports) for group in groups if group.key == "list_publisher") == 130


def test_home_shows_a_choice(many: tuple[Report, ...], archive: Archive) -> None:
    assert cards(home_page(many, OWN).body) == [f"r{n:03}" for n in range(127, 121, -1)]
    assert len(re.findall("cefu-card-title", home_page(archive.reports, OWN).body)) == 5


def test_the_index_of_actors_does_not_grow_with_the_reports(
    many: tuple[Report, ...], archive: Archive
) -> None:
    large = Catalogue(replace(archive, reports=many, mentions=(), counted=(), statements=()))
    body = index_pages(large, OWN)[0].body
    assert not any(report.id in body for report in many)
    place = {report.id: n for n, report in enumerate(archive.reports)}
    spread = [
        replace(m, report=many[(place[m.report] + 5 * n) % 130].id)
        for n, m in enumerate(archive.counted)
    ]
    crowded = Catalogue(replace(archive, reports=many, counted=tuple(spread)))
    record = max(crowded.listed, key=lambda r: crowded.total(r.id))
    years = by_year(crowded, crowded.counts[record.id], OWN)
    assert sum(years.values()) == crowded.total(record.id)
    assert [name[:4] for name in years] == ["2001", "2002", "2003", OWN("undated")]
    large = Catalogue(replace(crowded.archive, statements=(), mentions=()))
    assert "r001" not in actor_page(large, record, OWN)[0].body.split("{: #company }")[0]


def test_home_is_headed_by_the_archives_own_name() -> None:
    assert "# 港務文獻" in home_page([], OWN, "港務文獻").body
    assert home_page([], OWN, "港務文獻").title == "港務文獻"
