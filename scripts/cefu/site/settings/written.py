"""Everything the renderer reads, put in its place: pages, settings, template overrides."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import yaml

from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.html.template_words import theme_words
from cefu.outputs.i18n.locale import locale
from cefu.site.project import GENERATED, Project, theme_folder
from cefu.site.settings.hand_written import hand_written, in_language
from cefu.site.settings.identity import called, settings_of
from cefu.site.settings.keepers_file import Settings
from cefu.site.settings.merged import in_language as settings_in_language
from cefu.site.writing import replace_parts, write_atomically


def write_trees(project: Project, trees: Mapping[Lang, Mapping[str, bytes]]) -> None:
    """Put the generated files of every language, and its settings, in place, for those who
    call a renderer themselves.

    Raises ``CefuError`` where a hand-written page or ``mkdocs.yml`` cannot be read.
    """
    pages: dict[Lang, set[str]] = {}
    for lang, tree in trees.items():
        docs, people = project.docs_for(lang), written(project, lang)
        if lang == ORIGINAL and not project.bare:
            content = {name: data for name, data in tree.items() if name not in people}
            parts = [part for part in GENERATED if part not in people]
        else:
            content = {**people, **tree}
            parts = sorted({name.split("/")[0] for name in content} | _present(docs))
        replace_parts(docs, content, parts, project.work)
        pages[lang] = {*content, *people}
    write_settings(project, pages)


def written(project: Project, lang: Lang) -> dict[str, bytes]:
    """What people wrote, as it stands in the docs folder of one language, by path.

    Raises ``CefuError`` naming a page that is not UTF-8.
    """
    pages = hand_written(project)
    if lang == ORIGINAL:
        return pages
    return {n: d for n, d in in_language(pages, locale(lang)).items() if n != "index.md"}


def write_settings(project: Project, pages: Mapping[Lang, Collection[str]]) -> None:
    """Put the settings of every language and the templates in place; ``pages`` are the
    files of its docs folder.  Raises ``CefuError`` where ``mkdocs.yml`` cannot be read."""
    settings = settings_of(project)
    for lang, names in pages.items():
        _write_settings(project, lang, settings, names)
    _write_overrides(project, settings)
    # The package's settings, for a keeper's own `mkdocs build`: ``INHERIT: .cefu/renderer.yml``.
    base = (theme_folder() / "mkdocs.yml").read_bytes()
    write_atomically(project.work / "renderer.yml", base)


def _present(docs: Path) -> set[str]:
    return {p.name for p in docs.iterdir()} if docs.is_dir() else set()


def _write_settings(
    project: Project, lang: Lang, settings: Settings, pages: Collection[str]
) -> None:
    own = locale(lang)
    names = {key: called(settings, key, project, own) for key in ("site_name", "site_description")}
    spoken = settings_in_language(settings, own, names, pages)
    spoken["docs_dir"] = os.path.relpath(project.docs_for(lang), project.work)
    spoken["site_dir"] = f"site-{lang}"
    spoken["theme"]["custom_dir"] = "overrides"
    dumped = yaml.safe_dump(spoken, allow_unicode=True, sort_keys=False)
    write_atomically(project.config_for(lang), dumped.encode("utf-8"))


def _write_overrides(project: Project, settings: Settings) -> None:
    """The package's template overrides and the keeper's over them, beside the settings
    (renderers want them near), with the templates' words in every language."""
    target = project.work / "overrides"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(theme_folder() / "overrides", target)
    keepers = project.root / settings["theme"]["custom_dir"]
    if keepers != target:
        if not keepers.is_dir():
            raise CefuError(
                f"theme.custom_dir leads to {keepers.name!r}, which is no folder",
                file=project.config,
                remedy="Correct it or remove it",
            )
        shutil.copytree(keepers, target, dirs_exist_ok=True)
    for lang in LANGS:
        spoken = locale(lang)
        words = target / f"partials/words/{spoken('theme_language')}.html"
        write_atomically(words, theme_words(spoken).encode("utf-8"))
