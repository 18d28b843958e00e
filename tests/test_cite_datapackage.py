"""The data package describes exactly the files it is given."""

from __future__ import annotations

import hashlib
import json

import pytest

from cefu.model.errors import CefuError
from cefu.outputs.data.datapackage import Resource, datapackage

CSV = Resource(
    "reports.csv", '\ufeffid,title\r\na,"一,二"\r\n'.encode(), "報告", fields={"id": "代號"}
)
JSON = Resource("reports.json", b"{}", "Reports", schema="schema/reports.schema.json")


def test_every_file_is_described_with_size_hash_and_schema() -> None:
    made = datapackage("cefu-demo", [JSON, CSV], title="典藏", homepage="https://a.example/")
    data = json.loads(made)
    assert [resource["name"] for resource in data["resources"]] == ["reports.csv", "reports.json"]
    table, tree = data["resources"]
    assert table["profile"] == "tabular-data-resource"
    assert table["schema"]["fields"] == [
        {"name": "id", "type": "string", "description": "代號"},
        {"name": "title", "type": "string"},
    ]
    assert table["bytes"] == len(CSV.content)
    assert table["hash"] == f"sha256:{hashlib.sha256(CSV.content).hexdigest()}"
    assert tree["schema"] == "schema/reports.schema.json"
    assert tree["mediatype"] == "application/json"
    assert "created" not in data
    assert made == datapackage(
        "cefu-demo", [CSV, JSON], title="典藏", homepage="https://a.example/"
    )


@pytest.mark.parametrize(
    "path", ["../x.json", "/etc/passwd", "a/../../b.json", "https://b.example/x"]
)
def test_no_file_stands_outside_the_package(path: str) -> None:
    with pytest.raises(CefuError, match="out of the data package"):
        datapackage("demo", [Resource(path, b"", "X")], title="X")


def test_names_and_paths_are_checked() -> None:
    with pytest.raises(CefuError, match="cannot name"):
        datapackage("Demo archive", [], title="X")
    with pytest.raises(CefuError, match="two files"):
        datapackage("demo", [JSON, JSON], title="X")
