"""Reports whose texts stay on disk: what a large archive holds in memory of each is its record.

Most of a report is text, where each character of it came from, and the ledger; pages ask for
these report by report.  So they are read again from what the build keeps, and let go after some
others have been read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import lru_cache
from typing import Any

from cefu.archive.kept import Kept
from cefu.archive.steps import Annotated
from cefu.model.document import Report
from cefu.model.errors import CefuError

#: What is read again when it is asked for.
ON_DISK = ("source_text", "sections", "blocks", "notes", "ledger", "pictures", "unsure")
#: So many reports are in memory as a whole, some 150 KiB each.
_WHOLE = 256


class Stored(Report):
    """A report that reads the fields `ON_DISK` when they are asked for.

    It equals the report that it stands for; ``dataclasses.replace`` gives a plain one.
    """

    __slots__ = ("_whole",)
    _whole: Callable[[], Report]

    def __new__(cls, *args: Any, **given: Any) -> Any:
        return Report(*args, **given)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Report) and all(
            getattr(self, each.name) == getattr(other, each.name) for each in fields(Report)
        )

    __hash__ = Report.__hash__

    def __reduce__(self) -> tuple[Any, ...]:
        return Report, tuple(getattr(self, each.name) for each in fields(Report))


def _read_again(name: str) -> property:
    return property(lambda stored: getattr(stored._whole(), name))


for _name in ON_DISK:
    setattr(Stored, _name, _read_again(_name))


class Shelf:
    """Where reports are stored: in ``kept``, as part of what was found in them."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._whole = lru_cache(maxsize=_WHOLE)(self._read)

    def stored(self, key: str, report: Report) -> Report:
        """``report``, kept with what is `Annotated` under ``key``, as one that is read again."""
        stored = object.__new__(Stored)
        for each in fields(Report):
            if each.name not in ON_DISK:
                object.__setattr__(stored, each.name, getattr(report, each.name))
        object.__setattr__(stored, "_whole", lambda: self._whole(key))
        return stored

    def _read(self, key: str) -> Report:
        found = self._kept.get(key)
        if isinstance(found, Annotated):
            return found.report
        raise CefuError(
            "what the build had put aside is no longer there",
            file=self._kept.folder or "",
            remedy="Build again, and leave the folder alone meanwhile",
        )
