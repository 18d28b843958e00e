"""Labels: what a line can be, and which label can follow which.

A label is a place in a block and the block's type: a line *begins* its block,
is the *second* of it (so that what only shows after a first line, such as an
indent lost in extraction, has weights of its own) or goes *on*.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cefu.model.document import BlockType

PLACES = ("begins", "second", "on")
TYPES: tuple[BlockType, ...] = (
    "title",
    "byline",
    "abstract_point",
    "heading",
    "paragraph",
    "list_item",
    "caption",
    "source_line",
    "series_list",
)


@dataclass(frozen=True, slots=True)
class Label:
    """One label; ``str()`` is its name in the file of weights.

    >>> str(Label("begins", "heading"))
    'begins heading'
    """

    place: str
    type: BlockType

    def __str__(self) -> str:
        return f"{self.place} {self.type}"

    @property
    def begins(self) -> bool:
        """Whether a block begins with a line that has this label."""
        return self.place == "begins"


LABELS: tuple[Label, ...] = tuple(Label(p, t) for t in TYPES for p in PLACES)
INDEX = {str(label): k for k, label in enumerate(LABELS)}


def may_follow(before: Label, after: Label) -> bool:
    """Whether a line labelled ``after`` can stand below one labelled ``before``.

    >>> may_follow(Label("begins", "title"), Label("second", "heading"))
    False
    """
    if after.begins:
        return True
    if before.type != after.type:
        return False
    return before.begins if after.place == "second" else not before.begins


def grammar() -> npt.NDArray[np.bool_]:
    """``may_follow`` for all pairs, a square of booleans."""
    return np.array([[may_follow(a, b) for b in LABELS] for a in LABELS])
