"""What a line that could begin a note opens with: the grammar of note labels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cefu.normalise.numbering import value
from cefu.normalise.references import CIRCLED, SUPERSCRIPTS, plain_label

_OPENING = re.compile(
    rf"(?P<super>[{SUPERSCRIPTS}]{{1,3}})[ \t\u3000]*"
    rf"|(?P<circled>[{CIRCLED}])[ \t\u3000]*"
    r"|(?P<star>[＊*†‡]{1,3})[ \t\u3000]*(?=\S)"
    r"|[（(〔\[［]?[註注][ \t\u3000]?(?P<zhu>\d{1,3}|[一二三四五六七八九十]{1,3})"
    r"(?:[）)〕\]］][ \t\u3000]*[：:、.．]?|[：:、.．]|[ \t\u3000]+)[ \t\u3000]*"
    r"|[\[［〔](?P<bracket>\d{1,3})[\]］〕][ \t\u3000]*"
    r"|(?P<plain>\d{1,3})(?:[.．、](?!\d)|(?!\s*[年月日億萬]|[\d.,%％]|[-–/～~]\d))[ \t\u3000]*"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line that could begin a note opens with."""

    label: str
    kind: str
    length: int
    dotted: bool = False

    @property
    def number(self) -> int | None:
        """The label's number; None for stars."""
        if self.kind == "star":
            return None
        return int(self.label) if self.label.isdecimal() else value(self.label)


def opening(text: str) -> Opening | None:
    """The label that ``text`` opens with, if it could be a note.

    >>> opening("² 南韓負擔"), opening("＊  作者為").length
    (Opening(label='2', kind='super', length=2, dotted=False), 3)
    >>> opening("註一：釋迦").number, opening("1. 參見").length, opening("③ 國際").number
    (1, 3, 3)
    >>> opening("2018年") is None and opening("1.5 億") is None
    True
    """
    match = _OPENING.match(text[:40])
    if not match:
        return None
    kind = match.lastgroup or ""
    dotted = kind == "plain" and bool(text[match.end("plain") : match.end()].strip())
    return Opening(plain_label(match.group(kind)), kind, match.end(), dotted)
