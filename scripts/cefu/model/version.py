"""A text that was published and has given way to a better one."""

from __future__ import annotations

from dataclasses import dataclass

from cefu.model.language import Names


@dataclass(frozen=True, slots=True)
class Passage:
    """A block or note as it was published: ``id`` is its address, ``kind`` what it was
    (``heading``, ``paragraph`` …, ``note``), ``level`` that of a heading, else 0."""

    id: str
    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Version:
    """The whole text of a report as it was until the day ``until`` (EDTF).

    ``number`` counts from 1, the oldest; ``reason`` is why it gave way, for readers;
    ``source_file`` and ``sha256`` tell the document that it was made from.
    """

    number: int
    until: str
    reason: Names
    source_file: str
    sha256: str
    passages: tuple[Passage, ...]
