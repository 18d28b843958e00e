"""What the lifting of notes works on: the pages, and what has been decided so far."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from cefu.model.line import Line
from cefu.structure.lines.layout import Layout
from cefu.structure.notes.openings import Opening
from cefu.structure.notes.references import Mark, RawNote, answers


@dataclass(slots=True)
class Page:
    """Line indices of a page without furniture; ``bounded`` if it is known to end there."""

    lines: list[int]
    bounded: bool


@dataclass(slots=True)
class Desk:
    """What is worked on: all lines, and what has been decided of them so far."""

    lines: Sequence[Line]
    layout: Layout
    marks: dict[str, list[tuple[int, Mark, int]]]
    notes: list[RawNote] = field(default_factory=list)
    taken: dict[int, str] = field(default_factory=dict)
    dropped: dict[int, str] = field(default_factory=dict)
    expected: int = 1
    #: kinds of labels that lines of this document open with
    kinds: frozenset[str] = frozenset()
    #: kinds other than plain digits that stand in the text as marks
    marked: frozenset[str] = frozenset()
    #: what stands after plain labels (1. or 1、 or 1), once the first was seen
    stop: str | None = None

    @property
    def raised(self) -> bool:
        """Whether the document marks its notes by something clearer than digits."""
        return bool(self.kinds & self.marked)

    def referred(self, found: Opening, low: int, high: int) -> bool:
        """Whether lines ``low:high`` hold a reference that ``found`` answers."""
        entries = self.marks.get(found.label, [])
        first = bisect_left(entries, low, key=lambda entry: entry[0])
        for i, mark, like in entries[first:]:
            if i >= high:
                return False
            if answers(mark, found.kind, found.label, self.kinds) and (
                mark.kind != "plain" or like >= 0
            ):
                return True
        return False


def new_note(desk: Desk, found: Opening, line: Line, segment: int) -> RawNote:
    """The note that ``line`` opens with the label ``found``, put among the notes of ``desk``,
    which awaits the next number from now on."""
    note = RawNote(found.label, found.kind, segment=segment, start=line.traced.origin[0])
    note.mark = line.traced[: found.length]
    note.lines.append(line.traced[found.length :])
    desk.notes.append(note)
    if found.number is not None:
        desk.expected = found.number + 1
    if found.kind == "plain" and desk.stop is None:
        desk.stop = found.stop
    return note


def same_kind(current: RawNote | None, found: Opening) -> bool:
    """Whether a plain number can label a note after ``current``: labels are all of
    one kind, so that below 註3 it is a figure of the citation."""
    return current is None or found.kind != "plain" or current.kind in ("plain", "star")
