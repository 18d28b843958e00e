"""A keeper's verdicts on single lines, from the sidecar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from cefu.model.document import BlockType

#: What a keeper's hint can say of a line.
VERDICTS: tuple[str, ...] = (*get_args(BlockType), "furniture", "new-block", "join")


@dataclass(frozen=True, slots=True)
class Hint:
    """A keeper's verdict on the line that holds ``find`` (blanks ignored).

    ``verdict`` is a block type, ``furniture``, ``new-block`` (a block begins
    with this line) or ``join`` (it goes on from the line before).
    """

    find: str
    verdict: str
    reason: str
