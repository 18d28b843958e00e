"""A build that would lose a published address writes nothing, from end to end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

import cefu.archive.reading as reading
from cefu.addresses import ArchiveReconciled, Lock, ReportLock, reconcile_archive, write_lock
from cefu.cli import main
from cefu.model.errors import CefuError
from cefu.site.build import preprocess
from cefu.site.project import Project

BRIEF = (
    "航道治理之觀察\n\n王大明\n\n壹、前言\n\n近年來航運情勢多變，各國紛紛調整政策，以求穩定供應。\n\n"
    "貳、結論\n\n本文認為各方宜持續對話，並於 2019 年 3 月前提出方案。\n"
)


def files(folder: Path) -> dict[str, bytes]:
    """All files but the one that says which build holds the folder, and since when, and the
    results that builds keep: those of a build that refused are no worse."""
    work = folder / ".cefu"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != work / "lock" and work / "kept" not in path.parents
    }


def forgetful(*args: object, **kwargs: object) -> ArchiveReconciled:
    """Reconciling, with the fault that three anchors of each report are lost."""
    settled = reconcile_archive(*args, **kwargs)  # type: ignore[arg-type]
    reports = {
        id: ReportLock(lock.source, lock.anchors[:-3]) for id, lock in settled.lock.reports.items()
    }
    return replace(settled, lock=Lock(reports, settled.lock.renamed))


@pytest.mark.parametrize("command", ["build", "preprocess"])
def test_a_build_that_loses_addresses_refuses_and_leaves_everything(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(BRIEF, encoding="utf-8")
    preprocess(Project.at(tmp_path))
    before = files(tmp_path)
    assert "sources/anchors/a.json" in before
    monkeypatch.setattr(reading, "reconcile_archive", forgetful)
    run = CliRunner().invoke(main, [command, str(tmp_path)])
    assert run.exit_code == 1
    assert "3 published addresses would be dropped: a#" in run.output
    assert files(tmp_path) == before


def test_a_fault_after_reading_is_caught_before_the_lock_is_written(tmp_path: Path) -> None:
    """The lock on disk is guarded by what is on disk, not by what the build remembers."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a.txt").write_text(BRIEF, encoding="utf-8")
    built = preprocess(Project.at(tmp_path))
    lock = built.archive.lock.reports["a"]
    with pytest.raises(CefuError, match="would be dropped"):
        write_lock(tmp_path / "sources", Lock({"a": ReportLock(lock.source, lock.anchors[1:])}))
