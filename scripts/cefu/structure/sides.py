"""What stands beside the text: each line's role, weighed.

The grammars of page labels, running heads, contents and notes give their verdicts
first; a verdict is one feature among others.  A line is lifted out of the text only on
positive evidence (``could_be_furniture``), so that prose never is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from cefu.model.line import Line
from cefu.structure.bare import (
    could_be_rest,
    counts_in_han,
    is_labelled,
    is_mark_apart,
    runs_on,
    titles_the_first_page,
)
from cefu.structure.furniture.bands import band_lines
from cefu.structure.furniture.contents import is_entry, plain_contents
from cefu.structure.furniture.furniture import paginate
from cefu.structure.furniture.heads import is_remark
from cefu.structure.lines.layout import measure_layout, usual_width
from cefu.structure.lines.pages import Furniture, Pagination, page_begins
from cefu.structure.notes.closing import closing_list
from cefu.structure.notes.detached import Detached, detached_notes
from cefu.structure.notes.gather import gather_notes
from cefu.structure.notes.note_ends import is_over
from cefu.structure.notes.notes import NoteLines, lift_notes
from cefu.structure.notes.openings import opening
from cefu.structure.notes.placed import end_notes, foot_notes
from cefu.structure.reading.chain import NEVER, Reading, read
from cefu.structure.reading.columns import scores
from cefu.structure.reading.tasks import ROLES
from cefu.structure.reading.views import Document, View
from cefu.structure.reading.weights import Weights, load
from cefu.structure.wording.headwords import CONTENTS, ENDNOTES
from cefu.structure.wording.labels import han_label, page_label

#: What stands at the left edge, and at the right one.
_TWO_HEADS = re.compile(r"\S[ \u3000]{6,}\S")
_PAUSE = re.compile(r"[，；。]")
#: What a keeper can say of a line that is none of the body, and the role that it has then.
BESIDE: Mapping[str, str] = {
    "furniture": "furniture",
    "note": "note begins",
    "note-goes-on": "note goes on",
}
_SMALL_WORDS = re.compile(r"[a-z]+ [A-Za-z(]")
#: Lines of at least this share of the body's size are set in it.
_LARGE = 0.97
#: Most lines of a page.
_PAGE = 80
_BODY, _FURNITURE, _CONTENTS, _BEGINS, _ON = range(5)
#: From a line of the body to the rest of a note.
_OUT_OF_BODY = np.zeros((5, 5), dtype=bool)
_OUT_OF_BODY[_BODY, _ON] = True

#: From a line of the body to one of a note, and from a note to the body.
_PARTED = np.zeros((5, 5), dtype=bool)
_PARTED[_BODY, [_FURNITURE, _CONTENTS, _BEGINS, _ON]] = True
_PARTED[[_BEGINS, _ON], [[_BODY], [_FURNITURE], [_BEGINS]]] = True

#: From what is no note to the rest of one.
_INTO_REST = np.zeros((5, 5), dtype=bool)
_INTO_REST[[_BODY, _FURNITURE, _CONTENTS], _ON] = True

#: From anything to the rest of a note.
_INTO_NOTE = np.zeros((5, 5), dtype=bool)
_INTO_NOTE[:, _ON] = True


@dataclass(frozen=True)
class Sides:
    """Furniture and pages, notes, and the reading that told them."""

    pages: Pagination
    notes: NoteLines
    document: Document
    reading: Reading


def surveyed(lines: Sequence[Line]) -> tuple[Document, Pagination, NoteLines]:
    """All ``lines`` with the verdicts of the grammars on them."""
    pages = paginate(lines)
    rest = [line for i, line in enumerate(lines) if i not in pages.furniture]
    layout = measure_layout(rest)
    lifted = lift_notes(lines, pages, layout)
    verdicts = {
        i: "contents" if f.rule == "contents" else "furniture" for i, f in pages.furniture.items()
    }
    firsts = {note.start for note in lifted.notes}
    for i in lifted.taken:
        first = lines[i].traced.origin[0] in firsts
        verdicts[i] = "note begins" if first else "note goes on"
    for i in lifted.dropped:
        verdicts.setdefault(i, "furniture")
    closing = closing_list(lines)
    for i in range(closing[0], len(lines)) if closing else ():
        if verdicts.get(i, "note") != "furniture":
            verdicts[i] = "note begins" if i in closing else "note goes on"
    everywhere = replace(layout, measures=[usual_width(rest)] * len(lines))
    document = Document(lines, everywhere, verdicts=verdicts)
    return document, pages, lifted


def read_sides(
    lines: Sequence[Line], fixed: Mapping[int, str], weights: Weights | None = None
) -> Sides:
    """The role of each line; ``fixed`` maps a line to what it is for certain."""
    document, pages, lifted = surveyed(lines)
    closing = frozenset(closing_list(lines))
    contents = plain_contents(lines) | {
        i
        for i, verdict in document.verdicts.items()
        if verdict == "contents" and CONTENTS.fullmatch(lines[i].plain)
    }
    detached = _detached(document, pages)
    certain = _certain_notes(detached)
    bands = band_lines(lines, document.body_size, document.counted)
    placed = _placed_notes(document, bands)
    small_notes = _small(document, placed)
    weights = weights or load(ROLES)
    emissions = scores(ROLES, document, weights.emissions)
    for i in range(len(lines)):
        view = View(document, i)
        if not could_be_furniture(view):
            emissions[i][[_FURNITURE, _CONTENTS]] = NEVER
        if not could_open_note(view):
            emissions[i][_BEGINS] = NEVER
        role = _certain(lines, i, fixed[i]) if i in fixed else ""
        if not role and (i in contents or i in certain):
            role = "contents" if i in contents else certain[i]
        heads = document.repeated_exactly[i] or document.said_larger[i] == "head" or i in bands
        heads = heads or heads_notes(view) or counts_in_han(view)
        if not role and (i in closing or heads):
            role = "note begins" if i in closing else "furniture"
        role = role or placed.get(i, "")
        if small_notes and lines[i].size >= _LARGE * document.body_size:
            emissions[i][[_BEGINS, _ON]] = NEVER
        if role:
            emissions[i][[k for k in range(5) if ROLES.labels[k] != role]] = 2 * NEVER
    goes = {i: _OUT_OF_BODY for i in range(1, len(lines)) if goes_on_in_kind(View(document, i))}
    goes |= {i: _INTO_REST for i in range(1, len(lines)) if not could_be_rest(View(document, i))}
    goes |= {i: _PARTED for i in range(1, len(lines)) if runs_on(lines[i - 1], lines[i])}
    goes |= dict.fromkeys(_after_notes(lines, detached), _INTO_NOTE)
    goes = {i: barred for i, barred in goes.items() if i not in certain}
    reading = read(emissions, weights.transitions, weights.starts, goes)
    roles = reading.best.tolist()
    found = {
        i: Furniture("hint") if i in fixed else _furniture(lines[i], role, pages, lifted, i)
        for i, role in enumerate(roles)
        if role in (_FURNITURE, _CONTENTS)
    }
    paged = bool(lines) and lines[-1].page > 0
    turned = Pagination(found, page_begins(lines, found, paged=paged))
    begins = [i for i, role in enumerate(roles) if role == _BEGINS]
    goes_on = [i for i, role in enumerate(roles) if role == _ON]
    notes = gather_notes(lines, turned, begins, goes_on, detached)
    return Sides(turned, notes, document, reading)


def _detached(document: Document, pages: Pagination) -> list[Detached]:
    """Notes whose labels stand elsewhere; a number that counts with the pages is a page's."""
    aside = {
        i: f.rule
        for i, f in pages.furniture.items()
        if f.rule != "page-label" or document.counted[i]
    }
    return detached_notes(document.lines, aside)


def _after_notes(lines: Sequence[Line], detached: Sequence[Detached]) -> list[int]:
    """The lines that follow notes which are over: none goes on with them."""
    taken = {i for note in detached for i in (note.label, *note.rows)}
    ends = {i: lines[note.rows[-1]].text for note in detached for i in (note.label, note.rows[-1])}
    return [
        i + 1
        for i, text in ends.items()
        if i + 1 < len(lines) and i + 1 not in taken and is_over(text)
    ]


def _certain_notes(detached: Sequence[Detached]) -> dict[int, str]:
    roles: dict[int, str] = {}
    for note in detached:
        roles |= dict.fromkeys((note.label, *note.rows), "note goes on")
        roles[note.rows[0]] = "note begins"
    return roles


def _placed_notes(document: Document, bands: Collection[int]) -> dict[int, str]:
    """The roles that follow from where small type and lists of notes stand."""
    told = {i for i, verdict in document.verdicts.items() if verdict == "furniture"}
    beside = {*bands, *told}
    lines, marked = document.lines, document.marked_above
    return foot_notes(lines, document.body_size, document.below_body, marked, beside) | end_notes(
        lines, marked, beside
    )


def _small(document: Document, placed: Mapping[int, str]) -> bool:
    """Whether all notes of a document that are told by their place are set small."""
    sizes = [document.lines[i].size for i, role in placed.items() if role == "note begins"]
    return bool(sizes) and max(sizes) < _LARGE * document.body_size


def _certain(lines: Sequence[Line], i: int, verdict: str) -> str:
    """The role that follows from what a keeper, or the document itself, says of a line."""
    line = lines[i]
    if verdict in BESIDE or line.role == "contents":
        return BESIDE.get(verdict, "contents")
    if line.role != "note":
        return "body"
    goes_on = i > 0 and lines[i - 1].role == "note" and lines[i - 1].group == line.group
    return "note goes on" if goes_on else "note begins"


def could_be_furniture(v: View) -> bool:
    """Whether there is positive evidence that a line is none of the text: a page label, a
    grammar's verdict, words that recur at their place, or what the document itself says.

    A line with the pauses of prose as wide as the text needs more than its coming twice,
    unless it is two heads, one at either edge.
    """
    if v.line.role in ("furniture", "contents", "hidden"):
        return True
    if (
        _divided(v)
        or is_labelled(v)
        or titles_the_first_page(v)
        or is_mark_apart(v)
        or v.document.said_larger[v.i] == "title"
    ):
        return False
    recurs = v.document.recurrences[v.i]
    told = v.document.verdicts.get(v.i) in ("furniture", "contents")
    if v.document.verdicts.get(v.i) == "contents" and is_entry(v.text):
        return True
    two_heads = told and _TWO_HEADS.search(v.text)
    if _PAUSE.search(v.text) and v.line.width >= 0.8 * v.measure and not two_heads:
        return recurs >= 2 or v.document.counted[v.i]
    if v.line.box is None and is_remark(v.text):
        return told
    if ENDNOTES.fullmatch(v.line.plain) or _repeats_a_heading(v) or v.document.in_margin[v.i]:
        return True
    return told or recurs >= 1 or page_label(v.text) is not None or v.document.counted[v.i]


def _divided(v: View) -> bool:
    """Whether the line before breaks off in a Latin word that goes on here, or some sentence
    does: heads do not open with a small letter."""
    small = _SMALL_WORDS.match(v.text) is not None
    return small or (v.before is not None and runs_on(v.before, v.line))


def _repeats_a_heading(v: View) -> bool:
    """Whether a line next to the top or foot of its page says what a line of another page does."""
    own = v.document.last_on_first_page[v.i]  # the title, of which heads are made
    return v.document.said_elsewhere[v.i] and not own and min(v.document.on_page[v.i]) <= 1


def heads_notes(v: View) -> bool:
    """Whether a line of which the place is known is the heading of endnotes: the first of
    them stands below it.

    >>> heads_notes(view_of("註釋\\n[1] 甲，〈水價〉。\\n", 0))  # not placed
    False
    """
    found = opening(v.after.text) if v.after is not None and v.line.box is not None else None
    return found is not None and found.number == 1 and bool(ENDNOTES.fullmatch(v.line.plain))


def could_open_note(v: View) -> bool:
    """Whether a line opens with what can be a note's label, or is set as notes are: small,
    with none of the body below it, and not amid a sentence.  Works cited open like notes,
    and so does a raised mark that stands alone on its line.
    """
    if v.line.role == "note":
        return True
    found = opening(v.text)
    if found is not None:
        told = v.document.verdicts.get(v.i) == "note begins"
        work = v.document.below_works[v.i] and found.kind == "plain" and not v.line.raised
        alone = found.length == len(v.text) and not _labels_next(v, found.kind)
        return told or not (work or alone)
    if not (0 < v.size < 0.94 and v.document.below_body[v.i]) or v.before is None:
        return False
    if _note_breaks_off(v):
        return False
    above = v.before.page != v.line.page or v.before.size > v.line.size + 0.3
    return above or v.document.ended[v.i - 1]


def _note_breaks_off(v: View) -> bool:
    """Whether the last line above that is set alike, below the body of its page, ends amid
    a sentence: what follows on the next page is the rest of that note."""
    for j in range(v.i - 1, max(-1, v.i - _PAGE), -1):
        line = v.document.lines[j]
        if v.document.below_body[j] and abs(line.size - v.line.size) < 0.3:
            return not v.document.ended[j] and page_label(line.text) is None
    return False


def _labels_next(v: View, kind: str) -> bool:
    """Whether the line after stands where the text of a note does whose label ``v`` is.

    Of a text without geometry: a label in brackets alone on its line is the end of a sentence.
    """
    b = v.after
    if v.line.box is None:
        return kind != "bracket"
    return b is not None and b.page == v.line.page and b.size < v.document.body_size + 0.3


def goes_on_in_kind(v: View) -> bool:
    """Whether a line follows the one before on its page and in its column in the same size,
    so that the rest of a note of a page before cannot begin with it.

    Of a text without geometry: without a gap or a rule between them.
    """
    a, b = v.before, v.line
    if a is None or a.page != b.page or b.rule_before or b.role == "note":
        return False
    if b.box is None:
        return b.gap <= v.layout.gap and v.document.verdicts.get(v.i) != "note goes on"
    return a.column == b.column and abs(a.size - b.size) < 0.3 and v.pitch <= 1.6


def _furniture(line: Line, role: int, pages: Pagination, lifted: NoteLines, i: int) -> Furniture:
    """Why a line is furniture, and the label that it prints."""
    told = pages.furniture.get(i)
    if told is not None:
        return told
    if role == _CONTENTS:
        return Furniture("contents")
    if i in lifted.dropped:
        return Furniture(lifted.dropped[i])
    number = han_label(line.text)
    label = page_label(line.text) or (str(number) if number else None)
    return Furniture("page-label" if label else "running-head", label or "")
