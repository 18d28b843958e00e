"""A desk to try: the command itself, on a copy of an archive, and a browser that has opened it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def opened_desk(folder: Path) -> Iterator[str]:
    """The address that `cefu desk` tells for the archive in ``folder``; it ends afterwards."""
    command = [sys.executable, "-m", "cefu", "desk", str(folder), "--no-browser"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            first = process.stdout.readline()
            assert "http://127.0.0.1:" in first, first
            yield first.split()[-1]
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="session")
def desk_at() -> Iterator[Callable[[Path], str]]:
    """Open a desk on a folder until the session ends: ``desk_at(folder)`` is its address."""
    with ExitStack() as desks:
        yield lambda folder: desks.enter_context(opened_desk(folder))
