"""Measure building: time and peak memory of ``cefu build`` as an archive grows.

``make bench`` runs it. Archives of 5, 50 and 200 reports are made from the documents in
``sources/`` under new ids, in a temporary folder and without sidecars; each is built twice, the
second time with nothing changed. The table goes to standard output, the numbers to
``bench-out/build.json``.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (5, 50, 200)


@dataclass(frozen=True)
class Run:
    """One build, measured."""

    reports: int
    again: bool
    """Whether the same archive had been built before, with nothing changed since."""
    seconds: float
    peak_mib: float
    """Largest resident memory of the command or of any process it waited for, in MiB."""
    files: int
    site_mib: float


def make_archive(folder: Path, texts: Sequence[Path], reports: int) -> None:
    """Fill ``folder/sources`` with ``reports`` texts, taken in turn and numbered anew."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    for number, text in enumerate(islice(cycle(texts), reports), 1):
        shutil.copyfile(text, sources / f"bench-{number:05d}.txt")


#: Starts the command from a small process and tells its status and peak.  The kernel
#: counts a new process from the memory of the one that started it, which may be large.
_LAUNCHER = """
import os, sys
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
os.write(int(sys.argv[1]), f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}".encode())
"""


def run(command: Sequence[str]) -> tuple[float, float]:
    """Run a command to its end; return seconds and peak MiB.

    The peak is never less than the launcher's own, some 10 MiB.

    Raises:
        SystemExit: the command failed; it has told why itself.
    """
    told, tell = os.pipe()
    start = time.perf_counter()
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(tell), *command]
    subprocess.run(launcher, pass_fds=[tell], check=True)
    seconds = time.perf_counter() - start
    os.close(tell)
    with open(told, "rb") as pipe:
        code, peak = map(int, pipe.read().split())
    if code:
        raise SystemExit(f"{' '.join(command)} ended with status {code}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return seconds, peak / unit


def measure(command: Sequence[str], texts: Sequence[Path], reports: int) -> list[Run]:
    """Build an archive of so many reports twice with ``command ARCHIVE``; return both runs."""
    with tempfile.TemporaryDirectory(prefix="cefu-bench-") as name:
        folder = Path(name)
        make_archive(folder, texts, reports)
        runs = []
        for again in (False, True):
            seconds, peak = run([*command, str(folder)])
            sizes = [file.stat().st_size for file in (folder / "site").rglob("*") if file.is_file()]
            site_mib = sum(sizes) / 1024 / 1024
            runs.append(Run(reports, again, seconds, peak, len(sizes), site_mib))
        return runs


def table(runs: Sequence[Run]) -> str:
    """Return the runs as a Markdown table.

    >>> print(table([Run(5, False, 12.34, 210.4, 321, 9.96)]))
    | reports | build | seconds | peak MiB | files | site MiB |
    |--:|---|--:|--:|--:|--:|
    | 5 | first | 12.3 | 210 | 321 | 10.0 |
    """
    lines = [
        "| reports | build | seconds | peak MiB | files | site MiB |",
        "|--:|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {run.reports} | {'again' if run.again else 'first'} | {run.seconds:.1f} "
        f"| {run.peak_mib:.0f} | {run.files} | {run.site_mib:.1f} |"
        for run in runs
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure all sizes; print and keep the figures."""
    texts = sorted((ROOT / "sources").glob("*.txt"))
    command = [str(Path(sys.executable).with_name("cefu")), "build"]
    runs = [run for reports in SIZES for run in measure(command, texts, reports)]
    print(table(runs))
    out = ROOT / "bench-out"
    out.mkdir(exist_ok=True)
    rows = [asdict(run) for run in runs]
    (out / "build.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
