"""Pages of PDFs as pictures: drawn once in a process with limits, kept in the work folder."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from cefu.inputs.documents.guarded import draw_guarded
from cefu.site.project import Project

#: Sharp enough to read a footnote on a screen.
DPI = 110
_FOLDER = "desk/pages"


def page_picture(project: Project, path: Path, index: int) -> Path:
    """The page ``index`` (from 0) of the PDF at ``path`` as a WebP picture.

    Raises ``CefuError`` where it cannot be drawn.
    """
    name = sha256(path.read_bytes()).hexdigest()
    picture = project.work / _FOLDER / f"{name}-{index}-{DPI}.webp"
    if not picture.exists():
        picture.parent.mkdir(parents=True, exist_ok=True)
        aside = picture.with_name(f"{picture.stem}-{os.getpid()}-{os.urandom(4).hex()}.webp")
        draw_guarded(path, index, aside, DPI)
        os.replace(aside, picture)
    return picture
