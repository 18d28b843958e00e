"""Dates of issue in running heads: which are read, where they stand, how they are shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cefu.dates.issue_dates import find_issue_dates
from cefu.model.annotations import Statement
from cefu.model.document import Block, Entry


def heads(head: str, published: str) -> list[Statement]:
    """What is found in ``head``, the furniture between two lines of text."""
    source = f"兩韓\n{head}\n會談"
    end = 3 + len(head)
    entry = Entry(3, end, "furniture", "running-head")
    block = Block("p1", "s1", "paragraph", "兩韓會談", origin=(0, 1, end + 1, end + 2))
    return find_issue_dates("r", source, [entry], [block], published)


def test_a_head_with_the_date_of_issue_is_a_reference() -> None:
    (found,) = heads("行政院大陸委員會      情勢簡報 2018.5", "2018-05")
    assert (found.id, found.edtf, found.surface) == ("r-p1-h1", "2018-05", "2018.5")
    assert (found.kind, found.planned, found.resolution) == ("reference", False, "absolute")
    assert (found.block, found.start, found.end) == ("p1", 2, 2)
    (roc,) = heads("91中華民國一○八年一月　第一五三期│", "2019-01-15")
    assert (roc.edtf, roc.surface) == ("2019-01", "中華民國一○八年一月")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("14", "2018-05"),  # a page number
        ("情勢簡報 第18卷第5期", "2018-05"),  # volume and number
        ("情勢簡報 2018", "2018-05"),  # no month
        ("列印日期：2020.3.1", "2018-05"),  # a printout
        ("doi: 10.30382/SSA.201812_(153).0009", "2018-12"),  # an identifier
        ("情勢簡報 2018.5", ""),  # nothing known to agree with
    ],
)
def test_other_heads_are_no_statements(head: str, published: str) -> None:
    assert not heads(head, published)


def test_what_stands_on_every_page_is_said_once() -> None:
    head = "立 法 會 ─ 2012年 11月 21日"
    end = len(head)
    entries = [
        Entry(0, end, "furniture", "running-head"),
        Entry(end + 3, 2 * end + 3, "furniture", ""),
    ]
    block = Block("p1", "s1", "paragraph", "兩韓", origin=(end + 1, 2 * end + 4))
    source = f"{head}\n兩\n{head}韓"
    found = find_issue_dates("r", source, entries, [block], "2012-11-21")
    assert [(s.id, s.edtf, s.start) for s in found] == [("r-p1-h1", "2012-11-21", 0)]
    assert not find_issue_dates(
        "r", head, [replace(entries[0], fate="text")], [block], "2012-11-21"
    )
