"""Features as columns of numbers: their own answers, their neighbours', their products."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.labels import Task
from cefu.structure.reading.views import Document, View

#: Lines whose columns are held at one time.
_AT_ONCE = 2_000


@lru_cache(maxsize=4)
def _plan(task: Task) -> tuple[list[int], list[tuple[int, int]]]:
    """Indices of features that neighbours answer too, and of pairs that are multiplied."""
    around = [k for k, f in enumerate(task.features) if f.around]
    paired = [k for k, f in enumerate(task.features) if f.paired]
    return around, list(combinations(paired, 2))


@lru_cache(maxsize=4)
def names(task: Task) -> tuple[str, ...]:
    """The name of every column."""
    around, pairs = _plan(task)
    own = [f.name for f in task.features]
    above = [f"before: {own[k]}" for k in around]
    below = [f"after: {own[k]}" for k in around]
    products = [f"{own[a]} & {own[b]}" for a, b in pairs]
    return ("always", *own, *above, *below, *products)


def singles(task: Task) -> int:
    """How many columns are no products; they come first."""
    return 1 + len(task.features) + 2 * len(_plan(task)[0])


def columns(task: Task, document: Document) -> npt.NDArray[np.float32]:
    """One row for each line of ``document``, one column for each of ``names(task)``."""
    return _rows(task, _answers(task, document), 0, len(document.lines))


def scores(
    task: Task, document: Document, weights: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """``columns`` times ``weights``, some lines at a time: all columns of a book's lines
    would take hundreds of megabytes."""
    own = _answers(task, document)
    n = len(document.lines)
    parts = [
        _rows(task, own, start, min(start + _AT_ONCE, n)).astype(float) @ weights
        for start in range(0, max(n, 1), _AT_ONCE)
    ]
    return np.vstack(parts)


def _answers(task: Task, document: Document) -> npt.NDArray[np.float32]:
    """What each feature answers of each line, with a line of none at either end."""
    n = len(document.lines)
    own = np.zeros((n + 2, len(task.features)), dtype=np.float32)
    for i in range(n):
        view = View(document, i)
        own[i + 1] = [f.ask(view) for f in task.features]
    return own


def _rows(
    task: Task, answers: npt.NDArray[np.float32], start: int, end: int
) -> npt.NDArray[np.float32]:
    """The columns of the lines from ``start`` to ``end``."""
    around, pairs = _plan(task)
    own = answers[start + 1 : end + 1]
    above, below = answers[start:end, around], answers[start + 2 : end + 2, around]
    left, right = np.array(pairs, dtype=int).reshape(-1, 2).T
    products = own[:, left] * own[:, right]
    return np.hstack([np.ones((end - start, 1), dtype=np.float32), own, above, below, products])
