"""The header of a TEI document: a report's record, and the elements that all parts are made of."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from cefu.model.document import Report
from cefu.model.language import Names
from cefu.model.record import Record
from cefu.outputs.forms.inline import filled
from cefu.outputs.forms.tei_dates import date_attributes

TEI = "http://www.tei-c.org/ns/1.0"
XML = "http://www.w3.org/XML/1998/namespace"
XML_ID, XML_LANG = f"{{{XML}}}id", f"{{{XML}}}lang"

#: TEI needs no prefix.
_PREFIXES: dict[str, str] = {None: TEI}  # type: ignore[dict-item]


def make(tag: str, *content: str | etree._Element, **attributes: str) -> etree._Element:
    """An element of TEI with text and elements in it."""
    return filled(etree.Element(f"{{{TEI}}}{tag}", attributes, nsmap=_PREFIXES), content)


def header(report: Report, url: str) -> etree._Element:
    """The ``teiHeader`` of ``report``, whose address is ``url``."""
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


def marked(element: etree._Element, lang: str) -> etree._Element:
    """``element`` with the language that it is in."""
    element.set(XML_LANG, lang)
    return element


def _in_languages(tag: str, names: Names) -> list[etree._Element]:
    return [marked(make(tag, text), lang) for lang, text in names.items()]


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
