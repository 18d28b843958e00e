"""A report as TEI P5: text, apparatus and record in the form that editors keep.

Guidelines: https://tei-c.org/release/doc/tei-p5-doc/en/html/.  Every ``xml:id`` is the
permanent anchor of the site.  ``tei_reading`` reads it back; what a reader of TEI needs to
know beyond the Guidelines stands in ``docs/forms.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from lxml import etree

from cefu.model.annotations import Mention, Statement
from cefu.model.document import Block, Report
from cefu.model.language import Names
from cefu.model.record import Record
from cefu.outputs.forms.inline import Maker, Point, Span, append_text, fill
from cefu.outputs.forms.tei_dates import date_attributes

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID, XML_LANG = f"{{{XML}}}id", f"{{{XML}}}lang"

#: Type of an authority record -> the element of its names; others are ``rs``.
NAME_ELEMENTS: Mapping[str, str] = {
    "person": "persName",
    "organisation": "orgName",
    "media": "orgName",
    "state": "placeName",
    "place": "placeName",
    "facility": "placeName",
}


#: TEI needs no prefix.
_PREFIXES: dict[str, str] = {None: TEI}  # type: ignore[dict-item]


def make(tag: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """An element of TEI with text and elements in it."""
    element = etree.Element(f"{{{TEI}}}{tag}", attributes, nsmap=_PREFIXES)
    for part in content:
        if isinstance(part, str):
            append_text(element, part)
        else:
            element.append(part)
    return element


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
    root = make("TEI", _header(report, url), writer.text())
    if writer.crossing:
        root.append(make("standOff", make("spanGrp", *writer.crossing, type="crossing")))
    root.set(XML_LANG, report.record.language)
    etree.indent(root[0])
    body: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _header(report: Report, url: str) -> etree._Element:
    record = report.record
    return make(
        "teiHeader",
        make(
            "fileDesc",
            make("titleStmt", *_in_languages("title", record.title), *_agents(record)),
            _publication(record, url),
            *_series(record),
            *_notes_statement(record),
            _source(report),
        ),
        make(
            "encodingDesc",
            make(
                "editorialDecl",
                make(
                    "p",
                    "Line breaks, running heads and page labels of the source are resolved; "
                    "no word is changed. The ledger of the site accounts for every character.",
                ),
            ),
        ),
        make("profileDesc", *_profile(report)),
    )


def _profile(report: Report) -> Iterable[etree._Element]:
    record = report.record
    if record.abstract:
        yield make("abstract", *_in_languages("p", record.abstract))
    yield make("langUsage", make("language", record.language, ident=record.language))
    if report.keywords:
        yield make("textClass", make("keywords", *(make("term", word) for word in report.keywords)))


def _marked(element: etree._Element, lang: str) -> etree._Element:
    element.set(XML_LANG, lang)
    return element


def _in_languages(tag: str, names: Names) -> list[etree._Element]:
    return [_marked(make(tag, text), lang) for lang, text in names.items()]


def _agents(record: Record) -> list[etree._Element]:
    found = []
    for agent in record.authors:
        element = make("editor" if agent.role == "editor" else "author", role=agent.role)
        element.extend(_in_languages("name", agent.name))
        element.extend(_in_languages("affiliation", agent.affiliation))
        if agent.id:
            element.set("key", agent.id)
        found.append(element)
    return found


def _publication(record: Record, url: str) -> etree._Element:
    statement = make("publicationStmt")
    if record.publisher:
        statement.extend(_in_languages("publisher", record.publisher))
    else:
        statement.append(make("authority", "unknown"))
    if record.date:
        statement.append(make("date", record.date, n=record.date, **date_attributes(record.date)))
    statement.extend(
        make("idno", value, type=scheme) for scheme, value in record.identifiers.items()
    )
    if url:
        statement.append(make("idno", url, type="cefu-address"))
    if record.rights:
        statement.append(
            make("availability", *_in_languages("p", record.rights), status="restricted")
        )
    return statement


def _series(record: Record) -> Iterable[etree._Element]:
    if record.series:
        yield make("seriesStmt", *_in_languages("title", record.series))


def _notes_statement(record: Record) -> Iterable[etree._Element]:
    if record.inferred:
        notes = (
            make("note", reason, type="inferred", n=field)
            for field, reason in record.inferred.items()
        )
        yield make("notesStmt", *notes)


def _source(report: Report) -> etree._Element:
    record = report.record
    source = make("bibl", type=record.kind)
    source.extend(_in_languages("title", record.container))
    for unit, value in (("issue", record.issue), ("page", record.pages)):
        if value:
            source.append(make("biblScope", value, unit=unit))
    for kind, value in (
        ("file", report.source_file),
        ("sha256", report.sha256),
        ("encoding", report.encoding),
        ("original-file", record.original_file),
        ("report", report.id),
    ):
        if value:
            source.append(make("idno", value, type=kind))
    return make("sourceDesc", source)


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
            section = next(s for s in self.report.sections if s.id == block.section)
            for lang, title in section.title.items():
                if lang != self.report.record.language:
                    division.insert(len(own) + 1, _marked(make("head", title, type="gloss"), lang))

    def _element(self, block: Block, *, first: bool) -> etree._Element:
        """The element of one block; a heading is a ``head`` only where TEI allows one,
        at the beginning of its division."""
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
        points = [
            *self._unlabelled(block),
            *(Point(mark.at, _page_break(mark.id, mark.label)) for mark in block.marks),
            *(Point(ref.at, _reference(ref.note)) for ref in block.notes),
            *(Point(at, lambda: make("lb")) for at in block.breaks),
        ]
        self._fill(element, block.id, block.text, points)
        return element

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
