"""Writing: all or nothing.  New output is put together aside and then moved in."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from cefu.model.errors import CefuError


def write_tree(folder: Path, content: Mapping[str, bytes]) -> None:
    """Write ``{relative path: bytes}`` below ``folder``, which must be ours alone."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def replace_parts(
    folder: Path, content: Mapping[str, bytes], parts: Sequence[str], work: Path
) -> None:
    """Make the ``parts`` of ``folder`` hold exactly ``content``.

    Everything is written into ``work`` first.  A part whose files are the same
    already is left alone, so that a live server sees only real changes.
    """
    work.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix="stage-", dir=work))
    try:
        write_tree(stage, content)
        for part in parts:
            new, old = stage / part, folder / part
            if _same(new, old):
                continue
            swap(new, old, work)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def swap(new: Path, old: Path, work: Path) -> None:
    """Put ``new`` (which may be missing) where ``old`` is; ``old`` is removed."""
    aside = Path(tempfile.mkdtemp(prefix="old-", dir=work))
    if old.exists():
        os.replace(old, aside / "old")
    if new.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        os.replace(new, old)
    shutil.rmtree(aside, ignore_errors=True)


def write_atomically(path: Path, data: bytes, work: Path | None = None) -> bool:
    """Write one file unless it holds ``data`` already; whether it was written.

    It is put together in the folder ``work``, by default beside where it goes.
    """
    if path.exists() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix="old-", dir=work or path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    os.chmod(name, 0o644)
    os.replace(name, path)
    return True


def write_over(path: Path, before: bytes | None, data: bytes) -> None:
    """Write one file that held ``before`` when it was read (None: there was none).

    Raises ``CefuError``, with nothing written, where somebody else has changed it since.
    """
    now = path.read_bytes() if path.exists() else None
    if now != before:
        raise CefuError(
            "the file was changed by someone else in the meantime",
            file=path,
            remedy="Nothing was written to it; look at it and run the command again",
        )
    write_atomically(path, data)


def _same(new: Path, old: Path) -> bool:
    if new.is_file() and old.is_file():
        return new.read_bytes() == old.read_bytes()
    if not (new.is_dir() and old.is_dir()):
        return not new.exists() and not old.exists()
    names = _names(new)
    return names == _names(old) and all(
        (new / n).read_bytes() == (old / n).read_bytes() for n in names
    )


def _names(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
