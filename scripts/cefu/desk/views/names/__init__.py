"""Names: candidates from the texts as a queue, and the records with every mention in context."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cefu.desk.decisions import deciding, names
from cefu.desk.decisions.deciding import authority_texts, decided, from_texts
from cefu.desk.decisions.journal import Decision, digest
from cefu.desk.keeping import keep, seen_of, text_of
from cefu.desk.page import View, desk_of, does, locale_of, page, shows, words_of
from cefu.desk.views.names.contexts import contexts, longer_words
from cefu.desk.views.names.extract import looked_up
from cefu.desk.views.names.queue import Candidates, proposed_record
from cefu.inputs.authorities import IGNORE_FILE, cross_check, load_ignored, parse
from cefu.model.authority import TYPES
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, LANGS, ORIGINAL
from cefu.text.fold import fold_key

_IGNORED = f"{names.FOLDER}/{IGNORE_FILE}"
#: So many candidates are shown at a time, and so many records for a search.
_QUEUE, _FOUND = 60, 20


def queue(request: Request) -> Response:
    """The candidates, the most frequent first, with what is known of each."""
    desk, locale = desk_of(request), locale_of(request)
    reading = desk.held.now()
    looking: Candidates = desk.memory.setdefault("names", Candidates(desk.held.looked))
    looked = looking.now(reading.archive, _ignored(request))
    found = looked or []
    known = reading.catalogue.records
    shown = [
        {
            **each,
            "extract": looked_up(desk.project.sources, each["form"]),
            "companions": [
                locale.name(known[actor].names) for actor in each["companions"] if actor in known
            ],
        }
        for each in found[:_QUEUE]
    ]
    records = reading.archive.authorities.records
    return page(
        request,
        "names.j2",
        record=None,
        waiting=looked is None,
        candidates=shown,
        total=len(found),
        records=[
            {"id": r.id, "name": locale.name(r.names), "type": r.type,
             "count": reading.catalogue.total(r.id)}
            for r in records if r.variants
        ],
        types=TYPES,
        seen=_seen(request),
    )  # fmt: skip


def record(request: Request) -> Response:
    """One record: its forms, and every mention of it in context."""
    reading, locale = desk_of(request).held.now(), locale_of(request)
    ident = request.path_params["record"]
    known = reading.catalogue.records.get(ident)
    if known is None:
        raise CefuError(f"there is no record {ident!r}", remedy="Look at the list of names")
    return page(
        request,
        "names.j2",
        record={
            "id": known.id,
            "name": locale.name(known.names),
            "type": known.type,
            "forms": [variant.form for variant in known.variants],
            "not_in": list(known.not_in),
            "description": locale.name(known.description),
        },
        contexts=contexts(reading.catalogue, ident, locale),
        waiting=False,
        candidates=[],
        records=[],
        types=TYPES,
        seen=_seen(request),
    )


def search(request: Request) -> Response:
    """Records whose name, form or id has the words asked for (``?q=``), as JSON."""
    reading, locale = desk_of(request).held.now(), locale_of(request)
    key = fold_key(request.query_params.get("q", ""))
    found = []
    for each in reading.archive.authorities.records if key else ():
        forms = [*each.names.values(), *(v.form for v in each.variants), each.id]
        best = min((len(form) for form in forms if key in fold_key(form)), default=0)
        if best:
            found.append((best, each))
    found.sort(key=lambda item: (item[0], item[1].id))
    return JSONResponse(
        [{"id": r.id, "name": locale.name(r.names), "type": r.type} for _, r in found[:_FOUND]]
    )


def new(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A new record, written at the end of the file of its kind."""
    entry = proposed_record(
        text_of(said, "id"),
        text_of(said, "type"),
        {lang: text_of(said, lang) for lang in LANGS},
        [each for each in text_of(said, "variants").split("、") if each.strip()],
        {ORIGINAL: text_of(said, "description"), ENGLISH: text_of(said, "description_en")},
        text_of(said, "identifier"),
    )
    home = names.home_of(entry["type"])
    told = words_of(request)("names.made", name=entry["names"][ORIGINAL])
    decision = decided(
        desk_of(request).project.root, told, {home: lambda t: names.with_record(t, entry)}
    )
    return _kept(request, said, decision)


def variant(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A form as one more of a record that is there."""
    root = desk_of(request).project.root
    form, ident = text_of(said, "form"), text_of(said, "record")
    texts = authority_texts(root)
    told = words_of(request)("names.joined", form=form, record=ident)
    after = names.with_variant(texts, ident, form, text_of(said, "usage"))
    return _kept(request, said, from_texts(told, texts, after))


def no_name(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A form as one that is no name, with the reason."""
    form = text_of(said, "form")
    reason = text_of(said, "reason") or words_of(request)("names.no_name_reason")
    told = words_of(request)("names.ignored", form=form)
    root = desk_of(request).project.root
    decision = decided(root, told, {_IGNORED: lambda t: names.with_ignored(t, form, reason)})
    return _kept(request, said, decision)


def exclude(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A longer string inside which a record is not meant."""
    root = desk_of(request).project.root
    ident, longer = text_of(said, "record"), text_of(said, "longer")
    texts = authority_texts(root)
    told = words_of(request)("names.excluded", longer=longer, record=ident)
    return _kept(request, said, from_texts(told, texts, names.with_exclusion(texts, ident, longer)))


def merge(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """That one record is another: the first goes into the second."""
    decision = deciding.merge(
        desk_of(request).project.root, text_of(said, "old"), text_of(said, "new")
    )
    return _kept(request, said, decision)


def words_around(request: Request) -> Response:
    """The longer strings that a mention can be told by (``?report=&block=&start=&end=``)."""
    reading = desk_of(request).held.now()
    asked = request.query_params
    text = reading.catalogue.texts.get(asked.get("report", ""), {}).get(asked.get("block", ""), "")
    start, end = int(asked.get("start", 0)), int(asked.get("end", 0))
    return JSONResponse(longer_words(reading.catalogue, asked.get("record", ""), text, start, end))


def _kept(request: Request, said: Mapping[str, Any], decision: Decision) -> dict[str, Any]:
    """Write ``decision`` if the authority files are sound with it."""
    root = desk_of(request).project.root
    texts = authority_texts(root) | {c.file: c.after or "" for c in decision.changes}
    records, faults = [], []
    for file, text in texts.items():
        if file.startswith(names.FOLDER) and file != _IGNORED:
            read, wrong = parse(text, file)
            records += read
            faults += wrong
    faults += cross_check(records)
    if faults:
        raise CefuError(str(faults[0]).partition(": ")[2] or str(faults[0]), file=faults[0].file)
    return keep(request, said, decision)


def _seen(request: Request) -> dict[str, str]:
    root = desk_of(request).project.root
    found = {file: digest(text) for file, text in authority_texts(root).items()}
    return found | seen_of(root, _IGNORED, *(names.home_of(kind) for kind in TYPES))


def _ignored(request: Request) -> dict[str, str]:
    path = desk_of(request).project.root / _IGNORED
    return load_ignored(path) if path.exists() else {}


VIEW = View(
    "names",
    "names/",
    "n",
    (
        shows("/names/", queue),
        Route("/names/search", search, methods=["GET"]),
        Route("/names/around", words_around, methods=["GET"]),
        does("/names/new", new),
        does("/names/variant", variant),
        does("/names/no-name", no_name),
        does("/names/exclude", exclude),
        does("/names/merge", merge),
        shows("/names/record/{record}", record),
    ),
)
