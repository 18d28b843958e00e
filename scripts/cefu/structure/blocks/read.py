"""Blocks read: the model's labels become chunks with their types.

Input: body lines (no furniture, no notes).  Output: the blocks to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cefu.model.document import BlockType
from cefu.model.line import Line
from cefu.structure.blocks.summaries import mark_summaries
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.reading.chain import NEVER, Reading, read
from cefu.structure.reading.columns import columns
from cefu.structure.reading.tasks import BLOCK_LABELS, BLOCKS, begins
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import Weights, load
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import TITLE_LABEL
from cefu.structure.wording.numbering import BULLET, numbered


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
    ``new-block`` or ``join``.
    """
    if not document.lines:
        return Blocks((), None)
    weights = weights or load(BLOCKS)
    emissions = columns(BLOCKS, document).astype(float) @ weights.emissions
    for i, word in fixed.items():
        emissions[i][~_allowed(word)] = NEVER
    reading = read(emissions, weights.transitions, weights.starts)
    best = reading.best.tolist()
    typed = [
        _typed(document.lines[a:b], BLOCK_LABELS[best[a]][1], a in fixed) for a, b in _spans(best)
    ]
    return Blocks(tuple(mark_summaries(typed)), reading)


def _allowed(word: str) -> npt.NDArray[np.bool_]:
    """The labels that a keeper's word leaves."""
    if word in ("new-block", "join"):
        return np.array([(place == "begins") == (word == "new-block") for place, _ in BLOCK_LABELS])
    return np.array([kind == word for _, kind in BLOCK_LABELS])


def _spans(labels: Sequence[int]) -> Iterator[tuple[int, int]]:
    starts = [i for i, label in enumerate(labels) if begins(label) or i == 0]
    yield from zip(starts, [*starts[1:], len(labels)], strict=True)


def _typed(lines: Sequence[Line], kind: BlockType, fixed: bool) -> Typed:
    """The block that ``lines`` make up."""
    rule = "hint" if fixed else kind.replace("_", "-")
    if kind == "series_list":
        return _series(lines, rule)
    chunk = Chunk(tuple(lines))
    number = numbered(chunk.text)
    glyph = BULLET.match(lines[0].text)
    strip = glyph.end() if glyph and _strips(kind, chunk, glyph.end()) else 0
    named = TITLE_LABEL.match(lines[0].text) if kind == "title" else None
    strip = named.end() if named else strip
    if number is None or kind not in ("heading", "list_item", "title"):
        return Typed(chunk, kind, rule, strip)
    style = number.style.name if kind == "heading" else ""
    return Typed(chunk, kind, rule, strip, style, number.mark)


def _strips(kind: BlockType, chunk: Chunk, length: int) -> bool:
    """Whether a glyph at the start of a block is a mark of its kind, and no text."""
    if kind in ("abstract_point", "list_item", "heading"):
        return True
    return kind == "byline" and is_byline(chunk.raw[length:])


def _series(lines: Sequence[Line], rule: str) -> Typed:
    """The titles of a series, one to a line, are one block that keeps its lines."""
    more = tuple(Chunk((line,)) for line in lines[1:])
    return Typed(Chunk((lines[0],)), "series_list", rule, more=more)
