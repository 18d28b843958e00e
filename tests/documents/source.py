"""Nouns of the corpus: a document as its author has it, and the truth told from it.

A :class:`Document` is what a typesetter is given.  :func:`truth` says what a
careful editor must get back.  It is made from the document alone, never from a
typeset page, so it cannot share a reader's errors.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

#: kind of a source block -> (type in the truth, other types that count as right)
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "title": ("title", ()),
    "subtitle": ("title", ("heading",)),
    "byline": ("byline", ()),
    "date": ("byline", ("paragraph", "source_line", "furniture")),
    "letterhead": ("furniture", ("byline", "paragraph")),
    "addressee": ("byline", ("paragraph", "furniture")),
    "imprint": ("byline", ("paragraph", "source_line", "furniture")),
    "signature": ("byline", ("paragraph",)),
    "keywords": ("paragraph", ("byline", "source_line")),
    "point": ("abstract_point", ("list_item",)),
    "heading": ("heading", ()),
    "paragraph": ("paragraph", ()),
    "question": ("paragraph", ("heading", "list_item")),
    "list_item": ("list_item", ()),
    "caption": ("caption", ()),
    "source_line": ("source_line", ()),
    "series_list": ("series_list", ("list_item", "paragraph")),
    "table": ("table", ()),
    "figure": ("figure", ()),
}

REFERENCE = re.compile(r"\[\^([^\]]+)\]")
BULLET = re.compile(r"^[•●■◆▪○–◎※*-](?=\s)\s*")


@dataclass(frozen=True)
class Block:
    """A block of a document; ``text`` refers to note ``k`` as ``[^k]``.

    ``boxed`` blocks stand in a ruled box, ``aside`` ones in a sidebar; ``label`` is
    what hangs before a list item and belongs to its text (「（一）」) unless it is a
    bullet.  ``rows`` are a table's cells, the first its header; ``marks`` the words
    inside a figure.  ``lead`` (a length in characters) is set bold at the start.
    """

    kind: str
    text: str = ""
    level: int = 0
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    marks: tuple[str, ...] = ()
    boxed: bool = False
    aside: bool = False
    lead: int = 0
    accept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Document:
    """A document before it is set: its record as printed, its blocks, its notes.

    ``short`` is what stands in running heads; ``contents`` asks for a table of
    contents after the front matter, with page numbers (``numbers``) or without
    (``plain``).
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    notes: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    date: str | None = None
    lang: str = "zh-Hant"
    short: str = ""
    contents: str = ""


def squeeze(text: str) -> str:
    """Take out blanks but a single one between Latin words.

    >>> squeeze("於 2018 年　由 Anna  Lind 率團")
    '於2018年由Anna Lind率團'
    """
    text = re.sub(r"[\s\u3000]+", " ", text).strip()
    return re.sub(r"(?<![!-~”’]) | (?![!-~“‘])", "", text)


def printed(block: Block) -> str:
    """Text of ``block`` with its label, references taken out, blanks as in the truth.

    >>> printed(Block("list_item", "檢討[^1]水價。", label="（一）"))
    '（一）檢討水價。'
    >>> printed(Block("list_item", "檢討水價。", label="• "))
    '檢討水價。'
    """
    whole = f"{block.label} {block.text}" if block.label else block.text
    return squeeze(REFERENCE.sub("", BULLET.sub("", whole)))


def told(block: Block) -> dict[str, Any]:
    """The truth of one block; what may be lifted out as furniture is optional.

    >>> told(Block("heading", "背景[^3]", level=1))
    {'type': 'heading', 'text': '背景', 'level': 1, 'notes': ['3']}
    """
    kind, accept = KINDS[block.kind]
    entry: dict[str, Any] = {"type": kind, "text": printed(block)}
    if kind == "heading":
        entry["level"] = block.level
    entry["notes"] = REFERENCE.findall(block.text)
    if block.accept or accept:
        entry["accept"] = list(block.accept or accept)
    if "furniture" in (kind, *entry.get("accept", [])):
        entry["optional"] = True
    if block.marks:
        entry["marks"] = [squeeze(mark) for mark in block.marks]
    return entry


def edtf(printed: str) -> str:
    """EDTF of a date as the genres print it; a year below 1000 counts from 1911 (民國).

    >>> edtf("2016年3月5日"), edtf("民國 95 年 03 月 05 日"), edtf("2017 年 11 月")
    ('2016-03-05', '2006-03-05', '2017-11')
    >>> edtf("12 May 2019")
    '2019-05-12'
    """
    if english := re.fullmatch(r"(\d+) May (\d{4})", printed):
        return f"{english[2]}-05-{int(english[1]):02d}"
    year, *rest = map(int, re.findall(r"\d+", printed))
    return "-".join([str(year + (1911 if year < 1000 else 0)), *(f"{n:02d}" for n in rest)])


def truth(document: Document, house: str, typesetter: str, furniture: list[str]) -> dict[str, Any]:
    """What must be read back from ``document`` set in ``house`` by ``typesetter``.

    ``furniture`` are the strings around the text; ``{page}`` and ``{pages}`` stand
    for numbers.  Labels of notes are their ordinals: where a house restarts its marks
    on each page the printed ones depend on the page, so notes are compared by text.
    """
    return {
        "house": house,
        "typesetter": typesetter,
        "title": squeeze(document.title),
        "lang": document.lang,
        "record": {
            "authors": list(document.authors),
            "publisher": document.publisher,
            "date": document.date,
            "edtf": edtf(document.date) if document.date else None,
        },
        "blocks": [told(b) for b in document.blocks],
        "notes": [{"label": k, "text": squeeze(v)} for k, v in document.notes.items()],
        "furniture": [squeeze(f) for f in furniture],
        "tables": [
            [[squeeze(cell) for cell in row] for row in b.rows]
            for b in document.blocks
            if b.kind == "table"
        ],
    }
