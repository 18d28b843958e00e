"""From typed chunks to the tree: sections, blocks, notes, anchors by position."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.model.document import Block, Note, NoteRef, PageMark, Section, TableCell
from cefu.model.line import BLANKS
from cefu.model.traced import Traced, concat
from cefu.structure.blocks.places import BlockIds, Pages, Place, Sections, position
from cefu.structure.blocks.tables import figure_text, table_text
from cefu.structure.blocks.typed import Typed
from cefu.structure.ledger import Claim
from cefu.structure.lines.spacing import join_lines
from cefu.structure.notes.dangling import NO_NOTE, NOTELESS, dangling_marks
from cefu.structure.notes.references import RawNote, Reference, find_references


@dataclass(frozen=True, slots=True)
class Tree:
    """The assembled report and what its parts claim of the source."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    claims: list[Claim]


@dataclass(slots=True)
class _Open:
    """A block in the making."""

    typed: Typed
    text: Traced
    mark: Traced
    cells: tuple[TableCell, ...] = ()


def assemble(
    typed: Sequence[Typed],
    raw_notes: Sequence[RawNote],
    labels: Mapping[int, str],
    spans: Sequence[tuple[int, int]],
) -> Tree:
    """Build the tree.

    ``labels`` maps the source offset of a page's first line to the page's
    printed label, '' where it prints none; ``spans`` gives the source offsets of each page segment.
    """
    opened = [_open(item) for item in typed]
    references = _tie(opened, raw_notes, spans)
    sections = Sections([o.typed for o in opened])
    ids = BlockIds()
    pages = Pages(labels)
    claims: list[Claim] = []
    blocks: list[Block] = []
    refs_to: dict[int, list[str]] = {}
    for each, refs in zip(opened, references, strict=True):
        place = (
            sections.open(each.typed, each.text.text)
            if each.typed.type == "heading"
            else Place(ids.next(each.typed.type), sections.current, 0)
        )
        text, note_refs, ref_claims = _without_references(each.text, refs)
        blocks.append(_block(each, place, text, note_refs, refs, pages))
        claims.append(("text", each.typed.rule, place.id, text.origin))
        if each.mark.text.strip(BLANKS):
            claims.append(("mark", "bullet", place.id, _visible(each.mark)))
        for ref, claim in zip(refs, ref_claims, strict=True):
            rule = NOTELESS if ref.index == NO_NOTE else "note-reference"
            claims.append(("mark", rule, place.id, claim))
            if ref.index != NO_NOTE:
                refs_to.setdefault(ref.index, []).append(place.id)
    notes = _notes(raw_notes, refs_to, claims)
    return Tree(tuple(sections.all), tuple(_unique_marks(blocks)), notes, claims)


def _block(
    opened: _Open,
    place: Place,
    text: Traced,
    note_refs: Sequence[NoteRef],
    refs: Sequence[Reference],
    pages: Pages,
) -> Block:
    """The block, of the ``text`` that is left when its ``refs`` are taken out."""
    item = opened.typed
    last = text.origin[-1] if text.origin else item.chunk.lines[0].start
    first_page, marks = pages.turn(text.origin, last)
    parts = tuple(position(text.origin, chunk.lines[0].start) for chunk in item.more)
    return Block(
        place.id,
        place.section,
        item.type,
        text.text,
        first_page,
        tuple(note_refs),
        marks,
        place.level,
        item.mark,
        text.origin,
        parts,
        _moved(opened.cells, refs),
    )


def _visible(piece: Traced) -> Sequence[int]:
    return [o for o, c in zip(piece.origin, piece.text, strict=True) if c not in BLANKS]


def _moved(cells: Sequence[TableCell], refs: Sequence[Reference]) -> tuple[TableCell, ...]:
    """``cells`` as they stand when the references are taken out of the text."""

    def moved(at: int) -> int:
        return at - sum(min(at, ref.end) - ref.start for ref in refs if ref.start < at)

    return tuple(TableCell(c.place, moved(c.start), moved(c.end)) for c in cells)


def _open(item: Typed) -> _Open:
    if item.type == "table":
        text, cells = table_text(item.chunk.lines)
        return _Open(item, text, Traced(), cells)
    if item.type == "figure":
        return _Open(item, figure_text(item.chunk.lines), Traced())
    parts = [line.traced for chunk in (item.chunk, *item.more) for line in chunk.lines]
    rest = parts[0][item.strip :].strip()
    if not rest.text and len(parts) == 1:  # a glyph with no text is text itself
        return _Open(item, join_lines(parts), Traced())
    return _Open(item, join_lines([rest, *parts[1:]]), parts[0][: item.strip])


def _tie(
    opened: Sequence[_Open], notes: Sequence[RawNote], spans: Sequence[tuple[int, int]]
) -> list[list[Reference]]:
    """References by block, with positions within the block."""
    running = concat(part for o in opened for part in (o.text, _end_of(o)))
    per_block: list[list[Reference]] = [[] for _ in opened]
    starts: list[int] = []
    total = 0
    for o in opened:
        starts.append(total)
        total += len(o.text) + 1
    block = 0
    raised = {
        line.start + k
        for o in opened
        for chunk in (o.typed.chunk, *o.typed.more)
        for line in chunk.lines
        for start, end in line.raised
        for k in range(start, end)
    }
    tied = find_references(running, notes, spans, raised)
    for ref in sorted(
        [*tied, *dangling_marks(running, tied, notes, raised)], key=lambda ref: ref.start
    ):
        while block + 1 < len(starts) and starts[block + 1] <= ref.start:
            block += 1
        base = starts[block]
        per_block[block].append(Reference(ref.index, ref.start - base, ref.end - base))
    return per_block


def _end_of(block: _Open) -> Traced:
    """A line end after the block, at the source offset that follows its last character."""
    origin = block.text.origin
    return Traced(
        "\n", array("q", [origin[-1] + 1 if origin else block.typed.chunk.lines[0].start])
    )


def _without_references(
    text: Traced, refs: Sequence[Reference]
) -> tuple[Traced, list[NoteRef], list[Sequence[int]]]:
    parts: list[Traced] = []
    note_refs: list[NoteRef] = []
    claims: list[Sequence[int]] = []
    last = at = 0
    for ref in refs:
        parts.append(text[last : ref.start])
        at += ref.start - last
        if ref.index != NO_NOTE:
            note_refs.append(NoteRef(f"n{ref.index + 1}", at))
        claims.append(_visible(text[ref.start : ref.end]))
        last = ref.end
    parts.append(text[last:])
    return concat(parts), note_refs, claims


def _notes(
    raw: Sequence[RawNote], refs_to: Mapping[int, list[str]], claims: list[Claim]
) -> tuple[Note, ...]:
    notes = []
    for index, note in enumerate(raw):
        text = join_lines([line.strip() for line in note.lines])
        note_id = f"n{index + 1}"
        claims.append(("mark", "note-label", note_id, _visible(note.mark)))
        claims.append(("note", "footnote", note_id, text.origin))
        notes.append(
            Note(note_id, note.label, text.text, tuple(refs_to.get(index, ())), text.origin)
        )
    return tuple(notes)


def _unique_marks(blocks: Sequence[Block]) -> list[Block]:
    """Page anchors are unique even where a printed label recurs."""
    seen: dict[str, int] = {}
    result = []
    for block in blocks:
        marks = []
        for mark in block.marks:
            seen[mark.id] = seen.get(mark.id, 0) + 1
            if seen[mark.id] > 1:
                mark = PageMark(f"{mark.id}-{seen[mark.id]}", mark.label, mark.at)
            marks.append(mark)
        if marks:
            block = replace(block, marks=tuple(marks))
        result.append(block)
    return result
