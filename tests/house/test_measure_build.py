"""The building benchmark, with a stand-in for the builder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from build import EDITS, measure, one_character, one_record, one_report

#: Writes a page per source where it changed; takes 256 MiB more the first time.
STAND_IN = """
import pathlib, sys
archive = pathlib.Path(sys.argv[1])
site = archive / "site"
ballast = b"" if site.exists() else b"x" * (256 << 20)
site.mkdir(exist_ok=True)
for source in (archive / "sources").glob("*.txt"):
    page = site / source.name
    if not page.exists() or page.read_bytes() != source.read_bytes():
        page.unlink(missing_ok=True)
        page.write_bytes(source.read_bytes())
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sources/authorities").mkdir(parents=True)
    for name in ("a.txt", "b.txt"):
        text = f"題目{name}\n\n第一句。第二句。第三句。第四句。\n"
        (tmp_path / "sources" / name).write_text(text, encoding="utf-8")
    record = "- id: x\n  description:\n    zh-Hant: 說明\n"
    (tmp_path / "sources/authorities/a.yml").write_text(record, encoding="utf-8")
    return tmp_path


def test_every_build_is_measured(folder: Path) -> None:
    runs = list(measure([sys.executable, "-c", STAND_IN], folder, 2))
    assert [run.build for run in runs] == [name for name, _ in EDITS]
    cold, same, character, report, record = runs
    assert same.peak_mib < 256 < cold.peak_mib
    assert [run.files for run in runs] == [2, 2, 2, 3, 3]
    assert same.written_mib == record.written_mib == 0
    assert 0 < character.written_mib < cold.written_mib
    assert report.written_mib > 0
    assert all(run.cpu_seconds > 0 for run in runs)


def test_edits_change_what_they_say(folder: Path) -> None:
    before = {p: p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    one_character(folder)
    one_report(folder)
    one_record(folder)
    after = {p: p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}
    changed = {p.name for p in after if after[p] != before.get(p)}
    assert changed == {"a.txt", "added.txt", "a.yml"}
    first = folder / "sources/a.txt"
    pairs = zip(before[first], after[first], strict=True)
    assert sum(one != other for one, other in pairs) == 1


def test_a_failing_build_stops_the_measurement(folder: Path) -> None:
    with pytest.raises(SystemExit, match="ended with status 3"):
        list(measure([sys.executable, "-c", "raise SystemExit(3)"], folder, 1))
