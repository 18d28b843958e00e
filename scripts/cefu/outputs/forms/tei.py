"""A report as TEI P5: text, apparatus and record in the form that editors keep.

Guidelines: https://tei-c.org/release/doc/tei-p5-doc/en/html/.  Every ``xml:id`` is the
permanent anchor of the site.  ``tei_reading`` reads it back; what a reader of TEI needs to
know beyond the Guidelines stands in ``docs/dev/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from cefu.model.annotations import Mention, Statement
from cefu.model.document import Block, Report
from cefu.outputs.data.addresses import picture_path
from cefu.outputs.forms.inline import Maker, Point, Span, cell_pieces, fill
from cefu.outputs.forms.tei_dates import date_attributes
from cefu.outputs.forms.tei_header import TEI, XML_ID, XML_LANG, header, make, marked

#: Type of an authority record -> the element of its names; others are ``rs``.
NAME_ELEMENTS: Mapping[str, str] = {
    "person": "persName",
    "organisation": "orgName",
    "media": "orgName",
    "state": "placeName",
    "place": "placeName",
    "facility": "placeName",
}


def tei(
    report: Report,
    mentions: Sequence[Mention] = (),
    statements: Sequence[Statement] = (),
    types: Mapping[str, str] | None = None,
    url: str = "",
) -> bytes:
    """``report`` as a TEI document in UTF-8.

    ``mentions`` and ``statements`` are those of this report; ``types`` maps an authority
    record's id to its type; ``url`` is the report's permanent address or path.
    """
    writer = _Text(report, mentions, statements, types or {})
    root = make("TEI", header(report, url), writer.text())
    if writer.crossing:
        root.append(make("standOff", make("spanGrp", *writer.crossing, type="crossing")))
    root.set(XML_LANG, report.record.language)
    etree.indent(root[0])
    body: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


class _Text:
    """The ``text`` of one report, written once; ``crossing`` collects what could not nest."""

    def __init__(
        self,
        report: Report,
        mentions: Sequence[Mention],
        statements: Sequence[Statement],
        types: Mapping[str, str],
    ) -> None:
        self.report, self.types = report, types
        self.sections = {section.id: section for section in report.sections}
        self.page: str | None = None
        self.spans: dict[str, list[Span]] = {}
        self.crossing: list[etree._Element] = []
        for note in report.editorial:
            self._span(note.block, note.start, note.end, "sic", {XML_ID: note.id})
        for s in statements:
            given = {"n": s.edtf, "ana": f"#{s.kind}", **date_attributes(s.edtf)}
            self._span(s.block, s.start, s.end, "date", given)
        for m in mentions:
            tag = NAME_ELEMENTS.get(types.get(m.actor, ""), "rs")
            given = {"key": m.actor}
            if tag == "rs" and m.actor in types:
                given["type"] = types[m.actor]
            self._span(m.block, m.start, m.end, tag, given)

    def _span(
        self, block: str, start: int, end: int, tag: str, attributes: Mapping[str, str]
    ) -> None:
        span = Span(start, end, lambda: make(tag, **dict(attributes)))
        self.spans.setdefault(block, []).append(span)

    def text(self) -> etree._Element:
        text = make("text", self._body())
        back = self._back()
        if back is not None:
            text.append(back)
        return text

    def _body(self) -> etree._Element:
        body = make("body")
        divisions: dict[str, etree._Element] = {}
        for section in self.report.sections:
            division = make("div", type="section", n=str(section.level))
            divisions[section.id] = division
            divisions.get(section.parent or "", body).append(division)
        headed = {block.section for block in self.report.blocks if block.type == "heading"}
        for ident, division in divisions.items():
            if ident not in headed:
                division.set(XML_ID, ident)
        for block in self.report.blocks:
            self._place(divisions[block.section], block)
        return body

    def _place(self, division: etree._Element, block: Block) -> None:
        """Add ``block`` before the divisions inside ``division``."""
        own = [child for child in division if child.tag != f"{{{TEI}}}div"]
        element = self._element(block, first=all(child.tag == f"{{{TEI}}}head" for child in own))
        if block.type == "list_item" and own and own[-1].tag == f"{{{TEI}}}list":
            own[-1].append(element)
            return
        if block.type == "list_item":
            element = make("list", element)
        division.insert(len(own), element)
        if block.type == "heading":
            section = self.sections[block.section]
            for lang, title in section.title.items():
                if lang != self.report.record.language:
                    division.insert(len(own) + 1, marked(make("head", title, type="gloss"), lang))

    def _element(self, block: Block, *, first: bool) -> etree._Element:
        """The element of one block; a heading is a ``head`` only where TEI allows one,
        at the beginning of its division."""
        if block.type == "table":
            return self._table(block)
        if block.type == "figure":
            return self._figure(block)
        if block.type in ("title", "heading") and first:
            element = make("head", type=block.type)
        elif block.type == "list_item":
            element = make("item")
        elif block.type == "paragraph":
            element = make("p")
        else:
            element = make("ab", type=block.type)
        if block.number:
            element.set("n", block.number)
        element.set(XML_ID, block.id)
        self._fill(element, block.id, block.text, self._points(block))
        return element

    def _points(self, block: Block) -> list[Point]:
        return [
            *self._unlabelled(block),
            *(Point(mark.at, _page_break(mark.id, mark.label)) for mark in block.marks),
            *(Point(ref.at, _reference(ref.note)) for ref in block.notes),
            *(Point(at, lambda: make("lb")) for at in block.breaks),
        ]

    def _table(self, block: Block) -> etree._Element:
        """A table; ``n`` of a row and a cell is its place, counted from 1."""
        table = make("table")
        table.set(XML_ID, block.id)
        pieces, crossing = cell_pieces(block, self.spans.get(block.id, ()), self._points(block))
        for span in crossing:
            self._left(span, block.id)
        row: etree._Element | None = None
        for piece in pieces:
            place = piece.cell.place
            if row is None or row.get("n") != str(place.row + 1):
                row = make("row", n=str(place.row + 1))
                table.append(row)
            cell = make("cell", n=str(place.column + 1), role="label" if place.header else "data")
            for name, count in (("rows", place.rows), ("cols", place.columns)):
                if count > 1:
                    cell.set(name, str(count))
            row.append(cell)
            for span in fill(cell, piece.text, piece.spans, piece.points):
                at = piece.cell.start
                self._left(Span(span.start + at, span.end + at, span.make), block.id)
        return table

    def _figure(self, block: Block) -> etree._Element:
        """A figure: its picture, what it shows, and the words inside it."""
        figure = make("figure")
        figure.set(XML_ID, block.id)
        if block.figure:
            picture = block.figure
            url = "../../" + picture_path(self.report.id, picture.name)
            size = {"width": f"{picture.width}px", "height": f"{picture.height}px"}
            figure.append(make("graphic", url=url, **size))
            if picture.alt:
                figure.append(make("figDesc", picture.alt))
        words = make("ab", type="words")
        self._fill(words, block.id, block.text, self._points(block))
        figure.append(words)
        return figure

    def _unlabelled(self, block: Block) -> Iterable[Point]:
        """A page without a label has no break of its own; where a block begins on one
        after a labelled page, a milestone says so."""
        if block.page is None and self.page is not None:
            yield Point(0, lambda: make("milestone", unit="page", n=""))
        self.page = block.marks[-1].label if block.marks else block.page

    def _fill(
        self, element: etree._Element, ident: str, text: str, points: Sequence[Point] = ()
    ) -> None:
        for span in fill(element, text, self.spans.get(ident, ()), points):
            self._left(span, ident)

    def _left(self, span: Span, ident: str) -> None:
        """Tell apart from the text what could not nest in it."""
        made = span.make()
        left = make(
            "span",
            etree.QName(made).localname,
            target=f"#string-range({ident},{span.start},{span.end - span.start})",
            n=made.get("key") or made.get("n") or made.get(XML_ID) or "",
        )
        self.crossing.append(left)

    def _back(self) -> etree._Element | None:
        notes = make("div", type="notes")
        for note in self.report.notes:
            element = make("note", n=note.label, place="foot")
            element.set(XML_ID, note.id)
            if note.refs:
                element.set("corresp", " ".join(f"#{ref}" for ref in note.refs))
            self._fill(element, note.id, note.text)
            notes.append(element)
        editorial = make("div", type="editorial")
        for own in self.report.editorial:
            for lang, words in own.note.items():
                item = make("note", words, type="editorial", target=f"#{own.id}")
                item.set(XML_LANG, lang)
                editorial.append(item)
            editorial.append(make("note", own.reason, type="reason", target=f"#{own.id}"))
        kept = [division for division in (notes, editorial) if len(division)]
        return make("back", *kept) if kept else None


def _page_break(ident: str, label: str) -> Maker:
    return lambda: make("pb", **{XML_ID: ident, "n": label})


def _reference(note: str) -> Maker:
    return lambda: make("ptr", type="note", target=f"#{note}")
