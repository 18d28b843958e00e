"""Where the nodes of a network stand: the same for the same network, labels clear of each other.

Forces after Fruchterman and Reingold, “Graph drawing by force-directed placement” (1991):
all nodes repel each other, ties draw them together.  Of each node only the strongest ties
do, and how strong a tie is goes by its share of both nodes' own (Salton's cosine), or all
would lie in a heap around the few that are tied to everyone.  The beginning is a spiral,
not a draw of lots, and no function is used that platforms may round differently, so a
network has one layout.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

_STEPS, _CLEARING = 400, 900
#: So many of a node's ties draw it; how far places go by their rank, that all room is used.
_STRONGEST, _RANKED = 5, 0.7
#: The golden angle's cosine and sine: neighbours on the spiral are far apart.
_TURN = complex(-0.7373688780783197, 0.6754902942615238)

Array = npt.NDArray[np.float64]


def placed(
    ties: Mapping[tuple[int, int], int],
    totals: Sequence[int],
    sizes: Sequence[tuple[float, float]],
    field: tuple[float, float],
) -> list[tuple[int, int]]:
    """The middle of each node, in whole units.

    Args:
        ties: weights by pairs of node numbers.
        totals: the weight of each node by itself, not less than that of any of its ties.
        sizes: width and height that each node takes, its label with it.
        field: width and height of the drawing.
    """
    if not sizes:
        return []
    boxes = np.array(sizes, dtype=np.float64)
    size = np.array(field, dtype=np.float64)
    at = _forced(_pull(ties, totals), size)
    at = _inside(_spread(at, size, boxes), boxes, size)
    at = _cleared(at, boxes, size)
    return [(int(x), int(y)) for x, y in np.rint(at)]


def _pull(ties: Mapping[tuple[int, int], int], totals: Sequence[int]) -> Array:
    """How strongly each pair is drawn together, 0 to 1; only by ties that are among the
    strongest of one of the two."""
    count = len(totals)
    share = np.zeros((count, count))
    for (one, other), weight in ties.items():
        near = weight / np.sqrt(totals[one] * totals[other])
        share[one, other] = share[other, one] = near
    strong = np.zeros((count, count), dtype=np.bool_)
    for one in range(count):
        best = np.argsort(-share[one], kind="stable")[:_STRONGEST]
        strong[one, best] = share[one, best] > 0
    pull: Array = np.where(strong | strong.T, share, 0)
    return pull


def _forced(pull: Array, size: Array) -> Array:
    """Positions after the forces have come to rest."""
    count = len(pull)
    turns = [_TURN**nth for nth in range(count)]
    radius = np.sqrt((np.arange(count) + 0.5) / count) / 2
    at = np.array([[t.real, t.imag] for t in turns]) * radius[:, None] * size
    ideal = np.sqrt(size[0] * size[1] / count)
    for step in range(_STEPS):
        away = at[:, None, :] - at[None, :, :]
        far = np.maximum(np.sqrt((away**2).sum(axis=2)), 0.01 * ideal)
        force = ideal * ideal / far - pull * far * far / ideal
        np.fill_diagonal(force, 0)
        moved = (away / far[:, :, None] * force[:, :, None]).sum(axis=1)
        # To the middle, so that what has few ties does not drift off.
        moved -= 0.6 * at * np.array([1.0, size[0] / size[1]])
        length = np.maximum(np.sqrt((moved**2).sum(axis=1)), 1e-9)
        limit = size[0] / 8 * (1 - step / _STEPS)
        at = at + moved / length[:, None] * np.minimum(length, limit)[:, None]
    return at


def _spread(at: Array, size: Array, boxes: Array) -> Array:
    """Stretched to the field, whose room all nodes are to use."""
    if len(at) < 2:
        return np.array([size / 2])
    low, high = at.min(axis=0), at.max(axis=0)
    ranks = np.argsort(np.argsort(at, axis=0, kind="stable"), axis=0, kind="stable")
    share = (at - low) / np.maximum(high - low, 1e-9)
    share = _RANKED * ranks / (len(at) - 1) + (1 - _RANKED) * share
    spread: Array = share * (size - boxes.max(axis=0)) + boxes.max(axis=0) / 2
    return spread


def _inside(at: Array, boxes: Array, size: Array) -> Array:
    inside: Array = np.clip(at, boxes / 2, np.maximum(size - boxes / 2, boxes / 2))
    return inside


def _cleared(at: Array, boxes: Array, size: Array) -> Array:
    """Boxes that overlap are pushed apart, where that is shortest, until none does."""
    near = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(_CLEARING):
        away = at[:, None, :] - at[None, :, :]
        over = near - np.abs(away)
        both: npt.NDArray[np.bool_] = (over[:, :, 0] > 0) & (over[:, :, 1] > 0)
        np.fill_diagonal(both, val=False)
        if not both.any():
            break
        # Of two in one place the later gives way to the right.
        side = np.where(
            away == 0,
            np.sign(np.arange(len(at))[:, None] - np.arange(len(at)))[:, :, None],
            np.sign(away),
        )
        along = over[:, :, 0] * 0.5 <= over[:, :, 1]
        push = np.where(both[:, :, None], over * side * 0.26, 0)
        push = np.where(np.stack([along, ~along], axis=2), push, 0)
        at = _inside(at + push.sum(axis=1), boxes, size)
    return at
