"""A keeper's verdicts on single lines, from the sidecar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from cefu.model.document import BlockType

#: What a keeper's hint can say of a line beside the type of its block.
PLACES: tuple[str, ...] = (
    "furniture",
    "note",
    "note-goes-on",
    "new-block",
    "new-paragraph",
    "join",
    "split",
)
#: All that a keeper's hint can say of a line.
VERDICTS: tuple[str, ...] = (*get_args(BlockType), *PLACES)
#: How deep a heading can be said to stand.
LEVELS = range(1, 7)


@dataclass(frozen=True, slots=True)
class Hint:
    """A keeper's verdict on the line that holds ``find`` (blanks ignored).

    ``verdict`` is a block type or one of `PLACES`: ``furniture``; ``note`` (a note begins
    with this line), ``note-goes-on``; ``new-block`` (a block begins with this line),
    ``new-paragraph`` (and it is a paragraph), ``join`` (it goes on from the line before),
    ``split`` (a paragraph begins within the line, with the words ``find``).
    ``level`` is that of a heading, 0 where the rules may decide.  ``lines`` are the numbers
    of the lines meant (from 1, as ``cefu explain`` counts), where the words stand in several.
    """

    find: str
    verdict: str
    reason: str
    level: int = 0
    lines: tuple[int, ...] = ()
