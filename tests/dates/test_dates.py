"""The dates engine against its case files; each case says in its comment what it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cefu.dates import find_statements
from cefu.model.annotations import Statement
from cefu.model.document import Block
from cefu.structure import normalise

DATA = Path(__file__).parents[1] / "data" / "dates"
SOURCES = Path(__file__).parents[2] / "sources"


def cases(*files: str) -> list[Any]:
    found = []
    for file in files:
        for case in json.loads((DATA / file).read_text("utf-8"))["cases"]:
            found.append(pytest.param(case, id=f"{file}: {case['comment']}"))
    return found


def blocks_of(case: dict[str, Any]) -> list[Block]:
    blocks = []
    for number, (kind, text) in enumerate(case["blocks"], 1):
        name, _, level = kind.partition(" ")
        blocks.append(Block(f"p{number}", "s1", name, text, level=int(level or 0)))
    return blocks


def dated(statements: list[Statement]) -> list[list[str]]:
    return [[statement.surface, statement.edtf] for statement in statements]


@pytest.mark.parametrize(
    "case", cases("forms.json", "styles.json", "passages.json", "story.json", "calendars.json")
)
def test_statements(case: dict[str, Any]) -> None:
    found = find_statements("r", blocks_of(case), case["published"])
    assert dated(found) == case["expect"]


@pytest.mark.parametrize("case", cases("known_failures.json"))
def test_known_failures_still_fail(case: dict[str, Any]) -> None:
    found = find_statements("r", blocks_of(case), case["published"])
    assert dated(found) != case["expect"], "it passes now: move the case to another file"


@pytest.mark.parametrize("case", cases("kinds.json"))
def test_kinds(case: dict[str, Any]) -> None:
    block = Block("p1", "s1", "paragraph", case["text"])
    found = find_statements("r", [block], case["published"])
    assert [[s.surface, s.kind, s.planned, s.resolution] for s in found] == case["expect"]


@pytest.mark.parametrize("report", ["001", "003"])
def test_reports_read_by_hand(report: str) -> None:
    truth = json.loads((DATA / "reports" / f"{report}.json").read_text("utf-8"))
    (source,) = SOURCES.glob(f"{report}_*.txt")
    blocks = normalise(source.read_text("utf-8")).blocks
    found = dated(find_statements(report, blocks, truth["published_edtf"]))
    wanted = [[s["surface"], s["edtf"]] for s in truth["statements"]]
    right = 0
    rest = list(found)
    for statement in wanted:
        if statement in rest:
            rest.remove(statement)
            right += 1
    assert right / len(wanted) >= 0.98
    assert right / len(found) >= 0.98


def test_only_running_text_is_read() -> None:
    text = "中華民國107年7月，5月8日會談"
    types = ("title", "byline", "abstract_point", "heading", "paragraph", "list_item", "caption")
    for kind in types:
        assert find_statements("r", [Block("x", "s1", kind, text)], "2018-07"), kind
    for kind in ("source_line", "series_list"):
        assert not find_statements("r", [Block("x", "s1", kind, text)], "2018-07"), kind
    byline = find_statements("r", [Block("x", "s1", "byline", text)], "2018-07")
    assert dated(byline) == [["中華民國107年7月", "2018-07"]]
    sources = Block("x", "s1", "paragraph", "資料來源：中央社，2018年5月8日。")
    assert not find_statements("r", [sources], "2018-07")


def test_addresses_are_not_read() -> None:
    block = Block("p1", "s1", "paragraph", "見https://a.org/2018/06/12/x及doi:10.3/SSA.201812。")
    assert not find_statements("r", [block], "2018-07")


def test_ids_count_within_the_block() -> None:
    blocks = [
        Block("p1", "s1", "paragraph", "5月8日、5月9日"),
        Block("p2", "s1", "paragraph", "5月10日"),
    ]
    found = find_statements("000", blocks, "2018-05")
    assert [s.id for s in found] == ["000-p1-d1", "000-p1-d2", "000-p2-d1"]


def test_quote_is_the_clause() -> None:
    text = "雙方會談。美國政府肯定聲明，且表明預定於2019年初舉行第二次會談。其後破局。"
    (found,) = find_statements("r", [Block("p1", "s1", "paragraph", text)], "2019-01")
    assert found.quote == "且表明預定於2019年初舉行第二次會談。"


def test_writing_year_said_in_the_text_wins_over_a_date_in_january() -> None:
    block = Block("p1", "s1", "paragraph", "今（2018）年11月期中選舉，12月1日川習會，去年亦然。")
    found = find_statements("r", [block], "2019-01")
    assert [s.edtf for s in found] == ["2018-11", "2018-12-01", "2017"]
