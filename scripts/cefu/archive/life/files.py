"""The files of one report, and what is to become of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cefu.inputs.gists import FOLDER as GISTS
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import CHECKSUMS, is_document, read_checksums
from cefu.inputs.summaries import FOLDER as SUMMARIES
from cefu.inputs.translations import FOLDER as TRANSLATIONS
from cefu.inputs.versions import FOLDER as VERSIONS
from cefu.model.errors import CefuError
from cefu.model.language import LANGS

#: Where the scan lies whose text was recognised.
ORIGINALS = "originals"


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to become of files; all are named below ``sources/``.

    ``texts`` is what text files are to hold (None: to be gone), ``moves`` the new names of files
    after that, ``aside`` those that are to lie outside the sources from then on.  ``told`` is
    what was done, line by line.
    """

    texts: Mapping[str, str | None]
    moves: Mapping[str, str] = field(default_factory=dict)
    aside: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """A report's files in ``sources/``: most are named ``stem``, some by the report's id."""

    sources: Path
    ident: str
    stem: str
    documents: tuple[Path, ...]

    @property
    def sidecar(self) -> Path:
        return self.sources / f"{self.stem}.yml"

    @property
    def text(self) -> str:
        """What the sidecar holds now; '' where there is none."""
        return self.sidecar.read_bytes().decode("utf-8") if self.sidecar.exists() else ""

    @property
    def said(self) -> Sidecar:
        """What the sidecar says.  Raises ``CefuError`` where it cannot be read."""
        return read_sidecar(self.sidecar) if self.sidecar.exists() else Sidecar()

    @property
    def beside(self) -> list[Path]:
        """Gists, summaries, translations, older versions and scans of the report."""
        names = [f"{folder}/{self.ident}.yml" for folder in (GISTS, SUMMARIES)]
        names += [f"{TRANSLATIONS}/{self.stem}.{lang}.yml" for lang in LANGS]
        names += [f"{ORIGINALS}/{path.name}" for path in self.documents]
        found = [path for name in names if (path := self.sources / name).exists()]
        return found + sorted((self.sources / VERSIONS).glob(f"{self.ident}.[0-9]*.json"))

    def named(self, path: Path, new: str) -> Path:
        """Where the file at ``path`` lies once the report is ``new``."""
        own = self.stem if path.name.startswith(self.stem + ".") else self.ident
        return path.with_name(new + path.name.removeprefix(own))

    def below(self, path: Path) -> str:
        """The name of ``path`` below ``sources/``."""
        return path.relative_to(self.sources).as_posix()

    def sums(self) -> tuple[dict[str, str], list[str]]:
        """All checksums by name, and the names that are this report's."""
        sums = read_checksums(self.sources / CHECKSUMS)
        own = {self.below(path) for path in (*self.documents, *self.beside)}
        return sums, [name for name in sums if name in own]


def every_report(sources: Path) -> dict[str, ReportFiles]:
    """The files of all reports, by id.  Raises ``CefuError`` where a sidecar cannot be read."""
    documents: dict[str, list[Path]] = {}
    for path in sorted(p for p in sources.glob("*") if p.is_file() and is_document(p)):
        documents.setdefault(path.stem, []).append(path)
    found = {}
    for stem, own in documents.items():
        # A text beside a document is not what is read.
        own.sort(key=lambda path: path.suffix.lower() == ".txt")
        ident = ReportFiles(sources, stem, stem, ()).said.id or stem
        found[ident] = ReportFiles(sources, ident, stem, tuple(own))
    return found


def files_of(sources: Path, ident: str) -> ReportFiles:
    """The files of the report ``ident``, by its name or by the id in its sidecar.

    Raises ``CefuError`` where there is no such report.
    """
    known = every_report(sources)
    if ident not in known:
        raise CefuError(
            f"there is no report {ident!r}", remedy=f"Known: {', '.join(sorted(known)) or 'none'}"
        )
    return known[ident]


def entry(key: str, value: object) -> str:
    """An entry of YAML on one line: JSON's values are a part of YAML's.

    >>> entry("former_ids", ["river"])
    'former_ids: ["river"]'
    """
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
