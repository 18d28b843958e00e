"""What other pages, other programs and other names of this machine can do to the desk: nothing.

The requests are written by hand, for a browser would not send most of them.
"""

from __future__ import annotations

import http.client
import json
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest


@dataclass(frozen=True)
class Door:
    """A desk as a program knows it that has opened the address on the terminal."""

    port: int
    key: str
    root: str
    cookie: str
    token: str

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, str | None] | None = None,
        body: bytes = b"",
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask as the desk's own page would, but for ``headers``; None leaves one out."""
        own: dict[str, str | None] = {
            "Host": f"127.0.0.1:{self.port}",
            "Cookie": f"cefu-desk={self.cookie}",
            "Sec-Fetch-Site": "same-origin",
        }
        if method == "POST":
            own |= {
                "Origin": f"http://127.0.0.1:{self.port}",
                "X-Cefu-Desk": self.token,
                "Content-Type": "application/json",
                "Content-Length": str(len(body)),
            }
        own |= headers or {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in own.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(body)
        answer = connection.getresponse()
        read = answer.read()
        connection.close()
        return answer.status, {k.lower(): v for k, v in answer.getheaders()}, read


@pytest.fixture(scope="module")
def door(desk_at: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> Door:
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "sources").mkdir()
    (folder / "sources" / "river.txt").write_text("河務紀要\n\n一、緣起\n\n河水東流。\n", "utf-8")
    (folder / "secret.txt").write_text("nobody's business", "utf-8")
    address = urlsplit(desk_at(folder))
    key = address.query.removeprefix("key=")
    port = address.port or 0
    door = Door(port, key, "", "", "")
    status, headers, body = door.ask("GET", f"/open?key={key}", {"Cookie": None})
    assert status == 200
    root = re.search(rb'url=(/[^"]+/)"', body)
    cookie = re.match(r"cefu-desk=([^;]+);", headers["set-cookie"])
    assert root
    assert cookie
    door = Door(port, key, root[1].decode(), cookie[1], "")
    _, _, body = door.ask("GET", door.root)
    token = re.search(rb'data-token="([^"]+)"', body)
    assert token
    return Door(port, key, door.root, door.cookie, token[1].decode())


def test_the_keepers_own_browser_gets_the_page(door: Door) -> None:
    status, headers, body = door.ask("GET", door.root)
    assert status == 200
    assert b"<main" in body
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"


def test_the_cookie_is_sent_to_the_desks_own_path_only(door: Door) -> None:
    _, headers, _ = door.ask("GET", f"/open?key={door.key}", {"Cookie": None})
    parts = {part.strip().lower() for part in headers["set-cookie"].split(";")[1:]}
    assert parts == {"httponly", f"path={door.root.lower()}", "samesite=strict"}


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{port}",
        "[::1]:{port}",
        "127.0.0.1:{port}, evil.example",
        "",
    ],
)
def test_a_foreign_name_that_leads_here_gets_nothing(door: Door, host: str) -> None:
    for path in (door.root, f"/open?key={door.key}"):
        status, _, body = door.ask("GET", path, {"Host": host.format(port=door.port)})
        assert status in (400, 421)
        assert door.root.encode() not in body


def test_two_host_headers_are_one_too_many(door: Door) -> None:
    with socket.create_connection(("127.0.0.1", door.port), 20) as raw:
        host = f"127.0.0.1:{door.port}"
        raw.sendall(
            f"GET {door.root} HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n"
            f"Cookie: cefu-desk={door.cookie}\r\nConnection: close\r\n\r\n".encode()
        )
        assert int(raw.recv(4096).split()[1]) in (400, 421)


@pytest.mark.parametrize("path", ["/", "/state", "/x/", "/openx", "//", "/%2e%2e/"])
def test_without_the_secret_path_there_is_nothing(door: Door, path: str) -> None:
    assert door.ask("GET", path)[0] == 404


@pytest.mark.parametrize("cookie", [None, "cefu-desk=", "cefu-desk=x", "other=1", "=;;=,"])
def test_the_path_alone_does_not_do(door: Door, cookie: str | None) -> None:
    assert door.ask("GET", door.root, {"Cookie": cookie})[0] == 403


def test_cookies_of_other_programs_are_no_hindrance(door: Door) -> None:
    beside = f"theirs[0]=a b; x; cefu-desk={door.cookie}; @=1"
    assert door.ask("GET", door.root, {"Cookie": beside})[0] == 200


@pytest.mark.parametrize("key", ["", "x", "%00"])
def test_a_wrong_key_opens_nothing(door: Door, key: str) -> None:
    status, headers, _ = door.ask("GET", f"/open?key={key}", {"Cookie": None})
    assert status == 403
    assert "set-cookie" not in headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_elsewhere_and_on_other_ports_get_nothing(door: Door, site: str) -> None:
    assert door.ask("GET", door.root, {"Sec-Fetch-Site": site})[0] == 403
    assert door.ask("GET", f"{door.root}assets/js/desk.js", {"Sec-Fetch-Site": site})[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": None},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "https://127.0.0.1:{port}"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"X-Cefu-Desk": None},
        {"X-Cefu-Desk": "x"},
    ],
)
def test_a_change_must_be_asked_for_by_the_desks_own_page(
    door: Door, headers: dict[str, str | None]
) -> None:
    said = {k: v and v.format(port=door.port) for k, v in headers.items()}
    assert door.ask("POST", f"{door.root}state", said, b"{}")[0] == 403


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None]
)
def test_what_a_form_can_send_is_not_taken(door: Door, kind: str | None) -> None:
    assert door.ask("POST", f"{door.root}state", {"Content-Type": kind}, b"{}")[0] == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_not_known(door: Door, method: str) -> None:
    assert door.ask(method, door.root)[0] in (400, 405)


def test_more_than_may_be_is_refused_before_it_is_read(door: Door) -> None:
    huge = {"Content-Length": str(10**12)}
    assert door.ask("POST", f"{door.root}state", huge)[0] == 413
    document = huge | {"Content-Type": "application/octet-stream"}
    assert door.ask("POST", f"{door.root}state", document)[0] == 413


@pytest.mark.parametrize(
    "path",
    [
        "assets/../../../secret.txt",
        "assets/%2e%2e/%2e%2e/secret.txt",
        "assets/..%2f..%2f..%2fapp.py",
        "assets/site/..%2f..%2fmkdocs.yml",
        "assets//etc/passwd",
        "assets/%00",
    ],
)
def test_no_path_leads_out_of_the_assets(door: Door, path: str) -> None:
    status, _, body = door.ask("GET", door.root + path)
    assert status in (400, 404, 405)
    assert b"nobody" not in body
    assert b"root:" not in body


def test_what_is_held_is_told(door: Door) -> None:
    status, _, body = door.ask("GET", f"{door.root}state")
    assert status == 200
    assert set(json.loads(body)) == {"number", "behind"}
