"""``cefu hint``: say of a line what it is, as a hint in the report's sidecar."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cefu.archive.life.files import files_of
from cefu.archive.report import report_of
from cefu.desk.decisions.deciding import Edit, decided
from cefu.desk.decisions.journal import keep
from cefu.desk.decisions.sidecars import with_hints, without_hint
from cefu.desk.views.reading.model import hints_by_line, lines_of
from cefu.desk.views.reading.saying import hint_on
from cefu.inputs.documents import read_document
from cefu.inputs.sidecar import parse_sidecar
from cefu.inputs.sources import source_at
from cefu.model.errors import CefuError

#: What takes a hint away instead of giving one.
NONE = "none"


def hint(
    root: Path, report: str, number: int, verdict: str, reason: str, level: int = 0, words: str = ""
) -> Iterator[str]:
    """Say ``verdict`` of the line ``number`` of ``report``, or take back what was said of it
    (`NONE`); what was done, line by line.

    ``words`` are, of ``split``, those with which the next block begins.  Raises ``CefuError``,
    with nothing written, where the line is not there or the text cannot be read so.
    """
    files = files_of(root / "sources", report)
    path = files.documents[0]
    document = read_document(path)
    lines = lines_of(document)
    at = next((i for i, line in enumerate(lines) if line.number == number), None)
    if at is None:
        raise CefuError(
            f"{path.name} has no line {number} with words",
            remedy=f"'cefu explain {report}' tells the numbers of lines",
        )
    edit: Edit
    if verdict == NONE:
        held = hints_by_line(lines, files.said.hints).get(at)
        if held is None:
            raise CefuError(f"there is no hint on line {number}", file=files.sidecar)
        edit = partial(without_hint, find=held.find, lines=held.lines)
    else:
        made = hint_on(lines, at, verdict, reason, level, words)
        edit = partial(with_hints, hints=[made])
    name = f"sources/{files.below(files.sidecar)}"
    decision = decided(root, f"{report}, line {number}: {verdict}", {name: edit})
    sidecar = parse_sidecar(decision.changes[0].after or "", name)
    now = report_of(document, source_at(path), sidecar)
    keep(root, decision)
    yield f"{name}: line {number}, {lines[at].text[:30]!r}: {verdict}"
    yield f"{len(now.unsure)} places are unsure"
