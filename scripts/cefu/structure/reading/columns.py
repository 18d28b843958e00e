"""Features as columns of numbers: their own answers, their neighbours', their products."""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.labels import Task
from cefu.structure.reading.views import Document, View


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
    around, pairs = _plan(task)
    n = len(document.lines)
    own = np.zeros((n, len(task.features)), dtype=np.float32)
    for i in range(n):
        view = View(document, i)
        own[i] = [f.ask(view) for f in task.features]
    near = own[:, around]
    above = np.zeros_like(near)
    above[1:] = near[:-1]
    below = np.zeros_like(near)
    below[:-1] = near[1:]
    left, right = np.array(pairs, dtype=int).reshape(-1, 2).T
    products = own[:, left] * own[:, right]
    return np.hstack([np.ones((n, 1), dtype=np.float32), own, above, below, products])
