"""Publishing at the desk: changes in words, a build, a look at it, a commit; nothing is pushed unasked."""

from __future__ import annotations

import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from cefu.archive.reading import read_archive
from cefu.desk.publishing.changes import changes
from cefu.desk.publishing.git import commit, entries, push, repository
from cefu.model.errors import CefuError

TEXT = "{}紀要\n作者：王大川\n2019年5月\n\n一、緣起\n\n{}東流入海，沿岸田疇相望，居民以灌溉為業。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "archive"
    (made / "sources").mkdir(parents=True)
    (made / "sources" / "river.txt").write_text(TEXT.format("河務", "河水"), "utf-8")
    return made


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=Keeper", "-c", "user.email=keeper@example.org"]
    done = subprocess.run(
        ["git", *who, *words], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout


@pytest.fixture
def kept(folder: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(folder, "init", "--initial-branch=main")
    git(folder, "config", "user.name", "Keeper")
    git(folder, "config", "user.email", "keeper@example.org")
    return folder


def row(**values: str) -> dict[str, str]:
    return {"id": "river", "title": "河務紀要", "date": "2019-05", "sha256": "", **values}


def test_each_kind_of_change_is_told_apart(folder: Path) -> None:
    archive = read_archive(folder / "sources")
    sha = archive.reports[0].sha256
    told = {
        (): changes(archive, {}),
        ("same",): changes(archive, {"river": row(sha256=sha)}),
        ("record",): changes(archive, {"river": row(sha256=sha, date="2018")}),
        ("text",): changes(archive, {"river": row(sha256="0")}),
        ("gone",): changes(archive, {"river": row(sha256=sha), "lake": row(id="lake")}),
    }
    assert [(c.kind, c.report, c.title) for c in told[()]] == [("new", "river", "河務紀要")]
    assert told[("same",)] == []
    assert [(c.kind, c.fields) for c in told[("record",)]] == [("record", ("date",))]
    assert [c.kind for c in told[("text",)]] == ["text"]
    assert [(c.kind, c.report) for c in told[("gone",)]] == [("gone", "lake")]


def test_what_git_lists_is_read_whole() -> None:
    assert entries("") == []
    assert entries("?? a\nb.txt\0") == [("??", "a\nb.txt")]


def test_a_folder_without_git_has_no_repository(folder: Path) -> None:
    assert repository(folder) is None or repository(folder).files == ()  # type: ignore[union-attr]


def test_a_commit_has_the_archives_files_and_no_others(kept: Path) -> None:
    (kept / ".cefu").mkdir()
    (kept / ".cefu" / "scratch").write_text("x")
    found = repository(kept)
    assert found
    assert found.files == (("??", "sources/river.txt"),)
    assert commit(kept, "Add river") in git(kept, "log", "--format=%h", "-1")
    assert git(kept, "ls-files").split() == ["sources/river.txt"]
    assert git(kept, "log", "--format=%s", "-1").strip() == "Add river"
    after = repository(kept)
    assert after
    assert after.files == ()
    with pytest.raises(CefuError):
        commit(kept, "  ")


def test_a_message_that_looks_like_an_option_is_a_message(kept: Path) -> None:
    commit(kept, "--amend --author=x")
    assert git(kept, "log", "--format=%s").strip() == "--amend --author=x"


def test_nothing_is_pushed_where_there_is_no_remote(kept: Path) -> None:
    commit(kept, "Add river")
    with pytest.raises(CefuError, match="nowhere"):
        push(kept)


def test_by_hand(desk: Callable[[Path], Any], kept: Path, tmp_path: Path) -> None:
    """Build, look at the site, commit, push when asked."""
    bare = tmp_path / "there.git"
    git(kept, "init", "--bare", str(bare))
    git(kept, "remote", "add", "origin", str(bare))
    (kept / ".gitignore").write_text("/site/\n/.cefu/\n")
    at = desk(kept)
    at.go("publish/")
    page = at.page
    expect(page.locator("#changes")).to_contain_text("新增：河務紀要", timeout=60_000)
    page.locator("#build").click()
    expect(page.locator("#building")).to_be_visible()
    expect(page.locator("#built")).to_contain_text("報告 1 篇", timeout=240_000)
    assert (kept / "site" / "index.html").exists()
    preview = page.locator("#preview").get_attribute("href") or ""
    assert urlsplit(preview).port != urlsplit(at.root).port
    with page.context.expect_page() as opened:
        page.locator("#preview").click()
    opened.value.wait_for_load_state()
    assert "策府" in opened.value.title() or opened.value.locator("h1").count()
    opened.value.close()
    files = page.locator(".files")
    expect(files).to_contain_text("sources/river.txt")
    expect(files).not_to_contain_text("site/")
    expect(page.get_by_label("做了什麼")).to_have_value("Add river")
    page.get_by_label("做了什麼").fill("收入河務紀要")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#desk-said")).to_contain_text("已提交")
    assert git(kept, "log", "--format=%s", "-1").strip() == "收入河務紀要"
    assert git(bare, "for-each-ref").strip() == ""
    page.locator("#push").click()
    expect(page.locator("#desk-said")).to_contain_text("已推送")
    assert git(bare, "log", "--format=%s", "-1", "main").strip() == "收入河務紀要"
    _nothing_but_the_site(preview)


def _nothing_but_the_site(preview: str) -> None:
    """The site's own port gives its files to this host's name, below its own path, and no more."""
    at = urlsplit(preview)
    for path, host in (
        ("/", at.netloc),
        ("/sources/river.txt", at.netloc),
        (f"{at.path}../sources/river.txt", at.netloc),
        (f"{at.path}..%2fsources%2friver.txt", at.netloc),
        (at.path, f"evil.example:{at.port}"),
    ):
        request = urllib.request.Request(f"http://{at.netloc}{path}", headers={"Host": host})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request, timeout=20)
        assert refused.value.code == 404
