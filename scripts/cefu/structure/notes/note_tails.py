"""Notes that a page end cut off: which lines of the next page are their rest."""

from __future__ import annotations

from cefu.structure.notes.note_desk import Desk, Page
from cefu.structure.notes.note_ends import is_over
from cefu.structure.notes.openings import Opening

#: Most lines that a note goes on over a page end.
_TAIL_LINES = 8


def carried_over(desk: Desk, page: Page, k: int, found: Opening | None) -> bool:
    """Below a rule, before any label: the rest of a note that a page end cut off."""
    if not desk.notes or not page.bounded or found is not None or len(page.lines) - k > 8:
        return False
    note = desk.notes[-1]
    return not is_over("".join(line.text for line in note.lines[-1:]))


def tail_above(desk: Desk, page: Page, k: int) -> int:
    """How many lines above the note at ``k`` are the rest of one that the page end
    before cut off, though no rule tells: lines of Latin words after Latin words, set
    in as that note's further lines are, or closer together than the text."""
    if not desk.notes or not page.bounded or k == 0:
        return 0
    note = desk.notes[-1]
    last = note.lines[-1].text if note.lines else ""
    if note.start >= desk.lines[page.lines[0]].start or not last:
        return 0
    hang = {desk.lines[i].lead for i in desk.taken if desk.lines[i].start > note.start}
    count = 0
    while count < min(k, _TAIL_LINES):
        line = desk.lines[page.lines[k - count - 1]]
        signs = (
            line.lead >= 2 and hang == {line.lead},
            _mostly_latin(last) and _mostly_latin(line.text),
            not is_over(last),
        )
        if sum(signs) < 2:
            break
        count += 1
    count = count or (0 if is_over(last) else _block_above(desk, page, k))
    return count if count and is_over(desk.lines[page.lines[k - 1]].text) else 0


def _block_above(desk: Desk, page: Page, k: int) -> int:
    """How many lines stand right above ``k`` without a gap, below one that parts
    them from the text; 0 where nothing parts them."""
    lines, gap = desk.lines, desk.layout.gap
    for count in range(min(k - 1, _TAIL_LINES) + 1):
        line = lines[page.lines[k - count]]
        if line.gap:
            return count if line.gap > gap else 0
    return 0


def _mostly_latin(text: str) -> bool:
    return 2 * sum(c.isascii() for c in text) > len(text)
