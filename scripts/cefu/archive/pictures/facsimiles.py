"""Facsimiles: page marks joined to the pictures of their pages, and these made."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cefu.archive.pictures.figures import picture_name
from cefu.inputs.documents.guarded import draw_small_guarded
from cefu.model.document import Block, Facsimile, PageMark, Report
from cefu.model.line import Box
from cefu.model.received import Document

#: Pages drawn by one process: its limits are those of one document.
_AT_ONCE = 20


def with_facsimiles(blocks: Sequence[Block], document: Document) -> tuple[Block, ...]:
    """``blocks`` of ``document``, a PDF, with the picture that each page mark opens.

    The line marked on it is the one that the mark stands before.  A mark at a figure without
    words marks the figure; where its page cannot be told, it stays without a picture.
    """
    starts = [line.start for line in document.lines]
    names = Counter(picture_name(figure) for figure in document.figures)
    figures = {picture_name(figure): figure for figure in document.figures}

    def place(block: Block, mark: PageMark) -> tuple[int, Box | None] | None:
        if block.origin:
            offset = block.origin[min(mark.at, len(block.origin) - 1)]
            line = document.lines[bisect_right(starts, offset) - 1]
            return line.page, line.box
        name = block.figure.name if block.figure else ""
        return (figures[name].page, figures[name].box) if names[name] == 1 else None

    def marked(block: Block, mark: PageMark) -> PageMark:
        found = place(block, mark)
        if found is None:
            return mark
        page, box = found
        size = document.pages[page]
        return replace(mark, facsimile=Facsimile(page, size.width, size.height, box))

    return tuple(
        replace(block, marks=tuple(marked(block, mark) for mark in block.marks))
        if block.marks
        else block
        for block in blocks
    )


def facsimile_name(sha256: str, page: int) -> str:
    """The file name of the picture of a page (from 0): another source, another name.

    >>> facsimile_name("0123456789abcdef01", 2)
    'page-0123456789ab-3.webp'
    """
    return f"page-{sha256[:12]}-{page + 1}.webp"


def facsimile_pages(report: Report) -> list[int]:
    """The pages of which pictures are shown, in order."""
    marks = (mark for block in report.blocks for mark in block.marks)
    return sorted({mark.facsimile.page for mark in marks if mark.facsimile})


def facsimiles(report: Report, sources: Path) -> dict[str, bytes]:
    """The pictures of a report's pages by file name, drawn from its PDF in ``sources``.

    Raises ``CefuError`` where a page cannot be drawn.
    """
    pages, drawn = facsimile_pages(report), dict[int, bytes]()
    for at in range(0, len(pages), _AT_ONCE):
        drawn |= draw_small_guarded(sources / report.source_file, pages[at : at + _AT_ONCE])
    return {facsimile_name(report.sha256, page): data for page, data in drawn.items()}
