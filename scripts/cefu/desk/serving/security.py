"""Who may talk to the desk: the keeper's own browser, and no page but the desk's own.

A page on another port of this machine is "same site" to a browser, and cookies are sent to every
port.  So nothing rests on cookies alone: each request must name this host (else a foreign name
may have been led here, DNS rebinding), lie below a secret path, bring a secret cookie that is only
sent below that path, and must not come from another origin; one that changes something must say
its origin and bring a token that only the desk's own pages know (CSRF).
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Nothing inline, nothing from elsewhere, framed by nobody.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
COOKIE = "cefu-desk"
#: The header in which the desk's pages send back their token.
TOKEN_HEADER = "x-cefu-desk"
#: Bytes that a request may bring, and those of one that brings a document.
MOST_SAID = 1 << 20
MOST_DOCUMENT = 200 << 20
#: What the body of a request may be; neither is what a form of another page can send.
_SAID, _DOCUMENT = "application/json", "application/octet-stream"
_READING, _CHANGING = ("GET", "HEAD"), "POST"


def _secret() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Secrets:
    """What is known to the desk and to the keeper's browser: made anew each time.

    ``key`` stands in the address that the terminal shows and is exchanged for ``cookie``;
    ``path`` is the folder of all pages, ``token`` stands in them.
    """

    key: str = field(default_factory=_secret, repr=False)
    path: str = field(default_factory=_secret, repr=False)
    cookie: str = field(default_factory=_secret, repr=False)
    token: str = field(default_factory=_secret, repr=False)

    @property
    def root(self) -> str:
        """The path of the desk's first page."""
        return f"/{self.path}/"

    def opens(self, key: str) -> bool:
        """Whether ``key`` is that of the address which the terminal shows."""
        return _same(key, self.key)


class RefusedError(Exception):
    """A request that is not answered: the status, and why, in words."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status


def check(method: str, path: str, headers: Headers, port: int, known: Secrets) -> None:
    """Raise ``RefusedError`` unless the request comes from where it may."""
    if method not in (*_READING, _CHANGING):
        raise RefusedError(405, "The desk knows no such method.")
    hosts = headers.getlist("host")
    if len(hosts) != 1 or hosts[0] not in (f"127.0.0.1:{port}", f"localhost:{port}"):
        raise RefusedError(421, "The desk answers to 127.0.0.1 only.")
    if path == "/open":
        return
    if not _same(path[1:].partition("/")[0], known.path):
        raise RefusedError(404, "There is nothing here.")
    if not _same(_cookie(headers), known.cookie):
        raise RefusedError(403, "Open the address that 'cefu desk' shows on the terminal.")
    if headers.get("sec-fetch-site", "none") not in ("same-origin", "none"):
        raise RefusedError(403, "Another page asked for this.")
    if method == _CHANGING:
        _check_change(headers, f"http://{hosts[0]}", known)


def _check_change(headers: Headers, origin: str, known: Secrets) -> None:
    """Raise ``RefusedError`` unless one of the desk's own pages asks for a change."""
    if headers.getlist("origin") != [origin]:
        raise RefusedError(403, "Another page asked for this.")
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise RefusedError(403, "Another page asked for this.")
    if not _same(headers.get(TOKEN_HEADER, ""), known.token):
        raise RefusedError(403, "The page is of an earlier desk: load it again.")
    if headers.get("content-type", "").partition(";")[0] not in (_SAID, _DOCUMENT):
        raise RefusedError(415, "The desk takes JSON and documents.")


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode(), secret.encode())


def _cookie(headers: Headers) -> str:
    """The desk's cookie; other programs on this machine may have set any beside it."""
    for line in headers.getlist("cookie"):
        for part in line.split(";"):
            try:
                jar = SimpleCookie(part)
            except CookieError:
                continue
            if COOKIE in jar:
                return jar[COOKIE].value
    return ""


def most_bytes(headers: Mapping[str, str]) -> int:
    """How many bytes a request may bring.

    >>> most_bytes({"content-type": "application/json"}) == MOST_SAID
    True
    """
    is_document = headers.get("content-type", "") == _DOCUMENT
    return MOST_DOCUMENT if is_document else MOST_SAID


class Guard:
    """Lets through to ``app`` what ``check`` admits, never more bytes than may be, and gives
    every answer the headers that keep others out."""

    def __init__(self, app: ASGIApp, known: Secrets) -> None:
        self._app = app
        self._known = known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        begun = False

        async def guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        try:
            headers = Headers(scope=scope)
            check(scope["method"], scope["path"], headers, scope["server"][1], self._known)
            await self._app(scope, _limited(receive, headers), guarded)
        except RefusedError as refused:
            if begun:
                raise
            answer = PlainTextResponse(str(refused), refused.status, {"connection": "close"})
            await answer(scope, receive, guarded)


def _limited(receive: Receive, headers: Headers) -> Receive:
    """``receive``, which raises ``RefusedError`` when more comes than may."""
    most = most_bytes(headers)
    told = headers.get("content-length", "0")
    if not told.isdecimal() or int(told) > most:
        raise RefusedError(413, f"More than {most >> 20} MB are not taken.")
    came = 0

    async def counted() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if came > most:
            raise RefusedError(413, f"More than {most >> 20} MB are not taken.")
        return message

    return counted
