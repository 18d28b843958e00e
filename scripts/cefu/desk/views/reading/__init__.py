"""The reading desk: a document beside what was made of it, and a keeper's verdicts on its lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from cefu.archive.report import report_of
from cefu.desk.decisions.deciding import Edit
from cefu.desk.decisions.journal import Change, Decision, read
from cefu.desk.decisions.sidecars import with_emendation, with_hints, without_hint
from cefu.desk.holding import PATIENCE
from cefu.desk.keeping import UNDO, keep, notes_of, seen_of, text_of
from cefu.desk.page import View, desk_of, does, locale_of, page, shows, words_of
from cefu.desk.pictures import page_picture
from cefu.desk.views.reading.alike import alike
from cefu.desk.views.reading.context import telling
from cefu.desk.views.reading.model import hints_by_line, lines_of, places, shown
from cefu.desk.views.reading.saying import goes_on, hint_on, one_of_block, rest_of_block
from cefu.desk.words import Words
from cefu.inputs.sidecar import Sidecar, parse_sidecar
from cefu.inputs.sources import source_at
from cefu.model.document import Report
from cefu.model.errors import CefuError
from cefu.model.received import Document

#: A report that is being read is waited for so many seconds.
_LONGER = 20


class _One:
    """One report at the desk: its document, its sidecar, and what they make together."""

    def __init__(self, request: Request) -> None:
        self.desk = desk_of(request)
        ident = request.path_params["report"]
        known = self._known(ident, PATIENCE) or self._known(ident, _LONGER)
        if known is None:
            raise CefuError(f"there is no report {ident!r}", remedy="Look at the overview")
        self.known = known
        self.path = self.desk.project.sources / known.source_file
        self.sidecar_file = f"sources/{self.path.stem}.yml"

    def _known(self, ident: str, patience: float) -> Report | None:
        """The report as the archive was last read, or will be within ``patience`` seconds."""
        reports = self.desk.held.now(patience).archive.reports
        return next((report for report in reports if report.id == ident), None)

    @property
    def document(self) -> Document:
        return self.desk.held.document(self.path)

    def text(self) -> str | None:
        """The sidecar as it is on disk."""
        return read(self.desk.project.root, self.sidecar_file)

    def sidecar(self, text: str | None) -> Sidecar:
        file = str(self.desk.project.root / self.sidecar_file)
        return parse_sidecar(text, file) if text else Sidecar()

    def report(self, sidecar: Sidecar) -> Report:
        """The report with ``sidecar``; the last one made is held."""
        made_of = (self.known.id, self.known.sha256, sidecar)
        held = self.desk.memory.get("reading")
        if held and held[0] == made_of:
            last: Report = held[1]
            return last
        made = report_of(self.document, source_at(self.path), sidecar)
        self.desk.memory["reading"] = (made_of, made)
        return made

    def model(self) -> dict[str, Any]:
        """All that the page shows, from the files as they are."""
        sidecar = self.sidecar(self.text())
        seen = seen_of(self.desk.project.root, self.sidecar_file)
        return {**shown(self.report(sidecar), self.document, sidecar), "seen": seen}

    def decide(
        self, request: Request, said: Mapping[str, Any], words: str, edit: Edit
    ) -> dict[str, Any]:
        """Change the sidecar with ``edit`` if the report can be made with it; the page anew."""
        before = self.text()
        after = edit(before)
        self.report(self.sidecar(after))
        change = Change(self.sidecar_file, before, after)
        answer = keep(request, said, Decision(f"{self.known.id}: {words}", (change,)))
        return answer if "stale" in answer else {**answer, "model": self.model()}


def reading(request: Request) -> Response:
    """The reports with how many of their places are unsure, the most unsure first."""
    locale = locale_of(request)
    reports = desk_of(request).held.now().archive.reports
    listed = [
        {
            "id": report.id,
            "title": locale.name(report.record.title) or report.id,
            "lang": locale.name_lang(report.record.title) or locale.lang,
            "unsure": len({place.line for place in report.unsure}),
        }
        for report in sorted(reports, key=lambda r: (-len(r.unsure), r.id))
    ]
    return page(request, "reading.j2", report=None, reports=listed)


def one(request: Request) -> Response:
    """The desk of one report."""
    found = _One(request)
    name = locale_of(request).name(found.known.record.title) or found.known.id
    lang = locale_of(request).name_lang(found.known.record.title)
    model = found.model()
    return page(
        request,
        "reading.j2",
        report={"id": found.known.id, "title": name, "lang": lang, "is_pdf": bool(model["pages"])},
        model=model,
        reports=[],
    )


def model(request: Request) -> Response:
    """What one report's page is made of, as JSON."""
    return JSONResponse(_One(request).model())


def facsimile(request: Request) -> Response:
    """The picture of a page of a PDF, drawn when first asked for and kept."""
    found = _One(request)
    if found.path.suffix.lower() != ".pdf":
        return PlainTextResponse("It has no pages.", 404)
    try:
        picture = page_picture(found.desk.project, found.path, int(request.path_params["index"]))
    except CefuError as error:
        return PlainTextResponse(str(error), 404)
    return FileResponse(picture, headers={"cache-control": "private, max-age=86400"})


def say(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """A verdict on lines, by their numbers; the page anew, and the lines that are like the first.

    Lines said of ``together`` are those of one block, which begins with the first of them.
    """
    found = _One(request)
    lines = lines_of(found.document)
    at = {line.number: i for i, line in enumerate(lines)}
    numbers = [n for n in _numbers(said.get("lines")) if n in at]
    if not numbers:
        raise CefuError("there is no such line", remedy="Load the page again")
    sidecar = found.sidecar(found.text())
    made = places(found.report(sidecar), lines)
    verdict, words = text_of(said, "verdict"), text_of(said, "words")
    level = said.get("level") if isinstance(said.get("level"), int) else 0
    hints = []
    for number in numbers:
        i = at[number]
        own = one_of_block(verdict) if said.get("together") and number != numbers[0] else verdict
        own = goes_on(made[i - 1].kind if i else "") if own == "join" else own
        reason = text_of(said, "reason") or _reason(request, found.document, lines[i].page)
        hints.append(hint_on(lines, i, own, reason, level or 0, words))
        if verdict == "note" and not (said.get("together") and len(numbers) > 1):
            hints += [hint_on(lines, j, "note-goes-on", reason) for j in rest_of_block(made, i)]
    told = _in_words(words_of(request), numbers, verdict, level or 0)
    answer = found.decide(request, said, told, lambda text: with_hints(text, hints))
    if "stale" in answer or verdict == "split" or len(numbers) > 1:
        return answer
    first = at[numbers[0]]
    now = places(found.report(found.sidecar(found.text())), lines)
    settled = {*hints_by_line(lines, sidecar.hints)}
    settled |= {i for i in now if now[i].role == now[first].role}
    return {**answer, "alike": [lines[i].number for i in alike(lines, made, first, settled)]}


def _in_words(say: Words, numbers: Sequence[int], verdict: str, level: int) -> str:
    """A verdict on the lines ``numbers``, as the keeper is told of it."""
    named = f"reading.verdict_{verdict}"
    what = say("reading.kind_heading_level", level=level) if level else say(named)
    key = "reading.decided_more" if len(numbers) > 1 else "reading.decided"
    return say(key, line=numbers[0], count=len(numbers), verdict=what)


def unsay(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """Take the hint on a line away."""
    found = _One(request)
    lines = lines_of(found.document)
    wanted = _numbers([said.get("line")])
    hints = hints_by_line(lines, found.sidecar(found.text()).hints)
    hint = next((h for i, h in hints.items() if [lines[i].number] == wanted), None)
    if hint is None:
        raise CefuError("there is no verdict on this line", remedy="Load the page again")
    told = words_of(request)("reading.unsaid", line=wanted[0])
    return found.decide(request, said, told, lambda t: without_hint(t, hint.find, hint.lines))


def note(request: Request, said: Mapping[str, Any]) -> dict[str, Any]:
    """An editorial note on words of a block: ``block``, ``start``, ``end``, the note, the reason."""
    found = _One(request)
    report = found.report(found.sidecar(found.text()))
    texts = {block.id: block.text for block in report.blocks}
    texts |= {each.id: each.text for each in report.notes}
    start, end = said.get("start"), said.get("end")
    text = texts.get(text_of(said, "block"), "")
    if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(text)):
        raise CefuError("no words are chosen", remedy="Select the words within one paragraph")
    words = notes_of(said)
    reason = text_of(said, "reason")
    if not (words and reason):
        raise CefuError("the note lacks words or a reason", remedy="Readers are told both")
    find = text[start:end]
    context = telling(list(texts.values()), text, start, end)
    told = words_of(request)("reading.noted", words=find)
    return found.decide(
        request, said, told, lambda old: with_emendation(old, find, context, words, reason)
    )


def _numbers(value: object) -> list[int]:
    return [n for n in value if isinstance(n, int)] if isinstance(value, list) else []


def _reason(request: Request, document: Document, index: int) -> str:
    """Why, where the keeper says nothing: that it was seen in the document."""
    label = str(index + 1) if document.pages else ""
    key = "reading.reason_page" if label else "reading.reason"
    return words_of(request)(key, page=label)


VIEW = View(
    "reading",
    "reading/",
    "e",
    (
        shows("/reading/", reading),
        shows("/reading/{report}", one),
        Route("/reading/{report}/model", model, methods=["GET"]),
        Route("/reading/{report}/page/{index:int}", facsimile, methods=["GET"]),
        does("/reading/{report}/say", say),
        does("/reading/{report}/unsay", unsay),
        does("/reading/{report}/note", note),
        UNDO,
    ),
)
