"""Fitting a linear-chain conditional random field (Lafferty, McCallum, Pereira 2001).

The likelihood of the known labels, less a penalty on large weights, is climbed
with Adam (Kingma and Ba 2015) over all documents at once.  A label's weights are
the sum of its own, its place's and its type's, each with a penalty, so that
what is rare learns from what is alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.labels import LABELS, PLACES, TYPES, grammar

Floats = npt.NDArray[Any]


@dataclass(frozen=True)
class Case:
    """A document: columns of its lines and the index of each line's label."""

    name: str
    house: str
    columns: Floats
    labels: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fit:
    emissions: Floats  # columns × labels
    transitions: Floats  # labels × labels
    starts: Floats


_PLACE = np.array([PLACES.index(x.place) for x in LABELS])
_TYPE = np.array([TYPES.index(x.type) for x in LABELS])
_TO_PLACE = np.eye(len(PLACES), dtype=np.float32)[_PLACE]
_TO_TYPE = np.eye(len(TYPES), dtype=np.float32)[_TYPE]


def fit(
    cases: Sequence[Case],
    single: int,
    *,
    rounds: int = 150,
    penalty: float = 6.0,
    rate: float = 0.06,
) -> Fit:
    """The weights under which ``cases`` are most likely.

    Columns from ``single`` on are products; they tell places, not types.
    """
    allowed = grammar()
    k = len(LABELS)
    x = np.vstack([c.columns for c in cases])
    lengths = [len(c.labels) for c in cases]
    longest, count = max(lengths), len(cases)
    rows = np.full((count, longest), -1)
    first = 0
    for d, n in enumerate(lengths):
        rows[d, :n] = np.arange(first, first + n)
        first += n
    here = rows >= 0
    y = np.concatenate([c.labels for c in cases])
    onehot = np.zeros((len(y), k), dtype=np.float32)
    onehot[np.arange(len(y)), y] = 1
    f = x.shape[1]
    parts = [
        np.zeros((f, k)),
        np.zeros((f, len(PLACES))),
        np.zeros((f, len(TYPES))),
        np.zeros((k, k)),
        np.zeros(k),
    ]
    parts = [p.astype(np.float32) for p in parts]
    pair_true = np.zeros((k, k), dtype=np.float32)
    start_true = np.zeros(k, dtype=np.float32)
    for c in cases:
        np.add.at(pair_true, (c.labels[:-1], c.labels[1:]), 1)
        start_true[c.labels[0]] += 1
    wanted = x.T @ onehot
    moment = [np.zeros_like(p) for p in parts]
    spread = [np.zeros_like(p) for p in parts]
    for step in range(1, rounds + 1):
        theta = parts[0] + parts[1] @ _TO_PLACE.T + parts[2] @ _TO_TYPE.T
        scores = x @ theta
        expected, pairs, start = _expect(scores, parts[3], parts[4], rows, here, allowed)
        slope = wanted - x.T @ expected
        slopes = [slope, slope @ _TO_PLACE, slope @ _TO_TYPE, pair_true - pairs, start_true - start]
        pace = rate * min(1.0, 2.0 * (1 - step / (rounds + 1)))
        for p, g, m, s in zip(parts, slopes, moment, spread, strict=True):
            g = g - penalty * p
            if p is parts[0] or p is parts[2]:
                g[single:] = 0
            m *= 0.9
            m += 0.1 * g
            s *= 0.99
            s += 0.01 * g * g
            p += pace * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-6)
    theta = parts[0] + parts[1] @ _TO_PLACE.T + parts[2] @ _TO_TYPE.T
    return Fit(theta, parts[3], parts[4])


def _expect(
    scores: Floats,
    transitions: Floats,
    starts: Floats,
    rows: npt.NDArray[np.int64],
    here: npt.NDArray[np.bool_],
    allowed: npt.NDArray[np.bool_],
) -> tuple[Floats, Floats, Floats]:
    """Expected labels of each line and expected pairs (forward-backward, scaled)."""
    docs, longest = rows.shape
    k = scores.shape[1]
    top = scores.max(axis=1, keepdims=True)
    power = np.exp(scores - top)
    step = np.exp(transitions) * allowed
    begin = np.exp(starts) * np.array([x.begins for x in LABELS])
    forward = np.zeros((longest, docs, k), dtype=np.float32)
    backward = np.ones((longest, docs, k), dtype=np.float32)
    local = np.ones((longest, docs, k), dtype=np.float32)
    for t in range(longest):
        live = here[:, t]
        local[t, live] = power[rows[live, t]]
    forward[0] = begin * local[0]
    forward[0] /= forward[0].sum(axis=1, keepdims=True)
    for t in range(1, longest):
        forward[t] = (forward[t - 1] @ step) * local[t]
        forward[t] /= forward[t].sum(axis=1, keepdims=True) + 1e-30
        gone = ~here[:, t]
        forward[t, gone] = forward[t - 1, gone]
    pairs = np.zeros((k, k), dtype=np.float32)
    for t in range(longest - 2, -1, -1):
        live = here[:, t + 1]
        ahead = local[t + 1] * backward[t + 1]
        back = ahead @ step.T
        back /= back.sum(axis=1, keepdims=True) + 1e-30
        backward[t] = np.where(live[:, None], back, 1.0)
        a = forward[t, live]
        b = ahead[live]
        z = ((a @ step) * b).sum(axis=1, keepdims=True) + 1e-30
        pairs += (a / z).T @ b
    pairs *= step
    expected = np.zeros_like(scores)
    for t in range(longest):
        live = here[:, t]
        p = forward[t, live] * backward[t, live]
        expected[rows[live, t]] = p / (p.sum(axis=1, keepdims=True) + 1e-30)
    return expected, pairs, expected[rows[:, 0]].sum(axis=0)
