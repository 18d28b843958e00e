"""A lock that vanished is missed, and never taken for an archive that was not published."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from cefu.cli import main
from cefu.model.errors import CefuError
from cefu.site.build import preprocess
from cefu.site.project import Project

BRIEF = "航道治理之觀察\n\n壹、前言\n\n近年來航運情勢多變，各國紛紛調整政策，以求穩定供應。\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """An archive of two reports that has been published."""
    (tmp_path / "sources").mkdir()
    for name, title in (("a", "航道治理之觀察"), ("b", "港口建設之展望")):
        text = BRIEF.replace("航道治理之觀察", title)
        (tmp_path / "sources" / f"{name}.txt").write_text(text, encoding="utf-8")
    preprocess(Project.at(tmp_path))
    return tmp_path


def test_sha256sum_itself_finds_the_lock_as_listed(archive: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],
        cwd=archive / "sources", capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "anchors/a.json: OK" in done.stdout


@pytest.mark.parametrize("gone", [("a",), ("a", "b")])
def test_a_deleted_lock_stops_the_build(archive: Path, gone: tuple[str, ...]) -> None:
    folder = archive / "sources" / "anchors"
    for name in gone:
        (folder / f"{name}.json").unlink()
    if len(gone) == 2:
        folder.rmdir()
    run = CliRunner().invoke(main, ["build", str(archive)])
    assert run.exit_code == 1
    for name in gone:
        assert f"anchors/{name}.json are gone" in run.output
    assert "git checkout" in run.output
    assert not (folder / "a.json").exists()


def test_accepting_changed_documents_forgets_no_lock(archive: Path) -> None:
    assert CliRunner().invoke(main, ["check", "--update-checksums", str(archive)]).exit_code == 0
    (archive / "sources" / "anchors" / "b.json").unlink()
    with pytest.raises(CefuError, match=r"anchors/b\.json are gone"):
        preprocess(Project.at(archive))


def test_a_renamed_report_is_not_missed(archive: Path) -> None:
    assert CliRunner().invoke(main, ["rename", "a", "c", "--in", str(archive)]).exit_code == 0
    for _ in range(2):
        preprocess(Project.at(archive))
    sums = (archive / "sources" / "SHA256SUMS").read_text("utf-8")
    assert "anchors/c.json" in sums
    assert "anchors/a.json" not in sums


def test_a_file_in_the_place_of_the_folder_is_told(archive: Path) -> None:
    folder = archive / "sources" / "anchors"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    folder.write_text("", encoding="utf-8")
    run = CliRunner().invoke(main, ["build", str(archive)])
    assert run.exit_code == 1
    assert "anchors must be a folder" in run.output
    assert "Traceback" not in run.output
