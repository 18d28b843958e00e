"""The bibliographic record of a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from cefu.model.language import ORIGINAL, Names


@dataclass(frozen=True, slots=True)
class Agent:
    """A person or body responsible for a report, as the report prints it."""

    name: Names
    role: Literal["author", "editor", "convenor", "contributor"] = "author"
    affiliation: Names = field(default_factory=dict)
    id: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a report's text was taken back: when (EDTF), and why, in words for readers."""

    date: str
    reason: Names


@dataclass(frozen=True, slots=True)
class Record:
    """The bibliographic record of a report (see ``sources/README.md``).

    ``date`` is EDTF, empty where unknown.  ``inferred`` maps a field's name to
    the reason why a value that the text does not print is given all the same.
    ``identifiers`` maps a scheme (``doi``) to its value.  ``kind`` is the CSL
    type: ``report``, ``article-journal`` or ``chapter``.
    """

    title: Names
    authors: tuple[Agent, ...] = ()
    publisher: Names = field(default_factory=dict)
    series: Names = field(default_factory=dict)
    container: Names = field(default_factory=dict)
    issue: str = ""
    pages: str = ""
    date: str = ""
    language: str = ORIGINAL
    kind: str = "report"
    rights: Names = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    abstract: Names = field(default_factory=dict)
    inferred: Mapping[str, str] = field(default_factory=dict)
    original_file: str = ""
    #: What the report is called in a word or two, where the keeper says so.
    short: Names = field(default_factory=dict)
