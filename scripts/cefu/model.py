"""The nouns of the pipeline, documented where they are declared.

Everything flows one way::

    sources -> Lines -> Report (sections, blocks, notes, pages, ledger)
            -> Archive (reports + authority records + mentions + statements)
            -> pages, open data, search index

All offsets are counted in code points.  A *source offset* counts in the
decoded text of the source file; a *block offset* counts in ``Block.text``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Lang = Literal["zh-Hant", "zh-Hans", "en"]
#: A text in the languages it is known in, keyed by BCP 47 tag.
Names = Mapping[str, str]

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
]


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A reference to a note: it stands before ``Block.text[at]``."""

    note: str
    at: int


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a printed page begins: before ``Block.text[at]``.

    ``id`` is the anchor (``page-14``), ``label`` the page label as printed, or
    the physical page's ordinal in brackets (``[2]``) where none is printed.
    """

    id: str
    label: str
    at: int


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a report in reading order.

    ``text`` has extraction blanks and note references taken out.  ``origin``
    holds, for each character of ``text``, the source offset it came from.
    ``id`` is the permanent anchor: ``title``, ``s2-1`` for a heading (the id
    of the section it opens), ``p12`` for everything else.
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
class EditorialNote:
    """An archive keeper's note on a printed error: ``block`` text ``start:end``."""

    id: str
    block: str
    start: int
    end: int
    note: Names
    reason: str


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body responsible for a report, as the report prints it."""

    name: Names
    role: Literal["author", "editor", "convenor", "contributor"] = "author"
    affiliation: Names = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """The bibliographic record of a report (see ``sources/README.md``).

    ``date`` is EDTF, empty where unknown.  ``inferred`` maps a field's name to
    the reason why a value that the text does not print is given all the same.
    ``identifiers`` maps a scheme (``doi``) to its value.  ``kind`` is the CSL
    type: ``report``, ``article-journal`` or ``chapter``.
    """

    title: Names
    authors: tuple[Agent, ...] = ()
    publisher: Names = field(default_factory=dict)
    series: Names = field(default_factory=dict)
    container: Names = field(default_factory=dict)
    issue: str = ""
    pages: str = ""
    date: str = ""
    language: str = "zh-Hant"
    kind: str = "report"
    rights: Names = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    abstract: Names = field(default_factory=dict)
    inferred: Mapping[str, str] = field(default_factory=dict)
    original_file: str = ""


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
    #: old anchor -> the surviving anchor it redirects to (from the lock file)
    redirects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mention:
    """A variant name of actor ``actor`` at ``report``/``block`` text ``start:end``."""

    actor: str
    report: str
    block: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated statement of a report (design: ``timeline.json``).

    ``edtf`` is the date in EDTF (ISO 8601-2); ``surface`` the date's words at
    ``block`` text ``start:end``; ``quote`` the clause or sentence it stands in.
    """

    id: str
    edtf: str
    surface: str
    quote: str
    resolution: Literal["absolute", "year_from_context", "month_from_context", "relative"]
    kind: Literal["event", "reference"]
    planned: bool
    report: str
    block: str
    start: int
    end: int
    actors: tuple[str, ...] = ()
    event: str = ""
    gist: Names = field(default_factory=dict)
