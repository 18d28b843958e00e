"""Dates: events that are dated differently, to be judged; dates that were resolved, with why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cefu.archive.catalogue import Catalogue
from cefu.desk.decisions.deciding import decided
from cefu.desk.decisions.judgements import (
    DATES_FILE,
    with_date_judgement,
    without_date_judgement,
)
from cefu.desk.keeping import keep, notes_of, seen_of, text_of
from cefu.desk.page import View, desk_of, does, locale_of, page, shows, words_of
from cefu.model.annotations import Statement
from cefu.model.errors import CefuError
from cefu.model.judgements import VERDICTS, Apart, DateJudgement
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.disagreements import Disagreement

#: So many resolved dates are shown.
_MOST = 200


def dates(request: Request) -> Response:
    """Conflicts without a judgement first, then those judged; then dates that were resolved."""
    desk, locale = desk_of(request), locale_of(request)
    catalogue = desk.held.now().catalogue
    several = [
        found for found in catalogue.dated.values() if len(found.sides) > 1 or found.judgement
    ]
    open_, settled = [], []
    for found in several:
        if found.judgement:
            settled.append(_event(catalogue, found, locale))
        elif found.of_dates:
            open_.append(_event(catalogue, found, locale))
    resolved = [
        _statement(catalogue, statement, locale)
        for statement in catalogue.archive.statements
        if statement.resolution != "absolute"
    ]
    return page(
        request,
        "dates.j2",
        conflicts=open_,
        settled=settled,
        resolved=resolved[:_MOST],
        total=len(resolved),
        verdicts=VERDICTS,
        seen=seen_of(desk.project.root, DATES_FILE),
    )


def judge(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict on the dates of an event: ``event``, ``verdict``, notes, ``apart`` (statement ids)."""
    desk = desk_of(request)
    catalogue = desk.held.settled(20).catalogue
    event, verdict = text_of(said, "event"), text_of(said, "verdict")
    found = catalogue.dated.get(event)
    if found is None or verdict not in VERDICTS:
        raise CefuError("there is no such event or verdict", remedy="Load the page again")
    listed = said.get("apart")
    wanted = set(listed) if isinstance(listed, list) else set()
    told = {s.id: s for side in found.sides for s in side.statements}
    apart = [Apart(ident, told[ident].surface) for ident in sorted(wanted & told.keys())]
    if verdict == "other-event" and not apart:
        raise CefuError("no date is marked", remedy="Mark the dates that are of something else")
    judgement = DateJudgement(
        event=event,
        dates=tuple(sorted({side.edtf for side in found.sides})),
        verdict=verdict,
        note=notes_of(said),
        reason=text_of(said, "reason"),
        apart=tuple(apart) if verdict == "other-event" else (),
    )
    words = words_of(request)("dates.decided", event=event, verdict=verdict)
    edit = {DATES_FILE: lambda text: with_date_judgement(text, judgement)}
    return keep(request, said, decided(desk.project.root, words, edit))


def unjudge(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """Take the verdict on an event away."""
    event = text_of(said, "event")
    words = words_of(request)("dates.undecided", event=event)
    edit = {DATES_FILE: lambda text: without_date_judgement(text, event)}
    return keep(request, said, decided(desk_of(request).project.root, words, edit))


def _event(catalogue: Catalogue, found: Disagreement, locale: Locale) -> dict[str, Any]:
    judgement = found.judgement
    return {
        "id": found.event,
        "name": locale.name(catalogue.records[found.event].names),
        "relations": sorted(found.relations),
        "sides": [
            {
                "date": in_words(side.edtf, locale),
                "edtf": side.edtf,
                "statements": [_statement(catalogue, s, locale) for s in side.statements],
            }
            for side in found.sides
        ],
        "verdict": judgement.verdict if judgement else "",
        "note": locale.name(judgement.note) if judgement else "",
    }


def _statement(catalogue: Catalogue, statement: Statement, locale: Locale) -> dict[str, Any]:
    record = catalogue.reports[statement.report].record
    return {
        "id": statement.id,
        "report": statement.report,
        "title": locale.name(record.title) or statement.report,
        "block": statement.block,
        "surface": statement.surface,
        "quote": statement.quote,
        "edtf": statement.edtf,
        "date": in_words(statement.edtf, locale),
        "resolution": statement.resolution,
        "published": record.date,
    }


VIEW = View(
    "dates",
    "dates/",
    "d",
    (
        shows("/dates/", dates),
        does("/dates/judge", judge),
        does("/dates/unjudge", unjudge),
    ),
)
