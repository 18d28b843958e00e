"""The workshop itself: targets, pins, licences and what must not slip into the repository."""

from __future__ import annotations

import re
import shutil
import subprocess
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

from cefu.model.language import LANGS, ORIGINAL
from cefu.site.project import GENERATED
from lock import normal_name, too_new

ROOT = Path(__file__).resolve().parents[2]

#: What git would not have, for checkouts without git.
UNTRACKED = {".git", ".venv", ".cefu", ".cache", "site", "bench-out", "__pycache__"}

#: Folders of the machine the work was done on. Written so that this line is no hit itself.
MACHINE_PATH = re.compile(r"/(?:work|root|farm|tmp|home/\w+|Users/\w+)/\w")
OPEN_END = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b|NotImplemented[E]rror")
REGISTRY_HOST = re.compile(r"https?://[\w.-]*(?:py[p]i|pythonhosted|npmjs|index-url)")


def read(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def pyproject() -> dict[str, Any]:
    return tomllib.loads(read("pyproject.toml"))


def pins() -> dict[str, str]:
    """Return name → version from constraints.txt."""
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    return dict(line.split("==") for line in lines)


def tracked_files() -> list[Path]:
    """Return what the repository holds: as git says, else all that is not made or installed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout
        files = [ROOT / name for name in listed.split("\0") if name]
    else:
        files = [
            file
            for file in ROOT.rglob("*")
            if not UNTRACKED.intersection(file.relative_to(ROOT).parts)
        ]
    return [file for file in files if file.is_file()]


def own_texts() -> list[tuple[str, str]]:
    """Return (path, text) of all text files of ours; documents and carried styles are not."""
    texts = []
    for file in tracked_files():
        name = file.relative_to(ROOT).as_posix()
        if (name.startswith("sources/") and name.endswith(".txt")) or name.endswith(".csl"):
            continue
        try:
            texts.append((name, file.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue
    return texts


def installed_tree() -> dict[str, str]:
    """Return name → version of all that the project with its test extra needs here."""
    found: dict[str, str] = {}
    waiting = [("cefu", frozenset({"test"}))]
    seen = set(waiting)
    while waiting:
        name, extras = waiting.pop()
        package = distribution(name)
        found[normal_name(name)] = package.version
        for line in package.requires or []:
            need = Requirement(line)
            wanted = need.marker is None or any(
                need.marker.evaluate({"extra": extra}) for extra in extras | {""}
            )
            step = (normal_name(need.name), frozenset(need.extras))
            if wanted and step not in seen:
                seen.add(step)
                waiting.append(step)
    del found["cefu"]
    return found


def test_every_dependency_is_pinned_and_the_pins_are_what_runs() -> None:
    wrong = {
        name: f"installed {version}, pinned {pins().get(name, 'nowhere')}"
        for name, version in installed_tree().items()
        if pins().get(name) != version
    }
    assert not wrong, "run make (to install) or make lock (to pin)"


def test_constraints_are_plain_sorted_exact_pins() -> None:
    lines = [line for line in read("constraints.txt").splitlines() if not line.startswith("#")]
    assert lines == sorted(lines, key=lambda line: line.split("==")[0])
    assert all(re.fullmatch(r"[a-z0-9-]+==[0-9][\w.+!]*", line) for line in lines)


def test_every_direct_dependency_has_both_bounds() -> None:
    project = pyproject()["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    lines += pyproject()["build-system"]["requires"]
    for line in lines:
        operators = {bound.operator for bound in Requirement(line).specifier}
        assert operators == {">=", "<"}, line
        assert pins()[normal_name(Requirement(line).name)] in Requirement(line).specifier, line


def test_pins_install_on_the_oldest_python_promised() -> None:
    oldest = pyproject()["project"]["requires-python"].removeprefix(">=") + ".0"
    packages = [
        {
            "name": name,
            "version": version,
            "requires_python": distribution(name).metadata.get("Requires-Python", ""),
        }
        for name, version in installed_tree().items()
    ]
    assert len(packages) > 40
    assert too_new(packages, oldest) == []


def make_targets() -> set[str]:
    """Return the targets `make help` tells about."""
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(re.findall(r"^ +make ([a-z-]+)", told.stdout, flags=re.M))


def test_make_help_tells_every_target() -> None:
    declared = set(re.findall(r"^\.PHONY: ([a-z-]+)$", read("Makefile"), flags=re.M))
    assert make_targets() == declared
    assert {"site", "serve", "test", "bench", "lock", "clean"} <= declared


def test_every_make_target_the_documents_name_exists() -> None:
    documents = [
        (name, text)
        for name, text in own_texts()
        if name.endswith((".md", ".yml")) or name == ".ci/run"
    ]
    named = {
        (name, target)
        for name, text in documents
        for target in re.findall(r"(?:`|run: )make ([a-z][a-z-]*)", text)
    }
    assert named
    assert {(name, target) for name, target in named if target not in make_targets()} == set()


def test_the_scripts_make_runs_exist() -> None:
    scripts = set(re.findall(r"scripts/[\w/]+\.(?:py|sh)", read("Makefile")))
    assert [script for script in sorted(scripts) if not (ROOT / script).is_file()] == []


@pytest.mark.parametrize("workflow", ["ci", "pages"])
def test_workflows_run_what_developers_run(workflow: str) -> None:
    jobs = yaml.safe_load(read(f".github/workflows/{workflow}.yml"))["jobs"]
    runs = [step.get("run", "") for job in jobs.values() for step in job["steps"]]
    assert {"ci": "bash .ci/run", "pages": "make site"}[workflow] in runs


def test_ci_is_make_test() -> None:
    assert "exec make test" in read(".ci/run")


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a path of one machine", MACHINE_PATH),
        ("an open end", OPEN_END),
        ("a package registry", REGISTRY_HOST),
    ],
)
def test_nothing_of_the_kind_in_our_files(what: str, pattern: re.Pattern[str]) -> None:
    hits = [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in own_texts()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert not hits, what


def test_nothing_made_is_tracked() -> None:
    made = {"site", ".cefu", ".venv", "bench-out"}
    tracked = [file.relative_to(ROOT) for file in tracked_files()]
    assert [path for path in tracked if path.parts[0] in made] == []
    large = [path for path in tracked if (ROOT / path).stat().st_size > 1024 * 1024]
    assert large == []


def test_what_a_build_makes_is_ignored_and_cleaned_away() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    [recipe] = re.findall(r"^clean:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    made = {f"docs/{name}" for name in (*GENERATED, *(lang for lang in LANGS if lang != ORIGINAL))}
    assert {word for word in recipe.split() if word.startswith("docs/")} == made
    for ignored in (ROOT / ".gitignore", ROOT / "scripts/cefu/cli/starter/gitignore"):
        lines = {line.strip("/") for line in ignored.read_text(encoding="utf-8").splitlines()}
        assert {f"docs/{name}" for name in GENERATED} <= lines, ignored.name


def test_licence_says_what_it_does_not_cover() -> None:
    licence = read("LICENSE")
    assert licence.startswith("MIT License")
    assert "sources/*.txt" in licence
