"""Summaries: what is read, which block gets which, what is told, and where they are shown."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from cefu.archive.reading import Archive
from cefu.inputs.summaries import FOLDER, parse, place_summaries, read_summaries
from cefu.model.annotations import Summary
from cefu.model.document import Block, Report, Section
from cefu.model.errors import CefuError
from cefu.model.record import Record
from cefu.outputs.html.report.report import Apparatus, report_page
from cefu.outputs.i18n.locale import locale
from cefu.outputs.search import report_passages
from static_host import StaticHost

REPORT = Report(
    id="brief",
    record=Record({"zh-Hant": "港務簡報", "en": "Port Brief"}),
    source_file="brief.txt",
    sha256="",
    encoding="utf-8",
    source_text="",
    sections=(Section("s1", None, 1, "一、", {"zh-Hant": "前言", "en": "Introduction"}),),
    blocks=(
        Block("s1", "s1", "heading", "一、前言"),
        Block("p1", "s1", "paragraph", "港口在三月重新開放，貨運隨即增加。"),
        Block("p2", "s1", "list_item", "航線由兩條增為五條。"),
    ),
    notes=(),
    ledger=(),
    redirects={"p7": "p2"},
)
FIRST = Summary({"en": "The port reopened in March."}, "港口在三月 … 增加。", "brief.yml:1")


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "brief.yml").write_text(
        "# summaries\np1: {text: 港口在三月 … 增加。, en: The port reopened in March.}\n"
        "p2:\n  text: 航線\n  zh-Hant: 航線增加\n  en: More routes\n",
        encoding="utf-8",
    )
    place = str(tmp_path / "brief.yml")
    assert read_summaries(tmp_path) == {
        "brief": {
            "p1": replace(FIRST, place=f"{place}:2"),
            "p2": Summary({"zh-Hant": "航線增加", "en": "More routes"}, "航線", f"{place}:4"),
        }
    }


def test_no_folder_and_an_empty_file_hold_no_summaries(tmp_path: Path) -> None:
    assert read_summaries(tmp_path / "summaries") == {}
    (tmp_path / "brief.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_summaries(tmp_path) == {"brief": {}}


@pytest.mark.parametrize(
    ("text", "line", "key", "problem"),
    [
        pytest.param("p1: {text: x, fr: x, en: y}", 1, "p1.fr", "unknown key", id="language"),
        pytest.param("p1: 港口", 1, "p1", "must be a mapping", id="no languages"),
        pytest.param("- p1", 1, "summaries", "must be a mapping", id="a list"),
        pytest.param("\np1: {text: 港口}", 2, "p1", "says nothing", id="a text alone"),
        pytest.param("p1: {en: x}", 1, "p1", "what text it is of", id="no text"),
        pytest.param("p1: {text: 2018, en: x}", 1, "p1.text", "not 2018", id="a number"),
        pytest.param("p1: {text: x, en: ''}", 1, "p1.en", "is empty", id="empty words"),
        pytest.param(
            "p1: {text: x, en: x}\np1: {text: x, en: y}",
            2,
            "summaries.p1",
            "stands twice",
            id="twice",
        ),
        pytest.param("p1: {en: x", 1, "YAML", "", id="no YAML"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, line: int, key: str, problem: str) -> None:
    _, (fault,) = parse(text, "r.yml")
    assert (fault.line, fault.key) == (line, key)
    assert problem in fault.problem


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    summaries, _ = parse(text, "r.yml")
    assert all(summary.names and summary.text for summary in summaries.values())


def test_a_summary_goes_to_its_block() -> None:
    placed, notices = place_summaries([REPORT], {"brief": {"p1": FIRST}})
    assert placed == {"brief": {"p1": {"en": "The port reopened in March."}}}
    assert notices == ()


@pytest.mark.parametrize(
    ("anchor", "text", "notice"),
    [
        pytest.param(
            "p1",
            "航線 … 五條。",
            "p1 is not the text '航線 … 五條。', which is now p2: its summary is not shown",
            id="stands elsewhere",
        ),
        pytest.param(
            "p1",
            "港口在三月 … 開放。",
            "p1 is not the text '港口在三月 … 開放。': its summary is not shown",
            id="ends otherwise",
        ),
        pytest.param(
            "p7",
            "鐵路",
            "p7 is not the text '鐵路': its summary is not shown",
            id="an address of earlier",
        ),
    ],
)
def test_a_summary_is_never_shown_with_another_text(anchor: str, text: str, notice: str) -> None:
    summary = Summary({"en": "x"}, text, "brief.yml:9")
    placed, notices = place_summaries([REPORT], {"brief": {anchor: summary}})
    assert placed == {"brief": {}}
    assert notices == (f"brief.yml:9: {notice}",)


@pytest.mark.parametrize(
    ("report", "anchor", "problem"),
    [
        ("brief", "p99", "brief.yml:9: p99 is no anchor in brief. Write the anchor"),
        ("brief", "s1", "brief.yml:9: s1 is a heading, of which there are no summaries"),
        ("letter", "p1", "brief.yml:9: there is no report 'letter'"),
    ],
)
def test_what_belongs_nowhere_stops_the_build(report: str, anchor: str, problem: str) -> None:
    summary = Summary({"en": "x"}, "港口", "brief.yml:9")
    with pytest.raises(CefuError, match=re.escape(problem)):
        place_summaries([REPORT], {report: {anchor: summary}})


class _Summaries(HTMLParser):
    """The elements that bear a summary, and what surrounds them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.order: list[str] = []
        self.lang: dict[str, str | None] = {}
        self.folded: set[str] = set()
        self._details = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self._details += tag == "details"
        if block := held.get("data-summary"):
            self.order.append(f"of {block}")
            self.lang[block] = held.get("lang")
            if self._details:
                self.folded.add(block)
        elif re.fullmatch(r"p\d+", held.get("id") or ""):
            self.order.append(str(held["id"]))

    def handle_endtag(self, tag: str) -> None:
        self._details -= tag == "details"


def test_a_page_in_another_language_has_the_summary_before_the_paragraph() -> None:
    names = {"p1": {"en": "The port <re>opened.", "zh-Hant": "港口重開。"}, "p2": {"en": "More."}}
    apparatus = Apparatus({}, {}, summaries=names)
    english = report_page(REPORT, locale("en"), apparatus).body
    assert "The port &lt;re&gt;opened." in english
    assert locale("en")("summary_note") in english
    assert "港口重開" not in english
    assert english.index('data-summary="p1"') < english.index("港口在三月")
    chinese = report_page(REPORT, locale("zh-Hant"), apparatus).body
    assert chinese.index("港口在三月") < chinese.index("港口重開。")
    assert locale("zh-Hant")("summary_note") not in chinese
    assert "More." not in chinese
    bare = report_page(REPORT, locale("en"), Apparatus({}, {})).body
    assert locale("en")("summary_note") not in bare


def test_search_is_given_summaries_as_what_is_told_of_a_block() -> None:
    summaries = {"brief": {"p2": {"en": "More routes.", "zh-Hant": "航線增加"}}}
    [passage] = report_passages([REPORT], summaries=summaries)
    told = [(p.id, p.text, p.lang) for p in passage.pieces if p.type == "gist"]
    assert told == [("p2", "More routes.", "en")]


def test_words_of_a_summary_are_cited_as_the_archives_at_the_paragraph(
    page: Page, site: Path, archive: Archive, serve: Callable[..., StaticHost]
) -> None:
    report = archive.reports[0]
    block, names = next(iter(archive.summaries[report.id].items()))
    host = serve(site)
    page.goto(f"{host.url}en/reports/{report.id}/")
    page.wait_for_selector("html[data-cefu-cite=ready]")
    page.evaluate(
        """(block) => {
          const words = document.querySelector(`[data-summary="${block}"]`).lastChild;
          getSelection().setBaseAndExtent(words, 1, words, words.length);
        }""",
        block,
    )
    page.locator(".cefu-cite-bar").get_by_role("button").nth(1).click()
    dialog = page.get_by_role("dialog")
    quotation = dialog.locator(".cefu-cite-quote")
    expect(quotation).to_have_text(f"“{names['en']}” {locale('en')('cite_told').strip()}")
    expect(dialog.locator(".cefu-citation").first).to_contain_text(f"#{block}")


# --- the archive's own --------------------------------------------------------------------


def test_every_summary_of_the_archive_belongs_to_a_block(archive: Archive, root: Path) -> None:
    assert [notice for notice in archive.changes if f"/{FOLDER}/" in notice] == []
    written = read_summaries(root / "sources" / FOLDER)
    assert {ident: set(each) for ident, each in written.items()} == {
        ident: set(each) for ident, each in archive.summaries.items()
    }


def test_every_paragraph_of_the_archive_has_one_in_english(archive: Archive) -> None:
    prose = ("paragraph", "list_item", "abstract_point", "caption")
    without = [
        f"{report.id} {block.id}"
        for report in archive.reports
        for block in report.blocks
        if block.type in prose and not archive.summaries[report.id].get(block.id, {}).get("en")
    ]
    assert without == []


def test_every_heading_of_the_archive_has_its_english(archive: Archive) -> None:
    without = [
        f"{report.id} {section.id}"
        for report in archive.reports
        for section in report.sections
        if section.title.get("zh-Hant") and not section.title.get("en")
    ]
    assert without == []


def test_the_archives_summaries_are_lines_in_one_language(root: Path) -> None:
    written = read_summaries(root / "sources" / FOLDER)
    lines = {(r, p): s.names for r, each in written.items() for p, s in each.items()}
    assert {k: n["en"] for k, n in lines.items() if len(n["en"].split()) > 30} == {}
    assert {k: n["en"] for k, n in lines.items() if re.search(r"[\u3400-\u9fff]", n["en"])} == {}
    han = {k: len(re.findall(r"[\u3400-\u9fff]", n.get("zh-Hant", ""))) for k, n in lines.items()}
    assert {k: count for k, count in han.items() if count > 75} == {}


def test_the_built_pages_and_data_have_every_summary(site: Path, archive: Archive) -> None:
    rows = csv.DictReader((site / "data/blocks.csv").read_text("utf-8-sig").splitlines())
    table = {(r["report"], r["block"]): r["summary_en"] for r in rows if r["summary_en"]}
    reports = json.loads((site / "data/reports.json").read_text("utf-8"))["reports"]
    data = {(r["id"], b["id"]): b.get("summary") for r in reports for b in r["blocks"]}
    for ident, summaries in archive.summaries.items():
        english = _Summaries((site / f"en/reports/{ident}/index.html").read_text("utf-8"))
        assert set(english.lang) == set(summaries)
        assert set(english.lang.values()) == {"en"}
        assert not english.folded
        for block, names in summaries.items():
            after = english.order[english.order.index(f"of {block}") + 1]
            assert after == block
            assert data[ident, block] == names
            assert table[ident, block] == names["en"]
        chinese = _Summaries((site / f"reports/{ident}/index.html").read_text("utf-8"))
        assert chinese.folded == {b for b, names in summaries.items() if "zh-Hant" in names}
        assert chinese.folded == set(chinese.lang)
