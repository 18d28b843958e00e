"""Life of a report: it gets another id, or its text is taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cefu.archive.report import make_report
from cefu.cli.add import ORIGINALS
from cefu.inputs.editing.entries import entries, with_entry, without_entry
from cefu.inputs.gists import FOLDER as GISTS
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import (
    CHECKSUMS,
    REPORT_ID,
    checksums_bytes,
    is_document,
    read_checksums,
    source_at,
)
from cefu.inputs.summaries import FOLDER as SUMMARIES
from cefu.inputs.translations import FOLDER as TRANSLATIONS
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, LANGS, ORIGINAL
from cefu.model.record import Record
from cefu.site.writing import write_over


@dataclass(frozen=True, slots=True)
class _Files:
    """A report's files in ``sources/``: most are named ``stem``, some by the report's id."""

    sources: Path
    ident: str
    stem: str
    documents: tuple[Path, ...]

    @property
    def sidecar(self) -> Path:
        return self.sources / f"{self.stem}.yml"

    @property
    def before(self) -> bytes | None:
        """What the sidecar holds now; None where there is none."""
        return self.sidecar.read_bytes() if self.sidecar.exists() else None

    @property
    def beside(self) -> list[Path]:
        """Gists, summaries, translations and scans of the report."""
        names = [f"{folder}/{self.ident}.yml" for folder in (GISTS, SUMMARIES)]
        names += [f"{TRANSLATIONS}/{self.stem}.{lang}.yml" for lang in LANGS]
        names += [f"{ORIGINALS}/{path.name}" for path in self.documents]
        return [path for name in names if (path := self.sources / name).exists()]

    def named(self, path: Path, new: str) -> Path:
        """Where the file at ``path`` lies once the report is ``new``."""
        own = self.stem if path.name.startswith(self.stem + ".") else self.ident
        return path.with_name(new + path.name.removeprefix(own))


def rename(sources: Path, old: str, new: str) -> Iterator[str]:
    """Name the report ``old`` and its files ``new``; what was done, line by line.

    Raises ``CefuError``, with nothing changed, where there is no such report or the new id
    is taken or was ever published.
    """
    files = _files(sources, old)
    _check_free(sources, new, files)
    before = files.before
    text = (before or b"").decode("utf-8")
    former = list(dict.fromkeys([*_sidecar(files).former_ids, old]))
    text = without_entry(text, "id", files.sidecar)
    text = with_entry(text, "former_ids", _line("former_ids", former), files.sidecar)
    sums = read_checksums(sources / CHECKSUMS)
    moves = [path for path in (*files.documents, *files.beside, files.sidecar) if path.exists()]
    write_over(files.sidecar, before, text.encode())
    for path in dict.fromkeys([*moves, files.sidecar]):
        target = files.named(path, new)
        path.rename(target)
        yield f"{path.relative_to(sources)} is now {target.relative_to(sources)}"
    renamed = {new + name.removeprefix(files.stem): sums.pop(name) for name in _own(sums, files)}
    if renamed:
        write_over(
            sources / CHECKSUMS, (sources / CHECKSUMS).read_bytes(), checksums_bytes(sums | renamed)
        )
    yield f"/reports/{old}/ will lead to /reports/{new}/: run 'cefu build' and commit sources/"


def withdraw(
    sources: Path, report: str, date: str, reasons: tuple[str, str], delete: bool
) -> Iterator[str]:
    """Say in the sidecar of ``report`` that its text was taken back on ``date`` (EDTF).

    ``reasons`` are for readers, in the original language and in English ('': none).
    ``delete`` takes the document, its gists, translations and scan out of ``sources``.
    Raises ``CefuError``, with nothing changed, where there is no such report.
    """
    try:
        parse(date)
    except EdtfError as error:
        raise CefuError(f"{date!r} is no date: {error.problem}", remedy=error.remedy) from None
    files = _files(sources, report)
    before = files.before
    text = (before or b"").decode("utf-8")
    had = entries(text, files.sidecar)
    record = make_report(source_at(files.documents[0]), _sidecar(files)).record
    for key, value in _told(record).items():
        if key not in had:
            text = with_entry(text, key, _line(key, value), files.sidecar)
            yield f"{files.sidecar.name}: {key} written down, as the text has it"
    reason = {
        lang: words for lang, words in zip((ORIGINAL, ENGLISH), reasons, strict=True) if words
    }
    line = _line("withdrawn", {"date": date, "reason": reason})
    text = with_entry(text, "withdrawn", line, files.sidecar)
    write_over(files.sidecar, before, text.encode())
    yield f"{files.sidecar.name} says that the text was withdrawn on {date}"
    if delete:
        yield from _deleted(files)
    else:
        kept = ", ".join(path.name for path in (*files.documents, *files.beside))
        yield f"still in sources/, and not published with the site: {kept}"
        yield "  whoever has the repository has them; --delete-document takes them out"
    yield "run 'cefu build', publish, and commit sources/; git's history keeps what was committed"


def _deleted(files: _Files) -> Iterator[str]:
    sums = read_checksums(files.sources / CHECKSUMS)
    for path in (*files.beside, *files.documents):
        path.unlink()
        yield f"{path.relative_to(files.sources)} is deleted"
    left = {name: digest for name, digest in sums.items() if name not in _own(sums, files)}
    if left != sums:
        checksums = files.sources / CHECKSUMS
        write_over(checksums, checksums.read_bytes(), checksums_bytes(left))


def _own(sums: Mapping[str, str], files: _Files) -> list[str]:
    return [name for name in sums if name in {path.name for path in files.documents}]


def _files(sources: Path, ident: str) -> _Files:
    """The files of the report ``ident``, by its name or by the id in its sidecar."""
    documents = sorted(p for p in sources.glob("*") if p.is_file() and is_document(p))
    known: dict[str, str] = {}
    for stem in dict.fromkeys(path.stem for path in documents):
        sidecar = _sidecar(_Files(sources, stem, stem, ()))
        known[sidecar.id or stem] = stem
    if ident not in known:
        raise CefuError(
            f"there is no report {ident!r}", remedy=f"Known: {', '.join(sorted(known)) or 'none'}"
        )
    own = [path for path in documents if path.stem == known[ident]]
    # A text beside a document is not what is read.
    own.sort(key=lambda path: path.suffix.lower() == ".txt")
    return _Files(sources, ident, known[ident], tuple(own))


def _sidecar(files: _Files) -> Sidecar:
    return read_sidecar(files.sidecar) if files.sidecar.exists() else Sidecar()


def _check_free(sources: Path, new: str, files: _Files) -> None:
    if not REPORT_ID.fullmatch(new):
        raise CefuError(
            f"{new!r} cannot be a report id", remedy="Use letters, digits, - and _ only"
        )
    taken = [p.name for p in sources.glob("*") if p.stem.lower() == new.lower()]
    if (taken and new.lower() != files.stem.lower()) or (sources / f"anchors/{new}.json").exists():
        raise CefuError(
            f"the id {new!r} is that of another report, or was published before",
            remedy="Choose one that was never used",
        )


def _told(record: Record) -> dict[str, Any]:
    """What a sidecar would have of ``record``, by key; empty values left out."""
    authors = [
        {
            key: value
            for key, value in (
                ("name", dict(agent.name)),
                ("role", agent.role),
                ("affiliation", dict(agent.affiliation)),
                ("id", agent.id),
            )
            if value
        }
        for agent in record.authors
    ]
    told: dict[str, Any] = {"title": dict(record.title), "authors": authors}
    told |= {key: dict(getattr(record, key)) for key in ("publisher", "series", "container")}
    told |= {key: getattr(record, key) for key in ("issue", "pages", "date", "language")}
    return {key: value for key, value in told.items() if value}


def _line(key: str, value: object) -> str:
    """An entry of YAML on one line: JSON's values are a part of YAML's."""
    return f"{key}: {json.dumps(value, ensure_ascii=False)}"
