"""Blocks of finished HTML pass through Python-Markdown without being parsed.

Our pages are mostly finished HTML.  Python-Markdown (and MkDocs, looking for anchors)
feeds the whole page to a parser written in Python, tag by tag: nine tenths of the time
of rendering it.  All it finds out is where each block ends, and that our pages tell by
their form: a block starts at a line's beginning, ends with its own end tag, and has a
blank line before and after it.  Blocks of this form are put by whole; a page with
anything else that might be HTML goes the long way, so that the outcome is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown import Markdown
from markdown.preprocessors import Preprocessor

_OPENING = re.compile(r"<([a-z][a-z0-9]*)(?=[\s>])")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^>]*?(/?)>")
_LINE_OF_HTML = re.compile(r"^ {0,3}<", re.MULTILINE)
_MARKDOWN_INSIDE = re.compile(r"\bmarkdown\b")
_ANCHOR = re.compile(r'\s(?:id|name)="([^"]*)"')
#: Elements whose content is no HTML.
_OPAQUE = re.compile(r"<(?:script|style|textarea|pre|!|\?)", re.IGNORECASE)


def put_by(source: str, is_block: Callable[[str], bool], keep: Callable[[str], str]) -> str | None:
    """``source`` with its blocks of finished HTML replaced by what ``keep`` gives for them.

    ``is_block`` tells whether an element is block-level.  None where the form of
    ``source`` does not show beyond doubt where each block ends.

    >>> put_by("甲 <b>乙</b>\\n\\n<p>丙</p>\\n", lambda tag: tag == "p", lambda html: "#").split()
    ['甲', '<b>乙</b>', '#']
    >>> put_by("<p>丙\\n\\n丁</p>\\n", lambda tag: tag == "p", lambda html: "#") is None
    True
    """
    parts: list[str] = []
    for chunk in re.split(r"\n{2,}", source.strip("\n")):
        if "<" not in chunk:
            parts.append(chunk)
            continue
        opening = _OPENING.match(chunk)
        if opening and is_block(opening[1]):
            if not _is_one_element(chunk, opening[1]):
                return None
            parts.append(keep(chunk + "\n"))
        elif _is_inline(chunk, is_block):
            parts.append(chunk)
        else:
            return None
    return "\n\n".join(parts) + "\n\n"


def _is_one_element(chunk: str, tag: str) -> bool:
    """Whether ``chunk`` is one element from end to end, whose content needs no Markdown."""
    if not chunk.endswith(f"</{tag}>") or _OPAQUE.search(chunk) or _MARKDOWN_INSIDE.search(chunk):
        return False
    depth, last = 0, len(chunk)
    for match in _TAG.finditer(chunk):
        if match[2] != tag:
            continue
        depth += -1 if match[1] else 1
        if depth == 0:
            return match.end() == last
    return False


def _is_inline(chunk: str, is_block: Callable[[str], bool]) -> bool:
    """Whether ``chunk`` is text with nothing but inline elements, none of them at a line's
    beginning but its first."""
    if _OPAQUE.search(chunk) or _LINE_OF_HTML.search(chunk, 1):
        return False
    return not any(is_block(match[2]) for match in _TAG.finditer(chunk))


class _FinishedHtml(Preprocessor):
    """Stands in for Python-Markdown's ``html_block``, which it asks when in doubt."""

    def __init__(self, md: Markdown, thorough: Preprocessor) -> None:
        super().__init__(md)
        self.thorough = thorough

    def run(self, lines: list[str]) -> list[str]:
        kept: list[str] = []
        source = put_by(
            "\n".join(lines), self.md.is_block_level, lambda html: self._mark(html, kept)
        )
        if source is None:
            return self.thorough.run(lines)
        for html in kept:
            self.md.htmlStash.store(html)
        return source.split("\n")

    def _mark(self, html: str, kept: list[str]) -> str:
        kept.append(html)
        return self.md.htmlStash.get_placeholder(self.md.htmlStash.html_counter + len(kept) - 1)


def pass_through(md: Markdown) -> None:
    """Make ``md`` put finished HTML by instead of parsing it."""
    at = md.preprocessors.get_index_for_name("html_block")
    thorough = md.preprocessors[at]
    md.preprocessors.deregister("html_block")
    md.preprocessors.register(_FinishedHtml(md, thorough), "html_block", 20)


def anchors(html: str) -> set[str]:
    """What may be linked to in ``html``: the values of its ``id`` and ``name``.

    >>> sorted(anchors('<p id="p1">甲<a name="x"></a></p>'))
    ['p1', 'x']
    """
    return set(_ANCHOR.findall(html))
