"""Notes that stand together below a heading 註釋."""

from __future__ import annotations

from cefu.structure.lines.pages import Pagination
from cefu.structure.notes.note_desk import Desk, new_note, same_kind
from cefu.structure.notes.note_ends import ends_with_page, is_over
from cefu.structure.notes.openings import opening
from cefu.structure.notes.references import RawNote
from cefu.structure.wording.headwords import ENDNOTES, HEADWORD
from cefu.structure.wording.numbering import numbered

#: Points by which the text that follows endnotes is set larger.
_LARGER = 0.6


def lift_endnotes(desk: Desk, pages: Pagination) -> None:
    """A closing section 註釋 whose items carry labels that the text refers to."""
    lines, layout = desk.lines, desk.layout
    rest = [i for i in range(len(lines)) if i not in desk.taken and i not in pages.furniture]
    heads = [k for k, i in enumerate(rest) if ENDNOTES.fullmatch(lines[i].plain)]
    if not heads or heads[-1] + 1 >= len(rest):
        return
    if opening(lines[rest[heads[-1] + 1]].text) is None:
        return
    current: RawNote | None = None
    first = opening(lines[rest[heads[-1] + 1]].text)
    desk.expected = (first.number if first else None) or 1
    last = rest[heads[-1] + 1]
    size = lines[last].size
    for i in rest[heads[-1] + 1 :]:
        if i in desk.dropped:
            continue
        found = opening(lines[i].text)
        if found and found.number == desk.expected and same_kind(current, found):
            current = new_note(desk, found, lines[i], -1)
            desk.taken[i] = "endnote"
        elif current is not None:
            number = numbered(lines[i].text)
            heading = HEADWORD.fullmatch(lines[i].plain) or (number and not number.style.weak)
            apart = lines[i].gap > layout.gap + 1 or not layout.wrapped or heading
            apart = apart or ends_with_page(desk, last, i)
            if is_over(lines[last].text) and (apart or lines[i].size > size + _LARGER):
                return
            current.lines.append(lines[i].traced)
            desk.taken[i] = "endnote"
        last = i
