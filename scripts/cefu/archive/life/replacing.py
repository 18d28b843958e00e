"""A better text in the place of a report's document; what was published stays readable."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cefu.addresses.lockfile import FOLDER as ANCHORS
from cefu.archive.life.files import Plan, entry, files_of
from cefu.inputs.editing.entries import with_entry
from cefu.inputs.sources import CHECKSUMS, checksums_bytes
from cefu.inputs.versions import version_file, version_text
from cefu.model.document import Report
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError
from cefu.model.language import Names
from cefu.model.version import Passage, Version


def version_of(report: Report, number: int, until: str, reason: Names) -> Version:
    """The text of ``report`` as it stands, to be kept as its version ``number``."""
    blocks = [Passage(b.id, b.type, b.text, b.level) for b in report.blocks]
    notes = [Passage(n.id, "note", f"{n.label} {n.text}") for n in report.notes]
    return Version(
        number, until, dict(reason), report.source_file, report.sha256, (*blocks, *notes)
    )


def replaced(
    sources: Path,
    report: Report,
    suffix: str,
    sha256: str,
    date: str,
    reason: Names,
    machine_read: str = "",
) -> tuple[Plan, str]:
    """That ``report``, as it was published, gives way to a document of ``suffix`` and ``sha256``
    on ``date`` (EDTF), and the name below ``sources/`` where that document belongs.

    A text that was published is kept as an older version, and the sidecar gets the date, and
    ``machine_read``, the mean confidence with which the new one was recognised, if it was.
    Raises ``CefuError`` where something is in the way.
    """
    try:
        parse(date)
    except EdtfError as error:
        raise CefuError(f"{date!r} is no date: {error.problem}", remedy=error.remedy) from None
    files = files_of(sources, report.id)
    old = sources / report.source_file
    name = f"{files.stem}{suffix}"
    if (sources / name).exists() and name != old.name:
        raise CefuError(
            f"there is {name} beside {old.name}", remedy="Take one of the two out first"
        )
    if report.sha256 == sha256:
        raise CefuError(
            f"{old.name} is the same, byte for byte", remedy="There is nothing to replace"
        )
    sums = {key: value for key, value in files.sums()[0].items() if key != old.name}
    sums[name] = sha256
    changed = with_entry(files.text, "changed", entry("changed", date), files.sidecar)
    if machine_read:
        line = entry("machine_read", machine_read)
        changed = with_entry(changed, "machine_read", line, files.sidecar)
    texts: dict[str, str | None] = {files.below(files.sidecar): changed}
    told = [f"{name} is the new document"]
    if (sources / ANCHORS / f"{report.id}.json").exists():
        number = 1 + max((_number(p) for p in files.beside if p.suffix == ".json"), default=0)
        kept = version_file(report.id, number)
        text = version_text(version_of(report, number, date, reason))
        texts[kept] = text
        sums[kept] = hashlib.sha256(text.encode()).hexdigest()
        told.append(f"{kept} has the text as it was")
    else:
        told.append("the text was never published, so that it is not kept")
    texts[CHECKSUMS] = checksums_bytes(sums).decode()
    told.append("run 'cefu build', read what it says of addresses, and commit sources/")
    return Plan(texts, aside=(old.name,), told=tuple(told)), name


def _number(path: Path) -> int:
    return int(path.name.split(".")[-2])
