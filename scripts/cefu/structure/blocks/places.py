"""Where blocks stand in the tree: ids by kind, sections by heading, pages by their marks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from cefu.model.document import BlockType, PageMark, Section
from cefu.model.language import ORIGINAL
from cefu.structure.blocks.levels import heading_ranks
from cefu.structure.blocks.typed import Typed
from cefu.structure.wording.numbering import numbered


@dataclass(frozen=True, slots=True)
class Place:
    """A block's place in the tree: its id, its section, and its level if it is a heading."""

    id: str
    section: str
    level: int


class BlockIds:
    """The ids of blocks that are no headings; they count by kind: p1, p2, t1, f1, title."""

    _LETTERS: ClassVar[Mapping[str, str]] = {"title": "title-", "table": "t", "figure": "f"}

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def next(self, kind: BlockType) -> str:
        """The id of the next block of this kind.

        >>> ids = BlockIds()
        >>> [ids.next(k) for k in ("title", "paragraph", "list_item", "table", "title")]
        ['title', 'p1', 'p2', 't1', 'title-2']
        """
        letter = self._LETTERS.get(kind, "p")
        self._counts[letter] += 1
        told = f"{letter}{self._counts[letter]}"
        return "title" if told == "title-1" else told


class Sections:
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

    def open(self, item: Typed, text: str) -> Place:
        """Open a section for a heading, which has its id."""
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
        return Place(section, section, len(self._stack))

    def _at_level(self, level: int) -> float:
        """The rank with which a heading stands at ``level``, or as near as the tree allows:
        that of the open section there, or just below the one above."""
        if len(self._stack) >= level:
            return self._stack[level - 1][0]
        return self._stack[-1][0] + 0.5 if self._stack else 0.5


class Pages:
    """The printed pages, turned as blocks are read in order."""

    def __init__(self, labels: Mapping[int, str]) -> None:
        self._left = deque(sorted(labels.items()))
        self._page: str | None = None

    def turn(self, origin: Sequence[int], last: int) -> tuple[str | None, tuple[PageMark, ...]]:
        """The label of the page on which a block begins, and the marks of the pages that
        begin in it.  ``origin``: the source offsets of its characters; ``last``: of its last."""
        first = self._page
        marks: list[PageMark] = []
        while self._left and self._left[0][0] <= last:
            offset, label = self._left.popleft()
            at = position(origin, offset)
            if label:
                marks.append(PageMark(f"page-{label}", label, at))
            self._page = label or None
            if at == 0:
                first = self._page
        return first, tuple(marks)


def position(origin: Sequence[int], offset: int) -> int:
    """How many characters stand before source offset ``offset``."""
    return bisect_left(origin, offset)
