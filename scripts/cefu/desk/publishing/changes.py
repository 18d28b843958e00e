"""What has changed since the site was built last, report by report.

The last site says what it holds itself (``data/reports.csv``), so nothing else has to be kept.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cefu.archive.reading import Archive
from cefu.outputs.cite import COLUMNS, table_row

#: Columns that say where a report is and not what.
_ASIDE = ("id", "url", "sha256")


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a report: ``fields`` are those of its record that differ, ``now`` the id
    that it bears by now."""

    kind: Literal["new", "text", "record", "renamed", "withdrawn", "gone"]
    report: str
    title: str
    fields: tuple[str, ...] = ()
    now: str = ""


def published(site: Path) -> dict[str, dict[str, str]]:
    """The records in a built site, by report id; {} where there is none."""
    try:
        with (site / "data" / "reports.csv").open(encoding="utf-8-sig", newline="") as file:
            return {row["id"]: row for row in csv.DictReader(file) if row.get("id")}
    except (OSError, csv.Error, UnicodeDecodeError):
        return {}


def changes(archive: Archive, before: Mapping[str, Mapping[str, str]]) -> list[Change]:
    """What differs between ``archive`` and the site that holds ``before``."""
    now = {report.id: table_row(report, "") for report in archive.reports}
    withdrawn = {report.id for report in archive.withdrawn}
    found = []
    for ident, row in now.items():
        title = row["title"] or ident
        old = before.get(ident)
        former = next((f for f, new in archive.renamed.items() if new == ident and f in before), "")
        if old is None and former:
            found.append(Change("renamed", former, title, now=ident))
            old = before[former]
        if old is None:
            found.append(Change("new", ident, title))
            continue
        if old.get("sha256") != row["sha256"]:
            found.append(Change("text", ident, title))
        if fields := _differing(old, row):
            found.append(Change("record", ident, title, fields))
    for ident, old_row in before.items():
        if ident not in now and ident not in archive.renamed:
            kind: Literal["withdrawn", "gone"] = "withdrawn" if ident in withdrawn else "gone"
            found.append(Change(kind, ident, old_row.get("title") or ident))
    return found


def _differing(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    columns: Sequence[str] = [name for name in COLUMNS if name not in _ASIDE and name in old]
    return tuple(name for name in columns if old[name] != new[name])
