"""Measure building: processor time, time on the clock, memory and bytes as an archive grows.

``make bench`` runs it. Archives of 5, 200 and 1,000 reports (with ``BENCH_FULL=1`` 10,000) are
recombined from the documents in ``sources/`` by ``tests/bench/corpora.py``. Each is built from
nothing, with nothing changed, with one character changed, with one report more and with one
authority record changed. In the same run plain Material with its own search (jieba) and Zensical
render the same texts as plain Markdown, in one language. The table goes to standard output, the
numbers to ``bench-out/build.json``.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = (5, 200, 1000, *([10_000] if os.environ.get("BENCH_FULL") else []))
#: The peers are not asked for more: they would need more memory than a small machine has.
PEERS_UP_TO = 1000


@dataclass(frozen=True)
class Run:
    """One build, measured."""

    tool: str
    reports: int
    build: str
    """What had changed since the build before; ``cold`` where there was none."""
    cpu_seconds: float
    seconds: float
    peak_mib: float
    """Largest resident memory of the command or of any process it waited for, in MiB."""
    files: int
    written_mib: float
    """Bytes of the files that this build wrote anew."""


#: Starts the command from a small process and tells its status, peak and processor time.  The
#: kernel counts a new process from the memory of the one that started it, which may be large.
_LAUNCHER = """
import os, resource, sys
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
told = resource.getrusage(resource.RUSAGE_CHILDREN)
cpu = told.ru_utime + told.ru_stime
os.write(int(sys.argv[1]),
         f"{os.waitstatus_to_exitcode(status)} {told.ru_maxrss} {cpu}".encode())
"""


def run(command: Sequence[str], folder: Path | None = None) -> tuple[float, float, float]:
    """Run a command to its end; return processor seconds, seconds and peak MiB.

    The peak is never less than the launcher's own, some 10 MiB.

    Raises:
        SystemExit: the command failed; it has told why itself.
    """
    told, tell = os.pipe()
    start = time.perf_counter()
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, str(tell), *command]
    subprocess.run(launcher, pass_fds=[tell], check=True, cwd=folder, stdout=subprocess.DEVNULL)
    seconds = time.perf_counter() - start
    os.close(tell)
    with open(told, "rb") as pipe:
        code, peak, cpu = pipe.read().split()
    if int(code):
        raise SystemExit(f"{' '.join(command)} ended with status {int(code)}")
    # Linux counts in KiB, macOS in bytes.
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return float(cpu), seconds, int(peak) / unit


Edit = Callable[[Path], None]


def one_character(folder: Path) -> None:
    """Change one character of the first text, and accept it."""
    path = sorted((folder / "sources").glob("*.txt"))[0]
    text = path.read_text("utf-8")
    at = text.rindex("。", 0, len(text) // 2)
    path.write_text(text[:at] + "；" + text[at + 1 :], encoding="utf-8")
    (folder / "sources/SHA256SUMS").unlink(missing_ok=True)


def one_report(folder: Path) -> None:
    """Add a report: the second text again, under another name."""
    path = sorted((folder / "sources").glob("*.txt"))[1]
    text = path.read_text("utf-8").replace("。", "，並持續觀察。", 3)
    (folder / "sources/added.txt").write_text(text, encoding="utf-8")


def one_record(folder: Path) -> None:
    """Change the description of the first record that has one."""
    for path in sorted((folder / "sources/authorities").glob("*.yml")):
        head, found, rest = path.read_text("utf-8").partition("description:\n    zh-Hant: ")
        if found:
            path.write_text(f"{head}{found}又稱，{rest}", encoding="utf-8")
            return


EDITS: tuple[tuple[str, Edit], ...] = (
    ("cold", lambda folder: None),
    ("nothing changed", lambda folder: None),
    ("one character", one_character),
    ("one report more", one_report),
    ("one record changed", one_record),
)


def measure(
    command: Sequence[str], folder: Path, reports: int, edits: Sequence[tuple[str, Edit]] = EDITS
) -> Iterator[Run]:
    """Build the archive in ``folder`` with ``command ARCHIVE`` after each of ``edits``."""
    before: dict[str, tuple[int, int, int]] = {}
    for name, edit in edits:
        edit(folder)
        cpu, seconds, peak = run([*command, str(folder)])
        found = {str(p): _seen(p) for p in (folder / "site").rglob("*") if p.is_file()}
        written = sum(p[1] for path, p in found.items() if before.get(path) != p)
        before = found
        yield Run("cefu", reports, name, cpu, seconds, peak, len(found), written / 1024 / 1024)


def _seen(path: Path) -> tuple[int, int, int]:
    told = path.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns


PEER = """site_name: peer
theme: {name: material, font: false}
plugins: [search]
"""


def peers(folder: Path, texts: Sequence[Path]) -> Iterator[Run]:
    """Plain Material and Zensical over ``texts``, as plain Markdown in one language."""
    docs = folder / "docs"
    docs.mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(PEER, encoding="utf-8")
    (docs / "index.md").write_text("# peer\n", encoding="utf-8")
    for path in texts:
        title, *paragraphs = path.read_text("utf-8").split("\n\n")
        body = "\n\n".join("".join(part.split("\n")) for part in paragraphs)
        (docs / f"{path.stem}.md").write_text(f"# {title}\n\n{body}\n", encoding="utf-8")
    for tool, command in (
        ("Material, jieba", ["-m", "mkdocs", "build", "-q"]),
        ("Zensical", ["-m", "zensical", "build"]),
    ):
        cpu, seconds, peak = run([sys.executable, *command], folder)
        sizes = [p.stat().st_size for p in (folder / "site").rglob("*") if p.is_file()]
        yield Run(tool, len(texts), "cold", cpu, seconds, peak, len(sizes), sum(sizes) / 1048576)


def table(runs: Sequence[Run]) -> str:
    """Return the runs as a Markdown table.

    >>> print(table([Run("cefu", 5, "cold", 20.14, 12.34, 210.4, 321, 9.96)]))
    | tool | reports | build | CPU s | seconds | peak MiB | files | written MiB |
    |---|--:|---|--:|--:|--:|--:|--:|
    | cefu | 5 | cold | 20.1 | 12.3 | 210 | 321 | 10.0 |
    """
    lines = [
        "| tool | reports | build | CPU s | seconds | peak MiB | files | written MiB |",
        "|---|--:|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {r.tool} | {r.reports:,} | {r.build} | {r.cpu_seconds:.1f} | {r.seconds:.1f} "
        f"| {r.peak_mib:.0f} | {r.files:,} | {r.written_mib:.1f} |"
        for r in runs
    ]
    return "\n".join(lines)


def main() -> int:
    """Measure all sizes; print and keep the figures."""
    sys.path.insert(0, str(ROOT / "tests/bench"))
    write_archive = import_module("corpora").write_archive

    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    command = [sys.executable, "-m", "cefu", "build"]
    runs: list[Run] = []
    for reports in sizes:
        with tempfile.TemporaryDirectory(prefix="cefu-bench-") as name:
            folder = Path(name)
            write_archive(folder / "archive", reports, ROOT)
            texts = sorted((folder / "archive/sources").glob("*.txt"))
            if reports <= PEERS_UP_TO:
                runs += peers(folder / "peer", texts)
            for each in measure(command, folder / "archive", reports):
                runs.append(each)
                print(table(runs[-1:]).splitlines()[-1], flush=True)
    print(table(runs))
    out = ROOT / "bench-out"
    out.mkdir(exist_ok=True)
    rows = [asdict(run) for run in runs]
    (out / "build.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
