"""Reference marks: how a text points to its notes, and which mark means which note.

One grammar reads the marks, in the physical lines (is there a note to be
expected?) and again in the running text (where exactly does it belong?).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cefu.model.traced import Traced
from cefu.structure.wording.measures import counts
from cefu.structure.wording.numbering import value
from cefu.text.note_marks import (
    CIRCLED,
    CLOSES,
    HAN,
    NUMBER,
    OPENS,
    SQUARE_CLOSES,
    SQUARE_OPENS,
    STARS,
    SUPERSCRIPTS,
    WORD,
)

_TO_DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")
_BEFORE = r"[\u3400-\u9fff。，；：、！？」』）》〉】”’\"…)]"

#: A superscript after a Latin letter or digit is an exponent or unit (km²).
_MARK = re.compile(
    rf"(?<![A-Za-z{SUPERSCRIPTS}])(?P<super>[{SUPERSCRIPTS}]{{1,3}})"
    rf"|(?P<circled>[{CIRCLED}])"
    rf"|{SQUARE_OPENS}(?P<bracket>\d{{1,3}}){SQUARE_CLOSES}"
    rf"|{OPENS}{WORD}[ \t\u3000]?(?P<zhu>{NUMBER}){CLOSES}"
    rf"|(?<![關关专專備备附]){WORD}(?P<zhu2>\d{{1,3}})(?!\d)"
    rf"|(?<=\S)[ \t\u3000]{{0,3}}(?P<star>[{STARS}]{{1,3}})(?![{STARS}])"
    r"|(?<=[a-z][a-z\)][.,;?])(?<!ol\.)(?<!ig\.)(?<!pp\.)(?<!ec\.)(?<!rt\.)(?<!no\.)(?<!ap\.)(?P<plain2>\d{1,2})(?=\s+[A-Z“\"]|\s*$)"
    r"|(?<=[a-z][.,][”\"])(?P<plain3>\d{1,2})(?=\s|$)"
    rf"|(?<={_BEFORE})(?<![表圖图第附註注])(?<!\d[：:])(?P<plain>(?<=[。！？」』”])\d{{1,2}}(?=(?:19|20)\d\d[ \u3000]?年)"
    r"|\d{1,3}(?![：:]\d|[\d.,:%％~～\-–/A-Za-z]|\s*(?:[年月点點]|日(?!本(?:[^會案院次屆部報人]|$))|時(?![任值至逢]))))"
)
#: What a raised figure is the exponent of.
_UNIT = re.compile(r"(?<![A-Za-z])(?:[ckm]?m|10|CO|PM)$")
#: Likeness at or below which a digit is a quantity, and from which it is surely a reference.
_UNLIKELY, _SURE = -4, 3
#: Marks of these kinds can stand for a note whose own label is a plain number.
_RAISED = ("super", "bracket", "zhu")


@dataclass(frozen=True, slots=True)
class Mark:
    """A possible reference at ``text[start:end]`` to the note labelled ``label``."""

    kind: str
    label: str
    start: int
    end: int


@dataclass(slots=True)
class RawNote:
    """A note before its references are known: label, kind and its lines."""

    label: str
    kind: str
    lines: list[Traced] = field(default_factory=list)
    #: source offset where the label starts
    start: int = 0
    #: index of the page segment it stands on; -1 for endnotes
    segment: int = 0
    mark: Traced = field(default_factory=Traced)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to note ``index`` (position in the list of notes) that takes
    up ``text[start:end]``."""

    index: int
    start: int
    end: int


def plain_label(label: str) -> str:
    """A label as the grammar compares it: superscripts and Han numerals as digits.

    >>> plain_label("¹²"), plain_label("十一"), plain_label("＊")
    ('12', '11', '＊')
    """
    if all(c in HAN for c in label):
        return str(value(label) or label)
    return label.translate(_TO_DIGITS)


def read_marks(text: str) -> Iterator[Mark]:
    """All possible references in ``text``, in order.

    >>> [(m.kind, m.label) for m in read_marks("送回。1，結束²；另見（註三）及[4]、約5億、面積 km²")]
    [('plain', '1'), ('super', '2'), ('zhu', '3'), ('bracket', '4'), ('plain', '5')]
    """
    for match in _MARK.finditer(text):
        group = match.lastgroup or ""
        kind = group.rstrip("23")
        whole = kind in ("bracket", "zhu")
        start, end = match.span() if whole else match.span(group)
        yield Mark(kind, plain_label(match.group(group)), start, end)


def likeness(text: str, mark: Mark) -> int:
    """How much a plain digit looks like a reference: after a full stop best.

    >>> text = "達成協議。1約5億"
    >>> [likeness(text, m) for m in read_marks(text)]
    [4, -5]
    """
    if mark.start == 0:
        return 0
    score = 0
    before = text[mark.start - 1]
    if before in "。！？" or (before in ".?" and text[mark.start - 2 : mark.start - 1].isalpha()):
        score += 4
    elif text[mark.start - 1] in '」』）》”’"，；、：)':
        score += 3
    after = text[mark.end : mark.end + 1]
    if not after or after == "\n" or (after in "。，；" and score == 0):
        score += 2  # at the line's end, or before the stop as some houses set it
    elif counts(text[mark.end : mark.end + 2]):
        score -= 5
    return score


def answers(mark: Mark, kind: str, label: str, kinds: Collection[str]) -> bool:
    """Whether ``mark`` can refer to a note of ``kind`` with ``label``.

    A raised mark can stand for a note with a plain number unless the document
    has notes of the mark's own kind; ``kinds`` tells all it has.  A figure that is known
    to be set raised stands for a note of any kind.
    """
    if mark.label != label:
        return False
    if mark.kind == "raised":
        return True
    raised = mark.kind in _RAISED and mark.kind not in kinds
    return mark.kind == kind or (kind in ("plain", "bracket") and raised)


def find_references(
    text: Traced,
    notes: Sequence[RawNote],
    spans: Sequence[tuple[int, int]],
    raised: Collection[int] = frozenset(),
) -> list[Reference]:
    """Tie references in ``text`` (the whole running text, in reading order) to notes.

    ``spans`` gives for each page segment its source offsets.  A plain digit
    counts as a reference only where a note with that label waits on the same
    page; marks that nothing else can be are looked for elsewhere too, and a
    note whose label is unique may be referred to more than once.  ``raised`` are the
    source offsets of characters that are set raised: where any is known, a plain digit
    that is not among them is a figure.
    """
    marks = list(read_marks(text.text)) if notes else []
    if raised:
        marks = list(raised_marks(marks, text, raised))
    by_label: Mapping[str, list[Mark]] = _by_label(marks)
    used: set[int] = set()
    found: list[Reference] = []
    cursors: dict[str, int] = {}
    kinds = {note.kind for note in notes}
    for index, note in enumerate(notes):
        label = plain_label(note.label)
        candidates = [
            m
            for m in _window(by_label.get(label, []), text, note, spans)
            if m.start not in used and answers(m, note.kind, label, kinds)
        ]
        mark = _choose(candidates, text.text, note, cursors.get(note.kind, 0))
        unsure = mark is not None and mark.kind == "plain" and likeness(text.text, mark) < _SURE
        if mark is None or unsure:
            ahead = [
                m
                for m in by_label.get(label, [])
                if m.start >= cursors.get(note.kind, 0)
                and m.start not in used
                and answers(m, note.kind, label, kinds)
                and (note.kind not in ("plain", "bracket") or _just_before(m, text, note, spans))
            ]
            mark = next(iter(ahead), mark)
        if mark is not None:
            found.append(Reference(index, mark.start, mark.end))
            used.add(mark.start)
            if note.kind != "star":
                cursors[note.kind] = mark.end
    found.extend(_again(by_label, notes, used))
    return sorted(found, key=lambda r: r.start)


def raised_marks(marks: Sequence[Mark], text: Traced, raised: Collection[int]) -> Iterator[Mark]:
    """``marks`` where raised characters are known: what is raised is a mark whatever
    stands before it (towns.³), and a figure on the line is none."""
    certain = {mark.start: mark for mark in marks if mark.kind != "plain"}
    for mark in _figures_raised(text, raised):
        certain.setdefault(mark.start, mark)
    ends = -1
    for start in sorted(certain):
        if start >= ends:
            ends = certain[start].end
            yield certain[start]


def _figures_raised(text: Traced, raised: Collection[int]) -> Iterator[Mark]:
    """Figures that are raised, with the brackets that are raised with them, unless they
    stand after a unit as exponents do.

    >>> text = Traced.at("the towns.3 In 5 km2 or 26", 0)
    >>> [m.label for m in _figures_raised(text, {10, 19, 25})]
    ['3', '6']
    """
    words, origin = text.text, text.origin
    k, n = 1, len(words)
    while k < n:
        start = k
        while k < n and words[k] in "0123456789" and origin[k] in raised:
            k += 1
        if k == start:
            k += 1
            continue
        end, label = k, words[start:k]
        if words[start - 1] in "[（(［〔" and end < n and origin[end] in raised:
            start, end = start - 1, end + 1
        before = words[max(0, start - 3) : start]
        if len(label) <= 3 and before.strip() and not _UNIT.search(before):
            yield Mark("raised", label, start, end)


def _by_label(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    result: dict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        result[mark.label].append(mark)
    return result


def _window(
    marks: Sequence[Mark], text: Traced, note: RawNote, spans: Sequence[tuple[int, int]]
) -> Sequence[Mark]:
    """The marks that stand on the note's own page before it; endnotes have no page."""
    if note.segment < 0:
        return marks
    low, high = spans[note.segment]
    if note.kind != "star":
        high = min(high, note.start)
    first = bisect_left(marks, low, key=lambda m: text.origin[m.start])
    last = bisect_left(marks, high, key=lambda m: text.origin[m.start])
    return marks[first:last]


def _choose(marks: Sequence[Mark], text: str, note: RawNote, cursor: int) -> Mark | None:
    ahead = [m for m in marks if m.start >= cursor]
    if note.kind != "plain":
        return next(iter(ahead or marks), None)
    raised = [m for m in ahead if m.kind != "plain"]
    likely = [m for m in ahead if likeness(text, m) > _UNLIKELY]
    return next(iter(raised), None) or max(
        likely, key=lambda m: (likeness(text, m), -m.start), default=None
    )


def _just_before(mark: Mark, text: Traced, note: RawNote, spans: Sequence[tuple[int, int]]) -> bool:
    """A mark known to be raised on any page before, one of a clear kind on the last page,
    or a digit there where nothing but a reference can stand."""
    at = text.origin[mark.start]
    if note.segment < 1 or at >= note.start:
        return False
    certain = mark.kind != "plain" or likeness(text.text, mark) >= _SURE
    return mark.kind == "raised" or (certain and spans[note.segment - 1][0] <= at)


def _again(
    by_label: Mapping[str, list[Mark]], notes: Sequence[RawNote], used: set[int]
) -> Iterator[Reference]:
    """Further references to a note that alone bears its label."""
    owners: dict[str, list[int]] = defaultdict(list)
    for index, note in enumerate(notes):
        owners[plain_label(note.label)].append(index)
    for label, indices in owners.items():
        note = notes[indices[0]]
        closing = note.segment < 0 and note.kind == "plain"
        if len(indices) > 1 or not (closing or note.kind in ("super", "bracket")):
            continue
        kinds = ("super", "bracket", "raised") if closing else (note.kind, "raised")
        for mark in by_label.get(label, []):
            if mark.kind in kinds and mark.start not in used:
                yield Reference(indices[0], mark.start, mark.end)
