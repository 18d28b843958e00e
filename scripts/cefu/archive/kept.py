"""Results of earlier builds, kept on disk by the digest of what they were made from.

A result is trusted only if it is whole, was made from the very same things by the very
same program, and was put there by this user on this machine, which a secret of the
user's own proves; anything else is made again.  So the folder may be deleted, damaged,
or come with an archive from somebody else, and costs no more than the time saved.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import os
import pickle
import platform
import re
import secrets
import sys
from collections.abc import Callable
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_PACKAGE = Path(__file__).resolve().parents[1]
_NAME = re.compile(r"[\w.-]+")
_SHA = hashlib.sha256().digest_size


def digest(*parts: str | bytes) -> str:
    """The SHA-256 of ``parts``, each with its length, so that none runs into the next.

    >>> digest("a", "bc") == digest("ab", "c")
    False
    """
    told = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        told.update(len(data).to_bytes(8, "big"))
        told.update(data)
    return told.hexdigest()


@cache
def program() -> str:
    """The digest of what does the work: this package's files, the versions of what it needs,
    and the interpreter.  Names, not times: a copy is the same program."""
    parts: list[str | bytes] = [sys.version, platform.machine()]
    parts += sorted(_needed("cefu"))
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and path.suffix not in (".pyc", ".pyo"):
            parts += [path.relative_to(_PACKAGE).as_posix(), path.read_bytes()]
    return digest(*parts)


def _needed(name: str) -> set[str]:
    """``name version`` of a distribution and of all that it needs, as far as installed."""
    found: dict[str, str] = {}
    waiting = [name]
    for each in waiting:
        with contextlib.suppress(PackageNotFoundError):
            if each not in found:
                found[each] = version(each)
                needs = (
                    _NAME.match(line) for line in requires(each) or () if "extra ==" not in line
                )
                waiting += [match[0].lower() for match in needs if match]
    return {" ".join(item) for item in found.items()}


class Kept:
    """The results in ``folder``; without one, nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._asked: set[str] = set()

    def get(self, key: str) -> object | None:
        """The result kept under ``key``; None where there is none that is whole."""
        self._asked.add(key)
        if self.folder is None:
            return None
        try:
            data = self._path(key).read_bytes()
        except OSError:
            return None
        if not hmac.compare_digest(data[:_SHA], seal(key, data[_SHA:])):
            return None
        result: object = pickle.loads(data[_SHA:])
        return result

    def holds(self, key: str) -> bool:
        """Whether something is kept under ``key``, be it whole or not."""
        self._asked.add(key)
        return self.folder is not None and self._path(key).exists()

    def put(self, key: str, result: object) -> bool:
        """Keep ``result`` (anything but None); whether it could be kept.  A full disk is no
        fault."""
        self._asked.add(key)
        if self.folder is None:
            return False
        data = pickle.dumps(result, protocol=5)
        path = self._path(key)
        aside = path.with_name(f"{path.name}.{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(seal(key, data) + data)
            os.replace(aside, path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink(missing_ok=True)
            return False
        return True

    def made(self, key: str, make: Callable[[], T]) -> T:
        """The result kept under ``key``, or what ``make`` gives, kept from now on."""
        found = self.get(key)
        if found is None:
            result = make()
            self.put(key, result)
            return result
        return found  # type: ignore[return-value]

    def latest(self, slot: str, key: str, make: Callable[[], T]) -> T:
        """The last result kept in ``slot`` if it was made from ``key``, or what ``make`` gives,
        kept there from now on.  For what a worker keeps: the slot must have been named by
        `spare` where `forget_the_rest` is called."""
        at = digest("slot", slot)
        found = self.get(at)
        if isinstance(found, tuple) and found[0] == key:
            return found[1]  # type: ignore[no-any-return]
        result = make()
        self.put(at, (key, result))
        return result

    def spare(self, slot: str) -> None:
        """Have `forget_the_rest` leave ``slot``."""
        self._asked.add(digest("slot", slot))

    def forget_the_rest(self) -> None:
        """Remove what this run asked for by no key, and what dead runs left."""
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.glob("*/*"):
            if path.parent.name + path.name not in self._asked:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / key[2:]


def seal(key: str, data: bytes) -> bytes:
    """What shows that ``data`` is whole, stands under its own ``key``, and is ours."""
    return hmac.digest(_secret(), len(key).to_bytes(4, "big") + key.encode() + data, "sha256")


@cache
def _secret() -> bytes:
    """The user's secret on this machine, made when first asked for.

    Where none can be kept it lasts as long as the process: every build is then cold.
    """
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    path = Path(base) / "cefu" / "secret"
    fresh = secrets.token_bytes(32)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            aside = path.with_name(f"secret.{os.getpid()}")
            with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
                file.write(fresh)
            try:
                os.link(aside, path)
            finally:
                aside.unlink()
        kept = path.read_bytes()
    except (OSError, RuntimeError):
        return fresh
    return kept if len(kept) == len(fresh) else fresh
