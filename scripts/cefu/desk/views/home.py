"""The overview: what to look at before publishing, and all reports with what is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from cefu.archive.concerns import CHECKS, DOCUMENT, Concern, gaps
from cefu.desk.page import Desk, View, desk_of, locale_of, page, shows, words_of
from cefu.desk.words import Words
from cefu.model.document import Report
from cefu.outputs.i18n.locale import Locale

#: Where at the desk each check's concerns are settled; those of documents at the reading desk.
PLACES = {
    "lock-behind": "publish",
    "address": "addresses",
    "record": "record",
    "date": "record",
    "link": "",
    "rights": "record",
    "english": "record",
    "name": "names",
}
_OTHERWISE = "reading"
#: So many concerns of one check are shown.
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Item:
    """A concern with a link to where it is settled ('' where the desk has no such place).

    ``remedy`` is that of the concern and of those before it; '' where the next has the same.
    """

    place: str
    problem: str
    link: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Group:
    """The concerns of one check."""

    title: str
    count: int
    shown: tuple[Item, ...]

    @property
    def more(self) -> int:
        return self.count - len(self.shown)


def home(request: Request) -> Response:
    """The overview."""
    desk, say = desk_of(request), words_of(request)
    reading = desk.held.now()
    found = reading.concerns
    groups = None if found is None else list(_groups(found, desk, say))
    return page(
        request,
        "home.j2",
        concerns=groups,
        reports=_listed(reading.archive.reports, desk, say, locale_of(request)),
        folder=str(desk.project.root),
    )


def state(request: Request) -> Response:
    """Which reading of the files is held, and whether they have changed since."""
    reading = desk_of(request).held.now(0)
    return JSONResponse({"number": reading.number, "behind": reading.behind})


def link_of(concern: Concern, desk: Desk) -> str:
    """Where a concern is settled, as an address below the desk's root; '' if nowhere here."""
    name = PLACES.get(concern.check, _OTHERWISE)
    path = next((view.path for view in desk.views if view.name == name), None)
    if path is None:
        return ""
    if name not in ("record", "reading") or not concern.report:
        return path
    line = f"?line={concern.line}" if concern.line else ""
    return f"{path}{concern.report}{line}"


def _groups(found: Sequence[Concern], desk: Desk, say: Words) -> Iterator[Group]:
    for check, alike in groupby(found, key=_kind):
        listed = list(alike)
        shown = listed[:_SHOWN]
        remedies = [*(say.remedy(concern) for concern in shown), ""]
        items = (
            Item(say.place(c), say.problem(c), link_of(c, desk), remedy if remedy != after else "")
            for c, remedy, after in zip(shown, remedies, remedies[1:], strict=False)
        )
        yield Group(say(f"home.check_{check}"), len(listed), tuple(items))


def _kind(concern: Concern) -> str:
    """The check that found it; faults of documents have many names and count as one."""
    return concern.check if concern.check in CHECKS else DOCUMENT


def _listed(
    reports: Sequence[Report], desk: Desk, say: Words, locale: Locale
) -> list[dict[str, object]]:
    paths = {view.name: view.path for view in desk.views}
    found: list[dict[str, object]] = []
    for report in reversed(reports):
        lacking = len(gaps(report.record, report.id)) + (not report.record.rights)
        counts = Counter(unsure=len(report.unsure), record=lacking)
        links = [
            {"href": paths[name] + report.id, "words": say(f"home.state_{key}", count=counts[key])}
            for key, name in (("unsure", "reading"), ("record", "record"))
            if counts[key] and name in paths
        ]
        if not links and "record" in paths:
            links = [{"href": paths["record"] + report.id, "words": say("home.state_sound")}]
        title = report.record.title
        found.append(
            {
                "id": report.id,
                "date": report.record.date,
                "title": locale.name(title) or report.id,
                "lang": locale.name_lang(title) or locale.lang,
                "links": links,
            }
        )
    return found


VIEW = View("home", "", "h", (shows("/", home), Route("/state", state, methods=["GET"])))
