"""The command: every part of it helps, checks and explains."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from cefu.cli.commands import main
from cefu.site.project import Project
from cefu.site.serve import watched


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_readme_names_every_command_and_help_describes_it(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    code, overview = run("--help")
    assert code == 0
    for name, command in main.commands.items():
        assert f"`cefu {name}" in readme
        assert name in overview
        code, text = run(name, "--help")
        assert code == 0
        assert command.help
        assert command.help.splitlines()[0] in text


@pytest.fixture
def built(tmp_path: Path, archive_folder: Path, site: Path) -> Path:
    """A built archive that a test may spoil."""
    folder = tmp_path / "archive"
    shutil.copytree(archive_folder, folder, ignore=shutil.ignore_patterns(".cefu", "site"))
    return folder


def test_check_is_content_with_what_a_build_left(built: Path) -> None:
    code, text = run("check", str(built))
    assert code == 0
    assert text.count("characters accounted for") == 5


def test_check_tells_a_lock_file_that_is_behind(built: Path) -> None:
    lock = next((built / "sources" / "anchors").glob("004*.json"))
    text = lock.read_text("utf-8")
    lock.write_text(re.sub(r'"source": "\w+"', '"source": "0"', text), encoding="utf-8")
    code, text = run("check", str(built))
    assert code == 3
    assert "not up to date" in text


def test_a_changed_text_needs_the_keepers_word(built: Path) -> None:
    path = next((built / "sources").glob("004*.txt"))
    path.write_text(path.read_text("utf-8").replace("圓滿舉行", "如期舉行"), encoding="utf-8")
    code, text = run("check", str(built))
    assert code == 1
    assert "SHA256SUMS" in text
    code, text = run("check", str(built), "--update-checksums")
    assert "SHA256SUMS" not in text


def test_explain_tells_where_the_characters_went(root: Path) -> None:
    report = next((root / "sources").glob("000*.txt"))
    code, text = run("explain", str(report))
    assert code == 0
    assert "page-label" in text
    assert "running-head" in text
    code, everything = run("explain", report.stem, "--in", str(root), "--all")
    assert code == 0
    assert len(everything) > len(text)


def test_explain_an_unknown_report_names_the_known(root: Path) -> None:
    code, text = run("explain", "nowhere", "--in", str(root))
    assert code == 1
    assert "Known: 000_" in text


def test_suggest_ends_with_nothing_to_add_here(built: Path) -> None:
    code, text = run("suggest", str(built))
    assert code == 0
    assert text.strip() == "every name has a record or a reason to be ignored"


def test_serving_follows_what_people_edit_and_not_what_we_make(built: Path) -> None:
    shown = {Path(path).name for path in watched(Project.at(built))}
    assert {"sources", "docs", "mkdocs.yml"} <= shown
    assert not shown & {"reports", "actors", "site", "data"}
