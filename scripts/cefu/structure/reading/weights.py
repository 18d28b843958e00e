"""The weights: how much each feature counts for each label.

They are learned from documents with known structure (``make train``) and stand
in ``weights.json``: for each feature a row with one number for each label, for
each product of two features a row with one number for each place in a block.
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
from cefu.structure.reading.labels import LABELS, PLACES, grammar

FILE = "weights.json"
Floats = npt.NDArray[np.float64]
_PLACE = np.array([PLACES.index(label.place) for label in LABELS])


@dataclass(frozen=True)
class Weights:
    """``emissions``: columns × labels; ``transitions``: labels × labels; ``starts``: labels."""

    emissions: Floats
    transitions: Floats
    starts: Floats


@lru_cache(maxsize=1)
def load() -> Weights:
    """The weights that the package ships."""
    return from_table(json.loads((files("cefu.structure.reading") / FILE).read_text("utf-8")))


def from_table(table: Mapping[str, Any]) -> Weights:
    """Weights from what the file holds; raises ``CefuError`` where it does not fit the code."""
    rows: Mapping[str, list[float]] = table["features"]
    wanted = names()
    strangers = [name for name in rows if name not in set(wanted)]
    if table["labels"] != [str(label) for label in LABELS] or strangers:
        raise CefuError(
            f"the weights do not fit the features: {', '.join(strangers[:3]) or 'other labels'}",
            file=FILE,
            remedy="Run 'make train' to learn them again",
        )
    emissions = np.zeros((len(wanted), len(LABELS)))
    for k, name in enumerate(wanted):
        row = rows.get(name)
        if row is not None:
            emissions[k] = row if len(row) == len(LABELS) else np.array(row)[_PLACE]
    transitions = np.full((len(LABELS), len(LABELS)), NEVER)
    transitions[grammar()] = table["follows"]
    starts = np.where([label.begins for label in LABELS], np.array(table["starts"]), NEVER)
    return Weights(emissions, transitions, starts)


def to_table(emissions: Floats, transitions: Floats, starts: Floats) -> dict[str, Any]:
    """What the file holds, numbers rounded to hundredths, rows of nothing left out."""
    features: dict[str, list[float]] = {}
    for k, name in enumerate(names()):
        row = emissions[k] if k < singles() else emissions[k][: len(PLACES)]
        told = [round(float(x), 2) + 0.0 for x in row]
        if any(told):
            features[name] = told
    return {
        "labels": [str(label) for label in LABELS],
        "starts": [round(float(x), 2) for x in starts],
        "follows": [round(float(x), 2) for x in transitions[grammar()]],
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
