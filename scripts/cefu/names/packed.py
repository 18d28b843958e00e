"""All mentions of an archive in little room: 24 bytes each, where an object takes 200."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Literal, overload

from cefu.model.annotations import Mention

_COLUMNS = 6


class Mentions(Sequence[Mention]):
    """A sequence of mentions, each made when it is asked for.

    Words stand once in a table; a row has the numbers of actor, report, block and surface in
    it, and the offsets.  Slices and groups share table and rows.

    >>> all_of_them = Mentions.of([Mention("a", "r", "p1", 0, 2, "川普"), Mention("b", "r", "p2", 4, 6, "金正")])
    >>> all_of_them[-1].surface, [m.block for m in all_of_them.grouped("actor")["a"]]
    ('金正', ['p1'])
    """

    __slots__ = ("_at", "_rows", "_words")

    def __init__(self, words: Sequence[str], rows: array[int], at: Sequence[int]) -> None:
        self._words, self._rows, self._at = words, rows, at

    @classmethod
    def of(cls, mentions: Iterable[Mention]) -> Mentions:
        """``mentions`` in their order."""
        if isinstance(mentions, cls):
            return mentions
        number: dict[str, int] = {}
        rows = array("I")
        for m in mentions:
            told = (m.actor, m.report, m.block, m.surface)
            rows.extend([number.setdefault(word, len(number)) for word in told])
            rows.extend((m.start, m.end))
        return cls(tuple(number), rows, range(len(rows) // _COLUMNS))

    def grouped(self, by: Literal["actor", "report"]) -> dict[str, Mentions]:
        """Those of each actor or report, in order."""
        column = ("actor", "report").index(by)
        found: dict[int, array[int]] = {}
        for at in self._at:
            found.setdefault(self._rows[at * _COLUMNS + column], array("I")).append(at)
        return {self._words[n]: Mentions(self._words, self._rows, at) for n, at in found.items()}

    @overload
    def __getitem__(self, at: int) -> Mention: ...
    @overload
    def __getitem__(self, at: slice) -> Mentions: ...
    def __getitem__(self, at: int | slice) -> Mention | Mentions:
        if isinstance(at, slice):
            return Mentions(self._words, self._rows, self._at[at])
        begin = self._at[at] * _COLUMNS
        actor, report, block, surface, start, end = self._rows[begin : begin + _COLUMNS]
        word = self._words
        return Mention(word[actor], word[report], word[block], start, end, word[surface])

    def __len__(self) -> int:
        return len(self._at)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
