"""Traditional characters left on a Simplified page, among what it says in its own name.

What stands in an element marked with another language is quoted and not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import unescape

from lxml.html.defs import empty_tags

from cefu.model.language import SIMPLIFIED
from cefu.text.script import Residue, residue, suspects

_SILENT = frozenset({"script", "style", "svg"})
#: Attributes that are read out or shown.
_SPOKEN = ("title", "aria-label", "placeholder", "alt")


#: What a page is made of: what is no text, tags with their attributes, text.
_PIECE = re.compile(
    r"<!--.*?-->|<[!?][^>]*>|<(?P<opaque>script|style)\b.*?</(?P=opaque)\s*>"
    r"|<(?P<end>/?)(?P<tag>[a-z][^\s/>]*)(?P<given>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL | re.IGNORECASE,
)
_GIVEN = re.compile(r"([^\s=\"'/]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")


def untouched(html: str) -> list[Residue]:
    """What is not Simplified in the visible words of ``html``.

    >>> [r.char for r in untouched('<p>发展<q lang="zh-Hant">發展</q>關係</p>')]
    ['關', '係']
    """
    if not (suspected := set(filter(_suspect, set(unescape(html))))):
        return []
    return [
        left
        for written in _said(html)
        if not suspected.isdisjoint(text := unescape(written) if "&" in written else written)
        for left in residue(text)
    ]


@cache
def _suspect(char: str) -> bool:
    return bool(suspects(char))


def _said(html: str) -> Iterator[str]:
    """The texts that stand in the page's own language, and attributes that are read out,
    as they are written.

    A parser of the standard library does the same in ten times the time, which for
    thousands of pages is what building them takes.
    """
    #: for each open element, whether what stands in it is to be read
    opened: list[tuple[str, bool]] = []
    reading = True
    for piece in _PIECE.finditer(html):
        if piece["text"]:
            if reading:
                yield piece["text"]
            continue
        if not piece["tag"]:
            continue
        tag, given = piece["tag"].lower(), piece["given"]
        if piece["end"]:
            opened = _closed(opened, tag)
        else:
            reads = reading and tag not in _SILENT
            told = _attributes(given)
            if "lang" in told:
                reads = told["lang"] == SIMPLIFIED and tag not in _SILENT
            if reads:
                yield from (told[name] for name in _SPOKEN if told.get(name))
            if tag not in empty_tags and not given.endswith("/"):
                opened.append((tag, reads))
        reading = not opened or opened[-1][1]


def _closed(opened: list[tuple[str, bool]], tag: str) -> list[tuple[str, bool]]:
    """``opened`` without the innermost ``tag`` and what is open in it."""
    for at in range(len(opened) - 1, -1, -1):
        if opened[at][0] == tag:
            return opened[:at]
    return opened


def _attributes(given: str) -> dict[str, str]:
    """The attributes that matter here, as they are written; none where there can be none."""
    if "=" not in given or not any(name in given for name in ("lang", *_SPOKEN)):
        return {}
    return {
        name.lower(): double or single or bare
        for name, double, single, bare in _GIVEN.findall(given)
    }
