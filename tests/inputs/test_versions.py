"""What lies in ``sources/versions/`` and is no older version."""

from __future__ import annotations

from pathlib import Path

import pytest

from cefu.inputs.versions import read_versions, version_sums
from cefu.model.errors import CefuError


def test_what_a_system_hides_there_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "versions"
    folder.mkdir()
    for name in (".DS_Store", "._river.1.json"):
        (folder / name).write_bytes(b"\0")
    assert read_versions(folder, {"river"}) == {}
    assert version_sums(tmp_path) == {}


@pytest.mark.parametrize("name", ["river.json", "lake.1.json", "river.0.json", "notes.txt"])
def test_any_other_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("{}", encoding="utf-8")
    with pytest.raises(CefuError, match="no older version"):
        read_versions(tmp_path, {"river"})
