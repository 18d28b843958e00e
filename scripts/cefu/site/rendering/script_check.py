"""Traditional characters left on a Simplified page, among what it says in its own name.

What stands in an element marked with another language is quoted and not judged.
"""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from cefu.model.language import SIMPLIFIED
from cefu.text.script import Residue, residue, suspects

_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_SILENT = frozenset({"script", "style", "svg"})
#: Attributes that are read out or shown.
_SPOKEN = ("title", "aria-label", "placeholder", "alt")


def untouched(html: str) -> list[Residue]:
    """What is not Simplified in the visible words of ``html``.

    >>> [r.char for r in untouched('<p>发展<q lang="zh-Hant">發展</q>關係</p>')]
    ['關', '係']
    """
    if not any(map(_suspect, set(html))):
        return []
    reader = _Reader()
    reader.feed(html)
    return [left for text in reader.texts for left in residue(text)]


@cache
def _suspect(char: str) -> bool:
    return bool(suspects(char))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        #: for each open element, whether what stands in it is to be read
        self.open: list[tuple[str, bool]] = []

    @property
    def reading(self) -> bool:
        return not self.open or self.open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        lang = given.get("lang")
        reads = self.reading and tag not in _SILENT
        if lang is not None:
            reads = lang == SIMPLIFIED and tag not in _SILENT
        if reads:
            self.texts.extend(value for name in _SPOKEN if (value := given.get(name)))
        if tag not in _VOID:
            self.open.append((tag, reads))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.reading:
            self.texts.append(data)
