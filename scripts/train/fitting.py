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

from cefu.structure.reading.columns import singles
from cefu.structure.reading.labels import Task

Floats = npt.NDArray[Any]
_TINY = 1e-30


@dataclass(frozen=True)
class Case:
    """A document: columns of its lines, the index of each line's label, and how often
    it counts."""

    name: str
    house: str
    columns: Floats
    labels: npt.NDArray[np.int64]
    weight: float = 1.0


@dataclass(frozen=True)
class Fit:
    """What was learned, in the shapes of ``reading.weights.Weights``."""

    emissions: Floats
    transitions: Floats
    starts: Floats


@dataclass(frozen=True)
class _Rows:
    """All lines of all cases, the longest case first.

    ``x`` has a row for each line; ``at[t]`` are the rows of the ``t``-th lines of those
    cases that have so many, and ``weight`` counts each row.
    """

    x: Floats
    wanted: Floats
    at: list[npt.NDArray[np.int64]]
    weight: Floats
    pairs: Floats
    starts: Floats


def fit(
    task: Task,
    cases: Sequence[Case],
    *,
    rounds: int = 150,
    penalty: float = 10.0,
    rate: float = 0.06,
) -> Fit:
    """The weights under which ``cases`` are most likely.

    Products of features tell places, not types.
    """
    rows = _rows(task, cases)
    single, k = singles(task), len(task.labels)
    to_place = np.eye(task.place_of.max() + 1, dtype=np.float32)[task.place_of]
    to_type = np.eye(task.type_of.max() + 1, dtype=np.float32)[task.type_of]
    f = rows.x.shape[1]
    shapes = [(f, k), (f, to_place.shape[1]), (f, to_type.shape[1]), (k, k), (k,)]
    parts = [np.zeros(shape, dtype=np.float32) for shape in shapes]
    moment = [np.zeros_like(p) for p in parts]
    spread = [np.zeros_like(p) for p in parts]
    for step in range(1, rounds + 1):
        theta = parts[0] + parts[1] @ to_place.T + parts[2] @ to_type.T
        expected, pairs, start = _expect(task, rows.x @ theta, parts[3], parts[4], rows)
        slope = rows.wanted - rows.x.T @ expected
        slopes = [slope, slope @ to_place, slope @ to_type, rows.pairs - pairs, rows.starts - start]
        pace = rate * min(1.0, 2.0 * (1 - step / (rounds + 1)))
        for n, (p, g, m, s) in enumerate(zip(parts, slopes, moment, spread, strict=True)):
            g = g - penalty * p
            if n in (0, 2):
                g[single:] = 0
            m *= 0.9
            m += 0.1 * g
            s *= 0.99
            s += 0.01 * g * g
            p += pace * (m / (1 - 0.9**step)) / (np.sqrt(s / (1 - 0.99**step)) + 1e-6)
    return Fit(parts[0] + parts[1] @ to_place.T + parts[2] @ to_type.T, parts[3], parts[4])


def _rows(task: Task, cases: Sequence[Case]) -> _Rows:
    ordered = sorted(cases, key=lambda case: -len(case.labels))
    lengths = np.array([len(case.labels) for case in ordered])
    firsts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    x = np.vstack([case.columns for case in ordered])
    y = np.concatenate([case.labels for case in ordered])
    weight = np.repeat([case.weight for case in ordered], lengths).astype(np.float32)
    onehot = np.zeros((len(y), len(task.labels)), dtype=np.float32)
    onehot[np.arange(len(y)), y] = weight
    pairs = np.zeros((len(task.labels), len(task.labels)), dtype=np.float32)
    starts = np.zeros(len(task.labels), dtype=np.float32)
    for case in ordered:
        np.add.at(pairs, (case.labels[:-1], case.labels[1:]), case.weight)
        starts[case.labels[0]] += case.weight
    at = [firsts[lengths > t] + t for t in range(int(lengths[0]))]
    return _Rows(x, x.T @ onehot, at, weight, pairs, starts)


def _expect(
    task: Task, scores: Floats, transitions: Floats, starts: Floats, rows: _Rows
) -> tuple[Floats, Floats, Floats]:
    """Expected labels of each line, pairs and starts (forward-backward, scaled)."""
    local = np.exp(scores - scores.max(axis=1, keepdims=True))
    step = np.exp(transitions) * task.grammar
    forward = np.empty_like(local)
    forward[rows.at[0]] = _even(np.exp(starts) * task.first * local[rows.at[0]])
    for before, here in zip(rows.at, rows.at[1:], strict=False):
        forward[here] = _even((forward[before[: len(here)]] @ step) * local[here])
    backward = np.ones_like(local)
    pairs = np.zeros_like(step)
    for before, here in zip(rows.at[-2::-1], rows.at[:0:-1], strict=False):
        ahead = local[here] * backward[here]
        ahead = _even(ahead)
        now = before[: len(here)]
        backward[now] = _even(ahead @ step.T)
        a = forward[now]
        z = ((a @ step) * ahead).sum(axis=1, keepdims=True) + _TINY
        pairs += (a / z * rows.weight[now][:, None]).T @ ahead
    expected = _even(forward * backward) * rows.weight[:, None]
    return expected, pairs * step, expected[rows.at[0]].sum(axis=0)


def _even(values: Floats) -> Floats:
    """``values`` with each row's sum made one."""
    even: Floats = values / (values.sum(axis=1, keepdims=True) + _TINY)
    return even
