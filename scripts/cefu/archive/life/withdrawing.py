"""A report's text taken back: its record and the reason stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cefu.archive.life.files import Plan, entry, files_of
from cefu.archive.report import make_report
from cefu.inputs.editing.entries import entries, with_entry
from cefu.inputs.sources import checksums_bytes, source_at
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError
from cefu.model.language import Names
from cefu.model.record import Record


def withdrawn(sources: Path, report: str, date: str, reason: Names) -> Plan:
    """That the text of ``report`` was taken back on ``date`` (EDTF); ``reason`` is for readers.

    What the text says of itself is written down where the sidecar has not said it.  The files
    stay in ``sources`` and are published no more.  Raises ``CefuError`` where there is no such
    report.
    """
    _check(date, reason)
    files = files_of(sources, report)
    text, told = files.text, []
    had = entries(text, files.sidecar)
    record = make_report(source_at(files.documents[0]), files.said).record
    for key, value in _told(record).items():
        if key not in had:
            text = with_entry(text, key, entry(key, value), files.sidecar)
            told.append(f"{files.sidecar.name}: {key} written down, as the text has it")
    line = entry("withdrawn", {"date": date, "reason": dict(reason)})
    text = with_entry(text, "withdrawn", line, files.sidecar)
    told.append(f"{files.sidecar.name} says that the text was withdrawn on {date}")
    return Plan({files.below(files.sidecar): text}, told=tuple(told))


def left_of(sources: Path, report: str) -> list[Path]:
    """The files that still have the text of a withdrawn ``report``, or tell of it."""
    files = files_of(sources, report)
    return list(dict.fromkeys((*files.beside, *files.documents)))


def sums_without(sources: Path, report: str) -> bytes | None:
    """The file of checksums without those of ``report``; None where it has none of them."""
    sums, own = files_of(sources, report).sums()
    left = {name: digest for name, digest in sums.items() if name not in own}
    return checksums_bytes(left) if own else None


def _check(date: str, reason: Names) -> None:
    try:
        parse(date)
    except EdtfError as error:
        raise CefuError(f"{date!r} is no date: {error.problem}", remedy=error.remedy) from None
    if not any(reason.values()):
        raise CefuError("no reason is given", remedy="Readers are told why; write a sentence")


def _told(record: Record) -> dict[str, Any]:
    """What a sidecar would have of ``record``, by key; empty values left out."""
    authors = [
        {
            key: value
            for key, value in (
                ("name", dict(agent.name)),
                ("role", agent.role),
                ("affiliation", dict(agent.affiliation)),
                ("id", agent.id),
            )
            if value
        }
        for agent in record.authors
    ]
    told: dict[str, Any] = {"title": dict(record.title), "authors": authors}
    told |= {key: dict(getattr(record, key)) for key in ("publisher", "series", "container")}
    told |= {key: getattr(record, key) for key in ("issue", "pages", "date", "language")}
    return {key: value for key, value in told.items() if value}
