"""The house: rooms import downwards, folders and modules stay small enough to take in."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import tokenize
from pathlib import Path

import pytest

import draw_rooms

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "scripts" / "cefu"

#: More entries than this, and a folder is no longer read at a glance.
MOST_ENTRIES = 14
#: More lines than this, and a module holds more than one idea.
MOST_LINES = 350
#: What Python itself asks for in a package, and no reader looks for.
SELF_EVIDENT = {"__init__.py", "__main__.py", "py.typed", "__pycache__"}
#: Still above the limits, to be shortened and never to be added to.
STILL_FULL: set[str] = set()
STILL_LONG: set[str] = set()


def names(paths: set[Path]) -> set[str]:
    return {path.relative_to(PACKAGE).as_posix() for path in paths}


def test_no_folder_has_more_entries_than_a_glance_takes_in() -> None:
    folders = {PACKAGE, *(path for path in PACKAGE.rglob("*") if path.is_dir())}
    full = {
        folder
        for folder in folders
        if len({entry.name for entry in folder.iterdir()} - SELF_EVIDENT) > MOST_ENTRIES
    }
    assert names(full) - STILL_FULL == set()


def test_every_test_lies_in_the_room_that_it_tests() -> None:
    """Beside the rooms: `client` tests the browser, `house` the repository, others make and hold."""
    rooms = {room.name for room in PACKAGE.iterdir() if room.is_dir()}
    beside = {"client", "house", "support", "data", "documents", "layouts", "bench"}
    folders = {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()}
    assert folders - rooms - beside - SELF_EVIDENT == set()
    assert [path.name for path in (ROOT / "tests").glob("*.py")] == ["conftest.py"]


def test_no_module_is_longer_than_one_idea() -> None:
    long = {
        path
        for path in PACKAGE.rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert names(long) - STILL_LONG == set()


def test_every_room_says_what_comes_in_and_what_goes_out() -> None:
    for room in PACKAGE.iterdir():
        if room.is_dir() and room.name != "__pycache__":
            said = (room / "__init__.py").read_text(encoding="utf-8")
            assert all(word in said for word in ("In:", "Out:", "May import")), room.name


def contracts(folder: Path) -> tuple[int, str]:
    """Check the package ``cefu`` in ``folder`` against the contracts of pyproject.toml."""
    command = str(Path(sys.executable).with_name("lint-imports"))
    run = subprocess.run(
        [command, "--no-cache", "--no-logo", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    return run.returncode, run.stdout + run.stderr


def test_rooms_import_downwards_only_and_in_no_circle() -> None:
    code, told = contracts(PACKAGE.parent)
    assert code == 0, told


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("model/language.py", "from cefu.text.fold import fold_key", "Rooms import downwards"),
        ("dates/reading.py", "from cefu.names.register import Authorities", "Rooms import"),
        ("site/project.py", "from cefu.site.build import build", "No circle"),
    ],
)
def test_an_arrow_that_goes_wrong_is_told(
    tmp_path: Path, module: str, line: str, contract: str
) -> None:
    shutil.copytree(PACKAGE, tmp_path / "cefu", ignore=shutil.ignore_patterns("theme"))
    path = tmp_path / "cefu" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    code, told = contracts(tmp_path)
    assert code == 1
    assert f"{contract}" in told.partition("Broken contracts")[2]


def test_the_picture_in_architecture_is_that_of_the_imports() -> None:
    assert draw_rooms.shown() == draw_rooms.drawn(), "run scripts/setup/draw_rooms.py --write"


DOCUMENTS = ["ARCHITECTURE.md", "CONTRIBUTING.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_guide_names_exists(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    paths = set(
        re.findall(r"(?:`|\]\()((?:[\w.-]+/)*[\w-]*(?:/|\.(?:py|md|yml|json)))(?:`|\))", text)
    )
    assert len(paths) > 5
    made = {"site/"}
    missing = {
        path for path in paths - made if not ((ROOT / path).exists() or (PACKAGE / path).exists())
    }
    modules = {path for path in missing if any(PACKAGE.rglob(path))}
    assert missing - modules == set()


#: Where a tag is meant itself: the languages, the script that a text is in, the tags of
#: citation processors.
TAGS_MEANT = {"model/language.py", "text/script.py", "outputs/cite/item.py"}


def test_no_language_is_named_by_its_tag() -> None:
    """`ORIGINAL`, `SIMPLIFIED` and `ENGLISH` say what is meant, and another archive may differ."""
    named = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for token in tokenize.generate_tokens(io.StringIO(path.read_text("utf-8")).readline)
        if token.type == tokenize.STRING and token.string in ('"zh-Hant"', '"zh-Hans"')
    }
    assert named - TAGS_MEANT == set()
