"""The register of features: named, documented, each a small pure function.

A feature looks at one line in its surroundings and answers with a number, 0
where it has nothing to say.  How much its answer counts for which label is
learned (``make train``) and stands in the file of weights.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cefu.structure.reading.views import View

Answer = Callable[[View], float]


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature: its ``name`` in the file of weights and what it asks.

    ``around``: what the lines before and after answer counts as well.
    ``paired``: its products with the other paired features count as well.
    """

    name: str
    ask: Answer
    around: bool = False
    paired: bool = False


FEATURES: list[Feature] = []


def feature(*, around: bool = False, paired: bool = False) -> Callable[[Answer], Answer]:
    """Enter a function into the register under its own name."""

    def enter(ask: Answer) -> Answer:
        FEATURES.append(Feature(ask.__name__, ask, around, paired))
        return ask

    return enter


def enter(name: str, ask: Answer, *, around: bool = False, paired: bool = False) -> None:
    """Enter one of a family of features, such as one for each numbering style."""
    FEATURES.append(Feature(name, ask, around, paired))
