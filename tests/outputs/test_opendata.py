"""Open data: the files fit their schemas, and say what the site says."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

FILES = ("reports", "timeline", "actors")


def read(site: Path, name: str) -> Any:
    return json.loads((site / "data" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FILES)
def test_each_file_fits_its_schema(site: Path, name: str) -> None:
    schema = read(site, f"schemas/{name}.schema.json")
    Draft202012Validator.check_schema(schema)
    faults = list(Draft202012Validator(schema).iter_errors(read(site, f"{name}.json")))
    assert faults == []


def test_ledgers_fit_their_schema_and_account_for_every_character(site: Path, root: Path) -> None:
    schema = Draft202012Validator(read(site, "schemas/ledger.schema.json"))
    for report in read(site, "reports.json")["reports"]:
        ledger = read(site, f"ledger/{report['id']}.json")
        schema.validate(ledger)
        text = (root / "sources" / report["source"]["file"]).read_text(encoding="utf-8")
        ends = [entry[1] for entry in ledger["entries"]]
        starts = [entry[0] for entry in ledger["entries"]]
        assert starts == [0, *ends[:-1]]
        assert ends[-1] == len(text) == ledger["characters"]
        dropped = "".join(text[a:b] for a, b, fate, *_ in ledger["entries"] if fate == "blank")
        assert dropped.strip() == ""


def test_what_the_ledger_calls_text_is_the_text_of_the_blocks(site: Path, root: Path) -> None:
    for report in read(site, "reports.json")["reports"]:
        text = (root / "sources" / report["source"]["file"]).read_text(encoding="utf-8")
        taken: dict[str, str] = {}
        for start, end, fate, _, where in read(site, f"ledger/{report['id']}.json")["entries"]:
            if fate in ("text", "note"):
                taken[where] = taken.get(where, "") + text[start:end]
        for piece in [*report["blocks"], *report["notes"]]:
            assert "".join(taken[piece["id"]].split()) == "".join(piece["text"].split())


def test_texts_hold_no_extraction_blanks(site: Path) -> None:
    for report in read(site, "reports.json")["reports"]:
        for block in report["blocks"]:
            for before, after in zip(block["text"], block["text"][1:], strict=False):
                assert not (before == " " and after > "\u2e7f")
                assert not (after == " " and before > "\u2e7f")


def test_every_reference_leads_somewhere(site: Path) -> None:
    reports = {r["id"]: r for r in read(site, "reports.json")["reports"]}
    places = {
        name: {b["id"] for b in r["blocks"]} | {n["id"] for n in r["notes"]}
        for name, r in reports.items()
    }
    for report in reports.values():
        sections = {s["id"] for s in report["sections"]}
        notes = {n["id"] for n in report["notes"]}
        for block in report["blocks"]:
            assert block["section"] in sections
            assert set(block["notes"]) <= notes
    actors = {a["id"]: a for a in read(site, "actors.json")["actors"]}
    for actor in actors.values():
        for mention in actor["mentions"]:
            assert mention["block"] in places[mention["report"]]
        counted = [m["report"] for m in actor["mentions"]]
        assert actor["counts"] == {name: counted.count(name) for name in reports}
    for statement in read(site, "timeline.json")["statements"]:
        assert statement["block"] in places[statement["report"]]
        assert set(statement["actors"]) <= set(actors)
        assert statement["event"] is None or statement["event"] in actors


def test_tables_have_as_many_rows_as_the_json(site: Path) -> None:
    for name, key in (("reports", "reports"), ("timeline", "statements"), ("actors", "actors")):
        assert len(rows(site, name)) == len(read(site, f"{name}.json")[key])


def rows(site: Path, name: str) -> list[dict[str, str]]:
    text = (site / "data" / f"{name}.csv").read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_address_of_a_table_leads_to_a_page(site: Path) -> None:
    for name in ("reports", "sections", "blocks", "notes", "timeline", "actors", "mentions"):
        for row in rows(site, name):
            path, _, anchor = row["url"].partition("#")
            assert name == "actors" or path
            if path:
                page = (site / path / "index.html").read_text(encoding="utf-8")
                assert not anchor or f'id="{anchor}"' in page, (name, row["url"])


def test_keys_are_unique_and_references_kept(site: Path) -> None:
    package = read(site, "datapackage.json")
    tables = {r["name"]: r for r in package["resources"] if r["profile"].startswith("tabular")}
    for name, table in tables.items():
        own = rows(site, name.removesuffix(".csv"))
        columns = [field["name"] for field in table["schema"]["fields"]]
        if name == "figures.csv" and not own:
            continue  # No report of this archive has one.
        assert own
        assert list(own[0]) == columns
        keys = [tuple(row[c] for c in table["schema"]["primaryKey"]) for row in own]
        assert len(set(keys)) == len(keys), name
        for key in table["schema"].get("foreignKeys", []):
            target = rows(site, key["reference"]["resource"].removesuffix(".csv"))
            known = {tuple(row[c] for c in key["reference"]["fields"]) for row in target}
            used = {tuple(row[c] for c in key["fields"]) for row in own}
            assert {key for key in used if all(key)} <= known, name


def test_mentions_of_the_table_are_those_of_the_json(site: Path) -> None:
    listed = [
        (a["id"], m["report"], m["block"], str(m["start"]))
        for a in read(site, "actors.json")["actors"]
        for m in a["mentions"]
    ]
    table = [(r["actor"], r["report"], r["block"], r["start"]) for r in rows(site, "mentions")]
    assert sorted(listed) == sorted(table)


def test_no_cell_is_a_formula(site: Path) -> None:
    for path in (site / "data").glob("*.csv"):
        for row in csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")):
            assert not any(cell.startswith(("=", "+", "@")) for cell in row)
