"""The nouns of the search index: what can be found, and the names it goes by."""

from __future__ import annotations

from dataclasses import dataclass, field

from cefu.model.language import ORIGINAL, Names

#: Types of pieces that head a passage.
HEADINGS = frozenset({"title", "heading"})
#: Types that tell of the text in the keeper's words and are no text themselves.
TOLD = frozenset({"gist"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a passage: ``id`` is its anchor, ``type`` its block type.

    ``lang`` is the BCP 47 tag of ``text``; an English heading or abstract is one
    more piece beside the original.  A ``gist`` (of a date, or of the whole block) tells in English what the block says
    and is found by its words, not to the letter.  No hit reaches from one piece into
    another.
    """

    id: str
    type: str
    text: str
    lang: str = ORIGINAL


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a block: ``edtf`` is the date that its ``words`` were resolved to."""

    block: str
    words: str
    edtf: str


@dataclass(frozen=True, slots=True)
class Source:
    """The report a passage belongs to; ``date`` is EDTF and begins with the year.

    ``url`` is the report's address below the site's root (``reports/<id>/``).
    ``publisher`` is the name as printed; ``house``, if told, what it is counted under;
    ``authors`` are all who are responsible for it, whatever their part.
    """

    id: str
    url: str
    title: Names
    date: str = ""
    publisher: Names = field(default_factory=dict)
    house: Names = field(default_factory=dict)
    authors: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A section as search sees it: one passage is one hit.

    ``path`` is the heading path from the top down, the section's own heading
    last; ``url`` its address below the site's root (``reports/<id>/#s2-1``).
    ``pieces`` stand in reading order and include the heading itself, ``told`` are the
    dated statements made in them.
    """

    report: Source
    section: str
    url: str
    path: tuple[Names, ...]
    pieces: tuple[Piece, ...]
    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A surface form of a name; inside one of ``not_in`` it is not that name.

    A form that is not ``sought`` is understood when typed, but texts that have
    it are not found by the record's other forms, where it may mean something else;
    unless none of those occurs in any text.  A form that is not ``understood`` is
    found by the others and asks for a narrower record when typed.
    """

    text: str
    not_in: tuple[str, ...] = ()
    sought: bool = True
    understood: bool = True


@dataclass(frozen=True, slots=True)
class VariantSet:
    """An authority record as search sees it: forms that find each other.

    ``id``, ``names`` (preferred, per language) and ``url`` (empty where the
    record has no page) are shown; ``forms`` are searched.  ``facet`` says
    whether readers may narrow a result to the passages that mention it;
    ``described`` is its description in English, by the words of which the record
    (not what mentions it) is found; ``sounds`` are names by whose sound it is found too,
    however a reader romanises them (`cefu.outputs.search.sounds`).
    """

    id: str
    names: Names
    forms: tuple[Form, ...]
    url: str = ""
    facet: bool = True
    described: str = ""
    sounds: tuple[str, ...] = ()
