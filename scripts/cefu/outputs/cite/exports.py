"""Reports as files for reference managers: BibTeX, RIS, and a row for a table.

Each takes the reports and ``urls``, each report's permanent address by its id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cefu.model.document import Report
from cefu.model.language import ENGLISH, ORIGINAL
from cefu.outputs.cite.agents import name_of
from cefu.outputs.cite.item import csl_date, csl_item, issue_number, pick

_BIBTEX_TYPES = {"report": "techreport", "article-journal": "article", "chapter": "incollection"}
_RIS_TYPES = {"report": "RPRT", "article-journal": "JOUR", "chapter": "CHAP"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
}
_LONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

#: The columns of ``table_row``, in order.
COLUMNS = (
    "id", "url", "title", "title_en", "authors", "authors_en", "publisher", "publisher_en",
    "series", "container", "issue", "pages", "date", "language", "kind", "doi", "rights",
    "inferred", "sha256",
)  # fmt: skip


def tex(text: str) -> str:
    r"""``text`` with the characters that TeX reads as commands escaped, on one line.

    BibTeX counts every brace, escaped or not, so a lone one is written by name.

    >>> print(tex("R&D_{50%}\n~ #1"), tex("a}{b"))
    R\&D\_\{50\%\} \textasciitilde{} \#1 a\textbraceright{}\textbraceleft{}b
    """
    line = _one_line(text)
    lone = _lone_braces(line)
    return "".join(
        _LONE[char] if i in lone else _TEX.get(char, char) for i, char in enumerate(line)
    )


def _lone_braces(text: str) -> set[int]:
    """The places of the braces that have no partner."""
    opened: list[int] = []
    lone: set[int] = set()
    for i, char in enumerate(text):
        if char == "{":
            opened.append(i)
        elif char == "}":
            if opened:
                opened.pop()
            else:
                lone.add(i)
    return lone | set(opened)


def bibtex(reports: Sequence[Report], urls: Mapping[str, str], lang: str = ORIGINAL) -> bytes:
    """The reports as a BibTeX file in UTF-8, in the language ``lang`` where it is known.

    Titles are braced whole, so that no style changes their letters; the name of
    a body is braced, so that nothing divides it.
    """
    return "\n".join(_bibtex_entry(report, urls[report.id], lang) for report in reports).encode()


def _bibtex_entry(report: Report, url: str, lang: str) -> str:
    record = report.record
    item = csl_item(report, url, lang)
    kind = _BIBTEX_TYPES[record.kind]
    publisher = "institution" if kind == "techreport" else "publisher"
    date = csl_date(record.date) or {}
    first = (date.get("date-parts") or [[]])[0]
    fields = {
        "author": _bibtex_names(report, lang, editors=False),
        "editor": _bibtex_names(report, lang, editors=True),
        "title": f"{{{tex(item['title'])}}}" if "title" in item else "",
        "journal" if kind == "article" else "booktitle": tex(item.get("container-title", "")),
        "series": tex(item.get("collection-title", "")),
        "number": tex(issue_number(record.issue)),
        "pages": tex(item.get("page", "")).replace("-", "--"),
        publisher: tex(item.get("publisher", "")),
        "year": f"{first[0]:04d}" if first else tex(date.get("literal", "")),
        "doi": _verbatim(record.identifiers.get("doi", "")),
        "isbn": tex(item.get("ISBN", "")),
        "issn": tex(item.get("ISSN", "")),
        "url": _verbatim(url),
        "language": tex(item.get("language", "")),
        "abstract": tex(item.get("abstract", "")),
        "keywords": tex(item.get("keyword", "")),
        "note": tex(item.get("note", "")),
        "annotation": tex(item.get("annote", "")),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    if len(first) > 1:
        # A month is a macro, which each style words in its own way.
        lines.append(f"  month = {_MONTHS[first[1] - 1]},")
    return f"@{kind}{{{_key(report.id)},\n" + "\n".join(lines) + "\n}\n"


def _bibtex_names(report: Report, lang: str, *, editors: bool) -> str:
    written = []
    for agent in report.record.authors:
        if (agent.role == "editor") is not editors:
            continue
        name = name_of(agent, lang)
        if name.given:
            written.append(f"{tex(name.family)}, {tex(name.given)}")
        else:
            written.append(f"{{{tex(name.family)}}}")
    return " and ".join(written)


def _key(id: str) -> str:
    """A citation key: letters, digits, hyphens and colons only."""
    key = re.sub(r"[^A-Za-z0-9:-]+", "-", id).strip("-")
    return key if key and key[0].isalpha() else f"report-{key}".rstrip("-")


def _verbatim(address: str) -> str:
    """An address or DOI, which is read as it stands; what could end the field is encoded."""
    replaced = re.sub(r"[{}\\]", lambda found: f"%{ord(found[0]):02X}", _one_line(address))
    return replaced.replace(" ", "%20")


def ris(reports: Sequence[Report], urls: Mapping[str, str], lang: str = ORIGINAL) -> bytes:
    """The reports as a RIS file (lines end in CR LF, as the format has it)."""
    lines: list[str] = []
    for report in reports:
        record = report.record
        item = csl_item(report, urls[report.id], lang)
        is_report = record.kind == "report"
        start, _, end = item.get("page", "").partition("-")
        fields = [
            ("TY", _RIS_TYPES[record.kind]),
            ("ID", _key(report.id)),
            *(
                ("A2" if agent.role == "editor" else "AU", name_of(agent, lang).inverted)
                for agent in record.authors
            ),
            ("TI", item.get("title", "")),
            ("TT", pick(record.title, ORIGINAL if lang == ENGLISH else ENGLISH)),
            ("T2", item.get("collection-title" if is_report else "container-title", "")),
            ("T3", "" if is_report else item.get("collection-title", "")),
            ("SN" if is_report else "IS", issue_number(record.issue)),
            ("SP", start),
            ("EP", end),
            ("PB", item.get("publisher", "")),
            *_ris_dates(record.date),
            ("DO", record.identifiers.get("doi", "")),
            ("UR", urls[report.id]),
            ("LA", item.get("language", "")),
            ("AB", item.get("abstract", "")),
            *(("KW", keyword) for keyword in report.keywords),
            *(("N1", item.get(key, "")) for key in ("note", "annote")),
        ]
        title = fields[[tag for tag, _ in fields].index("TI")][1]
        lines += [
            f"{tag}  - {_one_line(value)}"
            for tag, value in fields
            if value and not (tag == "TT" and value == title)
        ]
        lines += ["ER  - ", ""]
    return "".join(f"{line}\r\n" for line in lines).encode()


def _ris_dates(edtf: str) -> list[tuple[str, str]]:
    parts = (csl_date(edtf) or {}).get("date-parts")
    if not parts:
        return []
    year, month, day = (*(f"{part:02d}" for part in parts[0]), "", "")[:3]
    return [("PY", f"{year:0>4}"), ("DA", f"{year:0>4}/{month}/{day}/")]


def table_row(report: Report, url: str) -> dict[str, str]:
    """The record as one row of a table with ``COLUMNS``; several names are joined by ``; ``."""
    record = report.record
    row = {
        "id": report.id,
        "url": url,
        "title": pick(record.title, ORIGINAL),
        "title_en": record.title.get(ENGLISH, ""),
        "authors": "; ".join(pick(agent.name, ORIGINAL) for agent in record.authors),
        "authors_en": "; ".join(agent.name.get(ENGLISH, "") for agent in record.authors),
        "publisher": pick(record.publisher, ORIGINAL),
        "publisher_en": record.publisher.get(ENGLISH, ""),
        "series": pick(record.series, ORIGINAL),
        "container": pick(record.container, ORIGINAL),
        "issue": record.issue,
        "pages": record.pages,
        "date": record.date,
        "language": record.language,
        "kind": record.kind,
        "doi": record.identifiers.get("doi", ""),
        "rights": pick(record.rights, ORIGINAL),
        "inferred": "; ".join(sorted(record.inferred)),
        "sha256": report.sha256,
    }
    return {column: _one_line(row[column]) for column in COLUMNS}


def _one_line(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())
