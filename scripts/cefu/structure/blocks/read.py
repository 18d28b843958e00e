"""Blocks read: the model's labels become chunks with their types.

Input: body lines (no furniture, no notes).  Output: the blocks to be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cefu.model.document import BlockType
from cefu.model.line import Line
from cefu.structure.blocks.certain import begins_after_a_stop, goes_on, names_source, numbers_alone
from cefu.structure.blocks.summaries import mark_summaries
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.reading.chain import NEVER, Reading, read
from cefu.structure.reading.columns import scores
from cefu.structure.reading.shapes import FRONT, dash_item, title_goes_on
from cefu.structure.reading.tasks import BLOCK_LABELS, BLOCKS, begins
from cefu.structure.reading.views import Document, View
from cefu.structure.reading.weights import Weights, load
from cefu.structure.wording.agent_names import is_byline, is_organisation
from cefu.structure.wording.headwords import (
    FILE_NUMBER,
    TITLE_LABEL,
)
from cefu.structure.wording.numbering import BULLET, numbered
from cefu.text.written_dates import WRITTEN_DATE

_BYLINE = [kind == "byline" for _, kind in BLOCK_LABELS]
_BEGINS = [begins(label) for label in range(len(BLOCK_LABELS))]
_BEGINS_TITLE = BLOCK_LABELS.index(("begins", "title"))
#: An address, or the number of an issue alone.
_NO_TITLE = re.compile(
    r"https?://|www\.|^[（(]?(?:總?第|Vol\.|No\.)\s*[\d一二三四五六七八九十百]+\s*[期卷號号]?[）)]?$"
)
#: What is submitted to a body, and how the names of such bodies end.
_SUBMITTED = re.compile(r"(?:意見書|意见书|建議書|建议书|陳述書|陈述书)$")
_BODY = re.compile(r"(?:立法會|立法院|議會|议会|委員會|委员会|小組|小组|政府)$")
#: Lines after which, past the first two pages, no title stands.
_TITLE_ZONE = 60
#: Longest name of a body, in characters.
_BODY_NAME = 30
#: Within how many lines below a body's name the title is looked for.
_NEAR = 5


@dataclass(frozen=True)
class Blocks:
    """The blocks to be, and the reading that told them."""

    typed: tuple[Typed, ...]
    reading: Reading | None


def read_blocks(
    document: Document, fixed: Mapping[int, str], weights: Weights | None = None
) -> Blocks:
    """The blocks of ``document``.

    ``fixed`` is certain evidence: it maps a line to the type of its block, or to
    ``new-block``, ``new-paragraph``, ``join``, or ``heading2`` for one at that level.
    """
    if not document.lines:
        return Blocks((), None)
    weights = weights or load(BLOCKS)
    emissions = scores(BLOCKS, document, weights.emissions)
    names = [kind == "title" for _, kind in BLOCK_LABELS]
    for i in range(len(document.lines)):
        if not could_be_title(document.lines, i):
            emissions[i][names] = NEVER
        elif i and title_goes_on(document.lines, i - 1, i):
            emissions[i][_BEGINS_TITLE] = NEVER
        if i and i <= FRONT and dash_item(document.lines[i].text):
            emissions[i][_BYLINE] = NEVER  # a subtitle is set off by a dash
        if i not in fixed and goes_on(View(document, i)):
            emissions[i][_BEGINS] = NEVER
        if i not in fixed and begins_after_a_stop(View(document, i)):
            emissions[i][[not first for first in _BEGINS]] = NEVER
        if i not in fixed and names_source(View(document, i)):
            emissions[i][[label != ("begins", "source_line") for label in BLOCK_LABELS]] = NEVER
    for i in numbers_alone(document):
        emissions[i][[label != ("begins", "heading") for label in BLOCK_LABELS]] = NEVER
    for i, word in fixed.items():
        emissions[i][~_allowed(word)] = 2 * NEVER
    reading = read(emissions, weights.transitions, weights.starts)
    best = reading.best.tolist()
    typed = [
        _typed(document.lines[a:b], BLOCK_LABELS[best[a]][1], fixed.get(a, ""))
        for a, b in _spans(best)
    ]
    return Blocks(tuple(mark_summaries(typed)), reading)


def could_be_title(lines: Sequence[Line], i: int) -> bool:
    """Whether a line can be of the title: no address, no date or issue alone, no number of a file,
    and no body's name shortly above the line that names what is submitted to it.

    >>> from cefu.structure.lines.lines import read_lines
    >>> lines = read_lines("立法會CB(3)710/2026號文件\\n立法會\\n就水價提交之意見書\\n2026年6月\\n")
    >>> [could_be_title(lines, i) for i in range(4)]
    [False, False, True, False]
    """
    text = lines[i].text
    if i > _TITLE_ZONE and lines[i].page > 1:
        return False
    if WRITTEN_DATE.fullmatch(text) or FILE_NUMBER.search(text) or _NO_TITLE.search(text):
        return False
    if len(text) > _BODY_NAME or not (is_organisation(text) or _BODY.search(text)):
        return True
    return not any(_SUBMITTED.search(line.text) for line in lines[i + 1 : i + _NEAR])


def _allowed(word: str) -> npt.NDArray[np.bool_]:
    """The labels that a keeper's word leaves."""
    if word[:-1] == "heading" or word == "new-paragraph":
        kind = "heading" if word[:-1] == "heading" else "paragraph"
        return np.array([label == ("begins", kind) for label in BLOCK_LABELS])
    if word in ("new-block", "join"):
        return np.array([(place == "begins") == (word == "new-block") for place, _ in BLOCK_LABELS])
    return np.array([kind == word for _, kind in BLOCK_LABELS])


def _spans(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    starts = [i for i, label in enumerate(labels) if begins(label) or i == 0]
    yield from zip(starts, [*starts[1:], len(labels)], strict=True)


def _typed(lines: Sequence[Line], kind: BlockType, word: str) -> Typed:
    """The block that ``lines`` make up; ``word`` is what is certain of its first, or ''."""
    rule = "hint" if word else kind.replace("_", "-")
    level = int(word[-1]) if word[:-1] == "heading" else 0
    if kind == "series_list":
        return _series(lines, rule)
    chunk = Chunk(tuple(lines))
    number = numbered(chunk.text)
    glyph = BULLET.match(lines[0].text)
    strip = glyph.end() if glyph and _strips(kind, chunk, glyph.end()) else 0
    named = TITLE_LABEL.match(lines[0].text) if kind == "title" else None
    strip = named.end() if named else strip
    if number is None or kind not in ("heading", "list_item", "title"):
        return Typed(chunk, kind, rule, strip, level=level)
    style = number.style.name if kind == "heading" else ""
    return Typed(chunk, kind, rule, strip, style, number.mark, level=level)


def _strips(kind: BlockType, chunk: Chunk, length: int) -> bool:
    """Whether a glyph at the start of a block is a mark of its kind, and no text."""
    if kind in ("abstract_point", "list_item", "heading"):
        return True
    return kind == "byline" and is_byline(chunk.raw[length:])


def _series(lines: Sequence[Line], rule: str) -> Typed:
    """The titles of a series, one to a line, are one block that keeps its lines."""
    more = tuple(Chunk((line,)) for line in lines[1:])
    return Typed(Chunk((lines[0],)), "series_list", rule, more=more)
