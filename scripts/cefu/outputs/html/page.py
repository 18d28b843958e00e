"""A generated page: front matter and Markdown, at a path below ``docs/``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import yaml

from cefu.outputs.html.markup import attribute, html_text


@dataclass(frozen=True, slots=True)
class Page:
    """``path`` is relative to the docs folder (``reports/a/index.md``).

    ``title`` and ``description`` are plain text; templates print them unescaped,
    so they are escaped here.  ``meta`` is further front matter.
    """

    path: str
    title: str
    body: str
    description: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)

    @property
    def markdown(self) -> str:
        """The file's whole text."""
        front: dict[str, object] = {"title": html_text(self.title)}
        if self.description:
            front["description"] = attribute(self.description)
        front.update(self.meta)
        dumped = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=10_000)
        return f"---\n{dumped}---\n\n{self.body.rstrip()}\n"


def up(path: str) -> str:
    """The relative way from a page to the docs root: ``../`` for each folder.

    >>> up("reports/a/index.md"), up("index.md")
    ('../../', '')
    """
    return "../" * path.count("/")
