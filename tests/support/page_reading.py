"""What a page does with hostile values: read with a parser of HTML, told as a list of faults."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from unicodedata import category

from lxml import html
from lxml.html import HtmlElement

from hostile_archive import CLOSE

_QUOTES = frozenset("\"'“”‘’「」『』")
_MARK = re.compile("兀[丁丙乙戊己丑卯辰]{4}")
#: Attributes that a browser follows, loads or runs.
_FOLLOWED = {
    *("href", "src", "srcset", "action", "formaction", "data", "poster", "ping", "background"),
    *("cite", "manifest", "longdesc", "xlink:href", "srcdoc"),
}
#: What hosts a value may name: those of identifiers and of the theme's own words.
_FOREIGN = re.compile(r"\s*(?:javascript:|vbscript:|data:|(?:https?:)?//evil\.invalid)", re.I)


def squeezed(text: str) -> str:
    """``text`` without blanks, unseen characters, quotation marks and cases: those of them that
    a text is printed with are the affair of typography, in citations above all."""
    return "".join(
        char
        for char in text.casefold()
        if not char.isspace() and char not in _QUOTES and category(char) != "Cf"
    )


def texts(page: HtmlElement) -> Iterator[tuple[str, str]]:
    """Every piece of text of a page, with the name of the place where it stands."""
    body = page.find("body")
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield "comment", str(element.text)
            continue
        for name, value in element.attrib.items():
            yield f"{element.tag}[{name}]", str(value)
    for script in page.iter("script"):
        if script.get("type") == "application/ld+json":
            yield from (("json-ld", text) for text in strings(json.loads(script.text or "null")))
        else:
            yield "script", script.text or ""
    title = page.find(".//title")
    yield "title", "" if title is None else title.text_content()
    if body is not None:
        yield "body", "".join(_shown(body))
        for excerpt in body.find_class("cefu-before") + body.find_class("cefu-after"):
            yield "excerpt", "".join(_shown(excerpt, excerpts=True))


def _shown(element: HtmlElement, *, excerpts: bool = False) -> Iterator[str]:
    """The text of an element; excerpts, which are cut anywhere, only where asked for."""
    if element.tag in ("script", "style"):
        return
    if not excerpts and element.get("class") in ("cefu-before", "cefu-after"):
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _shown(child)
        yield child.tail or ""


def strings(value: Any) -> Iterator[str]:
    """Every string within what JSON holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield key
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def not_literal(text: str, values: Mapping[str, str]) -> Iterator[str]:
    """Values of which ``text`` has the mark but not the very characters after it.

    A value may be cut at the end of the text or by an ellipsis.
    """
    bare = squeezed(text)
    for found in _MARK.finditer(bare):
        value = squeezed(values[found.group()])
        here = bare[found.start() : found.start() + len(value)]
        if here != value and not _cut(here, value, bare, found.start()):
            yield f"{value!r} is {here!r}"


def _cut(here: str, value: str, text: str, start: int) -> bool:
    short = here.partition("…")[0]
    at_end = start + len(here) >= len(text) or "…" in here
    return at_end and value.startswith(short) and CLOSE not in short


def made_of_values(page: HtmlElement) -> Iterator[str]:
    """Elements, attributes and requests that only a value can have made."""
    for element in page.iter():
        if not isinstance(element.tag, str):
            continue
        if "evil" in element.tag or element.tag in ("base", "iframe", "object", "embed", "marquee"):
            yield f"<{element.tag}>"
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh":
            yield "<meta refresh>"
        yield from (
            f"<{element.tag} {name}={value!r}>"
            for name, value in element.attrib.items()
            if _made(element, str(name), str(value))
        )


def _made(element: HtmlElement, name: str, value: str) -> bool:
    """Whether a value made this attribute; the id of a page's title is made of its words."""
    if name in ("id", "class", "name"):
        return element.tag != "h1" and bool(re.search(r"\bevil\b", value))
    if name in _FOLLOWED and _FOREIGN.match(value):
        return not _printed(element)
    return "evil" in name or name.startswith("on")


def _printed(element: HtmlElement) -> bool:
    """An address printed in a note, shown as it is and followed only by a reader's own click."""
    rel = (element.get("rel") or "").split()
    return (
        element.tag == "a" and "nofollow" in rel and element.get("href") == element.text_content()
    )


def faults(text: str, values: Mapping[str, str]) -> list[str]:
    """Everything in a page of HTML that is not as it was written, with its place."""
    page = html.document_fromstring(text)
    found = list(made_of_values(page))
    for place, piece in texts(page):
        if place in ("script", "comment") and _MARK.search(piece):
            found.append(f"{place}: {piece!r}")
        found += [f"{place}: {fault}" for fault in not_literal(piece, values)]
    return found
