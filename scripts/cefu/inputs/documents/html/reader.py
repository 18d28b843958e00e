"""A web page as a ``Document``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import lxml.html
from lxml.etree import ParserError
from lxml.html import HtmlElement

from cefu.inputs.documents.flow import Flow, Words
from cefu.inputs.documents.html.inline import Style, inline_lines, styled
from cefu.inputs.documents.html.main_part import (
    MUTE,
    is_around,
    is_element,
    is_hidden,
    main_part,
    words_of,
)
from cefu.inputs.documents.plain.plaintext import decode
from cefu.model.errors import CefuError
from cefu.model.received import Document, Evidence, Fault

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_ROLES = {f"h{n}": f"heading{n}" for n in range(1, 7)} | {
    "li": "item",
    "dd": "item",
    "dt": "item",
    "figcaption": "caption",
    "caption": "caption",
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_META = {
    "title": ("citation_title", "dc.title", "dcterms.title", "articletitle", "og:title"),
    "author": ("citation_author", "dc.creator", "author"),
    "publisher": ("citation_publisher", "dc.publisher", "contentsource", "og:site_name"),
    "date": ("citation_publication_date", "citation_date", "dc.date", "pubdate",
             "article:published_time"),
    "keywords": ("citation_keywords", "keywords"),
    "subject": ("dc.description", "description", "og:description"),
    "doi": ("citation_doi",),
}  # fmt: skip
_DEEPEST = 400


def read_html(path: Path) -> Document:
    """The page at ``path``: its main part in lines, all around it as furniture.

    Raises ``CefuError`` where it holds no words.
    """
    text, encoding = _decoded(path.read_bytes(), path)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = lxml.html.document_fromstring(_DECLARATION.sub("", text), parser=parser)
    except (ParserError, ValueError):
        raise CefuError("the page has no words", remedy="Save it again as a whole") from None
    body = next(iter(root.iter("body")), root)
    if not words_of(body):
        raise CefuError(
            "the page has no words: a script would have to fetch them",
            remedy="Open it in a browser and save it from there, or print it to a PDF",
        )
    flow = Flow("html")
    read_body(flow, body, main_part(body))
    if scripts := sum(1 for _ in root.iter("script")):
        flow.faults.append(
            Fault("script", 0, 0, scripts, f"the page carries {scripts} scripts, which were left "
                  "aside", "Nothing need be done, if the text is whole")
        )  # fmt: skip
    return flow.document(_metadata(root), encoding)


def read_body(flow: Flow, body: HtmlElement, main: HtmlElement) -> None:
    """Add the lines of ``body`` to ``flow``; what is not in ``main`` is furniture."""
    titled = any(is_element(n) and n.tag == "h1" for n in main.iter())
    _Reader(flow, main, body, titled).read()


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    """The text by the charset that the page names, otherwise as any text."""
    named = _CHARSET.search(data[:4096])
    charset = named.group(1).decode("ascii").lower() if named else ""
    charset = {"gb2312": "gb18030", "gbk": "gb18030"}.get(charset, charset)
    if charset and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(charset).replace("\0", ""), charset
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, path)


def _metadata(root: HtmlElement) -> dict[str, Evidence]:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        value = " ".join((meta.get("content") or "").split())[:2000]
        if name and value:
            named.setdefault(name, value)
    found = {}
    for key, names in _META.items():
        name = next((n for n in names if n in named), "")
        if name:
            found[key] = Evidence(named[name], f"HTML, meta {name}")
    for label, value in _labelled(root):
        found.setdefault(_LABELS[label], Evidence(value, f"HTML, {label}"))
    title = next((" ".join(t.text_content().split()) for t in root.iter("title")), "")
    if title and "title" not in found:
        found["title"] = Evidence(title[:500], "HTML, title")
    return found


#: Labels in the tables that public bodies set above a document.
_LABELS = {
    "發文機關": "publisher", "发文机关": "publisher", "發布機關": "publisher", "发布机构": "publisher",
    "發布日期": "date", "发布日期": "date", "成文日期": "written", "發文日期": "date",
    "標題": "title", "标题": "title", "名稱": "title", "名称": "title",
    "發文字號": "number", "发文字号": "number",
}  # fmt: skip


def _labelled(root: HtmlElement) -> Iterator[tuple[str, str]]:
    """(label, value) of cells side by side of which the first is a known label."""
    for cell in root.iter("td", "th"):
        label = words_of(cell).rstrip("：:")
        after = cell.getnext()
        if label in _LABELS and after is not None and is_element(after):
            value = words_of(after)
            if 0 < len(value) < 200:
                yield label, value


@dataclass(slots=True)
class _Reader:
    """Walks the page in order; what is outside ``main`` becomes furniture."""

    flow: Flow
    main: HtmlElement
    body: HtmlElement
    #: whether the main part has its title; otherwise one beside it is taken
    titled: bool

    def read(self) -> None:
        self._block(self.body, Style(), self.body is self.main, 0)

    def _block(self, node: HtmlElement, style: Style, inside: bool, depth: int) -> None:
        if node.tag in MUTE or is_hidden(node) or depth > _DEEPEST:
            return
        inside = (inside or node is self.main) and not (
            node is not self.main and is_around(node) and _aside(node, self.main)
        )
        style = styled(node, style)
        if inside and node.tag == "table" and is_data(node):
            self._table(node, style)
            return
        pending: list[HtmlElement | str] = [node.text or ""]
        for child in node:
            if is_element(child) and (child.tag in BLOCKS or _holds_blocks(child)):
                self._lines(node, pending, style, inside)
                pending = []
                self._block(child, style, inside, depth + 1)
            elif is_element(child):
                pending.append(child)
            pending.append(child.tail or "")
        self._lines(node, pending, style, inside)

    def _lines(
        self, node: HtmlElement, pending: list[HtmlElement | str], style: Style, inside: bool
    ) -> None:
        """The inline content between two blocks as lines."""
        role = self._role(node, inside)
        for words in inline_lines(pending, style):
            # What is centred may be one of a title's several lines.
            own = not inside or role or words.align != "center"
            self.flow.line(words, role, self.flow.new_group() if own else 0)

    def _role(self, node: HtmlElement, inside: bool) -> str:
        if not inside:
            return "title" if node.tag == "h1" and not self.titled else "furniture"
        if any(is_note(n) for n in (node, *node.iterancestors("li", "div", "section", "aside"))):
            return "note"
        return _ROLES.get(str(node.tag), "")

    def _table(self, table: HtmlElement, style: Style) -> None:
        for caption in table.iter("caption"):
            for words in inline_lines([caption.text or "", *caption], style):
                self.flow.line(words, "caption", self.flow.new_group())
        rows = []
        for row in _rows(table):
            cells = []
            for cell in row:
                if is_element(cell) and cell.tag in ("td", "th"):
                    inner = [replace(w, indent=0.0) for w in _cell_lines(cell, styled(cell, style))]
                    cells.append(
                        (inner, _span(cell, "rowspan"), _span(cell, "colspan"), cell.tag == "th")
                    )
            rows.append(cells)
        self.flow.table(rows)


def is_note(node: HtmlElement) -> bool:
    """Whether ``node`` is a note by the marks that converters give it.

    >>> is_note(lxml.html.fromstring('<li id="fn:1">註</li>'))
    True
    """
    ident = node.get("id") or ""
    return node.tag in ("li", "p", "div", "aside") and bool(
        re.match(r"(?:_?ftn|_?edn|fn|footnote|endnote|cite_note)[-:_]?\d", ident)
        or node.get("role") in ("doc-footnote", "doc-endnote")
    )


def _aside(node: HtmlElement, main: HtmlElement) -> bool:
    """Whether ``node`` is small beside the main part: a bar of links, not the text."""
    return len(words_of(node)) < 0.3 * len(words_of(main))


def _holds_blocks(node: HtmlElement) -> bool:
    return any(is_element(n) and n.tag in BLOCKS for n in node.iter())


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    for child in table:
        if is_element(child):
            if child.tag == "tr":
                yield child
            elif child.tag in ("thead", "tbody", "tfoot"):
                yield from (r for r in child if is_element(r) and r.tag == "tr")


def is_data(table: HtmlElement) -> bool:
    """Whether a table holds data, and does not merely lay the page out."""
    if (
        table.get("role") == "presentation"
        or next(table.iterdescendants("table"), None) is not None
    ):
        return False
    rows = [[c for c in row if is_element(c)] for row in _rows(table)]
    if any(c.tag == "th" for row in rows for c in row):
        return True
    full = [row for row in rows if len(row) >= 2]
    cells = [words_of(c) for row in rows for c in row]
    return len(full) >= 2 and len(full) >= 0.5 * len(rows) and max(map(len, cells), default=0) < 400


def _cell_lines(cell: HtmlElement, style: Style) -> Iterator[Words]:
    pending: list[HtmlElement | str] = [cell.text or ""]
    for child in cell:
        if is_element(child) and (child.tag in BLOCKS or _holds_blocks(child)):
            yield from inline_lines(pending, style)
            yield from _cell_lines(child, styled(child, style))
            pending = []
        elif is_element(child):
            pending.append(child)
        pending.append(child.tail or "")
    yield from inline_lines(pending, style)


def _span(cell: HtmlElement, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(100, max(1, int(value))) if value.isdecimal() and len(value) < 6 else 1
