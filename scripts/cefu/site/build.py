"""The whole build: sources in, site out, and nothing in between is left broken.

Everything is made aside; the generated folders, the site, the lock and the
checksums are moved into place only when all of it has succeeded.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from cefu.addresses import write_lock
from cefu.archive.ledger_report import fault_lines
from cefu.archive.reading import Archive, read_archive
from cefu.inputs.sources import CHECKSUMS, is_document
from cefu.model.language import LANGS, ORIGINAL
from cefu.outputs.cite import templates
from cefu.outputs.i18n.interface import voice
from cefu.site.finish import finish
from cefu.site.generate import forms, generated, search_index
from cefu.site.project import Project
from cefu.site.render import render
from cefu.site.settings import identity, write_configs
from cefu.site.writing import swap, write_atomically

#: Told as ``(what is being done, step, of how many)``.
Progress = Callable[[str, int, int], None]
#: From this many reports on, starting worker processes pays.
_PARALLEL_FROM = 16


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: the archive, and what the keeper should know of it."""

    archive: Archive
    notices: tuple[str, ...]


def silent(what: str, step: int, steps: int) -> None:
    """No progress shown."""


def preprocess(
    project: Project, progress: Progress = silent, executor: Executor | None = None
) -> Built:
    """All generated files of all languages, ready for a renderer.

    ``executor`` normalises the reports; by default worker processes, where
    there are many.
    """
    archive = _prepared(project, progress, executor)
    return Built(archive, _settle(project, archive))


def _prepared(project: Project, progress: Progress, executor: Executor | None) -> Archive:
    """The archive, its generated files written; what is committed is not touched yet."""
    steps = len(LANGS) + 2
    progress("read and normalise the sources", 1, steps)
    archive = _read(project, executor)
    told = identity(project)
    base = told.url
    shared = search_index(archive)
    if told.forms:
        shared |= forms(archive, told.names[ORIGINAL], base)
    cited = templates(archive.reports)
    trees = {}
    for number, lang in enumerate(LANGS, 2):
        progress(f"write the pages in {lang}", number, steps)
        trees[lang] = generated(archive, lang, shared, cited, base)
    progress("put everything in its place", steps, steps)
    write_configs(project, trees)
    return archive


def _read(project: Project, executor: Executor | None) -> Archive:
    many = sum(1 for p in project.sources.glob("*") if is_document(p)) >= _PARALLEL_FROM
    pool = ProcessPoolExecutor() if many and executor is None else nullcontext(executor)
    with pool as running:
        return read_archive(project.sources, running)


def _settle(project: Project, archive: Archive) -> tuple[str, ...]:
    """Write back what the build fixes for good, and say so."""
    notices = list(archive.changes)
    notices.extend(line for report in archive.reports for line in fault_lines(report))
    if write_lock(project.sources, archive.lock):
        notices.append("sources/anchors/ has new addresses; commit it")
    if write_atomically(project.sources / CHECKSUMS, archive.checksums):
        notices.append(f"sources/{CHECKSUMS} has new checksums; commit it")
    return tuple(notices)


def build(project: Project, progress: Progress = silent, executor: Executor | None = None) -> Built:
    """Preprocess, render every language, finish the HTML, and put the site in place.

    Raises ``CefuError`` on bad input; the site of the last build is then as it was.
    """
    steps = len(LANGS) + 3
    progress("read, normalise, write the pages", 1, steps)
    archive = _prepared(project, silent, executor)
    project.work.mkdir(exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix="site-", dir=project.work))
    try:
        site = stage / "site"
        for number, lang in enumerate(LANGS, 2):
            progress(f"render the site in {lang}", number, steps)
            folder = site / voice(lang).prefix
            render(project.config_for(lang), folder)
        progress("finish the pages", steps - 1, steps)
        notices = finish(site, archive, identity(project))
        progress("put the site in its place", steps, steps)
        # Addresses are known to the lock before anyone can follow them.
        settled = _settle(project, archive)
        swap(site, project.site, project.work)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return Built(archive, (*settled, *notices))
