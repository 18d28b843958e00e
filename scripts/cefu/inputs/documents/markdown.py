"""A Markdown file as a ``Document``: what Markdown makes of it is read as a web page."""

from __future__ import annotations

from pathlib import Path

import lxml.html
import markdown
import yaml

from cefu.inputs.documents.flow import Flow
from cefu.inputs.documents.html.reader import read_body
from cefu.inputs.documents.plain.plaintext import decode
from cefu.model.errors import CefuError
from cefu.model.received import Document, Evidence

#: Tables, notes and code as pandoc and Python-Markdown write them.
_EXTENSIONS = ["tables", "footnotes", "fenced_code", "sane_lists"]
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "publisher": "publisher",
    "date": "date",
    "keywords": "keywords",
}


def read_markdown(path: Path) -> Document:
    """The Markdown file at ``path``; its front matter is metadata.

    Raises ``CefuError`` where it holds no words.
    """
    text, encoding = decode(path.read_bytes(), path)
    front, body = _front_matter(text)
    made = markdown.markdown(body, extensions=_EXTENSIONS)
    parser = lxml.html.HTMLParser(no_network=True, remove_comments=True)
    root = lxml.html.document_fromstring(f"<html><body>{made}</body></html>", parser=parser)
    element = next(iter(root.iter("body")))
    flow = Flow("md")
    read_body(flow, element, element)
    if not flow.lines:
        raise CefuError("the file has no words", remedy="Put the report's text into it")
    return flow.document(front, encoding)


def _front_matter(text: str) -> tuple[dict[str, Evidence], str]:
    """The metadata above the text, and the text.

    >>> _front_matter("---\\ntitle: 題目\\n---\\n正文")
    ({'title': Evidence(value='題目', where='Markdown, title')}, '正文')
    """
    head, mark, body = text.removeprefix("\ufeff").partition("\n---\n")
    if not (mark and head.startswith("---\n")):
        return {}, text
    try:
        values = yaml.safe_load(head[4:])
    except yaml.YAMLError:
        return {}, text
    if not isinstance(values, dict):
        return {}, text
    found = {}
    for name, value in values.items():
        key = _FIELDS.get(str(name).lower())
        if key and value:
            shown = "、".join(map(str, value)) if isinstance(value, list) else str(value)
            found[key] = Evidence(shown[:2000], f"Markdown, {name}")
    return found, body
