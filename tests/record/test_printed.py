"""The record that a text prints of itself: titles, people, dates, serials, language."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive, read_archive
from cefu.dates.printed import first_date
from cefu.model.document import Block, Report
from cefu.model.edtf import known
from cefu.model.record import Agent, Record
from cefu.outputs.i18n.locale import locale
from cefu.record.bylines import read_byline
from cefu.record.dating import inferred_date
from cefu.record.printed import completed, printed_keywords, printed_record
from cefu.record.titles import read_title
from cefu.site.registry.context import Context
from cefu.site.registry.generate import pages
from cefu.structure import normalise
from cefu.text.script import script_of

DATA = Path(__file__).parents[1] / "data" / "printed"


def cases(name: str) -> list[object]:
    loaded = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["comment"]) for case in loaded["cases"]]


@pytest.mark.parametrize("case", cases("bylines"))
def test_bylines_name_people(case: dict[str, object]) -> None:
    assert [list(person) for person in read_byline(str(case["text"]))] == case["expect"]


@pytest.mark.parametrize("case", cases("dates"))
def test_dates_are_read(case: dict[str, str]) -> None:
    assert first_date(case["text"]) == case["expect"]


@pytest.mark.parametrize("case", cases("written"))
def test_a_date_ahead_is_no_date_of_publication(case: dict[str, str]) -> None:
    year, why = inferred_date([Block("p1", "s1", "paragraph", case["text"])])
    assert year == (f"{case['expect']}?" if case["expect"] else "")
    assert bool(why) == bool(year)


@pytest.mark.parametrize("case", cases("titles"))
def test_titles_are_read(case: dict[str, list[str]]) -> None:
    assert list(read_title(case["lines"])) == case["expect"]


# --- the five texts without their sidecars ------------------------------------------------


@pytest.fixture(scope="module")
def bare(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """The project's own texts with nothing beside them."""
    sources = tmp_path_factory.mktemp("bare") / "sources"
    sources.mkdir()
    for path in (root / "sources").glob("*.txt"):
        shutil.copy(path, sources)
    return read_archive(sources)


@pytest.fixture(scope="module")
def kept(archive: Archive) -> dict[str, Report]:
    """The same with the keeper's sidecars."""
    return {report.source_file: report for report in archive.reports}


def people(record: Record) -> list[tuple[str, str]]:
    return [(a.name["zh-Hant"], a.affiliation.get("zh-Hant", "")) for a in record.authors]


def test_a_bare_archive_shows_what_its_texts_print(bare: Archive, kept: dict[str, Report]) -> None:
    """The keeper's record is the truth for every value that it does not call inferred."""
    for report in bare.reports:
        own, truth = report.record, kept[report.source_file].record
        assert own.title == {"zh-Hant": truth.title["zh-Hant"]}
        assert own.language == truth.language
        assert own.kind == truth.kind
        assert own.identifiers == truth.identifiers
        assert own.issue == truth.issue
        for field in ("publisher", "series", "container"):
            if field not in truth.inferred:
                assert getattr(own, field).get("zh-Hant") == getattr(truth, field).get("zh-Hant")
            else:
                assert not getattr(own, field)
        # Contributors whom only a preface names are not read.
        if all(agent.role == "author" for agent in truth.authors):
            assert people(own) == people(truth)
        else:
            assert own.authors == ()


def test_dates_that_are_printed_and_dates_that_are_inferred(
    bare: Archive, kept: dict[str, Report]
) -> None:
    for report in bare.reports:
        truth = kept[report.source_file].record.date
        if "date" in report.record.inferred:
            assert report.record.date == f"{truth[:4]}?"
            assert " / " in report.record.inferred["date"]
        else:
            assert report.record.date == truth
    inferred = {r.id[:3] for r in bare.reports if "date" in r.record.inferred}
    assert inferred == {"003", "004"}


def test_bare_months_resolve_by_the_printed_date(bare: Archive) -> None:
    """The timeline needs the day of publication; a text's own print must serve as well."""
    found = {(s.report, s.block, s.start): s.edtf for s in bare.statements}
    assert len(found) > 250
    preface = [s for s in bare.statements if s.report.startswith("001") and s.surface == "6月12日"]
    assert {s.edtf for s in preface} == {"2018-06-12"}


def test_pages_of_a_bare_archive_claim_no_more_than_there_is(bare: Archive) -> None:
    context = Context(Catalogue(bare))
    for lang in ("zh-Hant", "en"):
        made = pages(context, lang)
        own = locale(lang)
        assert own("actors_no_files") in made["actors/index.md"]
        assert "<form" not in made["actors/index.md"]
        assert 'name="actor"' not in made["timeline/index.md"]
        assert own("home_lead_bare") in made["index.md"]
    english = "".join(pages(context, "en").values())
    assert locale("en")("original_language") not in english
    assert locale("en")("original_only") in english


# --- smaller texts -------------------------------------------------------------------------

BODY = "能源转型是各国共同面对的课题，其成败系于电网、储能与制度三者的配合，缺一不可。"


def record(text: str) -> Record:
    return printed_record(normalise(text), text, "file")


def test_simplified_text_is_called_so() -> None:
    own = record(f"能源转型的挑战\n\n王小明\n\n一、引言\n\n{BODY}\n")
    assert own.language == "zh-Hans"
    assert own.title == {"zh-Hans": "能源转型的挑战"}
    assert own.authors == (Agent(name={"zh-Hans": "王小明"}),)


def test_a_text_without_title_or_date_says_so() -> None:
    lines = (BODY * 6)[:-1]
    wrapped = "\n".join(lines[at : at + 32] for at in range(0, len(lines), 32))
    own = record(f"{wrapped}。\n\n{wrapped}。\n")
    assert own.title == {"zh-Hans": "file"}
    assert own.date == ""
    assert set(own.inferred) == {"title"}
    assert (own.authors, own.issue) == ((), "")
    assert not any((own.publisher, own.series, own.container, own.identifiers))


def test_the_keeper_is_believed_field_by_field() -> None:
    printed = Record(
        title={"zh-Hant": "印出的題名"}, date="2018?", issue="5", inferred={"date": "a / b"}
    )
    said = Record(title={"zh-Hant": "題名", "en": "Title"}, date="2018-05", language="", kind="")
    both = completed(said, printed)
    assert both.title == said.title
    assert (both.date, both.issue, both.kind, both.language) == (
        "2018-05",
        "5",
        "report",
        "zh-Hant",
    )
    assert both.inferred == {}


def test_keywords_as_printed() -> None:
    text = f"题目之一\n\n王小明\n\n【关键词】 关键矿产　供应链　印太地区\n\n一、引言\n\n{BODY}\n"
    assert printed_keywords(normalise(text).blocks, text) == ("关键矿产", "供应链", "印太地区")


@given(st.text(alphabet="王小明教授、，（）《》第八章年月2018 \n：作者—【】。", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    own = record(text + "。")
    assert own.language in ("zh-Hant", "zh-Hans", "en")
    assert all(agent.name[own.language] for agent in own.authors)
    read_byline(text)
    assert not first_date(text) or known(first_date(text))


@given(st.text(max_size=200))
def test_every_text_has_a_script(text: str) -> None:
    assert script_of(text) in ("zh-Hant", "zh-Hans", "en")


def test_an_addressee_is_not_the_publisher():
    text = (
        "河口聯盟就疏濬計畫之意見書\n致：疏濬計畫小組委員會\n"
        "河口聯盟歡迎疏濬計畫，並認為施工應分期進行，以免影響漁汛。\n河口聯盟\n2026年6月8日\n"
    )
    record = printed_record(normalise(text), text, "x")
    assert record.publisher == {"zh-Hant": "河口聯盟"}
    assert record.date == "2026-06-08"


def test_labels_tell_who_did_what():
    text = (
        "潮汐觀察報告\n研究編寫：李小君、曾小瑜\n英文翻譯：陳小瑩\n出版：財團法人潮汐基金會\n"
        "出版日期：2017年11月\n前言\n在各地，潮汐發電仍是能源轉型中的新生兒，需要時間與耐心。\n"
    )
    record = printed_record(normalise(text), text, "x")
    assert [(a.name["zh-Hant"], a.role) for a in record.authors] == [
        ("李小君", "author"),
        ("曾小瑜", "author"),
        ("陳小瑩", "contributor"),
    ]
    assert record.publisher == {"zh-Hant": "財團法人潮汐基金會"}
    assert record.date == "2017-11"
