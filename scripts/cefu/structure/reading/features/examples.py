"""Small documents for the examples that every feature carries in its docstring.

``conftest.py`` hands these names to the doctests, which say them without importing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cefu.model.line import Box, Line
from cefu.structure.lines.layout import measure_layout
from cefu.structure.lines.lines import read_lines
from cefu.structure.reading.registry import Answer, Register
from cefu.structure.reading.views import Document, View

#: A full line of 24 Han: with several of them a text is wrapped.
FULL = "各方對於此一議題的立場互有出入短期內要獲得共識甚難"
#: Points: the type of the body, its column, the distance between two lines.
_SIZE, _LEFT, _RIGHT, _PITCH = 12.0, 72.0, 72.0 + 30 * 12.0, 18.0


def view_of(text: str, i: int) -> View:
    """Line ``i`` of ``text``, as a plain text gives it."""
    lines = read_lines(text)
    return View(Document(lines, measure_layout(lines)), i)


def answers(ask: Answer, text: str | Document) -> list[float]:
    """What a feature says of each line of a document; True and False as 1 and 0."""
    document = view_of(text, 0).document if isinstance(text, str) else text
    said = (ask(View(document, i)) for i in range(len(document.lines)))
    return [int(x) if x == int(x) else round(x, 2) for x in said]


def family(register: Register, name: str, text: str | Document) -> list[float]:
    """``answers`` of the feature that a family of them entered as ``name``."""
    return next(answers(each.ask, text) for each in register if each.name == name)


@dataclass(frozen=True)
class Printed:
    """A line as it is printed: ``x`` is how far in it starts and ``below`` how far below
    the line before it stands, both in em; ``facts`` are further fields of ``Line``."""

    text: str
    x: float = 0.0
    below: float = 1.5
    size: float = _SIZE
    facts: dict[str, Any] = field(default_factory=dict)


def printed(
    text: str, x: float = 0.0, below: float = 1.5, size: float = _SIZE, **facts: Any
) -> Printed:
    """A line for ``typeset``."""
    return Printed(text, x, below, size, facts)


def typeset(*rows: str | Printed, **facts: Any) -> Document:
    """A document with geometry, of lines one below the other in a column of 30 em.

    ``facts`` are further fields of ``Document``.  A line's page counts from 0 and each
    page begins at its top.
    """
    told = [row if isinstance(row, Printed) else Printed(row) for row in rows]
    lines = _placed(told)
    return Document(lines, measure_layout(lines), **facts)


def _placed(rows: Sequence[Printed]) -> list[Line]:
    y, page = 0.0, -1
    lines = []
    for row, line in zip(rows, read_lines("\n".join(row.text for row in rows)), strict=True):
        own = int(row.facts.get("page", 0))
        y = 100.0 if own != page else y + row.below * _SIZE
        page = own
        x0 = _LEFT + row.x * _SIZE
        box = Box(x0, y - row.size, x0 + line.width / 2 * row.size, y)
        known: dict[str, Any] = {
            "box": box,
            "size": row.size,
            "weight": 400,
            "column_edges": (_LEFT, _RIGHT),
        }
        lines.append(replace(line, **(known | row.facts)))
    return lines
