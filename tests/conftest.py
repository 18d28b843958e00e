"""Fixtures that tests share: a browser, pages that may only talk to this machine, a static host.

Tests run in several workers (pytest-xdist): the archive's own site is built once for all of
them, so whoever changes it works on a copy.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import hypothesis
import pytest
from filelock import FileLock
from playwright.sync_api import Browser, Page, Route, sync_playwright

from cefu.archive.reading import Archive, read_archive
from cefu.site.build import build
from cefu.site.project import GENERATED, Project
from install_browser import CHROMIUM_FLAGS, find_chromium
from static_host import StaticHost, static_host

ROOT = Path(__file__).resolve().parents[1]

#: What takes long: with one of these fixtures a test is marked ``whole`` and `make check`
#: leaves it to `make test`.
LONG_FIXTURES = {"chromium", "site", "archive_folder"}

# A busy machine is no fault of the code: no example has a deadline, tests of cost measure it.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")

#: Schemes that never leave the browser, beside requests to this machine.
INNER_SCHEMES = {"data", "blob", "about"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a browser or a whole build."""
    for item in items:
        if isinstance(item, pytest.Function) and LONG_FIXTURES.intersection(item.fixturenames):
            item.add_marker(pytest.mark.whole)


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One running Chromium for the whole session; take a context of your own from it."""
    path = find_chromium()
    if path is None:
        pytest.fail("no Chromium starts here: run scripts/setup/install_browser.py", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=[*CHROMIUM_FLAGS], chromium_sandbox=False
        )
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh page, 1280 × 800, that reaches no other host: a try fails the test.

    So does a script error that nothing on the page caught.
    """
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, locale="zh-TW")
    foreign: list[str] = []
    errors: list[str] = []

    def stay_here(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in INNER_SCHEMES or address.hostname == "127.0.0.1":
            route.continue_()
        else:
            foreign.append(route.request.url)
            route.abort()

    context.route("**/*", stay_here)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert not foreign, f"asked other hosts: {foreign}"
    assert not errors, f"script errors: {errors}"


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., StaticHost]]:
    """Serve folders until the session ends: ``serve(folder, below="/sub/path/")``."""
    with ExitStack() as hosts:

        def start(folder: Path, below: str = "/") -> StaticHost:
            return hosts.enter_context(static_host(folder, below))

        yield start


@pytest.fixture(scope="session")
def archive_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A copy of the archive's own files, as in a fresh clone, with its site built in it.

    One for all workers; do not write into it.
    """
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "archive"
    with FileLock(folder.with_suffix(".lock")):
        if not (folder / "site").exists():
            shutil.rmtree(folder, ignore_errors=True)
            for name in ("sources", "docs"):
                shutil.copytree(ROOT / name, folder / name, ignore=_generated)
            # Setting PDF takes longer than all else; tests/outputs/test_pdf.py sets its own.
            settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
            (folder / "mkdocs.yml").write_text(
                settings.replace("pdf: true", "pdf: false"), encoding="utf-8"
            )
            build(Project.at(folder))
    return folder


def _generated(folder: str, names: list[str]) -> set[str]:
    """What a clone would not have: the generated part of ``docs/``."""
    if Path(folder).name != "docs":
        return set()
    ours = {part.split("/")[0] for part in GENERATED}
    return {name for name in names if name in ours}


@pytest.fixture(scope="session")
def archive() -> Archive:
    """The archive's own sources, read and made whole."""
    return read_archive(ROOT / "sources")


@pytest.fixture(scope="session")
def site(archive_folder: Path) -> Path:
    """The archive's own site; do not write into it."""
    return archive_folder / "site"
