"""`CITATION.cff`: how an archive and its reports are cited (Citation File Format 1.2.0,
https://citation-file-format.github.io/)."""

from __future__ import annotations

from collections.abc import Sequence

import yaml

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.outputs.cite.agents import Name, name_of
from cefu.outputs.data.addresses import report_url

_TYPES = {"report": "report", "article-journal": "article", "chapter": "generic"}


def citation_file(
    reports: Sequence[Report], title: str, abstract: str, keeper: str, base: str, doi: str = ""
) -> bytes:
    """The file for the archive called ``title``, kept by ``keeper``, at the address ``base``.

    ``doi`` is the archive's own; what is empty is left out.
    """
    data = {
        "cff-version": "1.2.0",
        "message": "If you use this archive, please cite it, and the reports you draw upon.",
        "type": "dataset",
        "title": title,
        "abstract": abstract,
        "authors": [{"name": keeper or title}],
        "url": base,
        "doi": doi,
        "references": [_reference(report, base) for report in reports],
    }
    kept = {key: value for key, value in data.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=10_000).encode()


def _reference(report: Report, base: str) -> dict[str, object]:
    record, lang = report.record, report.record.language
    when = known(record.date)
    publisher = record.publisher.get(lang) or next(iter(record.publisher.values()), "")
    data: dict[str, object] = {
        "type": _TYPES[record.kind],
        "title": record.title.get(lang) or next(iter(record.title.values()), report.id),
        "authors": [_author(name_of(agent, lang)) for agent in record.authors]
        or [{"name": publisher or "anonymous"}],
        "publisher": {"name": publisher} if publisher else "",
        "year": when.first_day[0] if when and when.first else "",
        "issue": record.issue,
        "doi": record.identifiers.get("doi", ""),
        "url": base + report_url(report.id) if base else "",
        "abstract": record.abstract.get(lang, ""),
    }
    return {key: value for key, value in data.items() if value}


def _author(name: Name) -> dict[str, str]:
    if not name.given:
        return {"name": name.family}
    return {"family-names": name.family, "given-names": name.given}
