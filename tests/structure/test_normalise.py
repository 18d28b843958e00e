"""The normaliser: small documents, the layout corpus, the archive's own reports,
and what must hold of any text whatever."""

from __future__ import annotations

import re
import sys
import time
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cefu.model.line import BLANKS
from cefu.structure import Normalised, normalise
from structure import compare, report_of

HERE = Path(__file__).parents[1]
DATA = HERE / "data" / "normalise"
SOURCES = HERE.parent / "sources"
sys.path.insert(0, str(HERE / "layouts"))

from typeset import pairs  # noqa: E402

CASES = yaml.safe_load((DATA / "cases.yml").read_text("utf-8"))
KNOWN_FAILURES = yaml.safe_load((DATA / "known_failures.yml").read_text("utf-8"))
LAYOUTS = yaml.safe_load((DATA / "layouts.yml").read_text("utf-8"))
REPORTS = yaml.safe_load((DATA / "reports.yml").read_text("utf-8"))


def furniture(tree: Normalised, text: str) -> list[str]:
    spans = [text[e.start : e.end] for e in tree.ledger if e.fate == "furniture"]
    return [re.sub(rf"[{re.escape(BLANKS)}]", "", s) for s in spans]


def outcome(case: dict[str, object]) -> dict[str, object]:
    text = str(case["text"])
    tree = normalise(text)
    made: dict[str, object] = {"blocks": [[b.type, b.text] for b in tree.blocks]}
    if "notes" in case:
        made["notes"] = [[n.label, n.text] for n in tree.notes]
        made["tied"] = all(n.refs for n in tree.notes)
    if "furniture" in case:
        made["furniture"] = "".join(furniture(tree, text))
    return made


def expected(case: dict[str, object]) -> dict[str, object]:
    wanted: dict[str, object] = {"blocks": case["blocks"]}
    if "notes" in case:
        wanted |= {"notes": case["notes"], "tied": True}
    if "furniture" in case:
        wanted["furniture"] = "".join(case["furniture"])  # type: ignore[arg-type]
    return wanted


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["case"])
def test_case(case):
    assert outcome(case) == expected(case), case["comment"]


@pytest.mark.parametrize("case", KNOWN_FAILURES, ids=lambda c: c["case"])
def test_known_failure_still_fails(case):
    assert outcome(case) != expected(case), "it works now: move it to cases.yml"


# the layout corpus ---------------------------------------------------------------


@pytest.mark.parametrize(("name", "source", "truth"), list(pairs()), ids=lambda v: str(v)[:40])
def test_layout(name, source, truth):
    """Each case of the corpus misses no more blocks than layouts.yml admits, and no fewer."""
    text = source.removeprefix("\ufeff")
    score = compare(report_of(normalise(text), text), truth, name)
    assert score.total - score.matched == LAYOUTS.get(name, 0), "\n".join(score.misses)


# the archive's own reports -------------------------------------------------------


@pytest.mark.parametrize("name", sorted(REPORTS))
def test_report(name):
    (path,) = SOURCES.glob(f"{name}*.txt")
    text = path.read_bytes().decode("utf-8-sig")
    tree = normalise(text)
    wanted = REPORTS[name]
    assert Counter(b.type for b in tree.blocks) == wanted["types"]
    assert [[b.level, b.text] for b in tree.blocks if b.type == "heading"] == wanted["headings"]
    assert [n.label for n in tree.notes] == wanted["notes"]
    assert all(n.refs for n in tree.notes)
    assert_covers(tree, text)


# any text whatever ---------------------------------------------------------------


def stands_for(char: str, source: str) -> bool:
    """Whether a block may have ``char`` where its source has ``source``.

    A blank is a blank; of compatibility ideographs and radicals, which look like ordinary
    characters, a block has the ordinary ones.
    """
    if source in BLANKS:
        return char in (source, " ")
    if unicodedata.name(source, "").startswith(("CJK RADICAL", "KANGXI RADICAL")):
        return char == source or unicodedata.name(char).startswith("CJK UNIFIED IDEOGRAPH")
    return char in (source, unicodedata.normalize("NFC", source))


def assert_covers(tree: Normalised, text: str) -> None:
    """The ledger tiles the source; no character but a blank is lost, doubled or moved."""
    at = 0
    for entry in tree.ledger:
        assert entry.start == at < entry.end
        at = entry.end
        if entry.fate == "blank":
            assert not text[entry.start : entry.end].strip(BLANKS)
    assert at == len(text)
    owners: set[int] = set()
    for piece in (*tree.blocks, *tree.notes):
        assert len(piece.text) == len(piece.origin)
        assert list(piece.origin) == sorted(piece.origin)
        for char, offset in zip(piece.text, piece.origin, strict=True):
            assert offset not in owners
            owners.add(offset)
            assert stands_for(char, text[offset])
    starts = [b.origin[0] for b in tree.blocks if b.origin]
    assert starts == sorted(starts)


PIECES = st.sampled_from(
    ["北韓", "於", "2018", "年", "。", "，", "；", "：", "」", "（", "1", "12", "¹", "²³", "①", "②", "[1]", "［2］", "註一：", "（註一）", "註1", "＊", "**", "一、", "壹、", "（一）", "1.", "(1)", "(a)", "第一章", "2.1", "2.1.1", "●", "➢", "▓", "\uf06e", "____________", "────────", "https://", "https://a.org/b-", "-c/d", "www.x.y", "摘要", "關鍵詞：", "目錄", "..........", "…………", "3", "第3頁", "頁3", "-3-", "iv", "Latin", "words", "圖1甲", "表1-1", "資料來源：乙", "No.112001甲", "【系列叢書】", "陳蒿堯", "教授", "謹識", "中華民國112年", "註釋", "參考文獻", "附錄一", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黃", "<b>", "#", "１", "𠀀", "é"]
) | st.sampled_from(
    ["\n", "\n", "\n\n", "\n \n", "\f", "\r\n", "\r", " ", "\u3000", "\t", "\u200b", "\xad", "\x00",
     "\x1f", "\x85", "\u2028", "\ufeff", "                    \n"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=3), max_size=60).map("".join))
def test_any_text(text):
    assert_covers(normalise(text), text)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_same_text_same_tree(text):
    assert normalise(text) == normalise(text)


PROSE = "北韓於2018年6月12日表示願意棄核，局勢因而緩和，美國與韓國並同意停止聯合軍事演習。"


@pytest.mark.parametrize(
    "text",
    [
        "題目\n\n" + "".join(f"{'一二三四五六七八九'[i % 9]}、標題\n{PROSE}\n" for i in range(2000)),
        "題目\n" + PROSE * 5000,
        "甲" + " " * 200_000 + "乙",
        "http://" * 30_000 + "漢",
        "甲1" * 80_000,
        "甲[1]" * 20_000 + "\n\n註釋\n[1] 乙\n",
        "① 甲乙丙丁戊己庚辛①\n" * 4000,
        "甲乙丙\f" * 4000,
        "\n" * 200_000 + "甲",
        "摘要\n一、甲\n" * 2000,
    ],
    ids=["headings", "line", "blanks", "addresses", "digits", "marks", "circled", "pages", "empty",
         "summaries"],
)  # fmt: skip
def test_cost_is_linear(text):
    """A second is twenty times what these take: it tells linear from quadratic."""
    began = time.process_time()
    normalise(text)
    assert time.process_time() - began < 4
