"""The inbox: documents dropped, looked at, compared with what is there, taken in or thrown out."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from cefu.archive.adding import proposed_id
from cefu.desk.holding import Reading
from cefu.desk.inbox import box
from cefu.desk.inbox.likeness import Known, Likeness, likeness
from cefu.desk.inbox.looking import Look, looked
from cefu.desk.inbox.scans import recognise
from cefu.desk.inbox.taking import take_back, take_in, take_over, taken
from cefu.desk.keeping import notes_of
from cefu.desk.page import Desk, View, desk_of, does, page, shows, words_of, wrong
from cefu.desk.pictures import page_picture
from cefu.inputs.documents import SUFFIXES
from cefu.inputs.sources import CHECKSUMS, read_checksums
from cefu.model.edtf import EdtfError, parse
from cefu.model.errors import CefuError
from cefu.model.language import LANGS


@dataclass
class Memory:
    """What the inbox keeps while the desk is open: how each document looked, and the sketches of
    the reports it is compared with, by checksum.  Whatever writes, or sketches, does so alone."""

    looks: dict[str, Look] = field(default_factory=dict)
    sketches: dict[str, Known] = field(default_factory=dict)
    one_at_a_time: threading.Lock = field(default_factory=threading.Lock)


def _memory(desk: Desk) -> Memory:
    memory: Memory = desk.memory.setdefault("inbox", Memory())
    return memory


def _look(desk: Desk, item: box.Item) -> Look:
    memory = _memory(desk)
    if item.ident not in memory.looks:
        memory.looks[item.ident] = desk.held.elsewhere(looked, item.path, item.name)
    return memory.looks[item.ident]


def _known(desk: Desk, reading: Reading) -> dict[str, Known]:
    """What the reports of the archive are compared by, by id."""
    memory = _memory(desk)
    with memory.one_at_a_time:
        for report in reading.archive.reports:
            if report.sha256 not in memory.sketches:
                memory.sketches[report.sha256] = Known.of(report.sha256, report.source_text)
    return {report.id: memory.sketches[report.sha256] for report in reading.archive.reports}


def _same_file(desk: Desk, document: Known) -> Likeness | None:
    """The report whose file has the same bytes, by the checksums as they are now."""
    sums = read_checksums(desk.project.sources / CHECKSUMS)
    same = (name for name, sha in sums.items() if sha == document.sha256)
    return next((Likeness("bytes", Path(name).stem) for name in same), None)


#: A card waits so many seconds for the archive as it is, which a document is compared with.
_WAITS = 20


def inbox(request: Request) -> Response:
    """The inbox with all that lies in it; what is not looked at yet comes by itself."""
    desk = desk_of(request)
    every = [(item, taken(item)) for item in box.items(desk.project)]
    return page(
        request,
        "inbox.j2",
        waiting=[item for item, files in every if not files],
        done=[(item, files) for item, files in every if files],
        suffixes=",".join(SUFFIXES),
    )


def card(request: Request) -> Response:
    """One document: what it was taken for, and what the keeper can do with it."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    look = _look(desk, item)
    found, behind = None, False
    if look.known and not (found := _same_file(desk, look.known)):
        reading = desk.held.now(_WAITS)
        found, behind = likeness(look.known, _known(desk, reading)), reading.behind
    said = {each.key: each for each in look.said}
    author = said.get("authors")
    return page(
        request,
        "inbox-card.j2",
        item=item,
        look=look,
        ident=_free_id(desk, item),
        said=said,
        title=look.value("title") or {},
        publisher=look.value("publisher") or {},
        authors=[
            next(iter(each["name"].values()), "") for each in (author.value if author else ())
        ],
        langs=LANGS,
        recognises=shutil.which("tesseract") is not None,
        alike=found,
        not_compared=behind and not found,
        in_order=bool(
            look.known
            and not found
            and not behind
            and not look.faults
            and not said["title"].where.startswith("the file's name")
        ),
    )


def _free_id(desk: Desk, item: box.Item) -> str:
    """An id after the document's name that no report has."""
    base = proposed_id(Path(item.name)) or "document"
    taken_ids = {path.stem.lower() for path in desk.project.sources.glob("*")}
    numbered = (base if n == 1 else f"{base}-{n}" for n in range(1, 10_000))
    return next(each for each in numbered if each.lower() not in taken_ids)


async def take(request: Request) -> Response:
    """A document comes: its bytes are the body, its name stands in the address."""
    desk = desk_of(request)
    name = request.query_params.get("name", "")
    data = await request.body()
    try:
        item = await run_in_threadpool(box.put, desk.project, name, data)
    except CefuError as error:
        return JSONResponse(wrong(error, words_of(request)), 422)
    return JSONResponse({"ident": item.ident})


def picture(request: Request) -> Response:
    """The first page of a PDF in the inbox."""
    desk = desk_of(request)
    try:
        item = box.item(desk.project, request.path_params["ident"])
        return FileResponse(page_picture(desk.project, item.path, 0))
    except CefuError as error:
        return JSONResponse(wrong(error, words_of(request)), 404)


def accept(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take a document in with the values as the keeper left them."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    look = _look(desk, item)
    ident = str(said.get("id", "")).strip()
    values = _values(look, said)
    with _memory(desk).one_at_a_time:
        files = take_in(desk.project, item, look, ident, values)
    return {"files": files, "report": ident}


def replace(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Put a document in the place of the report that it is another extraction of."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    report = desk.held.now().catalogue.reports.get(str(said.get("report", "")))
    if report is None:
        raise CefuError("there is no such report", remedy="Load the page again")
    look, why = _look(desk, item), notes_of(said)
    if not why:
        raise CefuError("no reason is given", remedy="Readers are told why; write a sentence")
    with _memory(desk).one_at_a_time:
        files = take_over(desk.project, item, look, report, why)
    return {"files": files, "report": report.id}


def recognise_text(request: Request, said: Mapping[str, Any]) -> None:
    """Have the text of a scan recognised; its card is to be looked at anew."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    recognise(item)
    _memory(desk).looks.pop(item.ident, None)


def reject(request: Request, said: Mapping[str, Any]) -> None:
    """Throw a document out of the inbox; ``sources`` knows nothing of it."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    box.clear(item)
    _memory(desk).looks.pop(item.ident, None)


def back(request: Request, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take a document out of ``sources`` again, back into the inbox."""
    desk = desk_of(request)
    item = box.item(desk.project, request.path_params["ident"])
    with _memory(desk).one_at_a_time:
        return {"files": take_back(desk.project, item)}


def _values(look: Look, said: Mapping[str, Any]) -> dict[str, Any]:
    """The keeper's values by key of a sidecar, in the language that the keeper chose.

    Raises ``CefuError`` where one will not do.
    """
    language = str(said.get("language") or look.language)
    if language not in LANGS:
        raise CefuError(f"unknown language {language!r}", remedy=f"Known: {', '.join(LANGS)}")
    date = str(said.get("date", "")).strip()
    if date:
        try:
            parse(date)
        except EdtfError as error:
            raise CefuError(f"{date!r} is no date: {error.problem}", remedy=error.remedy) from None
    names = [line.strip() for line in str(said.get("authors", "")).splitlines() if line.strip()]
    values: dict[str, Any] = {
        "authors": [{"name": {language: name}} for name in names],
        "date": date,
        "language": language,
    }
    for key in ("title", "publisher"):
        text = " ".join(str(said.get(key, "")).split())
        values[key] = {language: text} if text else {}
    if not values["title"]:
        raise CefuError("the document has no title", remedy="Write what it is called")
    for key in values:
        if not values[key] and look.value(key) is None:
            values[key] = None
    return values


VIEW = View(
    "inbox",
    "inbox/",
    "i",
    (
        shows("/inbox/", inbox),
        shows("/inbox/{ident}/card", card),
        Route("/inbox/{ident}/page.webp", picture, methods=["GET"]),
        Route("/inbox/take", take, methods=["POST"]),
        does("/inbox/{ident}/accept", accept),
        does("/inbox/{ident}/replace", replace),
        does("/inbox/{ident}/recognise", recognise_text),
        does("/inbox/{ident}/reject", reject),
        does("/inbox/{ident}/back", back),
    ),
)
