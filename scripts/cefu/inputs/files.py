"""Files that keepers write: found and read whatever they turn out to be.

A folder, a broken link, a pipe or a device may bear the name of a file; none of them is ever
opened, for reading one may never end.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from cefu.model.errors import CefuError

#: No file of records and no text is larger; documents with pictures may be.
MOST_TEXT = 20_000_000
MOST_BYTES = 1_000_000_000
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def fault_of(path: Path, most: int = MOST_BYTES) -> str:
    """Why ``path`` cannot be read as a file of at most ``most`` bytes; '' if it can."""
    try:
        found = os.stat(path)
    except OSError:
        return "is a link that leads nowhere" if path.is_symlink() else "cannot be found"
    for is_kind, name in _KINDS:
        if is_kind(found.st_mode):
            return f"is {name}, not a file"
    if found.st_size > most:
        return f"has {found.st_size:,} bytes; {most:,} are the most that is read"
    return "" if os.access(path, os.R_OK) else "may not be read by you"


def read_kept(path: Path) -> str:
    """The text of a file that a keeper writes, in UTF-8.

    Raises ``CefuError`` where it is no file, too large, or not UTF-8.
    """
    if fault := fault_of(path, MOST_TEXT):
        raise CefuError(f"{path.name} {fault}", file=path, remedy="Remove or replace it")
    data = path.read_bytes()
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise CefuError(
            f"{path.name} is not UTF-8 (byte {error.start})",
            file=path,
            line=data.count(b"\n", 0, error.start) + 1,
            remedy="Save it as UTF-8",
        ) from None


def kept_files(folder: Path) -> list[Path]:
    """The YAML files in ``folder`` in order of name; [] where there is no such folder.

    Raises ``CefuError`` where it is no folder, or holds a file that would be passed over
    for the end of its name.
    """
    if not os.path.lexists(folder):
        return []
    if not folder.is_dir():
        raise CefuError(
            f"{folder.name} must be a folder",
            file=folder,
            remedy="Make it one and put its files into it, or remove it",
        )
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yml":
            raise CefuError(
                f"{path.name} would not be read",
                file=path,
                remedy=f"Rename it to {path.stem}.yml",
            )
    return sorted(folder.glob("*.yml"))
