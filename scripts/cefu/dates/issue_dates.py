"""Dates of issue printed in running heads and mastheads, which stand outside the text.

A head is furniture: it is taken out of the text and kept in the ledger.  The date of
issue in it (大陸與兩岸情勢簡報 2018.5) is a statement all the same, of kind
``reference``, at the place where the head first cuts the text: what stands on every
page is said once.
"""

from __future__ import annotations

from collections.abc import Sequence

from cefu.dates.reading import read
from cefu.dates.zh.expressions import Expression
from cefu.dates.zh.grammar import scan
from cefu.dates.zh.years import Era
from cefu.model import edtf
from cefu.model.annotations import Statement
from cefu.model.document import Block, Entry


def find_issue_dates(
    report: str, source: str, ledger: Sequence[Entry], blocks: Sequence[Block], published: str
) -> list[Statement]:
    """The dates of issue in the furniture of one report, in the order of the source.

    ``source`` is the report's text as received, ``ledger`` its ledger, ``blocks`` its
    blocks in reading order and ``published`` its date in EDTF.  Only a head that gives
    year and month, the same as ``published``, is read: a page number, a volume or the
    date of a printout is no date of issue.  A statement stands at the first character
    of the text behind the head, with ``start`` and ``end`` the same, and its quote is
    the head.

    >>> head = Entry(3, 15, "furniture", "running-head")
    >>> block = Block("p1", "s1", "paragraph", "兩韓會談", origin=(0, 1, 16, 17))
    >>> source = "兩韓\\n情勢簡報  2018.5\\n會談"
    >>> [(s.edtf, s.surface, s.quote, s.block, s.start)
    ...     for s in find_issue_dates("r", source, [head], [block], "2018-05")]
    [('2018-05', '2018.5', '情勢簡報 2018.5', 'p1', 2)]
    """
    found: list[Statement] = []
    said: set[str] = set()
    for entry in ledger:
        if entry.fate != "furniture":
            continue
        line = " ".join(source[entry.start : entry.end].split())
        text = read(line)
        for date in scan(text.text, Era()):
            issued = _issued(date)
            place = _place(entry.end, blocks)
            if place is None or not issued or issued[:7] != published[:7] or issued in said:
                continue
            said.add(issued)
            block, at = place
            start, end = text.original(date.start, date.end)
            found.append(
                Statement(
                    id=f"{report}-{block}-h{len(said)}",
                    edtf=issued,
                    surface=line[start:end],
                    quote=line,
                    resolution="absolute",
                    kind="reference",
                    planned=False,
                    report=report,
                    block=block,
                    start=at,
                    end=at,
                )
            )
    return found


def _issued(date: Expression) -> str:
    """The EDTF of a date printed with its year and month and nothing about them."""
    point = date.first
    plain = date.last is None and not date.bound and point.part is None
    if plain and isinstance(point.year, int) and isinstance(point.month, int):
        day = point.day if isinstance(point.day, int) else None
        return str(edtf.Date(point.year, point.month, day or 0))
    return ""


def _place(at: int, blocks: Sequence[Block]) -> tuple[str, int] | None:
    """The block and the character in it with which the text goes on behind ``at``."""
    for block in blocks:
        if block.origin and block.origin[-1] >= at:
            return block.id, next(i for i, o in enumerate(block.origin) if o >= at)
    return None
