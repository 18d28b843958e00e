"""Rows of tables, which an extraction flattens into short lines."""

from __future__ import annotations

import re

_DATE_GAP = re.compile(r"(?<=\d)[ \t\u3000]+(?=[年月日])|(?<=[年月日])[ \t\u3000]+(?=\d)")
#: A row of a table: numbers set apart by blanks.
_ROW = re.compile(r"\d[%％]?[ \t\u3000]+[-+−(（]?\d")


def is_row(raw: str) -> bool:
    """Whether a line is a row of a table: cells set apart by blanks, with figures.

    >>> is_row("篇幅 1,200字 800字"), is_row("其他 48 47"), is_row("2018 年 6 月峰會")
    (True, True, False)
    """
    if _ROW.search(raw):
        return True
    cells = re.split(r"[ \t\u3000]+", _DATE_GAP.sub("", raw))
    figures = sum(any(c.isdigit() for c in cell) for cell in cells[1:])
    return len(cells) >= 3 and figures >= 1 and max(map(len, cells)) >= 2
