"""The two questions of the reading: which lines are the body, and what blocks it has.

The first sorts out what stands beside the text (running heads, page labels, contents,
notes); the second is asked of the body alone, so that a sentence that a page end broke
is seen whole.
"""

from __future__ import annotations

from cefu.model.document import BlockType
from cefu.structure.reading.features import (
    faces,
    gaps,
    geometry,
    joints,
    line_before,
    notes,
    numbers,
    openings,
    place,
    shapes,
    sides,
)
from cefu.structure.reading.labels import Task

_PLACES = ("begins", "second", "on")
_TYPES: tuple[BlockType, ...] = (
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
#: For each label of a block its place and its type.
BLOCK_LABELS: tuple[tuple[str, BlockType], ...] = tuple((p, t) for t in _TYPES for p in _PLACES)


def begins(label: int) -> bool:
    """Whether a block begins with a line that has this label."""
    return BLOCK_LABELS[label][0] == "begins"


def _goes_with(before: int, after: int) -> bool:
    """A block's second line stands below its first, the others below the second."""
    if begins(after):
        return True
    if BLOCK_LABELS[before][1] != BLOCK_LABELS[after][1]:
        return False
    return begins(before) == (BLOCK_LABELS[after][0] == "second")


BLOCKS = Task(
    name="blocks",
    labels=tuple(f"{place} {kind}" for place, kind in BLOCK_LABELS),
    places=tuple(place for place, _ in BLOCK_LABELS),
    types=tuple(kind for _, kind in BLOCK_LABELS),
    follows=_goes_with,
    starts=begins,
    features=(
        *line_before.REGISTER,
        *gaps.REGISTER,
        *joints.REGISTER,
        *numbers.REGISTER,
        *openings.REGISTER,
        *shapes.REGISTER,
        *place.REGISTER,
        *faces.REGISTER,
        *geometry.REGISTER,
    ),
    file="blocks.json",
)

ROLE_LABELS = ("body", "furniture", "contents", "note begins", "note goes on")

ROLES = Task(
    name="roles",
    labels=ROLE_LABELS,
    places=ROLE_LABELS,
    types=("body", "furniture", "furniture", "note", "note"),
    follows=lambda before, after: True,
    starts=lambda label: ROLE_LABELS[label] != "note goes on",
    features=(*sides.REGISTER, *notes.REGISTER, *faces.REGISTER, *geometry.REGISTER),
    file="roles.json",
)
