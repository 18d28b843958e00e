"""Text as Markdown: whatever a source holds appears literally on the page.

Only a small set of Markdown extensions is on (see ``mkdocs.yml``): attr_list,
md_in_html and toc.  Against those, and against HTML and templates, everything
that could be syntax is escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence

_SYNTAX = re.compile(r"[\\`*_{}\[\]#|~^$=:@!]")
_LINE_START = re.compile(r"^(\s*)(\d+(?=[.)])|[-+>])")
_BACKSLASH = frozenset("\\`*_{}[]#!")


def escape(text: str) -> str:
    """``text`` as inline Markdown that renders as ``text`` and nothing else.

    >>> escape("<b>*粗* {{ x }}")
    '&lt;b&gt;\\\\*粗\\\\* \\\\{\\\\{ x \\\\}\\\\}'
    """
    return _SYNTAX.sub(_literal, html.escape(text, quote=False).replace("&#", "&amp;#"))


def _literal(match: re.Match[str]) -> str:
    char = match.group()
    return "\\" + char if char in _BACKSLASH else f"&#{ord(char)};"


def escape_start(markdown: str) -> str:
    """Escape what would open a list or quotation at the start of a block.

    >>> escape_start("1. 甲"), escape_start("- 乙"), escape_start("2018年")
    ('1\\\\. 甲', '&#45; 乙', '2018年')
    """
    match = _LINE_START.match(markdown)
    if not match:
        return markdown
    token = match.group(2)
    rest = markdown[match.end() :]
    if token.isdigit():
        return f"{match.group(1)}{token}\\{rest}"
    return f"{match.group(1)}&#{ord(token)};{rest}"


#: Something put into a text: (offset, order among equals, HTML).
Insertion = tuple[int, int, str]


def weave(text: str, insertions: Iterable[Insertion], *, raw: bool = False) -> str:
    """``text`` escaped, with HTML put in before the given offsets.

    ``raw`` gives HTML instead of Markdown, for blocks that Markdown would be
    slow on or that stand inside HTML.

    >>> weave("送回。", [(3, 0, "<sup>1</sup>")])
    '送回。<sup>1</sup>'
    """
    quote = html_text if raw else escape
    parts: list[str] = []
    last = 0
    for at, _, markup in sorted(insertions, key=lambda i: (i[0], i[1])):
        parts.append(quote(text[last:at]))
        parts.append(markup)
        last = at
    parts.append(quote(text[last:]))
    return "".join(parts)


def html_text(text: str) -> str:
    """``text`` for HTML content."""
    return html.escape(text, quote=False)


def attribute(text: str) -> str:
    """``text`` for a double-quoted HTML attribute, safe inside Markdown too."""
    return html.escape(text, quote=True).replace("\n", " ")


_URL = re.compile(r"https?://[!-;=?-~]+")
_URL_TRAIL = re.compile(r"[.,;:!?)>\]'\"]+$")


def linked(text: str) -> str:
    """``text`` as HTML with its addresses made links.

    >>> linked("見 https://a.org/x.")
    '見 <a href="https://a.org/x" rel="noopener nofollow">https://a.org/x</a>.'
    """
    parts: list[str] = []
    last = 0
    for match in _URL.finditer(text):
        url = _URL_TRAIL.sub("", match.group())
        end = match.start() + len(url)
        parts.append(html_text(text[last : match.start()]))
        parts.append(f'<a href="{attribute(url)}" rel="noopener nofollow">{html_text(url)}</a>')
        last = end
    parts.append(html_text(text[last:]))
    return "".join(parts)


#: The last two Han of a text with the marks after them.
_LAST = re.compile(r"[\u3400-\u9fff]{2}[。！？；：」』）》〉…]*$")
#: A shorter text stands in a line or two anyway.
_LINES = 16


def kept_together(text: str, put: Sequence[Insertion]) -> list[Insertion]:
    """A span around the last characters of a text, so that none of them ends it alone.

    ``put`` is what else is put into the text; where it goes through them, nothing is done.

    >>> kept_together("各方對於後續談判的時程與步驟並無共識。", [])
    [(16, 5, '<span class="cefu-last">'), (19, -2, '</span>')]
    >>> kept_together("各方對於後續談判的時程與步驟並無共識。", [(17, 2, "<sup></sup>")])
    []
    """
    last = _LAST.search(text)
    if last is None or len(text) < _LINES or any(last.start() < at < len(text) for at, *_ in put):
        return []
    return [(last.start(), 5, '<span class="cefu-last">'), (len(text), -2, "</span>")]


def note_link(target: str, label: str, name: str, lang: str) -> str:
    """The link at the mark of a note: its label is generated, so that it is neither copied
    with the text nor in the way of finding it; ``name`` is what it is called aloud.

    >>> note_link("n3", "3", "註 3", "")
    '<a href="#n3" data-label="3" aria-label="註 3"></a>'
    """
    own = f' lang="{lang}"' if lang else ""
    return (
        f'<a href="#{target}"{own} data-label="{attribute(label)}" '
        f'aria-label="{attribute(name)}"></a>'
    )
