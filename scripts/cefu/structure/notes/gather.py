"""Notes gathered from the lines that were told to be theirs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.lines.pages import Pagination
from cefu.structure.notes.closing import closing_list
from cefu.structure.notes.detached import Detached
from cefu.structure.notes.notes import NoteLines, segments_of
from cefu.structure.notes.openings import Opening, opening
from cefu.structure.notes.placed import raised_label
from cefu.structure.notes.references import RawNote
from cefu.structure.wording.headwords import ENDNOTES
from cefu.text.note_marks import WORD

#: 註3 before words, and （3）.
_GLUED = re.compile(rf"{WORD}(\d{{1,3}})(?=[^\d\s])|[（(](\d{{1,3}})[）)][ \u3000]*")


def gather_notes(
    lines: Sequence[Line],
    pages: Pagination,
    begins: Sequence[int],
    goes_on: Sequence[int],
    detached: Sequence[Detached] = (),
) -> NoteLines:
    """The notes that begin with the lines ``begins`` and go on with ``goes_on`` (indices);
    the labels of those ``detached`` stand elsewhere.

    A note below a heading 註釋, or of a list that closes the document, may be referred to from anywhere, others from their page.
    """
    segments = segments_of(lines, pages)
    firsts = [segment.lines[0] for segment in segments]
    heads = [i for i, line in enumerate(lines) if ENDNOTES.fullmatch(line.plain)]
    last = min(heads[-1:] + closing_list(lines)[:1], default=len(lines))
    notes: list[RawNote] = []
    taken: dict[int, str] = {}
    opens = set(begins)
    labels = {note.label for note in detached}
    apart = {note.rows[0]: lines[note.label] for note in detached}
    for i in sorted({*begins, *goes_on}):
        line = lines[i]
        if i in labels:
            taken[i] = "footnote"
            continue
        if i in apart:
            taken[i] = "footnote"
            notes.append(_apart(line, apart[i], max(0, bisect_right(firsts, i) - 1)))
            continue
        label = raised_label(line) or opening(line.text) if i in opens or not notes else None
        if label is None:
            label = _glued_label(line.text, notes[-1] if notes and i not in opens else None)
        if label is None and not notes and i not in opens:
            continue
        end = i >= last
        taken[i] = "endnote" if end else "footnote"
        if label is None and i in opens:
            label = Opening("", "plain", 0)
        if label is None:
            notes[-1].lines.append(line.traced)
            continue
        segment = -1 if end else max(0, bisect_right(firsts, i) - 1)
        note = RawNote(label.label, label.kind, segment=segment, start=line.traced.origin[0])
        note.mark = line.traced[: label.length]
        note.lines.append(line.traced[label.length :])
        notes.append(note)
    starts = [lines[first].start for first in firsts]
    starts[:1] = [0]
    spans = list(zip(starts, [*starts[1:], 1 << 60], strict=True))
    return NoteLines(notes, taken, {}, spans)


def _apart(line: Line, label: Line, segment: int) -> RawNote:
    """The note that begins with ``line`` and has its label elsewhere."""
    kind = "plain" if label.text.isdecimal() else "circled"
    note = RawNote(label.text, kind, segment=segment, start=line.traced.origin[0])
    note.mark = label.traced
    note.lines.append(line.traced)
    return note


def _glued_label(text: str, before: RawNote | None) -> Opening | None:
    """A label that only a line known for a note's can open with; within a note it must
    count on from the note ``before``.

    >>> _glued_label("（1）訪談", None), _glued_label("註3溫如斯訪談", RawNote("2", "zhu")) is None
    (Opening(label='1', kind='bracket', length=3, stop=''), False)
    """
    match = _GLUED.match(text)
    if match is None or (before is not None and match.group(1) is None):
        return None
    label, kind = (match[1], "zhu") if match[1] else (match[2], "bracket")
    if before is not None and before.label != str(int(label) - 1):
        return None
    return Opening(label, kind, match.end())
