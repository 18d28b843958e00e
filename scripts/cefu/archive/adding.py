"""A document added to an archive: checked, copied, fixed by its checksum, described.

The sidecar that is written holds what the document says of itself, each value
with where it was read, for a keeper to check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from cefu.archive.report import report_of
from cefu.inputs.documents import read_document
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import REPORT_ID, read_checksums, source_at
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.model.received import Document, Evidence

_UNFIT = re.compile(r"[^\w.-]+")
#: Names that programs give to what has none.
_NO_TITLE = re.compile(
    r"(?:microsoft word - .*|untitled.*|無標題.*|无标题.*|未命名.*|document\d*|.*\.(?:docx?|pdf|indd|wps|pptx?))",
    re.I,
)
_NO_AUTHOR = re.compile(
    r"(?:\(?anonymous\)?|unknown|佚名|user|admin(?:istrator)?|owner|windows.*|microsoft.*|\w{0,3}|.*\\.*)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Added:
    """What is to be written: the document's bytes, its sidecar, and what a keeper must know."""

    ident: str
    name: str
    data: bytes
    sidecar: str
    told: tuple[str, ...]


def proposed_id(path: Path) -> str:
    """A report id after the name of a file.

    >>> proposed_id(Path("2018 年報 (final).pdf"))
    '2018-年報-final'
    """
    return re.sub(r"\.{2,}", ".", _UNFIT.sub("-", path.stem)).strip("-._")[:80]


def added(path: Path, sources: Path, ident: str = "", machine_read: str = "") -> Added:
    """The document at ``path`` as it will stand in ``sources``.

    ``machine_read`` is the mean confidence of a recognised text.  Raises
    ``CefuError`` where it cannot be read or its id is taken.
    """
    ident = ident or proposed_id(path)
    if not REPORT_ID.fullmatch(ident):
        raise CefuError(
            f"{ident!r} cannot be a report id",
            file=path,
            remedy="Choose one with --id: letters, digits, - and _ only",
        )
    name = ident + path.suffix.lower()
    same = [p.name for p in sorted(sources.glob("*")) if p.stem.lower() == ident.lower()]
    taken = [name for name in same if not name.endswith(".yml")]
    if taken or name in read_checksums(sources / "SHA256SUMS"):
        raise CefuError(
            f"the archive has {taken[0] if taken else name} already",
            file=path,
            remedy="Choose another id with --id, or take the old document out first",
        )
    document = read_document(path)
    report = report_of(document, source_at(path), Sidecar())
    told = tuple(f"{f.problem}. {f.remedy}." for f in document.faults)
    return Added(ident, name, path.read_bytes(), sidecar_text(report, document, machine_read), told)


def sidecar_text(report: Report, document: Document, machine_read: str = "") -> str:
    """A sidecar in YAML with what the report prints and its file says, and where."""
    record = report.record
    lines = ["# Read from the document itself. Check each value against it."]
    title = dict(record.title)
    said = document.metadata.get("title")
    printed = any(block.type == "title" for block in report.blocks)
    if not printed and said and not _NO_TITLE.fullmatch(said.value):
        title = {record.language: said.value}
    where = "as printed" if printed else said.where if said else "the file's name"
    lines.append(f"title: {_names(title)}  # {where}{_otherwise(title, said)}")
    inferred: dict[str, str] = {}
    author = document.metadata.get("author")
    if record.authors:
        names = [f"  - name: {_names(a.name)}  # as printed" for a in record.authors]
        lines.extend(["authors:", *names])
    elif author and not _NO_AUTHOR.fullmatch(author.value):
        lines.append("authors:")
        lines.extend(
            f"  - name: {_names({record.language: name.strip()})}  # {author.where}"
            for name in re.split(r"[、;；]", author.value)
            if name.strip()
        )
        inferred["authors"] = f"{author.where}; the text prints none"
    for key in ("publisher", "series"):
        names_ = getattr(record, key)
        if names_:
            lines.append(f"{key}: {_names(names_)}  # as printed")
    said = document.metadata.get("publisher")
    if said and not record.publisher:
        lines.append(f"publisher: {_names({record.language: said.value})}  # {said.where}")
        inferred["publisher"] = f"{said.where}; the text prints none"
    if record.issue:
        lines.append(f"issue: {_quoted(record.issue)}  # as printed")
    lines.extend(_date_lines(report, document.metadata, inferred))
    lines.append(f"language: {record.language}")
    lines.append(f"original_file: {_quoted(report.source_file)}")
    if machine_read:
        lines.append(f"machine_read: {_quoted(machine_read)}  # mean confidence of recognition")
    if inferred:
        lines.append("inferred:")
        lines.extend(f"  {key}: {_quoted(reason)}" for key, reason in inferred.items())
    return "\n".join(lines) + "\n"


def _date_lines(
    report: Report, metadata: Mapping[str, Evidence], inferred: dict[str, str]
) -> Sequence[str]:
    if report.record.date:
        return [f"date: {_quoted(report.record.date)}  # as printed"]
    said = metadata.get("date")
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", said.value) if said else None
    if said and day:
        inferred["date"] = f"{said.where}; the text prints none"
        return [f"date: {_quoted(day.group())}  # {said.where}"]
    made = metadata.get("created")
    return (
        [f"# date: not printed; the file was made on {made.value} ({made.where})"] if made else []
    )


def _otherwise(title: Mapping[str, str], said: Evidence | None) -> str:
    if not said or said.value in title.values() or _NO_TITLE.fullmatch(said.value):
        return ""
    return f"; {said.where} has {' '.join(said.value.split())}"


def _names(names: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{lang}: {_quoted(text)}" for lang, text in names.items()) + "}"


def _quoted(text: str) -> str:
    """A YAML string: JSON's are a part of YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
