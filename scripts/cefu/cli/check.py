"""Checks and explanations for keepers; nothing here writes a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cefu.addresses import current
from cefu.archive.ledger_report import (
    fault_lines,
    furniture_lines,
    tally,
    unsure_lines,
    unsure_table,
)
from cefu.archive.reading import read_archive
from cefu.archive.report import make_report
from cefu.inputs.authorities import load_ignored
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import (
    CHECKSUMS,
    checksums_bytes,
    is_document,
    read_sources,
    source_at,
)
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.names.suggest import suggest
from cefu.site.project import Project
from cefu.site.writing import write_atomically


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, line by line, and whether all is well."""

    lines: tuple[str, ...]
    sound: bool
    #: places where the reading was not sure, one mapping a place
    unsure: tuple[dict[str, object], ...] = ()


def check(project: Project, *, update_checksums: bool = False) -> Checked:
    """Read the whole archive and compare the lock file with what a build would write.

    Raises ``CefuError`` on bad input.  ``update_checksums`` first accepts the
    texts as they are.
    """
    if update_checksums:
        sums = {
            path.name: sha256(path.read_bytes()).hexdigest()
            for path in project.sources.glob("*")
            if path.is_file() and is_document(path)
        }
        write_atomically(project.sources / CHECKSUMS, checksums_bytes(sums))
    archive = read_archive(project.sources)
    lines = [
        f"{r.id}: {len(r.source_text):,} characters accounted for, "
        f"{len(r.blocks):,} blocks, {len(r.notes)} notes"
        for r in archive.reports
    ]
    lines.extend(archive.changes)
    lines.extend(line for report in archive.reports for line in fault_lines(report))
    for report in archive.reports:
        lines.extend(f"{report.id}, unsure: {line}" for line in unsure_lines(report))
    sound = current(project.sources, archive.lock)
    if not sound:
        lines.append("sources/anchors/ is not up to date: run 'cefu build' and commit it")
    return Checked(tuple(lines), sound, tuple(unsure_table(archive.reports)))


def explain(name: str, folder: Path, *, everything: bool) -> Iterator[str]:
    """Lines that tell what normalisation did to one report."""
    report = _one(name, folder)
    yield f"{report.source_file}: {len(report.source_text):,} characters, {report.encoding}"
    yield from (f"  {line}" for line in fault_lines(report))
    for fate, rule, places, count in tally(report.ledger):
        yield f"  {fate:<10} {rule:<22} {count:>8,} characters in {places:,} places"
    for number, rule, text in furniture_lines(report):
        yield f"  line {number}: {rule}: {text}"
    yield from (f"  unsure, {line}" for line in unsure_lines(report))
    if everything:
        for entry in report.ledger:
            words = report.source_text[entry.start : entry.end]
            shown = words if len(words) <= 40 else f"{words[:28]}…{words[-10:]}"
            where = f" in {entry.where}" if entry.where else ""
            yield f"  {entry.start}-{entry.end} {entry.fate} ({entry.rule}){where}: {shown!r}"


def unsure_places(name: str, folder: Path) -> list[dict[str, object]]:
    """The places of one report where the reading was not sure."""
    return unsure_table([_one(name, folder)])


def _one(name: str, folder: Path) -> Report:
    path = Path(name)
    if not path.is_file() or not is_document(path):
        found = [p for p in sorted((folder / "sources").glob(f"{name}.*")) if is_document(p)]
        # A text beside a document of the same report is not what is read.
        path = next((p for p in found if p.suffix != ".txt"), found[0] if found else path)
    if not path.is_file():
        known = ", ".join(s.id for s in read_sources(folder / "sources"))
        raise CefuError(f"there is no report {name!r}", remedy=f"Known: {known or 'none'}.")
    sidecar_path = path.with_suffix(".yml")
    sidecar = read_sidecar(sidecar_path) if sidecar_path.exists() else Sidecar()
    return make_report(source_at(path), sidecar)


def suggestions(project: Project) -> Iterator[str]:
    """Names without a record, most frequent first, each with its first place."""
    archive = read_archive(project.sources)
    ignore = project.sources / "authorities" / "ignore.yml"
    ignored = load_ignored(ignore) if ignore.exists() else {}
    found = suggest(archive.reports, archive.authorities, ignored)
    for item in found:
        gloss = f" ({item.latin})" if item.latin else ""
        yield f"{item.form}{gloss}: {item.evidence}, {item.count}×, {item.report}#{item.block}: {item.context}"
    if not found:
        yield "every name has a record or a reason to be ignored"
