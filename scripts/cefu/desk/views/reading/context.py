"""The words around some chosen ones by which they are told from the same words elsewhere."""

from __future__ import annotations

from collections.abc import Sequence


def telling(texts: Sequence[str], text: str, start: int, end: int) -> str:
    """The shortest string around ``text[start:end]`` that stands in ``texts`` once; '' if the
    words themselves do, or if nothing in ``text`` tells them apart.

    >>> telling(["在平川，在平川。", "平川市"], "在平川，在平川。", 5, 7)
    '平川。'
    >>> telling(["在平川"], "在平川", 1, 3)
    ''
    """
    for more in range(len(text)):
        for before in range(more + 1):
            first, last = start - before, end + more - before
            if first < 0 or last > len(text):
                continue
            part = text[first:last]
            if _count(texts, part) == 1:
                return "" if not more else part
    return ""


def _count(texts: Sequence[str], part: str) -> int:
    return sum(text.count(part) for text in texts)
