"""Reading a case with weights that are not yet shipped."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.chain import read
from cefu.structure.reading.weights import Weights
from fitting import Case


def read_roles(case: Case, weights: Weights) -> npt.NDArray[np.int64]:
    """The best label of each of the case's lines."""
    emissions: npt.NDArray[Any] = case.columns @ weights.emissions
    return read(emissions, weights.transitions, weights.starts).best
