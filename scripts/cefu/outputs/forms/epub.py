"""EPUB 3.3: one report, or all of them, as a book for e-readers.

Specification: https://www.w3.org/TR/epub-33/; accessibility metadata after EPUB
Accessibility 1.1.  No library of a permissive licence writes page lists and notes that
pop up, so the few files of the container are written here; EPUBCheck judges them.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from lxml import etree

from cefu.model.document import Report
from cefu.model.language import ORIGINAL
from cefu.outputs.forms.archive_zip import zip_bytes
from cefu.outputs.forms.xhtml import Chapter, Words, document, make

_OPF = "http://www.idpf.org/2007/opf"
_DC = "http://purl.org/dc/elements/1.1/"
_IDS = uuid.uuid5(uuid.NAMESPACE_OID, "cefu")
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_CSS = """\
html { writing-mode: %(mode)s; }
body { line-height: 1.75; text-align: justify; hanging-punctuation: allow-end;
  line-break: strict; text-spacing-trim: normal; text-autospace: normal; }
h1, h2, h3, h4, h5, h6 { line-height: 1.4; text-align: start; break-after: avoid; }
p { margin: 0; text-indent: 2em; }
p.point, p.caption, p.source, p.series, p.byline, p.printed-title, aside p, section > ul
  { text-indent: 0; margin-block: .5em; }
p.caption { font-weight: bold; text-align: center; }
p.source, aside, .imprint { font-size: .875em; }
p.printed-title { font-weight: bold; text-align: center; }
table { border-collapse: collapse; margin: 1em auto; font-size: .875em; }
th, td { border: 1px solid; padding: .2em .4em; text-align: start; vertical-align: top; }
figure { margin: 1em 0; text-align: center; break-inside: avoid; }
img { max-width: 100%%; max-height: 90vh; }
p.words { text-indent: 0; font-size: .75em; white-space: pre-line; text-align: start; }
.imprint dt { font-weight: bold; }
.sic { text-decoration: underline dotted; }
sup { line-height: 0; }
a { color: inherit; }
"""
_ACCESS = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityHazard", "none"),
)
#: Media types of pictures by suffix; all are core media types of EPUB 3.3.
_PICTURES = {"webp": "image/webp", "png": "image/png", "gif": "image/gif"}


def epub(
    reports: Sequence[Report],
    title: str,
    words: Words,
    imprint: Sequence[Sequence[tuple[str, str]]],
    *,
    modified: str,
    vertical: bool = False,
    doi: str = "",
) -> bytes:
    """The ``reports`` as one book called ``title``.

    ``imprint`` has, for each report, its record as pairs of a field's name and value;
    ``modified`` is the instant of the edition (``2018-05-01T00:00:00Z``), which EPUB
    demands; ``vertical`` sets the text in columns from right to left;
    ``doi`` is that of the work, where it has one.
    """
    lang = reports[0].record.language if reports else ORIGINAL
    chapters = [_chapter(r, words, facts) for r, facts in zip(reports, imprint, strict=True)]
    names = [f"r{nth}.xhtml" for nth in range(1, len(reports) + 1)]
    css = _CSS % {"mode": "vertical-rl" if vertical else "horizontal-tb"}
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "OEBPS/book.opf": _package(
            reports, title, names, lang, modified, vertical, words.access, doi
        ),
        "OEBPS/nav.xhtml": _navigation(reports, title, names, lang, words),
        "OEBPS/book.css": css.encode(),
    }
    for report, name, body in zip(reports, names, chapters, strict=True):
        own = report.record.title.get(report.record.language, "") or title
        files[f"OEBPS/{name}"] = document(own, report.record.language, body)
    for report in reports:
        files |= {f"OEBPS/figures/{name}": data for name, data in report.pictures.items()}
    return zip_bytes(files, stored=("mimetype",))


def _chapter(
    report: Report, words: Words, facts: Sequence[tuple[str, str]]
) -> list[etree._Element]:
    title = report.record.title.get(report.record.language, "") or report.id
    known = make("dl", class_="imprint")
    for name, value in facts:
        known.extend([make("dt", name), make("dd", value)])
    head = make("header", make("h1", title), *([known] if len(known) else []))
    return [head, *Chapter(report, words).body()]


def _package(
    reports: Sequence[Report],
    title: str,
    names: Sequence[str],
    lang: str,
    modified: str,
    vertical: bool,
    access: str,
    doi: str,
) -> bytes:
    maps: dict[str, str] = {None: _OPF, "dc": _DC}  # type: ignore[dict-item]
    root = etree.Element(f"{{{_OPF}}}package", nsmap=maps)
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", lang)
    data = etree.SubElement(root, f"{{{_OPF}}}metadata")
    digest = " ".join(f"{report.id} {report.sha256}" for report in reports)
    _dc(data, "identifier", f"urn:uuid:{uuid.uuid5(_IDS, digest)}", id="id")
    if doi:
        _dc(data, "identifier", f"https://doi.org/{doi}")
    _dc(data, "title", title)
    _dc(data, "language", lang)
    for name in dict.fromkeys(_people(reports)):
        _dc(data, "creator", name)
    for kind in ("publisher", "rights"):
        told = [getattr(r.record, kind).get(r.record.language, "") for r in reports]
        for value in dict.fromkeys(filter(None, told)):
            _dc(data, kind, value)
    _meta(data, "dcterms:modified", modified)
    for name, value in _ACCESS:
        _meta(data, name, value)
    _meta(data, "schema:accessibilitySummary", access)
    if any(report.pictures for report in reports):
        _meta(data, "schema:accessMode", "visual")
        _meta(data, "schema:accessibilityFeature", "alternativeText")
    if any(block.marks for report in reports for block in report.blocks):
        _meta(data, "schema:accessibilityFeature", "pageNavigation")
        _meta(data, "schema:accessibilityFeature", "pageBreakMarkers")
        _meta(data, "pageBreakSource", _source(reports))
    manifest = etree.SubElement(root, f"{{{_OPF}}}manifest")
    _item(manifest, "nav", "nav.xhtml", "application/xhtml+xml", properties="nav")
    _item(manifest, "css", "book.css", "text/css")
    pictures = sorted({name for report in reports for name in report.pictures})
    for nth, name in enumerate(pictures, 1):
        kind = _PICTURES.get(name.rpartition(".")[2], "image/jpeg")
        _item(manifest, f"f{nth}", f"figures/{name}", kind)
    spine = etree.SubElement(root, f"{{{_OPF}}}spine")
    if vertical:
        spine.set("page-progression-direction", "rtl")
    for nth, name in enumerate(names, 1):
        _item(manifest, f"r{nth}", name, "application/xhtml+xml")
        etree.SubElement(spine, f"{{{_OPF}}}itemref").set("idref", f"r{nth}")
    etree.indent(root)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def _people(reports: Sequence[Report]) -> list[str]:
    return [
        agent.name.get(report.record.language) or next(iter(agent.name.values()), "")
        for report in reports
        for agent in report.record.authors
    ]


def _source(reports: Sequence[Report]) -> str:
    return "; ".join(r.record.title.get(r.record.language, r.id) for r in reports)


def _dc(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, f"{{{_DC}}}{name}")
    element.text = text
    for key, value in attributes.items():
        element.set(key, value)


def _meta(parent: etree._Element, name: str, text: str) -> None:
    element = etree.SubElement(parent, f"{{{_OPF}}}meta")
    element.set("property", name)
    element.text = text


def _item(parent: etree._Element, ident: str, href: str, kind: str, properties: str = "") -> None:
    element = etree.SubElement(parent, f"{{{_OPF}}}item")
    element.set("id", ident)
    element.set("href", href)
    element.set("media-type", kind)
    if properties:
        element.set("properties", properties)


def _navigation(
    reports: Sequence[Report], title: str, names: Sequence[str], lang: str, words: Words
) -> bytes:
    contents = make("ol")
    pages = make("ol")
    for report, name in zip(reports, names, strict=True):
        own = report.record.title.get(report.record.language, "") or report.id
        entry = make("li", make("a", own, href=name))
        inner = _sections(report, name, None)
        if len(inner):
            entry.append(inner)
        contents.append(entry)
        for block in report.blocks:
            for mark in block.marks:
                pages.append(make("li", make("a", mark.label, href=f"{name}#{mark.id}")))
    body = [make("nav", make("h1", words.contents), contents, epub_type="toc", role="doc-toc")]
    if len(pages):
        body.append(make("nav", pages, epub_type="page-list", hidden="hidden", role="doc-pagelist"))
    return document(title, lang, body)


def _sections(report: Report, name: str, parent: str | None) -> etree._Element:
    """The contents below ``parent``, nested; a section without a heading hands on its own."""
    found = make("ol")
    texts = {block.id: block.text for block in report.blocks}
    for section in report.sections:
        if section.parent != parent:
            continue
        inner = _sections(report, name, section.id)
        if section.id not in texts:
            found.extend(list(inner))
            continue
        entry = make("li", make("a", texts[section.id], href=f"{name}#{section.id}"))
        if len(inner):
            entry.append(inner)
        found.append(entry)
    return found
