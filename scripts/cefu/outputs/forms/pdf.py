"""PDF of one report, for printing and deposit.

Tagged as PDF/UA-1, with bookmarks, numbers of paragraphs, marks of printed pages, and notes
at the foot of the page that refers to them (CSS Generated Content for Paged Media).  Set by
WeasyPrint with the fonts of the system; it is an extra of this package, and where it or a
Chinese font is missing `missing` says so.
"""

from __future__ import annotations

import importlib.util
import io
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree

from cefu.model.document import Block, Report
from cefu.outputs.forms.inline import Maker
from cefu.outputs.forms.xhtml import XHTML, Chapter, Words, make

if TYPE_CHECKING:
    from weasyprint import Document

#: Paragraphs, tables and figures; a heading has its own number.
_NUMBERED = re.compile(r"[ptf](\d+)")
_KIND = {"pdf_variant": "pdf/ua-1"}
_CSS = """\
@page { size: A4; margin: 24mm 24mm 22mm 28mm;
  @bottom-center { content: counter(page) " / " counter(pages); font-size: 8pt; }
  @top-right { content: string(called); font-size: 8pt; }
  @footnote { border-top: .4pt solid; padding-top: 1.5mm; margin-top: 4mm; }
}
@page :first { @top-right { content: none; } }
html { font-family: "Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC",
  "Songti TC", "PMingLiU", "AR PL UMing TW", serif; font-size: 10.5pt; }
:lang(zh-Hans) { font-family: "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC",
  "Songti SC", "SimSun", serif; }
body { margin: 0; line-height: 1.7; text-align: justify; overflow-wrap: anywhere; }
h1 { font-size: 18pt; margin: 0 0 6mm; string-set: called content(text); }
h2 { font-size: 14pt; } h3 { font-size: 12pt; } h4, h5, h6 { font-size: 10.5pt; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; text-align: start; break-after: avoid; }
p { margin: 0; text-indent: 2em; orphans: 2; widows: 2; }
p, li, h2, h3, h4, h5, h6, figure { position: relative; }
[data-number]::before { content: attr(data-number); position: absolute; left: -11mm; top: .3em;
  width: 8mm; text-align: right; text-indent: 0; font-size: 7pt; font-weight: normal;
  color: #555; line-height: 1.7; }
p.point, p.caption, p.source, p.series, p.byline, p.printed-title, section > ul
  { text-indent: 0; margin: .5em 0; }
p.caption, p.printed-title { font-weight: bold; text-align: center; }
p.source { font-size: 9pt; }
table { border-collapse: collapse; margin: 1em 0; font-size: 9pt; width: 100%; }
th, td { border: .4pt solid; padding: .2em .4em; text-align: start; vertical-align: top; }
figure { margin: 1em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%; max-height: 200mm; }
p.words { text-indent: 0; font-size: 8pt; white-space: pre-line; text-align: start; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1em; font-size: 9pt;
  margin: 0 0 8mm; }
dt { font-weight: bold; } dd { margin: 0; text-align: start; }
.sic { text-decoration: underline dotted; }
.page { font-size: 7pt; color: #555; }
.note { float: footnote; font-size: 8.5pt; line-height: 1.5; text-align: start;
  text-indent: 0; font-weight: normal; }
.note::footnote-call { content: attr(data-label); font-size: 7.5pt; vertical-align: super;
  line-height: 0; }
.note::footnote-marker { content: attr(data-label) " "; }
.again { font-size: 7.5pt; vertical-align: super; line-height: 0; }
a { color: inherit; text-decoration: none; }
"""


#: Asked of a process of its own: without any font at all Pango brings the process down.
_PROBE = """
import logging
from cefu.outputs.forms.pdf import _bytes, _document
heard = []
logging.getLogger("weasyprint").addHandler(ear := logging.Handler())
ear.emit = heard.append
_bytes(_document("<p lang=zh-Hant>策"), "")
print("notdef" if any("notdef" in r.getMessage() for r in heard) else "set")
"""


@cache
def missing() -> str:
    """What is missing to set Chinese as PDF, as a sentence for the keeper; '' if nothing."""
    if importlib.util.find_spec("weasyprint") is None:
        return "the library is not installed: pip install 'cefu[pdf]'"
    probe = [sys.executable, "-c", _PROBE]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(probe, capture_output=True, text=True, env=path)
    if "OSError" in done.stderr:
        return f"a library of the system is missing: {done.stderr.strip().splitlines()[-1]}"
    if done.stdout.strip() != "set":
        return "no Chinese font was found: install one, such as fonts-noto-cjk"
    return ""


def pdf(
    report: Report, title: str, words: Words, facts: Sequence[tuple[str, str]], url: str
) -> bytes:
    """The report called ``title`` as a tagged PDF.

    ``facts`` is its record as pairs of a field's name and value; ``url`` its permanent
    address.  Equal reports give equal bytes, with equal fonts.
    """
    known = make("dl")
    for name, value in facts:
        known.extend([make("dt", name), make("dd", value)])
    lang = report.record.language
    people = ", ".join(agent.name.get(lang, "") for agent in report.record.authors)
    head = make("head", make("title", title), make("meta", name="author", content=people))
    chapter = _Printed(report, words)
    body = make("body", make("header", make("h1", title), known), *chapter.body())
    html = make("html", head, body, lang=lang)
    document = _document(_html(html))
    return _bytes(document, f"{report.id} {report.sha256} {url}")


class _Printed(Chapter):
    """A report whose notes stand where they are first referred to, to go to the page's foot."""

    def _element(self, block: Block) -> etree._Element:
        element = super()._element(block)
        if numbered := _NUMBERED.fullmatch(block.id):
            element.set("data-number", numbered[1])
        return element

    def _figure(self, block: Block) -> etree._Element:
        figure = super()._figure(block)
        for image in figure.iter(f"{{{XHTML}}}img"):
            data = self.report.pictures[image.get("src", "").removeprefix("figures/")]
            image.set("src", "data:image/*;base64," + b64encode(data).decode())
        return figure

    def _page(self, ident: str, label: str) -> Maker:
        said = self.words.page.format(label=label)
        return lambda: make("span", f"［{said}］", id=ident, class_="page")

    def _reference(self, note: str) -> Maker:
        label = self.labels.get(note, note)
        if note in self.referred or note not in self.texts:
            return lambda: make("a", label, href=f"#{note}", class_="again")
        self.referred.add(note)
        return lambda: make("span", self.texts[note], id=note, class_="note", data_label=label)

    def _notes(self) -> list[etree._Element]:
        """The notes that nothing refers to."""
        left = [note for note in self.report.notes if note.id not in self.referred]
        if not left:
            return []
        items = [make("p", f"{n.label} {n.text}", id=n.id, class_="source") for n in left]
        return [make("section", make("h2", self.words.notes), *items)]

    @property
    def texts(self) -> dict[str, str]:
        return {note.id: note.text for note in self.report.notes}


def _html(root: etree._Element) -> str:
    """XHTML as HTML, without namespaces."""
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(f"{{{XHTML}}}")
        for name in [name for name in element.attrib if str(name).startswith("{")]:
            del element.attrib[name]
    etree.cleanup_namespaces(root)
    made: str = etree.tostring(root, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    return made


def _document(html: str) -> Document:
    """``html`` laid out; nothing outside of it is fetched."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fonts, fetcher = FontConfiguration(), URLFetcher(allowed_protocols=["data"])
    style = CSS(string=_CSS, font_config=fonts, url_fetcher=fetcher)
    parsed = HTML(string=html, url_fetcher=fetcher)
    return parsed.render(stylesheets=[style], font_config=fonts, **_KIND)


def _bytes(document: Document, identity: str) -> bytes:
    out = io.BytesIO()
    document.write_pdf(out, pdf_identifier=identity.encode(), **_KIND)
    return out.getvalue()
