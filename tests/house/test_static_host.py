"""The static host itself: what browser tests stand on."""

from __future__ import annotations

from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from static_host import StaticHost

Serve = Callable[..., StaticHost]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "a" / "index.html").write_text("<title>頁</title>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<title>找不到</title>", encoding="utf-8")
    return tmp_path


def ask(host: StaticHost, path: str) -> tuple[int, str, str]:
    """Return status, content type or redirect target, and body."""
    connection = HTTPConnection(urlsplit(host.url).netloc, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location") or answer.getheader("Content-Type", ""), body


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/some/where/a/", 200, "text/html; charset=utf-8"),
        ("/some/where/a/?q=1", 200, "text/html; charset=utf-8"),
        ("/some/where/a", 301, "/some/where/a/"),
        ("/some/where/gone/", 404, "text/html; charset=utf-8"),
        ("/some/where/empty/", 404, "text/html; charset=utf-8"),
        ("/a/", 404, "text/html; charset=utf-8"),
        ("/some/where/../../../etc/passwd", 404, "text/html; charset=utf-8"),
    ],
)
def test_answers_like_a_plain_host(
    folder: Path, serve: Serve, path: str, status: int, told: str
) -> None:
    host = serve(folder, below="/some/where/")
    assert ask(host, path)[:2] == (status, told)
    assert ("找不到" in ask(host, path)[2]) == (status == 404)
    assert host.requests == [path, path]


def test_a_page_opens_below_a_sub_path(folder: Path, serve: Serve, page: Page) -> None:
    page.goto(serve(folder, below="/some/where/").url + "a/")
    assert page.title() == "頁"
