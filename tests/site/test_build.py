"""The whole build: what comes out, what bad input does, and that it is the same twice."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page

from cefu.model.errors import CefuError
from cefu.site.build import build, preprocess
from cefu.site.project import Project
from static_host import StaticHost

BRIEF = (
    "兩岸能源合作之觀察\n\n王大明\n\n壹、前言\n\n近年來能源情勢多變，各國紛紛調整政策，以求穩定供應。\n\n"
    "貳、結論\n\n本文認為各方宜持續對話，並於 2019 年 3 月前提出方案。\n"
)
CASES = yaml.safe_load((Path(__file__).parents[1] / "data/build/bad_input.yml").read_text("utf-8"))


def archive(
    folder: Path, files: dict[str, str | dict[str, str]], *, latin1: bool = False
) -> Project:
    """An archive with files in ``sources/``, or in the top folder by ``../name``.

    What is no text is something else: ``{link: to}``, ``{pipe: ""}`` or ``{folder: ""}``.
    """
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, dict):
            for kind, value in text.items():
                _MAKE[kind](path, value)
            continue
        data = text.replace("{brief}", BRIEF).replace("{long}", "甲" * 30_000)
        path.write_bytes(data.encode("latin-1" if latin1 else "utf-8"))
    return Project.at(folder)


_MAKE: dict[str, Callable[[Path, str], object]] = {
    "link": lambda path, to: path.symlink_to(to),
    "pipe": lambda path, _: os.mkfifo(path),
    "folder": lambda path, _: path.mkdir(),
    "bytes": lambda path, text: path.write_bytes(text.encode("latin-1")),
}


def tree(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_bad_input_is_told_and_leaves_the_last_site_whole(
    case: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    with pytest.raises(CefuError) as told:
        build(archive(tmp_path, case["files"], latin1=case.get("latin1", False)))
    for words in case["says"]:
        assert words in str(told.value)
    assert tree(tmp_path / "site") == {"index.html": b"the last good site"}
    assert not (tmp_path / "sources" / "anchors").exists()


def test_the_command_tells_bad_input_in_one_paragraph(tmp_path: Path) -> None:
    archive(tmp_path, {"a.txt": ""})
    run = subprocess.run(
        [sys.executable, "-m", "cefu", "build", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert run.stderr.startswith("cefu: ")
    assert "\n" not in run.stderr.strip()
    assert "Traceback" not in run.stderr


def test_a_bare_folder_of_texts_becomes_a_whole_site(tmp_path: Path) -> None:
    project = archive(tmp_path, {"brief-1.txt": BRIEF, "簡報二.txt": BRIEF.replace("能源", "糧食")})
    build(project)
    page = (tmp_path / "site" / "reports" / "brief-1" / "index.html").read_text("utf-8")
    assert "兩岸能源合作之觀察" in page
    assert 'id="s2"' in page
    assert (tmp_path / "site" / "reports" / "簡報二" / "index.html").exists()
    assert (tmp_path / "site" / "data" / "reports.json").exists()
    assert {p.name for p in tmp_path.iterdir()} == {"sources", "site", ".cefu"}


@pytest.mark.parametrize("charset", ["big5", "gb18030", "utf-16", "utf-8-sig"])
def test_other_charsets_give_the_same_text(charset: str, tmp_path: Path) -> None:
    project = archive(tmp_path, {"a.txt": BRIEF})
    (project.sources / "a.txt").write_bytes((BRIEF * 3).encode(charset))
    built = preprocess(project)
    (report,) = built.archive.reports
    assert report.source_text.strip("\ufeff") == BRIEF * 3
    assert report.encoding == charset


def test_two_builds_are_the_same_bytes(tmp_path: Path, archive_folder: Path, site: Path) -> None:
    again = tmp_path / "again"
    shutil.copytree(archive_folder, again, ignore=shutil.ignore_patterns(".cefu", "site"))
    build(Project.at(again))
    first, second = tree(site), tree(again / "site")
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_a_second_build_changes_nothing_that_is_committed(
    tmp_path: Path, archive_folder: Path
) -> None:
    again = tmp_path / "again"
    shutil.copytree(archive_folder, again, ignore=shutil.ignore_patterns(".cefu", "site"))
    before = tree(again / "sources")
    told = build(Project.at(again)).notices
    assert [notice for notice in told if "commit it" in notice] == []
    assert tree(again / "sources") == before


HOSTILE = """<script>alert(1)</script> {{ config }} {% raw %}

一、<b>粗</b> *斜* [連](javascript:alert(1)) &amp; &#42;

這一段有 **星號**、`反引號`、<iframe src="http://evil.example"></iframe>、{: #hack }、[TOC]、!!! note 與 ~~~。

| a | b |

^[腳註] ==標== $x$ :smile: http://evil.example/x

--- 這一行以三個連字號開頭，但它只是文字而已。
"""


def test_markup_in_a_source_appears_literally(
    tmp_path: Path, page: Page, serve: Callable[..., StaticHost]
) -> None:
    sidecar = "title: {zh-Hant: '<script>alert(2)</script> \"引\" & {{ x }}'}\n"
    project = archive(tmp_path, {"a.txt": HOSTILE, "a.yml": sidecar})
    build(project)
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(serve(tmp_path / "site").url + "reports/a/")
    shown = re.sub(r"\s+", "", page.inner_text("article"))
    for line in HOSTILE.splitlines():
        assert re.sub(r"\s+", "", line) in shown
    assert '<script>alert(2)</script> "引" & {{ x }}' in page.title()
    assert page.locator("article :is(script, iframe, table, strong, #hack)").count() == 0
    assert dialogs == []


class Article(HTMLParser):
    """The text and the ids of a page's article."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.depth = 0
        self.words: list[str] = []
        self.ids: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "article"
        ident = dict(attrs).get("id")
        # Zensical puts a skip mark of its own into the article.
        if self.depth and ident and not ident.startswith("__"):
            self.ids.append(ident)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.words.append(data)

    @property
    def content(self) -> tuple[str, list[str]]:
        return re.sub(r"\s+", " ", html.unescape("".join(self.words))).strip(), self.ids


def test_zensical_gives_the_same_pages_anchors_and_text(
    tmp_path: Path, archive_folder: Path, site: Path
) -> None:
    folder = tmp_path / "z"
    shutil.copytree(archive_folder, folder, ignore=shutil.ignore_patterns(".cefu", "site"))
    preprocess(Project.at(folder))
    run = subprocess.run(
        [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    ours = {
        name: Article(data.decode("utf-8")).content
        for name, data in tree(site).items()
        if name.endswith(".html") and not name.startswith(("en/", "zh-Hans/"))
    }
    theirs = {
        name: Article(data.decode("utf-8")).content
        for name, data in tree(folder / "site").items()
        if name.endswith(".html")
    }
    assert ours.keys() == theirs.keys()
    assert [name for name in ours if ours[name] != theirs[name]] == []
