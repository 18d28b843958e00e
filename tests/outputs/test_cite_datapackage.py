"""The data package describes exactly the files it is given."""

from __future__ import annotations

import hashlib
import json

import pytest

from cefu.model.errors import CefuError
from cefu.outputs.data.datapackage import Resource, datapackage
from cefu.outputs.data.tables import Column, ForeignKey, Table

NAMES = Table(
    "names",
    (Column("id", "代號", required=True), Column("report", "報告"), Column("n", "次數", "integer")),
    ("id",),
    lambda _: [],
    (ForeignKey(("report",), "reports", ("id",)),),
)
CSV = Resource("names.csv", '\ufeffid,report,n\r\na,"一,二",3\r\n'.encode(), "名稱", table=NAMES)
JSON = Resource("reports.json", b"{}", "Reports", schema="schema/reports.schema.json")


def test_every_file_is_described_with_size_hash_and_schema() -> None:
    made = datapackage("cefu-demo", [JSON, CSV], title="典藏", homepage="https://a.example/")
    data = json.loads(made)
    assert [resource["name"] for resource in data["resources"]] == ["names.csv", "reports.json"]
    table, tree = data["resources"]
    assert table["profile"] == "tabular-data-resource"
    assert table["schema"] == {
        "fields": [
            {
                "name": "id",
                "type": "string",
                "description": "代號",
                "constraints": {"required": True},
            },
            {"name": "report", "type": "string", "description": "報告"},
            {"name": "n", "type": "integer", "description": "次數"},
        ],
        "primaryKey": ["id"],
        "foreignKeys": [
            {"fields": ["report"], "reference": {"resource": "reports.csv", "fields": ["id"]}}
        ],
    }
    assert table["bytes"] == len(CSV.content)
    assert table["hash"] == f"sha256:{hashlib.sha256(CSV.content).hexdigest()}"
    assert tree["jsonSchema"] == "schema/reports.schema.json"
    assert "schema" not in tree
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
