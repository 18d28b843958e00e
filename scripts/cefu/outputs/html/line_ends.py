"""What the lines of a text need so that none ends or begins badly (W3C CLREQ)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.outputs.html.markup import Insertion, attribute

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
