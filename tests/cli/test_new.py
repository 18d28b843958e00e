"""``cefu new``: an archive that builds at once, and what commands end with."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cefu.cli.commands import main
from cefu.site.build import build
from cefu.site.project import GENERATED, Project
from cefu.site.settings import identity


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def test_a_new_archive_is_called_what_was_answered(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    code, text = run(
        "new", str(folder), "--name", '航道: "文獻"', "--name-en", "Sea # Lanes",
        "--url", "https://example.org/lanes/", "--contact", "keeper@example.org",
    )  # fmt: skip
    assert code == 0
    assert "cefu add" in text
    told = identity(Project.at(folder))
    assert told.names["zh-Hant"] == '航道: "文獻"'
    assert told.names["en"] == "Sea # Lanes"
    assert told.url == "https://example.org/lanes/"
    assert "keeper@example.org" in (folder / "docs/about.md").read_text("utf-8")


def test_it_builds_before_it_holds_anything(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    assert run("new", str(folder), "--no-questions")[0] == 0
    build(Project.at(folder))
    for page in (
        "index.html",
        "about/index.html",
        "zh-Hans/about/index.html",
        "en/about/index.html",
    ):
        assert (folder / "site" / page).is_file()
    assert "关于本典藏" in (folder / "site/zh-Hans/about/index.html").read_text("utf-8")
    assert "About this archive" in (folder / "site/en/about/index.html").read_text("utf-8")


def test_what_a_build_makes_is_ignored_and_what_a_keeper_makes_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    run("new", str(folder), "--no-questions")
    ignored = (folder / ".gitignore").read_text("utf-8").split()
    for part in GENERATED:
        assert any(f"/docs/{part}" in (line, line.rstrip("/")) for line in ignored), part
    assert not any(line.startswith("/sources") for line in ignored)


def test_its_workflow_checks_builds_and_publishes(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    run("new", str(folder), "--no-questions")
    workflow = yaml.safe_load((folder / ".github/workflows/pages.yml").read_text("utf-8"))
    commands = [step.get("run") for step in workflow["jobs"]["build"]["steps"]]
    assert [c for c in commands if c] == [
        "pip install -r requirements.txt",
        "cefu check",
        "cefu build",
    ]
    assert workflow["jobs"]["deploy"]["needs"] == "build"


def test_questions_are_asked_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "archive"
    monkeypatch.setattr("cefu.cli.keeping.on_a_terminal", lambda: True)
    answers = "\n".join(["河川文獻", "River papers", "", "", "河務史讀書會", "", ""]) + "\n"
    result = CliRunner().invoke(main, ["new", str(folder)], input=answers)
    assert result.exit_code == 0, result.output
    assert identity(Project.at(folder)).names["en"] == "River papers"
    assert "河務史讀書會" in (folder / "README.md").read_text("utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("x")
    code, text = run("new", str(tmp_path), "--no-questions")
    assert code == 1
    assert "not empty: it holds thesis.doc" in text
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_repository_without_files_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert run("new", str(tmp_path), "--no-questions")[0] == 0


def test_an_address_that_is_none_is_told(tmp_path: Path) -> None:
    code, text = run("new", str(tmp_path / "a"), "--no-questions", "--url", "example.org")
    assert code == 1
    assert "https://example.org/archive/" in text
    assert not (tmp_path / "a").exists()


def test_each_kind_of_end_has_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("build", str(tmp_path))[0] == 1
    assert run("bild")[0] == 2

    def broken(*_: object) -> None:
        raise KeyError("p7")

    monkeypatch.setattr("cefu.cli.new.starter_files", broken)
    code, text = run("new", str(tmp_path / "a"), "--no-questions")
    assert code == 70
    assert "a defect of the program: KeyError: 'p7'" in text
    assert "Traceback" not in text
    assert "Traceback" in run("new", str(tmp_path / "a"), "--no-questions", "-v")[1]


def test_who_interrupts_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cefu.cli.new.starter_files", stopped)
    code, text = run("new", str(tmp_path / "a"), "--no-questions")
    assert (code, text) == (130, "cefu: interrupted\n")


def test_quiet_says_nothing(tmp_path: Path) -> None:
    assert run("new", str(tmp_path / "a"), "--no-questions", "-q") == (0, "")


def test_an_archive_that_has_published_is_not_emptied(tmp_path: Path) -> None:
    run("new", str(tmp_path / "a"), "--no-questions")
    lock = tmp_path / "a/sources/anchors/brief.json"
    lock.parent.mkdir()
    lock.write_text('{"schema": 2, "source": "", "anchors": []}', encoding="utf-8")
    code, text = run("build", str(tmp_path / "a"))
    assert code == 1
    assert "no document in the sources folder" in text
