"""What is said of places in a text: mentions of actors, dated statements."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from cefu.model.language import Names


@dataclass(frozen=True, slots=True)
class Mention:
    """A variant name of actor ``actor`` at ``report``/``block`` text ``start:end``."""

    actor: str
    report: str
    block: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A dated statement of a report (design: ``timeline.json``).

    ``edtf`` is the date in EDTF (ISO 8601-2); ``surface`` the date's words at
    ``block`` text ``start:end``; ``quote`` the clause or sentence it stands in.
    """

    id: str
    edtf: str
    surface: str
    quote: str
    resolution: Literal["absolute", "year_from_context", "month_from_context", "relative"]
    kind: Literal["event", "reference"]
    planned: bool
    report: str
    block: str
    start: int
    end: int
    actors: tuple[str, ...] = ()
    event: str = ""
    gist: Names = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Summary:
    """What the archive says of a block in its own words, as a keeper wrote it.

    ``names`` is the summary per language; ``text`` how the block begins and ends, the two
    parted by ``…``; ``place`` where it was written (``sources/summaries/a.yml:12``).
    """

    names: Names
    text: str
    place: str = ""
