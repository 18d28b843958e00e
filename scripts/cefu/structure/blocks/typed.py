"""The nouns of this room: the lines of one block to be, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cefu.model.document import BlockType
from cefu.model.line import Line
from cefu.structure.lines.spacing import join_lines


@dataclass(frozen=True)
class Chunk:
    """The lines of one block."""

    lines: tuple[Line, ...]

    @cached_property
    def raw(self) -> str:
        """The lines one after the other, with their blanks."""
        return "".join(line.words for line in self.lines)

    @cached_property
    def text(self) -> str:
        """The text as it will stand in the block: words whatever their spacing."""
        return join_lines([line.traced for line in self.lines]).text

    @cached_property
    def plain(self) -> str:
        """The text without any blank, to compare with words."""
        return "".join(line.plain for line in self.lines)


@dataclass(frozen=True, slots=True)
class Typed:
    """A chunk with its type.  ``strip`` characters at its start are a glyph,
    not text; ``style`` is the numbering style of a heading; ``rule`` says why."""

    chunk: Chunk
    type: BlockType
    rule: str
    strip: int = 0
    style: str = ""
    mark: str = ""
    more: tuple[Chunk, ...] = ()
    #: part of a summary that has numbered headings of its own
    summary: bool = False
    #: of a heading whose level a keeper says, from 1
    level: int = 0
