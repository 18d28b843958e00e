"""Folding keeps its promises: shared vectors, idempotence, substrings, offsets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cefu.text.fold import fold, fold_key, han_table, variants_of

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "fold_vectors.json").read_text(encoding="utf-8")
)

# Han, Latin, digits, punctuation, width forms, accents, invisible marks and all
# kinds of blanks, more often than chance would have them.
TYPICAL = st.text(
    st.one_of(
        st.sampled_from("朝鮮鲜臺台灣無核化裡裏為爲着著峯羣后後發髮 　\n\t\u00a0Kim JONG-un"),
        st.sampled_from(
            "ＴＨＡＡＤ１２３，。：；（）「」“”…—‐‧·○〇①㈠ﬁßİıΣςé\u0301\u200b\ufe00한\u1112\u1161"
        ),
        st.characters(exclude_categories=("Cs", "Cn", "Co")),
    ),
    max_size=24,
)


@pytest.mark.parametrize("case", VECTORS["same"], ids=lambda case: case["comment"])
def test_same_key(case: dict) -> None:
    for text in case["texts"]:
        assert fold_key(text) == case["key"]
        assert fold(text).text == case["key"]


@pytest.mark.parametrize(("one", "other", "why"), VECTORS["different"])
def test_different_keys(one: str, other: str, why: str) -> None:
    assert fold_key(one) != fold_key(other), why


@pytest.mark.parametrize("case", VECTORS["offsets"], ids=lambda case: case["text"])
def test_offsets(case: dict) -> None:
    folded = fold(case["text"])
    assert folded.text == case["folded"]
    assert list(folded.starts) == case["starts"]
    assert list(folded.ends) == case["ends"]


@given(TYPICAL)
def test_folding_is_idempotent(text: str) -> None:
    assert fold_key(fold_key(text)) == fold_key(text)


@given(TYPICAL)
@example("ΑΣ Σ")
def test_key_and_offsets_agree(text: str) -> None:
    folded = fold(text)
    assert folded.text == fold_key(text)
    assert len(folded.starts) == len(folded.ends) == len(folded.text)
    assert list(folded.starts) == sorted(folded.starts)
    assert all(0 <= a < b <= len(text) for a, b in zip(folded.starts, folded.ends, strict=True))


@given(TYPICAL, st.data())
def test_a_substring_folds_to_a_substring(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    cuts = sorted({0, len(text), *folded.starts, *folded.ends})
    start = data.draw(st.sampled_from(cuts))
    end = data.draw(st.sampled_from([cut for cut in cuts if cut >= start]))
    assert fold_key(text[start:end]) in folded.text


def test_every_group_has_one_canonical_character() -> None:
    table = han_table()
    assert not set(table) & set(table.values())
    assert all(len(char) == 1 for pair in table.items() for char in pair)


def test_the_browser_needs_only_the_variants_of_what_occurs() -> None:
    assert variants_of("裡x")["裏"] == variants_of("里")["裡"] == "里"
    assert "鮮" not in variants_of("裡x")
