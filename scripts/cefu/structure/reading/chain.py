"""A chain of labels: the best reading of a whole document, and how sure it is.

Scores add up: what a line's features say for each label, and what each label
says for the one after it.  The best reading is found by dynamic programming
(Viterbi 1967); the margin of a label is what the best reading would lose with
another label in that place (max-marginals).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
#: The score of what cannot be.
NEVER = -1e9


@dataclass(frozen=True)
class Reading:
    """The best label for each line (indices), and for every label of every line
    the score of the best reading that has it, as far below the best one."""

    best: npt.NDArray[np.int64]
    below: Floats

    def margin(self, i: int, others: npt.NDArray[np.bool_]) -> float:
        """What is lost at line ``i`` if one of ``others`` must stand there."""
        return float(-self.below[i][others].max())


def read(
    emissions: Floats,
    transitions: Floats,
    starts: Floats,
    barred: Mapping[int, npt.NDArray[np.bool_]] | None = None,
) -> Reading:
    """The best reading of ``emissions`` (lines × labels).

    ``barred`` maps a line to the pairs (label before × its own) that cannot be there.

    >>> e = np.array([[1.0, 0.0], [0.4, 0.5]])
    >>> t = np.array([[0.0, -1.0], [0.0, 0.0]])
    >>> read(e, t, np.zeros(2)).best.tolist()
    [0, 0]
    >>> barred = {1: np.array([[False, True], [False, False]])}
    >>> [read(e, 0 * t, np.zeros(2), bars).best.tolist() for bars in ({}, barred)]
    [[0, 1], [0, 0]]
    """
    n, k = emissions.shape
    if not n:
        return Reading(np.empty(0, dtype=np.int64), emissions)
    steps = {i: np.where(pairs, NEVER, transitions) for i, pairs in (barred or {}).items()}
    forward = np.empty((n, k))
    origin = np.zeros((n, k), dtype=np.int64)
    forward[0] = starts + emissions[0]
    for i in range(1, n):
        scores = forward[i - 1][:, None] + steps.get(i, transitions)
        origin[i] = scores.argmax(axis=0)
        forward[i] = scores.max(axis=0) + emissions[i]
    backward = np.zeros((n, k))
    for i in range(n - 2, -1, -1):
        step = steps.get(i + 1, transitions)
        backward[i] = (step + (emissions[i + 1] + backward[i + 1])[None, :]).max(axis=1)
    best = np.empty(n, dtype=np.int64)
    best[-1] = forward[-1].argmax()
    for i in range(n - 1, 0, -1):
        best[i - 1] = origin[i][best[i]]
    total = forward[-1].max()
    return Reading(best, forward + backward - total)
