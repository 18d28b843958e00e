"""Mentions: cases as data, and what must hold for any text."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cefu.inputs.authorities import load
from cefu.model.authority import Authority, Variant
from cefu.model.document import Block, Note, Report
from cefu.model.record import Record
from cefu.names.mentions import Automaton, Matcher, find_mentions, widen
from cefu.names.register import Authorities
from cefu.text.fold import fold, fold_key

CASES = sorted((Path(__file__).parents[1] / "data" / "mentions").glob("*.json"))


def variant(entry: str | dict[str, Any]) -> Variant:
    if isinstance(entry, str):
        return Variant(entry)
    return Variant(entry["form"], "", tuple(entry.get("after", ())), tuple(entry.get("near", ())))


def authorities(entries: list[dict[str, Any]]) -> Authorities:
    return Authorities(
        tuple(
            Authority(
                id=entry["id"],
                type="concept",
                names={},
                variants=tuple(variant(each) for each in entry["variants"]),
                description={},
                not_in=tuple(entry.get("not_in", ())),
            )
            for entry in entries
        )
    )


def report(blocks: list[str], notes: list[str]) -> Report:
    return Report(
        id="r",
        record=Record(title={}),
        source_file="",
        sha256="",
        encoding="utf-8",
        source_text="",
        sections=(),
        blocks=tuple(Block(f"p{i}", "s0", "paragraph", t) for i, t in enumerate(blocks, 1)),
        notes=tuple(Note(f"n{i}", str(i), t) for i, t in enumerate(notes, 1)),
        ledger=(),
    )


def all_cases() -> list[Any]:
    found = []
    for path in CASES:
        data = json.loads(path.read_text(encoding="utf-8"))
        for case in data["cases"]:
            label = f"{path.stem}: {case['comment']}"
            found.append(pytest.param(data.get("records"), data.get("types"), case, id=label))
    return found


@cache
def archive() -> tuple[Authorities, Matcher]:
    known = Authorities(load(Path(__file__).parents[2] / "sources" / "authorities"))
    return known, Matcher(known)


@pytest.mark.parametrize(("records", "types", "case"), all_cases())
def test_case(
    records: list[dict[str, Any]] | None, types: list[str] | None, case: dict[str, Any]
) -> None:
    """A file without records is about the archive's own, and only those of its types."""
    if records is None:
        known, matcher = archive()
    else:
        known = authorities(records)
        matcher = Matcher(known)
    assert [
        [case["text"][start:end], actor]
        for start, end, actor in matcher.find(case["text"])
        if types is None or known.by_id[actor].type in types
    ] == case["mentions"]


def test_mentions_of_a_report_know_their_block_and_note() -> None:
    known = authorities([{"id": "us", "variants": ["美國"]}, {"id": "un", "variants": ["UN"]}])
    found = find_mentions(report(["北韓與美國"], ["美國“The UN and us,” UN"]), Matcher(known))
    assert [(m.block, m.start, m.end, m.surface, m.actor) for m in found] == [
        ("p1", 3, 5, "美國", "us"),
        ("n1", 0, 2, "美國", "us"),
        ("n1", 19, 21, "UN", "un"),
    ]


def test_a_mention_counts_for_broader_records_too() -> None:
    narrow, middle, broad = (
        replace(each, broader=wider)
        for each, wider in zip(
            authorities([{"id": c, "variants": [c * 2]} for c in "abc"]).records,
            (("b",), ("c",), ("a",)),
            strict=True,
        )
    )
    known = Authorities((narrow, middle, broad))
    found = find_mentions(report(["aa"], []), Matcher(known))
    assert [mention.actor for mention in widen(found, known)] == ["a", "b", "c"]


LETTERS = "朝鲜鮮半島岛韓韩國国ab "
FORMS = st.text(LETTERS, min_size=1, max_size=4).filter(lambda form: fold_key(form) != "")
RECORDS = st.lists(
    st.tuples(st.lists(FORMS, min_size=1, max_size=3), st.lists(FORMS, max_size=2)),
    min_size=1,
    max_size=4,
)


def from_forms(drawn: list[tuple[list[str], list[str]]]) -> Authorities:
    return authorities(
        [{"id": f"r{i}", "variants": v, "not_in": n} for i, (v, n) in enumerate(drawn)]
    )


def naive(known: Authorities, text: str) -> list[tuple[int, int, str]]:
    """The definition, written out: try every place, every length, every record."""
    folded = fold(text)
    key = folded.text
    hits = []
    start = 0
    while start < len(key):
        found = next(
            (
                (end, record.id)
                for end in range(len(key), start, -1)
                for record in known.records
                for each in record.variants
                if key[start:end] == fold_key(each.form)
                and not (
                    start > 0
                    and (key[start - 1 : start + 1]).isascii()
                    and key[start - 1].isalnum()
                    and key[start].isalnum()
                )
                and not (
                    end < len(key)
                    and (key[end - 1 : end + 1]).isascii()
                    and key[end - 1].isalnum()
                    and key[end].isalnum()
                )
                and not any(
                    key[at : at + len(fold_key(longer))] == fold_key(longer)
                    for longer in record.not_in
                    for at in range(max(0, end - len(fold_key(longer))), start + 1)
                )
            ),
            None,
        )
        if found is None:
            start += 1
            continue
        hits.append((*folded.original(start, found[0]), found[1]))
        start = found[0]
    return hits


@settings(deadline=None)
@given(RECORDS, st.text(LETTERS, max_size=30))
def test_matching_equals_the_naive_definition(
    drawn: list[tuple[list[str], list[str]]], text: str
) -> None:
    known = from_forms(drawn)
    assert Matcher(known).find(text) == naive(known, text)


@settings(deadline=None)
@given(RECORDS, st.text(max_size=60) | st.text(LETTERS + '（）「」()"“”。', max_size=60))
def test_mentions_never_overlap_and_offsets_are_exact(
    drawn: list[tuple[list[str], list[str]]], text: str
) -> None:
    known = from_forms(drawn)
    reached = 0
    for start, end, actor in Matcher(known).find(text):
        assert reached <= start < end <= len(text)
        reached = end
        forms = {fold_key(each.form) for each in known.by_id[actor].variants}
        assert fold_key(text[start:end]) in forms


@given(st.lists(st.text("abc", min_size=1, max_size=4), max_size=6), st.text("abc", max_size=30))
def test_automaton_finds_every_occurrence(words: list[str], text: str) -> None:
    everywhere = {
        (at, at + len(word))
        for word in words
        for at in range(len(text))
        if text.startswith(word, at)
    }
    assert set(Automaton(words).find(text)) == everywhere


def test_time_grows_with_the_text_and_no_faster() -> None:
    known = authorities(
        [
            {"id": "a", "variants": ["朝鮮" * n for n in range(1, 20)], "not_in": ["朝鮮半島"]},
            {"id": "b", "variants": ["川普", {"form": "國會", "near": ["a"]}]},
        ]
    )
    text = "朝鮮川普（Trump）國會" * 10_000
    begin = time.process_time()
    assert len(Matcher(known).find(text)) == 30_000
    assert time.process_time() - begin < 20
