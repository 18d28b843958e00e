"""A line of a document: its words, and what is known of how they are set.

A line of a PDF knows where it stands, in which size and face, and what of it is
raised; a line of a plain text is the same thing with less evidence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from unicodedata import east_asian_width

from cefu.model.traced import Traced

#: Characters that are blank for our purposes: Unicode white space, controls,
#: and the zero-width, soft-hyphen and direction marks that extraction leaves.
_RANGES = ((0x00, 0x20), (0x7F, 0xA0), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F))
BLANKS = "\xad\u1680\u3000\ufeff" + "".join(
    chr(c) for first, last in _RANGES for c in range(first, last + 1)
)
_BLANK_RUN = re.compile(f"[{re.escape(BLANKS)}]+")
_NOISE = re.compile(r"(?<=[^\x00-\x7f]) {1,2}(?=\S)|(?<=\S) {1,2}(?=[^\x00-\x7f])")


def width(text: str) -> int:
    """Columns on a fixed grid: full-width characters count two, others one.

    >>> width("2018年 6月")
    10
    """
    if text.isascii():
        return len(text)
    if len(text) > 4000:  # a joined paragraph: no longer a question of columns
        return 2 * len(text)
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


class Box(NamedTuple):
    """A rectangle in points, ``y`` growing downwards from the page's top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.y1 - self.y0

    def around(self, other: Box) -> Box:
        """The smallest box that holds both.

        >>> Box(0, 0, 1, 1).around(Box(2, 2, 3, 3))
        Box(x0=0, y0=0, x1=3, y1=3)
        """
        return Box(
            min(self.x0, other.x0),
            min(self.y0, other.y0),
            max(self.x1, other.x1),
            max(self.y1, other.y1),
        )

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.x0 <= x <= self.x1 and self.y0 <= y <= self.y1


class CellPlace(NamedTuple):
    """A cell's place in its table, how far it spans, and whether it is a header."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True)
class Line:
    """One physical line.

    ``number`` counts from 1; ``start`` is the source offset of ``raw``, which
    has no line end.  ``gap`` is the number of empty lines before it, ``void``
    tells whether one of those held blanks (an empty paragraph in a word
    processor).  ``page`` is the index of the physical page; of a plain text it
    is known only where the extraction kept form feeds.

    What follows ``loose`` is known only of documents that say so; the default
    of each field means *unknown*.
    """

    number: int
    start: int
    raw: str
    gap: int
    void: bool
    page: int
    #: ``raw`` before this line's blank-only neighbour, a footnote rule of blanks
    rule_before: bool = False
    #: single blanks between Han are an extraction's noise, not columns
    loose: bool = False
    #: around the glyphs of the line, without its blanks
    box: Box | None = None
    #: the size most of the line is set in, in points
    size: float = 0.0
    #: 400 or 700
    weight: int = 0
    face: str = ""
    italic: bool = False
    #: fill colour as 0xRRGGBB, -1 where unknown
    color: int = -1
    #: spans of ``raw`` set raised, or markedly smaller above the base line
    raised: tuple[tuple[int, int], ...] = ()
    #: the column of text that the line stands in: counts the areas of the page
    #: in reading order, so that two lines of one column have the same number
    column: int = 0
    #: left and right edge of that column
    column_edges: tuple[float, float] | None = None
    #: the level (from 1) of the bookmark that leads here
    outline: int = 0
    #: what the document itself says that the line is: ``heading1`` … ``heading6``,
    #: ``title``, ``paragraph``, ``item``, ``table``, ``note``, ``caption``,
    #: ``figure``, ``contents``, ``furniture``; ``hidden`` lies outside the page shown
    role: str = ""
    #: of two lines with a ``group`` (not 0): the same number is one block, another
    #: number another block, for certain
    group: int = 0
    #: ``left``, ``center`` or ``right``, where the document says so
    align: str = ""
    #: the cell that the line stands in; the lines of one table have one ``group``
    cell: CellPlace | None = None

    @cached_property
    def text(self) -> str:
        return self.raw.strip(BLANKS)

    @cached_property
    def plain(self) -> str:
        """``text`` without any blank, to compare words whatever their spacing."""
        return _BLANK_RUN.sub("", self.text)

    @cached_property
    def words(self) -> str:
        """``text`` without the blanks that are known for noise."""
        return _NOISE.sub("", self.text) if self.loose else self.text

    @cached_property
    def lead(self) -> int:
        """Columns of blank before the text."""
        return width(self.raw[: len(self.raw) - len(self.raw.lstrip(BLANKS))])

    @cached_property
    def broken(self) -> bool:
        """Whether one blank stands before the text or its indent: what is left of a
        form feed where those became blanks."""
        return self.lead == 1 or (self.lead in (3, 5) and self.raw[0] == " ")

    @cached_property
    def trailing(self) -> bool:
        """Whether a blank stands after the text: a paragraph mark's trace."""
        return self.raw != self.raw.rstrip(BLANKS)

    @cached_property
    def width(self) -> int:
        return width(self.words)

    @cached_property
    def divided(self) -> bool:
        """Whether the line ends with a soft hyphen, amid a word."""
        return self.raw.rstrip(" \t\r").endswith("\xad")

    @cached_property
    def traced(self) -> Traced:
        """``text`` with where it comes from; a soft hyphen stays at its end, to be joined at."""
        lead = len(self.raw) - len(self.raw.lstrip(BLANKS))
        end = lead + len(self.text)
        soft = self.divided and self.raw[end : end + 1] == "\xad"
        return Traced.at(self.text + "\xad" * soft, self.start + lead)
