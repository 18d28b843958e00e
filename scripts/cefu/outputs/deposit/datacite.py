"""A report's record in the terms of DataCite (Metadata Schema 4, https://schema.datacite.org)."""

from __future__ import annotations

from lxml import etree

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import Names
from cefu.outputs.cite.agents import name_of

SPACE = "http://datacite.org/schema/kernel-4"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_GENERAL = {"report": "Report", "article-journal": "JournalArticle", "chapter": "BookChapter"}
#: What DataCite wants said where a value is not known.
_UNKNOWN = ":unav"


def datacite(report: Report, url: str, archive: str = "") -> bytes:
    """The record of ``report``, whose permanent address is ``url``, as XML; b'' where it has
    no year, which DataCite demands of all.  ``archive`` is the DOI of the whole it is part of."""
    record = report.record
    lang = record.language
    when = known(record.date)
    if when is None or when.first is None:
        return b""
    root = etree.Element(f"{{{SPACE}}}resource", nsmap={None: SPACE})  # type: ignore[dict-item]
    doi = record.identifiers.get("doi", "")
    kind = "DOI" if doi else "URL" if url.startswith("http") else "Local"
    _add(root, "identifier", doi or (url if kind == "URL" else report.id), identifierType=kind)
    creators = _add(root, "creators")
    for agent in record.authors:
        creator = _add(creators, "creator")
        name = name_of(agent, lang)
        personal = "Personal" if name.given else "Organizational"
        _add(creator, "creatorName", name.inverted, nameType=personal)
        if name.given:
            _add(creator, "givenName", name.given)
            _add(creator, "familyName", name.family)
        if place := agent.affiliation.get(lang, ""):
            _add(creator, "affiliation", place)
    if not record.authors:
        body = _first(record.publisher, lang) or _UNKNOWN
        _add(_add(creators, "creator"), "creatorName", body, nameType="Organizational")
    titles = _add(root, "titles")
    for tag, words in sorted(record.title.items(), key=lambda item: item[0] != lang):
        title = _add(titles, "title", words, **({} if tag == lang else _TRANSLATED))
        title.set(_XML_LANG, tag)
    if not record.title:
        _add(titles, "title", report.id)
    _add(root, "publisher", _first(record.publisher, lang) or _UNKNOWN)
    _add(root, "publicationYear", f"{when.first_day[0]:04d}")
    _add(root, "resourceType", record.kind, resourceTypeGeneral=_GENERAL[record.kind])
    if report.keywords:
        subjects = _add(root, "subjects")
        for word in report.keywords:
            _add(subjects, "subject", word)
    _add(_add(root, "dates"), "date", record.date, dateType="Issued")
    _add(root, "language", lang)
    others = {k: v for k, v in record.identifiers.items() if k != "doi"}
    if kind != "URL" and url.startswith("http"):
        others["url"] = url
    if others:
        more = _add(root, "alternateIdentifiers")
        for scheme, value in sorted(others.items()):
            _add(more, "alternateIdentifier", value, alternateIdentifierType=scheme.upper())
    if archive:
        related = {"relatedIdentifierType": "DOI", "relationType": "IsPartOf"}
        _add(_add(root, "relatedIdentifiers"), "relatedIdentifier", archive, **related)
    if rights := _first(record.rights, lang):
        _add(_add(root, "rightsList"), "rights", rights)
    about = [
        ("Abstract", _first(record.abstract, lang)),
        ("SeriesInformation", " ".join(filter(None, [_first(record.series, lang), record.issue]))),
    ]
    if any(words for _, words in about):
        descriptions = _add(root, "descriptions")
        for what, words in about:
            if words:
                _add(descriptions, "description", words, descriptionType=what)
    etree.indent(root)
    made: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


_TRANSLATED = {"titleType": "TranslatedTitle"}


def _first(names: Names, lang: str) -> str:
    return names.get(lang) or next(iter(names.values()), "")


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{SPACE}}}{name}", attributes)
    if text:
        element.text = text
    return element
