"""The same site from a cluster, even if one of its workers is killed while it works."""

from __future__ import annotations

import os
import signal
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from cefu.cli.commands import main
from cefu.model.errors import CefuError
from cefu.site.build import build
from cefu.site.project import Project
from cefu.site.rendering.cluster import cluster

pytestmark = pytest.mark.whole
TEXT = "第{n}號簡報\n\n一、前言\n\n第{n}次會議於2018年{m}月12日舉行，各方表示支持。\n\n二、結論\n\n各方宜續談。\n"


def archive(folder: Path) -> Project:
    (folder / "sources").mkdir(parents=True)
    for n in range(1, 12):
        (folder / f"sources/r{n:02}.txt").write_text(TEXT.format(n=n, m=n), encoding="utf-8")
    return Project.at(folder)


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_killed_worker_changes_nothing(tmp_path: Path) -> None:
    alone, together = archive(tmp_path / "alone"), archive(tmp_path / "together")
    build(alone)
    killed: list[int] = []
    with cluster("", 2) as workers:
        pids = list(workers.pids().values())
        assert len(set(pids)) == 2

        def progress(what: str, step: int, steps: int) -> None:
            if what == "make the pages" and not killed:
                killed.append(pids[0])
                # In the midst of what comes next, not between two tasks.
                threading.Timer(0.2, os.kill, (pids[0], signal.SIGKILL)).start()

        build(together, progress, workers)
        left = set(workers.pids().values())
    assert killed
    assert killed[0] not in left
    assert tree(together.site) == tree(alone.site)
    assert tree(together.sources) == tree(alone.sources)


def test_a_fault_on_a_worker_names_the_keepers_file(tmp_path: Path) -> None:
    project = archive(tmp_path)
    (project.sources / "r03.txt").write_bytes(b"\x00\x01\x02" * 50)
    with cluster("", 1) as workers, pytest.raises(CefuError) as told:
        build(project, executor=workers)
    assert "sources/r03.txt" in str(told.value)


def test_no_cluster_at_an_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive(tmp_path)
    monkeypatch.setattr("cefu.site.rendering.cluster.PATIENCE", "2s")
    command = ["build", "--scheduler", "tcp://127.0.0.1:9", str(tmp_path)]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert "no cluster at tcp://127.0.0.1:9" in result.output
