"""Every link of the built site leads somewhere: to a file there is, and an anchor in it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

#: Attributes that hold addresses, by element.
_LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "form": "action"}
_BASE = "https://site.invalid/"


class _Reader(HTMLParser):
    """Collects the ids of a page and the addresses it points to."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.doubled: set[str] = set()
        self.links: list[str] = []
        self.base = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        ident = found.get("id")
        if ident:
            (self.doubled if ident in self.ids else self.ids).add(ident)
        if tag == "a" and found.get("name"):
            self.ids.add(str(found["name"]))
        if tag == "base":
            self.base = found.get("href") or ""
        elif address := found.get(_LINKS.get(tag, "")):
            self.links.append(address)


@cache
def read(page: Path) -> _Reader:
    reader = _Reader()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def file_of(site: Path, path: str) -> Path:
    """The file that a static host answers a path with."""
    found = site / unquote(path).lstrip("/")
    return found / "index.html" if path.endswith("/") else found


def broken(site: Path) -> Iterator[str]:
    for page in pages(site):
        reader = read(page)
        here = urljoin(_BASE, page.relative_to(site).as_posix())
        for address in reader.links:
            target = urlsplit(urljoin(urljoin(here, reader.base), address))
            if target.netloc != urlsplit(_BASE).netloc or target.scheme != "https":
                continue
            name = page.relative_to(site)
            file = file_of(site, target.path)
            if page.name == "404.html" and address.startswith("/"):
                continue  # made for the address that the site will have
            if not file.is_file():
                yield f"{name}: {address} leads to no file"
            elif target.fragment and file.suffix == ".html" and not _named(file, target.fragment):
                yield f"{name}: {address} leads to no such place"


def _named(file: Path, fragment: str) -> bool:
    return fragment.startswith("__") or unquote(fragment) in read(file).ids


def test_every_link_leads_somewhere(site: Path) -> None:
    found = list(broken(site))
    assert not found, f"{len(found)} broken: " + "; ".join(found[:10])


def test_no_page_uses_an_id_twice(site: Path) -> None:
    doubled = {p.relative_to(site).as_posix(): read(p).doubled for p in pages(site)}
    assert not {page: ids for page, ids in doubled.items() if ids}


@pytest.mark.parametrize(
    ("html", "ids", "links"),
    [
        ('<h2 id="a">x</h2><a href="#a">y</a>', {"a"}, ["#a"]),
        ('<svg><a href="#2018"><rect/></a></svg>', set(), ["#2018"]),
        ("<p title='id=\"no\"'>", set(), []),
    ],
    ids=["heading", "drawing", "attribute text"],
)
def test_reader(html: str, ids: set[str], links: list[str]) -> None:
    reader = _Reader()
    reader.feed(html)
    assert (reader.ids, reader.links) == (ids, links)
