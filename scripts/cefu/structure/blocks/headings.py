"""What makes a short line a heading: its number, and what stands around it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from cefu.structure.blocks.chunks import Chunk
from cefu.structure.blocks.rows import is_row
from cefu.structure.blocks.shapes import CAPTION, SOURCE_LINE, bare_heading_like, heading_like
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.wording.headwords import KEYWORDS, QUESTION
from cefu.structure.wording.numbering import BULLET, numbered

_SUBTITLE = re.compile(r"[—–─－-]{1,2}|[（(]|[：:]")
#: A clause in brackets is a remark, no heading.
_REMARK = re.compile(r"[（(][^（()）]*，[^（()）]*[）)]")
#: From this many characters on, a whole sentence is prose, not front matter.
PROSE = 45


def numbered_heading(chunks: Sequence[Chunk], i: int) -> bool:
    """A numbered line is a heading if something stands under it; a run of them
    with nothing between is a list, unless the style is a heading's own."""
    text = chunks[i].text
    number = numbered(text)
    assert number is not None
    rest = text[number.length :]
    if not rest or rest[-1] in "，、；;,":
        return False
    if not number.style.weak:
        return True
    if len(rest) > 45 or i + 1 >= len(chunks):
        return False
    nxt = numbered(chunks[i + 1].text)
    same = bool(nxt) and nxt is not None and nxt.style.name == number.style.name
    return not same and not (i > 0 and _same_style_item(chunks[i - 1].text, number.style.name))


def _same_style_item(text: str, style: str) -> bool:
    number = numbered(text)
    return bool(number) and number is not None and number.style.name == style


def bare_heading(chunks: Sequence[Chunk], i: int) -> bool:
    """A short unnumbered line is a heading if prose follows and none runs into it.

    One more heading may stand between it and the prose.
    """
    if i + 1 >= len(chunks) or len(chunks[i].lines) > 2 or is_row(chunks[i].raw):
        return False
    if not any(c.isalpha() for c in chunks[i].text):
        return False
    before = chunks[i - 1].raw if i else "。"
    if not (_whole(before) or _whole(chunks[i - 1].text)):
        return False
    nxt = chunks[i + 1]
    row = is_row(nxt.raw) and not ends_sentence(nxt.text) and len(nxt.text) <= 40
    if row or _REMARK.fullmatch(chunks[i].text) or QUESTION.match(chunks[i].text):
        return False
    if ends_sentence(nxt.text) or len(nxt.text) > 40 or heading_like(nxt.text):
        return True
    if BULLET.match(nxt.text):
        return True
    return (
        i + 2 < len(chunks)
        and bare_heading_like(nxt.text)
        and not is_row(nxt.raw)
        and (nxt.apart or ends_sentence(before))
        and len(chunks[i + 2].text) > 40
    )


def first_of_headings(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a short line between title and prose is a heading: there is no byline,
    the document's other headings are without numbers too, and no dash sets it off."""
    if i + 1 >= len(chunks) or _SUBTITLE.match(chunks[i].text):
        return False
    prose = chunks[i + 1].text
    if not ends_sentence(prose) or len(prose) < PROSE or not bare_heading(chunks, i):
        return False
    rest = range(i + 2, len(chunks))
    if any(_strong_heading(chunks[j].text) for j in rest):
        return False
    return any(bare_heading_like(chunks[j].text) and bare_heading(chunks, j) for j in rest)


def glyph_of_headings(chunks: Sequence[Chunk]) -> str:
    """The glyph that opens every heading of a document without numbered ones, or ''.

    Under each chunk with the glyph stands prose; points of a list stand together
    or are sentences themselves.
    """
    if any(_strong_heading(chunk.text) for chunk in chunks[1:]):
        return ""
    found: dict[str, list[int]] = defaultdict(list)
    for i, chunk in enumerate(chunks):
        match = BULLET.match(chunk.lines[0].text)
        if match:
            found[match[1]].append(i)
    for glyph, indices in found.items():
        if len(indices) >= 2 and all(_heads_prose(chunks, i) for i in indices):
            return glyph
    return ""


def _heads_prose(chunks: Sequence[Chunk], i: int) -> bool:
    if i + 1 >= len(chunks) or i == 0 or not bare_heading_like(chunks[i].text):
        return False
    prose = chunks[i + 1].text
    return ends_sentence(prose) and len(prose) >= PROSE and not BULLET.match(prose)


def _strong_heading(text: str) -> bool:
    number = numbered(text)
    return number is not None and not number.style.weak and heading_like(text)


def _whole(text: str) -> bool:
    """Whether a block with this text is over, so that a heading can follow."""
    if ends_sentence(text) or heading_like(text) or bare_heading_like(text):
        return True
    form = (BULLET, CAPTION, SOURCE_LINE, KEYWORDS)
    return any(pattern.match(text) for pattern in form) or text[-1:] in ".;；"
