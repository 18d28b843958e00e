"""The weights: how much each feature counts for each label.

They are learned from documents with known structure (``make train``).  In a file of
weights each feature has a row with one number for each label, each product of two
features a row with one number for each place.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from cefu.model.errors import CefuError
from cefu.structure.reading.chain import NEVER
from cefu.structure.reading.columns import names, singles
from cefu.structure.reading.labels import Task

Floats = npt.NDArray[Any]


@dataclass(frozen=True)
class Weights:
    """``emissions``: columns × labels; ``transitions``: labels × labels; ``starts``: labels."""

    emissions: Floats
    transitions: Floats
    starts: Floats


@lru_cache(maxsize=4)
def load(task: Task) -> Weights:
    """The weights that the package ships for ``task``."""
    file = files("cefu.structure.reading") / task.file
    return from_table(task, json.loads(file.read_text("utf-8")))


def from_table(task: Task, table: Mapping[str, Any]) -> Weights:
    """Weights from what the file holds; raises ``CefuError`` where it does not fit the code."""
    rows: Mapping[str, list[float]] = table["features"]
    wanted = names(task)
    strangers = sorted(set(rows) - set(wanted))
    if tuple(table["labels"]) != task.labels or strangers:
        raise CefuError(
            f"the weights do not fit the features: {', '.join(strangers[:3]) or 'other labels'}",
            file=task.file,
            remedy="Run 'make train' to learn them again",
        )
    emissions = np.zeros((len(wanted), len(task.labels)))
    for k, name in enumerate(wanted):
        if name in rows:
            row = np.array(rows[name])
            emissions[k] = row if k < singles(task) else row[task.place_of]
    transitions = np.full(task.grammar.shape, NEVER)
    transitions[task.grammar] = table["follows"]
    return Weights(emissions, transitions, np.where(task.first, table["starts"], NEVER))


def to_table(task: Task, emissions: Floats, transitions: Floats, starts: Floats) -> dict[str, Any]:
    """What the file holds, numbers rounded to hundredths, rows of nothing left out."""
    _, firsts = np.unique(task.place_of, return_index=True)
    features: dict[str, list[float]] = {}
    for k, name in enumerate(names(task)):
        row = emissions[k] if k < singles(task) else emissions[k][firsts]
        told = [round(float(x), 2) + 0.0 for x in row]
        if any(told):
            features[name] = told
    return {
        "labels": list(task.labels),
        "starts": [round(float(x), 2) for x in starts],
        "follows": [round(float(x), 2) for x in transitions[task.grammar]],
        "features": features,
    }


def written(table: Mapping[str, Any]) -> str:
    """The file's text: one feature a line."""
    rows = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in table["features"].items()]
    head = "".join(
        f" {json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n"
        for k, v in table.items()
        if k != "features"
    )
    return "{\n" + head + ' "features": {\n' + ",\n".join(rows) + "\n }\n}\n"
