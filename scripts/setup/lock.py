"""Write constraints.txt: one exact version for everything the project installs.

pip resolves the runtime and test dependencies of ``pyproject.toml`` from nothing, installs
nothing, and reports what it would take; the newest versions within the bounds win. The file is
sorted and names no index, so the same resolution gives the same bytes.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = ROOT / "constraints.txt"
HEADER = """\
# Every package `make` installs, at one exact version. Refresh with `make lock`.
"""


def build_requirements(pyproject: dict[str, Any]) -> list[str]:
    """Return what building needs: it is installed too, as builds are not isolated."""
    requires: list[str] = pyproject["build-system"]["requires"]
    return requires


def resolve(requirements: list[str]) -> dict[str, str]:
    """Return name → version of all that pip would install, the project itself left out."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--ignore-installed"]
    command += ["--quiet", "--disable-pip-version-check", "--no-input", "--report", "-"]
    done = subprocess.run(
        [*command, *requirements], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return parse_report(json.loads(done.stdout))


def parse_report(report: dict[str, Any]) -> dict[str, str]:
    """Return name → version from a pip installation report, names normalised (PEP 503).

    >>> parse_report({"install": [
    ...     {"metadata": {"name": "Py_YAML", "version": "6.0.3"}, "download_info": {}},
    ...     {"metadata": {"name": "cefu", "version": "1"}, "download_info": {"dir_info": {}}}]})
    {'py-yaml': '6.0.3'}
    """
    return {
        normal_name(item["metadata"]["name"]): item["metadata"]["version"]
        for item in report["install"]
        if "dir_info" not in item["download_info"]
    }


def normal_name(name: str) -> str:
    """Return a distribution name as PEP 503 compares it.

    >>> normal_name("Types_PyYAML")
    'types-pyyaml'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def render(versions: dict[str, str]) -> str:
    """Return the text of constraints.txt.

    >>> print(render({"b": "2", "a": "1"}).splitlines()[1:])
    ['a==1', 'b==2']
    """
    return HEADER + "".join(f"{name}=={versions[name]}\n" for name in sorted(versions))


def main() -> int:
    """Resolve and write; print each version that moved."""
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = render(resolve([".[test]", *build_requirements(pyproject)]))
    before = CONSTRAINTS.read_text(encoding="utf-8") if CONSTRAINTS.exists() else ""
    CONSTRAINTS.write_text(text, encoding="utf-8")
    for line in sorted(set(text.splitlines()) - set(before.splitlines())):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
