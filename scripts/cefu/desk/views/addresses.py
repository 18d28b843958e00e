"""Addresses: what became of published ones after a text was replaced, to confirm or lead elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from cefu.archive.reading import Archive
from cefu.desk.decisions.deciding import decided
from cefu.desk.decisions.judgements import (
    ADDRESSES_FILE,
    with_address_judgement,
    without_address_judgement,
)
from cefu.desk.keeping import keep, seen_of, text_of
from cefu.desk.page import View, desk_of, does, locale_of, page, shows, words_of
from cefu.inputs.judgements import FOLDER, read_address_judgements
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.model.judgements import AddressJudgement

#: What asks for a keeper's eye, the gravest first.
FATES = ("unsure", "gone", "partly", "joined", "changed")
#: So many characters of a text are shown.
_SHOWN = 120


def addresses(request: Request) -> Response:
    """Addresses whose text changed, moved or went: what stood there, and what stands there now."""
    desk, locale = desk_of(request), locale_of(request)
    archive = desk.held.now().archive
    judged = {
        (each.report, each.address): each
        for each in read_address_judgements(desk.project.sources / FOLDER)
    }
    rows = list(_rows(archive, judged))
    titles = {report.id: locale.name(report.record.title) for report in archive.reports}
    concerned = {row["report"] for row in rows}
    return page(
        request,
        "addresses.j2",
        asked=[row for row in rows if not row["judged"]],
        settled=[row for row in rows if row["judged"]],
        titles=titles,
        anchors={r.id: _anchors(r) for r in archive.reports if r.id in concerned},
        seen=seen_of(desk.project.root, ADDRESSES_FILE),
    )


def judge(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """Where an address leads: ``report``, ``address``, ``leads_to`` (itself: as it is)."""
    desk = desk_of(request)
    keys = ("report", "address", "leads_to", "was", "reason")
    judgement = AddressJudgement(**{key: text_of(said, key) for key in keys})
    archive = desk.held.now().archive
    report = next((r for r in archive.reports if r.id == judgement.report), None)
    known = dict(_texts(report)) if report else {}
    if report is None or judgement.address not in {*report.told, *known}:
        raise CefuError("there is no such address", remedy="Load the page again")
    if judgement.leads_to not in {*known, judgement.address}:
        raise CefuError(
            f"#{judgement.leads_to} is not on the page", remedy="Choose one of the addresses listed"
        )
    words = words_of(request)(
        "addresses.decided", address=f"{report.id}#{judgement.address}", to=judgement.leads_to
    )
    edit = {ADDRESSES_FILE: lambda text: with_address_judgement(text, judgement)}
    return keep(request, said, decided(desk.project.root, words, edit))


def unjudge(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """Take the verdict on an address away."""
    report, address = text_of(said, "report"), text_of(said, "address")
    words = words_of(request)("addresses.undecided", address=f"{report}#{address}")
    edit = {ADDRESSES_FILE: lambda text: without_address_judgement(text, report, address)}
    return keep(request, said, decided(desk_of(request).project.root, words, edit))


def _rows(
    archive: Archive, judged: Mapping[tuple[str, str], AddressJudgement]
) -> Iterator[dict[str, Any]]:
    for fate in FATES:
        for report in archive.reports:
            texts = dict(_texts(report))
            for told in report.told.values():
                known = judged.get((report.id, told.anchor))
                if told.fate != fate:
                    continue
                target = report.redirects.get(told.anchor, told.anchor)
                yield {
                    "report": report.id,
                    "address": told.anchor,
                    "fate": told.fate,
                    "date": told.date,
                    "was": told.words,
                    "target": target,
                    "now": texts.get(target, "")[:_SHOWN],
                    "maybe": told.maybe,
                    "maybe_now": texts.get(told.maybe, "")[:_SHOWN],
                    "judged": known is not None,
                    "leads_to": known.leads_to if known else "",
                }


def _texts(report: Report) -> Iterator[tuple[str, str]]:
    for block in report.blocks:
        yield block.id, block.text
        yield from ((mark.id, block.text[mark.at :]) for mark in block.marks)
    yield from ((note.id, note.text) for note in report.notes)


def _anchors(report: Report) -> list[tuple[str, str]]:
    return [(ident, text[:40]) for ident, text in _texts(report)]


VIEW = View(
    "addresses",
    "addresses/",
    "a",
    (
        shows("/addresses/", addresses),
        does("/addresses/judge", judge),
        does("/addresses/unjudge", unjudge),
    ),
)
