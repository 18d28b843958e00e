"""Sources: the files of an archive, with checksums verified."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cefu.inputs.documents import SUFFIXES
from cefu.inputs.files import fault_of, read_kept
from cefu.model.errors import CefuError, raise_all

#: Report ids become folder names and addresses: nothing that could leave the tree.
#: Letters may be of any script; a file may well be named in Chinese.
REPORT_ID = re.compile(r"[^\W_](?:[\w-]|\.(?!\.)){0,79}(?<!\.)")
CHECKSUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True)
class Source:
    """One document as received: ``path`` with the checksum of its bytes.

    ``twin`` is a plain text of the same report, which is compared and not read.
    """

    id: str
    path: Path
    sha256: str
    twin: Path | None = None
    twin_sha256: str = ""


def is_document(path: Path) -> bool:
    """Whether ``path`` is a document and not one of the folder's own files."""
    return (
        path.suffix.lower() in SUFFIXES
        and path.stem.upper() != "README"
        and not path.name.startswith((".", "~$"))
    )


def read_sources(folder: Path) -> list[Source]:
    """All documents in ``folder``, in order of name, checksums verified.

    Raises ``CefuError`` where a file differs from its checksum, or where its name
    cannot be an address.
    """
    paths = sorted(p for p in folder.glob("*") if is_document(p))
    raise_all([fault for path in paths if (fault := _fault(path))])
    sums = read_checksums(folder / CHECKSUMS)
    digests = {path: _verified(path, sums) for path in paths}
    missing = sorted(name for name in sums if is_document(Path(name)))
    if missing:
        raise CefuError(
            f"{CHECKSUMS} lists {missing[0]}, which is gone",
            file=folder / CHECKSUMS,
            remedy="Restore the file; or, if it is meant to go, take its line out",
        )
    sources = list(_paired(digests))
    _check_capitals(sources)
    return sources


def _fault(path: Path) -> CefuError | None:
    """Why a document cannot be read, or its name cannot be an address."""
    if fault := fault_of(path):
        return CefuError(
            f"{path.name!r} has the name of a document but {fault}",
            file=path,
            remedy="Remove it, or put the document itself in its place",
        )
    if REPORT_ID.fullmatch(path.stem):
        return None
    return CefuError(
        f"the file name {path.name!r} cannot be a report id",
        file=path,
        remedy="Rename it to letters, digits, - and _ only, without blanks, such as "
        f"brief-2018-05{path.suffix}",
    )


def _verified(path: Path, sums: dict[str, str]) -> str:
    """The checksum of ``path``, taken out of ``sums``."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    expected = sums.pop(path.name, None)
    if expected is not None and expected != digest:
        raise CefuError(
            f"the file is not what {CHECKSUMS} fixes: its SHA-256 is {digest}",
            file=path,
            remedy="Restore the file; or, if the change is meant, run "
            "'cefu check --update-checksums'",
        )
    return digest


def _paired(digests: Mapping[Path, str]) -> Iterator[Source]:
    """One source for each report: a document, with the plain text that lies beside it."""
    by_id: dict[str, list[Path]] = {}
    for path in digests:
        by_id.setdefault(path.stem, []).append(path)
    for ident, paths in by_id.items():
        texts = [p for p in paths if p.suffix.lower() == ".txt"]
        others = [p for p in paths if p not in texts]
        if len(others) > 1 or len(texts) > 1:
            raise CefuError(
                f"{paths[0].name} and {paths[1].name} are documents of one report",
                file=paths[1],
                remedy="Keep one of them; beside it only a .txt may lie, to be compared",
            )
        path = (others or texts)[0]
        twin = texts[0] if others and texts else None
        yield Source(ident, path, digests[path], twin, digests[twin] if twin else "")


def _check_capitals(sources: list[Source]) -> None:
    lowered: dict[str, Path] = {}
    for source in sources:
        twin = lowered.setdefault(source.id.lower(), source.path)
        if twin is not source.path:
            raise CefuError(
                f"the id {source.id!r} differs from that of {twin.name} only in capitals",
                file=source.path,
                remedy="Rename one of the two",
            )


def source_at(path: Path) -> Source:
    """The document at ``path`` alone, without the rest of its folder."""
    return Source(path.stem, path, hashlib.sha256(path.read_bytes()).hexdigest())


def read_checksums(path: Path) -> dict[str, str]:
    """File name -> SHA-256, from a file in the form of ``sha256sum``; {} if none."""
    if not os.path.lexists(path):
        return {}
    sums: dict[str, str] = {}
    for number, line in enumerate(read_kept(path).splitlines(), 1):
        match = re.fullmatch(r"([0-9a-f]{64}) [ *](\S+)", line)
        if not match:
            raise CefuError(
                f"cannot read {line!r}",
                file=path,
                line=number,
                remedy="Each line is a SHA-256, two spaces and a file name",
            )
        sums[match.group(2)] = match.group(1)
    return sums


def checksums_bytes(sources: Mapping[str, str]) -> bytes:
    """The checksum file for ``{file name: sha256}``, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(sources.items())).encode()
