"""Work sent to a ``dask.distributed`` cluster: the same steps, on other machines.

Workers need this package and nothing else: documents, settings and templates are sent to
them, what they make comes back.  A task whose worker dies is given to another by the
scheduler; every task gives the same for the same, so it does not matter which did it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from cefu.archive.kept import digest, program
from cefu.inputs.sources import Source
from cefu.model.errors import CefuError
from cefu.model.language import Lang
from cefu.site.registry.unit import Files, Unit
from cefu.site.rendering.made import MadeUnit
from cefu.site.rendering.making import Maker
from cefu.site.rendering.rendered import Look, Rendered, Rendering

#: Pages sent to a worker at a time, and units whose pages are in memory at a time.
_PAGES, _UNITS = 16, 64
#: Files by path below a folder that stands for the work folder.
Sent = Mapping[str, bytes]

#: How long a scheduler may take to answer.
PATIENCE = "20s"


class Cluster(Executor):
    """An executor whose tasks run on the workers of ``client``."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self._executor = client.get_executor(pure=False)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run ``fn``; the documents that its arguments name are sent along."""
        paths = {path for source in _sources(args) for path in (source.path, source.twin) if path}
        files = {str(path): path.read_bytes() for path in sorted(paths)}
        submitted: Future[Any] = self._executor.submit(_with_documents, fn, args, kwargs, files)
        return submitted

    def render(
        self, looks: Mapping[Lang, Look], pages: Iterable[tuple[Lang, str, bytes]]
    ) -> dict[tuple[Lang, str], Rendered]:
        """``pages`` (language, file's name, Markdown), rendered by the workers."""
        by_lang: dict[Lang, list[tuple[str, bytes]]] = {}
        for lang, name, data in pages:
            by_lang.setdefault(lang, []).append((name, data))
        waiting = [
            (lang, self._executor.submit(_render, _packed(looks[lang]), looks[lang], lang, batch))
            for lang, own in by_lang.items()
            for batch in (own[at : at + _PAGES] for at in range(0, len(own), _PAGES))
        ]
        return {(lang, page.name): page for lang, done in waiting for page in done.result()}

    def pids(self) -> dict[str, int]:
        """The process of each worker, by its address."""
        found: dict[str, int] = self._client.run(os.getpid)
        return found

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let go of the cluster; what was asked of it is not waited for."""
        self._client.close()


def made_by(
    workers: Cluster, looks: Mapping[Lang, Look], maker: Maker, units: Sequence[Unit]
) -> Iterator[tuple[Unit, MadeUnit]]:
    """``units`` as files of the site: written here, their pages rendered by ``workers``."""
    for at in range(0, len(units), _UNITS):
        written = [replace(unit, make=_given(unit.make())) for unit in units[at : at + _UNITS]]
        pages = (page for unit in written for page in maker.unrendered(unit))
        rendered = workers.render(looks, pages)

        def render(
            lang: Lang,
            name: str,
            data: bytes,
            rendered: Mapping[tuple[Lang, str], Rendered] = rendered,
        ) -> Rendered:
            return rendered[lang, name]

        for unit in written:
            yield unit, maker.make(unit, render)


def _given(files: Files) -> Callable[[], Files]:
    return lambda: files


@contextmanager
def cluster(scheduler: str, workers: int) -> Iterator[Cluster]:
    """The cluster whose scheduler is at ``scheduler``, or a local one of ``workers`` processes.

    Raises ``CefuError`` where there is none, the package for it is missing, or its workers
    run another program than this.
    """
    try:
        import distributed
    except ImportError:
        raise CefuError(
            "building on a cluster needs the package distributed",
            remedy="Install it: pip install 'cefu[cluster]'",
        ) from None
    try:
        local = None if scheduler else _local(distributed.LocalCluster, workers)
        client = _client(distributed.Client, scheduler or local, timeout=PATIENCE)
    except (OSError, ValueError) as error:
        raise CefuError(
            f"there is no cluster at {scheduler}: {error}", remedy="Start one: dask scheduler"
        ) from None
    try:
        others = {made for made in client.run(program).values() if made != program()}
        if others:
            raise CefuError(
                "the workers of the cluster have another version of cefu or of what it needs",
                remedy="Install the same on every machine: pip install -c constraints.txt cefu",
            )
        yield Cluster(client)
    finally:
        client.close()
        if local is not None:
            local.close()


def _client(kind: Any, address: Any, timeout: str) -> Any:
    return kind(address, timeout=timeout)


def _local(kind: Any, workers: int) -> Any:
    """A cluster of processes on this machine."""
    return kind(n_workers=workers, threads_per_worker=1, dashboard_address=None)


def _sources(value: Any) -> Iterator[Source]:
    """The documents named in a task's arguments."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _sources(item)


def _with_documents(
    fn: Callable[..., Any], args: Any, kwargs: Mapping[str, Any], files: Sent
) -> Any:
    """On a worker: ``fn`` of its arguments, the documents they name put into a folder here."""
    if not files:
        return fn(*args, **kwargs)
    with tempfile.TemporaryDirectory(prefix="cefu-") as name:
        here = {}
        for nth, (path, data) in enumerate(files.items()):
            place = Path(name) / str(nth) / Path(path).name
            place.parent.mkdir()
            place.write_bytes(data)
            here[path] = place
        try:
            return fn(*_moved(args, here), **kwargs)
        except CefuError as error:
            known = {str(place): path for path, place in here.items()}
            told = CefuError(
                error.problem,
                file=known.get(error.file, error.file),
                line=error.line,
                remedy=error.remedy,
            )
            raise told from None


def _moved(value: Any, here: Mapping[str, Path]) -> Any:
    if isinstance(value, Source):
        twin = here[str(value.twin)] if value.twin else None
        return replace(value, path=here[str(value.path)], twin=twin)
    if isinstance(value, (list, tuple)):
        return type(value)(_moved(item, here) for item in value)
    return value


def _packed(look: Look) -> Sent:
    """The settings and templates of a look, as they lie in the work folder."""
    work = look.settings.config.parent
    files = {look.settings.config.name: look.settings.config.read_bytes()}
    for path in sorted((work / "overrides").rglob("*")):
        if path.is_file():
            files[path.relative_to(work).as_posix()] = path.read_bytes()
    return files


def _render(
    files: Sent, look: Look, lang: Lang, pages: Sequence[tuple[str, bytes]]
) -> list[Rendered]:
    """On a worker: pages as HTML."""
    key = digest(*(part for name in sorted(files) for part in (name, files[name])), look.made_of)
    rendering = _rendering(key, _Hidden((files, look, lang)))
    return [rendering.page(name, data) for name, data in pages]


class _Hidden:
    """Something that a cache's key does not need to hold."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hidden)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=8)
def _rendering(key: str, given: _Hidden) -> Rendering:
    """The renderer for what ``key`` stands for, its settings put into a folder here."""
    files, look, lang = given.value
    folder = Path(tempfile.mkdtemp(prefix="cefu-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    config = folder / look.settings.config.name
    (folder / f"docs-{lang}").mkdir(exist_ok=True)
    settings = replace(look.settings, config=config, empty=folder / "empty")
    return Rendering(replace(look, settings=settings), lang)
