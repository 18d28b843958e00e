"""Reference marks whose note was not found: lifted out of the sentence all the same.

A label inside a sentence changes what it says (比例約為 5：3：26), so what surely is a mark
is taken out of the text and told among the unsure places.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from cefu.model.traced import Traced
from cefu.structure.notes.references import (
    Mark,
    RawNote,
    Reference,
    likeness,
    plain_label,
    raised_marks,
    read_marks,
)

#: The index of a reference to no note.
NO_NOTE = -1
#: What the ledger says of them.
NOTELESS = "reference-without-note"
#: Likeness from which a digit that is due is a mark, and from which it is one by itself.
_DUE, _SURE = 2, 3
_STOPS = "，。、；：！？」』）,.;"


def dangling_marks(
    text: Traced,
    tied: Sequence[Reference],
    notes: Sequence[RawNote],
    raised: Collection[int] = frozenset(),
) -> list[Reference]:
    """Marks in ``text`` that refer to a note and are not among those ``tied``.

    >>> text = Traced.at("共識。1局勢緩和2，合計3個。4其後。5", 0)
    >>> notes = [RawNote(n, "plain") for n in "15"]
    >>> [text.text[r.start:r.end] for r in dangling_marks(
    ...     text, [Reference(0, 3, 4), Reference(1, 19, 20)], notes)]
    ['2', '4']
    """
    marks = list(read_marks(text.text)) if notes or raised else list(_clear(text.text))
    if raised:
        marks = list(raised_marks(marks, text, raised))
    starts = [ref.start for ref in tied]
    free = [m for m in marks if not _is_tied(m, tied, starts)]
    kinds = {note.kind for note in notes}
    found = {
        m.start: m
        for m in free
        if _certain(m, text.text, kinds) or (m.kind == "zhu" and text.origin[m.start] in raised)
    }
    found |= {m.start: m for m in _due(free, text.text, tied, notes)}
    return [Reference(NO_NOTE, m.start, m.end) for _, m in sorted(found.items())]


def _clear(text: str) -> Iterator[Mark]:
    """Marks of a text without notes: those that say that they are marks."""
    return (m for m in read_marks(text) if m.kind == "zhu")


def _is_tied(mark: Mark, tied: Sequence[Reference], starts: Sequence[int]) -> bool:
    k = bisect_left(starts, mark.end) - 1
    return k >= 0 and tied[k].end > mark.start


def _certain(mark: Mark, text: str, kinds: Collection[str]) -> bool:
    """Whether nothing but a reference looks like this: [註1], a raised figure, ① before a stop."""
    before = text[mark.start - 1 : mark.start]
    after = text[mark.end : mark.end + 1]
    if mark.kind == "zhu":
        return text[mark.start] in "（(〔[［"
    if mark.kind in ("raised", "super"):
        return not before.isdigit() and bool(before.strip())
    return mark.kind == "circled" in kinds and bool(before) and after in _STOPS and after != ""


def _due(
    free: Sequence[Mark], text: str, tied: Sequence[Reference], notes: Sequence[RawNote]
) -> Iterator[Mark]:
    """Digits that count on from the reference before them and not beyond the one after."""
    plain = sorted(
        (ref.start, int(label))
        for ref in tied
        if (label := plain_label(notes[ref.index].label)).isdecimal()
        and notes[ref.index].kind in ("plain", "super")
    )
    last, ahead = 0, 0
    for mark in free:
        while ahead < len(plain) and plain[ahead][0] < mark.start:
            last, ahead = plain[ahead][1], ahead + 1
        if mark.kind != "plain" or not plain:
            continue
        number, like = int(mark.label), likeness(text, mark)
        comes = ahead < len(plain) and last < number < plain[ahead][1]
        next_due = number == last + 1 and like >= (_DUE if comes else _SURE)
        if next_due or (comes and like >= _SURE):
            last = number
            yield mark
