"""Documents that flow: their paragraphs are known, their pages and places are not.

A paragraph is one line of the text layer, and its ``group`` says that it is a
block of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cefu.inputs.documents.contents import with_contents_told
from cefu.model.line import BLANKS, CellPlace, Line
from cefu.model.received import Cell, Document, Evidence, Fault, FoundFigure, FoundTable, Kind


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one line with what is known of them; see ``Line`` for each."""

    text: str
    size: float = 0.0
    weight: int = 0
    italic: bool = False
    raised: tuple[tuple[int, int], ...] = ()
    align: str = ""
    indent: float = 0.0

    @property
    def empty(self) -> bool:
        return not self.text.strip(BLANKS)


@dataclass(slots=True)
class Flow:
    """Collects a document's lines, tables and pictures in reading order."""

    kind: Kind
    parts: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    tables: list[FoundTable] = field(default_factory=list)
    figures: list[FoundFigure] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    length: int = 0
    number: int = 1
    page: int = 0
    group: int = 0

    def new_group(self) -> int:
        """A number that no line has yet."""
        self.group += 1
        return self.group

    def line(
        self,
        words: Words,
        role: str = "",
        group: int = 0,
        gap: int = 0,
        cell: CellPlace | None = None,
    ) -> tuple[int, int]:
        """Add a line; where it stands in the text layer."""
        if self.lines:
            self._put("\n" * (gap + 1))
            self.number += gap + 1
        lead = " " * min(40, round(2 * max(0.0, words.indent)))
        raw = lead + words.text
        start = self.length
        self.lines.append(
            Line(
                self.number,
                start,
                raw,
                gap if self.lines else 0,
                False,
                self.page,
                size=words.size,
                weight=words.weight,
                italic=words.italic,
                raised=tuple((a + len(lead), b + len(lead)) for a, b in words.raised),
                align=words.align,
                role=role,
                group=group,
                cell=cell,
            )
        )
        self._put(raw)
        return start + len(lead), start + len(raw)

    def end_page(self) -> None:
        """The next line begins a page."""
        if self.lines and not "".join(self.parts[-1:]).endswith("\f"):
            self._put("\f")
            self.page += 1

    def table(self, rows: list[list[tuple[list[Words], int, int, bool]]]) -> None:
        """Add a table: for each row its cells as (lines, rows, columns, is a header)."""
        cells: list[Cell] = []
        taken: set[tuple[int, int]] = set()
        group = self.new_group()
        for r, row in enumerate(rows):
            c = 0
            for words, down, across, header in row:
                while (r, c) in taken:
                    c += 1
                taken.update((r + i, c + j) for i in range(down) for j in range(across))
                place = CellPlace(r, c, down, across, header)
                spans = tuple(
                    self.line(w, "table", group, cell=place) for w in words if not w.empty
                )
                cells.append(Cell(r, c, spans, down, across, header))
                c += across
        self.tables.append(FoundTable(self.page, tuple(cells)))

    def figure(self, data: bytes, suffix: str, size: tuple[int, int], alt: str = "") -> None:
        """Add a picture, marked in the text by a line without words."""
        start, _ = self.line(Words(""), "figure", self.new_group())
        self.figures.append(FoundFigure(self.page, start, None, data, suffix, *size, alt))

    def document(self, metadata: Mapping[str, Evidence], encoding: str = "utf-8") -> Document:
        """What was collected."""
        return Document(
            self.kind,
            "".join(self.parts),
            tuple(with_contents_told(self.lines)),
            tables=tuple(self.tables),
            figures=tuple(self.figures),
            faults=tuple(self.faults),
            metadata=metadata,
            encoding=encoding,
        )

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
