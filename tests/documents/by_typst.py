"""Set a document with Typst (package ``typst``)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from documents.look import entry, filled, headings, mark
from documents.source import REFERENCE, Block, Document

FACES = {"serif": "Noto Serif CJK", "sans": "Noto Sans CJK"}
ARPHIC = {"ming": "AR PL UMing TW", "kai": "AR PL UKai TW"}
ALIGN = {"center": "center", "left": "left", "right": "right"}


def escaped(text: str) -> str:
    """Typst markup that prints ``text`` as it is.

    >>> escaped("a_b #1")
    'a\\\\_b \\\\#1'
    """
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


class Typst:
    """One document in one look, as Typst source."""

    def __init__(self, document: Document, looks: Mapping[str, Any]) -> None:
        self.doc = document
        self.look = looks
        self.opened = False

    def font(self) -> str:
        if self.look["font"] in ARPHIC:
            return f'"{ARPHIC[self.look["font"]]}"'
        region = {"zh-Hant": "TC", "zh-Hans": "SC"}.get(self.doc.lang, "TC")
        return f'"{FACES[self.look["font"]]} {region}"'

    def rich(self, text: str) -> str:
        """``text`` with its note references as footnotes or raised marks."""
        out, at = [], 0
        for found in REFERENCE.finditer(text):
            out.append(escaped(text[at : found.start()]))
            at, key = found.end(), found[1]
            if self.look["notes"] == "foot":
                out.append(f"#footnote[{escaped(self.doc.notes[key])}]")
            else:
                out.append(f"#super[{escaped(mark(self.look['marks'], int(key)))}]")
        return "".join(out) + escaped(text[at:])

    def line(self, template: str) -> str:
        """Running text with page numbers and the chapter that the page is in."""
        parts = re.split(
            r"(\{page\}|\{pages\}|\{hanpage\}|\{section\})", filled(template, self.doc)
        )
        fields = {
            "{page}": "#folio()",
            "{hanpage}": '#counter(page).display("一")',
            "{pages}": "#counter(page).final().first()",
            "{section}": "#running()",
        }
        return "".join(fields.get(p) or escaped(p) for p in parts)

    def band(self, place: Mapping[str, Any]) -> str:
        """Header or footer as Typst content, mirrored and limited to pages as asked."""
        if not place:
            return ""
        left, center, right = (self.line(place.get(k, "")) for k in ("left", "center", "right"))
        row = "grid(columns: (1fr, auto, 1fr), align: (left, center, right), [{}], [{}], [{}])"
        odd, even = row.format(left, center, right), row.format(right, center, left)
        if self.look["mirrored"]:
            body = f"if calc.odd(here().page()) {{ {odd} }} else {{ {even} }}"
        else:
            body = odd
        more = "".join(f" + linebreak() + [{self.line(x)}]" for x in place.get("lines", []))
        body = f"[#set text(size: 0.8em)\n#({{ {body} }}{more})]"
        pages = place.get("pages", "all")
        when = {"first": "here().page() == 1", "rest": "here().page() > 1"}.get(pages)
        return f"if {when} {body}" if when else body

    def preamble(self) -> str:
        k = self.look
        top, right, bottom, left = k["margins"]
        sides = (
            f"inside: {left}mm, outside: {right}mm"
            if k["mirrored"]
            else f"left: {left}mm, right: {right}mm"
        )
        restart = "counter(footnote).update(0)" if k["restart"] else ""
        lang = 'lang: "en"' if self.doc.lang == "en" else 'lang: "zh"'
        numbering = (
            'n => if n <= 20 { str.from-unicode(0x245f + n) } else { str(n) }'
            if k["marks"] == "①"
            else f'n => "{k["marks"]}".replace("1", str(n))'
        )  # fmt: skip
        rules = [
            '#let front = state("front", false)',
            '#let folio() = counter(page).display(if front.get() { "i" } else { "1" })',
            "#let running() = { let all = query(selector(heading.where(level: 1)).before(here()))\n"
            "  let now = query(heading.where(level: 1)).filter(h => h.location().page() == here().page())\n"
            "  if now.len() > 0 { now.first().body } else if all.len() > 0 { all.last().body } }",
            f"#set page(width: {k['page'][0]}mm, height: {k['page'][1]}mm, columns: {k['columns']},"
            f" margin: (top: {top}mm, bottom: {bottom}mm, {sides}),"
            f" header: context {{ {restart}\n {self.band(k['head'])} }},"
            f" footer: context {{ {self.band(k['foot'])} }})",
            f"#set text(font: {self.font()}, size: {k['size']}pt, {lang})",
            "#set smartquote(enabled: false)",
            f"#set par(justify: {str(k['justify']).lower()}, leading: {k['leading']}em,"
            f" spacing: {k['leading']}em + {k['gap']}pt,"
            f" first-line-indent: (amount: {k['indent']}em, all: true))",
            f"#set footnote(numbering: {numbering})",
            "#set footnote.entry(gap: 0.6em)",
            "#show footnote.entry: set text(size: 0.82em)",
            "#show footnote.entry: set par(first-line-indent: 0em, leading: 0.7em)",
            f"#counter(page).update({k['first_page']})",
            f"#front.update({str(k['roman_front']).lower()})",
        ]
        for n, style in enumerate(k["headings"], 1):
            bold = "bold" if style.get("bold", True) else "regular"
            fill = f', fill: rgb("{style["fill"]}")' if style.get("fill") else ""
            rules.append(
                f"#show heading.where(level: {n}): it => block(above: 1.4em, below: 1em, sticky: true,"
                f" width: 100%, {{ set align({style.get('align', 'left')});"
                f" set par(first-line-indent: {style.get('indent', 0)}em, justify: false);"
                f' text(size: {style["size"]}pt, weight: "{bold}"{fill}, it.body) }})'
            )
        return "\n".join(rules)

    def contents(self) -> str:
        if not self.doc.contents:
            return ""
        word = "目錄" if self.doc.lang != "en" else "Contents"
        rows = [f'#align(center)[#text(size: 14pt, weight: "bold")[{word}]]']
        for n, block in enumerate(headings(self.doc)):
            pad = (block.level - 1) * 2
            name = escaped(block.text)
            if self.doc.contents == "numbers":
                name += f" #box(width: 1fr, repeat[.]) #context counter(page).at(<h{n}>).first()"
            rows.append(
                f"#block(spacing: 0.8em)[#set par(first-line-indent: 0em)\n#h({pad}em){name}]"
            )
        body = (
            "#front.update(false)\n#counter(page).update(1)\n" if self.look["roman_front"] else ""
        )
        return "\n".join(rows) + "\n#pagebreak()\n" + body

    def block(self, b: Block) -> str:
        """Markup of one block."""
        k = self.look
        if b.kind == "title":
            t = k["title"]
            return (
                f"#align({t['align']})[#block(above: 1em, below: 1.2em)[#set par(first-line-indent: 0em, justify: false)\n"
                f'#text(size: {t["size"]}pt, weight: "bold")[{self.rich(b.text)}]]]'
            )
        if b.kind == "heading":
            place = entry(self.doc, b)
            label = f" <h{place}>" if place is not None and self.doc.contents else ""
            brk = (
                "#pagebreak(weak: true)\n" if k["newpage"] and b.level == 1 and self.opened else ""
            )
            self.opened = True
            if b.boxed or b.aside:
                return f'#block(sticky: true)[#text(weight: "bold")[{self.rich(b.text)}]]'
            return f"{brk}#heading(level: {b.level})[{self.rich(b.text)}]{label}"
        if b.kind in ("list_item", "point", "series_list"):
            return self.item(b)
        if b.kind == "table":
            return self.table(b)
        if b.kind == "figure":
            return self.figure(b)
        if b.kind in ("caption", "source_line"):
            size = 0.95 if b.kind == "caption" else 0.8
            where = "center" if b.kind == "caption" else "left"
            return (
                f"#align({where})[#block(sticky: {str(b.kind == 'caption').lower()})[#set par(first-line-indent: 0em)\n"
                f"#text(size: {size}em)[{self.rich(b.text)}]]]"
            )
        if b.kind in ("subtitle", "byline", "date", "imprint", "keywords", "addressee", "letterhead", "signature"):  # fmt: skip
            side_of = {
                "signature": "right",
                "keywords": "left",
                "addressee": "left",
                "letterhead": "right",
            }
            side = side_of.get(b.kind, k["title"]["align"])
            return f"#align({side})[#block[#set par(first-line-indent: 0em)\n{self.rich(b.text)}]]"
        if b.lead:
            head, tail = b.text[: b.lead], b.text[b.lead :]
            return f"#par[#strong[{self.rich(head)}]{self.rich(tail)}]"
        return f"#par[{self.rich(b.text)}]"

    def item(self, b: Block) -> str:
        label, text = escaped(b.label), self.rich(b.text)
        style = self.look["list"]
        if not label:
            return f"#par(first-line-indent: 0em, hanging-indent: 2em)[{text}]"
        if style == "grid":
            return (
                f"#grid(columns: (3em, 1fr), [{label}], [#set par(first-line-indent: 0em)\n{text}])"
            )
        if style == "plain":
            return f"#par[{label}{text}]"
        return f"#par(first-line-indent: 0em, hanging-indent: 2em)[{label}{' ' if b.label[-1] in '•■–.)' else ''}{text}]"

    def table(self, b: Block) -> str:
        stroke = {
            "ruled": "0.5pt",
            "three": "(x, y) => (top: if y <= 1 { 0.8pt } else { 0pt }, bottom: 0.8pt)",
            "none": "none",
        }[self.look["table"]]
        cells = ", ".join(f"[{escaped(c)}]" for row in b.rows for c in row)
        width = len(b.rows[0])
        return (
            "#block(width: 100%)[#set par(first-line-indent: 0em, justify: false)\n#set text(size: 0.9em)\n"
            f"#table(columns: ({'1.6fr, ' + '1fr, ' * (width - 1)}), stroke: {stroke},"
            f" align: (x, y) => if x == 0 {{ left }} else {{ right }}, {cells})]"
        )

    def figure(self, b: Block) -> str:
        """Bars with words below them and a word in a corner."""
        *names, corner = b.marks
        bars = ", ".join(
            f"align(center + bottom, stack(spacing: 4pt, rect(width: 60%, height: {12 + 37 * n % 60}pt,"
            f" fill: luma({120 + 25 * n})), text(size: 7pt)[{escaped(name)}]))"
            for n, name in enumerate(names)
        )
        return (
            "#block(width: 100%, stroke: 0.4pt, inset: 6pt, breakable: false)["
            f"#text(size: 8pt)[{escaped(corner)}]\n"
            f"#grid(columns: ({'1fr, ' * len(names)}), {bars})]"
        )

    def text(self) -> str:
        """The whole Typst source."""
        out = [self.preamble()]
        blocks = list(self.doc.blocks)
        body = next((i for i, b in enumerate(blocks) if b.kind == "heading"), 0)
        out += [self.block(b) for b in blocks[:body]]
        out.append(self.contents())
        for (boxed, aside), group in groupby(blocks[body:], lambda b: (b.boxed, b.aside)):
            out += self.framed(list(group), boxed, aside)
        if self.look["notes"] == "end" and self.doc.notes:
            out.append(f'#block(above: 1.5em)[#text(weight: "bold")[{self.look["notes_heading"]}]]')
            for key, note in self.doc.notes.items():
                label = escaped(mark(self.look["marks"], int(key)))
                out.append(
                    f"#par(first-line-indent: 0em, hanging-indent: 2em)[#text(size: 0.85em)[{label} {escaped(note)}]]"
                )
        return "\n\n".join(out)

    def framed(self, group: Iterable[Block], boxed: bool, aside: bool) -> list[str]:
        parts = [self.block(b) for b in group]
        if not boxed and not aside:
            return parts
        inner = "\n\n".join(parts)
        if boxed:
            return [f"#block(width: 100%, stroke: 0.8pt, inset: 8pt)[{inner}]"]
        box = f'block(width: 100%, fill: luma(235), inset: 8pt)[#set text(size: 0.9em, font: "Noto Sans CJK TC")\n{inner}]'
        return [f"#place(bottom, float: true, {box})"]


def render(document: Document, looks: Mapping[str, Any], out: Path) -> None:
    """Write ``document`` as a PDF to ``out``."""
    import typst

    source = Typst(document, looks).text()
    out.write_bytes(typst.compile(source.encode(), sys_inputs={}))
