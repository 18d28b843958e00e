"""Suggestions: names without a record, from glosses and from the tagger."""

from __future__ import annotations

from pathlib import Path

import pytest

from cefu.inputs.authorities import load_ignored, parse
from cefu.model.document import Block, Note, Report
from cefu.model.errors import CefuError
from cefu.model.record import Record
from cefu.names.register import Authorities
from cefu.names.suggest import Found, Suggestion, suggest
from cefu.names.suggest import suggested as joined

KNOWN = """\
- id: moon
  type: person
  names: {zh-Hant: 文在寅, zh-Hans: 文在寅, en: Moon Jae-in}
  variants: [文在寅]
  description: {zh-Hant: 南韓總統。, en: President of South Korea.}
- id: fox
  type: media
  names: {zh-Hant: 福斯新聞, zh-Hans: 福克斯新闻, en: Fox News}
  variants: []
  search_only: [FOX]
  description: {zh-Hant: 頻道。, en: A channel.}
"""


def suggested(text: str, *, note: str = "", ignored: tuple[str, ...] = ()) -> list[Suggestion]:
    known = Authorities(tuple(parse(KNOWN)[0]))
    report = Report(
        id="r",
        record=Record(title={}),
        source_file="",
        sha256="",
        encoding="utf-8",
        source_text="",
        sections=(),
        blocks=(Block("p1", "s0", "paragraph", text),),
        notes=(Note("n1", "1", note),) if note else (),
        ledger=(),
    )
    return suggest([report], known, dict.fromkeys(ignored, "no name"))


@pytest.mark.parametrize(
    ("text", "form", "latin"),
    [
        pytest.param("國務卿蓬佩奧（Mike Pompeo）訪問", "蓬佩奧", "Mike Pompeo", id="a person"),
        pytest.param("據《東亞日報》(Dong-A Ilbo)引述", "東亞日報", "Dong-A Ilbo", id="a title"),
        pytest.param(
            "「史汀生研究中心」（Stimson Center）的網站", "史汀生研究中心", "Stimson Center", id="q"
        ),
    ],
)
def test_a_glossed_name_without_a_record_is_suggested(text: str, form: str, latin: str) -> None:
    (found,) = [each for each in suggested(text) if each.evidence == "gloss"]
    assert found.form.endswith(form[-2:])
    assert (found.latin, found.count, found.report, found.block) == (latin, 1, "r", "p1")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("總統文在寅（Moon Jae-in）表示", id="the name before the gloss is covered"),
        pytest.param("例如福斯（FOX）新聞", id="the gloss itself is a known form"),
        pytest.param("寧願（prefer）推進", id="a gloss in small letters is a word, not a name"),
        pytest.param("（ABC）", id="nothing before the gloss"),
    ],
)
def test_no_gloss_is_suggested(text: str) -> None:
    assert [each for each in suggested(text) if each.evidence == "gloss"] == []


def test_the_tagger_sees_names_without_gloss_in_either_script_and_in_notes() -> None:
    found = suggested("總理溫家寶在廣州表示。溫家寶說。", note="溫家寶談話。")
    assert ("溫家寶", "titled", 3) in {(each.form, each.evidence, each.count) for each in found}
    assert "廣州" in {each.form for each in found if each.evidence == "place"}
    assert found[0].context.startswith("總理溫家寶在廣州")


def test_what_is_ignored_is_not_suggested() -> None:
    assert "广州" not in {each.form for each in suggested("在廣州", ignored=("广州",))}


def test_the_ignore_file_needs_a_reason_for_each_form(tmp_path: Path) -> None:
    path = tmp_path / "ignore.yml"
    path.write_text("- {form: 高達, reason: 動詞}\n", encoding="utf-8")
    assert load_ignored(path) == {"高达": "動詞"}
    path.write_text("- {form: 高達}\n- {form: 甲, reason: x}\n- {form: 甲, reason: x}\n", "utf-8")
    with pytest.raises(CefuError) as caught:
        load_ignored(path)
    assert [line.split(": ")[0] for line in str(caught.value).splitlines()] == [
        "ignore.yml:1",
        "ignore.yml:3",
    ]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        pytest.param("美國國務卿蓬佩奧表示，雙方將再會談。", "蓬佩奧", id="a foreign name"),
        pytest.param("據發言人陳大川、秘書長王小河說明。", "陳大川", id="a Chinese name"),
        pytest.param("前總統歐巴馬於任內推動", "歐巴馬", id="before a word of grammar"),
        pytest.param("据发言人陈大川、秘书长王小河说明。", "陈大川", id="in Simplified characters"),
    ],
)
def test_a_name_behind_a_title_is_suggested(text: str, form: str) -> None:
    assert form in {each.form for each in suggested(text) if each.evidence == "titled"}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("總統大選將於明年舉行", id="an ordinary word"),
        pytest.param("總統府表示遺憾", id="a longer word"),
        pytest.param("總統於會後表示", id="a word of grammar"),
        pytest.param("總統文在寅表示", id="a name that has a record"),
        pytest.param("部長會議決定", id="a meeting"),
        pytest.param("主任委員會同各部", id="another title"),
    ],
)
def test_what_is_no_name_behind_a_title_is_not(text: str) -> None:
    assert [each.form for each in suggested(text) if each.evidence == "titled"] == []


def test_names_know_who_is_named_with_them_across_reports() -> None:
    known = Authorities(tuple(parse(KNOWN)[0]))
    one = Found("賀蘭德", "person", "", "p1", "", ("moon", "fox"))
    two = Found("賀蘭德", "titled", "", "p4", "", ("moon",))
    (found,) = joined([("r1", [one, one]), ("r2", [two])], known, {})
    assert (found.count, found.reports, found.evidence) == (3, 2, "titled")
    assert found.companions == ("moon", "fox")
    assert (found.report, found.block) == ("r1", "p1")
