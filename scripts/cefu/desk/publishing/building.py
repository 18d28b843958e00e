"""A build in a process of its own, which tells how far it is: ``python -m cefu.desk.publishing.building DIR``.

Each line of its output is JSON: ``{"what", "step", "steps"}`` while it works; at the end
``{"done": …}`` or ``{"wrong": …}``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cefu.model.errors import CefuError
from cefu.site.build import build
from cefu.site.project import Project

_PACKAGES = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is: ``result`` is what it told when it was ``over``."""

    what: str = ""
    step: int = 0
    steps: int = 1
    over: bool = True
    result: Mapping[str, Any] = field(default_factory=dict)


class Builder:
    """One build at a time, watched from a thread."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._lock = threading.Lock()
        self.progress = Progress()

    def begin(self) -> None:
        """Begin a build, unless one is running."""
        with self._lock:
            if self.progress.over:
                self.progress = Progress(over=False)
                threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        result: Mapping[str, Any] = {}
        try:
            for told in lines(self._project.root):
                if "what" in told:
                    self.progress = replace(self.progress, **told)
                else:
                    result = told
        finally:
            self.progress = replace(self.progress, over=True, result=result or _broken())


def _broken() -> dict[str, Any]:
    return {
        "wrong": {
            "problem": "the build ended without a word",
            "remedy": "Run 'cefu build' on a terminal to see why",
        }
    }


def lines(root: Path) -> Iterator[dict[str, Any]]:
    """What a build of the archive at ``root`` tells, line by line."""
    paths = [str(_PACKAGES), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-m", "cefu.desk.publishing.building", str(root)]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            try:
                told = json.loads(line)
            except ValueError:
                # A library that prints is no part of what the build tells.
                continue
            if isinstance(told, dict):
                yield told


def main(root: Path) -> None:
    """Build the archive at ``root`` and tell of it."""

    def tell(told: Mapping[str, Any]) -> None:
        print(json.dumps(told, ensure_ascii=False), flush=True)

    try:
        built = build(
            Project.at(root),
            lambda what, step, steps: tell({"what": what, "step": step, "steps": steps}),
        )
    except CefuError as error:
        tell({"wrong": {"problem": str(error), "remedy": ""}})
    else:
        tell(
            {
                "done": {
                    "reports": built.reports,
                    "made": built.made,
                    "reused": built.reused,
                    "notices": list(built.notices),
                }
            }
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
