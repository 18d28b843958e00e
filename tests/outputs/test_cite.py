"""Citations against the styles' own examples, and files against parsers made elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import rispy
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_bytes

from cefu.model.document import Report
from cefu.model.record import Agent, Record
from cefu.outputs.cite import (
    ACCESS_DATE,
    COLUMNS,
    STYLES,
    bibtex,
    citations,
    csl_json,
    json_ld,
    json_ld_text,
    meta_tags,
    ris,
    table_row,
    templates,
)
from cefu.outputs.cite.agents import latin_name
from cefu.outputs.cite.exports import tex
from cefu.outputs.cite.processor import format_items
from pandoc import convert

DATA = Path(__file__).parents[1] / "data" / "cite"
URL = "https://a.example/r/"


def cases(name: str) -> list[Any]:
    with (DATA / name).open(encoding="utf-8") as file:
        return [
            pytest.param(
                case,
                id=case["comment"],
                marks=[pytest.mark.xfail(reason=case["fails"], strict=True)]
                if "fails" in case
                else [],
            )
            for case in yaml.safe_load(file)
        ]


def make(id: str = "r", keywords: tuple[str, ...] = (), **fields: Any) -> Report:
    authors = tuple(
        author if isinstance(author, Agent) else Agent({"zh-Hant": author[0], "en": author[1]})
        for author in fields.pop("authors", ())
    )
    record = Record(authors=authors, **fields)
    return Report(id, record, f"{id}.txt", "0" * 64, "utf-8", "", (), (), (), (), (), keywords)


ARTICLE = make(
    "article-1",
    ("無核化", "R&D"),
    title={"zh-Hant": "半島{無核化}：50%的_機會_ & 風險\\#1", "en": "Denuclearization ~ 50%"},
    authors=[
        ("河凡植", "Ha Beom-sik"),
        ("大陸委員會", "Mainland Affairs Council"),
        Agent({"zh-Hant": "張登及", "en": "Chang Teng-chi"}, role="editor"),
    ],
    kind="article-journal",
    container={"zh-Hant": "戰略安全研析", "en": "Journal of Strategic and Security Analyses"},
    issue="第153期",
    pages="91–98",
    date="2019-01",
    identifiers={"doi": "10.30382/SSA.201812_(153).0009"},
    abstract={"zh-Hant": "第一行\n第二行：100% {括號}", "en": "First line\nsecond"},
    rights={"zh-Hant": "保留"},
    inferred={"date": "刊頭與doi不一"},
)
CHAPTER = make(
    "003_b3",
    title={"zh-Hant": "朝鮮半島之安全情勢發展", "en": "The Security Situation"},
    authors=[("陳蒿堯", "Chen Hao-yao"), ("王尊彥", "Wang Tsun-yen")],
    kind="chapter",
    container={"zh-Hant": "2018印太區域安全情勢評估報告"},
    publisher={"zh-Hant": "國防安全研究院"},
    date="2018-12-13?",
)
REPORT = make(
    "mac-2018-05",
    title={"zh-Hant": "南北韓領袖峰會觀察", "en": "The Inter-Korean Summit"},
    authors=[("劉德海", "Liu Te-hai")],
    publisher={"zh-Hant": "行政院大陸委員會", "en": "Mainland Affairs Council"},
    series={"zh-Hant": "大陸與兩岸情勢簡報", "en": "Brief"},
    issue="2018.5",
    pages="14–15",
    date="2018-05",
)
BARE = make("bare", title={"zh-Hant": "無名報告"})
ALL = [ARTICLE, CHAPTER, REPORT, BARE]
URLS = {report.id: f"https://a.example/reports/{report.id}/" for report in ALL}


# formatted citations


@pytest.mark.parametrize(
    "case", yaml.safe_load((DATA / "names.yml").read_text("utf-8")), ids=lambda case: case["name"]
)
def test_family_and_given_names(case: dict[str, str]) -> None:
    assert latin_name(case["name"], case["han"]).inverted == case["inverted"]


def test_a_particle_is_written_as_each_style_writes_it() -> None:
    berg = {"zh-Hant": "Anna van der Berg", "en": "Anna van der Berg"}
    report = make(authors=(Agent(berg),), title={"zh-Hant": "題名"}, kind="report", date="2018")
    made = {style: texts["en"] for style, texts in citations(report, URL).items()}
    assert made["chicago"].startswith("Berg, Anna van der.")
    assert made["apa"].startswith("van der Berg, A. (2018)")


@pytest.mark.parametrize("case", cases("style_examples.yml"))
def test_the_processor_prints_what_the_style_prints(case: dict[str, Any]) -> None:
    [made] = format_items([case["item"]], case["style"], case["locale"], case.get("locator", "1"))
    assert made.entry == case["entry"]
    assert made.cited == case.get("cited", made.cited)


@pytest.mark.parametrize("case", cases("citations.yml"))
def test_what_a_reader_copies(case: dict[str, Any]) -> None:
    report = make(**case["record"])
    whole = citations(report, URL)
    passage = citations(report, URL, block="p12", page="14")
    assert {style: whole[style]["zh-Hant"] for style in case["report"]} == case["report"]
    for style, text in case.get("passage", {}).items():
        assert passage[style]["en"] == text


def test_editors_in_an_authors_place_are_named_once() -> None:
    """Their part follows their names, as the manuals have it for an edited book."""
    editors = (
        Agent({"zh-Hant": "陳大明", "en": "Chen Ta-ming"}, role="editor"),
        Agent({"zh-Hant": "王大明", "en": "Wang Ta-ming"}, role="editor"),
    )
    book = make(
        authors=editors,
        title={"en": "On Water"},
        publisher={"en": "Weir"},
        date="2018",
        kind="book",
    )
    made = {style: texts["en"] for style, texts in citations(book, URL).items()}
    assert made["chicago"].startswith("Chen Ta-ming and Wang Ta-ming, eds. On Water. Weir, 2018.")
    assert made["apa"].startswith("Chen, T., & Wang, T. (Eds.). (2018). On Water. Weir.")
    assert made["mla"].startswith("Chen, Ta-ming, and Ta-ming Wang, editors. On Water. Weir, 2018,")


def test_each_citation_stands_alone() -> None:
    twins = [
        make(
            f"r{i}", title={"zh-Hant": f"第{i}篇"}, authors=[("劉德海", "Liu Te-hai")], date="2018"
        )
        for i in range(3)
    ]
    twins.append(
        make("other", title={"zh-Hant": "他篇"}, authors=[("劉大年", "Liu Da-nien")], date="2018")
    )
    together = templates(twins)
    for twin in twins:
        alone = citations(twin, URL, block="p1", page="iv")
        assert together[twin.id].citations(f"{URL}#p1", passage=True, page="iv") == alone
        assert set(alone) == set(STYLES)


def test_a_number_with_a_hyphen_is_one_number() -> None:
    report = make(title={"en": "Taking time"}, issue="No. 18-2059", date="2019")
    assert "(No. 18-2059)" in citations(report, URL)["apa"]["en"]
    assert "No. 18-2059." in citations(report, URL)["chicago"]["en"]


def test_gbt_is_cited_in_simplified_characters_on_simplified_pages() -> None:
    url = "https://a.example/大陸/"
    made = citations(REPORT, url, hans=lambda text: text.replace("韓", "韩").replace("陸", "陆"))
    assert "南北韩" in made["gbt7714"]["zh-Hans"]
    assert url in made["gbt7714"]["zh-Hans"]
    assert "南北韓" in made["gbt7714"]["zh-Hant"]
    assert made["taiwan"]["zh-Hans"] == made["taiwan"]["zh-Hant"]


def test_the_day_of_access_is_left_to_the_browser() -> None:
    for report in ALL:
        for style, texts in citations(report, URL, section="s2-1", page="3").items():
            # APA asks for the day only where nothing else dates the text.
            has_day = style != "apa" or not report.record.date
            assert ("{accessed}" in texts["en"]) is has_day
            assert style in ACCESS_DATE
            assert "9876" not in texts["en"]
            assert "#s2-1" in texts["en"]


# files for reference managers


@pytest.mark.parametrize("lang", ["zh-Hant", "en"])
def test_bibtex_reads_back_elsewhere(lang: str) -> None:
    read = parse_bytes(bibtex(ALL, URLS, lang), "bibtex")
    assert list(read.entries) == ["article-1", "report-003-b3", "mac-2018-05", "bare"]
    article = read.entries["article-1"]
    assert article.fields["title"] == f"{{{tex(ARTICLE.record.title[lang])}}}"
    assert article.fields["pages"] == "91--98"
    assert article.fields["month"] == "January"
    assert article.fields["doi"] == "10.30382/SSA.201812_(153).0009"
    assert article.fields["abstract"] == tex(ARTICLE.record.abstract[lang])
    persons = [
        (" ".join(person.last_names), " ".join(person.first_names))
        for person in article.persons["author"]
    ]
    if lang == "en":
        assert persons == [("Ha", "Beom-sik"), ("{Mainland Affairs Council}", "")]
    else:
        assert persons == [("河", "凡植"), ("{大陸委員會}", "")]
    assert read.entries["mac-2018-05"].type == "techreport"
    assert read.entries["report-003-b3"].fields["booktitle"] == "2018印太區域安全情勢評估報告"


@pytest.mark.parametrize(
    ("form", "made"), [("bibtex", bibtex), ("ris", ris), ("csljson", csl_json)]
)
def test_every_file_says_the_same_to_pandoc(form: str, made: Any) -> None:
    items = json.loads(convert(made(ALL, URLS).decode(), form, "csljson"))
    expected = json.loads(csl_json(ALL, URLS))
    assert len(items) == len(expected)
    by_title = {item["title"]: item for item in items}
    for want in expected:
        got = by_title[want["title"]]
        same = ["type", "author", "container-title", "publisher", "DOI", "URL"]
        if want["type"] == "report":
            # What Zotero reads as a report's series from RIS, pandoc takes for a container.
            same.remove("container-title")
        for key in same:
            assert whole(got.get(key)) == whole(want.get(key)), (form, key)
        if "issued" in want:
            known = 1 if form == "ris" else 2  # pandoc reads no month from RIS
            assert got["issued"]["date-parts"][0][:known] == want["issued"]["date-parts"][0][:known]
        if "page" in want:
            assert got["page"].replace("–", "-") == want["page"]


def whole(value: Any) -> Any:
    """RIS does not tell a body from a person without a given name."""
    if not isinstance(value, list):
        return value
    return [(n.get("family", n.get("literal")), n.get("given")) for n in value]


def test_ris_reads_back_elsewhere() -> None:
    text = ris(ALL, URLS).decode()
    assert text.count("\r\n") == text.count("\n")
    article, chapter, report, bare = rispy.loads(text)
    assert article["type_of_reference"] == "JOUR"
    assert article["title"] == " ".join(ARTICLE.record.title["zh-Hant"].split())
    assert article["authors"] == ["河, 凡植", "大陸委員會"]
    assert (article["start_page"], article["end_page"]) == ("91", "98")
    assert article["doi"] == ARTICLE.record.identifiers["doi"]
    assert article["keywords"] == ["無核化", "R&D"]
    assert article["abstract"] == "第一行 第二行：100% {括號}"
    assert chapter["type_of_reference"] == "CHAP"
    assert chapter["secondary_title"] == "2018印太區域安全情勢評估報告"
    assert chapter["date"] == "2018/12/13/"
    assert report["type_of_reference"] == "RPRT"
    assert report["secondary_title"] == "大陸與兩岸情勢簡報"
    assert bare["title"] == "無名報告"


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=40))
def test_any_title_survives_bibtex_and_ris(text: str) -> None:
    title = " ".join("".join(c for c in text if c.isprintable() or c == " ").split())
    report = make(title={"zh-Hant": f"題{title}名"}, authors=[(f"甲{title}", "")])
    written = bibtex([report], {"r": URL})
    [entry] = parse_bytes(written, "bibtex").entries.values()
    assert entry.fields["title"] == f"{{{tex(f'題{title}名')}}}"
    [record] = rispy.loads(ris([report], {"r": URL}).decode())
    assert record["title"] == f"題{title}名"


def test_a_table_row_has_every_column_on_one_line() -> None:
    row = table_row(ARTICLE, URL)
    assert tuple(row) == COLUMNS
    assert row["authors"] == "河凡植; 大陸委員會; 張登及"
    assert not any("\n" in value for value in row.values())


# the page's own metadata


def test_highwire_and_dublin_core_tags() -> None:
    tags = meta_tags(ARTICLE, URL)
    names = [name for name, _ in tags]
    one = dict(reversed(tags))
    assert names.index("citation_title") == 0
    assert [content for name, content in tags if name == "citation_author"] == [
        "河凡植",
        "大陸委員會",
    ]
    assert one["citation_editor"] == "張登及"
    assert one["citation_publication_date"] == "2019/01"
    assert one["citation_journal_title"] == "戰略安全研析"
    assert (one["citation_firstpage"], one["citation_lastpage"]) == ("91", "98")
    assert one["DC.date"] == "2019-01"
    assert ("DC.identifier", "doi:10.30382/SSA.201812_(153).0009") in tags
    assert all(content and "\n" not in content for _, content in tags)
    english = dict(reversed(meta_tags(REPORT, URL, "en")))
    assert english["citation_author"] == "Liu, Te-hai"
    assert english["citation_technical_report_institution"] == "Mainland Affairs Council"
    assert english["DC.title.alternative"] == "南北韓領袖峰會觀察"


def test_schema_org() -> None:
    data = json_ld(ARTICLE, URL)
    assert data["@type"] == "ScholarlyArticle"
    assert data["name"][0] == {
        "@value": "半島{無核化}：50%的_機會_ & 風險\\#1",
        "@language": "zh-Hant",
    }
    assert [author["@type"] for author in data["author"]] == ["Person", "Organization"]
    assert data["isPartOf"]["isPartOf"] == {"@type": "Periodical", "name": "戰略安全研析"}
    assert data["datePublished"] == "2019-01"
    hostile = make(title={"zh-Hant": "</script><!--&"})
    text = json_ld_text(hostile, URL)
    assert "<" not in text
    assert json.loads(text)["headline"] == "</script><!--&"
    assert json_ld(CHAPTER, URL)["isPartOf"]["@type"] == "Book"
    assert json_ld(REPORT, URL)["reportNumber"] == "2018.5"


def test_same_records_same_bytes() -> None:
    for made in (bibtex, ris, csl_json):
        assert made(ALL, URLS) == made(ALL, URLS)


def test_what_is_inferred_stands_in_brackets() -> None:
    """Pages that the text does not print are no fact in any style; printed ones are."""
    fields: dict[str, Any] = {
        "title": {"zh-Hant": "題"},
        "pages": "91–98",
        "kind": "article-journal",
        "container": {"zh-Hant": "甲刊"},
    }
    printed = make(**fields)
    inferred = make(**fields, inferred={"pages": "依前後篇推算"})
    for style, texts in templates([inferred])["r"].citations("U").items():
        assert re.search(r"\[91[-–]98\]", texts["en"]), style
        told = templates([printed])["r"].citations("U")[style]["en"]
        assert told == re.sub(r"\[(91[-–]98)\]", r"\1", texts["en"]), style


def test_a_paragraph_is_cited_by_its_number_where_no_page_is_known() -> None:
    """As the manuals have it: Chicago and APA para., MLA par., Chinese notes 第…段."""
    own = templates([REPORT])[REPORT.id].citations("U", passage=True, paragraph="6")
    expected = {
        "taiwan": r"，第6段[，（]",
        "chicago": r"[,:] para\. 6[,.]",
        "apa": r"\(.+, para\. 6\)",
        "mla": r", par\. 6\)",
    }
    for style, pattern in expected.items():
        assert re.search(pattern, own[style]["en"]), own[style]["en"]
    without = templates([REPORT])[REPORT.id].citations("U", passage=True)
    assert own["gbt7714"] == without["gbt7714"]
