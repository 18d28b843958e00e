"""The keeper's ``mkdocs.yml``: a name is enough, odd ones are told, and what the pages need stays."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from cefu.model.errors import CefuError
from cefu.model.language import LANGS
from cefu.site.build import build, preprocess
from cefu.site.project import Project, theme_folder
from cefu.site.settings import identity, write_trees
from cefu.site.settings.keepers_file import read_settings

CASES = yaml.safe_load((Path(__file__).parents[1] / "data/build/settings.yml").read_text("utf-8"))
NO_PAGES: dict[Any, dict[str, bytes]] = {lang: {} for lang in LANGS}
BRIEF = "兩岸能源合作之觀察\n\n壹、前言\n\n近年來能源情勢多變，各國紛紛調整政策，以求穩定供應。\n"


def project(folder: Path, settings: str) -> Project:
    """An archive with one text, a page of the keeper's, and this ``mkdocs.yml``."""
    for name, text in {
        "sources/a.txt": BRIEF,
        "docs/about.md": "# 關於\n\n| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |\n",
        "mkdocs.yml": settings,
    }.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Project.at(folder)


def written(archive: Project) -> dict[str, Any]:
    """The renderer's settings of the original language."""
    write_trees(archive, NO_PAGES)
    config = (archive.work / "mkdocs.yml").read_text("utf-8")
    settings: dict[str, Any] = yaml.safe_load(config)
    return settings


def settle(archive: Project) -> None:
    """What a build does with the settings."""
    identity(archive)
    write_trees(archive, NO_PAGES)


def names_in(entries: list[Any]) -> list[str]:
    return [entry if isinstance(entry, str) else next(iter(entry)) for entry in entries]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_keepers_settings_serve_or_are_told(case: dict[str, Any], tmp_path: Path) -> None:
    archive = project(tmp_path, case["text"])
    if "says" in case:
        with pytest.raises(CefuError) as told:
            settle(archive)
        for words in ("mkdocs.yml", *case["says"]):
            assert words in str(told.value)
        return
    settings = written(archive)
    needed = ["attr_list", "md_in_html", "tables", "toc"]
    assert names_in(settings["markdown_extensions"])[:4] == needed
    assert {"search": {"enabled": False}} in settings["plugins"]
    assert settings["theme"]["name"] == "material"
    assert settings["docs_dir"] == "../docs"


def test_what_a_keeper_adds_is_added(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "404.html").write_text("mine", encoding="utf-8")
    base = read_settings(theme_folder() / "mkdocs.yml", theme_folder())
    settings = written(
        project(
            tmp_path,
            "site_name: 甲\nextra_css: [mine.css]\nmarkdown_extensions: [footnotes]\n"
            "exclude_docs: drafts/\ntheme: {custom_dir: templates, favicon: mine.svg}\n",
        )
    )
    assert settings["extra_css"] == [*base["extra_css"], "mine.css"]
    assert names_in(settings["markdown_extensions"])[-1] == "footnotes"
    assert set(base["exclude_docs"].split()) | {"drafts/"} == set(settings["exclude_docs"].split())
    assert settings["theme"]["favicon"] == "mine.svg"
    assert (tmp_path / ".cefu/overrides/404.html").read_text("utf-8") == "mine"
    assert (tmp_path / ".cefu/overrides/main.html").is_file()


def test_settings_may_inherit_from_a_file_of_the_keepers(tmp_path: Path) -> None:
    (tmp_path / "common.yml").write_text("copyright: 甲館\nextra: {a: 1}\n", encoding="utf-8")
    settings = written(project(tmp_path, "INHERIT: common.yml\nextra: {b: 2}\n"))
    assert settings["copyright"] == "甲館"
    assert settings["extra"].items() >= {"a": 1, "b": 2}.items()


def test_a_page_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    archive = project(tmp_path, "site_name: 甲\n")
    (tmp_path / "docs/history.md").write_bytes("沿革".encode("big5"))
    with pytest.raises(CefuError, match=r"history\.md: the page is not UTF-8"):
        write_trees(archive, NO_PAGES)


@pytest.mark.whole
@pytest.mark.parametrize("settings", ["site_name: 甲館\n", None], ids=["a name", "no file"])
def test_an_archive_needs_no_more_than_a_name(tmp_path: Path, settings: str | None) -> None:
    archive = project(tmp_path, settings or "")
    if settings is None:
        (tmp_path / "mkdocs.yml").unlink()
    build(Project.at(archive.root))
    home = (tmp_path / "site/index.html").read_text("utf-8")
    assert ("甲館" if settings else "策府") in home
    about = (tmp_path / "site/about/index.html").read_text("utf-8")
    assert "<td>丙</td>" in about
    assert 'href="../about/"' in (tmp_path / "site/reports/index.html").read_text("utf-8")


@pytest.mark.whole
def test_the_archives_own_tree_builds_with_plain_mkdocs(
    tmp_path: Path, archive_folder: Path, site: Path
) -> None:
    folder = tmp_path / "plain"
    shutil.copytree(archive_folder, folder, ignore=shutil.ignore_patterns("site"))
    preprocess(Project.at(folder))
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    ours = {path.relative_to(site) for path in site.rglob("*.html")}
    theirs = {path.relative_to(folder / "site") for path in (folder / "site").rglob("*.html")}
    assert theirs == {path for path in ours if path.parts[0] not in LANGS}
    different = [path for path in theirs if article(site / path) != article(folder / "site" / path)]
    assert different == []


def article(path: Path) -> str:
    """What stands on a page between its head and its foot."""
    found = re.search(r"<article.*</article>", path.read_text("utf-8"), re.DOTALL)
    return found[0] if found else ""
