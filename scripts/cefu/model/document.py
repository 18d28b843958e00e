"""A report and its parts: sections, blocks, notes, page marks, the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from cefu.model.language import Names
from cefu.model.line import Box, CellPlace
from cefu.model.received import Fault
from cefu.model.record import Record

BlockType = Literal[
    "title",
    "byline",
    "abstract_point",
    "heading",
    "paragraph",
    "list_item",
    "caption",
    "source_line",
    "series_list",
    "table",
    "figure",
]


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to a note: it stands before ``Block.text[at]``."""

    note: str
    at: int


@dataclass(frozen=True, slots=True)
class Facsimile:
    """The picture of a page as received: ``page`` is its index, ``width`` and ``height`` its
    size in points as shown, ``line`` where on it stands what begins the page in the text.
    """

    page: int
    width: float
    height: float
    line: Box | None = None


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a printed page begins: before ``Block.text[at]``.

    ``id`` is the anchor (``page-14``), ``label`` the page label as printed, or
    the physical page's ordinal in brackets (``[2]``) where none is printed;
    ``facsimile`` is the page's picture, where the keeper has it shown.
    """

    id: str
    label: str
    at: int
    facsimile: Facsimile | None = None


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: ``Block.text[start:end]`` at its place in the grid."""

    place: CellPlace
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its file's name, made of its content, its size in pixels, what it is called.

    ``alt`` is what the document itself says of it, its caption otherwise.
    """

    name: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a report in reading order.

    ``text`` has extraction blanks and note references taken out.  ``origin``
    holds, for each character of ``text``, the source offset it came from.
    ``id`` is the permanent anchor: ``title``, ``s2-1`` for a heading (the id
    of the section it opens), ``t2`` for a table, ``f1`` for a figure, ``p12`` for
    everything else.
    """

    id: str
    section: str
    type: BlockType
    text: str
    page: str | None = None
    notes: tuple[NoteRef, ...] = ()
    marks: tuple[PageMark, ...] = ()
    level: int = 0
    number: str = ""
    origin: Sequence[int] = ()
    #: where a list that is one block breaks its printed lines, before these characters
    breaks: tuple[int, ...] = ()
    #: of a table, whose ``text`` has its cells one after the other, a line end between two
    cells: tuple[TableCell, ...] = ()
    #: of a figure, whose ``text`` has the words inside it, a line end between two
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; ``level`` 1 is directly below the title.

    ``s0`` is the unheaded matter before the first heading.  ``number`` is the
    printed number (``一、``), empty where none is printed; ``title`` has the
    heading without the number.
    """

    id: str
    parent: str | None
    level: int
    number: str
    title: Names


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: ``id`` is its anchor (``n3``), ``label`` the printed mark."""

    id: str
    label: str
    text: str
    refs: tuple[str, ...] = ()
    origin: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One ledger entry: the fate of the source characters ``start:end``.

    ``fate`` is ``text`` (in block ``where``), ``note`` (in note ``where``),
    ``mark`` (a note reference or list glyph, now markup), ``furniture``,
    ``blank`` or ``emended``.  ``rule`` names the rule that decided.
    """

    start: int
    end: int
    fate: Literal["text", "note", "mark", "furniture", "blank", "emended"]
    rule: str
    where: str = ""


@dataclass(frozen=True, slots=True)
class Unsure:
    """A place where the reading of a text was not sure.

    ``line`` counts from 1 in the source, ``page`` is the printed label or ``[2]``, ''
    where unknown.  ``decided`` is what the line was taken for, ``other`` what else it may
    be, ``margin`` how much better the first fits (0: as well), ``reasons`` name the
    features that decided.
    """

    line: int
    page: str
    text: str
    decided: str
    other: str
    margin: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EditorialNote:
    """An archive keeper's note on a printed error: ``block`` text ``start:end``."""

    id: str
    block: str
    start: int
    end: int
    note: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader of the address ``anchor`` is to be told: its text was ``changed``, is
    there ``partly``, was ``joined`` to another, is ``gone`` or ``unsure``; ``date`` (EDTF,
    may be empty) says when, ``words`` what stood there, ``maybe`` where it may be instead.
    """

    anchor: str
    fate: str
    date: str = ""
    words: str = ""
    maybe: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One normalised report.

    ``source_file`` and ``sha256`` tell the bytes it was made from,
    ``source_text`` is those bytes decoded, ``encoding`` how.
    """

    id: str
    record: Record
    source_file: str
    sha256: str
    encoding: str
    source_text: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    ledger: tuple[Entry, ...]
    editorial: tuple[EditorialNote, ...] = ()
    keywords: tuple[str, ...] = ()
    #: what is wrong with the document as received, for readers and keepers
    faults: tuple[Fault, ...] = ()
    #: where the reading was not sure
    unsure: tuple[Unsure, ...] = ()
    #: by its number, the margin by which a line was lifted out of the text; not there: for certain
    lifted: Mapping[int, float] = field(default_factory=dict)
    #: the files of its figures, by name
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    #: old anchor -> the surviving anchor it redirects to (from the lock file)
    redirects: Mapping[str, str] = field(default_factory=dict)
    #: by anchor, living or not, what has happened to its text since it was published
    told: Mapping[str, Told] = field(default_factory=dict)
    #: the keeper's date of the last change of the text (EDTF), empty where none is given
    changed: str = ""
    #: when it came into the archive (EDTF), empty where the keeper does not say
    added: str = ""
    #: the id of the report that has taken its place, '' where none has
    superseded_by: str = ""
