"""Authority files: what is read, and that every fault is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.inputs.authorities import cross_check, load, parse
from cefu.model.errors import CefuError
from cefu.names.register import Authorities, search_forms

GOOD = """\
- id: donald-trump
  type: person
  names: {zh-Hant: 川普, zh-Hans: 特朗普, en: Donald Trump}
  variants:
    - 川普
    - {form: 特朗普, usage: mainland}
    - {form: Trump, usage: english}
  not_in: [川普利]
  search_only: [川普總統]
  description: {zh-Hant: 美國總統。, en: President of the United States.}
  identifiers: {wikidata: Q22686}
"""


def record(ident: str = "a", **keys: str) -> str:
    entries = {
        "id": ident,
        "type": "state",
        "names": "{zh-Hant: 甲, zh-Hans: 甲, en: A}",
        "variants": "[甲]",
        "description": "{zh-Hant: 某。, en: Some.}",
        **keys,
    }
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in entries.items()) + "\n"


def test_a_record_is_read_whole() -> None:
    records, faults = parse(GOOD, "persons.yml")
    assert faults == []
    (trump,) = records
    assert [(v.form, v.usage, v.line) for v in trump.variants] == [
        ("川普", "", 5),
        ("特朗普", "mainland", 6),
        ("Trump", "english", 7),
    ]
    assert search_forms(trump) == ("川普", "特朗普", "Trump", "Donald Trump", "川普總統")
    assert (trump.file, trump.line, trump.identifiers["wikidata"]) == ("persons.yml", 1, "Q22686")


@pytest.mark.parametrize(
    ("text", "line", "key", "problem"),
    [
        pytest.param(record("Bad_Id"), 1, "id", "bad id", id="an id that cannot be an address"),
        pytest.param(record("../x"), 1, "id", "bad id", id="an id that would leave the tree"),
        pytest.param(record(type="planet"), 2, "type", "unknown 'planet'", id="unknown type"),
        pytest.param(record(colour="red"), 6, "record.colour", "unknown key", id="unknown key"),
        pytest.param(record(id="a\n  id: b"), 2, "record.id", "stands twice", id="doubled key"),
        pytest.param(record(variants="甲"), 4, "variants", "must be a list", id="not a list"),
        pytest.param(record(variants="[1]"), 4, "variants[0]", "must be a string", id="a number"),
        pytest.param(record(variants="[no]"), 4, "variants[0]", "must be a string", id="YAML no"),
        pytest.param(record(variants="['']"), 4, "variants[0]", "is empty", id="empty form"),
        pytest.param(
            record(variants="[{usage: english}]"), 4, "variants[0]", "has no form", id="f"
        ),
        pytest.param(
            record(variants="[{form: 甲, usage: french}]"),
            4,
            "variants[0].usage",
            "unknown 'french'",
            id="unknown usage",
        ),
        pytest.param(record(names="{en: A}"), 3, "names", "lacks zh-Hant", id="a name missing"),
        pytest.param(record(names="{xx: A}"), 3, "names.xx", "unknown key", id="unknown language"),
        pytest.param(
            record(identifiers="{wikidata: 12}"),
            6,
            "identifiers.wikidata",
            "must be a string",
            id="identifier of the wrong type",
        ),
        pytest.param(
            record(identifiers="{wikidata: 'P12'}"),
            6,
            "identifiers.wikidata",
            "not of its form",
            id="identifier of the wrong form",
        ),
        pytest.param("- just words\n", 1, "record", "must be a mapping", id="not a record"),
        pytest.param("id: a\n", 1, "file", "must be a list", id="not a list of records"),
        pytest.param("- {id: [\n", 2, "YAML", "", id="broken YAML"),
        pytest.param("- &a [*a]\n", 1, "*", "aliases", id="a YAML alias"),
        pytest.param(
            "- !!python/object:os.system {}\n",
            1,
            "tag:yaml.org,2002:python/object:os.system",
            "tags are not allowed",
            id="a hostile tag",
        ),
        pytest.param("[" * 1500, 1, "*", "nested too deeply", id="nested without end"),
    ],
)
def test_a_fault_is_told_with_line_and_key(text: str, line: int, key: str, problem: str) -> None:
    faults = parse(text, "f.yml")[1]
    assert any(
        fault.key == key and fault.line == line and problem in fault.problem for fault in faults
    ), faults


def test_a_missing_key_is_told() -> None:
    faults = parse("- {id: a, type: state}\n", "f.yml")[1]
    assert {fault.key for fault in faults} == {"names", "variants", "description"}


@pytest.mark.parametrize(
    ("text", "key", "problem"),
    [
        pytest.param(record("a") + record("a", variants="[乙]"), "id", "taken by", id="doubled id"),
        pytest.param(
            record("a", variants="[台灣]") + record("b", variants="[臺湾]"),
            "variants",
            "also a form of a",
            id="one form, two records, whatever the script",
        ),
        pytest.param(
            record("a", variants="[朝鮮, 朝鲜]"), "variants", "says the same", id="one form twice"
        ),
        pytest.param(record("a", variants="['​']"), "variants", "blank", id="folds to nothing"),
        pytest.param(record("a", not_in="[乙丙]"), "not_in", "none of", id="not_in without a form"),
        pytest.param(record("a", not_in="[甲]"), "not_in", "none of", id="not_in is the form"),
        pytest.param(record("a", search_only="[甲]"), "search_only", "already", id="listed twice"),
        pytest.param(
            record("a", variants="[{form: 甲, near: [x]}]"), "near", "no record", id="near nobody"
        ),
    ],
)
def test_records_are_checked_against_each_other(text: str, key: str, problem: str) -> None:
    records, faults = parse(text, "f.yml")
    assert faults == []
    (fault,) = cross_check(records)
    assert fault.key == key
    assert problem in fault.problem


def test_a_shared_form_is_fine_when_each_claim_has_its_condition() -> None:
    text = record("a", variants="[{form: 國會, near: [a]}]")
    text += record("b", variants="[{form: 國會, after: [韓國]}]")
    assert cross_check(parse(text, "f.yml")[0]) == []


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(record("A", type="planet"), encoding="utf-8")
    (tmp_path / "b.yml").write_text("- {", encoding="utf-8")
    (tmp_path / "c.yml").write_bytes(b"\xff")
    with pytest.raises(CefuError) as caught:
        load(tmp_path)
    lines = str(caught.value).splitlines()
    assert lines[0].endswith("4 faults in the authority files")
    assert [line.split(": ")[0] for line in lines[1:]] == [
        "a.yml:1",
        "a.yml:2",
        "b.yml:1",
        "c.yml:1",
    ]


def test_the_ignore_file_is_no_file_of_records(tmp_path: Path) -> None:
    (tmp_path / "ignore.yml").write_text("- {form: 金色, reason: a colour}\n", encoding="utf-8")
    (tmp_path / "a.yml").write_text(GOOD, encoding="utf-8")
    assert [each.id for each in load(tmp_path)] == ["donald-trump"]


def test_a_term_is_looked_up_in_any_script_and_counted_forms_win() -> None:
    text = GOOD + record("china", variants="[中國]", search_only="[北京]")
    text += record(
        "beijing", variants="[北京]", names="{zh-Hant: 北京, zh-Hans: 北京, en: Beijing}"
    )
    known = Authorities(tuple(parse(text)[0]))
    assert known.named("特朗普") == known.named("donald trump") == ("donald-trump",)
    assert known.named("中国") == ("china",)
    assert known.named("北京") == ("beijing",)
    assert known.named("誰") == ()


def test_longer_names_of_others_are_where_a_form_names_something_else() -> None:
    text = record("dprk", variants="[朝鮮, 朝鮮人民共和國]", not_in="[朝鮮情勢]")
    text += record("peninsula", variants="[朝鲜半島]", names="{zh-Hant: 半, zh-Hans: 半, en: B}")
    known = Authorities(tuple(parse(text)[0]))
    assert known.elsewhere(known.by_id["dprk"], "朝鲜") == ("朝鮮情勢", "朝鲜半島")
    assert known.elsewhere(known.by_id["peninsula"], "朝鮮半島") == ()


def test_a_form_that_needs_company_is_searched_for_with_it() -> None:
    text = record("dod", variants="[{form: 國防部, after: [美國, 美方]}, {form: 部, near: [dod]}]")
    (dod,) = parse(text)[0]
    assert search_forms(dod) == ("美國國防部", "美方國防部", "甲", "A")


@given(st.text(max_size=80) | st.text("-{}[]:,'\" \nabid&*!|>", max_size=80))
def test_any_text_is_read_or_refused_but_never_breaks(text: str) -> None:
    records, faults = parse(text, "f.yml")
    assert all(each.id for each in records)
    assert all(fault.line >= 0 and fault.file == "f.yml" for fault in faults)


def test_the_archives_own_files_are_sound() -> None:
    folder = Path(__file__).parents[2] / "sources" / "authorities"
    assert load(folder)
