"""Open data: the archive's records as files, in the shapes that are public API.

The datasets are pure functions; ``open_data`` gives every file.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from typing import Any

from cefu.archive.catalogue import Catalogue
from cefu.archive.ledger_report import furniture_lines
from cefu.model.annotations import Statement
from cefu.model.document import Block, Report, TableCell
from cefu.model.language import ORIGINAL, Lang, Names
from cefu.outputs.calendar import ical
from cefu.outputs.cite import bibtex, csl_json, ris
from cefu.outputs.data.addresses import actor_url, picture_path, report_url, table_path
from cefu.outputs.data.datapackage import Resource, datapackage
from cefu.outputs.data.tables import TABLES, csv_bytes, grid_bytes
from cefu.outputs.i18n.locale import Locale, locale

JSON = dict[str, Any]
#: In an archive of at most so many reports ``counts`` has each of them, with a zero where
#: a record is not named.
_EVERY_REPORT = 100


def dump(key: str, entries: Iterable[object], **head: object) -> bytes:
    """``head`` and the ``entries`` under ``key`` as JSON in UTF-8, an entry a line.

    Entries are taken one by one, so that they need not all be there at once.

    >>> print(dump("a", [{"b": 1}, {"b": 2}], of="c").decode(), end="")
    {"of": "c", "a": [
    {"b": 1},
    {"b": 2}
    ]}
    """
    opening = json.dumps({**head, key: []}, ensure_ascii=False).removesuffix("]}")
    lines = ",\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries)
    return f"{opening}\n{lines}\n]}}\n".encode()


def report_data(report: Report, summaries: Mapping[str, Names]) -> JSON:
    """One entry of ``reports.json``; ``summaries`` are those of its blocks."""
    record = report.record
    return {
        "id": report.id,
        "url": report_url(report.id),
        "title": dict(record.title),
        "authors": [
            {"name": dict(a.name), "role": a.role, "affiliation": dict(a.affiliation), "id": a.id}
            for a in record.authors
        ],
        "publisher": dict(record.publisher),
        "series": dict(record.series),
        "container": dict(record.container),
        "issue": record.issue,
        "pages": record.pages,
        "date": record.date,
        "language": record.language,
        "kind": record.kind,
        "rights": dict(record.rights),
        "identifiers": dict(record.identifiers),
        "abstract": dict(record.abstract),
        "keywords": list(report.keywords),
        "inferred": dict(record.inferred),
        "source": {
            "file": report.source_file,
            "sha256": report.sha256,
            "encoding": report.encoding,
            "characters": len(report.source_text),
        },
        "sections": [
            {
                "id": s.id,
                "parent": s.parent,
                "level": s.level,
                "number": s.number,
                "title": dict(s.title),
                "url": report_url(report.id, "" if s.id == "s0" else s.id),
            }
            for s in report.sections
        ],
        "blocks": [_block(report, b, summaries.get(b.id, {})) for b in report.blocks],
        "notes": [
            {"id": n.id, "label": n.label, "text": n.text, "refs": list(n.refs)}
            for n in report.notes
        ],
        "editorial": [
            {"id": e.id, "block": e.block, "start": e.start, "end": e.end, "note": dict(e.note)}
            for e in report.editorial
        ],
        "furniture": _furniture(report),
        "redirects": dict(report.redirects),
    }


def _block(report: Report, block: Block, summary: Names) -> JSON:
    data: JSON = {
        "id": block.id,
        "section": block.section,
        "type": block.type,
        "text": block.text,
        "page": block.page,
        "url": report_url(report.id, block.id),
        "notes": [r.note for r in block.notes],
    }
    if summary:
        data["summary"] = dict(summary)
    if block.type == "heading":
        data["level"] = block.level
        data["number"] = block.number
    if block.notes:
        data["note_offsets"] = [r.at for r in block.notes]
    if block.breaks:
        data["breaks"] = list(block.breaks)
    if block.cells:
        data["cells"] = [_cell(cell) for cell in block.cells]
    if block.figure:
        data["figure"] = {
            "file": picture_path(report.id, block.figure.name),
            "width": block.figure.width,
            "height": block.figure.height,
            "alt": block.figure.alt,
        }
    if block.marks:
        data["pages"] = [{"id": m.id, "label": m.label, "at": m.at} for m in block.marks]
    return data


def _cell(cell: TableCell) -> JSON:
    """A cell of a table; what is usual (one row, one column, no header) is left out."""
    place = cell.place
    data: JSON = {"row": place.row, "column": place.column, "start": cell.start, "end": cell.end}
    if place.rows > 1:
        data["rows"] = place.rows
    if place.columns > 1:
        data["columns"] = place.columns
    if place.header:
        data["header"] = True
    return data


def _furniture(report: Report) -> list[JSON]:
    return [{"line": n, "rule": rule, "text": text} for n, rule, text in furniture_lines(report)]


def ledger_json(report: Report) -> bytes:
    """The whole ledger of a report: every source character, by offset."""
    return dump(
        "entries",
        ([e.start, e.end, e.fate, e.rule, e.where] for e in report.ledger),
        report=report.id,
        source=report.source_file,
        sha256=report.sha256,
        characters=len(report.source_text),
    )


def statement_data(statement: Statement) -> JSON:
    """One entry of ``timeline.json``."""
    return {
        "id": statement.id,
        "edtf": statement.edtf,
        "surface": statement.surface,
        "quote": statement.quote,
        "resolution": statement.resolution,
        "kind": statement.kind,
        "planned": statement.planned,
        "report": statement.report,
        "block": statement.block,
        "start": statement.start,
        "url": report_url(statement.report, statement.block),
        "actors": list(statement.actors),
        "event": statement.event or None,
        "gist": dict(statement.gist),
    }


def actors_data(catalogue: Catalogue) -> Iterator[JSON]:
    """The entries of ``actors.json``: every record with its counts and mentions.

    A large archive leaves out the reports that do not name it: most do not, and a zero for
    each would grow with the square of the archive.
    """
    archive = catalogue.archive
    large = len(archive.reports) > _EVERY_REPORT
    for record in archive.authorities.records:
        own = catalogue.mentions.get(record.id, ())
        counts = Counter(m.report for m in own)
        yield {
            "id": record.id,
            "type": record.type,
            "names": dict(record.names),
            "description": dict(record.description),
            "variants": [
                {"form": v.form, "usage": v.usage} if v.usage else {"form": v.form}
                for v in record.variants
            ],
            "identifiers": dict(record.identifiers),
            "url": actor_url(catalogue, record.id),
            "counts": {r.id: counts[r.id] for r in archive.reports if not large or counts[r.id]},
            "mentions": [
                {
                    "report": m.report,
                    "block": m.block,
                    "start": m.start,
                    "surface": m.surface,
                    "url": report_url(m.report, m.block),
                }
                for m in own
            ],
        }


def open_data(
    catalogue: Catalogue,
    lang: Lang = ORIGINAL,
    base: str = "",
    shared: Mapping[str, bytes] | None = None,
    doi: str = "",
) -> dict[str, bytes]:
    """Every file of ``data/``, by name.

    ``base`` is the site's address where it is known, for the addresses in
    bibliographies; without it they are relative to the site's root.  ``shared`` is what
    `shared_files` made, if it has been made already.
    """
    archive = catalogue.archive
    files = dict(shared_files(catalogue) if shared is None else shared)
    urls = {r.id: base + report_url(r.id) for r in archive.reports}
    files["reports.bib"] = bibtex(archive.reports, urls, lang)
    files["reports.ris"] = ris(archive.reports, urls, lang)
    files["reports.csl.json"] = csl_json(archive.reports, urls, lang)
    files["timeline.ics"] = ical(catalogue, locale(lang), base)
    for path in sorted(resources.files("cefu.outputs.data").joinpath("schemas").iterdir(), key=str):
        files[f"schemas/{path.name}"] = path.read_bytes()
    files["datapackage.json"] = _package(files, catalogue, locale(lang), doi)
    return files


#: File -> (key of its description, its JSON Schema).
DESCRIBED: Mapping[str, tuple[str, str]] = {
    "reports.json": ("data_reports_json", "schemas/reports.schema.json"),
    "reports.csv": ("data_reports_csv", ""),
    "sections.csv": ("data_sections_csv", ""),
    "blocks.csv": ("data_blocks_csv", ""),
    "figures.csv": ("data_figures_csv", ""),
    "notes.csv": ("data_notes_csv", ""),
    "reports.bib": ("data_bib", ""),
    "reports.ris": ("data_ris", ""),
    "reports.csl.json": ("data_csl", ""),
    "timeline.json": ("data_timeline_json", "schemas/timeline.schema.json"),
    "timeline.csv": ("data_timeline_csv", ""),
    "timeline.ics": ("data_timeline_ics", ""),
    "actors.json": ("data_actors_json", "schemas/actors.schema.json"),
    "actors.csv": ("data_actors_csv", ""),
    "mentions.csv": ("data_mentions_csv", ""),
}


def described(name: str) -> tuple[str, str]:
    """The key that describes a file of ``data/``, and its schema ('' if none)."""
    if name in DESCRIBED:
        return DESCRIBED[name]
    if name.startswith("ledger/"):
        return "data_ledger", "schemas/ledger.schema.json"
    if name.startswith("tables/"):
        return "data_tables", ""
    return ("data_package" if name == "datapackage.json" else "data_schema"), ""


def _package(files: Mapping[str, bytes], catalogue: Catalogue, own: Locale, doi: str) -> bytes:
    tables = {f"{table.name}.csv": table for table in TABLES}
    parts = []
    for name, content in files.items():
        key, schema = described(name)
        if name.startswith("schemas/"):  # each is named by the file that it describes
            continue
        parts.append(Resource(name, content, own(key), schema=schema, table=tables.get(name)))
    whole = hashlib.sha256(b"".join(hashlib.sha256(files[n]).digest() for n in sorted(files)))
    return datapackage(
        "cefu",
        parts,
        title=own("site_name"),
        description=own("data_lead"),
        licences=_licences(catalogue, own),
        sources=_sources(catalogue, own),
        version=whole.hexdigest()[:16],
        doi=doi,
    )


def _licences(catalogue: Catalogue, own: Locale) -> list[dict[str, str]]:
    """What may be done with the texts: each statement of rights that a report bears.

    None of them is an open licence that the specification has a name for.
    """
    told = dict.fromkeys(own.name(report.record.rights) for report in catalogue.archive.reports)
    return [{"name": "other-closed", "title": rights} for rights in told if rights]


def _sources(catalogue: Catalogue, own: Locale) -> list[dict[str, str]]:
    """Where the data come from: each report, with who published it."""
    return [
        {
            "title": " – ".join(
                filter(None, (own.name(r.record.publisher), own.name(r.record.title)))
            ),
            "path": report_url(r.id),
        }
        for r in catalogue.archive.reports
    ]


def shared_files(catalogue: Catalogue) -> dict[str, bytes]:
    """The files that are the same in every language, by name."""
    archive = catalogue.archive
    reports = (report_data(r, archive.summaries.get(r.id, {})) for r in archive.reports)
    files = {
        "reports.json": dump("reports", reports),
        "timeline.json": dump("statements", map(statement_data, archive.statements)),
        "actors.json": dump("actors", actors_data(catalogue)),
        **{f"{table.name}.csv": csv_bytes(table, catalogue) for table in TABLES},
    }
    for report in archive.reports:
        files[f"ledger/{report.id}.json"] = ledger_json(report)
        for block in report.blocks:
            if block.type == "table":
                files[table_path(report.id, block.id)] = grid_bytes(block)
    return files
