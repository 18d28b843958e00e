"""Notes whose labels an extraction put elsewhere: below their text, or below one another.

``pdftotext`` sets a raised number where its base line comes, so that a page may end with
text of note 1, a lone 2, text of note 2 and a lone 1, and that a label may stand below the
first line of its note.  The labels at the foot of a page and
the texts there are as many; each text, in order, has the next label.  A circled number alone
at the foot, to which the page refers, labels a note in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from cefu.model.line import Line
from cefu.structure.notes.note_ends import is_over
from cefu.structure.notes.references import likeness, read_marks

#: Most lines of a page that its notes take up.
_FOOT = 40
_LABEL = re.compile(r"\d{1,3}|[\u2460-\u2473]")
_CITES = re.compile(
    r"[〈《“]|https?://|\[[A-Z]{1,2}(?:/[A-Z]{1,2})?\]|訪談|前註|前注|參見|参见|[頁页]\d"
)
#: An address that goes on: what a line opens with that a URL broke off above.
_REST_OF_ADDRESS = re.compile(r"[!-~]+[./][!-~]*$")


@dataclass(frozen=True, slots=True)
class Detached:
    """A note: the line of its label, and the lines of its text (indices)."""

    label: int
    rows: tuple[int, ...]


def detached_notes(lines: Sequence[Line], aside: Mapping[int, object]) -> list[Detached]:
    """The notes of all pages some of whose labels have no text right below them.

    ``aside`` are the lines known to stand beside the text; of documents whose places are
    known nothing is found, since there a label stands beside its text.

    >>> from cefu.structure.lines.lines import read_lines
    >>> text = "各方有所不滿1。水價上漲2，局勢未\\n甲，《水價》，第4頁。\\n2\\n乙訪談。\\n1\\n\\f明。\\n"
    >>> [(note.label, note.rows) for note in detached_notes(read_lines(text), {})]
    [(4, (1,)), (2, (3,))]
    >>> text = "不滿1。上漲2，局勢未\\n1\\n甲訪談。\\n乙所稱水價，包括\\n2\\n規費。\\n\\f明。\\n"
    >>> [(note.label, note.rows) for note in detached_notes(read_lines(text), {})]
    [(1, (2,)), (4, (3, 5))]
    """
    found: list[Detached] = []
    if not lines or lines[-1].box is not None or not lines[-1].page:
        return found
    for _, rows in groupby(range(len(lines)), key=lambda i: lines[i].page):
        page = [i for i in rows if i not in aside or cites(lines[i].text)]
        found.extend(_of_page(lines, page))
    return found


def _of_page(lines: Sequence[Line], page: Sequence[int]) -> Iterator[Detached]:
    labels = _labels(lines, page)
    circled = all(not lines[i].text.isdecimal() for i in labels)
    late = _late(lines, page, labels)
    if not labels or not (circled or late or _parted(lines, page, labels)):
        return
    starts = _starts(lines, page, labels, late)
    if len(starts) != len(labels):
        return
    alone = set(labels)
    rows = [i for i in page if i >= starts[0] and i not in alone]
    ordered = sorted(labels, key=lambda i: _value(lines[i].text))
    ends = [*starts[1:], page[-1] + 1]
    for label, start, end in zip(ordered, starts, ends, strict=True):
        yield Detached(label, tuple(i for i in rows if start <= i < end))


def _value(text: str) -> int:
    return int(text) if text.isdecimal() else ord(text) - 0x245F


def _labels(lines: Sequence[Line], page: Sequence[int]) -> list[int]:
    """The lone labels at the foot that count one by one, each a mark in the text above."""
    lone = [i for i in page[-_FOOT:] if _LABEL.fullmatch(lines[i].text)]
    if not lone or lone[0] == page[0]:
        return []
    above = " ".join(lines[i].words for i in page if i < lone[0])
    marks = {m.label for m in read_marks(above) if m.start and likeness(above, m) >= 0}
    labels = [i for i in lone if lines[i].text in marks]
    values = sorted(_value(lines[i].text) for i in labels)
    counted = all(b == a + 1 for a, b in pairwise(values))
    return labels if counted else []


def _parted(lines: Sequence[Line], page: Sequence[int], labels: Sequence[int]) -> bool:
    """Whether a label has no text below it: the page ends there, or another label follows."""
    alone = set(labels)
    after = dict(zip(page, [*page[1:], -1], strict=True))
    return any(after[i] == -1 or after[i] in alone for i in labels)


def _late(lines: Sequence[Line], page: Sequence[int], labels: Sequence[int]) -> dict[int, int]:
    """Labels that stand below the first line of their note, and that line: it breaks off, while
    the line above it is the end of the note before."""
    alone = set(labels)
    found: dict[int, int] = {}
    for above, first, label, rest in zip(page, page[1:], page[2:], page[3:], strict=False):
        if label not in alone or alone & {above, first, rest} or label == min(alone):
            continue
        if is_over(lines[above].text) and not is_over(lines[first].text):
            found[label] = first
    return found


def _starts(
    lines: Sequence[Line], page: Sequence[int], labels: Sequence[int], late: Mapping[int, int]
) -> list[int]:
    """The first lines of as many texts as there are labels: those right below a label, or right
    above one that is ``late``, and for the labels that are left lines that open a note, found
    from the foot upwards."""
    alone = set(labels)
    pairs = list(pairwise(page))
    below = [(a, b) for a, b in pairs if a in alone and b not in alone]
    starts = [b for a, b in below if a not in late and _goes_with(lines, b)]
    starts += late.values()
    first = min(alone)
    for before, i in reversed(pairs):
        if len(starts) >= len(labels):
            break
        if i not in alone and i not in starts and _opens(lines, before, i, i < first):
            starts.append(i)
    return sorted(starts)


def _goes_with(lines: Sequence[Line], i: int) -> bool:
    return not _REST_OF_ADDRESS.fullmatch(lines[i].text) and lines[i].text[0] not in "，。、；"


def _opens(lines: Sequence[Line], before: int, i: int, first: bool) -> bool:
    """Whether a note's text begins with line ``i``: set apart, below a note that is over, or,
    of the ``first``, citing where the text above breaks off."""
    a, b = lines[before].text, lines[i]
    if b.text[0] in "，。、；" or b.text[0].islower() or _REST_OF_ADDRESS.fullmatch(b.text):
        return False
    if b.gap:
        return True
    if first:
        return cites(b.text) and not cites(a) and not is_over(a)
    return is_over(a) and cites(b.text)


def cites(text: str) -> bool:
    """Whether a line has what citations have, or opens amid one with a small Latin letter.

    >>> cites("甲，〈水價〉"), cites("emporary debates”, Compass"), cites("水價白皮書")
    (True, True, False)
    """
    return bool(_CITES.search(text)) or "a" <= text[0] <= "z"
