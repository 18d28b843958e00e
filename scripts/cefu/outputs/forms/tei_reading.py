"""A TEI document made by ``tei`` read back: the tree, notes and record of a report.

What is read is compared with what was written: the round trip proves that the TEI leaves
nothing of the text, its apparatus or its record out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import cast

from lxml import etree

from cefu.model.document import (
    Block,
    BlockType,
    EditorialNote,
    Figure,
    Note,
    NoteRef,
    PageMark,
    Section,
    TableCell,
)
from cefu.model.errors import CefuError
from cefu.model.line import CellPlace
from cefu.model.record import Agent, Record
from cefu.outputs.forms.tei_header import TEI, XML_ID, XML_LANG

_NS = {"t": TEI}
#: Children that are marks in a text, not text themselves.
_POINTS = {f"{{{TEI}}}{name}" for name in ("pb", "ptr", "lb", "milestone")}

_RANGE = re.compile(r"#string-range\(([^,]+),(\d+),(\d+)\)")


@dataclass(frozen=True, slots=True)
class TeiReport:
    """What a TEI document holds of a report."""

    id: str
    record: Record
    source_file: str
    sha256: str
    encoding: str
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    editorial: tuple[EditorialNote, ...]
    keywords: tuple[str, ...]


def read_tei(data: bytes) -> TeiReport:
    """The report in the TEI document ``data``.  Raises ``CefuError`` if it is none of ours."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CefuError(f"this is no XML ({error})") from None
    if root.tag != f"{{{TEI}}}TEI":
        raise CefuError(f"this is no TEI document but {root.tag}")
    reader = _Reader(root)
    sections, blocks = reader.tree()
    source = {i.get("type", ""): i.text or "" for i in reader.all(".//t:sourceDesc//t:idno")}
    return TeiReport(
        source.get("report", ""),
        reader.record(source.get("original-file", "")),
        source.get("file", ""),
        source.get("sha256", ""),
        source.get("encoding", ""),
        tuple(sections),
        tuple(blocks),
        tuple(reader.notes()),
        tuple(reader.editorial()),
        tuple(e.text or "" for e in reader.all(".//t:keywords/t:term")),
    )


class _Reader:
    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self.language = root.get(XML_LANG, "")
        self.page: str | None = None
        self.sic: dict[str, tuple[str, int, int]] = {}

    def all(self, path: str, start: etree._Element | None = None) -> list[etree._Element]:
        base = self.root if start is None else start
        return base.findall(path, _NS)

    def names(self, path: str, start: etree._Element | None = None) -> dict[str, str]:
        return {e.get(XML_LANG, ""): e.text or "" for e in self.all(path, start)}

    def one(self, path: str) -> str:
        return next((e.text or "" for e in self.all(path)), "")

    def record(self, original_file: str) -> Record:
        header = "./t:teiHeader/t:fileDesc"
        authors = tuple(
            Agent(
                self.names("./t:name", e),
                e.get("role", "author"),  # type: ignore[arg-type]
                self.names("./t:affiliation", e),
                e.get("key", ""),
            )
            for e in self.all(f"{header}/t:titleStmt/*")
            if etree.QName(e).localname in ("author", "editor")
        )
        bibl = f"{header}/t:sourceDesc/t:bibl"
        return Record(
            title=self.names(f"{header}/t:titleStmt/t:title"),
            authors=authors,
            publisher=self.names(f"{header}/t:publicationStmt/t:publisher"),
            series=self.names(f"{header}/t:seriesStmt/t:title"),
            container=self.names(f"{bibl}/t:title"),
            issue=self.one(f"{bibl}/t:biblScope[@unit='issue']"),
            pages=self.one(f"{bibl}/t:biblScope[@unit='page']"),
            date=next((e.get("n", "") for e in self.all(f"{header}/t:publicationStmt/t:date")), ""),
            language=self.language,
            kind=next((e.get("type", "") for e in self.all(bibl)), ""),
            rights=self.names(f"{header}/t:publicationStmt/t:availability/t:p"),
            identifiers={
                e.get("type", ""): e.text or ""
                for e in self.all(f"{header}/t:publicationStmt/t:idno")
                if e.get("type") != "cefu-address"
            },
            abstract=self.names("./t:teiHeader/t:profileDesc/t:abstract/t:p"),
            inferred={
                e.get("n", ""): e.text or "" for e in self.all(f"{header}/t:notesStmt/t:note")
            },
            original_file=original_file,
        )

    def tree(self) -> tuple[list[Section], list[Block]]:
        sections: list[Section] = []
        blocks: list[Block] = []
        for division in self.all("./t:text/t:body/t:div"):
            self._division(division, None, sections, blocks)
        return sections, blocks

    def _division(
        self,
        division: etree._Element,
        parent: str | None,
        sections: list[Section],
        blocks: list[Block],
    ) -> None:
        heads = self.all("./t:head[@type='heading']", division)
        ident = heads[0].get(XML_ID, "") if heads else division.get(XML_ID, "")
        level = int(division.get("n", "0"))
        title = {
            e.get(XML_LANG, ""): e.text or "" for e in self.all("./t:head[@type='gloss']", division)
        }
        number = heads[0].get("n", "") if heads else ""
        place = len(sections)
        sections.append(Section(ident, parent, level, number, {self.language: "", **title}))
        for child in division:
            name = etree.QName(child).localname
            if name == "div":
                self._division(child, ident, sections, blocks)
            elif name == "list":
                blocks += [self._block(item, ident, "list_item", 0) for item in child]
            elif name in ("table", "figure"):
                blocks.append(self._set_apart(child, ident))
            elif child.get("type") != "gloss":
                kind = "paragraph" if name == "p" else child.get("type", "")
                own = self._block(child, ident, kind, level if kind == "heading" else 0)
                blocks.append(own)
                if kind == "heading":
                    printed = own.text.removeprefix(number).strip()
                    named = {self.language: printed, **title}
                    sections[place] = Section(ident, parent, level, number, named)

    def _set_apart(self, element: etree._Element, section: str) -> Block:
        """A table with its cells, or a figure with its picture."""
        if etree.QName(element).localname == "figure":
            words = next(iter(self.all("./t:ab", element)))
            block = self._block(words, section, "figure", 0)
            picture = next(iter(self.all("./t:graphic", element)), None)
            alt = next((e.text or "" for e in self.all("./t:figDesc", element)), "")
            figure = _picture(picture, alt) if picture is not None else None
            return replace(block, id=element.get(XML_ID, ""), figure=figure)
        flat = etree.Element("table", {XML_ID: element.get(XML_ID, "")})
        places: list[CellPlace] = []
        for row in self.all("./t:row", element):
            for cell in self.all("./t:cell", row):
                places.append(_place(row, cell))
                flat.append(cell)
                cell.tail = "\n"
        if len(flat):
            flat[-1].tail = None
        lengths = [len(self._text(cell, "")[0]) for cell in flat]
        block = self._block(flat, section, "table", 0)
        cells, at = [], 0
        for place, length in zip(places, lengths, strict=True):
            cells.append(TableCell(place, at, at + length))
            at += length + 1
        return replace(block, cells=tuple(cells))

    def _block(self, element: etree._Element, section: str, kind: str, level: int) -> Block:
        ident = element.get(XML_ID, "")
        text, points = self._text(element, ident)
        marks = tuple(
            PageMark(e.get(XML_ID, ""), e.get("n", ""), at)
            for at, e in points
            if e.tag == f"{{{TEI}}}pb"
        )
        if any(etree.QName(e).localname == "milestone" for _, e in points):
            self.page = None
        page = marks[0].label if marks and marks[0].at == 0 else self.page
        if marks:
            self.page = marks[-1].label
        return Block(
            id=ident,
            section=section,
            type=cast(BlockType, kind),
            text=text,
            page=page,
            notes=tuple(
                NoteRef(e.get("target", "#")[1:], at)
                for at, e in points
                if e.tag == f"{{{TEI}}}ptr"
            ),
            marks=marks,
            level=level,
            number=element.get("n", ""),
            breaks=tuple(at for at, e in points if e.tag == f"{{{TEI}}}lb"),
        )

    def _text(
        self, element: etree._Element, block: str
    ) -> tuple[str, list[tuple[int, etree._Element]]]:
        """The words inside ``element``, and its points with their offsets."""
        parts: list[str] = []
        points: list[tuple[int, etree._Element]] = []
        length = 0
        for event, e in etree.iterwalk(element, events=("start", "end")):
            if event == "start":
                if e.tag in _POINTS:
                    points.append((length, e))
                elif e.tag == f"{{{TEI}}}sic":
                    self.sic[e.get(XML_ID, "")] = (
                        block,
                        length,
                        length + len("".join(e.itertext())),
                    )
                words = e.text
            else:
                words = e.tail if e is not element else None
            if words:
                parts.append(words)
                length += len(words)
        return "".join(parts), points

    def notes(self) -> Iterator[Note]:
        for e in self.all("./t:text/t:back/t:div[@type='notes']/t:note"):
            refs = tuple(ref[1:] for ref in e.get("corresp", "").split())
            ident = e.get(XML_ID, "")
            yield Note(ident, e.get("n", ""), self._text(e, ident)[0], refs)

    def editorial(self) -> Iterator[EditorialNote]:
        words: dict[str, dict[str, str]] = {}
        reasons: dict[str, str] = {}
        for e in self.all("./t:text/t:back/t:div[@type='editorial']/t:note"):
            ident = e.get("target", "#")[1:]
            if e.get("type") == "reason":
                reasons[ident] = e.text or ""
            else:
                words.setdefault(ident, {})[e.get(XML_LANG, "")] = e.text or ""
        for e in self.all("./t:standOff/t:spanGrp/t:span"):
            if e.text == "sic" and (range_ := _RANGE.fullmatch(e.get("target", ""))):
                start = int(range_[2])
                self.sic[e.get("n", "")] = (range_[1], start, start + int(range_[3]))
        for ident, reason in reasons.items():
            block, start, end = self.sic[ident]
            yield EditorialNote(ident, block, start, end, words.get(ident, {}), reason)


def _place(row: etree._Element, cell: etree._Element) -> CellPlace:
    return CellPlace(
        int(row.get("n", "1")) - 1,
        int(cell.get("n", "1")) - 1,
        int(cell.get("rows", "1")),
        int(cell.get("cols", "1")),
        cell.get("role") == "label",
    )


def _picture(graphic: etree._Element, alt: str) -> Figure:
    width, height = (int(graphic.get(k, "0px").removesuffix("px")) for k in ("width", "height"))
    return Figure(graphic.get("url", "").rpartition("/")[2], width, height, alt)
