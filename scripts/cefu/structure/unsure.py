"""Places where the reading is not sure: told to keepers, with what else they may be."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from cefu.model.document import Unsure
from cefu.model.line import Line
from cefu.structure.ledger import Claim
from cefu.structure.notes.dangling import NOTELESS
from cefu.structure.reading.chain import NEVER, Reading
from cefu.structure.reading.columns import columns, names
from cefu.structure.reading.labels import Task
from cefu.structure.reading.views import Document
from cefu.structure.reading.weights import Weights

#: Margins below these are told, for each task: of the lines of six real documents never
#: learned from, 0.8 % and 1.2 % lie below them, together one line in fifty
#: (``scripts/train/calibrate.py``).  About one error in fourteen is among those: the margin
#: of most errors is larger.
UNSURE_BELOW: Mapping[str, float] = {"roles": 3.0, "blocks": 0.1}
#: How many features are named as reasons.
_REASONS = 3


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


def unsure_places(
    task: Task,
    document: Document,
    reading: Reading,
    weights: Weights,
    pages: Mapping[int, str],
    *,
    below: float | None = None,
) -> Iterator[Unsure]:
    """The lines of ``document`` whose margin lies under the threshold (or ``below``).

    ``pages`` maps a line's number to the label of its page.
    """
    limit = UNSURE_BELOW[task.name] if below is None else below
    ahead, other = margins(reading)
    doubtful = [i for i in range(len(document.lines)) if ahead[i] < limit]
    if not doubtful:
        return
    told = names(task)
    asked = columns(task, document)
    for i in doubtful:
        best, second = int(reading.best[i]), int(other[i])
        spoke = asked[i] * (weights.emissions[:, best] - weights.emissions[:, second])
        strongest = np.argsort(-spoke, kind="stable")[:_REASONS]
        line = document.lines[i]
        yield Unsure(
            line.number,
            pages.get(line.number, ""),
            line.text[:40],
            task.labels[best],
            task.labels[second],
            round(float(ahead[i]), 2),
            tuple(told[k] for k in strongest if spoke[k] > 0),
        )


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
