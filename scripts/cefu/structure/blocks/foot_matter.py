"""Small type at a page's foot, amid a sentence of the body, that is no note: who wrote this.

The sentence goes on over it, and it becomes a block of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from cefu.model.document import BlockType
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.reading.views import Document
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import LABELLED

#: Smaller than the body by this factor.
_SMALL = 0.94


def foot_matter(document: Document, body: Sequence[int]) -> list[int]:
    """Those of the lines ``body`` that stand small below the body of their page, where the
    body breaks off amid a sentence above them and goes on after them."""
    found: list[int] = []
    k = 0
    while k < len(body):
        if not _is_small(document, body[k]):
            k += 1
            continue
        end = k
        while end < len(body) and _is_small(document, body[end]):
            end += 1
        if k > 0 and end < len(body) and _breaks_off(document, body[k - 1], body[k], body[end]):
            found.extend(body[k:end])
        k = end
    return found


def _is_small(document: Document, i: int) -> bool:
    line = document.lines[i]
    size = document.body_size
    return 0 < line.size < _SMALL * size and document.below_body[i] and not line.role


def _breaks_off(document: Document, above: int, here: int, below: int) -> bool:
    a, b, c = (document.lines[i] for i in (above, here, below))
    large = min(a.size, c.size) >= _SMALL * document.body_size
    return large and not (a.role or document.ended[above]) and a.page == b.page < c.page


def with_foot_matter(
    typed: Sequence[Typed], document: Document, foot: Sequence[int]
) -> list[Typed]:
    """``typed`` with the lines ``foot`` as blocks after those that begin before them."""
    result = list(typed)
    for _, rows in groupby(foot, key=lambda i: document.lines[i].page):
        chunk = Chunk(tuple(document.lines[i] for i in rows))
        text = chunk.lines[0].text
        kind: BlockType = "byline" if LABELLED.match(text) or is_byline(text) else "paragraph"
        at = sum(item.chunk.lines[0].start < chunk.lines[0].start for item in result)
        result.insert(at, Typed(chunk, kind, "foot-matter"))
    return result
