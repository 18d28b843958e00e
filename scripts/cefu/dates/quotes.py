"""Cutting the words around a date into a quotation that can stand by itself."""

from __future__ import annotations

import re

_CLAUSE_END = re.compile(r"[，。；！？!?]|[,;](?![0-9])")
_SENTENCE_END = re.compile(r"[。！？!?]")
_CLOSING = "」』》〉）)”’"
#: A quotation grows by whole clauses until it has this many characters.
_ENOUGH = 18
_FAR = 160
_BRACKET = re.compile(r"[（）()]")
#: How far (characters) a bracket may reach.
_NEAR = 80


def quote(text: str, start: int, end: int) -> str:
    """The clause with the date at ``start:end``, and the next ones if it is short.

    The date's own clause is kept whole; a quotation never runs over the end of a
    sentence and never reaches more than 160 characters to either side of the date.

    >>> quote("會談破裂。2018年6月12日，美朝在新加坡舉行高峰會議，簽署聲明。", 5, 15)
    '2018年6月12日，美朝在新加坡舉行高峰會議，'
    """
    begin = max(0, start - _FAR)
    for mark in _CLAUSE_END.finditer(text, begin, start):
        if not _is_inside_bracket(text, mark.start(), start) and not _is_kept(text, mark):
            begin = _past_closing(text, mark.end(), start)
    finish = min(len(text), end + _FAR)
    for mark in _CLAUSE_END.finditer(text, end, finish):
        if _is_kept(text, mark):
            continue
        closed = _past_closing(text, mark.end(), len(text))
        if _SENTENCE_END.match(mark[0]) or closed - begin >= _ENOUGH:
            return text[begin:closed]
    return text[begin:finish]


def is_bracketed(text: str, at: int) -> bool:
    """Whether ``text[at]`` stands in a bracket that opens and closes near it.

    >>> text = "核試（2016年2次；2017年1次）；其後"
    >>> is_bracketed(text, text.index("；")), is_bracketed(text, text.rindex("；"))
    (True, False)
    """
    before = _BRACKET.findall(text, max(0, at - _NEAR), at)
    behind = _BRACKET.search(text, at, at + _NEAR)
    return bool(before) and before[-1] in "（(" and behind is not None and behind[0] in "）)"


def _is_kept(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark is a semicolon between the items in a bracket."""
    return mark[0] in ";；" and is_bracketed(text, mark.start())


def _past_closing(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in _CLOSING:
        at += 1
    return at


def _is_inside_bracket(text: str, mark: int, at: int) -> bool:
    """Whether a mark before ``at`` stands in a bracket that is closed before ``at``."""
    opened = max(
        text.rfind("（", max(0, mark - 80), mark), text.rfind("(", max(0, mark - 80), mark)
    )
    if opened < 0 or "）" in text[opened:mark] or ")" in text[opened:mark]:
        return False
    return "）" in text[mark:at] or ")" in text[mark:at]
