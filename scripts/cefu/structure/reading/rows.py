"""Rows of tables, which an extraction flattens into short lines."""

from __future__ import annotations

import re

from cefu.text.written_dates import closed_up

#: A row of a table: numbers set apart by blanks.
_ROW = re.compile(r"\d[%％]?[ \t\u3000]+[-+−(（]?\d")


#: A row of two cells, the second a figure.
_PAIR = re.compile(
    r"[^\d，。；：、（(「《]{2,16}[ \t\u3000]+[-+−]?(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d{2,3})[%％]?"
)


#: A row of words: three cells or more, the first of them more than a character.
_WORDS = re.compile(r"[\u3400-\u9fff]{2,8}(?:[ \t\u3000]+[\u3400-\u9fffA-Za-z]{1,8}){2,7}")


def is_row(raw: str) -> bool:
    """Whether a line is a row of a table: cells set apart by blanks, with figures.

    >>> is_row("篇幅 1,200字 800字"), is_row("其他 48 47"), is_row("2018 年 6 月峰會")
    (True, True, False)
    >>> is_row("融資不易 48.8"), is_row("附錄 1"), is_row("普通事故 有 有 無")
    (True, False, True)
    """
    if _PAIR.fullmatch(raw.strip()) or _WORDS.fullmatch(raw.strip()):
        return True
    if _ROW.search(raw):
        return True
    cells = re.split(r"[ \t\u3000]+", closed_up(raw))
    figures = sum(any(c.isdigit() for c in cell) for cell in cells[1:])
    return len(cells) >= 3 and figures >= 1 and max(map(len, cells)) >= 2
