"""What checks give: something to look at, as a key with values, and what they know beside an archive.

No sentence is made here: those who show a concern have the words for its key in each language.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cefu.archive.kept import Kept
from cefu.archive.reading import Archive
from cefu.model.document import Report

#: Of what comes in numbers, so many are told for each report or archive.
SHOWN = 10

#: A value of a concern: text, a number, or keys of what is missing, some with how many of how many.
Value = str | int | tuple[str | tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at: ``check`` names what found it, ``key`` what it is, ``values`` what is
    specific, ``remedy`` the key of what can be done.

    ``place`` is a file or an address, with a ``page`` as printed ('' where it has none) and a
    ``line`` of the document (0 for none); ``report`` is the report's id, '' where it concerns none.
    """

    check: str
    key: str
    place: str
    remedy: str
    values: Mapping[str, Value] = field(default_factory=dict)
    report: str = ""
    line: int = 0
    page: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """What checks know beside the archive: the day, names that need no record, whether the lock
    on disk is the one a build would write, the pages that people wrote (path: text), and what was
    found before of the same."""

    today: tuple[int, int, int] = field(
        default_factory=lambda: datetime.date.today().timetuple()[:3]
    )
    ignored: Mapping[str, str] = field(default_factory=dict)
    lock_is_current: bool = True
    written: Mapping[str, str] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)


Check = Callable[[Archive, Setting], Iterator[Concern]]


def sidecar_of(report: Report) -> str:
    """The name of a report's sidecar below the archive's folder."""
    return f"sources/{report.source_file.rpartition('.')[0]}.yml"
