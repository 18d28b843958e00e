"""``datapackage.json``: what the open data of an archive are, file by file.

A Frictionless Data Package, version 1 (https://specs.frictionlessdata.io/).  Tables have
a Table Schema; other files name their JSON Schema under ``jsonSchema``, a property of
ours, since ``schema`` is for tables only.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from cefu.model.errors import CefuError
from cefu.outputs.data.tables import Table

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

    ``table`` declares the columns of a CSV file; ``schema`` is the path of a JSON
    file's JSON Schema, below the package as well.
    """

    path: str
    content: bytes
    title: str
    description: str = ""
    schema: str = ""
    media_type: str = ""
    table: Table | None = None


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
    version: str = "",
    doi: str = "",
) -> bytes:
    """The descriptor of the package ``name`` over ``resources``, the same for the same.

    ``licences`` are mappings with ``name`` or ``path`` and ``title``, ``sources``
    mappings with ``title`` and ``path``; ``created`` is an ISO date, left out where
    the archive has none; ``doi`` becomes the ``id``.  Raises ``CefuError`` for a name or path that the
    specification forbids, and for a path given twice.

    >>> made = datapackage("demo", [Resource("a.json", b"{}", "A")], title="Demo")
    >>> json.loads(made)["resources"][0]["mediatype"]
    'application/json'
    """
    if not _NAME.fullmatch(name):
        raise CefuError(
            f"{name!r} cannot name a data package",
            remedy="Use lower-case letters, digits, '-', '_' and '.'",
        )
    paths = Counter(resource.path for resource in resources)
    for path, times in paths.items():
        if times > 1:
            raise CefuError(f"the data package has two files {path!r}")
    descriptor = {
        "profile": "data-package",
        "name": name,
        "id": f"https://doi.org/{doi}" if doi else "",
        "title": title,
        "description": description,
        "homepage": homepage,
        "version": version,
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
    described: dict[str, Any] = {
        "profile": "data-resource" if resource.table is None else "tabular-data-resource",
        "name": _resource_name(resource.path),
        "path": resource.path,
        "title": resource.title,
        "description": resource.description,
        "format": suffix,
        "mediatype": resource.media_type or _MEDIA_TYPES.get(suffix, "application/octet-stream"),
        "encoding": "utf-8",
        "bytes": len(resource.content),
        "hash": f"sha256:{hashlib.sha256(resource.content).hexdigest()}",
        "jsonSchema": resource.schema,
    }
    if resource.table is not None:
        described["schema"] = table_schema(resource.table)
    return {key: value for key, value in described.items() if value != ""}


def _resource_name(path: str) -> str:
    """The path as a name: ``tables/reports.csv`` is ``tables-reports.csv``."""
    return re.sub(r"[^a-z0-9._-]+", "-", quote(path).lower()).strip("-")


def table_schema(table: Table) -> dict[str, Any]:
    """The Table Schema of ``table``: columns, key, and what it refers to.

    A table of one file refers to others by the names of their resources.
    """
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": column.type,
                "description": column.meaning,
                **({"constraints": {"required": True}} if column.required else {}),
            }
            for column in table.columns
        ],
        "primaryKey": list(table.key),
    }
    if table.refers:
        schema["foreignKeys"] = [
            {
                "fields": list(key.columns),
                "reference": {"resource": f"{key.table}.csv", "fields": list(key.target)},
            }
            for key in table.refers
        ]
    return schema
