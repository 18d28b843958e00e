"""The corpus of set documents: its composing, its truth, and the counting of faults."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from documents.compose import Pen
from documents.genres import GENRES
from documents.look import DEFAULTS, furniture, look
from documents.measure import Score, compare
from documents.source import Block, Document, truth
from documents.typeset import TYPESETTERS, documents, houses

HERE = Path(__file__).parent
HOUSES, SMALL, DATA = HERE / "houses.yml", HERE / "small.yml", HERE / "data"


def told(blocks: tuple[Block, ...], **more: Any) -> dict[str, Any]:
    document = Document("x", "渡輪班次之檢討", blocks, **more)
    return truth(document, "house", "none", ["流域研究", "- {page} -"])


@pytest.fixture
def small() -> dict[str, Any]:
    return told(
        (
            Block("title", "渡輪班次之檢討"),
            Block("heading", "一、背景", 1),
            Block(
                "paragraph", "澄江市自 2015 年起檢討渡輪班次[^1]，受訪者共二百人，結果尚未公布。"
            ),
            Block("list_item", "按季公布準點率及未達成之原因；", label="•"),
            Block("paragraph", "居民要求再提下次會議討論，主席同意列入議程。"),
            Block("table", rows=(("項目", "2015 年"), ("準點率", "93%"))),
        ),
        notes={"1": "參見漁會年報，第 4 頁。"},
        date="2015年",
    )


def shares(score: Score) -> dict[str, float]:
    return {k: score.right[k] / n for k, n in score.total.items() if n}


def test_the_truth_measured_against_itself_is_right(small: dict[str, Any]) -> None:
    score = compare(small, small)
    assert set(shares(score).values()) == {1.0}
    assert not score.misses


def reading(small: dict[str, Any], at: int, text: str) -> dict[str, Any]:
    made = copy.deepcopy(small)
    made["blocks"][at]["text"] = text
    return made


def test_a_page_label_inside_a_sentence_is_counted(small: dict[str, Any]) -> None:
    score = compare(small, reading(small, 4, "居民要求再提下二次會議討論，主席同意列入議程。"))
    assert score.right["inset"] == 0  # a numeral in Han cannot be told from text
    score = compare(small, reading(small, 4, "居民要求再提下-2-次會議討論，主席同意列入議程。"))
    assert (score.right["inset"], score.right["lost"]) == (1, 0)


def test_lost_prose_is_counted_in_characters(small: dict[str, Any]) -> None:
    score = compare(small, reading(small, 4, "居民要求再提下次會議討論，"))
    assert score.right["lost"] == len("主席同意列入議程")


def test_prose_found_in_another_block_is_not_lost(small: dict[str, Any]) -> None:
    made = reading(small, 4, "居民要求再提下次會議討論，")
    made["blocks"].append({"type": "paragraph", "text": "主席同意列入議程。"})
    assert compare(small, made).right["lost"] == 0


def test_furniture_left_in_the_text_is_counted(small: dict[str, Any]) -> None:
    made = copy.deepcopy(small)
    made["blocks"] += [{"type": "paragraph", "text": t} for t in ("流域研究", "- 14 -")]
    assert compare(small, made).right["furn"] == 2


def test_wrong_kinds_notes_cells_and_records_are_counted(small: dict[str, Any]) -> None:
    made = copy.deepcopy(small)
    made["blocks"][1]["type"] = "paragraph"
    made["blocks"][2]["notes"] = []
    made["notes"][0]["text"] = "參見漁會年報，第5頁。"
    made["tables"][0][1][1] = "39%"
    made["record"]["date"] = None
    made["record"]["publisher"] = "澄江市"
    found = shares(compare(small, made))
    assert [found[k] for k in ("head", "refs", "notes", "tables")] == [0, 0, 0, 0]
    assert compare(small, made).right["recwrong"] == 1


@pytest.mark.parametrize("name", [*houses(HOUSES), *houses(SMALL)])
def test_a_house_says_only_what_is_known(name: str) -> None:
    house = {**houses(HOUSES), **houses(SMALL)}[name]
    assert set(house) <= {
        "genre",
        "by",
        "options",
        "look",
        "count",
        "lang",
        "simplified",
        *TYPESETTERS,
    }
    assert set(house["by"]) <= set(TYPESETTERS)
    assert house["genre"] in GENRES
    assert set(house["look"]) <= set(DEFAULTS) | set(TYPESETTERS)


def test_the_same_seed_gives_the_same_documents_and_others_differ() -> None:
    first = {id: document for id, document, *_ in documents(HOUSES)}
    again = {id: document for id, document, *_ in documents(HOUSES)}
    assert first == again
    assert len(first) >= 80
    assert len({d.blocks for d in first.values()}) == len(first)


def test_every_reference_has_its_note_and_every_note_its_reference() -> None:
    for id, document, *_ in documents(HOUSES):
        keys = [k for b in truth(document, "", "", [])["blocks"] for k in b["notes"]]
        assert keys == list(document.notes), id


def test_running_heads_by_section_are_all_furniture() -> None:
    pen = Pen("seed")
    document = GENRES["report"](pen, "seed", {"scheme": "formal", "sections": 3})
    looks = look({"look": {"head": {"left": "{section}"}, "foot": {"center": "- {page} -"}}})
    chapters = [b.text for b in document.blocks if b.kind == "heading" and b.level == 1]
    assert furniture(document, looks) == [c.replace("　", "") for c in chapters] + ["- {page} -"]


def test_the_ready_made_documents_have_the_truth_that_their_source_tells() -> None:
    found = {}
    for id, document, house, typesetter, looks in documents(SMALL):
        assert (DATA / f"{id}.pdf").read_bytes().startswith(b"%PDF-1."), id
        found[id] = truth(document, house, typesetter, furniture(document, looks))
    assert found == {p.stem: json.loads(p.read_text("utf-8")) for p in DATA.glob("*.json")}
