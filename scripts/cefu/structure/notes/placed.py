"""Notes told by their place: small below the text with counting labels, or below a heading
of notes with the labels of one list.

Where places are known this is certain; what a note's text is about is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from cefu.model.line import Line
from cefu.structure.notes.openings import Opening, opening
from cefu.structure.notes.references import plain_label
from cefu.structure.wording.headwords import ENDNOTES, WORKS
from cefu.structure.wording.labels import page_label
from cefu.text.note_marks import CIRCLED, WORD

#: Notes at the foot are set at this share of the body's size at most.
_SMALL = 0.93
#: Sizes that differ by less, in points, are one.
_SAME = 0.3
#: Lines of one list begin this near to each other, in points within their column.
_NEAR = 3.0
#: Most lines of an endnote.
_LONGEST = 15
_BEGINS, _ON = "note begins", "note goes on"
_RAISED = re.compile(
    rf"[\[［（(]?(?P<word>{WORD})?[ \u3000]*(?P<label>\d{{1,3}}|[{CIRCLED}])[\]］）)]?"
)
_GLUED = re.compile(rf"{WORD}(?P<zhu>\d{{1,3}})(?=[^\d\s])|[（(](?P<round>\d{{1,3}})[）)]")


def raised_label(line: Line) -> Opening | None:
    """The label that a line opens with, set raised.

    >>> line = Line(1, 0, " 註12009年", 0, False, 0, raised=((1, 3),))
    >>> raised_label(line)
    Opening(label='1', kind='zhu', length=2, stop='')
    """
    start = len(line.raw) - len(line.raw.lstrip())
    if not line.raised or line.raised[0][0] != start:
        return None
    end = line.raised[0][1]
    match = _RAISED.fullmatch(line.raw[start:end].strip())
    if match is None:
        return None
    circled = not match["label"].isdecimal()
    kind = "circled" if circled else "zhu" if match["word"] else "plain"
    kind = "bracket" if line.raw[start] in "[［（(" else kind
    return Opening(plain_label(match["label"]), kind, end - start)


def own_label(line: Line) -> Opening | None:
    """The label that a line set as a note opens with, raised or not.

    >>> own_label(Line(1, 0, "（5）訪談", 0, False, 0)), own_label(Line(1, 0, "訪談", 0, False, 0))
    (Opening(label='5', kind='round', length=3, stop=''), None)
    """
    found = raised_label(line) or opening(line.text)
    if found is None and (match := _GLUED.match(line.text)):
        kind = match.lastgroup or ""
        return Opening(match[kind], kind, match.end())
    return found


def foot_notes(
    lines: Sequence[Line],
    body_size: float,
    below_body: Sequence[bool],
    marked_above: Sequence[str],
    beside: Collection[int],
) -> dict[int, str]:
    """The roles of the lines at the foot of their page, from its first labelled note on.

    ``below_body`` and ``marked_above`` tell of each line whether it stands below the body of
    its page, and how its label stands in the text above; ``beside`` are furniture.

    >>> raised = {"size": 9, "raised": ((0, 1),)}
    >>> rows = printed("1 甲，《水價》，", **raised), printed("頁 3。", size=9), printed("2 乙。", **raised)
    >>> d = typeset(FULL, FULL, *rows)
    >>> foot_notes(d.lines, d.body_size, d.below_body, d.marked_above, ())
    {2: 'note begins', 3: 'note goes on', 4: 'note begins'}
    """
    roles: dict[int, str] = {}
    before: Line | None = None
    for zone in _zones(lines, body_size, below_body, beside):
        first = lines[zone[0]]
        follows = before is not None and first.page - before.page == 1
        open_note = follows and before is not None and abs(first.size - before.size) < _SAME
        found = _in_zone(lines, zone, marked_above, open_note=open_note)
        before = lines[zone[-1]] if zone[-1] in found else None
        roles.update(found)
    return roles


def _zones(
    lines: Sequence[Line],
    body_size: float,
    below_body: Sequence[bool],
    beside: Collection[int],
) -> Iterator[list[int]]:
    """Runs of small lines below the body of one page; a page number is none."""
    zone: list[int] = []
    for i, line in enumerate(lines):
        if i in beside or (page_label(line.text) is not None and raised_label(line) is None):
            continue
        small = below_body[i] and 0 < line.size <= _SMALL * body_size
        plain = small and not line.role and line.cell is None
        if zone and not (plain and lines[zone[-1]].page == line.page):
            yield zone
            zone = []
        if plain:
            zone.append(i)
    if zone:
        yield zone


def _in_zone(
    lines: Sequence[Line], zone: Sequence[int], marked_above: Sequence[str], *, open_note: bool
) -> dict[int, str]:
    """The roles of one page's small lines below its body; what stands before the first
    label goes on with the last note of the page before, where that is ``open_note``."""
    roles: dict[int, str] = {}
    last: Opening | None = None
    above: list[int] = []
    raised = any(raised_label(lines[i]) for i in zone)
    for i in zone:
        found = own_label(lines[i])
        sure = found is not None and (
            raised_label(lines[i]) is not None
            or (not raised and (marked_above[i] == "raised" or found.kind not in ("plain", "star")))
        )
        if found is not None and sure and _counts_on(last, found):
            roles[i], last = _BEGINS, found
        elif found is not None and not raised:
            return {k: role for k, role in roles.items() if role == _BEGINS}
        elif last is not None:
            roles[i] = _ON
        else:
            above.append(i)
    if open_note and last is not None and raised:
        roles.update(dict.fromkeys(above, _ON))
    return roles


def _counts_on(last: Opening | None, found: Opening) -> bool:
    if last is None:
        return True
    if last.kind != found.kind or last.number is None or found.number is None:
        return False
    return found.number == last.number + 1


def end_notes(
    lines: Sequence[Line], marked_above: Sequence[str], beside: Collection[int]
) -> dict[int, str]:
    """The roles of the lines of lists below a heading of notes, or of works to which marks
    in the text lead; the heading is ``furniture`` then.

    >>> d = typeset("水價多年未調。", "註釋", "[1] 甲，《水價》，", "頁 3。", "[2] 乙，《水利》。")
    >>> end_notes(d.lines, d.marked_above, ())
    {2: 'note begins', 3: 'note goes on', 4: 'note begins', 1: 'furniture'}
    """
    roles: dict[int, str] = {}
    for head, line in enumerate(lines):
        notes = ENDNOTES.fullmatch(line.plain)
        if line.box is None or not (notes or WORKS.fullmatch(line.plain)):
            continue
        begins = _counted(lines, head + 1, beside)
        marked = sum(marked_above[i] != "" for i in begins)
        if len(begins) < 2 or (not notes and marked < len(begins)):
            continue
        for a, b in pairwise(begins):
            roles.update(dict.fromkeys((i for i in range(a, b) if i not in beside), _ON))
        roles.update(dict.fromkeys(begins, _BEGINS))
        roles[head] = "furniture"
    return roles


def _counted(lines: Sequence[Line], start: int, beside: Collection[int]) -> list[int]:
    """The lines from ``start`` on that open with 1, 2, 3 …, alike and at one edge."""
    begins: list[int] = []
    first: Opening | None = None
    for i in range(start, len(lines)):
        line = lines[i]
        if i in beside:
            continue
        if line.role or line.cell or (begins and i - begins[-1] > _LONGEST):
            break
        if begins and abs(line.size - lines[begins[0]].size) > _SAME:
            break
        found = own_label(line)
        if found is not None and found.number == len(begins) + 1:
            alike = first is None or (
                found.kind == first.kind and abs(_left(line) - _left(lines[begins[0]])) <= _NEAR
            )
            if alike:
                begins.append(i)
                first = first or found
        if not begins:
            break
    return begins


def _left(line: Line) -> float:
    if line.box is None or line.column_edges is None:
        return 0.0
    return line.box.x0 - line.column_edges[0]
