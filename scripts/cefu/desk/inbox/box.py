"""The inbox: documents that lie in the work folder until the keeper decides.

An item is a folder of its own with the document and a note of what it was called; no name that
comes with a document is ever part of a path.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath

from cefu.inputs.documents import SUFFIXES
from cefu.model.errors import CefuError
from cefu.site.project import Project

_FOLDER = "desk/inbox"
_IDENT = re.compile(r"[0-9a-f]{16}")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Item:
    """A document in the inbox: its ``folder``, and the ``name`` it came with, to be shown."""

    ident: str
    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The document."""
        return self.folder / f"document{suffix_of(self.name)}"


def suffix_of(name: str) -> str:
    """The end of a file's name that tells its kind, in small letters.

    >>> suffix_of("Report.PDF"), suffix_of("../../x.md"), suffix_of("no kind")
    ('.pdf', '.md', '')
    """
    return Path(shown_name(name)).suffix.lower()


def shown_name(name: str) -> str:
    """The last part of a name as any system writes names, without what cannot be shown.

    >>> shown_name("../../etc/passwd"), shown_name("C:\\\\x\\\\年報.pdf"), shown_name("a\\x00b.txt")
    ('passwd', '年報.pdf', 'ab.txt')
    """
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(char for char in last if char.isprintable())[:_LONGEST]


def items(project: Project) -> list[Item]:
    """What lies in the inbox, in the order in which it came."""
    folders = [path for path in (project.work / _FOLDER).glob("*") if _IDENT.fullmatch(path.name)]
    folders.sort(key=lambda path: (path.stat().st_mtime_ns, path.name))
    return list(_readable(folders))


def _readable(folders: list[Path]) -> Iterator[Item]:
    for folder in folders:
        try:
            name = str(json.loads((folder / "note.json").read_text("utf-8"))["name"])
        except (OSError, ValueError, KeyError):
            # A document that was still coming when the desk was closed.
            continue
        yield Item(folder.name, folder, name)


def item(project: Project, ident: str) -> Item:
    """The item ``ident``.  Raises ``CefuError`` where there is none."""
    for each in items(project):
        if each.ident == ident:
            return each
    raise CefuError("this document is no longer in the inbox", remedy="Load the page again")


def put(project: Project, name: str, data: bytes) -> Item:
    """Lay a document into the inbox.  Raises ``CefuError`` where its kind cannot be read."""
    name = shown_name(name)
    if suffix_of(name) not in SUFFIXES:
        raise CefuError(f"{name!r} is no document", remedy=f"Known: {', '.join(SUFFIXES)}")
    if not data:
        raise CefuError(f"{name!r} is empty", remedy="Look whether it was saved whole")
    made = Item(secrets.token_hex(8), Path(), name)
    folder = project.work / _FOLDER / made.ident
    folder.mkdir(parents=True)
    made = Item(made.ident, folder, name)
    made.path.write_bytes(data)
    (folder / "note.json").write_text(json.dumps({"name": name}, ensure_ascii=False), "utf-8")
    return made


def clear(item: Item) -> None:
    """Take an item out of the inbox."""
    shutil.rmtree(item.folder, ignore_errors=True)
