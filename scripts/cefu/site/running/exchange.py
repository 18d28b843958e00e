"""A finished folder takes the place of another in one step, and one build runs at a time."""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cefu.model.errors import CefuError
from cefu.site.project import Project

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
#: Folders in the work folder that a build makes for itself and takes away again.
_OWN = ("stage-*", "site-*", "old-*")


def exchange(new: Path, old: Path) -> None:
    """Put ``new`` where ``old`` is; what was there, if anything, is then at ``new``.

    Where the system can, both change places in one step, so that ``old`` is never missing,
    whatever happens.
    """
    old.parent.mkdir(parents=True, exist_ok=True)
    if not old.exists():
        os.rename(new, old)
        return
    if _exchanged(new, old):
        return
    aside = old.with_name(f".{old.name}-aside")
    os.rename(old, aside)
    os.rename(new, old)
    os.rename(aside, new)


def recover(site: Path) -> None:
    """Put the last site back where a build was killed between two steps of `exchange`."""
    aside = site.with_name(f".{site.name}-aside")
    if aside.exists() and not site.exists():
        os.rename(aside, site)
    elif aside.exists():
        shutil.rmtree(aside, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could exchange both names (Linux 3.15 and later, renameat2)."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    failed = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    if not failed:
        return True
    error = ctypes.get_errno()
    if error in (errno.ENOSYS, errno.EINVAL, errno.EPERM, errno.ENOTSUP):
        return False
    raise OSError(error, os.strerror(error), str(other))


@contextmanager
def staged(work: Path) -> Iterator[Path]:
    """A new folder to put things together in; it is gone afterwards."""
    work.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="stage-", dir=work))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def alone(project: Project, tell: Callable[[str], object]) -> Iterator[None]:
    """Hold the archive's lock; wait for a build that holds it, and ``tell`` so.

    The system takes the lock from a process that ends, however it ends.  What dead builds
    left is cleared away.  Raises ``CefuError`` where nothing can be written.
    """
    work = project.work
    try:
        work.mkdir(parents=True, exist_ok=True)
        file = (work / "lock").open("a+")
    except OSError as error:
        raise CefuError(
            f"cannot write here: {error.strerror}", file=work, remedy="Look at its permissions"
        ) from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            tell(f"waiting for the build that is running here ({file.read().strip()})")
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        file.truncate()
        file.write(f"process {os.getpid()}, begun {time.strftime('%Y-%m-%d %H:%M:%S')}\n")
        file.flush()
        recover(project.site)
        clear_litter(work)
        yield


def clear_litter(work: Path) -> None:
    """Remove what builds that were killed left in the work folder."""
    for pattern in _OWN:
        for path in work.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with contextlib.suppress(OSError):
                    path.unlink()
