"""Taking a document in, as ``cefu add`` does; and taking that back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from cefu.archive.adding import Added, check_id, corrected, files_of, sidecar_text
from cefu.desk.inbox.box import Item
from cefu.desk.inbox.looking import Look
from cefu.inputs.sources import CHECKSUMS, checksums_bytes, read_checksums
from cefu.model.errors import CefuError
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
    text = sidecar_text(corrected(look.said, keeper))
    data = item.path.read_bytes()
    added = Added(ident, ident + item.path.suffix, data, text, look.faults)
    made = files_of([added], read_checksums(sources / CHECKSUMS), date.today())
    sums = made.pop(CHECKSUMS)
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
    _note(item, made, "")
    return list(made)


def take_over(project: Project, item: Item, look: Look, name: str) -> list[str]:
    """Put the document in the place of ``name`` in ``sources``: a better text of that report.

    Its sidecar stays as it is, and its addresses follow the text with the next build.
    """
    if look.known is None:
        raise CefuError("a document that cannot be read is not taken in", remedy=look.faults[0])
    sources, old = project.sources, project.sources / name
    new = old.with_suffix(item.path.suffix)
    sums = read_checksums(sources / CHECKSUMS)
    if new != old and new.exists():
        raise CefuError(
            f"there is {new.name} beside {name}", remedy="Take one of the two out first"
        )
    before = _checksums(project)
    data, held = item.path.read_bytes(), old.read_bytes()
    sums.pop(name, None)
    sums[new.name] = sha256(data).hexdigest()
    write_over(new, held if new == old else None, data)
    if new != old:
        old.unlink()
    write_over(sources / CHECKSUMS, before, checksums_bytes(sums))
    (item.folder / "replaced").write_bytes(held)
    _note(item, {new.name: data}, name)
    return [new.name]


def take_back(project: Project, item: Item) -> list[str]:
    """Undo what taking ``item`` in has written; the names of the files put back or taken out.

    Raises ``CefuError``, with nothing changed, where one of them was changed since.
    """
    note = json.loads((item.folder / _TAKEN).read_text("utf-8"))
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
    if old := note["replaced"]:
        held = (item.folder / "replaced").read_bytes()
        write_over(sources / old, None, held)
        sums[old] = sha256(held).hexdigest()
    write_over(sources / CHECKSUMS, before, checksums_bytes(sums))
    (item.folder / _TAKEN).unlink()
    return [*note["written"], *filter(None, [old])]


def taken(item: Item) -> tuple[str, ...]:
    """The files in ``sources`` that taking ``item`` in has written; () while it waits."""
    try:
        return tuple(json.loads((item.folder / _TAKEN).read_text("utf-8"))["written"])
    except (OSError, ValueError, KeyError):
        return ()


def _note(item: Item, written: Mapping[str, bytes], replaced: str) -> None:
    digests = {name: sha256(data).hexdigest() for name, data in written.items()}
    note = {"written": digests, "replaced": replaced}
    (item.folder / _TAKEN).write_text(json.dumps(note, ensure_ascii=False), "utf-8")


def _checksums(project: Project) -> bytes | None:
    path = project.sources / CHECKSUMS
    return path.read_bytes() if path.exists() else None
