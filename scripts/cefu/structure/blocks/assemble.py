"""From typed chunks to the tree: sections, blocks, notes, anchors by position."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.model.document import Block, Note, NoteRef, PageMark, Section, TableCell
from cefu.model.language import ORIGINAL
from cefu.model.line import BLANKS
from cefu.model.traced import Traced, concat
from cefu.structure.blocks.levels import heading_ranks
from cefu.structure.blocks.tables import figure_text, table_text
from cefu.structure.blocks.typed import Typed
from cefu.structure.ledger import Claim
from cefu.structure.lines.spacing import join_lines
from cefu.structure.notes.dangling import NO_NOTE, NOTELESS, dangling_marks
from cefu.structure.notes.references import RawNote, Reference, find_references
from cefu.structure.wording.numbering import numbered


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
    sections = _Sections([o.typed for o in opened])
    claims: list[Claim] = []
    blocks: list[Block] = []
    refs_to: dict[int, list[str]] = {}
    pages = sorted(labels.items())
    page: str | None = None
    turned = 0
    running = tables = figures = 0
    titles = 0
    for opened_block, refs in zip(opened, references, strict=True):
        item = opened_block.typed
        if item.type == "heading":
            block_id, level, section = sections.open(item, opened_block.text.text)
        else:
            section, level = sections.current, 0
            if item.type == "title":
                titles += 1
                block_id = "title" if titles == 1 else f"title-{titles}"
            elif item.type == "table":
                tables += 1
                block_id = f"t{tables}"
            elif item.type == "figure":
                figures += 1
                block_id = f"f{figures}"
            else:
                running += 1
                block_id = f"p{running}"
        text, note_refs, ref_claims = _without_references(opened_block.text, refs)
        for ref in refs:
            if ref.index == NO_NOTE:
                continue
            refs_to.setdefault(ref.index, []).append(block_id)
        marks: list[PageMark] = []
        first_page = page
        last = text.origin[-1] if text.origin else item.chunk.lines[0].start
        while turned < len(pages) and pages[turned][0] <= last:
            offset, label = pages[turned]
            at = _position(text.origin, offset)
            if label:
                marks.append(PageMark(f"page-{label}", label, at))
            page = label or None
            if at == 0:
                first_page = page
            turned += 1
        blocks.append(
            Block(
                block_id,
                section,
                item.type,
                text.text,
                first_page,
                tuple(note_refs),
                tuple(marks),
                level,
                item.mark,
                text.origin,
                tuple(_position(text.origin, chunk.lines[0].start) for chunk in item.more),
                _moved(opened_block.cells, refs),
            )
        )
        claims.append(("text", item.rule, block_id, text.origin))
        if opened_block.mark.text.strip(BLANKS):
            claims.append(("mark", "bullet", block_id, _visible(opened_block.mark)))
        for ref, claim in zip(refs, ref_claims, strict=True):
            rule = NOTELESS if ref.index == NO_NOTE else "note-reference"
            claims.append(("mark", rule, block_id, claim))
    notes = _notes(raw_notes, refs_to, claims)
    return Tree(tuple(sections.all), tuple(_unique_marks(blocks)), notes, claims)


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


def _position(origin: Sequence[int], offset: int) -> int:
    """How many characters stand before source offset ``offset``."""
    low, high = 0, len(origin)
    while low < high:
        middle = (low + high) // 2
        if origin[middle] < offset:
            low = middle + 1
        else:
            high = middle
    return low


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


class _Sections:
    """The stack of open sections; ids tell the position in the tree."""

    def __init__(self, typed: Sequence[Typed]) -> None:
        self.all: list[Section] = []
        self.current = "s0"
        self._stack: list[tuple[float, str]] = []
        self._children: dict[str | None, int] = {}
        self._ranks = iter(heading_ranks(typed))
        headed = typed and typed[0].type == "heading"
        if not headed:
            self.all.append(Section("s0", None, 0, "", {ORIGINAL: ""}))

    def open(self, item: Typed, text: str) -> tuple[str, int, str]:
        """Open a section for a heading: its id, level and section (itself)."""
        rank = next(self._ranks)
        if item.level:
            rank = self._at_level(item.level)
        elif rank and not item.summary and self._stack and self._stack[0][0] == 0:
            self._stack.clear()
        while self._stack and self._stack[-1][0] >= rank:
            self._stack.pop()
        parent = self._stack[-1][1] if self._stack else None
        self._children[parent] = self._children.get(parent, 0) + 1
        ordinal = self._children[parent]
        section = f"{parent}-{ordinal}" if parent else f"s{ordinal}"
        self._stack.append((rank, section))
        number = numbered(text)
        mark = text[: number.length] if number and item.mark else ""
        self.all.append(
            Section(section, parent, len(self._stack), mark.strip(), {ORIGINAL: text[len(mark) :]})
        )
        self.current = section
        return section, len(self._stack), section

    def _at_level(self, level: int) -> float:
        """The rank with which a heading stands at ``level``, or as near as the tree allows:
        that of the open section there, or just below the one above."""
        if len(self._stack) >= level:
            return self._stack[level - 1][0]
        return self._stack[-1][0] + 0.5 if self._stack else 0.5
