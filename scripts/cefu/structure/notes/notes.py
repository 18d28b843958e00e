"""Footnotes: lifted from page feet.

A note opens with a label (a digit after a footnote rule, a superscript digit,
a star, a bracketed number) to which the text before it refers.  It ends where
its page ends, where the next one opens, or, if the text does not tell its
pages, where the layout says that its last line is over.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cefu.model.line import Line
from cefu.structure.lines.layout import Layout, usual_width
from cefu.structure.lines.lines import is_rule
from cefu.structure.lines.pages import Pagination
from cefu.structure.notes.endnotes import lift_endnotes
from cefu.structure.notes.note_desk import Desk, Page, new_note, same_kind
from cefu.structure.notes.note_ends import foot_end, note_end
from cefu.structure.notes.note_tails import carried_over, tail_above
from cefu.structure.notes.openings import Opening, labels_note, opening
from cefu.structure.notes.references import Mark, RawNote, likeness, read_marks

_URL_ONLY = re.compile(r"(?:https?://|www\.)[!-~]+")
_CITATION = re.compile(
    r"https?://|www\.|[“\"‘《〈「『（(〔\[A-Za-z*<]|同前|同註|同注|同上|見|见|引自|[\u3040-\u30ff\u3400-\u9fff] ?[\u3040-\u30ff\u3400-\u9fff]"
)
#: Pages that the text does not tell are hardly longer than this, in lines.
_PAGE = 60
#: Marks that can open a line of text and look like nothing but a mark there.
_WRAPPED = ("bracket", "zhu", "super")
#: A label on the top lines of a page opens a list rather than a note.
_TOP = 0.3


@dataclass(frozen=True, slots=True)
class NoteLines:
    """``notes`` in order of appearance; ``taken``: line index -> rule that took
    it; ``dropped``: line index -> rule, for rules and link annotations (furniture);
    ``spans``: source offsets of each page segment that notes count in."""

    notes: list[RawNote]
    taken: dict[int, str]
    dropped: dict[int, str]
    spans: list[tuple[int, int]]


def lift_notes(lines: Sequence[Line], pages: Pagination, layout: Layout) -> NoteLines:
    """Take the notes out of ``lines``; furniture lines are passed over."""
    segments = segments_of(lines, pages)
    index = _mark_index(lines, pages)
    marked = frozenset(m.kind for row in index.values() for _, m, _ in row) - {"plain", "star"}
    desk = Desk(lines, layout, index, kinds=_kinds(lines, pages), marked=marked)
    before = 0
    for number, page in enumerate(segments):
        for region in _regions(desk, page, before):
            _read_region(desk, region, number)
        for i in page.lines:
            if i not in desk.taken and i not in desk.dropped and is_rule(lines[i].text):
                desk.dropped[i] = "rule"
        _drop_pairs(desk, page)
        _drop_annotations(desk, page)
        before = page.lines[0]
    lift_endnotes(desk, pages)
    starts = [lines[page.lines[0]].start for page in segments]
    starts[:1] = [0]
    spans = list(zip(starts, [*starts[1:], 1 << 60], strict=True))
    return NoteLines(desk.notes, desk.taken, desk.dropped, spans)


def segments_of(lines: Sequence[Line], pages: Pagination) -> list[Page]:
    """The pages; the last one ends with the text if any other end is known.

    A masthead's label tells where the first page begins, and of no end.
    """
    segments: list[Page] = [Page([], False)]
    for i in range(len(lines)):
        if i in pages.begins and segments[-1].lines:
            segments[-1].bounded = True
            segments.append(Page([], False))
        if i not in pages.furniture:
            segments[-1].lines.append(i)
    segments = [s for s in segments if s.lines]
    headed = any(f.label for f in pages.furniture.values() if f.rule == "masthead")
    if len(segments) > 1 or (pages.labelled and not headed):
        segments[-1:] = [Page(s.lines, True) for s in segments[-1:]]
    return segments


def _mark_index(lines: Sequence[Line], pages: Pagination) -> dict[str, list[tuple[int, Mark, int]]]:
    """Label -> possible references by line, with their likeness; what opens a line is its label, unless
    the line is nothing but a raised mark, or the mark was wrapped from a full line."""
    index: dict[str, list[tuple[int, Mark, int]]] = defaultdict(list)
    full = 0.85 * (usual_width(lines) or 1 << 20)
    for i, line in enumerate(lines):
        if i in pages.furniture:
            continue
        text = line.words
        flows = i > 0 and line.page == lines[i - 1].page and lines[i - 1].width >= full
        for mark in read_marks(text):
            if mark.start > 0 or mark.end == len(text) or (flows and mark.kind in _WRAPPED):
                index[mark.label].append((i, mark, likeness(text, mark)))
        if len(text) <= 3 and text.isdecimal():
            index[text].append((i, Mark("plain", text, 0, len(text)), 0))
    return index


def _kinds(lines: Sequence[Line], pages: Pagination) -> frozenset[str]:
    found = (opening(line.text) for i, line in enumerate(lines) if i not in pages.furniture)
    return frozenset(o.kind for o in found if o)


def _regions(desk: Desk, page: Page, before: int) -> Iterator[list[int]]:
    """The runs of lines on this page that are notes; the page before began at ``before``."""
    lines, segment = desk.lines, page.lines
    k = 0
    while k < len(segment):
        i = segment[k]
        ruled = lines[i].rule_before or (k > 0 and is_rule(lines[segment[k - 1]].text))
        found = opening(lines[i].text)
        if ruled and (
            _opens_after_rule(desk, found, segment[0], i) or carried_over(desk, page, k, found)
        ):
            end = foot_end(desk, page, k) if page.bounded else note_end(desk, page, k)
        elif found and _is_note(desk, page, k, found, before):
            end = note_end(desk, page, k)
            k -= tail_above(desk, page, k)
        else:
            k += 1
            continue
        yield segment[k:end]
        k = end


def _opens_after_rule(desk: Desk, found: Opening | None, low: int, i: int) -> bool:
    if found is None:
        return False
    if found.number is None or found.number in (desk.expected, 1):
        return True
    return desk.referred(found, low, i)


def _is_note(desk: Desk, page: Page, k: int, found: Opening, before: int) -> bool:
    """Whether a line that opens like a note, without a rule above it, is one."""
    i = page.lines[k]
    rest = desk.lines[i].text[found.length :]
    low = page.lines[0] if page.bounded else max(page.lines[0], i - _PAGE)
    if found.kind == "super":
        return bool(rest) and rest[0] not in "，。；：、！？」』）"
    if found.kind == "star":
        return len(rest) > 3 and desk.referred(found, 0, page.lines[-1] + 1)
    if not rest and labels_note(desk.lines, i, found.label, desk.layout.gap):
        return found.number == desk.expected or (found.kind == "circled" and found.number == 1)
    announced = k > 0 and not page.bounded and desk.lines[page.lines[k - 1]].text[-1] in "：:"
    if found.kind == "plain" and (announced or desk.raised or desk.stop not in (None, found.stop)):
        return False
    sure = found.kind in ("bracket", "zhu")
    skips = bool(sure and rest and page.bounded) and (found.number or 0) > desk.expected
    if (found.number not in (desk.expected, 1) and not skips) or (
        rest and not _CITATION.match(rest)
    ):
        return False
    if page.bounded and found.number == desk.expected:
        #: a note can slip to the next page; what surely is a label has no reach
        low = 0 if found.kind in ("bracket", "zhu") else before
    elif found.number != desk.expected and not page.bounded:
        return False
    if not desk.referred(found, low, i):
        return False
    if found.kind in ("bracket", "zhu"):
        return True
    if page.bounded and _starts_again(desk, page, k, found):
        return False
    if page.bounded and (k < len(page.lines) * _TOP or not _page_ends_in_notes(desk, page, k)):
        return False
    return _all_referred(desk, page, k, found, low)


def _starts_again(desk: Desk, page: Page, k: int, found: Opening) -> bool:
    """Whether the same label opens a later line of this page: the notes stand
    there, last on the page, and this is a list or a heading (1、 above, 1 below)."""
    for j in page.lines[k + 1 : k + 1 + 3 * _PAGE]:
        text = desk.lines[j].text
        later = opening(text)
        same = later and later.kind == found.kind == "plain" and later.number == found.number
        if same and later and (later.stop != found.stop or _CITATION.match(text[later.length :])):
            return True
    return False


def _page_ends_in_notes(desk: Desk, page: Page, k: int) -> bool:
    """Notes stand last on their page: what follows is notes or their tails."""
    return not any(
        desk.lines[j].gap > 2 and opening(desk.lines[j].text) is None for j in page.lines[k + 1 :]
    )


def _all_referred(desk: Desk, page: Page, k: int, found: Opening, low: int) -> bool:
    """Every label that follows in order on this page has its reference too: a
    list that happens to follow a stray digit has not."""
    want = found.number or 1
    here = page.lines[k]
    for j in page.lines[k : k + _PAGE]:
        follower = opening(desk.lines[j].text)
        if follower and follower.kind == found.kind and follower.number == want:
            if not desk.referred(follower, low, here):
                return j != here and not page.bounded
            want += 1
    return True


def _read_region(desk: Desk, region: list[int], segment: int) -> None:
    """Cut one run of note lines into notes."""
    current = desk.notes[-1] if desk.notes and opening(desk.lines[region[0]].text) is None else None
    seen = ""
    for i in region:
        line = desk.lines[i]
        if is_rule(line.text):
            desk.dropped[i] = "note-rule"
            continue
        found = opening(line.text)
        if found is not None and _begins(desk, current, found, line):
            current = new_note(desk, found, line, segment)
            desk.taken[i] = "footnote"
            seen += line.text
        elif current is not None:
            address = line.text.rstrip("/.。,") if _URL_ONLY.fullmatch(line.text) else ""
            if address and address in seen:
                desk.dropped[i] = "link-annotation"
            else:
                current.lines.append(line.traced)
                desk.taken[i] = "footnote"
                seen += line.text
    _give_back(desk)


def _give_back(desk: Desk) -> None:
    """A label without a text was no note: it is the number of a page."""
    if not desk.notes or any(line.text for line in desk.notes[-1].lines):
        return
    note = desk.notes.pop()
    for i, line in enumerate(desk.lines):
        if line.traced.origin[0] == note.start:
            del desk.taken[i]
            desk.dropped[i] = "page-label"
    number = opening(note.label)
    if number is not None and number.number is not None:
        desk.expected = number.number


def _begins(desk: Desk, current: RawNote | None, found: Opening, line: Line) -> bool:
    if current is None or found.number is None or found.kind == "super":
        return True
    if not same_kind(current, found):
        return False
    if found.number != desk.expected:
        return False
    return found.kind != "plain" or not _goes_on(current, line)


def _goes_on(note: RawNote, line: Line) -> bool:
    """A note whose last line is mid-sentence and full goes on with a digit."""
    last = note.lines[-1].text if note.lines else ""
    return bool(last) and last[-1] in "，、「（(" and not line.gap


def _drop_pairs(desk: Desk, page: Page) -> None:
    """Addresses that stand twice in a run of nothing but addresses, outside any
    note, are link annotations wherever they stand."""
    run: list[int] = []
    for i in [*page.lines, -1]:
        free = i >= 0 and i not in desk.taken and i not in desk.dropped
        if free and _URL_ONLY.fullmatch(desk.lines[i].text):
            run.append(i)
            continue
        if run and min(Counter(desk.lines[j].text for j in run).values()) > 1:
            desk.dropped |= dict.fromkeys(run, "link-annotation")
        run = []


def _drop_annotations(desk: Desk, page: Page) -> None:
    """Link annotations: a URL alone at the foot of a page, outside any note,
    is the target of a link somewhere on the page, not a line of the text."""
    for k in range(len(page.lines) - 1, -1, -1):
        i = page.lines[k]
        if i in desk.taken or i in desk.dropped:
            continue
        if not _URL_ONLY.fullmatch(desk.lines[i].text):
            return
        before = next(
            (j for j in reversed(page.lines[:k]) if j not in desk.taken and j not in desk.dropped),
            None,
        )
        if before is not None and desk.lines[before].text.rstrip()[-1:] in "：:":
            return
        desk.dropped[i] = "link-annotation"
