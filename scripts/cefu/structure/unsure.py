"""Places where the reading is not sure: told to keepers, with what else they may be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cefu.model.document import Unsure
from cefu.model.line import Line
from cefu.structure.ledger import Claim
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.notes.dangling import NOTELESS
from cefu.structure.reading.chain import NEVER, Reading
from cefu.structure.reading.columns import columns, names
from cefu.structure.reading.labels import Task
from cefu.structure.reading.shapes import CAPTION
from cefu.structure.reading.tasks import ROLE_LABELS, ROLES
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import Weights

#: By what was decided, the margin below which it is told.  The same margin means more in one
#: decision than in another: of lines taken to go on after a full stop that ends at the edge,
#: the model is sure by 6 and wrong in two of five, while of types it is hardly ever wrong
#: beyond 1.  Each is set where about one place in four is an error, in PDFs never
#: learned from (``scripts/train/calibrate.py``; figures in ``docs/dev/measures.md``).
UNSURE_BELOW: Mapping[str, float] = {
    "body or not": 1.5,
    "goes on after a stop": 8.0,
    "goes on": 1.0,
    "begins after a stop": 1.0,
    "begins": 3.0,
    "type": 0.75,
    "opens as a caption": 4.0,
}
#: What a line may be that opens as captions do: 圖1　水價.
_CAPTIONS = ("caption", "paragraph")
#: How many features are named as reasons.
_REASONS = 3


@dataclass(frozen=True, slots=True)
class Doubt:
    """A line (its index) whose rival label ``other`` is hardly worse, by ``margin``; ``kind``
    is a key of `UNSURE_BELOW`."""

    line: int
    kind: str
    margin: float
    other: int


def margins(reading: Reading) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.int64]]:
    """For each line how far the best reading is ahead of the best one in which the line
    has another label, and that label.

    >>> r = Reading(np.array([1]), np.array([[-2.0, 0.0, -0.5]]))
    >>> [x.tolist() for x in margins(r)]
    [[0.5], [2]]
    """
    below = reading.below.copy()
    rows = np.arange(len(reading.best))
    below[rows, reading.best] = 2 * NEVER
    other = below.argmax(axis=1)
    return -below[rows, other], other


def decided(task: Task, best: int, other: int, after_stop: bool) -> str:
    """What kind of decision it was to call a line ``best`` and not ``other``, a key of
    `UNSURE_BELOW`; '' where both come to the same.  ``after_stop``: the line before ends a sentence.

    >>> from cefu.structure.reading.tasks import BLOCKS
    >>> begins, second, heading, on = (
    ...     BLOCKS.index[label]
    ...     for label in ("begins paragraph", "second paragraph", "begins heading", "on heading")
    ... )
    >>> decided(BLOCKS, second, begins, True), decided(BLOCKS, begins, second, False)
    ('goes on after a stop', 'begins')
    >>> decided(BLOCKS, begins, heading, True), decided(BLOCKS, second, on, True)
    ('type', '')
    """
    if task is ROLES:
        return "body or not" if "body" in (ROLE_LABELS[best], ROLE_LABELS[other]) else ""
    if task.starts(best) != task.starts(other):
        verb = "begins" if task.starts(best) else "goes on"
        return f"{verb} after a stop" if after_stop else verb
    return "type" if task.starts(best) else ""


def doubts(
    task: Task, document: Document, reading: Reading, below: Mapping[str, float] = UNSURE_BELOW
) -> Iterator[Doubt]:
    """The lines of ``document`` where another reading is nearly as good: by less than ``below``.

    Where one other reading takes several lines that follow each other for something else,
    the first of them stands for all.
    """
    ahead, other = margins(reading)
    told = False
    for i in range(len(document.lines)):
        stopped = i > 0 and ends_sentence(document.lines[i - 1].text)
        kind = decided(task, int(reading.best[i]), int(other[i]), stopped)
        if kind == "type" and task.types[reading.best[i]] not in _CAPTIONS:
            kind = "opens as a caption" if CAPTION.match(document.lines[i].text) else kind
        told = told and bool(np.isclose(ahead[i], ahead[i - 1]))
        if kind and ahead[i] < below[kind] and not told:
            told = True
            yield Doubt(i, kind, float(ahead[i]), int(other[i]))


def unsure_places(
    task: Task,
    document: Document,
    reading: Reading,
    weights: Weights,
    pages: Mapping[int, str],
) -> Iterator[Unsure]:
    """The `doubts` about ``document`` as keepers are told them, with the features that decided.

    ``pages`` maps a line's number to the label of its page.
    """
    doubtful = list(doubts(task, document, reading))
    if not doubtful:
        return
    told = names(task)
    asked = columns(task, document)
    for doubt in doubtful:
        best, second = int(reading.best[doubt.line]), doubt.other
        spoke = asked[doubt.line] * (weights.emissions[:, best] - weights.emissions[:, second])
        strongest = np.argsort(-spoke, kind="stable")[:_REASONS]
        line = document.lines[doubt.line]
        yield Unsure(
            line.number,
            pages.get(line.number, ""),
            line.text[:40],
            task.labels[best],
            task.labels[second],
            round(doubt.margin, 2),
            tuple(told[k] for k in strongest if spoke[k] > 0),
        )


def lifted_margins(document: Document, reading: Reading) -> dict[int, float]:
    """By its number, how far each line that was lifted out of the text as furniture or contents
    is from staying in it; lines lifted out for certain are not there."""
    stays = reading.below[:, ROLE_LABELS.index("body")]
    lifted = ("furniture", "contents")
    return {
        line.number: round(float(-stays[i]), 2)
        for i, line in enumerate(document.lines)
        if ROLE_LABELS[int(reading.best[i])] in lifted and stays[i] > NEVER / 2
    }


def noteless_marks(
    claims: Iterable[Claim], lines: Sequence[Line], pages: Mapping[int, str]
) -> Iterator[Unsure]:
    """The marks that were lifted out of the text though no note was found for them."""
    starts = [line.start for line in lines]
    for _, rule, _, offsets in claims:
        if rule == NOTELESS and offsets:
            line = lines[max(0, bisect_right(starts, offsets[0]) - 1)]
            page = pages.get(line.number, "")
            yield Unsure(line.number, page, line.text[:40], "note-reference", "text", 0.0, (rule,))


def page_names(lines: Sequence[Line], begins: Mapping[int, str]) -> dict[int, str]:
    """For each line's number the label of its page: as printed, else its ordinal in brackets."""
    result: dict[int, str] = {}
    label, ordinal = "", 0
    for i, line in enumerate(lines):
        if i in begins:
            ordinal += 1
            label = begins[i] or f"[{ordinal}]"
        result[line.number] = label
    return result
