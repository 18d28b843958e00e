"""The wheel: all that the package needs is in it, and it builds an archive anywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import cefu

ROOT = Path(__file__).resolve().parents[2]
BRIEF = (
    "海峽能源合作之觀察\n\n王大明\n\n壹、前言\n\n近年來能源情勢多變，各國紛紛調整政策。\n\n"
    "貳、結論\n\n本文認為各方宜持續對話，並於 2019 年 3 月前提出方案。\n"
)
#: Told to people who read the code; the program does not read it.
FOR_READERS = {".md"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from a copy so that nothing is left in the project's folder."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "scripts" / "cefu", source / "scripts" / "cefu", ignore=unwanted)
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-index"]
    command += ["--no-build-isolation", "--disable-pip-version-check", "-q", "-w", str(folder)]
    subprocess.run([*command, str(source)], check=True)
    [made] = folder.glob("*.whl")
    return made


@pytest.mark.whole
def test_everything_the_package_reads_is_in_the_wheel(wheel: Path) -> None:
    package = ROOT / "scripts" / "cefu"
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in {".pyc", *FOR_READERS}
    }
    assert files - set(zipfile.ZipFile(wheel).namelist()) == set()


@pytest.mark.whole
def test_the_wheel_bears_the_packages_version(wheel: Path) -> None:
    assert wheel.name.startswith(f"cefu-{cefu.__version__}-")


@pytest.mark.whole
def test_a_folder_with_nothing_but_texts_builds_with_the_wheel(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "installed")
    (tmp_path / "archive" / "sources").mkdir(parents=True)
    (tmp_path / "archive" / "sources" / "brief.txt").write_text(BRIEF, encoding="utf-8")

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "cefu", *words],
            cwd=tmp_path / "archive",
            env={**os.environ, "PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert run("--version").strip() == f"cefu, version {cefu.__version__}"
    run("build")
    page = tmp_path / "archive/site/reports/brief/index.html"
    assert "海峽能源合作之觀察" in page.read_text("utf-8")


def test_the_version_has_a_section_in_the_changelog() -> None:
    version = re.search(
        r'__version__ = "(.+)"', (ROOT / "scripts/cefu/__init__.py").read_text("utf-8")
    )
    assert version is not None
    heads = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[:2] == ["Unreleased", version[1]]
