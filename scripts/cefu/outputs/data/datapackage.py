"""``datapackage.json``: what the open data of an archive are, file by file.

A Frictionless Data Package, version 1 (https://specs.frictionlessdata.io/).
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from cefu.model.errors import CefuError

_MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv",
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "xml": "application/xml",
    "txt": "text/plain",
}
_NAME = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")
_URL = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of the package: ``path`` below the package, and its bytes.

    ``schema`` is the path of the file's JSON Schema, below the package as well.
    ``fields`` describes the columns of a CSV file; one that is not named there
    is a string without a description.
    """

    path: str
    content: bytes
    title: str
    description: str = ""
    schema: str = ""
    media_type: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)


def datapackage(
    name: str,
    resources: Sequence[Resource],
    *,
    title: str,
    description: str = "",
    homepage: str = "",
    licences: Sequence[Mapping[str, str]] = (),
    sources: Sequence[Mapping[str, str]] = (),
    created: str = "",
) -> bytes:
    """The descriptor of the package ``name`` over ``resources``, the same for the same.

    ``licences`` are mappings with ``name`` or ``path`` and ``title``, ``sources``
    mappings with ``title`` and ``path``; ``created`` is an ISO date, left out where
    the archive has none.  Raises ``CefuError`` for a name or path that the
    specification forbids, and for a path given twice.

    >>> made = datapackage("demo", [Resource("a.csv", b"id\\n1\\n", "A")], title="Demo")
    >>> json.loads(made)["resources"][0]["schema"]
    {'fields': [{'name': 'id', 'type': 'string'}]}
    """
    if not _NAME.fullmatch(name):
        raise CefuError(
            f"{name!r} cannot name a data package",
            remedy="Use lower-case letters, digits, '-', '_' and '.'",
        )
    paths = [resource.path for resource in resources]
    for path in paths:
        if paths.count(path) > 1:
            raise CefuError(f"the data package has two files {path!r}")
    descriptor = {
        "profile": "data-package",
        "name": name,
        "title": title,
        "description": description,
        "homepage": homepage,
        "created": created,
        "licenses": [dict(licence) for licence in licences],
        "sources": [dict(source) for source in sources],
        "resources": [_describe(resource) for resource in sorted(resources, key=lambda r: r.path)],
    }
    kept = {key: value for key, value in descriptor.items() if value}
    return (json.dumps(kept, ensure_ascii=False, indent=2) + "\n").encode()


def _describe(resource: Resource) -> dict[str, Any]:
    for path in filter(None, (resource.path, resource.schema)):
        parts = PurePosixPath(path).parts
        if path.startswith("/") or ".." in parts or "\\" in path or _URL.match(path):
            raise CefuError(f"the path {path!r} leads out of the data package")
    suffix = PurePosixPath(resource.path).suffix.lstrip(".").lower()
    tabular = suffix == "csv"
    described: dict[str, Any] = {
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "name": _resource_name(resource.path),
        "path": resource.path,
        "title": resource.title,
        "description": resource.description,
        "format": suffix,
        "mediatype": resource.media_type or _MEDIA_TYPES.get(suffix, "application/octet-stream"),
        "encoding": "utf-8",
        "bytes": len(resource.content),
        "hash": f"sha256:{hashlib.sha256(resource.content).hexdigest()}",
    }
    if tabular:
        described["schema"] = _table_schema(resource)
    elif resource.schema:
        described["schema"] = resource.schema
    return {key: value for key, value in described.items() if value != ""}


def _resource_name(path: str) -> str:
    """The path as a name: ``tables/reports.csv`` is ``tables-reports.csv``."""
    return re.sub(r"[^a-z0-9._-]+", "-", quote(path).lower()).strip("-")


def _table_schema(resource: Resource) -> dict[str, Any]:
    text = resource.content.decode("utf-8-sig")
    header = next(csv.reader(io.StringIO(text, newline="")), [])
    return {
        "fields": [
            {
                "name": column,
                "type": "string",
                **({"description": resource.fields[column]} if column in resource.fields else {}),
            }
            for column in header
        ]
    }
