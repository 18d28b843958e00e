"""A report's text as XHTML for e-books: sections, notes that pop up, page breaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from cefu.model.document import Block, Note, Report
from cefu.outputs.forms.inline import Maker, Point, Span, cell_pieces, fill, filled

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MAPS: dict[str, str] = {None: XHTML, "epub": EPUB}  # type: ignore[dict-item]
_CLASSES = {
    "abstract_point": "point",
    "caption": "caption",
    "source_line": "source",
    "series_list": "series",
    "byline": "byline",
    "title": "printed-title",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the book says itself, in the language of its report."""

    contents: str
    notes: str
    editorial: str
    page: str
    back: str
    #: how the book can be read by whom
    access: str


def make(tag: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """An element of XHTML; ``class_`` is its class, ``epub_type`` what it is in a book."""
    element = etree.Element(f"{{{XHTML}}}{tag}", nsmap=_MAPS)
    for name, value in attributes.items():
        if name == "epub_type":
            element.set(f"{{{EPUB}}}type", value)
        elif value:
            element.set(name.rstrip("_").replace("_", "-"), value)
    return filled(element, content)


def document(title: str, lang: str, body: Sequence[etree._Element], depth: str = "") -> bytes:
    """A whole XHTML file; ``depth`` leads from it to the folder of the style sheet."""
    html = make(
        "html",
        make(
            "head",
            make("title", title),
            make("link", rel="stylesheet", type="text/css", href=f"{depth}book.css"),
        ),
        make("body", *body),
        lang=lang,
    )
    html.set(_XML_LANG, lang)
    data: bytes = etree.tostring(
        html, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return data + b"\n"


class Chapter:
    """One report as the body of one XHTML file."""

    def __init__(self, report: Report, words: Words) -> None:
        self.report, self.words = report, words
        self.labels = {note.id: note.label for note in report.notes}
        self.referred: set[str] = set()

    def body(self) -> list[etree._Element]:
        """The text, its notes, and the archive's own notes on printed errors."""
        sections: dict[str, etree._Element] = {}
        top: list[etree._Element] = []
        for section in self.report.sections:
            element = make("section", id=f"in-{section.id}")
            sections[section.id] = element
            parent = sections.get(section.parent or "")
            if parent is None:
                top.append(element)
            else:
                parent.append(element)
        for block in self.report.blocks:
            self._place(sections[block.section], block)
        return [*(e for e in top if len(e)), *self._notes(), *self._editorial()]

    def _place(self, section: etree._Element, block: Block) -> None:
        own = [child for child in section if child.tag != f"{{{XHTML}}}section"]
        element = self._element(block)
        if block.type == "list_item":
            if own and own[-1].tag == f"{{{XHTML}}}ul":
                own[-1].append(element)
                return
            element = make("ul", element)
        section.insert(len(own), element)

    def _element(self, block: Block) -> etree._Element:
        if block.type == "table":
            return self._table(block)
        if block.type == "figure":
            return self._figure(block)
        if block.type == "heading":
            element = make(f"h{min(block.level + 1, 6)}", id=block.id)
        elif block.type == "list_item":
            element = make("li", id=block.id)
        else:
            element = make("p", id=block.id, class_=_CLASSES.get(block.type, ""))
        fill(element, block.text, self._spans(block), self._points(block))
        return element

    def _points(self, block: Block) -> list[Point]:
        return [
            *(Point(mark.at, self._page(mark.id, mark.label)) for mark in block.marks),
            *(Point(ref.at, self._reference(ref.note)) for ref in block.notes),
            *(Point(at, lambda: make("br")) for at in block.breaks),
        ]

    def _spans(self, block: Block) -> list[Span]:
        notes = [note for note in self.report.editorial if note.block == block.id]
        return [Span(n.start, n.end, lambda: make("span", class_="sic")) for n in notes]

    def _table(self, block: Block) -> etree._Element:
        """A table, with an empty cell where none of its own stands and none spans."""
        table = make("table", id=block.id)
        rows: list[etree._Element] = []
        taken: set[tuple[int, int]] = set()
        column = 0
        for piece in cell_pieces(block, self._spans(block), self._points(block))[0]:
            place = piece.cell.place
            while len(rows) <= place.row:
                rows.append(make("tr"))
                column = 0
            while column < place.column:
                if (place.row, column) not in taken:
                    rows[-1].append(make("td"))
                column += 1
            taken.update(
                (place.row + i, place.column + j)
                for i in range(place.rows)
                for j in range(place.columns)
            )
            column = place.column + place.columns
            cell = make(
                "th" if place.header else "td",
                rowspan=str(place.rows) if place.rows > 1 else "",
                colspan=str(place.columns) if place.columns > 1 else "",
            )
            fill(cell, piece.text, piece.spans, piece.points)
            rows[-1].append(cell)
        table.extend(rows)
        return table

    def _figure(self, block: Block) -> etree._Element:
        """A figure: its picture, and the words inside it where there are any."""
        figure = make("figure", id=block.id)
        if block.figure:
            image = make("img", src=f"figures/{block.figure.name}")
            image.set("alt", block.figure.alt)
            figure.append(image)
        if block.text or block.marks:
            words = make("p", class_="words")
            fill(words, block.text, self._spans(block), self._points(block))
            figure.append(words)
        return figure

    def _page(self, ident: str, label: str) -> Maker:
        said = self.words.page.format(label=label)
        return lambda: make(
            "span", id=ident, role="doc-pagebreak", epub_type="pagebreak", aria_label=said
        )

    def _reference(self, note: str) -> Maker:
        first = note not in self.referred
        self.referred.add(note)
        return lambda: make(
            "a",
            make("sup", self.labels.get(note, note)),
            href=f"#{note}",
            id=f"r-{note}" if first else "",
            role="doc-noteref",
            epub_type="noteref",
        )

    def _notes(self) -> list[etree._Element]:
        if not self.report.notes:
            return []
        items = [self._note(note) for note in self.report.notes]
        head = make("h2", self.words.notes)
        return [make("section", head, *items, role="doc-endnotes", epub_type="endnotes")]

    def _note(self, note: Note) -> etree._Element:
        label: str | etree._Element = note.label
        if note.id in self.referred:
            label = make(
                "a", note.label, href=f"#r-{note.id}", role="doc-backlink",
                title=self.words.back, aria_label=f"{self.words.back} {note.label}",
            )  # fmt: skip
        text = make("p", label, " ", note.text)
        return make("aside", text, id=note.id, epub_type="footnote", role="doc-footnote")

    def _editorial(self) -> list[etree._Element]:
        lang = self.report.record.language
        texts = [n.note.get(lang) or next(iter(n.note.values()), "") for n in self.report.editorial]
        if not texts:
            return []
        items = [
            make("li", make("a", block.surface, href=f"#{block.block}"), f"：{text}")
            for block, text in zip(self._places(), texts, strict=True)
        ]
        return [make("section", make("h2", self.words.editorial), make("ul", *items))]

    def _places(self) -> list[_Place]:
        texts = {block.id: block.text for block in self.report.blocks}
        texts |= {note.id: note.text for note in self.report.notes}
        return [
            _Place(note.block, texts[note.block][note.start : note.end] or "…")
            for note in self.report.editorial
        ]


@dataclass(frozen=True, slots=True)
class _Place:
    block: str
    surface: str
