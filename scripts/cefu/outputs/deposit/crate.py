"""`ro-crate-metadata.json`: what lies in a deposit, and what each file is of (RO-Crate 1.1,
https://w3id.org/ro/crate/1.1)."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping, Sequence

from cefu.model.document import Report
from cefu.outputs.cite import json_ld
from cefu.outputs.data.addresses import report_url

NAME = "ro-crate-metadata.json"
#: Media types by suffix that the system's table may lack.
_TYPES = {
    ".epub": "application/epub+zip",
    ".md": "text/markdown",
    ".cff": "application/yaml",
    ".yml": "application/yaml",
    ".sqlite": "application/vnd.sqlite3",
    ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems",
    ".rng": "application/xml",
    ".ics": "text/calendar",
}
#: Python's own table, without what the machine's files add.
_COMMON = mimetypes.MimeTypes().types_map[True]


def crate(
    files: Mapping[str, int],
    reports: Sequence[Report],
    title: str,
    description: str,
    keeper: str,
    base: str,
    doi: str = "",
) -> bytes:
    """The metadata of a crate that holds ``files`` (path -> size in bytes).

    The archive is called ``title``, kept by ``keeper``, published at ``base``; ``doi`` is its
    own.  Each report is a part of it, with the files below ``reports/<id>/``.
    """
    works = [_work(report, files, base) for report in reports]
    published = max((str(w["datePublished"]) for w in works if w.get("datePublished")), default="")
    rights = sorted({str(w["copyrightNotice"]) for w in works if w.get("copyrightNotice")})
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": title,
        "description": description or title,
        "datePublished": published or "1970-01-01",
        "license": "; ".join(rights) or "No licence is stated; see each report.",
        "publisher": {"@id": "#keeper"},
        "url": base,
        "identifier": f"https://doi.org/{doi}" if doi else base,
        "hasPart": [{"@id": name} for name in sorted(files)],
        "mentions": [{"@id": work["@id"]} for work in works],
    }
    graph: list[Mapping[str, object]] = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {key: value for key, value in root.items() if value},
        {"@id": "#keeper", "@type": "Organization", "name": keeper or title},
        *works,
        *(
            {
                "@id": name,
                "@type": "File",
                "name": name.rpartition("/")[2],
                "contentSize": str(size),
                "encodingFormat": media_type(name),
            }
            for name, size in sorted(files.items())
        ),
    ]
    data = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": _flat(graph)}
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _work(report: Report, files: Mapping[str, int], base: str) -> dict[str, object]:
    """One report in schema.org's terms, as its page has it, with its files."""
    address = base + report_url(report.id) if base else f"#{report.id}"
    data = json_ld(report, address, report.record.language, address)
    del data["@context"]
    own = [name for name in sorted(files) if name.startswith(f"reports/{report.id}/")]
    words: dict[str, object] = {
        key: _plain(data[key]) for key in ("name", "abstract") if key in data
    }
    return {**data, **words, "hasPart": [{"@id": name} for name in own]}


def _plain(words: object) -> object:
    """Words of which the languages are told, as plain words; the original first."""
    told = words if isinstance(words, list) else [words]
    return [each["@value"] if isinstance(each, dict) else each for each in told]


def _flat(entities: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The entities with every one that lies inside another beside it, as RO-Crate wants it.

    >>> _flat([{"@id": "a", "author": {"@type": "Person", "name": "甲"}}])
    [{'@id': 'a', 'author': {'@id': '#person-甲'}}, {'@type': 'Person', 'name': '甲', '@id': '#person-甲'}]
    """
    beside: dict[str, Mapping[str, object]] = {}

    def hoist(value: object) -> object:
        if isinstance(value, list):
            return [hoist(each) for each in value]
        if not isinstance(value, dict) or "@type" not in value:
            return value
        words = value.get("name") or value.get("value") or value.get("issueNumber") or ""
        ident = f"#{value['@type']}-{words}".lower().replace(" ", "-")
        beside.setdefault(ident, {**{k: hoist(v) for k, v in value.items()}, "@id": ident})
        return {"@id": ident}

    own = [{key: hoist(value) for key, value in entity.items()} for entity in entities]
    return [*own, *beside.values()]


def media_type(name: str) -> str:
    """The media type of a file, told by its name.

    >>> media_type("a.epub"), media_type("reports/a/a.tei.xml"), media_type("SHA256SUMS")
    ('application/epub+zip', 'application/tei+xml', 'text/plain')
    """
    if name.endswith(".tei.xml"):
        return "application/tei+xml"
    suffix = name[name.rfind(".") :] if "." in name.rpartition("/")[2] else ""
    guessed = _TYPES.get(suffix) or _COMMON.get(suffix)
    return guessed or ("text/plain" if not suffix else "application/octet-stream")
