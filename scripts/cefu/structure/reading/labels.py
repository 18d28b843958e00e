"""Labels: what a line can be, and which label can follow which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cefu.structure.reading.registry import Feature


@dataclass(frozen=True, eq=False)
class Task:
    """A question asked of every line: its ``labels``, and the features that answer.

    ``places`` and ``types`` tell for each label what it shares with others: labels of
    one place, or of one type, learn from each other.  Products of features speak for
    places only.  ``follows`` says whether one label can stand below another, ``starts``
    whether a document can start with one.  ``file`` holds the weights.
    """

    name: str
    labels: tuple[str, ...]
    places: tuple[str, ...]
    types: tuple[str, ...]
    follows: Callable[[int, int], bool]
    starts: Callable[[int], bool]
    features: tuple[Feature, ...]
    file: str

    @cached_property
    def index(self) -> dict[str, int]:
        """The index of each label."""
        return {label: k for k, label in enumerate(self.labels)}

    @cached_property
    def grammar(self) -> npt.NDArray[np.bool_]:
        """``follows`` for all pairs, a square of booleans."""
        n = range(len(self.labels))
        return np.array([[self.follows(a, b) for b in n] for a in n])

    @cached_property
    def first(self) -> npt.NDArray[np.bool_]:
        """``starts`` for all labels."""
        return np.array([self.starts(k) for k in range(len(self.labels))])

    @cached_property
    def place_of(self) -> npt.NDArray[np.int64]:
        """For each label the index of its place."""
        return indices(self.places)

    @cached_property
    def type_of(self) -> npt.NDArray[np.int64]:
        """For each label the index of its type."""
        return indices(self.types)


def indices(words: Sequence[str]) -> npt.NDArray[np.int64]:
    """The order in which each word comes first.

    >>> indices(["a", "b", "a"]).tolist()
    [0, 1, 0]
    """
    order = list(dict.fromkeys(words))
    return np.array([order.index(word) for word in words])
