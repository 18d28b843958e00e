"""A report's bibliographic record as CSL-JSON, the form all citations are made from.

CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from cefu.model.document import Report
from cefu.model.edtf import parse
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Names
from cefu.model.record import Agent, Record
from cefu.outputs.cite.agents import name_of

Item = dict[str, Any]

_CSL_LANGUAGE = {"zh-Hant": "zh-TW", "zh-Hans": "zh-CN", "en": "en-US"}
_NUMBER = re.compile(r"(?:no\.?|number|issue|第)\s*(.+?)\s*(?:期|號|号)?", re.IGNORECASE)


def pick(names: Names, lang: str) -> str:
    """The text of ``names`` in ``lang``, else as it was published.

    >>> pick({"zh-Hant": "題名", "en": "Title"}, "en"), pick({"zh-Hant": "題名"}, "en")
    ('Title', '題名')
    """
    for tag in (lang, ORIGINAL, SIMPLIFIED, ENGLISH):
        if names.get(tag):
            return " ".join(names[tag].split())
    return ""


def bilingual(names: Names, opening: str = " [", closing: str = "]") -> str:
    """The published text with its English translation in brackets, where both are known.

    >>> bilingual({"zh-Hant": "題名", "en": "Title"}), bilingual({"en": "Title"})
    ('題名 [Title]', 'Title')
    """
    original, english = pick(names, ORIGINAL), pick(names, ENGLISH)
    return original if original == english else f"{original}{opening}{english}{closing}"


def issue_number(issue: str) -> str:
    """The issue or report number without the word for it.

    >>> [issue_number(i) for i in ("No. 107005", "第153期", "2018.5", "153")]
    ['107005', '153', '2018.5', '153']
    """
    found = _NUMBER.fullmatch(issue.strip())
    return found[1] if found else issue.strip()


def csl_date(edtf: str) -> Item | None:
    """An EDTF date as a CSL date variable, ``None`` where there is none.

    >>> csl_date("2018-05"), csl_date("2018-12?")
    ({'date-parts': [[2018, 5]]}, {'date-parts': [[2018, 12]], 'circa': True})
    >>> csl_date("2018-21"), csl_date("201X")
    ({'date-parts': [[2018]], 'season': 1}, {'literal': '201X'})
    """
    if not edtf:
        return None
    when = parse(edtf)
    if when.is_open or any(end.masked for end in when.ends):
        return {"literal": edtf}
    date: Item = {
        "date-parts": [
            [part for part in (end.year, end.month, end.day) if part or part == end.year]
            for end in when.ends
        ]
    }
    seasons = {end.season - 20 for end in when.ends if end.season}
    if len(seasons) == 1:
        date["season"] = seasons.pop()
    if when.is_qualified:
        date["circa"] = True
    return date


def people(agents: Sequence[Agent], lang: str, *, editors: bool = False) -> list[dict[str, str]]:
    """The names of the report's authors (everyone who is no editor) or its editors."""
    return [name_of(a, lang).csl for a in agents if (a.role == "editor") is editors]


def csl_item(report: Report, url: str, lang: str = ORIGINAL) -> Item:
    """The report as one CSL-JSON item, in the language ``lang`` where it is known.

    ``url`` is the report's permanent address.
    """
    record = report.record
    number = issue_number(record.issue)
    item: Item = {
        "id": report.id,
        "type": record.kind,
        "title": pick(record.title, lang),
        "author": people(record.authors, lang),
        "editor": people(record.authors, lang, editors=True),
        "container-title": pick(record.container, lang),
        "collection-title": pick(record.series, lang),
        "issue" if record.kind == "article-journal" else "number": number,
        "publisher": pick(record.publisher, lang),
        "page": record.pages.replace("–", "-"),
        "issued": csl_date(record.date),
        "language": _CSL_LANGUAGE.get(record.language, record.language),
        "abstract": pick(record.abstract, lang),
        "keyword": ", ".join(report.keywords),
        "DOI": record.identifiers.get("doi", ""),
        "ISBN": record.identifiers.get("isbn", ""),
        "ISSN": record.identifiers.get("issn", ""),
        "URL": url,
        "note": _translation(record, lang),
        "annote": _inferred(record, lang),
    }
    return {key: value for key, value in item.items() if value}


def _translation(record: Record, lang: str) -> str:
    """The title in the other language, named as such; '' where there is none."""
    translated = pick(record.title, ORIGINAL if lang == ENGLISH else ENGLISH)
    if not translated or translated == pick(record.title, lang):
        return ""
    return f"Original title: {translated}" if lang == ENGLISH else f"英譯題名：{translated}"


def _inferred(record: Record, lang: str) -> str:
    """What was inferred: for whoever keeps the record, not for lists of works."""
    fields = ", ".join(sorted(record.inferred))
    if not fields:
        return ""
    return f"Inferred: {fields}" if lang == ENGLISH else f"推定欄位：{fields}"


def csl_json(reports: Sequence[Report], urls: Mapping[str, str], lang: str = ORIGINAL) -> bytes:
    """All reports as a CSL-JSON file; ``urls`` has each report's address by its id."""
    items = [csl_item(report, urls[report.id], lang) for report in reports]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
