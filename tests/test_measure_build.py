"""The building benchmark, with a stand-in for the builder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from build import make_archive, measure

#: Writes a page per source; takes 256 MiB more the first time.
STAND_IN = """
import pathlib, sys
archive = pathlib.Path(sys.argv[1])
site = archive / "site"
ballast = b"" if site.exists() else b"x" * (256 << 20)
site.mkdir(exist_ok=True)
for source in (archive / "sources").iterdir():
    (site / source.name).write_bytes(source.read_bytes())
"""


@pytest.fixture
def texts(tmp_path: Path) -> list[Path]:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    return sorted(tmp_path.glob("*.txt"))


def test_an_archive_takes_the_texts_in_turn(tmp_path: Path, texts: list[Path]) -> None:
    make_archive(tmp_path / "archive", texts, 3)
    made = sorted((tmp_path / "archive" / "sources").iterdir())
    assert [file.read_text(encoding="utf-8") for file in made] == ["a.txt", "b.txt", "a.txt"]


def test_both_builds_are_measured(texts: list[Path]) -> None:
    first, again = measure([sys.executable, "-c", STAND_IN], texts, 3)
    assert (first.reports, first.again, again.again) == (3, False, True)
    assert first.files == again.files == 3
    assert again.peak_mib < 256 < first.peak_mib
    assert 0 < again.seconds < 30


def test_a_failing_build_stops_the_measurement(texts: list[Path]) -> None:
    with pytest.raises(SystemExit, match="ended with status 3"):
        measure([sys.executable, "-c", "raise SystemExit(3)"], texts, 1)
