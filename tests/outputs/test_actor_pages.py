"""The pages of names: index, one actor, KWIC, company, linked data, who and when."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.annotations import Mention
from cefu.model.authority import Authority, Variant
from cefu.model.document import Report
from cefu.model.language import Lang
from cefu.names.companions import Companions
from cefu.names.register import Authorities
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.actors.actors import actor_pages, columns, index_pages
from cefu.outputs.html.actors.kwic import line
from cefu.outputs.html.actors.linked_data import json_ld
from cefu.outputs.html.report.actor_links import actor_links
from cefu.outputs.html.report.people_and_dates import people_and_dates
from cefu.outputs.i18n.locale import locale


@pytest.fixture(scope="module")
def catalogue(archive: Archive) -> Catalogue:
    return Catalogue(archive)


def record(ident: str, kind: str = "person", **more: object) -> Authority:
    names = {"zh-Hant": ident, "en": ident}
    return Authority(ident, kind, names, (Variant(ident),), {"zh-Hant": "", "en": ""}, **more)  # type: ignore[arg-type]


# --- KWIC ---------------------------------------------------------------------------


@given(st.text(alphabet="金正恩，abc 12。", max_size=60), st.data())
def test_a_line_is_cut_out_of_its_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = line(text, start, end, 8)
    assert shown.keyword == text[start:end]
    assert text[:start].endswith(shown.before)
    assert text[end:].startswith(shown.after)


# --- company ------------------------------------------------------------------------


def test_company_is_mutual_and_leaves_out_kin() -> None:
    records = Authorities(
        (record("kim"), record("moon"), record("summit"), record("summit-1", broader=("summit",)))
    )
    told = [("kim", "p1"), ("moon", "p1"), ("kim", "p1"), ("kim", "p2"), ("moon", "p2")]
    told += [("summit-1", "p2"), ("summit", "p2"), ("kim", "p3")]
    mentions = [Mention(actor, "r", block, 0, 1, "x") for actor, block in told]
    found = Companions(mentions, records)
    assert [(c.actor, len(c.passages)) for c in found["kim"]] == [
        ("moon", 2),
        ("summit", 1),
        ("summit-1", 1),
    ]
    assert "summit" not in {c.actor for c in found["summit-1"]}
    for actor, others in found.items():
        for other in others:
            [back] = [c for c in found[other.actor] if c.actor == actor]
            assert back.passages == other.passages


# --- the index ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", get_args(Lang))
def test_index_lists_every_page_once(catalogue: Catalogue, lang: Lang) -> None:
    text = index_pages(catalogue, locale(lang))[0].body
    rows = re.findall(r'<tr data-type="[^"]+".*?href="([^"]+)/"', text)
    assert sorted(rows) == sorted(r.id for r in catalogue.listed)
    pages = {p.path for p in actor_pages(catalogue, locale(lang))}
    assert pages >= {f"actors/{ident}/index.md" for ident in rows}


def test_counts_in_the_index_are_the_mentions(catalogue: Catalogue) -> None:
    text = index_pages(catalogue, locale("zh-Hant"))[0].body
    for record_ in catalogue.listed:
        row = re.search(
            rf'<tr [^>]*data-counts="([^"]+)"[^>]*><th[^>]*><a href="{record_.id}/"', text
        )
        assert row is not None
        counts = [int(n) for n in row[1].split()]
        assert sum(counts) == len(catalogue.mentions.get(record_.id, ()))


def test_larger_archives_are_counted_by_year(archive: Archive) -> None:
    def made(number: int) -> Report:
        dated = replace(archive.reports[0].record, date=f"{2000 + number // 4}-01" * (number < 39))
        return replace(archive.reports[0], id=f"r{number}", record=dated)

    few = columns([made(n) for n in range(9)])
    assert [c.label for c in few] == [str(n) for n in range(1, 10)]
    more = columns([made(n) for n in range(12)])
    assert [(c.label, len(c.reports)) for c in more] == [("2000", 4), ("2001", 4), ("2002", 4)]
    many = columns([made(n) for n in range(44)])
    assert [c.label for c in many] == ["2000", "?"]


# --- one actor ----------------------------------------------------------------------


@pytest.mark.parametrize("lang", get_args(Lang))
def test_every_mention_is_a_line(catalogue: Catalogue, lang: Lang) -> None:
    for ident in ("kim-jong-un", "trump-kim-summit", "thaad"):
        text = "".join(
            p.body for p in actor_page(catalogue, catalogue.records[ident], locale(lang))
        )
        assert text.count("<mark>") == len(catalogue.mentions[ident])
        for mention in catalogue.mentions[ident]:
            assert f"#{mention.block}" in text


def test_many_mentions_go_on_on_further_pages(catalogue: Catalogue, archive: Archive) -> None:
    kim = catalogue.records["kim-jong-un"]
    many = replace(archive, counted=tuple(list(catalogue.mentions["kim-jong-un"]) * 5))
    pages = actor_page(Catalogue(many), kim, locale("zh-Hant"))
    assert [p.path for p in pages] == [
        "actors/kim-jong-un/index.md",
        "actors/kim-jong-un/2/index.md",
        "actors/kim-jong-un/3/index.md",
        "actors/kim-jong-un/4/index.md",
    ]
    assert sum(p.body.count("<mark>") for p in pages) == 685
    assert 'href="../reports' not in pages[1].body
    assert 'href="../../../reports/' in pages[1].body
    # No level of headings is left out, neither below the heading of all nor below a title.
    assert '<h3 id="in-' in pages[0].body
    assert "<h3" not in pages[1].body
    assert '<h2 id="in-' in pages[1].body


def test_events_and_dates_beyond_the_first_are_counted(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One event too many to be shown, and one date of each that has several."""
    monkeypatch.setattr("cefu.outputs.html.actors.actor._DATES", 1)
    own = locale("en")
    events = catalogue.events_of["kim-jong-un"]
    monkeypatch.setattr("cefu.outputs.html.actors.actor._EVENTS", len(events) - 1)
    [page, *_] = actor_page(catalogue, catalogue.records["kim-jong-un"], own)
    assert own("actor_timeline_rest", count=1) in page.body
    dates = [len({s.edtf for s in catalogue.told_of(event.id)}) for event in events[:-1]]
    assert max(dates) > 2
    for more in {count - 1 for count in dates if count > 1}:
        assert own("actor_timeline_rest", count=more) in page.body


def test_when_did_kim_visit_china_says_who(catalogue: Catalogue) -> None:
    """His page answers: three meetings with Xi, the dates told of each, and by whom."""
    [page] = actor_page(catalogue, catalogue.records["kim-jong-un"], locale("en"))
    events = page.body[page.body.index("{: #events }") : page.body.index("{: #timeline }")]
    first = events[events.index("First Xi–Kim meeting") :]
    first = first[: first.index('class="cefu-event-name"')]
    assert "25–28 March 2018" in first
    assert "1 April 2018" in first
    assert "The Impact of Developments" in first
    assert "reports disagree" in first
    for name, date in (("Second", "8 May 2018"), ("Third", "19 June 2018")):
        own = events[events.index(f"{name} Xi–Kim meeting") :]
        assert date in own[:3000]


@pytest.mark.parametrize("lang", get_args(Lang))
def test_pages_are_well_formed(catalogue: Catalogue, lang: Lang) -> None:
    for page in actor_pages(catalogue, locale(lang)):
        for tag in ("section", "ul", "ol", "li", "p", "span", "table", "details", "blockquote"):
            opened = len(re.findall(rf"<{tag}[ >]", page.body))
            assert opened == page.body.count(f"</{tag}>"), (page.path, tag)
        assert "style=" not in page.body


# --- linked data --------------------------------------------------------------------


def test_linked_data(catalogue: Catalogue) -> None:
    records = catalogue.records
    summit = json.loads(json_ld(records["moon-kim-summit-3"], records, locale("en")))
    assert (summit["@type"], summit["startDate"], summit["endDate"]) == (
        "Event",
        "2018-09-18",
        "2018-09-20",
    )
    # One thing has one address, whatever language the page about it speaks.
    moon = {"@type": "Person", "@id": "../../../actors/moon-jae-in/", "name": "Moon Jae-in"}
    assert moon in summit["attendee"]
    assert {"Person", "Organization", "NewsMediaOrganization"} >= {
        each["@type"]
        for record in records.values()
        for each in json.loads(json_ld(record, records, locale("en"))).get("attendee", [])
    }
    kim = json.loads(json_ld(records["kim-jong-un"], records, locale("zh-Hant")))
    assert kim["name"] == "金正恩"
    assert "https://www.wikidata.org/entity/Q56226" in kim["sameAs"]
    for each in records.values():
        assert json.loads(json_ld(each, records, locale("zh-Hans")))["name"]


def test_linked_data_cannot_leave_its_element() -> None:
    hostile = replace(record("x"), names={"zh-Hant": "</script><b>&"})
    text = json_ld(hostile, {"x": hostile}, locale("zh-Hant"))
    assert not set("<>&") & set(text)
    assert json.loads(text)["name"] == "</script><b>&"


# --- in report pages ----------------------------------------------------------------


def test_first_mention_in_each_section_is_linked(catalogue: Catalogue, archive: Archive) -> None:
    for report in archive.reports:
        section = {b.id: b.section for b in report.blocks}
        links = actor_links(catalogue, report)
        seen = [
            (section[block], re.search('data-actor="([^"]+)"', before)[1])
            for block, own in links.items()
            for _, _, before, _ in own
        ]
        assert seen
        assert len(seen) == len(set(seen))


def test_whowhen_counts_the_reports_mentions(catalogue: Catalogue, archive: Archive) -> None:
    for report in archive.reports:
        blocks = {b.id for b in report.blocks}
        text = people_and_dates(catalogue, report, locale("zh-Hant"))
        shown = dict(re.findall(r'<li data-actor="([^"]+)" data-in="([^"]+)"', text))
        mentions = [m for m in catalogue.mentions_in[report.id] if m.block in blocks]
        assert set(shown) == {m.actor for m in mentions}
        for actor, within in shown.items():
            counted = sum(int(part.split(":")[2]) for part in within.split())
            assert counted == sum(m.actor == actor for m in mentions)
        dated = len(catalogue.statements_in.get(report.id, ()))
        assert text.count('<a class="cefu-date"') == dated


def test_a_report_that_names_nobody_has_no_aside(archive: Archive) -> None:
    bare = replace(archive, mentions=(), counted=(), statements=())
    assert people_and_dates(Catalogue(bare), archive.reports[0], locale("en")) == ""
