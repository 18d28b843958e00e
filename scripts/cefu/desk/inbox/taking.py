"""Taking a document in, as ``cefu add`` does; and taking that back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from cefu.archive.adding import Added, Said, check_id, corrected, files_of, sidecar_text
from cefu.archive.life.files import ORIGINALS
from cefu.desk.decisions import journal
from cefu.desk.decisions.deciding import replacement
from cefu.desk.inbox.box import Item
from cefu.desk.inbox.looking import Look
from cefu.desk.inbox.scans import confidence_of, scan_of
from cefu.inputs.sources import CHECKSUMS, checksums_bytes, read_checksums
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.model.language import Names
from cefu.site.project import Project
from cefu.site.writing import write_over

#: What taking in has written, noted beside the document.
_TAKEN = "taken.json"


def take_in(
    project: Project, item: Item, look: Look, ident: str, keeper: Mapping[str, Any]
) -> list[str]:
    """Put the document into ``sources`` as the report ``ident``; the names of the files written.

    ``keeper`` has the values as the keeper left them.  Raises ``CefuError``, with nothing
    written, where the id will not do or the document cannot be read.
    """
    if look.known is None:
        raise CefuError("a document that cannot be read is not taken in", remedy=look.faults[0])
    sources = project.sources
    check_id(ident, item.path, sources)
    sidecar = sources / f"{ident}.yml"
    if sidecar.exists():
        raise CefuError(
            f"there is a sidecar {sidecar.name} already",
            file=sidecar,
            remedy="Choose another id, or take it out first",
        )
    said = corrected(look.said, keeper)
    if confidence := confidence_of(item):
        said.append(Said("machine_read", confidence, "mean confidence of recognition"))
    text = sidecar_text(said)
    data = item.path.read_bytes()
    added = Added(ident, ident + item.path.suffix, data, text, look.faults)
    made = files_of([added], read_checksums(sources / CHECKSUMS), date.today())
    sums = made.pop(CHECKSUMS)
    if scan := scan_of(item):
        made[f"{ORIGINALS}/{added.name}"] = scan.read_bytes()
    before = _checksums(project)
    written = []
    try:
        for name, content in made.items():
            write_over(sources / name, None, content)
            written.append(sources / name)
        write_over(sources / CHECKSUMS, before, sums)
    except (OSError, CefuError):
        for path in written:
            path.unlink()
        raise
    digests = {name: sha256(content).hexdigest() for name, content in made.items()}
    _write_note(item, {"written": digests, "replaced": ""})
    return list(made)


def take_over(project: Project, item: Item, look: Look, report: Report, reason: Names) -> list[str]:
    """Put the document in the place of that of ``report``: a better text, for the ``reason`` given.

    Its addresses follow the text with the next build; what was published stays as an older
    version.  Raises ``CefuError``, with nothing written, where that cannot be.
    """
    if look.known is None:
        raise CefuError("a document that cannot be read is not taken in", remedy=look.faults[0])
    held = project.sources / report.source_file
    if not held.exists() or sha256(held.read_bytes()).hexdigest() != report.sha256:
        raise CefuError(
            f"{held.name} has changed and is being read", remedy="Try again in a moment"
        )
    today = date.today().isoformat()
    recognised = scan_of(item), confidence_of(item)
    decision, _ = replacement(project.root, report, item.path, today, reason, *recognised)
    put = journal.keep(project.root, decision).decision.moves[-1]
    name = put.to.removeprefix("sources/")
    _write_note(item, {"written": {name: put.sha256}, "replaced": report.source_file})
    return [name]


def take_back(project: Project, item: Item) -> list[str]:
    """Undo what taking ``item`` in has written; the names of the files put back or taken out.

    Raises ``CefuError``, with nothing changed, where one of them was changed since.
    """
    note = json.loads((item.folder / _TAKEN).read_text("utf-8"))
    if note["replaced"]:
        return [*note["written"], *_given_back(project, item, note)]
    sources = project.sources
    for name, digest in note["written"].items():
        path = sources / name
        if not path.exists() or sha256(path.read_bytes()).hexdigest() != digest:
            raise CefuError(
                "the file was changed after the document was taken in",
                file=path,
                remedy="Nothing was taken back: take it out by hand if you no longer want it",
            )
    before = _checksums(project)
    sums = read_checksums(sources / CHECKSUMS)
    for name in note["written"]:
        (sources / name).unlink()
        sums.pop(name, None)
    write_over(sources / CHECKSUMS, before, checksums_bytes(sums))
    (item.folder / _TAKEN).unlink()
    return list(note["written"])


def _given_back(project: Project, item: Item, note: Mapping[str, Any]) -> list[str]:
    """Give a report its former document back: the step of the journal that replaced it."""
    ((name, digest),) = note["written"].items()
    last = journal.last(project.root)
    put = last.decision.moves[-1:] if last else ()
    if [(move.to, move.sha256) for move in put] != [(f"sources/{name}", digest)]:
        raise CefuError(
            "this is not the last step", remedy="Take back what was decided since, then this"
        )
    journal.undo(project.root)
    (item.folder / _TAKEN).unlink()
    return [note["replaced"]]


def taken(item: Item) -> tuple[str, ...]:
    """The files in ``sources`` that taking ``item`` in has written; () while it waits."""
    try:
        return tuple(json.loads((item.folder / _TAKEN).read_text("utf-8"))["written"])
    except (OSError, ValueError, KeyError):
        return ()


def _write_note(item: Item, note: Mapping[str, Any]) -> None:
    (item.folder / _TAKEN).write_text(json.dumps(note, ensure_ascii=False), "utf-8")


def _checksums(project: Project) -> bytes | None:
    path = project.sources / CHECKSUMS
    return path.read_bytes() if path.exists() else None
