"""Registers of features: named, documented, each a small pure function.

A feature looks at one line in its surroundings and answers with a number, 0
where it has nothing to say.  How much its answer counts for which label is
learned (``make train``) and stands in the file of weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
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


class Register:
    """The features of one module, in the order in which they are written."""

    def __init__(self) -> None:
        self._features: list[Feature] = []

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._features)

    def feature(self, *, around: bool = False, paired: bool = False) -> Callable[[Answer], Answer]:
        """Enter a function under its own name."""

        def enter(ask: Answer) -> Answer:
            self.enter(ask.__name__, ask, around=around, paired=paired)
            return ask

        return enter

    def enter(self, name: str, ask: Answer, *, around: bool = False, paired: bool = False) -> None:
        """Enter one of a family of features, such as one for each numbering style."""
        self._features.append(Feature(name, ask, around, paired))
