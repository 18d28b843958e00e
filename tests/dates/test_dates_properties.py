"""What must hold of the dates engine for any text at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cefu.dates import find_statements
from cefu.model import edtf
from cefu.model.document import Block

# Pieces that dates are made of, so that chance builds near-dates and half-dates.
WORDS = """
0 1 2 3 9 12 18 28 29 30 31 32 98 107 108 2017 2018 2019 2020 １ ２０１８ 一 二 三 十 廿 〇 ○ 百
元 年 月 日 號 号 世紀 年代 季 今 去 明 前 後 本 上 下 次 翌 隔 同 該 當 民國 公元前 初 中 底 末 旬
上旬 半年 內 以來 起 至 到 - – — ~ ～ 、 和 與 及 ， 。 ； ： （ ） 《 》 「 」 . / 2018.4.27 2018/2/30
新年 元旦 Q1 FY 天 會 的 將 預定 ² ① https://a.org/2018/06/12 個月 度 財年 學年 春 冬 第 每年 美國 個月後 天後 年內 12017年
"""
PIECES = st.sampled_from(WORDS.split())
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40))
PUBLISHED = st.sampled_from(
    ["", "2018", "2018-05", "2019-01-15", "2020-02", "200X", "2018-02-31", "x"]
)
KINDS = st.sampled_from(["paragraph", "heading", "list_item", "byline", "title"])


@given(st.lists(st.tuples(KINDS, TEXTS), max_size=5), PUBLISHED)
@settings(max_examples=300, deadline=None)
def test_any_text(parts: list[tuple[str, str]], published: str) -> None:
    blocks = [Block(f"p{i}", "s1", kind, text) for i, (kind, text) in enumerate(parts)]
    found = find_statements("r", blocks, published)
    assert found == find_statements("r", blocks, published)
    assert len({statement.id for statement in found}) == len(found)
    texts = {block.id: block.text for block in blocks}
    end = {block.id: 0 for block in blocks}
    for statement in found:
        assert edtf.known(statement.edtf), statement.edtf
        text = texts[statement.block]
        assert statement.surface
        assert text[statement.start : statement.end] == statement.surface
        assert statement.surface in statement.quote
        assert statement.quote in text
        assert statement.start >= end[statement.block]
        end[statement.block] = statement.end


@given(st.lists(TEXTS, min_size=1, max_size=3), st.lists(TEXTS, min_size=1, max_size=3), PUBLISHED)
@settings(max_examples=100, deadline=None)
def test_nothing_leaks_between_reports(one: list[str], other: list[str], published: str) -> None:
    def found(texts: list[str]) -> list[tuple[str, str]]:
        blocks = [Block(f"p{i}", "s1", "paragraph", text) for i, text in enumerate(texts)]
        return [(s.id, s.edtf) for s in find_statements("r", blocks, published)]

    alone = found(other)
    found(one)
    assert found(other) == alone


@pytest.mark.parametrize(
    "unit",
    [
        "1", "12", "一", "十", "2018年", "2018年1月1日至", "1、", "3月、", "2018、", "今（", "（", "《", "自從",
        "然而自從", "年中", "前", "第", "2018.1.", "https://", "，", "將預定", "次日", "同年", "世紀年代", "今年的", "12017年", "個月後", "99年至", "3至", "（2017年；",
    ],
)  # fmt: skip
def test_time_grows_with_the_length(unit: str) -> None:
    def seconds(length: int) -> float:
        block = Block("p1", "s1", "paragraph", unit * (length // len(unit)))
        start = time.process_time()
        find_statements("r", [block], "2018-05")
        return time.process_time() - start

    seconds(500)
    short, long = seconds(4_000), seconds(16_000)
    # Four times the text: a quadratic step would take sixteen times as long.
    assert long < 10 * short + 0.3, (short, long)
