"""A desk to try: the command itself, on a copy of an archive, and a browser that has opened it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

ROOT = Path(__file__).resolve().parents[2]
# What the desk answers may wait for the archive to be read, on a machine that has other work.
expect.set_options(timeout=30_000)


@dataclass(frozen=True)
class Desk:
    """A desk that is open in a browser; ``root`` is the address of its first page."""

    page: Page
    root: str

    def go(self, path: str) -> None:
        """Open the view at ``path``."""
        self.page.goto(self.root + path)
        self.page.wait_for_selector("main")


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
        yield cache(lambda folder: desks.enter_context(opened_desk(folder)))


@pytest.fixture
def desk(page: Page, desk_at: Callable[[Path], str]) -> Callable[[Path], Desk]:
    """Open the desk of a folder in the browser: ``desk(folder)``."""

    def opened(folder: Path) -> Desk:
        address = desk_at(folder)
        page.goto(address)
        # The first page waits for what a desk has to load.
        page.wait_for_selector("main", timeout=60_000)
        page.wait_for_load_state()
        root = page.evaluate("document.body.dataset.root")
        return Desk(page, address.partition("/open")[0] + root)

    return opened
