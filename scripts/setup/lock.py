"""Write constraints.txt: one exact version for everything the project installs.

pip resolves the dependencies (runtime, tests, corpus, check-forms) of ``pyproject.toml`` from
nothing, installs nothing, and reports what it would take; the newest versions within the bounds
win. The file is sorted and names no index, so the same resolution gives the same bytes. It must serve the oldest
Python the project promises, and pip only asks the one it runs on, so that is checked here.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.specifiers import SpecifierSet

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
HEADER = """\
# Every package `make` installs, at one exact version. Refresh with `make lock`.
"""


def resolve(requirements: list[str]) -> dict[str, Any]:
    """Return pip's installation report for the requirements, read from the project's root."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--quiet", "--disable-pip-version-check", "--no-input", "--report", "-"]
    done = subprocess.run(
        [*command, *requirements], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def dependencies(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the metadata of everything in a report but the project itself (a directory).

    >>> dependencies({"install": [
    ...     {"metadata": {"name": "PyYAML", "version": "6.0.3"}, "download_info": {}},
    ...     {"metadata": {"name": "cefu", "version": "1"}, "download_info": {"dir_info": {}}}]})
    [{'name': 'PyYAML', 'version': '6.0.3'}]
    """
    return [
        item["metadata"] for item in report["install"] if "dir_info" not in item["download_info"]
    ]


def too_new(packages: list[dict[str, Any]], python: str) -> list[str]:
    """Return the packages that refuse a Python version, with what they ask for.

    >>> too_new([{"name": "a", "version": "13.1", "requires_python": ">=3.11.5"}], "3.11.0")
    ['a 13.1 (Python >=3.11.5)']
    """
    return [
        f"{package['name']} {package['version']} (Python {package['requires_python']})"
        for package in packages
        if not SpecifierSet(package.get("requires_python", "")).contains(python)
    ]


def normal_name(name: str) -> str:
    """Return a distribution name as PEP 503 compares it.

    >>> normal_name("Types_PyYAML")
    'types-pyyaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def render(packages: list[dict[str, Any]]) -> str:
    """Return the text of constraints.txt.

    >>> print(render([{"name": "B", "version": "2"}, {"name": "a", "version": "1"}]), end="")
    # Every package `make` installs, at one exact version. Refresh with `make lock`.
    a==1
    b==2
    """
    pins = {normal_name(package["name"]): package["version"] for package in packages}
    return HEADER + "".join(f"{name}=={pins[name]}\n" for name in sorted(pins))


def main() -> int:
    """Resolve and write; print each pin that moved. Return the exit status."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # What building needs is installed too: builds are not isolated.
    packages = dependencies(
        resolve([".[test,corpus,check-forms,node]", *pyproject["build-system"]["requires"]])
    )
    oldest = pyproject["project"]["requires-python"].removeprefix(">=") + ".0"
    if refusing := too_new(packages, oldest):
        print(f"Not for Python {oldest}: {', '.join(refusing)}.", file=sys.stderr)
        print("Bound them in pyproject.toml, with the reason, and lock again.", file=sys.stderr)
        return 1
    before = CONSTRAINTS.read_text(encoding="utf-8") if CONSTRAINTS.exists() else ""
    text = render(packages)
    CONSTRAINTS.write_text(text, encoding="utf-8")
    for line in sorted(set(text.splitlines()) - set(before.splitlines())):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
