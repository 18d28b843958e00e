"""Set a document with ReportLab: lines drawn one by one, no notes at the foot.

Its fonts are Arphic's (``ming``, ``kai``, embedded) or those of the CID collections that
a PDF may leave to the reader's machine (``cid``: nothing is embedded, files are tiny).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from documents.look import filled, mark
from documents.source import REFERENCE, Block, Document

ARPHIC = {"ming": "uming.ttc", "kai": "ukai.ttc"}


class Story:
    """One document in one look, as ReportLab flowables."""

    def __init__(self, document: Document, looks: Mapping[str, Any]) -> None:
        from reportlab.lib import enums, styles
        from reportlab.pdfbase import cidfonts, pdfmetrics, ttfonts

        self.doc, self.look = document, looks
        self.styles, self.sides = styles, {
            "left": enums.TA_LEFT, "center": enums.TA_CENTER, "right": enums.TA_RIGHT
        }  # fmt: skip
        if looks["font"] == "cid":
            self.font = "STSong-Light"  # ReportLab gives MSung-Light a character map not its own
            pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(self.font))
        else:
            self.font = looks["font"]
            path = "/usr/share/fonts/truetype/arphic/" + ARPHIC[self.font]
            pdfmetrics.registerFont(ttfonts.TTFont(self.font, path, subfontIndex=0))

    def style(self, size: float, **more: Any) -> Any:
        leading = size * (1.15 + 0.5 * self.look["leading"])
        asked = {
            "fontName": self.font,
            "fontSize": size,
            "leading": leading,
            "wordWrap": "CJK",
            **more,
        }
        return self.styles.ParagraphStyle("x", **asked)

    def rich(self, text: str) -> str:
        def raised(found: re.Match[str]) -> str:
            return f"<super>{escape(mark(self.look['marks'], int(found[1])))}</super>"

        out, at = [], 0
        for found in REFERENCE.finditer(text):
            out += [escape(text[at : found.start()]), raised(found)]
            at = found.end()
        return "".join(out) + escape(text[at:])

    def block(self, b: Block) -> Any:
        from reportlab.platypus import Paragraph

        k, size = self.look, self.look["size"]
        text, indent = self.rich(b.text), k["indent"] * k["size"]
        justify = 4 if k["justify"] else 0
        if b.kind == "title":
            side = self.sides[k["title"]["align"]]
            return Paragraph(text, self.style(k["title"]["size"], alignment=side, spaceAfter=12))
        if b.kind == "heading":
            how = k["headings"][b.level - 1]
            side = self.sides[how.get("align", "left")]
            style = self.style(
                how["size"], alignment=side, spaceBefore=8, spaceAfter=5, keepWithNext=1
            )
            return Paragraph(text, style)
        if b.kind in ("list_item", "point", "series_list"):
            body = f"{escape(b.label)}{' ' if b.label[-1:] in tuple('•■–.)') else ''}{text}"
            if k["list"] == "plain":
                return Paragraph(
                    body, self.style(size, firstLineIndent=indent, spaceAfter=k["gap"])
                )
            hang = {"leftIndent": 2 * size, "firstLineIndent": -2 * size}
            return Paragraph(body, self.style(size, alignment=justify, spaceAfter=k["gap"], **hang))
        if b.kind == "table":
            return self.table(b)
        if b.kind in ("caption", "source_line", "subtitle", "byline", "date", "imprint"):
            side = 0 if b.kind == "source_line" else self.sides[k["title"]["align"]]
            small = size * (0.8 if b.kind == "source_line" else 0.95)
            return Paragraph(text, self.style(small, alignment=side, spaceAfter=5))
        if b.kind in ("signature", "letterhead"):
            return Paragraph(text, self.style(size, alignment=2, spaceAfter=4))
        if b.kind in ("addressee", "keywords"):
            indent = 0
        return Paragraph(
            text, self.style(size, alignment=justify, firstLineIndent=indent, spaceAfter=k["gap"])
        )

    def table(self, b: Block) -> Any:
        from reportlab.platypus import Table

        rules = {"ruled": [("GRID", (0, 0), (-1, -1), 0.5, "black")]}.get(
            self.look["table"], [("LINEABOVE", (0, 0), (-1, 1), 0.7, "black")]
        )
        style = [("FONT", (0, 0), (-1, -1), self.font, self.look["size"] * 0.9), *rules]
        return Table(
            [list(row) for row in b.rows], style=[*style, ("ALIGN", (1, 0), (-1, -1), "RIGHT")]
        )

    def flow(self) -> list[Any]:
        from reportlab.platypus import Paragraph

        story = [self.block(b) for b in self.doc.blocks]
        if self.doc.notes:
            story.append(
                Paragraph(self.look["notes_heading"], self.style(self.look["size"], spaceBefore=14))
            )
        for key, note in self.doc.notes.items():
            body = f"{escape(mark(self.look['marks'], int(key)))} {escape(note)}"
            story.append(Paragraph(body, self.style(self.look["size"] * 0.85)))
        return story

    def band(self, canvas: Any, page: Any) -> None:
        """Draw running head and foot of one page."""
        k, (width, height) = self.look, page.pagesize
        number = canvas.getPageNumber()
        for place, y in (
            (k["head"], height - page.topMargin + 14),
            (k["foot"], page.bottomMargin - 26),
        ):
            pages = place.get("pages", "all")
            if (pages == "first" and number > 1) or (pages == "rest" and number == 1):
                continue
            swap = k["mirrored"] and number % 2 == 0
            canvas.setFont(self.font, k["size"] * 0.8)
            for side in ("left", "center", "right"):
                text = filled(place.get(side, ""), self.doc).replace(
                    "{page}", str(number + k["first_page"] - 1)
                )
                other = {"left": "right", "right": "left"}.get(side, side) if swap else side
                if other == "left":
                    canvas.drawString(page.leftMargin, y, text)
                elif other == "right":
                    canvas.drawRightString(width - page.rightMargin, y, text)
                else:
                    canvas.drawCentredString(width / 2, y, text)


def render(document: Document, looks: Mapping[str, Any], out: Path) -> None:
    """Write ``document`` as a PDF to ``out``."""
    from reportlab.lib.units import mm
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    story = Story(document, looks)
    width, height = (n * mm for n in looks["page"])
    top, right, bottom, left = (n * mm for n in looks["margins"])
    page = BaseDocTemplate(
        str(out), pagesize=(width, height), topMargin=top, bottomMargin=bottom, leftMargin=left,
        rightMargin=right, title=document.title, invariant=1,
    )  # fmt: skip
    gap = 8 * mm
    each = (width - left - right - gap * (looks["columns"] - 1)) / looks["columns"]
    frames = [
        Frame(left + n * (each + gap), bottom, each, height - top - bottom, 0, 0, 0, 0)
        for n in range(looks["columns"])
    ]
    page.addPageTemplates([PageTemplate(frames=frames, onPage=story.band)])
    page.build(story.flow())
