"""What a site is made of: for every file in it, the digest of what it was made from.

The site itself is where rendered pages are kept from one build to the next.  A file is
taken over into the next site only if it is, to all appearance, still the file that was
put there: same file, same size, same time of change.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file at ``path`` below the site.

    ``seen`` are its size (bytes), time of change (ns) and inode.  ``residue`` is what on
    it is not Simplified where it should be; ``links`` are the anchors on other pages that
    it links to (the page's file below the docs folder, anchor, link as written).
    """

    path: str
    made_of: str
    seen: tuple[int, int, int] = (0, 0, 0)
    residue: tuple[str, ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MadeUnit:
    """The files of one unit, and the digest of what all of them were made from."""

    made_of: str
    files: tuple[MadeFile, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """A whole site, unit by unit.

    ``inputs`` is the digest of everything it depends on, ``notices`` what the keeper was
    told, ``reports`` how many there are.
    """

    inputs: str = ""
    units: Mapping[str, MadeUnit] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    reports: int = 0

    def files(self) -> Iterable[MadeFile]:
        """Every file of every unit."""
        return (file for unit in self.units.values() for file in unit.files)


def seen(path: Path | str) -> tuple[int, int, int]:
    """Size, time of change (ns) and inode of a file; zeros where there is none."""
    try:
        found = os.stat(path, follow_symlinks=False)
    except OSError:
        return (0, 0, 0)
    return found.st_size, found.st_mtime_ns, found.st_ino


def is_whole(site: Path, manifest: Manifest) -> bool:
    """Whether ``site`` holds the files of ``manifest`` and no others."""
    known = {file.path: file.seen for file in manifest.files()}
    found = 0
    top = len(str(site)) + 1
    for folder, _, names in os.walk(site):
        for name in names:
            path = f"{folder}/{name}"
            if known.get(path[top:]) != seen(path):
                return False
            found += 1
    return found == len(known)


def take_over(file: MadeFile, old: Path, new: Path) -> bool:
    """Put ``file`` of the site ``old`` into the site ``new`` too; False if it is not what
    was put there."""
    source, target = old / file.path, new / file.path
    if file.seen == (0, 0, 0) or seen(source) != file.seen:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source, target)
    except OSError:
        # Another file system, or one without links: a copy has to be as good.
        shutil.copy2(source, target)
    return True
