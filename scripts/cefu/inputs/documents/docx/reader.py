"""A Word document as a ``Document``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from lxml import etree

from cefu.inputs.documents.docx.numbers import Numbers
from cefu.inputs.documents.docx.package import MOST_PICTURE, Package, R, W, open_package
from cefu.inputs.documents.docx.styles import Format, Styles, formatted, values
from cefu.inputs.documents.flow import Flow, Words
from cefu.inputs.documents.pixels import picture_size
from cefu.model.errors import CefuError
from cefu.model.line import BLANKS
from cefu.model.received import Document, Evidence, Fault

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CORE = {
    "title": "title",
    "creator": "author",
    "subject": "subject",
    "keywords": "keywords",
    "created": "created",
}
#: What is not there any more, or is there a second time.
_SKIPPED = frozenset({f"{W}del", f"{W}moveFrom", f"{_MC}Fallback", f"{W}instrText", f"{W}delText"})
_PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}


def read_docx(path: Path) -> Document:
    """The Word file at ``path``: paragraphs, notes, tables and pictures in order.

    Deletions that are tracked are left out, insertions are taken.  Raises
    ``CefuError`` for a file that is damaged, locked, or unpacks to too much.
    """
    package = open_package(path)
    root = package.xml("word/document.xml")
    body = root.find(f"{W}body") if root is not None else None
    if body is None:
        raise CefuError("the document has no body", remedy="Save it again as .docx")
    reader = _Reader(
        package,
        Flow("docx"),
        Styles(package.xml("word/styles.xml")),
        Numbers.read(package.xml("word/numbering.xml")),
    )
    reader.read(body)
    if not any(line.text for line in reader.flow.lines):
        raise CefuError(
            "the document has no words", remedy="If its pages are pictures, add a PDF with --ocr"
        )
    reader.tell()
    return reader.flow.document(_metadata(package))


def _metadata(package: Package) -> dict[str, Evidence]:
    root = package.xml("docProps/core.xml")
    found: dict[str, Evidence] = {}
    for item in root if root is not None else ():
        name = etree.QName(item).localname if isinstance(item.tag, str) else ""
        value = " ".join((item.text or "").split())[:2000]
        if name in _CORE and value:
            key = _CORE[name]
            found[key] = Evidence(value[:10] if key == "created" else value, f"Word, {name}")
    return found


@dataclass(slots=True)
class _Piece:
    text: str
    format: Format


@dataclass(slots=True)
class _Reader:
    package: Package
    flow: Flow
    styles: Styles
    numbers: Numbers
    #: (kind, id) of notes in the order of their references
    notes: list[tuple[str, str]] = field(default_factory=list)
    deleted: int = 0

    def read(self, body: etree._Element) -> None:
        """The body, then the notes, then heads and feet of pages."""
        self._blocks(body)
        self._notes()
        for name in sorted(self.package.names):
            if name.startswith(("word/header", "word/footer")) and name.endswith(".xml"):
                part = self.package.xml(name)
                for paragraph in part.iter(f"{W}p") if part is not None else ():
                    for words in self._lines(paragraph, self._format(paragraph)):
                        self.flow.line(words, "furniture", self.flow.new_group())

    def tell(self) -> None:
        """Faults for what was left aside."""
        if self.deleted:
            self.flow.faults.append(
                Fault("tracked", 0, 0, self.deleted, f"{self.deleted} tracked deletions were left "
                      "out, insertions taken", "Accept or reject the changes in Word, and save")
            )  # fmt: skip
        if "word/vbaProject.bin" in self.package.names:
            self.flow.faults.append(
                Fault("script", 0, 0, 1, "the document carries macros, which were left aside",
                      "Nothing need be done, if the text is whole")
            )  # fmt: skip

    def _blocks(self, parent: etree._Element) -> None:
        for item in parent:
            if item.tag == f"{W}p":
                self._paragraph(item)
            elif item.tag == f"{W}tbl":
                self._table(item)
            elif item.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
                self._blocks(item)

    def _format(self, paragraph: etree._Element) -> Format:
        properties = paragraph.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        ident = named.get(f"{W}val") or "" if named is not None else self.styles.standard
        return formatted(self.styles.of(ident), properties, None)

    def _paragraph(self, paragraph: etree._Element) -> None:
        form = self._format(paragraph)
        label, bullet = self.numbers.next(*form.number) if form.number else ("", False)
        lines = list(self._lines(paragraph, form))
        if label and lines:
            lines[0] = _labelled(lines[0], label)
        role = f"heading{min(form.level, 6)}" if form.level else form.role
        if bullet and not role:
            role = "item"
        group = self.flow.new_group() if role != "title" else 0
        for words in lines:
            if words.text == "\f":
                self.flow.end_page()
            else:
                self.flow.line(words, role, group)
        self._pictures(paragraph)
        for box in paragraph.iter(f"{W}txbxContent"):
            if not any(a.tag == f"{_MC}Fallback" for a in box.iterancestors()):
                self._blocks(box)

    def _lines(self, paragraph: etree._Element, form: Format) -> Iterator[Words]:
        """The lines of a paragraph: more than one only where it breaks by hand."""
        pieces: list[_Piece] = []
        for piece in self._pieces(paragraph, form):
            if piece.text in ("\n", "\f"):
                yield from _words(pieces, form)
                pieces = []
                if piece.text == "\f":
                    yield Words("\f")
            else:
                pieces.append(piece)
        yield from _words(pieces, form)

    def _pieces(self, node: etree._Element, form: Format) -> Iterator[_Piece]:
        for item in node:
            if item.tag in _SKIPPED:
                self.deleted += item.tag in (f"{W}del", f"{W}moveFrom")
            elif item.tag == f"{W}r":
                yield from self._run(item, form)
            elif isinstance(item.tag, str) and item.tag not in (f"{W}pPr", f"{W}txbxContent"):
                yield from self._pieces(item, form)

    def _run(self, run: etree._Element, form: Format) -> Iterator[_Piece]:
        properties = run.find(f"{W}rPr")
        own = form
        if properties is not None:
            style = properties.find(f"{W}rStyle")
            if style is not None:
                named = self.styles.of(style.get(f"{W}val") or "")
                own = replace(own, bold=own.bold or named.bold, raised=named.raised)
            own = formatted(own, None, properties)
        if own.hidden:
            return
        for item in run:
            text = self._text(item)
            if text:
                raised = item.tag in (f"{W}footnoteReference", f"{W}endnoteReference")
                yield _Piece(text, replace(own, raised=own.raised or raised))

    def _text(self, item: etree._Element) -> str:
        if item.tag == f"{W}t":
            return (item.text or "").replace("\n", " ").replace("\f", " ")
        if item.tag in (f"{W}tab", f"{W}ptab"):
            return "\t"
        if item.tag == f"{W}noBreakHyphen":
            return "-"
        if item.tag in (f"{W}br", f"{W}cr"):
            return "\f" if item.get(f"{W}type") == "page" else "\n"
        if item.tag == f"{W}sym":
            return _symbol(item.get(f"{W}char") or "")
        if item.tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = "footnotes" if item.tag == f"{W}footnoteReference" else "endnotes"
            self.notes.append((kind, item.get(f"{W}id") or ""))
            return str(len(self.notes))
        return ""

    def _notes(self) -> None:
        """The notes in the order of their references, each with its number before it."""
        parts: dict[str, Mapping[str, etree._Element]] = {}
        for kind in ("footnotes", "endnotes"):
            root = self.package.xml(f"word/{kind}.xml")
            parts[kind] = {n.get(f"{W}id") or "": n for n in root} if root is not None else {}
        for number, (kind, ident) in enumerate(self.notes, 1):
            note = parts[kind].get(ident)
            group = self.flow.new_group()
            label = str(number)
            for paragraph in note.iter(f"{W}p") if note is not None else ():
                for words in self._lines(paragraph, self._format(paragraph)):
                    self.flow.line(_labelled(words, label) if label else words, "note", group)
                    label = ""

    def _table(self, table: etree._Element) -> None:
        rows: list[list[tuple[list[Words], int, int, bool]]] = []
        open_cells: dict[int, tuple[int, int]] = {}
        for tr in table.iter(f"{W}tr"):
            if next(tr.iterancestors(f"{W}tbl")) is not table:
                continue
            header = tr.find(f"{W}trPr/{W}tblHeader") is not None
            row: list[tuple[list[Words], int, int, bool]] = []
            column = 0
            for tc in tr.findall(f"{W}tc"):
                properties = tc.find(f"{W}tcPr")
                given = values(properties) if properties is not None else {}
                across = int(given["gridSpan"].get(f"{W}val") or 1) if "gridSpan" in given else 1
                merge = given.get("vMerge")
                if merge is not None and merge.get(f"{W}val") != "restart" and column in open_cells:
                    r, c = open_cells[column]
                    words, down, wide, head = rows[r][c]
                    rows[r][c] = (words, down + 1, wide, head)
                else:
                    open_cells[column] = (len(rows), len(row))
                    row.append((self._cell(tc), 1, across, header))
                column += across
            rows.append(row)
        self.flow.table(rows)

    def _cell(self, cell: etree._Element) -> list[Words]:
        found: list[Words] = []
        for paragraph in cell.iter(f"{W}p"):
            form = self._format(paragraph)
            label = self.numbers.next(*form.number)[0] if form.number else ""
            lines = [replace(w, indent=0.0) for w in self._lines(paragraph, form) if w.text != "\f"]
            if label and lines:
                lines[0] = _labelled(lines[0], label)
            found.extend(lines)
        return found

    def _pictures(self, paragraph: etree._Element) -> None:
        for blip in paragraph.iter(f"{_A}blip"):
            name = self.package.relations.get(blip.get(f"{R}embed") or "", "")
            suffix = Path(name).suffix.lower()
            data = self.package.bytes(name, MOST_PICTURE) if suffix in _PICTURES else None
            size = picture_size(data) if data else None
            if data and size:
                self.flow.figure(data, suffix, size, _alt(blip))


def _alt(blip: etree._Element) -> str:
    """What the author wrote of a picture for those who do not see it."""
    for holder in blip.iterancestors():
        if etree.QName(holder).localname in ("inline", "anchor"):
            told = next((e for e in holder if etree.QName(e).localname == "docPr"), None)
            return " ".join((told.get("descr") or "").split())[:500] if told is not None else ""
    return ""


def _symbol(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return "\ufffd"


def _labelled(words: Words, label: str) -> Words:
    """``words`` with an automatic number before them."""
    spaced = label if label[-1:] in "、）)．：" else label + " "
    more = len(spaced)
    raised = tuple((a + more, b + more) for a, b in words.raised)
    return replace(words, text=spaced + words.text.lstrip(BLANKS), raised=raised)


def _words(pieces: list[_Piece], form: Format) -> Iterator[Words]:
    """One line of text pieces; nothing where it is blank."""
    text = "".join(p.text for p in pieces)
    if not text.strip(BLANKS):
        return
    raised: list[tuple[int, int]] = []
    weights: dict[Format, int] = {}
    at = 0
    for piece in pieces:
        if piece.format.raised:
            raised.append((at, at + len(piece.text)))
        at += len(piece.text)
        key = replace(piece.format, raised=False)
        weights[key] = weights.get(key, 0) + len(piece.text.strip())
    main = max(weights, key=lambda f: weights[f])
    indent = form.indent / main.size if main.size else form.indent / 12
    yield Words(
        text, main.size, 700 if main.bold else 400, main.italic, tuple(raised), form.align, indent
    )
