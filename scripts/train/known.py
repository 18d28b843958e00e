"""Documents with known structure: each line with the labels that it should get."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cefu.model.line import Line
from cefu.structure.lines.lines import is_rule
from cefu.structure.wording.headwords import CONTENTS
from cefu.structure.wording.labels import page_label

_SAME = {"abstract_bullet": "abstract_point"}
#: Share of a line's characters that may be marks of notes and glyphs.
_LOOSE = 0.34
#: Characters by which it is looked for.
_KEY = 8
_LABEL = re.compile(
    r"^(?:[\[［(（〔]?[註注]?[0-9０-９一二三四五六七八九十]{1,3}[\]］)）〕：:、.．]*|[①-⑳⁰¹²³⁴-⁹＊*†‡]+)"
)
_PARTS = re.compile(r"[ \t\u3000]{2,}")
_TAIL = re.compile(r"[.．…·‧\d]+$")


@dataclass(frozen=True, slots=True)
class Truth:
    """What a line is: its ``role``; in the body the ``type`` of its block, whether the block
    begins with it, and which other types count as right."""

    role: str
    type: str = ""
    first: bool = False
    accept: tuple[str, ...] = ()


#: A line that is nowhere in the truth.
UNKNOWN = Truth("")


@dataclass(frozen=True)
class Told:
    """A document's truth: blocks of the body in order, texts of notes, of furniture, cells of tables."""

    body: Sequence[Mapping[str, Any]]
    notes: Sequence[str] = ()
    furniture: frozenset[str] = frozenset()
    cells: frozenset[str] = frozenset()


def told(truth: Mapping[str, Any]) -> Told:
    """The truth of a document of either corpus."""
    aside = ("footnote", "furniture", "note", "notes", "table", "figure")
    blocks = truth["blocks"]
    notes = [b for b in blocks if b["type"] == "footnote"] + list(truth.get("notes", ()))
    furniture = [b["text"] for b in blocks if b["type"] == "furniture"]
    cells = [cell for table in truth.get("tables", ()) for row in table for cell in row]
    return Told(
        [b for b in blocks if b["type"] not in aside],
        [_plain(note["text"]) for note in notes],
        frozenset(_plain(text) for text in (*furniture, *truth.get("furniture", ()))),
        frozenset(_plain(cell) for cell in cells),
    )


def align(lines: Sequence[Line], truth: Told) -> list[Truth]:
    """What each of ``lines`` is, told from the texts that they make up."""
    texts = [_plain(str(b["text"])) for b in truth.body]
    starts = [0]
    for text in texts:
        starts.append(starts[-1] + len(text))
    whole = "".join(texts)
    headings = {
        _TAIL.sub("", t) for t, b in zip(texts, truth.body, strict=True) if b["type"] == "heading"
    }
    contents = _contents(lines, truth, headings)
    result: list[Truth] = []
    at = block = 0
    waiting = False  # a glyph alone on its line opens the next block
    opened: _Open | None = None
    for i, line in enumerate(lines):
        while block < len(texts) and at >= starts[block + 1]:
            block += 1
        if i in contents:
            result.append(Truth("contents"))
            continue
        found = _follow(line.plain, whole, starts, at, block) if block < len(texts) else None
        if found is None and at == starts[min(block, len(texts))] and _is_glyph(line.plain):
            waiting = block < len(texts)
            result.append(_body(truth.body[block], True) if waiting else UNKNOWN)
            continue
        if found is None:
            after = lines[i + 1] if i + 1 < len(lines) else None
            beside, opened = _beside(line, after, truth, headings, opened)
            result.append(beside)
            if result[-1] is UNKNOWN:
                found = _elsewhere(line.plain, whole, starts, at)
                if found is not None:
                    result.pop()
        if found is not None:
            start, at, block = found
            result.append(_body(truth.body[block], start == starts[block] and not waiting))
            waiting = False
    return result


def _contents(lines: Sequence[Line], truth: Told, headings: set[str]) -> set[int]:
    """Lines of a table of contents that the truth tells of: headings that stand again below."""
    last = {_TAIL.sub("", line.plain): i for i, line in enumerate(lines)}
    result: set[int] = set()
    for head, line in enumerate(lines):
        if not (CONTENTS.fullmatch(line.plain) and line.plain in truth.furniture):
            continue
        result.add(head)
        for i in range(head + 1, len(lines)):
            key = _TAIL.sub("", lines[i].plain)
            if key not in headings or last[key] <= i:
                break
            if any(_TAIL.sub("", lines[k].plain) == key for k in result):
                break
            result.add(i)
    return result


def _plain(text: str) -> str:
    return "".join(text.split())


def _is_glyph(text: str) -> bool:
    return len(text) == 1 and not text.isalnum()


def _body(block: Mapping[str, Any], first: bool) -> Truth:
    kind = _SAME.get(block["type"], str(block["type"]))
    return Truth("body", kind, first, tuple(block.get("accept", ())))


def _follow(
    plain: str, whole: str, starts: Sequence[int], at: int, block: int
) -> tuple[int, int, int] | None:
    """Where in ``whole`` the line stands if it goes on at ``at``: start, end and block."""
    end, skipped = at, 0
    for char in plain:
        if end < starts[block + 1] and whole[end] == char:
            end += 1
        else:
            skipped += 1
    if end == at or skipped > max(_LOOSE * len(plain), 1 if end - at > 1 else 0):
        return None
    return at, end, block


def _elsewhere(
    plain: str, whole: str, starts: Sequence[int], at: int
) -> tuple[int, int, int] | None:
    """The same for a line that stands further on, or before: a reader took another order."""
    if len(plain) < _KEY:
        return None
    place = whole.find(plain[:_KEY], at)
    if place < 0:
        place = whole.find(plain[:_KEY])
    if place < 0:
        return None
    block = max(k for k, start in enumerate(starts[:-1]) if start <= place)
    return _follow(plain, whole, starts, place, block)


@dataclass(frozen=True, slots=True)
class _Open:
    """The note that is open, and how far its text has come."""

    note: str
    at: int


def _beside(
    line: Line, after: Line | None, truth: Told, headings: set[str], opened: _Open | None
) -> tuple[Truth, _Open | None]:
    """What a line is that does not go on the text, and the note that is open below it."""
    plain = line.plain
    if is_rule(line.text):
        return Truth("furniture"), opened
    parts = [part for part in _PARTS.split(line.text) if part]
    if all(_plain(part) in truth.cells for part in parts):
        return Truth("body", "paragraph", True), opened
    if opened and opened.note.startswith(plain, opened.at):
        return Truth("note goes on"), _Open(opened.note, opened.at + len(plain))
    bare = _LABEL.sub("", plain, count=1)
    if not bare and after is not None and plain not in truth.furniture:
        note = next((n for n in truth.notes if n.startswith(after.plain[:12])), "")
        if note and after.plain:
            return Truth("note begins"), _Open(note, 0)
    for words in (bare, plain):
        note = next((n for n in truth.notes if len(words) > 1 and n.startswith(words)), "")
        if note:
            return Truth("note begins"), _Open(note, len(words))
    leader = _TAIL.sub("", plain)
    if leader in headings and (plain != leader or plain in truth.furniture):
        return Truth("contents" if plain != leader else "furniture"), opened
    if all(_plain(part) in truth.furniture for part in parts) or page_label(line.text):
        return Truth("furniture"), opened
    if plain in truth.furniture or (
        leader and any(leader == _TAIL.sub("", f) for f in truth.furniture)
    ):
        return Truth("furniture"), opened
    note = next((n for n in truth.notes if len(plain) > 5 and plain in n), "")
    if note:
        return Truth("note goes on"), _Open(note, note.index(plain) + len(plain))
    return UNKNOWN, opened


def labels(truths: Sequence[Truth]) -> Iterator[str]:
    """The names of the labels of lines that are all in the body."""
    place, before = "", ""
    for truth in truths:
        first = truth.first and not before == truth.type == "series_list"
        first = first or before != truth.type
        place = "begins" if first or not place else "second" if place == "begins" else "on"
        before = truth.type
        yield f"{place} {truth.type}"
