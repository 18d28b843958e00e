"""The ledger: the fate of every source character, computed from the result.

It is not written along the way but read off the finished blocks, notes and
furniture, each of whose characters remembers its source offset.  A character
that is in none of them and is not blank is a bug, and the build stops.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from cefu.model.document import Entry
from cefu.model.errors import CefuError
from cefu.model.line import BLANKS
from cefu.text.ordinary import is_odd

Fate = Literal["text", "note", "mark", "furniture", "blank", "emended"]
#: (fate, rule, where, source offsets)
Claim = tuple[Fate, str, str, Sequence[int]]


#: What divides a Latin word at the end of a line, and is left out where it is joined.
_LINE_END_HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[ \t]*[\n\f])|(?<=[\n\f])[ \t]*-(?=[a-z]{2})")


def _told_apart(source: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    """``claims`` with the characters for which the page shows ordinary ones by a rule of their own."""
    odd = {i for i, c in enumerate(source) if c >= "\u2e80" and is_odd(c)}
    for fate, rule, where, offsets in claims:
        own = [o for o in offsets if o in odd] if odd else []
        if own:
            yield fate, "ordinary-character", where, own
            offsets = [o for o in offsets if o not in odd]
        yield fate, rule, where, offsets


def make_ledger(source: str, claims: Iterable[Claim]) -> tuple[Entry, ...]:
    """One entry for every run of source characters with the same fate.

    Raises ``CefuError`` if two claims hold the same character or if one that
    is not blank has no claim: then text would be doubled or lost.

    >>> [(e.start, e.end, e.fate, e.where)
    ...  for e in make_ledger("甲 乙", [("text", "paragraph", "p1", [0, 2])])]
    [(0, 1, 'text', 'p1'), (1, 2, 'blank', ''), (2, 3, 'text', 'p1')]
    """
    keys: list[tuple[Fate, str, str]] = [("blank", "blank", "")]
    owner = array("l", bytes(array("l").itemsize * len(source)))
    for fate, rule, where, offsets in _told_apart(source, claims):
        keys.append((fate, rule, where))
        index = len(keys) - 1
        for offset in offsets:
            if owner[offset]:
                raise CefuError(
                    f"character {offset} ({source[offset]!r}) is used twice, in "
                    f"{keys[owner[offset]]} and {keys[index]}",
                    remedy="This is a defect of Cefu, not of the text; please report it",
                )
            owner[offset] = index
    keys.append(("mark", "line-end-hyphen", ""))
    for hyphen in _LINE_END_HYPHEN.finditer(source):
        if not owner[hyphen.end() - 1]:
            owner[hyphen.end() - 1] = len(keys) - 1
    entries: list[Entry] = []
    start = 0
    for index, run in groupby(owner):
        length = sum(1 for _ in run)
        end = start + length
        if index == 0:
            lost = source[start:end].strip(BLANKS)
            if lost:
                raise CefuError(
                    f"the characters {lost[:20]!r} near offset {start} are not accounted for",
                    remedy="This is a defect of Cefu, not of the text; please report it",
                )
        fate, rule, where = keys[index]
        entries.append(Entry(start, end, fate, rule, where))
        start = end
    return tuple(entries)
