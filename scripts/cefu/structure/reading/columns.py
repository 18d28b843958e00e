"""Features as columns of numbers: their own answers, their neighbours', their products."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.features import FEATURES
from cefu.structure.reading.views import Document, View

_AROUND = [k for k, f in enumerate(FEATURES) if f.around]
_PAIRED = [k for k, f in enumerate(FEATURES) if f.paired]
_PAIRS = list(combinations(_PAIRED, 2))


def names() -> list[str]:
    """The name of every column."""
    own = [f.name for f in FEATURES]
    above = [f"before: {FEATURES[k].name}" for k in _AROUND]
    below = [f"after: {FEATURES[k].name}" for k in _AROUND]
    pairs = [f"{FEATURES[a].name} & {FEATURES[b].name}" for a, b in _PAIRS]
    return ["always", *own, *above, *below, *pairs]


def singles() -> int:
    """How many columns are no products; they come first."""
    return 1 + len(FEATURES) + 2 * len(_AROUND)


def columns(document: Document) -> npt.NDArray[np.float32]:
    """One row for each line of ``document``, one column for each of ``names()``."""
    n = len(document.lines)
    own = np.zeros((n, len(FEATURES)), dtype=np.float32)
    for i in range(n):
        view = View(document, i)
        own[i] = [f.ask(view) for f in FEATURES]
    near = own[:, _AROUND]
    above = np.zeros_like(near)
    above[1:] = near[:-1]
    below = np.zeros_like(near)
    below[:-1] = near[1:]
    left, right = np.array(_PAIRS).T
    pairs = own[:, left] * own[:, right]
    return np.hstack([np.ones((n, 1), dtype=np.float32), own, above, below, pairs])
