"""A document added to an archive: checked, copied, fixed by its checksum, described.

The sidecar that is written holds what the document says of itself, each value
with where it was read, for a keeper to check.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cefu.archive.report import report_of
from cefu.inputs.documents import read_document
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import (
    CHECKSUMS,
    REPORT_ID,
    checksums_bytes,
    read_checksums,
    source_at,
)
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.model.received import Document, Evidence

#: Where a value was read that the text prints.
PRINTED = "as printed"
#: Where a date was read that the text does not print.
INFERRED = "not printed, inferred from what the text tells"
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


@dataclass(frozen=True, slots=True)
class Said:
    """What a document says of itself: the ``value`` of a sidecar's ``key``, and ``where`` it was
    read.  ``reason`` is set where the text does not print it."""

    key: str
    value: Any
    where: str
    reason: str = ""


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
    check_id(ident, path, sources)
    document = read_document(path)
    report = report_of(document, source_at(path), Sidecar())
    told = tuple(f"{f.problem}. {f.remedy}." for f in document.faults)
    sidecar = sidecar_text(said_of(report, document, machine_read))
    return Added(ident, ident + path.suffix.lower(), path.read_bytes(), sidecar, told)


def check_id(ident: str, path: Path, sources: Path) -> None:
    """Raise ``CefuError`` where ``ident`` cannot be a report's id, or is that of another."""
    if not REPORT_ID.fullmatch(ident):
        raise CefuError(
            f"{ident!r} cannot be a report id",
            file=path,
            remedy="Choose one of letters, digits, - and _ only",
        )
    name = ident + path.suffix.lower()
    same = [p.name for p in sorted(sources.glob("*")) if p.stem.lower() == ident.lower()]
    taken = [name for name in same if not name.endswith(".yml")]
    if taken or name in read_checksums(sources / CHECKSUMS):
        raise CefuError(
            f"the archive has {taken[0] if taken else name} already",
            file=path,
            remedy="Choose another id, or take the old document out first",
        )


def files_of(items: Sequence[Added], sums: Mapping[str, str], day: date) -> dict[str, bytes]:
    """What adding ``items`` on ``day`` writes, by name below ``sources``: documents, sidecars, and
    the file of checksums, which had ``sums``.

    Once written the day is a fact of the sources; builds have no clock.
    """
    documents = {item.name: item.data for item in items}
    dated = f'added: "{day.isoformat()}"\n'
    sidecars = {f"{item.ident}.yml": (item.sidecar + dated).encode() for item in items}
    new = {name: sha256(data).hexdigest() for name, data in documents.items()}
    return documents | sidecars | {CHECKSUMS: checksums_bytes({**sums, **new})}


def said_of(report: Report, document: Document, machine_read: str = "") -> list[Said]:
    """What the report prints and its file says, in the order of a sidecar."""
    record, metadata = report.record, document.metadata
    language = record.language
    found = [_title(report, metadata.get("title")), *_authors(report, metadata.get("author"))]
    for key in ("publisher", "series"):
        if names := getattr(record, key):
            found.append(Said(key, dict(names), PRINTED))
    publisher = metadata.get("publisher")
    if publisher and not record.publisher:
        found.append(_inferred("publisher", {language: publisher.value}, publisher))
    if record.issue:
        found.append(Said("issue", record.issue, PRINTED))
    found += _date(report, metadata)
    found.append(Said("language", language, ""))
    found.append(Said("original_file", report.source_file, ""))
    if machine_read:
        found.append(Said("machine_read", machine_read, "mean confidence of recognition"))
    return found


def _title(report: Report, said: Evidence | None) -> Said:
    record = report.record
    title = dict(record.title)
    printed = any(block.type == "title" for block in report.blocks)
    if not printed and said and not _NO_TITLE.fullmatch(said.value):
        title = {record.language: said.value}
    where = PRINTED if printed else said.where if said else "the file's name"
    return Said("title", title, where + _otherwise(title, said))


def _authors(report: Report, author: Evidence | None) -> Iterator[Said]:
    record = report.record
    if record.authors:
        yield Said("authors", [{"name": dict(a.name)} for a in record.authors], PRINTED)
    elif author and not _NO_AUTHOR.fullmatch(author.value):
        names = [name.strip() for name in re.split(r"[、;；]", author.value) if name.strip()]
        yield _inferred("authors", [{"name": {record.language: name}} for name in names], author)


def _date(report: Report, metadata: Mapping[str, Evidence]) -> Iterator[Said]:
    record = report.record
    if record.date:
        why = record.inferred.get("date", "")
        yield Said("date", record.date, INFERRED if why else PRINTED, why)
        return
    said = metadata.get("date")
    day = re.match(r"\d{4}(?:-\d\d(?:-\d\d)?)?", said.value) if said else None
    if said and day:
        yield _inferred("date", day.group(), said)
    elif made := metadata.get("created"):
        yield Said("date", "", f"not printed; the file was made on {made.value} ({made.where})")


def _inferred(key: str, value: Any, said: Evidence) -> Said:
    return Said(key, value, said.where, f"{said.where}; the text prints none")


def _otherwise(title: Mapping[str, str], said: Evidence | None) -> str:
    if not said or said.value in title.values() or _NO_TITLE.fullmatch(said.value):
        return ""
    return f"; {said.where} has {' '.join(said.value.split())}"


def corrected(said: Sequence[Said], keeper: Mapping[str, Any]) -> list[Said]:
    """``said`` with the values of ``keeper`` by key; those that differ are the keeper's own.

    >>> corrected([Said("date", "2018", "as printed")], {"date": "2018-05", "issue": ""})
    [Said(key='date', value='2018-05', where='as the keeper wrote it', reason='')]
    """
    known = {item.key: item for item in said}
    missing = [Said(key, "", "") for key, value in keeper.items() if key not in known and value]
    return [
        item
        if keeper.get(item.key, item.value) == item.value
        else replace(item, value=keeper[item.key], where="as the keeper wrote it", reason="")
        for item in [*said, *missing]
    ]


def sidecar_text(said: Sequence[Said]) -> str:
    """A sidecar in YAML with what was said, and where.

    >>> print(sidecar_text([Said("date", "2018", "PDF metadata", "PDF metadata; none printed")]))
    # Read from the document itself. Check each value against it.
    date: "2018"  # PDF metadata
    inferred:
      date: "PDF metadata; none printed"
    <BLANKLINE>
    """
    lines = ["# Read from the document itself. Check each value against it."]
    for item in said:
        where = f"  # {' '.join(item.where.split())}" if item.where else ""
        if not item.value:
            lines += [f"# {item.key}: {' '.join(item.where.split())}"] if item.where else []
        elif item.key == "authors":
            lines += ["authors:", *(f"  - {_authored(each)}{where}" for each in item.value)]
        else:
            lines.append(f"{item.key}: {_written(item.value)}{where}")
    if inferred := {item.key: item.reason for item in said if item.reason}:
        lines += ["inferred:", *(f"  {key}: {_written(why)}" for key, why in inferred.items())]
    return "\n".join(lines) + "\n"


def _authored(author: Mapping[str, Any]) -> str:
    return ", ".join(f"{key}: {_written(value)}" for key, value in author.items())


def _written(value: Any) -> str:
    """A value of YAML on one line; JSON's strings are a part of YAML's."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_written(each)}" for key, each in value.items()) + "}"
    text = " ".join(value.split())
    return text if re.fullmatch(r"zh-Han[st]|en", text) else json.dumps(text, ensure_ascii=False)
