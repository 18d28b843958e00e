"""A list of contents in a document that flows: lines that all come again as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from cefu.model.line import Line

_NAMED = re.compile(r"(?:目[錄录次]|Contents|Table of contents)", re.I)
#: The leader and the page's number at the end of an entry.
_LEADER = re.compile(r"[.．…·‥\s]*[\divxlcIVXLC]{0,5}$")
_FEWEST = 3


def with_contents_told(lines: Sequence[Line]) -> list[Line]:
    """``lines`` with role ``contents`` for a list of contents, its name, and nothing else.

    >>> lines = [Line(n, 0, text, 0, False, 0) for n, text in enumerate(
    ...     ["目　錄", "一、緒論……1", "二、航道", "三、結語", "一、緒論", "正文。", "二、航道", "三、結語"])]
    >>> [line.role for line in with_contents_told(lines)]
    ['contents', 'contents', 'contents', 'contents', '', '', '', '']
    """
    result = list(lines)
    for at, line in enumerate(lines):
        if not _NAMED.fullmatch(line.plain):
            continue
        end = at + 1
        while end < len(lines) and lines[end].role in ("", "item") and _comes_again(lines, end):
            end += 1
        if end - at > _FEWEST:
            for k in range(at, end):
                result[k] = replace(lines[k], role="contents")
            break
    return result


def _comes_again(lines: Sequence[Line], at: int) -> bool:
    entry = "".join(_LEADER.sub("", lines[at].text).split())
    return bool(entry) and any(line.plain == entry for line in lines[at + 1 :])
