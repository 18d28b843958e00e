"""Lists: whether numbers at line starts count items, or points of one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.wording.numbering import Numbered, value

#: How many lines an item can take up.
_ITEM = 12
_ORDINAL = re.compile(r"[0-9]+|[一二三四五六七八]")
_HAN = "一二三四五六七八九"


def successor(mark: str) -> str:
    """The mark that follows on ``mark`` in print, or '' where it takes more than a step.

    >>> successor("（1）"), successor("一、"), successor("9."), successor("九、")
    ('（2）', '二、', '10.', '')
    """
    if mark[:1] in tuple("①②③④⑤⑥⑦⑧"):
        return chr(ord(mark[0]) + 1) + mark[1:]
    found = _ORDINAL.search(mark)
    if not found:
        return ""
    own = found[0]
    after = str(int(own) + 1) if own.isdecimal() else _HAN[_HAN.index(own) + 1]
    return mark[: found.start()] + after + mark[found.end() :]


def runs_inline(lines: Sequence[Line], start: int, i: int, number: Numbered, ended: bool) -> bool:
    """Whether the number that ``lines[i]`` opens with counts points within a sentence
    or paragraph: the one before it, or after the first of them, stands amid a line."""
    mark = number.mark.strip()
    if mark[0] not in "（(①②③④⑤⑥⑦⑧⑨":
        return False
    if value(mark) == 1:
        due = "" if ended else successor(mark)
        return bool(due) and _amid(lines[i : i + _ITEM], due)
    due = predecessor(mark)
    return bool(due) and _amid(lines[max(start, i - _ITEM) : i], due)


def _amid(lines: Sequence[Line], mark: str) -> bool:
    """Whether ``mark`` stands amid one of ``lines`` before any of them opens with it."""
    for line in lines:
        at = line.text.find(mark)
        if at >= 0:
            return at > 0
    return False


def predecessor(mark: str) -> str:
    """The mark before ``mark`` in print, or ''.

    >>> predecessor("（4）"), predecessor("二、"), predecessor("②"), predecessor("(1)")
    ('（3）', '一、', '①', '')
    """
    if mark[0] in "②③④⑤⑥⑦⑧⑨":
        return chr(ord(mark[0]) - 1) + mark[1:]
    found = re.search("[0-9]+|[二三四五六七八九]", mark)
    if not found or found[0] in ("1", "0"):
        return ""
    own = found[0]
    before = str(int(own) - 1) if own.isdecimal() else _HAN[_HAN.index(own) - 1]
    return mark[: found.start()] + before + mark[found.end() :]


def list_begins(lines: Sequence[Line], i: int, number: Numbered) -> bool:
    """Whether the number that ``lines[i]`` opens with begins a list: the one after
    it opens a line as well, below a line that ended, and does not stand amid one."""
    due = successor(number.mark.strip())
    if not due or value(number.mark) != 1:
        return False
    if due in lines[i].text:
        return False
    for j in range(i + 1, min(len(lines), i + _ITEM)):
        text = lines[j].text
        if text.startswith(due):
            before = lines[j - 1].text
            return ends_sentence(before) or before[-1] in "；;"
        if due in text:
            return False
    return False
