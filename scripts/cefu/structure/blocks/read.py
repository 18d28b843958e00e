"""Blocks read: the model's labels become chunks with their types.

Input: body lines (no furniture, no notes).  Output: the blocks to be, and for
every line what was decided, how surely, and what else it may be.
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
from cefu.structure.reading.chain import NEVER, read
from cefu.structure.reading.columns import columns, names
from cefu.structure.reading.labels import LABELS, Label
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import Weights, load
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.numbering import BULLET, numbered

#: How many features are named as reasons.
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided of one line.

    ``margin``: how much better the best reading is than the best one in which
    this line has another label, ``other``; in nats, so that 0 is a toss-up.
    ``reasons``: the features that spoke most for ``label`` and against ``other``.
    """

    line: Line
    label: str
    other: str
    margin: float
    reasons: tuple[str, ...]


def read_blocks(
    document: Document, fixed: Mapping[int, Label | str], weights: Weights | None = None
) -> tuple[list[Typed], list[Decision]]:
    """Blocks of ``document`` and the decisions they rest on.

    ``fixed`` is certain evidence: it maps a line to the type of its block, or to
    ``new-block`` or ``join``.
    """
    if not document.lines:
        return [], []
    weights = weights or load()
    asked = columns(document)
    emissions = asked @ weights.emissions
    for i, word in fixed.items():
        emissions[i][~_allowed(str(word))] = NEVER
    reading = read(emissions, weights.transitions, weights.starts)
    labels = [LABELS[k] for k in reading.best]
    decisions = list(_decisions(document, asked, reading.best, reading.below, weights))
    typed = [_typed(document.lines[a:b], labels[a], a in fixed) for a, b in _spans(labels)]
    return mark_summaries(typed), decisions


def _allowed(word: str) -> npt.NDArray[np.bool_]:
    """The labels that a keeper's word leaves."""
    if word in ("new-block", "join"):
        return np.array([label.begins == (word == "new-block") for label in LABELS])
    return np.array([label.type == word for label in LABELS])


def _spans(labels: Sequence[Label]) -> Iterator[tuple[int, int]]:
    starts = [i for i, label in enumerate(labels) if label.begins or i == 0]
    yield from zip(starts, [*starts[1:], len(labels)], strict=True)


def _typed(lines: Sequence[Line], label: Label, fixed: bool) -> Typed:
    """The block that ``lines`` make up."""
    kind: BlockType = label.type
    rule = "hint" if fixed else kind.replace("_", "-")
    if kind == "series_list":
        return _series(lines, rule)
    chunk = Chunk(tuple(lines))
    number = numbered(chunk.text)
    glyph = BULLET.match(lines[0].text)
    strip = glyph.end() if glyph and _strips(kind, chunk, glyph.end()) else 0
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


def _decisions(
    document: Document,
    asked: npt.NDArray[np.float32],
    best: npt.NDArray[np.int64],
    below: npt.NDArray[np.float64],
    weights: Weights,
) -> Iterator[Decision]:
    told = names()
    for i, line in enumerate(document.lines):
        scores = below[i].copy()
        scores[best[i]] = 2 * NEVER
        other = int(scores.argmax())
        spoke = asked[i] * (weights.emissions[:, best[i]] - weights.emissions[:, other])
        strongest = np.argsort(-spoke, kind="stable")[:_REASONS]
        reasons = tuple(told[k] for k in strongest if spoke[k] > 0)
        yield Decision(
            line, str(LABELS[best[i]]), str(LABELS[other]), float(-scores[other]), reasons
        )
