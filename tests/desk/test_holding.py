"""The held archive: never older than the files without saying so, never lost to a faulty file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cefu.desk.holding import Held, seen
from cefu.site.project import Project


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "river.txt").write_text("河務紀要\n\n一、緣起\n\n河水東流。\n", "utf-8")
    return tmp_path


def test_it_is_read_when_first_asked_for(folder: Path) -> None:
    reading = Held(Project.at(folder)).settled()
    assert [report.id for report in reading.archive.reports] == ["river"]
    assert reading.fault is None
    assert reading.concerns


def test_a_changed_file_is_read_again_though_its_time_was_set_back(folder: Path) -> None:
    held = Held(Project.at(folder))
    held.settled()
    sidecar = folder / "sources" / "river.yml"
    sidecar.write_text("title: {zh-Hant: 河務一}\n", "utf-8")
    assert held.settled().archive.reports[0].record.title["zh-Hant"] == "河務一"
    stat = sidecar.stat()
    sidecar.write_text("title: {zh-Hant: 河務二}\n", "utf-8")
    os.utime(sidecar, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert held.settled().archive.reports[0].record.title["zh-Hant"] == "河務二"


def test_until_it_is_read_what_is_held_says_that_it_is_behind(folder: Path) -> None:
    held = Held(Project.at(folder))
    before = held.settled()
    assert not before.behind
    (folder / "sources" / "river.yml").write_text("title: {zh-Hant: 河務二}\n", "utf-8")
    at_once = held.now(0)
    assert at_once.behind or at_once.archive.reports[0].record.title["zh-Hant"] == "河務二"
    assert not held.settled().behind


def test_a_faulty_file_is_told_and_what_was_whole_stays(folder: Path) -> None:
    held = Held(Project.at(folder))
    held.settled()
    sidecar = folder / "sources" / "river.yml"
    sidecar.write_text("titel: 河務\n", "utf-8")
    faulty = held.settled()
    assert "titel" in str(faulty.fault)
    assert [report.id for report in faulty.archive.reports] == ["river"]
    sidecar.unlink()
    assert held.settled().fault is None


def test_hidden_files_are_not_seen_and_new_ones_are(folder: Path) -> None:
    before = seen(folder)
    (folder / ".hidden").write_text("x")
    assert seen(folder) == before
    (folder / "sources" / "more.yml").write_text("x")
    assert len(seen(folder)) == len(before) + 1
