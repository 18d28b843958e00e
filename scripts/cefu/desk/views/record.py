"""The record of a report: a form with the printed evidence beside each field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cefu.archive.concerns import english_gaps, gaps
from cefu.desk.decisions.deciding import decided
from cefu.desk.decisions.journal import digest, read
from cefu.desk.holding import Reading
from cefu.desk.keeping import keep
from cefu.desk.page import Desk, View, desk_of, does, locale_of, page, shows, words_of, wrong
from cefu.desk.records.evidence import Printed, printed
from cefu.desk.records.fields import FIELDS, INFERABLE, edited, read_value, values_of
from cefu.desk.records.proposals import Glossary
from cefu.desk.records.rights import STATEMENTS
from cefu.desk.views import life
from cefu.inputs.sidecar import ROLES, parse_sidecar
from cefu.model.document import Report
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, LANGS
from cefu.outputs.cite import ACCESSED, citations
from cefu.outputs.i18n.date_words import in_words
from cefu.record.printed import completed
from cefu.site.settings import identity


def listed(request: Request) -> Response:
    """All reports with what their records lack, those that lack most first."""
    desk, locale = desk_of(request), locale_of(request)
    rows: list[dict[str, Any]] = []
    for report in desk.held.now().archive.reports:
        record = report.record
        missing = [*gaps(record, report.id), *([] if record.rights else ["rights"])]
        english = [] if record.language == ENGLISH else english_gaps(record)
        title = record.title
        rows.append(
            {
                "id": report.id,
                "title": locale.name(title) or report.id,
                "lang": locale.name_lang(title) or locale.lang,
                "missing": missing,
                "english": len(english),
            }
        )
    rows.sort(key=lambda row: (-len(row["missing"]), -row["english"]))
    return page(request, "records.j2", here="record", rows=rows)


def form(request: Request) -> Response:
    """The form of one report."""
    desk = desk_of(request)
    reading = desk.held.now()
    report = _report(reading, request)
    text = read(desk.project.root, _sidecar(report))
    values = values_of(text)
    record = report.record
    glossary = _glossary(desk, reading)
    reports = list(reading.catalogue.reports)
    at = reports.index(report.id)
    return page(
        request,
        "record.j2",
        report=report,
        file=_sidecar(report),
        seen=digest(text),
        fields=FIELDS,
        values=values,
        found={field.key: read_value(record, field) for field in FIELDS},
        authors=_authors(values, report),
        own_authors="authors" in values,
        roles=ROLES,
        langs=LANGS,
        inferable=INFERABLE,
        headings=_headings(report, values, glossary),
        names={key: glossary.of(next(iter(getattr(record, key).values()), "")) for key in _NAMED},
        statements=STATEMENTS,
        before=reports[at - 1] if at else "",
        after=reports[at + 1] if at + 1 < len(reports) else "",
        actors=sorted(
            (record.id, locale_of(request).name(record.names))
            for record in reading.archive.authorities.records
            if record.type in ("person", "organisation")
        ),
    )


#: Fields for whose English names are proposed.
_NAMED = ("title", "publisher", "series", "container")


def save(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write what the keeper changed into the sidecar, and nothing else; both texts are given
    back where somebody else has changed it meanwhile."""
    desk = desk_of(request)
    report = _report(desk.held.now(), request)
    file = _sidecar(report)
    edits = _edits(said)
    decision = decided(
        desk.project.root,
        f"{report.id}: {', '.join(dict.fromkeys(path.partition('.')[0] for path, _ in edits))}",
        {file: lambda text: edited(text, edits)},
    )
    parse_sidecar(decision.changes[0].after or "", file)
    return {"file": file, **keep(request, said, decision)}


def preview(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The citation in each style as it would be with what is on the form."""
    desk = desk_of(request)
    report = _report(desk.held.now(), request)
    file = _sidecar(report)
    text = edited(read(desk.project.root, file), _edits(said))
    record = completed(parse_sidecar(text, file).record, _printed(desk, report).record)
    url = f"{identity(desk.project).url or 'https://…/'}reports/{report.id}/"
    lang = words_of(request).lang
    today = words_of(request)("record.day_of_access")
    made = citations(replace(report, record=record), url)
    return {
        "citations": {style: each[lang].replace(ACCESSED, today) for style, each in made.items()}
    }


def evidence(request: Request) -> Response:
    """What the document itself prints for each field, and where."""
    desk = desk_of(request)
    try:
        found = _printed(desk, _report(desk.held.now(), request))
    except CefuError as error:
        return JSONResponse(wrong(error, words_of(request)), 422)
    say = words_of(request)
    told = {}
    for key, item in found.said.items():
        value = _shown(item.value)
        place = found.places.get(key)
        told[key] = {
            "value": value,
            "where": say.where(item.where),
            "place": say("inbox.place", page=place.page, line=place.line) if place else "",
            "words": place.words if place else "",
        }
    return JSONResponse(told)


def edtf(request: Request) -> Response:
    """Whether a date is EDTF: in words if it is, what is wrong with it if it is not."""
    value = request.query_params.get("value", "").strip()
    try:
        parse(value)
    except EdtfError as error:
        say = words_of(request)
        return JSONResponse({"problem": say.told(error.problem), "remedy": say.told(error.remedy)})
    return JSONResponse({"words": in_words(value, locale_of(request))})


def _report(reading: Reading, request: Request) -> Report:
    ident = request.path_params["ident"]
    report = reading.catalogue.reports.get(ident)
    if report is None:
        raise CefuError(f"there is no report {ident!r}", remedy="Look at the overview")
    return report


def _sidecar(report: Report) -> str:
    return f"sources/{PurePosixPath(report.source_file).stem}.yml"


def _edits(said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The changes as the page sends them, blanks put in order."""
    edits = said.get("edits")
    if not isinstance(edits, list) or not all(isinstance(e, list) and len(e) == 2 for e in edits):
        raise CefuError("there is nothing to write", remedy="Load the page again")
    return [(str(path), _tidy(value)) for path, value in edits]


def _tidy(value: Any) -> Any:
    """Values without blanks around them, and without what is empty."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, Mapping):
        return {str(key): tidy for key, each in value.items() if (tidy := _tidy(each))}
    if isinstance(value, Sequence):
        return [tidy for each in value if (tidy := _tidy(each))]
    return ""


def _printed(desk: Desk, report: Report) -> Printed:
    """What the document of ``report`` says of itself; read once while the desk is open."""
    memory: dict[str, Printed] = desk.memory.setdefault("printed", {})
    if report.sha256 not in memory:
        path = desk.project.sources / report.source_file
        memory[report.sha256] = desk.held.elsewhere(printed, path)
    return memory[report.sha256]


def _glossary(desk: Desk, reading: Reading) -> Glossary:
    held: tuple[int, Glossary] | None = desk.memory.get("glossary")
    if held is None or held[0] != reading.number:
        held = (reading.number, Glossary(reading.archive.authorities.records))
        desk.memory["glossary"] = held
    return held[1]


def _authors(values: Mapping[str, Any], report: Report) -> list[dict[str, Any]]:
    """The rows of authors: the sidecar's, or those that the text prints."""
    own = values.get("authors")
    if isinstance(own, list):
        return [dict(each) for each in own if isinstance(each, Mapping)]
    return [{"name": dict(a.name), "role": a.role, "id": a.id} for a in report.record.authors]


def _headings(
    report: Report, values: Mapping[str, Any], glossary: Glossary
) -> list[dict[str, Any]]:
    """Every printed heading with its English and the names in it."""
    own = values.get("headings")
    held = {"".join(str(k).split()): v for k, v in own.items()} if isinstance(own, Mapping) else {}
    keys = {"".join(str(k).split()): str(k) for k in own} if isinstance(own, Mapping) else {}
    rows = {}
    for block in report.blocks:
        if block.type == "heading":
            plain = "".join(block.text.split())
            rows[plain] = {
                "key": keys.get(plain, block.text),
                "text": block.text,
                "english": held.get(plain, ""),
                "names": glossary.of(block.text),
            }
    return list(rows.values())


def _shown(value: Any) -> str:
    """A value on one line."""
    if isinstance(value, Mapping):
        return _shown(value.get("name", " / ".join(str(each) for each in value.values())))
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value)
    return str(value or "")


VIEW = View(
    "record",
    "record/",
    "b",
    (
        shows("/record/", listed),
        Route("/edtf", edtf, methods=["GET"]),
        shows("/record/{ident}", form),
        Route("/record/{ident}/evidence", evidence, methods=["GET"]),
        does("/record/{ident}/save", save),
        does("/record/{ident}/preview", preview),
        *life.ROUTES,
    ),
)
