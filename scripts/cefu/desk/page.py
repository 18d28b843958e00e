"""Pages and answers of the desk: templates filled with values, words in the keeper's language.

Whatever a value holds appears as text, in content and in attributes alike.  A view is a ``View``
in the list of ``cefu.desk.views``: one module, one template, one client module.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import BaseRoute, Route

from cefu.desk.holding import Held
from cefu.desk.words import Words, words
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, ORIGINAL
from cefu.outputs.i18n.locale import Locale, locale
from cefu.site.project import Project
from cefu.site.settings import identity

#: What a page changes: said by the keeper's browser as JSON, answered as JSON.
Action = Callable[[Request, Mapping[str, Any]], Mapping[str, Any] | None]
Shown = Callable[[Request], Response]


@dataclass(frozen=True, slots=True)
class View:
    """One place at the desk.

    ``name`` is the name of its words, its template and its client module; ``path`` is where it
    begins, below the desk's root.  ``key`` is what is typed after ``g`` to go there.
    """

    name: str
    path: str
    key: str
    routes: Sequence[BaseRoute]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that views share: the archive, what the browser must know, where the site is shown."""

    project: Project
    held: Held
    #: the path of its first page, and what its pages send back with a change
    root: str
    token: str
    views: Sequence[View]
    #: the address at which the built site is shown
    preview: str = ""
    #: what a view keeps while the desk is open, by its own name
    memory: dict[str, Any] = field(default_factory=dict)


def desk_of(request: Request) -> Desk:
    """The desk that answers ``request``."""
    desk: Desk = request.app.state.desk
    return desk


def words_of(request: Request) -> Words:
    """The words of the language that the keeper has chosen, or that the browser asks for."""
    chosen = request.cookies.get("cefu-desk-language")
    return words(chosen or request.headers.get("accept-language", ""))


def locale_of(request: Request) -> Locale:
    """The site's words and names in the same language."""
    return locale(words_of(request).lang)


def archive_name(desk: Desk) -> str:
    """What the archive is called in its settings, or its folder's name; read once for each state
    of the settings."""
    config = desk.project.config
    now = config.stat().st_mtime_ns if config.exists() else 0
    held: tuple[int, str] | None = desk.memory.get("archive name")
    if held is None or held[0] != now:
        try:
            held = (now, identity(desk.project).names[ORIGINAL])
        except CefuError:
            held = (now, desk.project.root.name)
        desk.memory["archive name"] = held
    return held[1]


def page(request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
    """The page ``template``, of the view of that name, with ``values``."""
    desk = desk_of(request)
    said = words_of(request)
    known: dict[str, object] = {
        "request": request,
        "root": desk.root,
        "token": desk.token,
        "views": desk.views,
        "here": template.removesuffix(".j2"),
        "lang": said.lang,
        "scheme": request.cookies.get("cefu-desk-scheme", "auto"),
        "archive_name": archive_name(desk),
        # A view that shows what is held has waited for it already.
        "reading": desk.held.now(0),
        "preview": desk.preview,
        "say": said,
    }
    text = _environment().get_template(template).render(known | values)
    return HTMLResponse(text, status)


def shows(path: str, view: Shown) -> Route:
    """A route to a page; what is wrong is told on a page too."""

    def told(request: Request) -> Response:
        try:
            return view(request)
        except CefuError as error:
            return page(request, "wrong.j2", 422, problem=str(error))

    return Route(path, told, methods=["GET"])


def does(path: str, action: Action) -> Route:
    """A route to an action: takes a JSON object, gives one; ``CefuError`` becomes
    ``{"problem", "remedy", "file", "line"}`` with status 422."""

    async def done(request: Request) -> Response:
        try:
            said = json.loads(await request.body() or b"{}")
        except ValueError:
            said = None
        if not isinstance(said, dict):
            return JSONResponse({"problem": "no JSON object", "remedy": ""}, 400)
        try:
            answer = await run_in_threadpool(action, request, said)
        except CefuError as error:
            return JSONResponse(wrong(error, words_of(request)), 422)
        return JSONResponse(answer or {})

    return Route(path, done, methods=["POST"])


def wrong(error: CefuError, say: Words) -> dict[str, Any]:
    """``error`` as the desk's pages are told of it."""
    return {
        "problem": say.told(error.problem),
        "remedy": say.told(error.remedy),
        "file": error.file,
        "line": error.line,
    }


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["t"] = _said
    environment.globals["told"] = _told
    return environment


def _source(name: str) -> str:
    return files("cefu.desk").joinpath("templates", name).read_text(encoding="utf-8")


@pass_context
def _said(context: Context, key: str, **values: object) -> str | Markup:
    """``t('home.title')``: the words in the page's language."""
    said: Words = context["say"]
    return said(key, **values)


@pass_context
def _told(context: Context, english: str) -> Markup:
    """``told(problem)``: what the archive tells in English, in the page's language if it can."""
    said: Words = context["say"]
    words = said.told(english)
    if words == english and said.lang != ENGLISH:
        return Markup('<span lang="en">{}</span>').format(english)
    return escape(words)
