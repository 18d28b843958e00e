"""Figures: the pictures found in a document joined to the blocks that stand for them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from cefu.model.document import Block, Figure
from cefu.model.received import FoundFigure

#: What a caption of a figure begins with, in the languages of such reports.
FIGURE_CAPTION = re.compile(
    r"[〈《【（(\[]?\s*(?:附[圖图]|[圖图]表?|照片|插[圖图]|Fig(?:ure|\.)?|Map)\s*"
    r"[\d０-９一二三四五六七八九十]"
)
#: A caption that is not told apart from the text is not longer.
_LONGEST_CAPTION = 60


def picture_name(found: FoundFigure) -> str:
    """The name of a picture's file, made of its content: the same as long as it is the same.

    >>> picture_name(FoundFigure(0, 0, None, b"...", ".webp", 1, 1))
    'ab5df625bc76dbd4.webp'
    """
    return hashlib.sha256(found.data).hexdigest()[:16] + found.suffix


def picture_files(found: Sequence[FoundFigure]) -> dict[str, bytes]:
    """The pictures' files by name."""
    return {picture_name(one): one.data for one in found}


def with_pictures(
    blocks: Sequence[Block], found: Sequence[FoundFigure], bare: Collection[str] = ()
) -> tuple[Block, ...]:
    """``blocks`` with the picture of each figure: both come in reading order.

    ``bare`` are the ids of figures that a keeper made of words, without a picture.
    A figure that has no description of its own is called by its caption.
    """
    pictures = iter(found)
    result = []
    for at, block in enumerate(blocks):
        has_one = block.type == "figure" and block.id not in bare
        if has_one and (one := next(pictures, None)):
            alt = one.alt or caption_of(blocks, at)
            name = picture_name(one)
            block = replace(block, figure=Figure(name, one.width, one.height, alt))
        result.append(block)
    return tuple(result)


def caption_of(blocks: Sequence[Block], at: int) -> str:
    """The caption beside the figure ``blocks[at]``: the one below it, or else the one above.

    >>> b = [Block("f1", "s0", "figure", ""), Block("p1", "s0", "caption", "圖 1 航道")]
    >>> caption_of(b, 0)
    '圖 1 航道'
    """
    for near in (at + 1, at - 1):
        if 0 <= near < len(blocks) and is_figure_caption(blocks[near]):
            return blocks[near].text
    return ""


def is_figure_caption(block: Block) -> bool:
    """Whether a block is a figure's caption: it begins like one, and is no sentence.

    >>> is_figure_caption(Block("p1", "s0", "paragraph", "圖 1 說明了航道的變化。"))
    False
    """
    plain = block.type in ("paragraph", "byline") and len(block.text) <= _LONGEST_CAPTION
    told = block.type == "caption" or (plain and block.text[-1:] not in "。；：，")
    return told and bool(FIGURE_CAPTION.match(block.text))


def figures_missing(blocks: Sequence[Block]) -> frozenset[str]:
    """The captions that stand alone: their figure is not in what was received.

    >>> sorted(figures_missing([Block("p1", "s0", "caption", "圖 1 航道")]))
    ['p1']
    """
    return frozenset(
        block.id
        for at, block in enumerate(blocks)
        if is_figure_caption(block)
        and not any(
            near.type == "figure" or (near.type == "table" and "表" in block.text[:4])
            for near in blocks[max(0, at - 2) : at + 3]
        )
    )
