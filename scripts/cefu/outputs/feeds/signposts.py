"""Typed links in the head of a report's page, by which programs find their way from it to the
work, its files and its records (Signposting, https://signposting.org/FAIR/)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cefu.model.document import Report
from cefu.outputs.cite.metadata import SCHEMA_TYPES
from cefu.outputs.deposit.crate import media_type

#: Relation, target, and media type ('' where it is a web page or no file at all).
Link = tuple[str, str, str]

_RECORDS = {
    "cite.bib": "application/x-bibtex",
    "cite.csl.json": "application/vnd.citationstyles.csl+json",
}
#: Media types of records among the forms; the others are of the work itself.
_AMONG_FORMS = {
    ".datacite.xml": "application/vnd.datacite.datacite+xml",
    ".dc.xml": "application/xml",
}
_LICENCE = re.compile(r"https?://(?:creativecommons|opendefinition|spdx)\.org/[\w./-]*\w/?")


def signposts(
    report: Report, address: str, files: Iterable[str], authors: Iterable[str] = ()
) -> list[Link]:
    """The links of the page of ``report``.

    ``address`` is its permanent address, '' where that is not known; ``files`` are the
    addresses of its forms, from the page; ``authors`` those of its authors in authority files.
    """
    record = report.record
    items, records = [], [("describedby", name, kind) for name, kind in _RECORDS.items()]
    for file in files:
        kind = next((k for suffix, k in _AMONG_FORMS.items() if file.endswith(suffix)), "")
        if kind:
            records.append(("describedby", file, kind))
        else:
            items.append(("item", file, media_type(file)))
    licences = {link for words in record.rights.values() for link in _LICENCE.findall(words)}
    return [
        *([("cite-as", cited, "")] if (cited := persistent(record.identifiers, address)) else []),
        ("type", "https://schema.org/AboutPage", ""),
        ("type", f"https://schema.org/{SCHEMA_TYPES[record.kind]}", ""),
        *(("author", each, "") for each in authors),
        *(("license", each, "") for each in sorted(licences)),
        *items,
        *records,
    ]


def persistent(identifiers: Mapping[str, str], address: str = "") -> str:
    """The address by which a work is best cited: its DOI, its ARK, else ``address``.

    >>> persistent({"ark": "ark:/12345/x6np1"}), persistent({}, "https://a.org/r/")
    ('https://n2t.net/ark:/12345/x6np1', 'https://a.org/r/')
    """
    if doi := identifiers.get("doi"):
        return f"https://doi.org/{doi}"
    return f"https://n2t.net/{ark}" if (ark := identifiers.get("ark")) else address
