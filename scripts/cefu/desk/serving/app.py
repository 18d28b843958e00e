"""The desk as a web application: its views, its files, and who may ask for them."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from cefu.desk.page import Desk
from cefu.desk.serving.security import COOKIE, Guard, Secrets
from cefu.site.project import theme_folder

_OPENING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Cefu</title>
<meta http-equiv="refresh" content="0; url={root}">
<p><a href="{root}">Cefu</a></p></html>
"""


def application(desk: Desk, known: Secrets) -> ASGIApp:
    """The desk with its views, behind its guard."""
    inner = [route for view in desk.views for route in view.routes]
    own = StaticFiles(directory=str(Path(str(files("cefu.desk").joinpath("assets")))))
    theirs = StaticFiles(directory=theme_folder() / "assets" / "cefu")
    app = Starlette(
        exception_handlers={Exception: _defect},
        routes=[
            Route("/open", _open, methods=["GET"]),
            Mount(
                f"/{known.path}",
                routes=[
                    Mount("/assets/site", theirs, name="site-assets"),
                    Mount("/assets", own, name="assets"),
                    *inner,
                ],
            ),
        ],
    )
    app.state.desk = desk
    app.state.known = known
    return Guard(app, known)


def _open(request: Request) -> Response:
    """Exchange the key in the address for the cookie, which only the desk's own path is sent.

    The way on is the page's own, so that a browser counts it as coming from here, wherever the
    address was clicked.
    """
    known: Secrets = request.app.state.known
    if not known.opens(request.query_params.get("key", "")):
        return PlainTextResponse("This is not the address that the terminal shows.", 403)
    answer = HTMLResponse(_OPENING.format(root=known.root))
    answer.set_cookie(COOKIE, known.cookie, path=known.root, httponly=True, samesite="strict")
    return answer


def _defect(request: Request, error: Exception) -> Response:
    """What the page is told of a defect; the server's own log on the terminal has the rest."""
    told = f"a defect of the program: {type(error).__name__}: {error}"
    return JSONResponse(
        {"problem": told, "remedy": "The terminal shows more; please report it"}, 500
    )


class ByPort:
    """The desk on one port of this machine, the built site on another: another origin, so that
    nothing in the site can reach the desk."""

    def __init__(self, desk: ASGIApp, site: ASGIApp, site_port: int) -> None:
        self._desk, self._site, self._site_port = desk, site, site_port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_site = scope["type"] == "http" and scope["server"][1] == self._site_port
        await (self._site if is_site else self._desk)(scope, receive, send)


class ShownSite:
    """The files of a built site below ``/<path>/``, for reading only."""

    def __init__(self, folder: Path, path: str) -> None:
        self._folder, self._path = folder, path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        port = scope["server"][1]
        known = hosts in ([f"127.0.0.1:{port}"], [f"localhost:{port}"])
        if not known or not scope["path"].startswith(f"/{self._path}/"):
            await PlainTextResponse("There is nothing here.", 404)(scope, receive, send)
        elif not self._folder.is_dir():
            answer = PlainTextResponse("The site has not been built yet.", 404)
            await answer(scope, receive, send)
        else:
            files = StaticFiles(directory=self._folder, html=True)
            await Mount(f"/{self._path}", files).handle(
                {**scope, **Mount(f"/{self._path}", files).matches(scope)[1]}, receive, send
            )
