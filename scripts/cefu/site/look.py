"""How pages look: what the renderers of all languages are made from, and its digest."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from cefu.archive.kept import digest, program
from cefu.archive.reading import Archive
from cefu.model.language import LANGS, Lang
from cefu.outputs.feeds.atom import dated
from cefu.outputs.feeds.discovery import in_english
from cefu.site.project import Project
from cefu.site.rendering.dressing import Facts
from cefu.site.rendering.rendered import Look
from cefu.site.rendering.renderer import Settings
from cefu.site.settings import Identity, settings_of, write_settings, written

#: Plugins that read nothing but the page at hand.
_PURE = frozenset({"search", "material/search"})


def looks(
    project: Project, archive: Archive, identity: Identity, generated: Mapping[Lang, Sequence[str]]
) -> dict[Lang, Look]:
    """The look of every language; its settings are put in place.

    ``generated`` has the pages that are generated, by path below the docs folder.
    """
    facts = Facts(bool(dated(archive.reports)), in_english(archive.reports))
    people = {lang: written(project, lang) for lang in LANGS}
    exist = {lang: {*generated[lang], *people[lang]} for lang in LANGS}
    settings = settings_of(project)
    write_settings(project, exist)
    templates = folder_parts(project.work / "overrides")
    found = {}
    for lang in LANGS:
        config = project.config_for(lang)
        spoken = config.read_text("utf-8")
        named = [
            name for name in _navigated(yaml.safe_load(spoken).get("nav")) if name in exist[lang]
        ]
        partly = {
            name: tuple(each for each in LANGS if name in exist[each])
            for name in people[lang]
            if any(name not in exist[each] for each in LANGS)
        }
        made_of = digest(
            program(),
            spoken,
            *templates,
            repr((identity, facts, named, sorted(people[lang]), partly)),
            "" if is_pure(settings) else secrets.token_hex(),
        )
        renderer = Settings(config, project.work / "empty", people[lang], tuple(named))
        found[lang] = Look(renderer, made_of, identity, facts, partly)
    return found


def folder_parts(folder: Path) -> list[str | bytes]:
    """All files below ``folder``, as parts of a digest."""
    parts: list[str | bytes] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            parts += [path.relative_to(folder).as_posix(), path.read_bytes()]
    return parts


def is_pure(settings: Mapping[str, Any]) -> bool:
    """Whether a page depends on nothing but what is known here: hooks and plugins may
    read whatever they like."""
    plugins = settings.get("plugins") or []
    names = {next(iter(p)) if isinstance(p, dict) else p for p in plugins}
    return not settings.get("hooks") and names <= _PURE


def _navigated(nav: Any) -> Iterable[str]:
    """The pages that a navigation names."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, dict):
        for item in nav.values():
            yield from _navigated(item)
    elif isinstance(nav, list):
        for item in nav:
            yield from _navigated(item)
