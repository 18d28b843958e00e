"""The index as bytes: posting lists, names, shards, the same bytes for the same input."""

from __future__ import annotations

import json
import random
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.model.errors import CefuError
from cefu.outputs.search import Form, Passage, Piece, Source, VariantSet, build_index
from cefu.outputs.search.encoding.bloom import passes, sieve
from cefu.outputs.search.encoding.postings import encode, gather, varint, varints
from cefu.text.fold import fold_key
from search_archive import VARIANTS, PlainScan, passages


def passage(nth: int, *texts: str, report: str = "r") -> Passage:
    source = Source(report, f"reports/{report}/", {"zh-Hant": "報告"}, "2018-06-12")
    pieces = tuple(Piece(f"p{nth}-{at}", "paragraph", text) for at, text in enumerate(texts))
    return Passage(source, f"s{nth}", f"{source.url}#s{nth}", (), pieces)


class Bytes:
    """Reads what the index writes, the plain way round."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def varint(self) -> int:
        value = shift = 0
        while True:
            byte = self.data[self.at]
            self.at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def take(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def decode(entry: bytes, total: int) -> dict[int, int]:
    """A posting list as passage -> class."""
    reader = Bytes(entry)
    size, marked = reader.varint(), reader.varint()
    if size * 8 > total:
        bits = np.frombuffer(reader.take((total + 7) // 8), np.uint8)
        found = np.flatnonzero(np.unpackbits(bits, bitorder="little")).tolist()
    else:
        found, last = [], -1
        for _ in range(size):
            last += reader.varint() + 1
            found.append(last)
    classes, nth = dict.fromkeys(found, 0), -1
    for _ in range(marked):
        mark = reader.varint()
        nth += mark // 2 + 1
        classes[found[nth]] = 1 + mark % 2
    assert reader.at == len(entry)
    return classes


def read_shard(data: bytes, length: int) -> dict[str, bytes]:
    reader = Bytes(zlib.decompress(data, -15))
    keys = reader.take(reader.varint()).decode()
    grams = [keys[at : at + length] for at in range(0, len(keys), length)]
    sizes = [reader.varint() for _ in grams]
    return {gram: reader.take(size) for gram, size in zip(grams, sizes, strict=True)}


def manifest(files: dict[str, bytes]) -> dict[str, int]:
    reader = Bytes(zlib.decompress(files["start.bin"], -15))
    found: dict[str, int] = json.loads(reader.take(reader.varint()))
    return found


def grams(files: dict[str, bytes], length: int) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    for name, data in files.items():
        if name.startswith(f"grams/{length}/"):
            out |= read_shard(data, length)
    return out


@given(st.lists(st.integers(0, 2**34)))
def test_varints_are_many_times_varint(values: list[int]) -> None:
    data, at = varints(np.array(values, np.int64))
    assert data.tobytes() == b"".join(map(varint, values))
    assert len(at) == len(values) + 1


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=120),
    st.integers(61, 2000),
)
def test_a_posting_list_comes_back(hits: list[tuple[int, int, bool]], total: int) -> None:
    hits.sort()
    keys, found, heading = (
        np.array([hit[0] for hit in hits], np.uint64),
        np.array([hit[1] for hit in hits], np.uint32),
        np.array([hit[2] for hit in hits], np.bool_),
    )
    lists = gather(keys, found, heading)
    entries = encode(lists, np.arange(len(lists.first) - 1), total)
    for key, entry in zip(lists.heads.tolist(), entries, strict=True):
        own = [(place, head) for each, place, head in hits if each == key]
        truth = {
            place: 2
            if any(head for each, head in own if each == place)
            else int(sum(each == place for each, _ in own) >= 3)
            for place, _ in own
        }
        assert decode(entry, total) == truth


def test_every_pair_and_character_is_listed() -> None:
    found = passages()
    files = build_index(found)
    scan = PlainScan(found)
    names = [f"{one.report.id}#{one.section}" for one in found]
    for length in (1, 2):
        for gram, entry in list(grams(files, length).items())[::7]:
            if gram != gram.strip():
                continue  # no query begins or ends with a blank
            assert {names[nth] for nth in decode(entry, len(found))} == scan.having(gram), gram


def test_a_triple_is_listed_or_told_by_its_pairs() -> None:
    found = passages()
    files = build_index(found)
    pairs, triples = grams(files, 2), grams(files, 3)
    few = manifest(files)["few"]
    scan = PlainScan(found)
    names = [f"{one.report.id}#{one.section}" for one in found]
    text = "".join(fold_key(piece.text) + "\n" for one in found for piece in one.pieces)
    for at in range(0, len(text) - 3, 97):
        gram = text[at : at + 3]
        if "\n" in gram or gram != gram.strip():
            continue
        entry = triples.get(gram)
        if entry is None:
            sizes = [Bytes(pairs[pair]).varint() for pair in (gram[:2], gram[1:])]
            assert min(sizes) <= few
            continue
        if entry[0] == 0:
            entry = pairs[gram[entry[1] - 1 : entry[1] + 1]]
        assert {names[nth] for nth in decode(entry, len(found))} == scan.having(gram)


def test_nothing_reaches_over_the_end_of_a_piece() -> None:
    files = build_index([passage(1, "朝鮮", "半島"), passage(2, "朝鮮半島")])
    assert set(decode(grams(files, 2)[fold_key("鮮半")], 2)) == {1}


def test_same_input_same_bytes() -> None:
    found = passages()
    assert build_index(found, VARIANTS) == build_index(iter(found), VARIANTS)


def test_files_of_one_name_hold_the_same() -> None:
    found = passages()
    builds = [build_index(some, VARIANTS) for some in (found, found[1:], found[:-3], found[::2])]
    seen: dict[str, bytes] = {}
    for files in builds:
        del files["start.bin"]
        for name, data in files.items():
            assert seen.setdefault(name, data) == data, name


def test_one_character_touches_few_files() -> None:
    chance = random.Random(1)
    texts = "".join(piece.text for one in passages() for piece in one.pieces if piece.lang != "en")
    sentences = [sentence + "。" for sentence in texts.split("。") if len(sentence) < 90]
    found = [
        passage(nth % 8, *("".join(chance.sample(sentences, 5)) for _ in range(4)), report=f"r{nth // 8}")
        for nth in range(240)
    ]  # fmt: skip
    before = build_index(found, VARIANTS)
    for nth in range(3, len(found), 60):
        first, *rest = found[nth].pieces
        # 會 is in the texts already and in no name here.
        first = replace(first, text=first.text[:9] + "會" + first.text[10:])
        changed = [*found[:nth], replace(found[nth], pieces=(first, *rest)), *found[nth + 1 :]]
        new = build_index(changed, VARIANTS).keys() - before.keys()
        # Six grams go and six come, and a text and perhaps a name change; groups are of two or three.
        assert len(new) <= 14 * 4 < len(before) / 4


def test_an_archive_of_nothing() -> None:
    files = build_index([])
    assert manifest(files)["passages"] == 0


def test_passages_are_taken_one_by_one() -> None:
    seen = []

    def stream() -> Iterator[Passage]:
        for nth in range(5):
            seen.append(nth)
            yield passage(nth, "無核化")

    build_index(stream())
    assert seen == list(range(5))


def test_scattered_passages_are_refused() -> None:
    with pytest.raises(CefuError, match="not together"):
        build_index([passage(1, "甲"), passage(2, "乙", report="q"), passage(3, "丙")])


def record_of(files: dict[str, bytes], nth: int, total: int) -> tuple[list[object], dict[int, int]]:
    [data] = [data for name, data in files.items() if name.startswith(f"names/record/{nth}-")]
    reader = Bytes(zlib.decompress(data, -15))
    head = json.loads(reader.take(reader.varint()))
    return head, decode(reader.data[reader.at :], total)


def test_names_by_the_rules() -> None:
    texts = [
        "朝鮮發表聲明",
        "朝鮮半島無核化",
        "朝鲜與朝鮮半島",
        "The DPRK said",
        "DPRKs",
        "Kim",
        "無",
    ]
    names = VariantSet(
        "dprk",
        {"zh-Hant": "北韓"},
        (
            Form("北韓"),
            Form("朝鮮", ("朝鮮半島",)),
            Form("DPRK"),
            Form("Kim", sought=False),
            Form("北"),
        ),
    )
    files = build_index([passage(nth, text) for nth, text in enumerate(texts)], [names])
    head, found = record_of(files, 0, len(texts))
    assert set(found) == {0, 2, 3}
    assert head[3] == [["北韓", 0], ["朝鮮", 2, ["朝鲜半岛"]], ["DPRK", 1], ["Kim", 0]]
    # 朝鮮半島 in passage 1 and Kim in passage 5 occur where the record is not named.
    assert dictionary_of(files) == {
        "北韩": [[0, 0]],
        "朝鲜": [[0, 1]],
        "dprk": [[0, 0]],
        "kim": [[0, 1]],
    }


def test_a_form_across_words_is_no_name_and_the_browser_is_told_where() -> None:
    texts = ["近日本會召開會議", "近日日本政府表示", "日本會採取措施"]
    files = build_index(
        [passage(nth, text) for nth, text in enumerate(texts)],
        [VariantSet("japan", {}, (Form("日本"),))],
    )
    (_, _, _, rows), hits = record_of(files, 0, len(texts))
    assert sorted(hits) == [1, 2]
    assert rows == [["日本", 2, ["近日本会"]]]


def dictionary_of(files: dict[str, bytes]) -> dict[str, list[list[int]]]:
    found: dict[str, list[list[int]]] = {}
    for name, data in files.items():
        if re.match(r"names/\d+-", name):
            found |= json.loads(zlib.decompress(data, -15))
    return found


def test_a_narrower_record_answers_to_its_own_forms() -> None:
    texts = ["川金會", "河內峰會", "無關"]
    summits = VariantSet("summits", {}, (Form("川金會"), Form("河內峰會", understood=False)))
    hanoi = VariantSet("hanoi", {}, (Form("河內峰會"),))
    files = build_index([passage(nth, text) for nth, text in enumerate(texts)], [summits, hanoi])
    assert set(record_of(files, 0, 3)[1]) == {0, 1}
    assert set(record_of(files, 1, 3)[1]) == {1}
    assert dictionary_of(files) == {"川金会": [[0, 0]], "河内峰会": [[1, 0]]}


def test_forms_for_searching_only_are_sought_where_no_other_occurs() -> None:
    texts = ["終端高空區域防禦", "無關"]
    forms = (Form("薩德入韓"), Form("終端高空區域防禦", sought=False))
    [names] = [VariantSet("thaad", {}, forms)]
    files = build_index([passage(nth, text) for nth, text in enumerate(texts)], [names])
    assert set(record_of(files, 0, 2)[1]) == {0}


def test_english_names_are_listed_loosely_too() -> None:
    names = VariantSet("talks", {}, (Form("six-party talks"), Form("U.S. defence")))
    files = build_index([passage(0, "六方會談")], [names])
    assert set(dictionary_of(files)) == {
        "six-party talks",
        "six party talk",
        "u.s.defence",
        "us defense",
    }


def test_names_that_no_text_has_are_folded_in_the_browser_too() -> None:
    names = VariantSet("pompeo", {}, (Form("蓬佩奧"), Form("龐培歐")))
    files = build_index([passage(0, "蓬佩奧訪朝")], [names])
    assert "龐".encode("utf-16-be") in zlib.decompress(files["start.bin"], -15)


@given(st.sets(st.text(min_size=1, max_size=4), max_size=40))
def test_a_sieve_keeps_no_beginning_out(forms: set[str]) -> None:
    bits = sieve(forms)
    assert all(passes(bits, form) for form in forms)


def test_a_sieve_lets_few_others_through() -> None:
    bits = sieve(f"{a}{b}" for a in "朝鮮半島無核化" for b in "川普金正恩會談")
    others = [f"{a}{b}" for a in "東亞安全情勢與" for b in "發展之觀察報告"]
    assert sum(passes(bits, other) for other in others) < len(others) / 5
