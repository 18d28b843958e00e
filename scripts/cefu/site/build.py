"""The whole build: sources in, site out, and nothing in between is left broken.

Everything is made aside; the site, the lock and the checksums are moved into place only
when all of it has succeeded.  What is made of the same as in the last build is taken over.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from cefu.addresses import lock_sums, write_lock
from cefu.archive.catalogue import Catalogue
from cefu.archive.kept import Kept, digest, program
from cefu.archive.ledger_report import fault_lines
from cefu.archive.reading import Archive, read_archive
from cefu.inputs.sources import CHECKSUMS, checksums_bytes, is_document
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.forms.pdf import missing
from cefu.site.finish import check_links, edges, notices, pages_of
from cefu.site.inputs import inputs
from cefu.site.look import looks
from cefu.site.project import Project
from cefu.site.registry.context import Context
from cefu.site.registry.generate import units
from cefu.site.registry.unit import Unit
from cefu.site.rendering.cluster import Cluster, made_by
from cefu.site.rendering.made import MadeFile, MadeUnit, Manifest, is_whole, take_over
from cefu.site.rendering.making import Maker
from cefu.site.rendering.rendered import Look
from cefu.site.running import workers
from cefu.site.running.exchange import alone, exchange, staged
from cefu.site.settings import Identity, identity, write_trees
from cefu.site.writing import write_atomically

#: Told as ``(what is being done, step, of how many)``.
Progress = Callable[[str, int, int], None]
#: From this many reports on, starting worker processes pays.
_PARALLEL_FROM = 16


@dataclass(frozen=True, slots=True)
class Preprocessed:
    """What preprocessing did: the archive, and what the keeper should know of it."""

    archive: Archive
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many reports there are, what the keeper should know, and how
    many files of the site were made and how many taken over from the last build."""

    reports: int
    notices: tuple[str, ...]
    made: int
    reused: int


def silent(what: str, step: int, steps: int) -> None:
    """No progress shown."""


def preprocess(
    project: Project,
    progress: Progress = silent,
    executor: Executor | None = None,
    tell: Callable[[str], object] = lambda words: None,
) -> Preprocessed:
    """All generated files of all languages, ready for a renderer.

    ``executor`` normalises the reports; by default worker processes, where
    there are many.
    """
    with alone(project, tell):
        progress("read and normalise the sources", 1, 3)
        archive = _read(project, executor, _kept(project))
        trees: dict[Lang, dict[str, bytes]] = {lang: {} for lang in LANGS}
        progress("write the pages", 2, 3)
        for unit in units(_context(archive, identity(project), _kept(project))):
            for (lang, path), data in unit.make().items():
                trees[lang][path] = data
        progress("put everything in its place", 3, 3)
        write_trees(project, trees)
        return Preprocessed(archive, _settle(project, archive))


def _context(archive: Archive, named: Identity, kept: Kept) -> Context:
    title = named.names[ORIGINAL] if named.forms else ""
    pdf = named.pdf and not missing()
    return Context(
        Catalogue(archive), named.url, title, kept, pdf=pdf, names=named.names, doi=named.doi
    )


def _kept(project: Project) -> Kept:
    return Kept(project.work / "kept")


def _read(project: Project, executor: Executor | None, kept: Kept) -> Archive:
    many = sum(1 for p in project.sources.glob("*") if is_document(p)) >= _PARALLEL_FROM
    pool = workers.pool() if many and executor is None else nullcontext(executor)
    with pool as running:
        return read_archive(project.sources, running, kept)


def _settle(project: Project, archive: Archive) -> tuple[str, ...]:
    """Write back what the build fixes for good, and say so."""
    told = [*archive.changes, *_faults(archive)]
    if write_lock(project.sources, archive.lock):
        told.append("sources/anchors/ has new addresses; commit it")
    sums = checksums_bytes({**archive.checksums, **lock_sums(project.sources)})
    if write_atomically(project.sources / CHECKSUMS, sums, project.work):
        told.append(f"sources/{CHECKSUMS} has new checksums; commit it")
    return tuple(told)


def _faults(archive: Archive) -> list[str]:
    """What in the documents themselves could not be read with certainty."""
    return [line for report in archive.reports for line in fault_lines(report)]


def build(
    project: Project,
    progress: Progress = silent,
    executor: Executor | None = None,
    *,
    cold: bool = False,
    tell: Callable[[str], object] = lambda words: None,
) -> Built:
    """Make the whole site and put it in place.

    ``cold`` makes everything anew, whatever earlier builds left; ``tell`` gets a line if
    another build must be waited for.  Raises ``CefuError`` on
    bad input; the site of the last build is then as it was.
    """
    with alone(project, tell), _disk(project):
        kept = _kept(project)
        if cold:
            kept.forget_the_rest()
        key = digest("site", program(), str(project.root))
        last = kept.get(key)
        last = last if isinstance(last, Manifest) else Manifest()
        progress("look at what is there", 0, 1)
        found = inputs(project)
        if found == last.inputs and is_whole(project.site, last):
            return Built(last.reports, last.notices, 0, sum(1 for _ in last.files()))
        progress("read and normalise the sources", 0, 1)
        archive = _read(project, executor, kept)
        with staged(project.work) as stage:
            named = identity(project)
            context = _context(archive, named, kept)
            made = _made(project, context, last, stage / "site", progress, executor)
            unmade = f"no PDF is made: {missing()}" if named.pdf and missing() else ""
            told = [*notices(made.files(), named), *filter(None, [unmade])]
            # First what is promised, then what promises it: a build that dies in between
            # has published no address that the lock does not know.
            settled = _settle(project, archive)
            made = replace(
                made,
                # What became of addresses is told once, and the next build has to find out;
                # so it has whether PDF can be made by now.
                inputs="" if archive.changes or unmade else inputs(project),
                notices=(*_faults(archive), *told),
                reports=len(archive.reports),
            )
            kept.put(key, made)
            exchange(stage / "site", project.site)
        kept.forget_the_rest()
    before = {file.path: file.seen for file in last.files()}
    reused = sum(before.get(file.path) == file.seen for file in made.files())
    files = sum(1 for _ in made.files())
    return Built(len(archive.reports), (*settled, *told), files - reused, reused)


@contextmanager
def _disk(project: Project) -> Iterator[None]:
    """Tell of a disk that is full or fails as of other bad input."""
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EIO):
            raise
        raise CefuError(
            f"the site could not be written: {error.strerror}",
            file=error.filename or project.work,
            remedy="Make room, or look at the folder's permissions, and build again; "
            "the last site is as it was",
        ) from None


def _made(
    project: Project,
    context: Context,
    last: Manifest,
    site: Path,
    progress: Progress,
    executor: Executor | None,
) -> Manifest:
    """The new site in the folder ``site``."""
    named, archive = identity(project), context.catalogue.archive
    planned = list(units(context))
    pages = context.page_names()
    look = looks(project, archive, named, dict.fromkeys(LANGS, pages))
    maker = Maker(look, site, project.site, last)
    every: list[Unit | tuple[str, Lang, str]] = [*planned, *_unrendered(look, pages)]
    done: dict[str, MadeUnit] = {}
    waiting: list[Unit | tuple[str, Lang, str]] = []
    for unit in every:
        name, made_of = _about(unit, look)
        before = last.units.get(name)
        if before and before.made_of == made_of and _taken_over(before, project.site, site):
            done[name] = before
        else:
            waiting.append(unit)

    if waiting:
        context.make_ready()

    def make(nth: int) -> tuple[str, MadeUnit]:
        unit = waiting[nth]
        name, made_of = _about(unit, look)
        if isinstance(unit, Unit):
            return name, replace(maker.make(unit), made_of=made_of)
        kind, lang, _ = unit
        if kind == "theme":
            return name, maker.theme(lang, made_of)
        return name, maker.written(lang, pages, made_of)

    total = len(every)
    if isinstance(executor, Cluster):
        ours = [unit for unit in waiting if isinstance(unit, Unit)]
        for nth, (one, result) in enumerate(made_by(executor, look, maker, ours), 1):
            name, made_of = _about(one, look)
            done[name] = replace(result, made_of=made_of)
            progress("make the pages", total - len(waiting) + nth, total)
        waiting = [unit for unit in waiting if not isinstance(unit, Unit)]
    for nth, (_, (name, result)) in enumerate(workers.each(make, len(waiting)), 1):
        done[name] = result
        progress("make the pages", total - len(waiting) + nth, total)
    files = [file for name in sorted(done) for file in done[name].files]
    check_links(site, files, {file.path: file for file in last.files()})
    between = [
        maker.put(path, data, digest(data))
        for path, data in edges(archive, named, pages_of(files)).items()
    ]
    done["edges"] = MadeUnit("", tuple(between))
    return Manifest(units={name: done[name] for name in sorted(done)})


def _unrendered(look: Mapping[Lang, Look], pages: list[str]) -> list[tuple[str, Lang, str]]:
    """What is no unit of the archive: the theme's files, and what people wrote."""
    found = []
    for lang in LANGS:
        people = look[lang].settings.written
        said = digest(repr(pages), *(part for item in sorted(people.items()) for part in item))
        found += [("theme", lang, ""), ("written", lang, said)]
    return found


def _about(unit: Unit | tuple[str, Lang, str], look: Mapping[Lang, Look]) -> tuple[str, str]:
    """The name of a unit, and the digest of all that its files in the site are made of."""
    if isinstance(unit, Unit):
        return unit.name, digest(unit.made_of, *(look[lang].made_of for lang in unit.langs))
    kind, lang, said = unit
    return f"{kind} {lang}", digest(kind, said, look[lang].made_of)


def _taken_over(before: MadeUnit, old: Path, new: Path) -> bool:
    """Whether all files of a unit could be taken over; none is left if not."""
    taken: list[MadeFile] = []
    for file in before.files:
        if not take_over(file, old, new):
            for other in taken:
                (new / other.path).unlink()
            return False
        taken.append(file)
    return True
