"""What was received: a document's text layer, its lines, and what it says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from cefu.model.line import Box, Line

Kind = Literal["txt", "pdf", "docx", "html", "md"]


class PageSize(NamedTuple):
    """A page in points as it is shown, and the label the document gives it."""

    width: float
    height: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A value and where it was read: ``where`` is a place (``PDF metadata``)."""

    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the document that a reader must know of.

    ``code`` names the kind, ``page`` counts from 1 (0: the whole document),
    ``line`` is the line's number (0: none), ``count`` how many characters or
    places, ``problem`` and ``remedy`` say it in words.  ``sample`` shows it.
    """

    code: str
    page: int
    line: int
    count: int
    problem: str
    remedy: str
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: where it stands in the grid, and its words.

    ``spans`` are source offsets, one for each of the cell's lines in order.
    """

    row: int
    column: int
    spans: tuple[tuple[int, int], ...]
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table: ``page`` is an index; ``box`` where it stands, if that is known."""

    page: int
    cells: tuple[Cell, ...]
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A picture of the document.

    ``start`` is the source offset before which it stands in reading order;
    ``spans`` are the source offsets of words set inside it (labels of axes).
    ``file`` is a file name by content, ``data`` the picture's bytes (WebP or as
    received), ``width`` and ``height`` its pixels.
    """

    page: int
    start: int
    box: Box | None
    data: bytes
    suffix: str
    width: int
    height: int
    alt: str = ""
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document as read.

    ``text`` is its whole text layer in reading order: lines end with ``\\n``,
    pages with ``\\f``.  ``lines`` are its lines that are not blank, ``start``
    counting in ``text``.  ``metadata`` is what the file says of itself.
    """

    kind: Kind
    text: str
    lines: tuple[Line, ...] = ()
    pages: tuple[PageSize, ...] = ()
    tables: tuple[FoundTable, ...] = ()
    figures: tuple[FoundFigure, ...] = ()
    faults: tuple[Fault, ...] = ()
    metadata: Mapping[str, Evidence] = field(default_factory=dict)
    encoding: str = "utf-8"
