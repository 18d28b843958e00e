"""What a report's page tells machines: Highwire and Dublin Core tags, schema.org.

Highwire tags are what Google Scholar and Zotero read first
(https://scholar.google.com/intl/en/scholar/inclusion.html#indexing), Dublin Core
follows DC-HTML.  There is no COinS: Zotero lets it win over the tags, which say more.
All values are plain text: whoever writes them into HTML escapes them.
"""

from __future__ import annotations

import json
from typing import Any

from cefu.model.document import Report
from cefu.model.language import ENGLISH, ORIGINAL, Names
from cefu.model.record import Agent, Record
from cefu.outputs.cite.agents import is_han, name_of
from cefu.outputs.cite.item import csl_date, issue_number, pick

SCHEMA_TYPES = {"report": "Report", "article-journal": "ScholarlyArticle", "chapter": "Chapter"}
_DC_TYPES = {"report": "Report", "article-journal": "Article", "chapter": "BookChapter"}


def meta_tags(
    report: Report, url: str, lang: str = ORIGINAL, pdf: str = ""
) -> list[tuple[str, str]]:
    """The ``name`` and ``content`` of each meta element of a report page in ``lang``; ``pdf``
    is the address of the report as PDF.

    >>> from cefu.model.record import Record
    >>> report = Report("r", Record({"zh-Hant": "題名"}, date="2018-05"), "r.txt", "", "", "",
    ...                 (), (), (), ())
    >>> meta_tags(report, "https://example.org/r/")[:2]
    [('citation_title', '題名'), ('citation_publication_date', '2018/05')]
    """
    record = report.record
    start, _, end = record.pages.replace("–", "-").partition("-")
    doi = record.identifiers.get("doi", "")
    issue = issue_number(record.issue)
    publisher = pick(record.publisher, lang)
    is_report, is_chapter = record.kind == "report", record.kind == "chapter"
    container = pick(record.container, lang)
    # An author is named, then placed: the order of the tags tells whose the place is.
    people: list[tuple[str, str]] = []
    for agent in record.authors:
        people.append((f"citation_{_role(agent)}", _display(agent, lang)))
        people.append((f"citation_{_role(agent)}_institution", pick(agent.affiliation, lang)))
    tags = [
        ("citation_title", pick(record.title, lang)),
        *people,
        ("citation_publication_date", _numeric_date(record.date, "/")),
        ("citation_technical_report_institution", publisher if is_report else ""),
        ("citation_technical_report_number", issue if is_report else ""),
        ("citation_publisher", "" if is_report else publisher),
        ("citation_series_title", pick(record.series, lang)),
        # Zotero knows a chapter by the one name, others by the other.
        ("citation_book_title", container if is_chapter else ""),
        ("citation_inbook_title" if is_chapter else "citation_journal_title", container),
        ("citation_issue", "" if is_report else issue),
        ("citation_firstpage", start),
        ("citation_lastpage", end or start),
        ("citation_doi", doi),
        ("citation_isbn", record.identifiers.get("isbn", "")),
        ("citation_issn", record.identifiers.get("issn", "")),
        ("citation_language", record.language),
        *(("citation_keywords", keyword) for keyword in report.keywords),
        ("citation_abstract", pick(record.abstract, lang)),
        ("citation_public_url", url),
        ("citation_fulltext_html_url", url),
        ("citation_pdf_url", pdf),
        ("DC.title", pick(record.title, lang)),
        ("DC.title.alternative", _other_title(record, lang)),
        *((f"DC.{_dc_role(agent)}", _display(agent, lang)) for agent in record.authors),
        ("DC.publisher", publisher),
        ("DC.date", _numeric_date(record.date, "-")),
        ("DC.type", _DC_TYPES[record.kind]),
        ("DC.format", "text/html"),
        ("DC.identifier", url),
        ("DC.identifier", f"doi:{doi}" if doi else ""),
        ("DC.language", record.language),
        ("DC.relation.ispartof", container or pick(record.series, lang)),
        ("DC.description", pick(record.abstract, lang)),
        ("DC.rights", pick(record.rights, lang)),
        *(("DC.subject", keyword) for keyword in report.keywords),
    ]
    return [(name, _line(content)) for name, content in tags if content]


def json_ld(report: Report, url: str, lang: str = ORIGINAL, identity: str = "") -> dict[str, Any]:
    """The report as schema.org JSON-LD, with every language that is known.

    ``url`` is the address of the page, ``identity`` that of the work: the same whatever
    language the page speaks, and the page's own where it is not given.
    """
    record = report.record
    doi = record.identifiers.get("doi", "")
    start, _, end = record.pages.replace("–", "-").partition("-")
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": SCHEMA_TYPES[record.kind],
        "@id": identity or url,
        "url": url,
        "mainEntityOfPage": url,
        "name": _tagged(record.title),
        "headline": pick(record.title, lang),
        "author": [_agent(a, lang) for a in record.authors if a.role != "editor"],
        "editor": [_agent(a, lang) for a in record.authors if a.role == "editor"],
        "publisher": _organisation(record.publisher, lang),
        "datePublished": _numeric_date(record.date, "-"),
        "dateModified": _numeric_date(report.changed, "-"),
        "inLanguage": record.language,
        "abstract": _tagged(record.abstract),
        "keywords": list(report.keywords),
        "isPartOf": _part_of(record, lang),
        "reportNumber": issue_number(record.issue) if record.kind == "report" else "",
        "pageStart": start,
        "pageEnd": end or start,
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme.upper(), "value": value}
            for scheme, value in sorted(record.identifiers.items())
        ],
        "sameAs": [
            *([f"https://doi.org/{doi}"] if doi else []),
            *([f"https://n2t.net/{ark}"] if (ark := record.identifiers.get("ark")) else []),
        ],
        "copyrightNotice": pick(record.rights, lang),
        "isAccessibleForFree": True,
    }
    compact: dict[str, Any] = _compact(data)
    return compact


def json_ld_text(report: Report, url: str, lang: str = ORIGINAL, identity: str = "") -> str:
    """``json_ld`` as the content of a script element: nothing in it can close that."""
    text = json.dumps(
        json_ld(report, url, lang, identity), ensure_ascii=False, separators=(",", ":")
    )
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _line(text: str) -> str:
    return " ".join(text.split())


def _role(agent: Agent) -> str:
    return "editor" if agent.role == "editor" else "author"


def _dc_role(agent: Agent) -> str:
    return "contributor" if agent.role in ("editor", "contributor") else "creator"


def _display(agent: Agent, lang: str) -> str:
    """A Chinese name whole, any other as ``Family, Given``: either is read rightly."""
    name = name_of(agent, lang)
    return name.family + name.given if is_han(name.family) else name.inverted


def _numeric_date(edtf: str, mark: str) -> str:
    parts = (csl_date(edtf) or {}).get("date-parts")
    return mark.join(f"{part:02d}" for part in parts[0]) if parts else ""


def _other_title(record: Record, lang: str) -> str:
    other = pick(record.title, ORIGINAL if lang == ENGLISH else ENGLISH)
    return other if other != pick(record.title, lang) else ""


def _tagged(names: Names) -> Any:
    values = [{"@value": _line(text), "@language": tag} for tag, text in names.items() if text]
    return values[0] if len(values) == 1 else values


def _agent(agent: Agent, lang: str) -> dict[str, Any]:
    name = name_of(agent, lang)
    data: dict[str, Any] = {
        "@type": "Person" if name.given else "Organization",
        "name": pick(agent.name, lang),
        "alternateName": sorted(set(agent.name.values()) - {pick(agent.name, lang)}),
        "familyName": name.family if name.given else "",
        "givenName": name.given,
        "affiliation": _organisation(agent.affiliation, lang),
    }
    return data


def _organisation(names: Names, lang: str) -> dict[str, Any]:
    return {"@type": "Organization", "name": pick(names, lang)} if names else {}


def _part_of(record: Record, lang: str) -> dict[str, Any]:
    container = pick(record.container, lang)
    if record.kind == "article-journal" and container:
        journal = {
            "@type": "Periodical",
            "name": container,
            "issn": record.identifiers.get("issn", ""),
        }
        issue = issue_number(record.issue)
        if issue:
            return {"@type": "PublicationIssue", "issueNumber": issue, "isPartOf": journal}
        return journal
    if container:
        return {
            "@type": "Book",
            "name": container,
            "isbn": record.identifiers.get("isbn", ""),
        }
    series = pick(record.series, lang)
    return {"@type": "CreativeWorkSeries", "name": series} if series else {}


def _compact(value: Any) -> Any:
    """``value`` without what is empty, at every depth."""
    if isinstance(value, dict):
        kept = {key: _compact(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in ("", [], {}, None)}
    if isinstance(value, list):
        return [_compact(each) for each in value]
    return value
