"""The tutorial, run word for word; and the reference of keys, which is the program's own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cefu.cli.keys import AUTHORITY, SIDECAR, tables
from cefu.inputs.authorities import RECORD_KEYS
from cefu.inputs.sidecar import KEYS

ROOT = Path(__file__).resolve().parents[2]
GUIDES = ROOT / "docs/dev"
_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.M | re.S)


def steps(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each shell block of a guide with the lines of output that are shown behind it."""
    commands, shown = "", list[str]()
    for kind, body in _BLOCK.findall(text):
        if kind == "text":
            shown = body.splitlines()
            continue
        if commands:
            yield commands, shown
        commands, shown = body, []
    yield commands, shown


@pytest.mark.whole
@pytest.mark.parametrize("name", ["tutorial.md", "tutorial.zh-Hant.md"])
def test_the_tutorial_does_what_it_says(name: str, tmp_path: Path) -> None:
    for pdf in (GUIDES / "tutorial").glob("*.pdf"):
        shutil.copy(pdf, tmp_path)
    program = tmp_path / "bin/cefu"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m cefu "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    paths = os.pathsep.join([str(ROOT / "scripts"), os.environ.get("PYTHONPATH", "")])
    env = os.environ | {"PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": paths}
    folder = tmp_path
    found = list(steps((GUIDES / name).read_text("utf-8")))
    assert len(found) > 6
    for commands, shown in found:
        script = f"set -e\n{commands}\npwd > {tmp_path}/here\n"
        done = subprocess.run(
            ["bash", "-c", script], cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        told = done.stdout + done.stderr
        assert done.returncode == 0, f"{commands}\n{told}"
        for line in shown:
            assert line.strip() in told, f"{commands}\n{told}"
        folder = Path((tmp_path / "here").read_text().strip())


def test_both_tutorials_run_the_same_commands() -> None:
    one, other = (
        [commands for commands, _ in steps((GUIDES / name).read_text("utf-8"))]
        for name in ("tutorial.md", "tutorial.zh-Hant.md")
    )
    assert one == other


def test_the_reference_has_the_keys_that_the_readers_accept() -> None:
    assert tuple(SIDECAR) == KEYS
    assert tuple(AUTHORITY) == RECORD_KEYS
    written = (GUIDES / "keys.md").read_text("utf-8").partition("\n\n## ")[2]
    printed = "\n".join(tables()).partition("## ")[2] + "\n"
    assert written == printed, "write what `cefu keys` prints under the head of docs/dev/keys.md"
