"""Set a document with LibreOffice, as the offices that write most such documents do.

The document becomes a flat OpenDocument text, and that a PDF and a ``.docx`` with
real notes, headings and tables.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from documents.look import entry, filled, headings, mark
from documents.source import REFERENCE, Block, Document

FACES = {"serif": "Noto Serif CJK", "sans": "Noto Sans CJK"}
ARPHIC = {"ming": "AR PL UMing TW", "kai": "AR PL UKai TW"}
SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
FIELDS = {
    "{page}": '<text:page-number text:select-page="current"/>',
    "{pages}": "<text:page-count/>",
    "{section}": '<text:chapter text:display="name" text:outline-level="1"/>',
}
FRONT = ("subtitle", "byline", "date", "imprint")


class Flat:
    """One document in one look, as a flat OpenDocument text."""

    def __init__(self, document: Document, looks: Mapping[str, Any]) -> None:
        self.doc = document
        self.look = looks
        region = {"zh-Hans": "SC"}.get(document.lang, "TC")
        font = looks["font"]
        self.font = ARPHIC.get(font) or f"{FACES[font]} {region}"
        self.chapters = 0

    def rich(self, text: str) -> str:
        """``text`` with its note references as notes."""
        out, at = [], 0
        kind = "footnote" if self.look["notes"] == "foot" else "endnote"
        for found in REFERENCE.finditer(text):
            out.append(escape(text[at : found.start()]))
            at, key = found.end(), found[1]
            cite = escape(mark(self.look["marks"], int(key)))
            out.append(
                f'<text:note text:note-class="{kind}" text:id="n{key}"><text:note-citation>{cite}'
                '</text:note-citation><text:note-body><text:p text:style-name="Note">'
                f"{escape(self.doc.notes[key])}</text:p></text:note-body></text:note>"
            )
        return "".join(out) + escape(text[at:])

    def line(self, template: str) -> str:
        parts = re.split(r"(\{page\}|\{pages\}|\{section\})", filled(template, self.doc))
        return "".join(FIELDS.get(p) or escape(p) for p in parts)

    def band(self, place: Mapping[str, Any], swap: bool) -> str:
        """Paragraphs of a running head or foot."""
        left, center, right = (self.line(place.get(k, "")) for k in ("left", "center", "right"))
        if swap:
            left, right = right, left
        row = f'<text:p text:style-name="Band">{left}<text:tab/>{center}<text:tab/>{right}</text:p>'
        more = [
            f'<text:p text:style-name="Band">{self.line(x)}</text:p>'
            for x in place.get("lines", [])
        ]
        return row + "".join(more)

    def bands(self) -> str:
        out = []
        for name, place in (("header", self.look["head"]), ("footer", self.look["foot"])):
            pages = place.get("pages", "all") if place else "none"
            blank = '<text:p text:style-name="Band"/>'
            usual = self.band(place, False) if pages in ("all", "rest") else blank
            out.append(f"<style:{name}>{usual}</style:{name}>")
            if self.look["mirrored"]:
                even = self.band(place, True) if pages in ("all", "rest") else blank
                out.append(f"<style:{name}-left>{even}</style:{name}-left>")
            first = blank if pages in ("rest", "none") else self.band(place, False)
            if pages in ("first", "rest"):
                out.append(f"<style:{name}-first>{first}</style:{name}-first>")
        return "".join(out)

    def paragraph_style(
        self, name: str, paragraph: str = "", text: str = "", level: int = 0
    ) -> str:
        outline = f' style:default-outline-level="{level}"' if level else ""
        return (
            f'<style:style style:name="{name}" style:family="paragraph"{outline}>'
            f'<style:paragraph-properties fo:orphans="2" fo:widows="2" {paragraph}/><style:text-properties {text}/></style:style>'
        )

    def sized(self, points: float, bold: bool = False, fill: str = "") -> str:
        weight = "bold" if bold else "normal"
        return (
            f'fo:font-size="{points}pt" style:font-size-asian="{points}pt" fo:font-weight="{weight}"'
            f' style:font-weight-asian="{weight}"' + (f' fo:color="{fill}"' if fill else "")
        )

    def styles(self) -> str:
        k = self.look
        size, align = k["size"], "justify" if k["justify"] else "left"
        height = f'fo:line-height="{round(100 + 45 * k["leading"])}%"'
        width = k["page"][0] - k["margins"][1] - k["margins"][3]
        stops = (
            f'<style:tab-stops><style:tab-stop style:position="{width / 2}mm" style:type="center"/>'
            f'<style:tab-stop style:position="{width}mm" style:type="right"/></style:tab-stops>'
        )
        leader = (
            f'<style:tab-stops><style:tab-stop style:position="{width}mm" style:type="right"'
            ' style:leader-style="dotted" style:leader-text="."/></style:tab-stops>'
        )
        base = f'{height} fo:margin-bottom="{k["gap"]}pt" fo:text-align="{align}"'
        hang = f'fo:margin-left="{2 * size}pt" fo:text-indent="-{2 * size}pt"'
        box = 'fo:border="0.8pt solid #000000" fo:padding="2mm"'
        center = k["title"]["align"]
        out = [
            '<style:default-style style:family="paragraph"><style:paragraph-properties style:punctuation-wrap="hanging" style:line-break="strict"/>'
            f'<style:text-properties style:font-name="{self.font}" style:font-name-asian="{self.font}" {self.sized(size)}'
            ' fo:language="en" fo:country="GB" style:language-asian="zh" style:country-asian="TW"/></style:default-style>',
            self.paragraph_style("Text", f'{base} fo:text-indent="{k["indent"] * size}pt"'),
            self.paragraph_style("Flush", base),
            self.paragraph_style("Hang", f"{base} {hang}"),
            self.paragraph_style("Title", f'fo:text-align="{center}" fo:margin-bottom="12pt" fo:margin-top="12pt"', self.sized(k["title"]["size"], True)),
            self.paragraph_style("Front", f'fo:text-align="{center}" fo:margin-bottom="6pt"'),
            self.paragraph_style("Right", 'fo:text-align="end" fo:margin-bottom="4pt"'),
            self.paragraph_style("Caption", 'fo:text-align="center" fo:keep-with-next="always" fo:margin-top="6pt" fo:margin-bottom="3pt"', self.sized(size * 0.95)),
            self.paragraph_style("Source", 'fo:margin-bottom="6pt"', self.sized(size * 0.8)),
            self.paragraph_style("Cell", "", self.sized(size * 0.9)),
            self.paragraph_style("Note", 'fo:margin-left="6mm" fo:text-indent="-6mm"', self.sized(size * 0.8)),
            self.paragraph_style("Boxed", f'{base} {box} style:join-border="true" fo:text-indent="{k["indent"] * size}pt"'),
            self.paragraph_style("Inner", base, self.sized(size, True)),
            self.paragraph_style("InnerBox", f'{base} {box} style:join-border="true"', self.sized(size, True)),
            f'<style:style style:name="Band" style:family="paragraph"><style:paragraph-properties>{stops}</style:paragraph-properties><style:text-properties {self.sized(size * 0.8)}/></style:style>',
            f'<style:style style:name="Entry" style:family="paragraph"><style:paragraph-properties>{leader}</style:paragraph-properties></style:style>',
            '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>',
        ]  # fmt: skip
        for n, style in enumerate(k["headings"], 1):
            brk = ' fo:break-before="page"' if k["newpage"] and n == 1 else ""
            look = self.sized(style["size"], style.get("bold", True), style.get("fill", ""))
            side = style.get("align", "left")
            paragraph = (
                f'fo:text-align="{side}" fo:keep-with-next="always" fo:margin-top="10pt" fo:margin-bottom="6pt"'
                f' fo:text-indent="{style.get("indent", 0) * size}pt"{brk}'
            )
            out.append(self.paragraph_style(f"H{n}", paragraph, look, n))
        return "".join(out) + self.notes_styles()

    def notes_styles(self) -> str:
        """How notes are numbered: format, brackets, where the count starts anew."""
        style, restart = self.look["marks"], "page" if self.look["restart"] else "document"
        before, after = ("", "") if style == "①" else [*style.split("1"), ""][:2]
        form = "①, ②, ③, ..." if style == "①" else "1"
        return "".join(
            f'<text:notes-configuration text:note-class="{kind}" style:num-format="{form}"'
            f" style:num-prefix={quoteattr(before)} style:num-suffix={quoteattr(after)}"
            f' text:start-value="0" text:start-numbering-at="{restart if kind == "footnote" else "document"}"'
            ' text:footnotes-position="page"/>'
            for kind in ("footnote", "endnote")
        )

    def layout(self) -> str:
        k = self.look
        top, right, bottom, left = k["margins"]
        usage = ' style:page-usage="mirrored"' if k["mirrored"] else ""
        band = '<style:{0}-style><style:header-footer-properties fo:min-height="8mm" fo:margin-{1}="4mm"/></style:{0}-style>'
        columns = f'<style:columns fo:column-count="{k["columns"]}" fo:column-gap="8mm"/>'
        return (
            f'<style:page-layout style:name="Page"{usage}><style:page-layout-properties'
            f' fo:page-width="{k["page"][0]}mm" fo:page-height="{k["page"][1]}mm" fo:margin-top="{top - 10}mm"'
            f' fo:margin-bottom="{bottom - 10}mm" fo:margin-left="{left}mm" fo:margin-right="{right}mm"'
            f' style:first-page-number="{k["first_page"]}"/>{band.format("header", "bottom")}{band.format("footer", "top")}</style:page-layout>'
            f'<style:style style:name="Columns" style:family="section"><style:section-properties>{columns}</style:section-properties></style:style>'
            '<style:style style:name="Grid" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="1mm"/></style:style>'
            '<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties fo:border="none" fo:border-bottom="0.3pt solid #888888" fo:padding="1mm"/></style:style>'
            '<style:style style:name="Shape" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#e0e7ef"/></style:style>'
            '<style:style style:name="Side" style:family="graphic"><style:graphic-properties draw:fill="solid" draw:fill-color="#eeeeee" fo:background-color="#eeeeee" fo:padding="2mm" style:wrap="left" style:number-wrapped-paragraphs="no-limit" style:vertical-pos="top" style:vertical-rel="paragraph" style:horizontal-pos="right" style:horizontal-rel="paragraph"/></style:style>'
        )  # fmt: skip

    def block(self, b: Block) -> str:
        text = self.rich(b.text)
        if b.kind == "heading":
            if b.boxed or b.aside:
                return f'<text:p text:style-name="{"InnerBox" if b.boxed else "Inner"}">{text}</text:p>'
            place = entry(self.doc, b)
            start = f'<text:bookmark text:name="h{place}"/>' if place is not None else ""
            return f'<text:h text:style-name="H{b.level}" text:outline-level="{b.level}">{start}{text}</text:h>'
        if b.kind == "table":
            return self.table(b)
        if b.kind == "figure":
            shapes = "".join(
                '<draw:rect draw:style-name="Shape" text:anchor-type="as-char" svg:width="24mm" svg:height="10mm">'
                f'<text:p text:style-name="Cell">{escape(word)}</text:p></draw:rect> '
                for word in b.marks
            )
            return f'<text:p text:style-name="Caption">{shapes}</text:p>'
        if b.kind in ("list_item", "point", "series_list"):
            tab = (
                "<text:tab/>"
                if self.look["list"] == "grid"
                else " "
                if b.label[-1:] in "•■–.)"
                else ""
            )
            style = "Text" if self.look["list"] == "plain" else "Hang"
            return f'<text:p text:style-name="{style}">{escape(b.label)}{tab if b.label else ""}{text}</text:p>'
        if b.lead:
            head, tail = self.rich(b.text[: b.lead]), self.rich(b.text[b.lead :])
            text = f'<text:span text:style-name="Strong">{head}</text:span>{tail}'
        named = {
            "title": "Title", "caption": "Caption", "source_line": "Source", "signature": "Right",
            "letterhead": "Right", "addressee": "Flush", "keywords": "Flush",
        }  # fmt: skip
        style = "Front" if b.kind in FRONT else named.get(b.kind, "Boxed" if b.boxed else "Text")
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    def table(self, b: Block) -> str:
        cell = "Grid" if self.look["table"] == "ruled" else "Bare"
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="{cell}" office:value-type="string"><text:p text:style-name="Cell">{escape(c)}</text:p></table:table-cell>'
                for c in row
            )
            + "</table:table-row>"
            for row in b.rows
        )
        return f'<table:table><table:table-column table:number-columns-repeated="{len(b.rows[0])}"/>{rows}</table:table>'

    def contents(self) -> str:
        if not self.doc.contents:
            return ""
        word = "目錄" if self.doc.lang != "en" else "Contents"
        rows = [f'<text:p text:style-name="Caption">{word}</text:p>']
        for n, b in enumerate(headings(self.doc)):
            page = (
                f'<text:tab/><text:bookmark-ref text:reference-format="page" text:ref-name="h{n}">1</text:bookmark-ref>'
                if self.doc.contents == "numbers"
                else ""
            )
            rows.append(
                f'<text:p text:style-name="Entry">{"　" * (b.level - 1)}{escape(b.text)}{page}</text:p>'
            )
        return "".join(rows)

    def framed(self, blocks: Sequence[Block]) -> str:
        out = []
        for aside, group in groupby(blocks, lambda b: b.aside):
            inner = "".join(self.block(b) for b in group)
            if aside:
                inner = (
                    '<text:p text:style-name="Flush"><draw:frame draw:style-name="Side" text:anchor-type="paragraph"'
                    f' svg:width="65mm"><draw:text-box fo:min-height="20mm">{inner}</draw:text-box></draw:frame></text:p>'
                )
            out.append(inner)
        return "".join(out)

    def text(self) -> str:
        """The whole flat OpenDocument text."""
        blocks = list(self.doc.blocks)
        body = next((i for i, b in enumerate(blocks) if b.kind == "heading"), 0)
        main = self.framed(blocks[body:])
        if self.look["columns"] > 1:
            main = f'<text:section text:style-name="Columns" text:name="main">{main}</text:section>'
        spaces = " ".join(f'xmlns:{k}="{v}"' for k, v in SPACES.items())
        faces = f'<style:font-face style:name="{self.font}" svg:font-family="\'{self.font}\'"/>'
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} office:version="1.3"'
            ' office:mimetype="application/vnd.oasis.opendocument.text">'
            f"<office:font-face-decls>{faces}</office:font-face-decls><office:styles>{self.styles()}</office:styles>"
            f"<office:automatic-styles>{self.layout()}</office:automatic-styles>"
            '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page">'
            f"{self.bands()}</style:master-page></office:master-styles>"
            f"<office:body><office:text>{self.framed(blocks[:body])}{self.contents()}{main}</office:text></office:body></office:document>"
        )


def render(document: Document, looks: Mapping[str, Any], out: Path) -> None:
    """Write ``document`` as a PDF to ``out``, its ``.docx`` beside it."""
    flat = out.with_suffix(".fodt")
    flat.write_text(Flat(document, looks).text(), encoding="utf-8")
    profile = f"-env:UserInstallation={(out.parent / '.libreoffice').as_uri()}"
    for form in ("pdf", "docx"):
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir"]
        command += [str(out.parent), str(flat)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
    flat.unlink()
