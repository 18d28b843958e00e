"""Reports whose text was taken back: their record and the reason stay, nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from cefu.inputs.files import fault_of, kept_files
from cefu.inputs.sidecar import read_sidecar
from cefu.model.record import Record, Withdrawal


@dataclass(frozen=True, slots=True)
class WithdrawnReport:
    """What is still told of a report: ``stem`` is the name of its files in ``sources/``."""

    id: str
    stem: str
    record: Record
    withdrawal: Withdrawal


def withdrawn_reports(sources: Path) -> tuple[WithdrawnReport, ...]:
    """The withdrawn reports of the archive whose ``sources/`` is given, by name.

    A report is withdrawn by its sidecar, whether or not its document is still there.
    Raises ``CefuError`` where a sidecar cannot be read.
    """
    found = []
    for path in kept_files(sources):
        # Only few sidecars say it; the others are read once, later.
        if fault_of(path) or b"withdrawn" not in path.read_bytes():
            continue
        sidecar = read_sidecar(path)
        if sidecar.withdrawn:
            ident = sidecar.id or path.stem
            found.append(WithdrawnReport(ident, path.stem, sidecar.record, sidecar.withdrawn))
    return tuple(found)
