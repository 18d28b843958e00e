"""What search is given of an archive: passages of reports, names of records."""

from __future__ import annotations

from dataclasses import replace

from cefu.model.annotations import Statement
from cefu.model.authority import Authority, Variant
from cefu.model.document import Block, Note, NoteRef, Report, Section
from cefu.model.record import Record
from cefu.names.register import Authorities
from cefu.outputs.search import report_passages, variant_sets

REPORT = Report(
    id="brief",
    record=Record(
        title={"zh-Hant": "半島情勢", "en": "The Peninsula"},
        date="2018-06",
        abstract={"zh-Hant": "典藏者撰。", "en": "What it says."},
    ),
    source_file="brief.txt",
    sha256="",
    encoding="utf-8",
    source_text="",
    sections=(
        Section("s1", None, 1, "一、", {"zh-Hant": "背景", "en": "Background"}),
        Section("s1-1", "s1", 2, "（一）", {"zh-Hant": "起因"}),
    ),
    blocks=(
        Block("title", "s0", "title", "半島情勢"),
        Block("s1", "s1", "heading", "一、背景"),
        Block("p1", "s1", "paragraph", "第一段。", notes=(NoteRef("n1", 4),)),
        Block("s1-1", "s1-1", "heading", "（一）起因"),
        Block("p2", "s1-1", "paragraph", "第二段。", notes=(NoteRef("n1", 4),)),
    ),
    notes=(Note("n1", "1", "參見某書。"),),
    ledger=(),
)


def record(ident: str, *variants: str, **fields: object) -> Authority:
    known: dict[str, object] = {"type": "concept", "description": {}, **fields}
    return Authority(
        id=ident,
        names={"zh-Hant": variants[0]},
        variants=tuple(map(Variant, variants)),
        **known,  # type: ignore[arg-type]
    )


def statement(block: str, nth: int, **gist: str) -> Statement:
    return Statement(
        id=f"brief-{block}-d{nth}",
        edtf="2018",
        surface="2018年",
        quote="第一段",
        resolution="absolute",
        kind="event",
        planned=False,
        report="brief",
        block=block,
        start=0,
        end=5,
        gist={"zh-Hant": "摘述。", **gist},
    )


def test_gists_in_english_stand_beside_their_blocks() -> None:
    told = [
        statement("p2", 1, en="The second."),
        statement("p1", 1, en="The first."),
        statement("p1", 2, en="The first."),
        statement("p1", 3),
    ]
    gists = [
        [(piece.id, piece.text, piece.lang) for piece in passage.pieces if piece.type == "gist"]
        for passage in report_passages([REPORT], told)
    ]
    assert gists == [[], [("p1", "The first.", "en")], [("p2", "The second.", "en")]]


def test_a_publisher_is_counted_under_its_record() -> None:
    printed = {"zh-Hant": "行政院大陸委員會"}
    report = replace(REPORT, record=replace(REPORT.record, publisher=printed))
    council = record("mac", "大陸委員會", "行政院大陸委員會")
    [first, *_] = report_passages([report], (), Authorities((council,)))
    assert (first.report.publisher, first.report.house) == (printed, council.names)
    [first, *_] = report_passages([report], (), Authorities(()))
    assert first.report.house == {}


def test_a_record_brings_its_description_in_english() -> None:
    kim = record("kim", "金正恩", description={"zh-Hant": "領導人。", "en": "A leader."})
    [made] = variant_sets(Authorities((kim,)))
    assert made.described == "A leader."


def test_a_passage_for_each_section_with_its_notes_and_english() -> None:
    first, second, third = report_passages([REPORT])
    assert [(p.id, p.type, p.text, p.lang) for p in first.pieces] == [
        ("title", "title", "半島情勢", "zh-Hant"),
        ("title", "title", "The Peninsula", "en"),
        ("title", "abstract", "What it says.", "en"),
    ]
    assert [(p.id, p.type) for p in second.pieces] == [
        ("s1", "heading"),
        ("s1", "heading"),
        ("p1", "paragraph"),
        ("n1", "note"),
    ]
    assert second.pieces[1].lang == "en"
    assert [p.id for p in third.pieces] == ["s1-1", "p2"]
    assert third.url == "reports/brief/#s1-1"
    assert [names["zh-Hant"] for names in third.path] == ["一、背景", "（一）起因"]
    assert first.path == ({"zh-Hant": "半島情勢", "en": "The Peninsula"},)


def test_forms_for_searching_only_are_understood_but_not_sought() -> None:
    [names] = variant_sets(Authorities((record("dprk", "北韓", search_only=("北國",)),)))
    assert [(form.text, form.sought) for form in names.forms] == [("北韓", True), ("北國", False)]
    assert names.url == "actors/dprk/"


def test_a_place_is_none_inside_another_but_is_in_what_is_called_after_it() -> None:
    [state, *_] = variant_sets(
        Authorities(
            (
                record("dprk", "朝鮮", type="state"),
                record("peninsula", "朝鮮半島", type="place"),
                record("party", "朝鮮勞動黨", type="organisation"),
            )
        )
    )
    assert state.forms[0].not_in == ("朝鮮半島",)


def test_a_record_is_found_by_its_cases() -> None:
    [summit, second] = variant_sets(
        Authorities(
            (record("summits", "川金會"), record("hanoi", "河內峰會", broader=("summits",)))
        )
    )
    assert [(form.text, form.understood) for form in summit.forms] == [
        ("川金會", True),
        ("河內峰會", False),
    ]
    assert [form.text for form in second.forms] == ["河內峰會"]


def test_a_record_without_variants_is_vocabulary() -> None:
    words = Authority("visit", "concept", {"zh-Hant": "訪問北韓"}, (), {}, search_only=("訪朝",))
    [state, visit] = variant_sets(Authorities((record("dprk", "北韓"), words)))
    assert [(form.text, form.sought) for form in visit.forms] == [
        ("訪問北韓", True),
        ("訪朝", True),
    ]
    assert (visit.url, visit.facet) == ("", False)
    assert state.forms[0].not_in == ()
