"""Where an archive's files lie: the only module that knows the folder layout."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from cefu.inputs.documents import SUFFIXES
from cefu.inputs.sources import is_document
from cefu.model.errors import CefuError
from cefu.model.language import ORIGINAL, Lang

#: Folders and files below ``docs/`` that ``cefu`` makes and may replace.
GENERATED = (
    "index.md",
    "reports",
    "actors",
    "timeline",
    "network",
    "words",
    "search",
    "compare",
    "notebook",
    "data",
    "assets/cefu",
)


@dataclass(frozen=True)
class Project:
    """An archive in ``root``: ``sources/``, and, unless it is a bare one, ``docs/`` or
    ``mkdocs.yml`` or both.  A bare archive gets its pages in its work folder."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> Project:
        """Raises ``CefuError`` if there is no ``sources`` folder, or nothing in it: only an
        archive that was set up and has published nothing may wait for its first document."""
        project = cls(root.resolve())
        if not project.sources.is_dir():
            raise CefuError(
                "there is no sources folder here",
                file=root,
                remedy="Name the folder of an archive, or make one with 'cefu new'",
            )
        if not project._may_begin and not project._has_reports:
            raise CefuError(
                "there is no document in the sources folder",
                file=project.sources,
                remedy=f"Put each report there as <report-id>{' or '.join(SUFFIXES)}, "
                "for example with 'cefu add'",
            )
        return project

    @property
    def _has_reports(self) -> bool:
        return any(is_document(p) or p.suffix == ".yml" for p in self.sources.iterdir())

    @property
    def _may_begin(self) -> bool:
        return not self.bare and not any((self.sources / "anchors").glob("*.json"))

    @property
    def sources(self) -> Path:
        return self.root / "sources"

    @property
    def work(self) -> Path:
        """Scratch space; git ignores it, and it may be deleted at any time."""
        return self.root / ".cefu"

    @cached_property
    def bare(self) -> bool:
        return not (self.config.exists() or (self.root / "docs").is_dir())

    @property
    def docs(self) -> Path:
        return self.work / "docs" if self.bare else self.root / "docs"

    @property
    def config(self) -> Path:
        """What the keeper sets; there may be no such file."""
        return self.root / "mkdocs.yml"

    def docs_for(self, lang: Lang) -> Path:
        """The docs folder of one language; those of translations are generated."""
        return self.docs if lang == ORIGINAL else self.work / f"docs-{lang}"

    def config_for(self, lang: Lang) -> Path:
        """The renderer's settings for one language, all of them generated."""
        return self.work / ("mkdocs.yml" if lang == ORIGINAL else f"mkdocs.{lang}.yml")

    @property
    def site(self) -> Path:
        return self.root / "site"


def theme_folder() -> Path:
    """The package's theme layer: ``assets/`` and ``overrides/``."""
    return Path(str(files("cefu.site").joinpath("theme")))
