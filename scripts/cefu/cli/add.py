"""``cefu add``: documents into ``sources/``, with checksum and a first sidecar."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from cefu.archive.adding import Added, added, files_of, proposed_id
from cefu.archive.life.files import ORIGINALS
from cefu.inputs.documents.recognising import recognised
from cefu.inputs.sources import CHECKSUMS, read_checksums
from cefu.model.errors import CefuError
from cefu.site.writing import write_atomically


def add(
    files: Sequence[Path], sources: Path, *, ident: str = "", ocr: bool = False
) -> Iterator[str]:
    """Add each of ``files``; what was done and what a keeper must know, line by line.

    Nothing is written where one cannot be read.  Raises ``CefuError``.
    """
    if ident and len(files) > 1:
        raise CefuError("--id names one report", remedy="Add the documents one by one")
    read = [_read(path, sources, ident, ocr) for path in files]
    names = [item.ident for item, _ in read]
    if len(set(names)) < len(names):
        raise CefuError(
            f"two documents would have the id {max(names, key=names.count)}",
            remedy="Add them one by one, with --id",
        )
    sums = read_checksums(sources / CHECKSUMS)
    made = files_of([item for item, _ in read], sums, date.today())
    for name, data in made.items():
        if not (name.endswith(".yml") and (sources / name).exists()):
            write_atomically(sources / name, data)
    for item, scan in read:
        if scan:
            write_atomically(sources / ORIGINALS / item.name, scan)
        yield f"added {item.name}; what it says of itself is in {item.ident}.yml: check it"
        yield from (f"note: {told}" for told in item.told)


def _read(path: Path, sources: Path, ident: str, ocr: bool) -> tuple[Added, bytes]:
    """What is to be added, and the scan it was made from, if any."""
    if not ocr:
        return added(path, sources, ident), b""
    if path.suffix.lower() != ".pdf":
        raise CefuError("only a PDF can be recognised", file=path, remedy="Leave out --ocr")
    made = recognised(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        copy.write_bytes(made.pdf)
        item = added(copy, sources, ident or proposed_id(path), f"{made.confidence:.2f}")
    return item, path.read_bytes()
