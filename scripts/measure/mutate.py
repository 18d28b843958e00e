"""Do the tests notice a fault?  A sample of small faults is put into chosen modules, one at a
time in a copy of the project, and the tests of those modules are run: ``make mutate``.

A fault that no test notices is told with its line.  Some change nothing that can be seen (a
bound that is never reached); the others want a test of behaviour.
"""

from __future__ import annotations

import argparse
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_JS = "scripts/cefu/site/theme/assets/cefu/js"
#: What is changed to what: the faults that slip into conditions, bounds and sums.
_SWAPPED = {
    "<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "===": "!==",
    "!==": "===", "and": "or", "or": "and", "&&": "||", "||": "&&", "+": "-", "-": "+",
    "True": "False", "False": "True", "min": "max", "max": "min",
}  # fmt: skip
#: Pieces of JavaScript: what is no code, then words, numbers and operators.
_PIECES = re.compile(
    r"//[^\n]*|/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`|(?<=[=(]) ?/[^\n/]+/\w*"
    r"|\w+(?:\.\d+)?|===|!==|=>|<<|>>|<=|>=|&&|\|\||\+\+|--|[-+*/]=|[<>+-]",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Target:
    """Files below the project, and the tests that hold them."""

    files: str
    tests: tuple[str, ...]


TARGETS = {
    "dates": Target("scripts/cefu/dates/**/*.py", ("tests/dates", "scripts/cefu/dates")),
    "addresses": Target(
        "scripts/cefu/addresses/**/*.py", ("tests/addresses", "scripts/cefu/addresses")
    ),
    "ranking": Target(f"{_JS}/search/engine/rank.js", ("tests/client/test_engine.py",)),
    "folding": Target(f"{_JS}/common/fold.js", ("tests/client/test_engine.py",)),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """``old`` at the offset ``at`` of a file becomes ``new``."""

    file: str
    at: int
    old: str
    new: str

    def put_into(self, source: str) -> str:
        return source[: self.at] + self.new + source[self.at + len(self.old) :]

    def told(self, source: str) -> str:
        """Where it is and what it does, in a line."""
        number = source.count("\n", 0, self.at) + 1
        line = source.split("\n")[number - 1].strip()
        return f"{self.file}:{number}: {self.old} -> {self.new}   {line}"


def faults(file: str, source: str) -> Iterator[Fault]:
    """Every fault that can be put into ``source``.

    >>> [(f.old, f.new) for f in faults("a.py", "x = a <= 3  # and so on")]
    [('<=', '<'), ('3', '4')]
    >>> [(f.old, f.new) for f in faults("a.js", 'const x = a === "1" && 2.5; // < 3')]
    [('===', '!=='), ('&&', '||'), ('2.5', '3.5')]
    """
    for at, text in _python(source) if file.endswith(".py") else _javascript(source):
        if text in _SWAPPED:
            yield Fault(file, at, text, _SWAPPED[text])
        elif re.fullmatch(r"\d+", text):
            yield Fault(file, at, text, str(int(text) + 1))
        elif re.fullmatch(r"\d+\.\d+", text):
            yield Fault(file, at, text, str(float(text) + 1))


def _python(source: str) -> Iterator[tuple[int, str]]:
    starts = [0]
    for line in source.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type in (tokenize.OP, tokenize.NAME, tokenize.NUMBER):
            yield starts[token.start[0] - 1] + token.start[1], token.string


def _javascript(source: str) -> Iterator[tuple[int, str]]:
    return ((found.start(), found[0]) for found in _PIECES.finditer(source))


def sample(target: Target, count: int, seed: int) -> list[Fault]:
    """``count`` faults of all that the files of ``target`` can have, always the same ones."""
    paths = sorted(ROOT.glob(target.files))
    every = [
        fault
        for path in paths
        for fault in faults(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]
    return random.Random(seed).sample(every, min(count, len(every)))


def noticed(copy: Path, fault: Fault, tests: tuple[str, ...], limit: float) -> bool:
    """Whether a test fails, or does not end within ``limit`` seconds, with the fault in."""
    path = copy / fault.file
    source = path.read_text("utf-8")
    path.write_text(fault.put_into(source), encoding="utf-8")
    try:
        return _fails(copy, tests, limit)
    finally:
        path.write_text(source, encoding="utf-8")


def _fails(copy: Path, tests: tuple[str, ...], limit: float) -> bool:
    folders = ("scripts", "tests/support", "tests", "scripts/setup", "scripts/measure")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(copy / name) for name in folders),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _copied(into: Path) -> Path:
    """A copy of the files that git knows or would take."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True,
    ).stdout.decode()  # fmt: skip
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, into / name)
    return into


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="target", help=", ".join(TARGETS))
    parser.add_argument("--count", type=int, default=12, help="faults a target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=float, default=600, help="seconds a fault")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cefu-mutate-") as folder:
        copy = _copied(Path(folder))
        for name in asked.targets or TARGETS:
            target = TARGETS[name]
            if _fails(copy, target.tests, asked.limit):
                print(f"{name}: the tests fail without any fault", file=sys.stderr)
                return 1
            chosen = sample(target, asked.count, asked.seed)
            alive = [f for f in chosen if not noticed(copy, f, target.tests, asked.limit)]
            print(f"{name}: {len(chosen) - len(alive)} of {len(chosen)} faults noticed", flush=True)
            for fault in alive:
                print("  " + fault.told((ROOT / fault.file).read_text("utf-8")), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
