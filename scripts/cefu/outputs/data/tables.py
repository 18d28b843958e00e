"""The archive as tables: one row a report, section, block, note, statement, actor, mention.

Each table is declared once, with the type and the meaning of every column, its key and
what it refers to.  CSV, the data package, and every other tabular form are made of these.
Types are those of Frictionless Table Schema (https://specs.frictionlessdata.io/table-schema/).
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Block
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.outputs.cite import table_row
from cefu.outputs.data.addresses import actor_url, picture_path, report_url

Cell = str | int | bool | None
Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``type`` is a Table Schema type, ``meaning`` a plain English sentence."""

    name: str
    meaning: str
    type: Literal["string", "integer", "boolean"] = "string"
    required: bool = False


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``columns`` of a table hold the key ``target`` of table ``table``."""

    columns: tuple[str, ...]
    table: str
    target: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``rows`` gives its rows, in the order of ``columns``, for a catalogue."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Catalogue], Iterable[Row]]
    refers: tuple[ForeignKey, ...] = ()


def _id(meaning: str) -> Column:
    return Column("id", meaning, required=True)


_URL = Column("url", "Address below the site's root; empty where there is no page.")
_REPORT = Column("report", "Id of the report.", required=True)
_TO_REPORT = ForeignKey(("report",), "reports", ("id",))

_REPORT_COLUMNS = (
    _id("Permanent id of the report."),
    _URL,
    Column("title", "Title as printed."),
    Column("title_en", "Title in English, of the archive's making unless the report prints one."),
    Column("authors", "Authors as printed, parted by semicolons."),
    Column("authors_en", "The same in Latin letters; empty between semicolons where unknown."),
    Column("publisher", "Publisher as printed."),
    Column("publisher_en", "Publisher in English."),
    Column("series", "Series."),
    Column("container", "Journal or book that the report is part of."),
    Column("issue", "Number of the issue or report, as printed."),
    Column("pages", "Printed pages."),
    Column("date", "Date of publication in EDTF (ISO 8601-2), '?' where inferred."),
    Column("language", "Language of the text (BCP 47)."),
    Column("kind", "CSL type: report, article-journal or chapter."),
    Column("doi", "Digital Object Identifier."),
    Column("rights", "Statement of rights."),
    Column("inferred", "Fields whose value the text does not print, parted by semicolons."),
    Column("sha256", "Checksum of the source as received."),
)


def _reports(catalogue: Catalogue) -> Iterable[Row]:
    for report in catalogue.archive.reports:
        row = table_row(report, report_url(report.id))
        yield [row[column.name] for column in _REPORT_COLUMNS]


def _sections(catalogue: Catalogue) -> Iterable[Row]:
    for report in catalogue.archive.reports:
        for nth, s in enumerate(report.sections):
            anchor = "" if s.id == "s0" else s.id
            title, english = s.title.get(report.record.language, ""), s.title.get(ENGLISH, "")
            url = report_url(report.id, anchor)
            yield [report.id, s.id, s.parent, nth, s.level, s.number, title, english, url]


def _blocks(catalogue: Catalogue) -> Iterable[Row]:
    for report in catalogue.archive.reports:
        summaries = catalogue.archive.summaries.get(report.id, {})
        for nth, b in enumerate(report.blocks):
            url, summary = report_url(report.id, b.id), summaries.get(b.id, {}).get(ENGLISH, "")
            yield [report.id, b.id, b.section, nth, b.type, b.page, b.text, summary, url]


def _figures(catalogue: Catalogue) -> Iterable[Row]:
    for report in catalogue.archive.reports:
        for block in report.blocks:
            if block.type == "figure":
                picture = block.figure
                told: list[Cell] = [None, None, None, None]
                if picture:
                    path = picture_path(report.id, picture.name)
                    told = [path, picture.width, picture.height, picture.alt]
                url = report_url(report.id, block.id)
                yield [report.id, block.id, *told, block.text, block.page, url]


def _notes(catalogue: Catalogue) -> Iterable[Row]:
    for report in catalogue.archive.reports:
        for note in report.notes:
            yield [report.id, note.id, note.label, note.text, report_url(report.id, note.id)]


def _statements(catalogue: Catalogue) -> Iterable[Row]:
    for s in catalogue.archive.statements:
        yield [
            s.id, s.edtf, s.surface, s.kind, s.planned, s.resolution, s.report, s.block,
            s.start, s.event or None, s.quote, s.gist.get(ENGLISH, ""), report_url(s.report, s.block),
        ]  # fmt: skip


def _actors(catalogue: Catalogue) -> Iterable[Row]:
    for record in catalogue.archive.authorities.records:
        counts = catalogue.counts.get(record.id, {})
        names = record.names
        yield [
            record.id, record.type, names.get(ORIGINAL, ""), names.get(SIMPLIFIED, ""),
            names.get(ENGLISH, ""), catalogue.total(record.id), len(counts),
            actor_url(catalogue, record.id),
        ]  # fmt: skip


def _mentions(catalogue: Catalogue) -> Iterable[Row]:
    for m in catalogue.archive.counted:
        url = report_url(m.report, m.block)
        yield [m.actor, m.report, m.block, m.start, m.surface, url]


TABLES: tuple[Table, ...] = (
    Table("reports", _REPORT_COLUMNS, ("id",), _reports),
    Table(
        "sections",
        (
            _REPORT,
            Column("section", "Permanent anchor of the section; s0 has no heading.", required=True),
            Column("parent", "Section that it stands in; empty at the top."),
            Column("position", "Order in the report, from 0.", "integer", required=True),
            Column("level", "Depth of the heading, 1 directly below the title.", "integer"),
            Column("number", "Number as printed."),
            Column("title", "Heading without its number."),
            Column("title_en", "Heading in English, of the archive's making."),
            _URL,
        ),
        ("report", "section"),
        _sections,
        (_TO_REPORT,),
    ),
    Table(
        "blocks",
        (
            _REPORT,
            Column("block", "Permanent anchor of the block.", required=True),
            Column("section", "Anchor of the section that it stands in.", required=True),
            Column("position", "Order in the report, from 0.", "integer", required=True),
            Column("type", "What the block is: paragraph, heading, caption …", required=True),
            Column("page", "Label of the printed page on which it begins."),
            Column("text", "Text without extraction blanks and note references."),
            Column("summary_en", "What it says, in the archive's own English; no part of it."),
            _URL,
        ),
        ("report", "block"),
        _blocks,
        (_TO_REPORT, ForeignKey(("report", "section"), "sections", ("report", "section"))),
    ),
    Table(
        "figures",
        (
            _REPORT,
            Column("block", "Permanent anchor of the figure.", required=True),
            Column("file", "Path of its picture below the site's root."),
            Column("width", "Width of the picture in pixels.", "integer"),
            Column("height", "Height of the picture in pixels.", "integer"),
            Column("caption", "Caption, or what the document itself says that it shows."),
            Column("words", "Words that stand inside the figure."),
            Column("page", "Label of the printed page on which it stands."),
            _URL,
        ),
        ("report", "block"),
        _figures,
        (_TO_REPORT, ForeignKey(("report", "block"), "blocks", ("report", "block"))),
    ),
    Table(
        "notes",
        (
            _REPORT,
            Column("note", "Permanent anchor of the note.", required=True),
            Column("label", "Mark as printed."),
            Column("text", "Text of the note."),
            _URL,
        ),
        ("report", "note"),
        _notes,
        (_TO_REPORT,),
    ),
    Table(
        "timeline",
        (
            _id("Id of the dated statement."),
            Column("edtf", "Date in EDTF (ISO 8601-2).", required=True),
            Column("surface", "The date's words in the text."),
            Column("kind", "event or reference."),
            Column("planned", "Whether it lay ahead when written.", "boolean"),
            Column("resolution", "How the date was worked out."),
            _REPORT,
            Column("block", "Anchor of the block or note that says it.", required=True),
            Column("start", "Offset of the date's words in the block, in characters.", "integer"),
            Column("event", "Id of the event's authority record."),
            Column("quote", "The clause or sentence that it stands in."),
            Column("gist_en", "What it says, in the archive's own English."),
            _URL,
        ),
        ("id",),
        _statements,
        (_TO_REPORT, ForeignKey(("event",), "actors", ("id",))),
    ),
    Table(
        "actors",
        (
            _id("Permanent id of the authority record."),
            Column("type", "Person, state, organisation, event …", required=True),
            Column("name", "Preferred name in Traditional Chinese."),
            Column("name_zh_hans", "Preferred name in Mainland usage."),
            Column("name_en", "Preferred name in English."),
            Column("mentions", "Number of mentions in all reports.", "integer"),
            Column("reports", "Number of reports that mention it.", "integer"),
            _URL,
        ),
        ("id",),
        _actors,
    ),
    Table(
        "mentions",
        (
            Column("actor", "Id of the authority record.", required=True),
            _REPORT,
            Column("block", "Anchor of the block or note.", required=True),
            Column("start", "Offset in the block, in characters.", "integer", required=True),
            Column("surface", "The name as it stands in the text.", required=True),
            _URL,
        ),
        ("actor", "report", "block", "start"),
        _mentions,
        (ForeignKey(("actor",), "actors", ("id",)), _TO_REPORT),
    ),
)  # fmt: skip


_FORMULA = re.compile(r"[=+@\t\r]|-(?!\d+$)")


def csv_bytes(table: Table, catalogue: Catalogue) -> bytes:
    """``table`` as CSV: RFC 4180, with a byte order mark so that spreadsheets see UTF-8."""
    names = [column.name for column in table.columns]
    return _csv([names, *table.rows(catalogue)])


def _csv(rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([cell_text(value) for value in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def grid_rows(block: Block) -> list[list[str]]:
    """The words of a table's cells, row by row; what a cell spans is empty but for its first place.

    >>> from cefu.model.document import TableCell
    >>> from cefu.model.line import CellPlace
    >>> cells = (TableCell(CellPlace(0, 0, 1, 2), 0, 2), TableCell(CellPlace(1, 1), 3, 5))
    >>> grid_rows(Block("t1", "s0", "table", "船舶\\n12", cells=cells))
    [['船舶', ''], ['', '12']]
    """
    height = max((c.place.row + c.place.rows for c in block.cells), default=0)
    width = max((c.place.column + c.place.columns for c in block.cells), default=0)
    rows = [[""] * width for _ in range(height)]
    for cell in block.cells:
        rows[cell.place.row][cell.place.column] = block.text[cell.start : cell.end]
    return rows


def grid_bytes(block: Block) -> bytes:
    """A report's own table as CSV."""
    return _csv(grid_rows(block))


def cell_text(value: Cell) -> str:
    """A cell of CSV; what a spreadsheet would take for a formula gets a leading apostrophe.

    >>> [cell_text(value) for value in (None, True, -3, "=1+1", "-cmd|x", "2018-06", "-0044")]
    ['', 'true', '-3', "'=1+1", "'-cmd|x", '2018-06', '-0044']
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return "'" + text if _FORMULA.match(text) else text
