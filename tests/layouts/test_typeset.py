"""The layout corpus must be sound before anything is measured with it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "scripts" / "measure"))

import typeset

import structure

CASES = list(typeset.pairs())
#: note marks, list glyphs and rules: all that a text may hold beside its blocks
MARKS = re.compile(r"[0-9⁰¹²³⁴-⁹①-⑳\[\]［］*＊.●■◆◎▪•‧▓➢\ue000-\uf8ff─—_註一二（）：]*")


@pytest.mark.parametrize(("name", "text", "truth"), CASES, ids=[case[0] for case in CASES])
def test_every_character_has_its_block(name: str, text: str, truth: dict[str, Any]) -> None:
    marks, invented = typeset.unaccounted(text, truth)
    assert invented == ""
    assert MARKS.fullmatch(marks), marks


def test_same_inputs_same_bytes() -> None:
    assert [case[1] for case in typeset.pairs()] == [case[1] for case in CASES]


def ideal(truth: dict[str, Any]) -> dict[str, Any]:
    """The report of a normaliser that makes no mistake, in the published shape."""
    kinds = ("footnote", "furniture")
    notes = [b for b in truth["blocks"] if b["type"] == "footnote"]
    return {
        "blocks": [
            {**b, "notes": [f"n{n}" for n in b.get("note_blocks", ())]}
            for b in truth["blocks"]
            if b["type"] not in kinds
        ],
        "notes": [{"id": f"n{b['n']}", "text": b["text"]} for b in notes],
        "furniture": [b["text"] for b in truth["blocks"] if b["type"] == "furniture"],
    }


@pytest.mark.parametrize(("name", "text", "truth"), CASES, ids=[case[0] for case in CASES])
def test_truth_scores_full_against_itself(name: str, text: str, truth: dict[str, Any]) -> None:
    score = structure.compare(ideal(truth), truth)
    assert score.misses == []
    assert score.share == 1
    assert score.levels == score.headings
    assert score.references == score.referring


def test_a_split_paragraph_is_missed() -> None:
    truth = next(t for _, _, t in CASES if any(b["type"] == "paragraph" for b in t["blocks"]))
    report = ideal(truth)
    block = next(b for b in report["blocks"] if b["type"] == "paragraph")
    half = len(block["text"]) // 2
    tail = {**block, "text": block["text"][half:]}
    block["text"] = block["text"][:half]
    report["blocks"].append(tail)
    assert len(structure.compare(report, truth).misses) == 1
