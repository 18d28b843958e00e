"""One change in a YAML file leaves every other byte, comment and order as it was."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cefu.inputs.editing.splicing import add, plain, put, take, written
from cefu.model.errors import CefuError

WORDS = st.text(
    st.sampled_from("河港航運報告 abAB:#-,[]{}'\"&*!?|>%@12.\u3000𠮷"), min_size=1, max_size=12
)
KEYS = st.sampled_from(["title", "date", "note", "hints", "x-1", "壹、前言", "no", "12"])
VALUES = st.recursive(
    WORDS | st.integers(0, 99),
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(KEYS, inner, min_size=1, max_size=3)
    ),
    max_leaves=6,
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A mapping as a person may write it: comments anywhere, blocks and brackets mixed."""
    value = draw(st.dictionaries(KEYS, VALUES, min_size=1, max_size=5))
    lines: list[str] = []

    def remark() -> None:
        kind = draw(st.integers(0, 4))
        if kind == 0:
            lines.append("# " + draw(WORDS))
        elif kind == 1:
            lines.append("")

    def tail() -> str:
        return draw(st.sampled_from(["", "", " # beside", "   # 旁註: {a}"]))

    def write(value: object, lead: str, head: str) -> None:
        block = draw(st.booleans())
        if isinstance(value, dict) and block:
            lines.append(head + tail()) if head.strip() else None
            for key, each in value.items():
                remark()
                write(each, lead + "  ", f"{lead}{written(key)}:")
        elif isinstance(value, list) and block:
            lines.append(head + tail())
            for each in value:
                remark()
                lines.append(f"{lead}- {written(each)}{tail()}")
        elif isinstance(value, str) and block and value.strip() == value and ":" not in value[:1]:
            lines.append(
                f"{head} {yaml.dump(value, allow_unicode=True, default_style=chr(34), width=999).strip()}{tail()}"
            )
        else:
            lines.append(f"{head} {written(value)}{tail()}")

    for key, each in value.items():
        remark()
        write(each, "  ", f"{written(key)}:")
    remark()
    eol = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = eol.join(lines) + draw(st.sampled_from(["", eol]))
    return text


def _comments(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.lstrip().startswith("#")]


@settings(max_examples=120, deadline=None)
@given(files(), KEYS, VALUES)
def test_a_key_put_in_changes_only_its_own_lines(text: str, key: str, value: object) -> None:
    before = plain(text)
    after = put(text, (key,), value)
    assert plain(after) == {**before, key: value}
    assert list(plain(after)) == list({**before, key: value})
    if key not in before:
        kept = after.splitlines()
        assert [line for line in kept if line in text.splitlines()] == text.splitlines()
        assert _comments(after) == _comments(text)


@settings(max_examples=120, deadline=None)
@given(files(), st.data())
def test_an_item_added_and_taken_leaves_the_bytes(text: str, data: st.DataObject) -> None:
    before = plain(text)
    lists = [key for key, value in before.items() if isinstance(value, list)]
    if not lists:
        return
    key = data.draw(st.sampled_from(lists))
    item = data.draw(WORDS | st.fixed_dictionaries({"find": WORDS, "reason": WORDS}))
    longer = add(text, (key,), item)
    assert plain(longer) == {**before, key: [*before[key], item]}
    assert _comments(longer) == _comments(text)
    shorter = take(longer, (key, len(before[key])))
    assert plain(shorter) == before
    if text.endswith("\n"):
        assert shorter == text


@settings(max_examples=120, deadline=None)
@given(files(), st.data())
def test_what_is_taken_out_is_all_that_goes(text: str, data: st.DataObject) -> None:
    before = plain(text)
    key = data.draw(st.sampled_from(sorted(before)))
    try:
        after = take(text, (key,))
    except CefuError:
        assert len(before) == 1
        return
    assert (plain(after) or {}) == {k: v for k, v in before.items() if k != key}
    assert set(after.splitlines()) <= set(text.splitlines())


def test_a_folded_text_keeps_its_lines_when_its_neighbour_changes() -> None:
    text = "abstract:\n  en: >\n    One line\n    and another.\n\n  # ours\n  zh-Hant: 甲\nrights: {en: R}\n"
    after = put(text, ("abstract", "zh-Hant"), "乙")
    assert after == text.replace("甲", "乙")
    after = put(text, ("abstract", "en"), "Short.")
    assert after == "abstract:\n  en: Short.\n\n  # ours\n  zh-Hant: 甲\nrights: {en: R}\n"


def test_one_author_of_many_is_changed_in_place() -> None:
    text = 'authors:\n  - name: {zh-Hant: "林甲"}  # as printed\n  - name: {zh-Hant: "林乙"}\n'
    held = plain(text)["authors"]
    after = put(text, ("authors",), [held[0], {"name": {"zh-Hant": "林丙"}, "role": "editor"}])
    assert after.splitlines()[1] == text.splitlines()[1]
    assert plain(after)["authors"][1] == {"name": {"zh-Hant": "林丙"}, "role": "editor"}


@pytest.mark.parametrize("text", ["a: &x [1]\nb: *x\n", "a: !!python/object:x {}\n", "a: [1\n"])
def test_what_is_not_plain_is_refused(text: str) -> None:
    with pytest.raises(CefuError):
        put(text, ("b",), "1")
