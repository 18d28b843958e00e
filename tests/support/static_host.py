"""A plain static host on a loopback port, which may serve its folder below a sub-path."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

#: Content types that matter, told here so that no test hangs on the machine's own table.
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml",
}


@dataclass
class StaticHost:
    """A folder being served, and the paths asked for so far (a test may clear them)."""

    url: str
    """Ends in a slash: ``http://127.0.0.1:<port>/`` or ``http://127.0.0.1:<port>/sub/path/``."""
    requests: list[str] = field(default_factory=list)


@contextmanager
def static_host(folder: Path, below: str = "/") -> Iterator[StaticHost]:
    """Serve a folder below a path while the context lasts; nothing above that path exists.

    Args:
        folder: what to serve, for example ``site/``.
        below: the path it appears under, with slashes at both ends: ``/`` or ``/sub/path/``.
    """
    requests: list[str] = []
    handler = partial(StaticHandler, directory=str(folder), below=below, requests=requests)
    server = Server(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield StaticHost(f"http://127.0.0.1:{server.server_port}{below}", requests)
    finally:
        server.shutdown()
        server.server_close()


class Server(ThreadingHTTPServer):
    """Says nothing of browsers that leave before they have had their answer."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class StaticHandler(SimpleHTTPRequestHandler):
    """Answers as GitHub Pages does: no folder listings, 404.html where nothing is found."""

    protocol_version = "HTTP/1.1"
    # One packet for a small answer, sent at once: a page asks for many small files.
    disable_nagle_algorithm = True
    wbufsize = -1
    extensions_map = SimpleHTTPRequestHandler.extensions_map | CONTENT_TYPES

    def __init__(self, *args: Any, directory: str, below: str, requests: list[str]) -> None:
        self.below = below
        self.requests = requests
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        self.requests.append(self.path)
        super().do_GET()

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.below):
            return str(Path(self.directory) / "no such file")
        return super().translate_path("/" + path.removeprefix(self.below))

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", CONTENT_TYPES[".html"])
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: pytest's output is for failures."""
