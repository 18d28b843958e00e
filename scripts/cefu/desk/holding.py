"""The archive held in memory, and read again when its files change on disk.

Reading goes on beside the answers: a view shows what is held, and says so where the files are
newer.  What is made of the same is not made again (``archive.kept``), neither after a change nor
when the desk is opened the next day.
"""

from __future__ import annotations

import os
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from cefu.addresses import current
from cefu.archive.catalogue import Catalogue
from cefu.archive.concerns import Concern, Setting, concerns
from cefu.archive.kept import Kept
from cefu.archive.reading import Archive, read_archive
from cefu.inputs.authorities import IGNORE_FILE, load_ignored
from cefu.inputs.documents import read_document
from cefu.model.errors import CefuError
from cefu.model.received import Document
from cefu.names.register import Authorities
from cefu.site.project import Project
from cefu.site.settings.hand_written import hand_written

T = TypeVar("T")

#: Where each file is, and what tells that it is another than before.
Seen = Mapping[str, tuple[int, int, int]]
#: So many documents are held as they were read.
_DOCUMENTS = 16
#: An answer waits so many seconds for a reading that has begun, rather than tell of older files.
PATIENCE = 0.15


def seen(folder: Path) -> dict[str, tuple[int, int, int]]:
    """All files below ``folder`` but hidden ones: when each was changed, its size, its inode.

    The time is that of the last change of any kind, which no program can set back.
    """
    found = {}
    waiting = [str(folder)]
    for each in waiting:
        try:
            entries = list(os.scandir(each))
        except OSError:
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                if entry.is_dir():
                    waiting.append(entry.path)
                    continue
                stat = entry.stat()
            except OSError:
                continue
            found[entry.path] = (stat.st_ctime_ns, stat.st_size, stat.st_ino)
    return found


@dataclass(frozen=True)
class Reading:
    """The archive as it was read from the files ``of``.

    ``fault`` is set where the files cannot be read: then ``archive`` is what was last whole.
    ``concerns`` is None until they are worked out.  ``behind`` tells that the files have changed
    since, and are being read.
    """

    archive: Archive
    catalogue: Catalogue = field(repr=False)
    of: Seen = field(default_factory=dict)
    fault: CefuError | None = None
    concerns: tuple[Concern, ...] | None = None
    behind: bool = True
    number: int = 0

    @classmethod
    def begin(cls, archive: Archive, of: Seen) -> Reading:
        """``archive`` as just read, with its catalogue."""
        return cls(archive, Catalogue(archive), of)


class Remembered(Kept):
    """Results kept on disk and in memory: the archive is put together again without reading them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._results: dict[str, object] = {}
        self._used: set[str] = set()

    def get(self, key: str) -> object | None:
        self._used.add(key)
        found = self._results.get(key)
        if found is None and (found := super().get(key)) is not None:
            self._results[key] = found
        return found

    def holds(self, key: str) -> bool:
        self._used.add(key)
        return super().holds(key) or key in self._results

    def put(self, key: str, result: object) -> bool:
        self._used.add(key)
        self._results[key] = result
        super().put(key, result)
        return True

    def let_go(self) -> None:
        """Forget, in memory only, what was not used since the last time."""
        self._results = {key: self._results[key] for key in self._used if key in self._results}
        self._used = set()


class Held:
    """The archive of ``project``; ``executor`` reads its reports in parallel."""

    def __init__(self, project: Project, executor: Executor | None = None) -> None:
        self.project = project
        self._executor = executor
        self._kept = Remembered(project.work / "kept")
        #: what was found in reports that are the same since
        self.looked = Remembered(project.work / "looked")
        self._changed = threading.Condition()
        self._reading = Reading.begin(Archive((), Authorities(())), {})
        self._works = False
        self._documents: OrderedDict[tuple[str, int, int, int], Document] = OrderedDict()

    def now(self, patience: float = PATIENCE) -> Reading:
        """What is held, read again if the files have changed and that is soon done."""
        files = seen(self.project.sources)
        end = time.monotonic() + patience
        with self._changed:
            while self._reading.of != files:
                # A reading that is about to end may have looked before the last change.
                if not self._works:
                    self._works = True
                    threading.Thread(target=self._read, daemon=True).start()
                if (left := end - time.monotonic()) <= 0:
                    break
                self._changed.wait(left)
            return replace(self._reading, behind=self._reading.of != files)

    def settled(self, patience: float = 600) -> Reading:
        """The same once the files as they are now are read and looked through."""
        end = time.monotonic() + patience
        while (found := self.now(0.2)).behind or found.concerns is None:
            if time.monotonic() > end:
                break
            with self._changed:
                self._changed.wait(0.2)
        return found

    def elsewhere(self, task: Callable[..., T], *given: object) -> T:
        """What ``task`` makes of ``given``, in a process of its own where there are such."""
        return self._executor.submit(task, *given).result() if self._executor else task(*given)

    def document(self, path: Path) -> Document:
        """The document at ``path`` as it was read.  Raises ``CefuError``."""
        stat = os.stat(path)
        key = (str(path), stat.st_ctime_ns, stat.st_size, stat.st_ino)
        with self._changed:
            if found := self._documents.get(key):
                self._documents.move_to_end(key)
                return found
        read = read_document(path)
        with self._changed:
            self._documents[key] = read
            while len(self._documents) > _DOCUMENTS:
                self._documents.popitem(last=False)
        return read

    def _read(self) -> None:
        """Read until what is held is what lies on disk."""
        try:
            for reading in self._readings():
                with self._changed:
                    self._reading = replace(reading, number=self._reading.number + 1)
                    self._changed.notify_all()
        finally:
            with self._changed:
                self._works = False
                self._changed.notify_all()

    def _readings(self) -> Iterator[Reading]:
        held = self._reading
        last: Seen | None = None
        while (files := seen(self.project.sources)) != last:
            last = files
            try:
                archive = read_archive(self.project.sources, self._executor, self._kept)
                self._kept.let_go()
                held = Reading.begin(archive, files)
                yield held
                held = replace(held, concerns=_concerns(self.project, archive, self.looked))
                yield held
            except Exception as error:
                yield replace(held, of=files, fault=_told(error), concerns=held.concerns or ())


def _told(error: Exception) -> CefuError:
    """``error`` as a keeper is told of it; nobody else would hear of one in a thread."""
    if isinstance(error, CefuError):
        return error
    where = error.filename if isinstance(error, OSError) and error.filename else ""
    return CefuError(
        f"the archive could not be read: {type(error).__name__}: {error}",
        file=str(where),
        remedy="'cefu check -v' shows more; if no file is at fault, please report it",
    )


def _written(project: Project) -> dict[str, str]:
    """The pages that people wrote, as far as they can be read."""
    try:
        pages = hand_written(project).items()
    except CefuError:
        return {}
    return {f"docs/{name}": data.decode() for name, data in pages if name.endswith(".md")}


def _concerns(project: Project, archive: Archive, looked: Kept) -> tuple[Concern, ...]:
    """What to look at before publishing, as ``cefu check`` tells it."""
    ignored = project.sources / "authorities" / IGNORE_FILE
    setting = Setting(
        ignored=load_ignored(ignored) if ignored.exists() else {},
        lock_is_current=current(project.sources, archive.lock),
        written=_written(project),
        kept=looked,
    )
    return tuple(concerns(archive, setting))
