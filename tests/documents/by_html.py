"""Set a document as HTML, printed by WeasyPrint or by headless Chromium.

WeasyPrint sets notes at the page foot (``float: footnote``); Chromium knows no
footnotes, so its houses print theirs at the end.  Chromium sets vertical text.
"""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from documents.look import entry, filled, headings, mark
from documents.source import REFERENCE, Block, Document

FACES = {"serif": "Noto Serif CJK", "sans": "Noto Sans CJK"}
ARPHIC = {"ming": "AR PL UMing TW", "kai": "AR PL UKai TW"}


class Page:
    """One document in one look, as an HTML page."""

    def __init__(self, document: Document, looks: Mapping[str, Any]) -> None:
        self.doc = document
        self.look = looks

    def rich(self, text: str) -> str:
        """``text`` with its note references as footnotes or raised marks."""
        out, at = [], 0
        for found in REFERENCE.finditer(text):
            out.append(html.escape(text[at : found.start()]))
            at, key = found.end(), found[1]
            if self.look["notes"] == "foot":
                out.append(f'<span class="note">{html.escape(self.doc.notes[key])}</span>')
            else:
                out.append(f"<sup>{html.escape(mark(self.look['marks'], int(key)))}</sup>")
        return "".join(out) + html.escape(text[at:])

    def margin_boxes(self, place: Mapping[str, Any], edge: str) -> dict[str, str]:
        """CSS margin boxes of a running head or foot: page selector -> declarations."""
        fields = {"{page}": "counter(page)", "{pages}": "counter(pages)"}
        fields["{section}"] = "string(section)"

        def content(template: str) -> str:
            parts = re.split(r"(\{page\}|\{pages\}|\{section\})", filled(template, self.doc))
            return " ".join(fields.get(p) or f'"{p}"' for p in parts if p)

        def boxes(swap: bool) -> str:
            sides = {"left": "right", "right": "left"} if swap else {}
            found = []
            for side in ("left", "center", "right"):
                if place.get(side) or (side == "center" and place.get("lines")):
                    text = content(place.get(side, ""))
                    if side == "center":
                        lines = [content(x) for x in place.get("lines", [])]
                        text = ' "\\A" '.join(x for x in [text, *lines] if x)
                    found.append(
                        f"@{edge}-{sides.get(side, side)} {{ content: {text}; white-space: pre;"
                        f" font-size: 0.8em; vertical-align: {'bottom' if edge == 'top' else 'top'};"
                        f" padding: 3mm 0 }}"
                    )
            return "".join(found)

        if not place:
            return {}
        rules = (
            {":right": boxes(False), ":left": boxes(True)}
            if self.look["mirrored"]
            else {"": boxes(False)}
        )
        none = "".join(f"@{edge}-{s} {{ content: none }}" for s in ("left", "center", "right"))
        if place.get("pages") == "first":
            return {":first": boxes(False)}
        if place.get("pages") == "rest":
            rules[":first"] = none
        return rules

    def style(self) -> str:
        k = self.look
        top, right, bottom, left = k["margins"]
        region = {"zh-Hans": "SC"}.get(self.doc.lang, "TC")
        face = ARPHIC.get(k["font"]) or f"{FACES[k['font']]} {region}"
        rules = [
            f"@page {{ size: {k['page'][0]}mm {k['page'][1]}mm; margin: {top}mm {right}mm {bottom}mm {left}mm;"
            f" font-family: '{face}'; font-size: {k['size']}pt;"
            " @footnote { border-top: 0.5pt solid black; margin-top: 1em; padding-top: 0.4em } }"
        ]
        if k["mirrored"]:
            rules.append(f"@page :left {{ margin-left: {right}mm; margin-right: {left}mm }}")
        for place, edge in ((k["head"], "top"), (k["foot"], "bottom")):
            rules += [
                f"@page {on} {{ {css} }}" for on, css in self.margin_boxes(place, edge).items()
            ]
        leading = 1.0 + 0.75 * k["leading"]
        align = "justify" if k["justify"] else "left"
        rules += [
            f"html {{ font: {k['size']}pt/{leading} '{face}'; }}",
            f"body {{ margin: 0; {'writing-mode: vertical-rl;' if k['vertical'] else ''} }}",
            f"main {{ column-count: {k['columns']}; column-gap: 8mm; }}"
            if k["columns"] > 1
            else "",
            f"p {{ margin: 0 0 {k['gap']}pt; text-align: {align}; text-indent: {k['indent']}em; }}",
            f"h1.title {{ font-size: {k['title']['size']}pt; text-align: {k['title']['align']}; margin: 1em 0 }}",
            f"p.front {{ text-indent: 0; text-align: {k['title']['align']}; margin-bottom: 0.5em }}",
            "p.plain { text-indent: 0; text-align: left } p.right { text-indent: 0; text-align: right }",
            "p.hang { text-indent: -2em; margin-left: 2em } sup { font-size: 0.65em; line-height: 0 }",
            "div.item { display: flex; text-indent: 0 } div.item > span:first-child { flex: 0 0 3em }",
            "div.item > span { text-align: justify }",
            ".note { float: footnote; font-size: 0.8em; line-height: 1.4; text-indent: 0; text-align: left }",
            "p.caption { text-align: center; text-indent: 0; font-size: 0.95em; break-after: avoid }",
            "p.below { break-after: auto; break-before: avoid }",
            "p.source { text-align: left; text-indent: 0; font-size: 0.8em }",
            "table { border-collapse: collapse; width: 100%; font-size: 0.9em; margin: 4pt 0; }",
            "td, th { padding: 2pt 4pt; text-align: right } tr > :first-child { text-align: left }",
            "td, th { border: 0.5pt solid black }" if k["table"] == "ruled" else "",
            "table { border-top: 1pt solid; border-bottom: 1pt solid } th { border-bottom: 0.6pt solid }"
            if k["table"] == "three"
            else "",
            ".box { border: 0.8pt solid black; padding: 6pt; margin: 8pt 0 }",
            "aside { background: #e6e6e6; padding: 6pt; margin: 8pt 0; font-size: 0.9em;"
            f" float: right; width: {'100%' if k['columns'] > 1 else '38%'}; margin-left: 8pt }}",
            "h4.inner { margin: 0; font-size: 1em } .contents p { text-indent: 0 }",
            ".contents .two { padding-left: 2em } section.contents { break-after: page }",
            ".contents a { color: inherit; text-decoration: none }",
            ".contents a.numbered::after { content: leader('.') target-counter(attr(href), page) }",
        ]
        mark_css = "counter(footnote, circled)" if k["marks"] == "①" else ""
        before, after = [*k["marks"].split("1"), ""][:2] if k["marks"] != "①" else ("", "")
        content = mark_css or f'"{before}" counter(footnote) "{after}"'
        rules += [
            "@counter-style circled { system: fixed; suffix: ''; symbols: "
            + " ".join(f'"{chr(0x2460 + n)}"' for n in range(20))
            + " }",
            f"::footnote-call {{ content: {content}; font-size: 0.65em; vertical-align: super; line-height: 0 }}",
            f"::footnote-marker {{ content: {content} ' '; }}",
        ]
        for n, style in enumerate(k["headings"], 2):
            rules.append(
                f"h{n} {{ font-size: {style['size']}pt; text-align: {style.get('align', 'left')};"
                f" font-weight: {'bold' if style.get('bold', True) else 'normal'};"
                f" color: {style.get('fill', 'black')}; margin: 1em 0 0.6em; break-after: avoid;"
                f" text-indent: {style.get('indent', 0)}em }}"
            )
        rules.append("h2 { string-set: section content() }")
        if k["newpage"]:
            rules.append("h2 { break-before: page }")
        return "\n".join(r for r in rules if r)

    def block(self, b: Block) -> str:
        text = self.rich(b.text)
        if b.kind == "title":
            return f'<h1 class="title">{text}</h1>'
        if b.kind == "heading":
            if b.boxed or b.aside:
                return f'<h4 class="inner">{text}</h4>'
            place = entry(self.doc, b)
            name = f' id="h{place}"' if place is not None else ""
            return f"<h{b.level + 1}{name}>{text}</h{b.level + 1}>"
        if b.kind in ("list_item", "point", "series_list"):
            return self.item(b, text)
        if b.kind == "table":
            first, *rest = b.rows
            rows = ["<tr>" + "".join(f"<th>{html.escape(c)}</th>" for c in first) + "</tr>"]
            rows += [
                "<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in r) + "</tr>" for r in rest
            ]
            return "<table>" + "\n".join(rows) + "</table>"
        if b.kind == "figure":
            return self.figure(b)
        kinds = {
            "caption": "caption", "source_line": "source", "signature": "right", "letterhead": "right",
            "addressee": "plain", "keywords": "plain", "subtitle": "front", "byline": "front",
            "date": "front", "imprint": "front",
        }  # fmt: skip
        if b.lead:
            text = f"<b>{self.rich(b.text[: b.lead])}</b>{self.rich(b.text[b.lead :])}"
        return f'<p class="{kinds.get(b.kind, "")}">{text}</p>'

    def item(self, b: Block, text: str) -> str:
        label = html.escape(b.label)
        blank = " " if b.label and b.label[-1] in "•■–.)" else ""
        if self.look["list"] == "grid" and label:
            return f'<div class="item"><span>{label}</span><span>{text}</span></div>'
        return (
            f'<p class="{"" if self.look["list"] == "plain" else "hang"}">{label}{blank}{text}</p>'
        )

    def figure(self, b: Block) -> str:
        """A line chart with words at its axis, as SVG."""
        *names, corner = b.marks
        points = " ".join(f"{40 + 90 * n},{90 - 23 * n % 70}" for n in range(len(names)))
        words = "".join(
            f'<text x="{25 + 90 * n}" y="112" font-size="9">{html.escape(name)}</text>'
            for n, name in enumerate(names)
        )
        return (
            '<svg viewBox="0 0 360 120" width="300pt" height="100pt">'
            f'<path d="M20 10 V100 H350" fill="none" stroke="black"/><polyline points="{points}" fill="none"'
            f' stroke="#456"/><text x="250" y="18" font-size="9">{html.escape(corner)}</text>{words}</svg>'
        )

    def contents(self) -> str:
        if not self.doc.contents:
            return ""
        kind = "numbered" if self.doc.contents == "numbers" else ""
        rows = [
            f'<p class="{"two" if b.level > 1 else ""}"><a class="{kind}" href="#h{n}">{html.escape(b.text)}</a></p>'
            for n, b in enumerate(headings(self.doc))
        ]
        word = "目錄" if self.doc.lang != "en" else "Contents"
        return f'<section class="contents"><p class="caption">{word}</p>{"".join(rows)}</section>'

    def sections(self, blocks: Sequence[Block]) -> str:
        out = []
        for (boxed, aside), group in groupby(blocks, lambda b: (b.boxed, b.aside)):
            inner = "\n".join(self.block(b) for b in group)
            out.append(
                f'<div class="box">{inner}</div>'
                if boxed
                else f"<aside>{inner}</aside>"
                if aside
                else inner
            )
        return "\n".join(out)

    def text(self) -> str:
        """The whole HTML page."""
        blocks = list(self.doc.blocks)
        body = next((i for i, b in enumerate(blocks) if b.kind == "heading"), 0)
        notes = ""
        if self.look["notes"] == "end" and self.doc.notes:
            rows = [
                f'<p class="hang">{html.escape(mark(self.look["marks"], int(key)))} {html.escape(note)}</p>'
                for key, note in self.doc.notes.items()
            ]
            notes = f'<p class="plain"><b>{self.look["notes_heading"]}</b></p>' + "\n".join(rows)
        return (
            f'<!DOCTYPE html><html lang="{self.doc.lang}"><head><meta charset="utf-8">'
            f"<title>{html.escape(self.doc.title)}</title><style>{self.style()}</style></head><body>"
            f"{self.sections(blocks[:body])}{self.contents()}<main>{self.sections(blocks[body:])}{notes}</main>"
            "</body></html>"
        )


def by_weasyprint(document: Document, looks: Mapping[str, Any], out: Path) -> None:
    """Write ``document`` as a PDF to ``out`` with WeasyPrint."""
    import weasyprint

    weasyprint.HTML(string=Page(document, looks).text()).write_pdf(out)


def by_chromium(document: Document, looks: Mapping[str, Any], out: Path) -> None:
    """Write ``document`` as a PDF to ``out`` with headless Chromium, its HTML beside it."""
    page = out.with_suffix(".html")
    page.write_text(Page(document, looks).text(), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [
        f"--user-data-dir={out.parent / '.chromium'}",
        f"--print-to-pdf={out}",
        page.as_uri(),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
