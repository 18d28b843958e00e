"""Normalisation: from the characters of an extracted text to a report's tree.

The order of the rules is the order of this file's imports: lines are read,
furniture and notes lifted out, the rest measured, cut into chunks, classified,
joined, and assembled into sections and blocks; the ledger closes the account.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cefu.model.document import Block, Entry, Note, Section, Unsure
from cefu.model.hints import Hint
from cefu.model.line import Line
from cefu.structure.blocks.assemble import assemble
from cefu.structure.blocks.foot_matter import foot_matter, with_foot_matter
from cefu.structure.blocks.read import read_blocks
from cefu.structure.blocks.tables import stands_apart, with_set_apart
from cefu.structure.blocks.titles import with_title
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.hints import hinted
from cefu.structure.ledger import Claim, make_ledger
from cefu.structure.lines.layout import ends_sentence, measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.lines.pages import Pagination, body_page_starts
from cefu.structure.notes.notes import NoteLines
from cefu.structure.notes.references import plain_label, read_marks
from cefu.structure.reading.tasks import BLOCKS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import load
from cefu.structure.received import received_verdicts
from cefu.structure.sides import BESIDE, read_sides
from cefu.structure.unsure import lifted_margins, noteless_marks, page_names, unsure_places
from cefu.text.ordinary import ordinary

#: A line of nothing but marks in brackets.
_BRACKETED = re.compile(r"(?:[\[［]\d{1,3}[\]］])+")


@dataclass(frozen=True, slots=True)
class Normalised:
    """The tree of one report, before bibliography and permanent anchors."""

    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    ledger: tuple[Entry, ...]
    #: where the reading was not sure
    unsure: tuple[Unsure, ...] = ()
    #: by its number, the margin by which a line was lifted out; not there: for certain
    lifted: Mapping[int, float] = field(default_factory=dict)


def normalise(source: str, hints: Sequence[Hint] = (), received: Sequence[Line] = ()) -> Normalised:
    """The tree that a careful editor would make of ``source``.

    ``source`` is the text layer, ``received`` its lines where the document knows
    them (otherwise they are read from the text).  Raises ``CefuError`` where a hint finds no
    line or more than one.

    >>> tree = normalise("題目\\n\\n壹、前言\\n\\n北韓於 2018 年表示願意棄核，局勢\\n\\n因而緩和。\\n")
    >>> [(b.id, b.type, b.text) for b in tree.blocks]  # doctest: +NORMALIZE_WHITESPACE
    [('title', 'title', '題目'), ('s1', 'heading', '壹、前言'),
     ('p1', 'paragraph', '北韓於2018年表示願意棄核，局勢因而緩和。')]
    """
    said = hinted([shown(line) for line in received or read_lines(source)], hints)
    tables = [line for line in said.lines if stands_apart(line)]
    around = _around(said.lines, said.verdicts)
    lines = [x for x in said.lines if not stands_apart(x) and x.start not in around]
    verdicts = received_verdicts(lines) | {
        i: said.verdicts[line.start] for i, line in enumerate(lines) if line.start in said.verdicts
    }
    sides = read_sides(lines, verdicts)
    pages, lifted = sides.pages, sides.notes
    body = [i for i in range(len(lines)) if i not in pages.furniture and i not in lifted.taken]
    foot = [i for i in foot_matter(sides.document, body) if i not in verdicts]
    body = [i for i in body if i not in set(foot)]
    body_lines = [lines[i] for i in body]
    starts = body_page_starts(body, pages)
    marks = set(_raised_marks(body_lines, lifted))
    kept = [k for k in range(len(body)) if k not in marks]
    place = {k: n for n, k in enumerate(kept)}
    document = Document(
        [body_lines[k] for k in kept],
        measure_layout([body_lines[k] for k in kept]),
        frozenset(place[k] for k in starts if k in place),
    )
    fixed = {
        place[k]: verdicts[i]
        for k, i in enumerate(body)
        if i in verdicts and verdicts[i] not in BESIDE and k in place
    }
    blocks = read_blocks(document, fixed)
    titled = with_title(blocks.typed, document.body_size, said.verdicts)
    typed = _with_marks(titled, [body_lines[k] for k in sorted(marks)])
    typed = with_foot_matter(typed, sides.document, foot)
    typed = with_set_apart(typed, tables)
    names = page_names(lines, pages.begins)
    doubts = list(unsure_places(ROLES, sides.document, sides.reading, load(ROLES), names))
    if blocks.reading is not None:
        doubts += unsure_places(BLOCKS, document, blocks.reading, load(BLOCKS), names)
    labels = {lines[i].start: label for i, label in pages.begins.items()}
    tree = assemble(typed, lifted.notes, labels, lifted.spans)
    doubts += noteless_marks(tree.claims, said.lines, names)
    unsure = tuple(sorted(doubts, key=lambda place: place.line))
    claims = [*tree.claims, *_furniture_claims(lines, pages, lifted)]
    claims += [("furniture", "hint", "", line.traced.origin) for line in around.values()]
    ledger = make_ledger(source, claims)
    margins = lifted_margins(sides.document, sides.reading)
    return Normalised(tree.sections, tree.blocks, tree.notes, ledger, unsure, margins)


def _around(lines: Sequence[Line], said: Container[int]) -> dict[int, Line]:
    """Lines by offset that a document without pages says are the site around it: they tell
    nothing of the text, not even where they repeat it.  A keeper's word takes one back."""
    if not lines or lines[-1].page:
        return {}
    return {
        line.start: line
        for line in lines
        if line.role in ("furniture", "hidden") and line.start not in said
    }


def shown(line: Line) -> Line:
    """``line`` with the ordinary characters that its page shows for radicals."""
    plain = ordinary(line.raw)
    return line if plain == line.raw else replace(line, raw=plain)


def _raised_marks(lines: Sequence[Line], lifted: NoteLines) -> Iterator[int]:
    """Reference marks that an extraction put on a line of their own.

    The line is nothing but the label of a note, and what follows shows that
    the sentence goes on or was over.
    """
    labels = {plain_label(note.label) for note in lifted.notes}
    for k in range(1, len(lines)):
        text = lines[k].text
        if _BRACKETED.fullmatch(text) and not lines[k - 1].role:
            yield k
            continue
        if len(text) > 5 or not labels:
            continue
        marks = list(read_marks("。" + text))
        if len(marks) == 1 and marks[0].end == len(text) + 1 and marks[0].label in labels:
            after = lines[k + 1].text if k + 1 < len(lines) else ""
            if ends_sentence(lines[k - 1].text) or (after and after[0] in "，。、；：！？」』）"):
                yield k


def _with_marks(typed: Sequence[Typed], marks: Sequence[Line]) -> list[Typed]:
    """``typed`` with each lone reference mark at the end of the block it stands in."""
    result = list(typed)
    for mark in marks:
        k = max(
            (k for k, item in enumerate(result) if item.chunk.lines[0].start < mark.start),
            default=0,
        )
        lines = sorted((*result[k].chunk.lines, mark), key=lambda line: line.start)
        result[k] = replace(result[k], chunk=Chunk(tuple(lines)))
    return result


def _furniture_claims(
    lines: Sequence[Line], pages: Pagination, lifted: NoteLines
) -> Iterator[Claim]:
    for i, furniture in pages.furniture.items():
        yield ("furniture", furniture.rule, furniture.label, lines[i].traced.origin)
    for i, rule in lifted.dropped.items():
        if i not in pages.furniture:
            yield ("furniture", rule, "", lines[i].traced.origin)
