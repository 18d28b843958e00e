"""How a house's pages look: one mapping that every typesetter understands.

:data:`DEFAULTS` lists what may be said; a typesetter that cannot do a thing is not
given houses that ask for it.  Sizes are in points, margins in millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.source import REFERENCE, Document, squeeze

DEFAULTS: Mapping[str, Any] = {
    "page": [210, 297],
    "margins": [25, 25, 25, 25],  # top, right (outer), bottom, left (inner)
    "mirrored": False,
    "font": "serif",  # serif, sans, ming, kai; ReportLab: ming, kai, cid
    "size": 11,
    "leading": 1.0,  # blank between lines, in em
    "indent": 2,
    "gap": 0,
    "justify": True,
    "columns": 1,
    "title": {"size": 20, "align": "center"},
    "headings": [{"size": 15}, {"size": 12.5}, {"size": 11}],  # size, bold, align, fill
    # left, center, right and, where mirrored, on even pages swapped; pages: all,
    # first, rest; lines: further lines; {title} {short} {section} {page} {pages}, Typst {hanpage}
    "head": {},
    "foot": {"center": "{page}"},
    "marks": "1",  # 1, [1], ①, 註1, （1）
    "restart": False,
    "notes": "foot",  # foot, end
    "notes_heading": "註釋",
    "list": "hang",  # hang, grid, plain
    "table": "ruled",  # ruled, three, none
    "vertical": False,
    "newpage": False,  # every chapter on a new page
    "first_page": 1,
    "roman_front": False,  # Typst: pages up to the contents i, ii, …, the body from 1; foot only
}


def look(house: Mapping[str, Any]) -> dict[str, Any]:
    """A house's look, with defaults."""
    return {**DEFAULTS, **house.get("look", {})}


def mark(style: str, n: int) -> str:
    """The printed mark of note ``n``.

    >>> [mark(s, 3) for s in ("1", "[1]", "①", "註1", "（1）")]
    ['3', '[3]', '③', '註3', '（3）']
    """
    if style == "①":
        return chr(0x2460 + n - 1) if n <= 20 else str(n)
    return style.replace("1", str(n))


def filled(template: str, document: Document, section: str = "{section}") -> str:
    """A running head or foot for ``document``; page numbers stay to be filled."""
    return (
        template.replace("{title}", document.title)
        .replace("{short}", document.short or document.title)
        .replace("{section}", section)
    )


def furniture(document: Document, looks: Mapping[str, Any]) -> list[str]:
    """Every string that stands around the text, ``{page}`` and ``{pages}`` left open."""
    found: list[str] = []
    chapters = [
        REFERENCE.sub("", b.text)
        for b in document.blocks
        if b.kind == "heading" and b.level == 1 and not b.boxed and not b.aside
    ]
    for place in (looks["head"], looks["foot"]):
        texts = [place.get(side, "") for side in ("left", "center", "right")]
        for text in [*texts, *place.get("lines", [])]:
            if "{section}" in text:
                found += [filled(text, document, chapter) for chapter in chapters]
            elif text:
                found.append(filled(text, document))
    if document.contents:
        found.append("目錄" if document.lang != "en" else "Contents")
        end = "{page}" if document.contents == "numbers" else ""
        found += [squeeze(b.text) + "{leader}" + end for b in headings(document)]
    if looks["notes"] == "end" and document.notes:
        found.append(looks["notes_heading"])
    return list(dict.fromkeys(found))


def headings(document: Document) -> list[Any]:
    """Headings that a table of contents lists."""
    return [
        b
        for b in document.blocks
        if b.kind == "heading" and b.level <= 2 and not b.boxed and not b.aside
    ]


def entry(document: Document, block: Any) -> int | None:
    """Place of ``block`` itself (not one like it) among the contents, if it is there."""
    return next((n for n, b in enumerate(headings(document)) if b is block), None)
