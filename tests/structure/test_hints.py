"""What a keeper says of a line holds, whatever the rules would say."""

from __future__ import annotations

import pytest

from cefu.model.errors import CefuError
from cefu.model.hints import Hint
from cefu.structure import normalise

TEXT = (
    "河川航運政策之回顧\n\n壹、前言\n\n河川航運於二十年前已有規模，各港口之設施亦逐漸完備，\n"
    "然而近年貨運量下降，主管機關遂提出新的方案。第二項工作是疏濬航道。\n\n"
    "各港概況\n\n甲港  120  15\n乙港  80  9\n\n貳、結論\n\n航運仍具價值，應予維持。\n\n"
    "資料來自各港務局之年報\n"
)


def _blocks(*hints: Hint) -> list[tuple[str, str]]:
    return [(b.type, b.text) for b in normalise(TEXT, hints).blocks]


def test_a_level_makes_a_heading_stand_there_and_what_follows_below_it() -> None:
    tree = normalise(TEXT, [Hint("各港概況", "heading", "r", level=2)])
    heads = {b.text: b.level for b in tree.blocks if b.type == "heading"}
    assert heads == {"壹、前言": 1, "各港概況": 2, "貳、結論": 1}
    section = next(s for s in tree.sections if s.title["zh-Hant"] == "各港概況")
    assert section.parent == next(s.id for s in tree.sections if s.number == "壹、")


def test_a_line_is_split_at_the_words_and_no_character_is_lost() -> None:
    tree = normalise(TEXT, [Hint("第二項工作是", "split", "r")])
    texts = [b.text for b in tree.blocks]
    assert "第二項工作是疏濬航道。" in texts
    assert any(text.endswith("新的方案。") for text in texts)
    assert [e.start for e in tree.ledger] == [0, *(e.end for e in tree.ledger)][:-1]
    assert tree.ledger[-1].end == len(TEXT)


def test_rows_become_a_table_with_a_cell_between_gaps() -> None:
    tree = normalise(TEXT, [Hint("甲港", "table", "r"), Hint("乙港", "table", "r")])
    table = next(b for b in tree.blocks if b.type == "table")
    cells = {(c.place.row, c.place.column): table.text[c.start : c.end] for c in table.cells}
    assert cells == {
        (0, 0): "甲港", (0, 1): "120", (0, 2): "15", (1, 0): "乙港", (1, 1): "80", (1, 2): "9",
    }  # fmt: skip


def test_a_note_is_lifted_out_and_its_second_line_with_it() -> None:
    tree = normalise(TEXT, [Hint("資料來自", "note", "r"), Hint("航運仍具價值", "furniture", "r")])
    assert [note.text for note in tree.notes] == ["資料來自各港務局之年報"]
    assert not any("航運仍具價值" in b.text for b in tree.blocks)


def test_a_paragraph_begins_or_goes_on_where_the_keeper_says() -> None:
    begun = [text for kind, text in _blocks(Hint("然而近年", "new-paragraph", "r"))]
    assert any(text.startswith("然而近年") for text in begun)
    joined = _blocks(Hint("航運仍具價值", "paragraph", "r"), Hint("資料來自", "join", "r"))
    assert ("paragraph", "航運仍具價值，應予維持。資料來自各港務局之年報") in joined


def test_words_of_a_figure_are_its_words() -> None:
    assert ("figure", "資料來自各港務局之年報") in _blocks(Hint("資料來自", "figure", "r"))


def test_a_line_whose_words_recur_is_named_by_its_number() -> None:
    text = "題目\n\n小結\n\n航運量逐年增加，各港皆然。\n\n小結\n\n航運量逐年減少，各港皆然。\n"
    with pytest.raises(CefuError, match=r"2 lines.*lines: \[3, 7\]"):
        normalise(text, [Hint("小結", "heading", "r")])
    tree = normalise(text, [Hint("小結", "heading", "r", level=1, lines=(3, 7))])
    assert [b.text for b in tree.blocks if b.type == "heading"] == ["小結", "小結"]
    with pytest.raises(CefuError, match="not about line 5"):
        normalise(text, [Hint("小結", "heading", "r", lines=(5,))])
