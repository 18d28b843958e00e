"""What a report's text prints of its own record, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from cefu.archive.adding import Said, said_of
from cefu.archive.report import report_of
from cefu.desk.inbox.looking import Place, place_said
from cefu.inputs.documents import read_document
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import source_at
from cefu.model.record import Record


@dataclass(frozen=True, slots=True)
class Printed:
    """The ``record`` as read from the document alone; for each key what was ``said`` and its
    ``place``."""

    record: Record
    said: Mapping[str, Said]
    places: Mapping[str, Place]


def printed(path: Path) -> Printed:
    """What the document at ``path`` says of itself.  Raises ``CefuError``."""
    document = read_document(path)
    report = report_of(document, source_at(path), Sidecar())
    said = {item.key: item for item in said_of(report, document)}
    places = {
        key: place
        for key, item in said.items()
        if item.value and (place := place_said(item, document))
    }
    return Printed(report.record, said, places)
