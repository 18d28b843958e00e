"""Life of one report: another id, a newer report in its place, the same as another, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute

from cefu.archive.life.files import Plan, files_of
from cefu.archive.life.renaming import joined, renamed, superseded
from cefu.archive.life.withdrawing import withdrawn
from cefu.desk.decisions.deciding import planned
from cefu.desk.keeping import keep, notes_of, seen_of, text_of
from cefu.desk.page import desk_of, does, locale_of, page, shows, words_of
from cefu.inputs.sources import CHECKSUMS
from cefu.model.errors import CefuError


def life(request: Request) -> Response:
    """What has become of a report so far, and what can become of it."""
    desk, locale = desk_of(request), locale_of(request)
    archive = desk.held.now().archive
    ident = request.path_params["ident"]
    by_id = {report.id: report for report in archive.reports}
    if ident not in by_id:
        raise CefuError(f"there is no report {ident!r}", remedy="Look at the overview")
    files = files_of(desk.project.sources, ident)
    names = [f"sources/{files.below(files.sidecar)}", f"sources/{CHECKSUMS}"]
    return page(
        request,
        "life.j2",
        here="record",
        report=by_id[ident],
        seen=seen_of(desk.project.root, *names),
        others=[(each, locale.name(by_id[each].record.title)) for each in by_id if each != ident],
        versions=[
            (each, locale.name(each.reason), locale.name_lang(each.reason))
            for each in archive.versions.get(ident, ())
        ],
        today=date.today().isoformat(),
    )


#: From the sources, the report and what the page said to what is to be done.
_Planned = Callable[[Path, str, Mapping[str, Any]], Plan]


def _rename(sources: Path, report: str, said: Mapping[str, Any]) -> Plan:
    return renamed(sources, report, text_of(said, "to"))


def _supersede(sources: Path, report: str, said: Mapping[str, Any]) -> Plan:
    return superseded(sources, report, text_of(said, "to"))


def _join(sources: Path, report: str, said: Mapping[str, Any]) -> Plan:
    return joined(sources, report, text_of(said, "to"))


def _withdraw(sources: Path, report: str, said: Mapping[str, Any]) -> Plan:
    return withdrawn(sources, report, text_of(said, "date"), notes_of(said))


#: What can be decided, by the last part of its address, and how.
_VERBS: Mapping[str, _Planned] = {
    "rename": _rename,
    "supersede": _supersede,
    "join": _join,
    "withdraw": _withdraw,
}


def _deciding(verb: str, plan: _Planned) -> BaseRoute:
    def decide(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
        root, ident = desk_of(request).project.root, request.path_params["ident"]
        words = words_of(request)(f"life.done_{verb}", report=ident, to=text_of(said, "to"))
        return keep(request, said, planned(root, words, plan(root / "sources", ident, said)))

    return does(f"/record/{{ident}}/life/{verb}", decide)


ROUTES: tuple[BaseRoute, ...] = (
    shows("/record/{ident}/life", life),
    *(_deciding(verb, plan) for verb, plan in _VERBS.items()),
)
