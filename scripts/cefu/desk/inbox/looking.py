"""What a document was taken for: its values with the place of each, its first lines, its faults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from cefu.archive.adding import PRINTED, Said, said_of
from cefu.archive.report import report_of
from cefu.dates.printed import first_date
from cefu.desk.inbox.likeness import Known
from cefu.inputs.documents import read_document
from cefu.inputs.documents.pdf.opening import NEEDS_RECOGNISING
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import source_at
from cefu.model.errors import CefuError
from cefu.model.line import Line
from cefu.model.received import Document
from cefu.structure.lines.lines import read_lines
from cefu.text.fold import fold_key

#: Lines of the text that are shown, and characters of each.
_LINES, _LONGEST = 14, 120
#: A value that goes over several lines is looked for in so many together.
_TOGETHER = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a document: page (from 1) and number of the line, and the line."""

    page: int
    line: int
    words: str


@dataclass(frozen=True)
class Look:
    """What a document was taken for; of one that cannot be read only ``faults``."""

    kind: str
    faults: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    pages: int = 0
    characters: int = 0
    blocks: int = 0
    unsure: int = 0
    known: Known | None = None
    #: whether it is a scan, or has pages that are: its text can be recognised
    scanned: bool = False

    def value(self, key: str) -> Any:
        """What it says under ``key``; None where it says nothing."""
        return next((item.value for item in self.said if item.key == key), None)

    @property
    def language(self) -> str:
        return str(self.value("language") or "")


def looked(path: Path, name: str) -> Look:
    """Look at the document at ``path``, which came as ``name``."""
    kind = path.suffix[1:].lower()
    try:
        document = read_document(path)
        report = report_of(document, source_at(path), Sidecar())
    except CefuError as error:
        scanned = error.remedy == NEEDS_RECOGNISING
        return Look(kind, (f"{error.problem}. {error.remedy}".strip(),), scanned=scanned)
    said = [
        Said(item.key, name, "") if item.key == "original_file" else _titled(item, name)
        for item in said_of(report, document)
    ]
    return Look(
        kind,
        tuple(f"{f.problem}. {f.remedy}." for f in document.faults),
        tuple(said),
        {item.key: place for item in said if (place := place_said(item, document))},
        tuple(line.text[:_LONGEST] for line in islice(lines_of(document), _LINES)),
        len(document.pages),
        len(document.text),
        len(report.blocks),
        len(report.unsure),
        Known.of(report.sha256, document.text),
        any(fault.remedy == NEEDS_RECOGNISING for fault in document.faults),
    )


def _titled(item: Said, name: str) -> Said:
    """A title that is only the name of our own copy is the name the document came with.

    >>> _titled(Said("title", {"en": "document"}, "the file's name; PDF metadata has x"), "a.pdf").value
    {'en': 'a'}
    """
    if item.key != "title" or not item.where.startswith("the file's name"):
        return item
    return Said("title", {lang: Path(name).stem for lang in item.value}, item.where)


def place_said(item: Said, document: Document) -> Place | None:
    """Where a value stands that the text prints; of a date the first line that writes it."""
    if not item.where.startswith(PRINTED):
        return None
    if item.key == "date":
        dated = (x for x in lines_of(document) if first_date(x.text, roc=True) == item.value)
        return next((Place(x.page + 1, x.number, x.text[:_LONGEST]) for x in dated), None)
    return place_of(words_of(item.value), document)


def words_of(value: Any) -> str:
    """The words of a value: of names, those of the first.

    >>> words_of([{"name": {"en": "Ann Ho"}}]), words_of({"en": "River"}), words_of("2018")
    ('Ann Ho', 'River', '2018')
    """
    if isinstance(value, Mapping):
        return words_of(value.get("name") or next(iter(value.values()), ""))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return words_of(value[0]) if value else ""
    return str(value or "")


def lines_of(document: Document) -> Sequence[Line]:
    """The lines of a document; a plain text's are read here."""
    return document.lines or read_lines(document.text)


def place_of(words: str, document: Document) -> Place | None:
    """The first place in ``document`` where ``words`` stand, whatever the blanks between."""
    wanted = fold_key("".join(words.split()))
    if not wanted:
        return None
    lines = lines_of(document)
    keys = [fold_key(line.plain) for line in lines]
    for at, line in enumerate(lines):
        if 0 <= "".join(keys[at : at + _TOGETHER]).find(wanted) < len(keys[at]):
            return Place(line.page + 1, line.number, line.text[:_LONGEST])
    return None
