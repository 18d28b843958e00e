"""Facts about lines that stand beside the text: what recurs, counts on, refers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.notes.openings import opening
from cefu.structure.notes.references import plain_label, read_marks
from cefu.structure.wording.headwords import ENDNOTES, WORKS
from cefu.structure.wording.labels import end_label, han_label, page_label

#: How many lines at either end of a page can be heads or labels.
_EDGE = 4
#: Points by which the same head's height differs between pages.
_LEVEL = 6.0
#: Longest heading of works or notes, in characters.
_HEAD = 20
#: Characters of a line of prose, and pages that tell where prose stands.
_FULL, _PAGES = 12, 3
#: Fewest characters of words that are known again.
_WORDS = 4
#: A title is set larger than the running head that repeats it by this factor at least.
_LARGER = 1.25
#: How many lines a note's reference can stand above it.
_REACH = 70
#: How many lines the note before can stand above a note.
_NEAR = 14
_COUNTING = "0123456789０１２３４５６７８９〇零一二三四五六七八九十百"
_FIGURES = str.maketrans("0123456789０１２３４５６７８９", "#" * 20)


def recurrences(lines: Sequence[Line], ranks: Sequence[tuple[int, int]]) -> list[int]:
    """For each line on how many other pages its words stand at its place; figures are
    passed over only where they count with the pages, as those of articles do not.

    A place is a line's rank from either end of its page, or its height where that is
    known.  ``ranks`` are those of ``Document.on_page``.
    """
    places: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    own: list[list[tuple[str, str, int]]] = []
    turning = counted(lines, ranks)
    for line, (top, foot), turns in zip(lines, ranks, turning, strict=True):
        key = line.plain.translate(_FIGURES) if turns else line.plain
        keys = [("top", key, top)] if top < _EDGE else []
        keys += [("foot", key, foot)] if foot < _EDGE else []
        if line.box is not None:
            level = round(line.box.y0 / _LEVEL)
            keys += [("level", key, level), ("level", key, level + 1)]
        for each in keys:
            places[each].add(line.page)
        own.append(keys)
    known = bool(lines) and lines[-1].page > 0
    return [max((len(places[k]) for k in keys), default=1) - 1 if known else 0 for keys in own]


def counted(lines: Sequence[Line], ranks: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether the number at an end of a line is ahead of the page's ordinal by as much
    as that of a line at the same end of another page."""
    offsets: dict[tuple[str, int], set[int]] = defaultdict(set)
    own: list[list[tuple[str, int]]] = []
    for line, (top, foot) in zip(lines, ranks, strict=True):
        number = _number(line.text) if min(top, foot) < _EDGE else None
        keys = []
        if number is not None:
            keys = [("top", number - line.page)] * (top < _EDGE)
            keys += [("foot", number - line.page)] * (foot < _EDGE)
        for key in keys:
            offsets[key].add(line.page)
        own.append(keys)
    return [any(len(offsets[key]) >= 2 for key in keys) for keys in own]


def repeated_exactly(lines: Sequence[Line]) -> list[bool]:
    """Whether the same words stand at the very same place, in the same size, on most of
    the document's pages, and on four at least; False where places are not known.  A number
    beside them that counts with the pages may differ."""
    places: dict[tuple[str, int, int, int], set[int]] = defaultdict(set)
    own: list[list[tuple[str, int, int, int]]] = []
    for line in lines:
        keys = []
        if line.box is not None:
            x, y = round(line.box.x0 / _LEVEL), round(line.box.y0 / _LEVEL)
            size = round(line.size)
            number = _number(line.text)
            said = [line.plain]
            if number is not None:
                said.append(f"{line.plain.strip(_COUNTING)} {number - line.page}")
            keys = [(words, x + i, y + j, size) for words in said for i in (0, 1) for j in (0, 1)]
        for key in keys:
            places[key].add(line.page)
        own.append(keys)
    pages = len({line.page for line in lines})
    return [max((len(places[k]) for k in keys), default=0) >= max(4, 0.6 * pages) for keys in own]


def said_larger(lines: Sequence[Line], recurrences: Sequence[int], body: float) -> list[str]:
    """For each line ``title`` if it is set larger than the ``body``, in points, and its words
    are a running head that elsewhere is set clearly smaller, ``head`` if they recur at its place on other pages and stand clearly larger on
    its own; otherwise nothing.

    A report's title is often its running head too, on the first page as on the others.
    """
    largest: dict[tuple[str, int], float] = defaultdict(float)
    head_sizes: dict[str, list[float]] = defaultdict(list)
    known = [bool(line.size) and len(line.plain) >= _WORDS for line in lines]
    for i, line in enumerate(lines):
        if known[i]:
            key = line.plain, line.page
            largest[key] = max(largest[key], line.size)
            if recurrences[i]:
                head_sizes[line.plain].append(line.size)
    smallest = {words: min(sizes) for words, sizes in head_sizes.items()}
    result = []
    for i, line in enumerate(lines):
        told = ""
        if known[i] and recurrences[i]:
            told = "head" if largest[line.plain, line.page] >= _LARGER * line.size else ""
        elif known[i] and line.size > body and line.plain in smallest:
            told = "title" if _LARGER * smallest[line.plain] <= line.size else ""
        result.append(told)
    return result


def below_works(lines: Sequence[Line]) -> list[bool]:
    """Whether a line stands below a heading of works cited, with no heading of notes since."""
    works = False
    result = []
    for line in lines:
        if len(line.plain) <= _HEAD and WORKS.fullmatch(line.plain):
            works = True
        elif len(line.plain) <= _HEAD and ENDNOTES.fullmatch(line.plain):
            works = False
        result.append(works)
    return result


def in_margin(lines: Sequence[Line], size: float) -> list[bool]:
    """Whether a line stands higher than any line of the body on other pages, or lower, with
    more than a line's room between; False where places are not known or pages are few."""
    tops: dict[int, float] = {}
    feet: dict[int, float] = {}
    for line in lines:
        if line.box is not None and abs(line.size - size) < 0.06 * size and len(line.text) > _FULL:
            tops[line.page] = min(tops.get(line.page, line.box.y0), line.box.y0)
            feet[line.page] = max(feet.get(line.page, line.box.y1), line.box.y1)
    if len(tops) < _PAGES:
        return [False] * len(lines)
    top, foot = min(tops.values()) - 0.5 * size, max(feet.values()) + 0.5 * size
    return [line.box is not None and (line.box.y1 < top or line.box.y0 > foot) for line in lines]


def said_elsewhere(lines: Sequence[Line]) -> list[bool]:
    """Whether the words of a line stand alone on a line of another page too."""
    pages: dict[str, set[int]] = defaultdict(set)
    for line in lines:
        pages[line.plain].add(line.page)
    return [len(line.plain) >= _WORDS and len(pages[line.plain]) > 1 for line in lines]


def last_on_first_page(lines: Sequence[Line]) -> list[bool]:
    """Whether a line is the last of the first page that has its words, while later pages
    have them as well: a head repeats a title, and stands above it where both are printed."""
    later = {line.plain for line in lines if line.page > 0}
    last = {line.plain: i for i, line in enumerate(lines) if line.page == 0}
    return [line.plain in later and last.get(line.plain) == i for i, line in enumerate(lines)]


def _number(text: str) -> int | None:
    label = page_label(text)
    if label is None:
        ended = end_label(text)
        label = ended[0] if ended else None
    return int(label) if label is not None and label.isdecimal() else han_label(text)


def marked_above(lines: Sequence[Line]) -> list[str]:
    """For each line that opens like a note how its label stands as a mark above it:
    ``raised``, ``mark`` (it can be read as one) or not at all ('')."""
    raised: dict[str, int] = {}
    marks: dict[str, int] = {}
    result = []
    for i, line in enumerate(lines):
        found = opening(line.text)
        label = plain_label(found.label) if found else ""
        if found and i - raised.get(label, -_REACH) < _REACH:
            result.append("raised")
        elif found and i - marks.get(label, -_REACH) < _REACH:
            result.append("mark")
        else:
            result.append("")
        for start, end in line.raised:
            if start > line.lead:
                raised[plain_label(line.raw[start:end].strip("[]［］()（） "))] = i
        for mark in read_marks(line.words[-4000:]):
            if mark.start:
                marks[plain_label(mark.label)] = i
    return result


def counts_on(lines: Sequence[Line]) -> list[bool]:
    """Whether a line that opens like a note has number one, or one more than a line
    shortly above that opens alike."""
    last: dict[tuple[str, int], int] = {}
    result = []
    for i, line in enumerate(lines):
        found = opening(line.text)
        number = found.number if found else None
        if found is None or number is None:
            result.append(False)
            continue
        result.append(number == 1 or i - last.get((found.kind, number - 1), -_NEAR) < _NEAR)
        last[found.kind, number] = i
    return result


def below_body(lines: Sequence[Line], size: float) -> list[bool]:
    """Whether no line in the body's ``size`` stands below a line on its page, above or
    below the same stretch of it; False where places are not known."""
    deepest: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        if line.box is not None and abs(line.size - size) < 0.06 * size and len(line.text) > 5:
            deepest[line.page].append(line)
    return [line.box is not None and not _covered(line, deepest[line.page]) for line in lines]


def _covered(line: Line, others: Sequence[Line]) -> bool:
    box = line.box
    return box is not None and any(
        o.box is not None and o.box.y0 >= box.y0 - 1 and o.box.x0 < box.x1 and o.box.x1 > box.x0
        for o in others
    )
