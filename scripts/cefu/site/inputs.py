"""What a whole site depends on, as one digest: to know at once that nothing has changed."""

from __future__ import annotations

import secrets

from cefu.archive.kept import digest, program
from cefu.model.language import ORIGINAL
from cefu.site.look import folder_parts, is_pure
from cefu.site.project import Project
from cefu.site.settings import settings_of, written


def inputs(project: Project) -> str:
    """The digest of the program, the sources, what people wrote, and the settings."""
    parts: list[str | bytes] = [program()]
    parts += folder_parts(project.sources)
    for name, data in sorted(written(project, ORIGINAL).items()):
        parts += [name, data]
    settings = settings_of(project)
    parts += [repr(settings), "" if is_pure(settings) else secrets.token_hex()]
    parts += folder_parts(project.root / settings["theme"]["custom_dir"])
    return digest(*parts)
