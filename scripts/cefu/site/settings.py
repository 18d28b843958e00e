"""Settings for the renderer: one file a language, made from the archive's own.

The archive's ``mkdocs.yml`` is Traditional Chinese; the other languages get the
same settings with their own folder, theme language and titles.  An archive
without one gets the package's.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.html.template_words import theme_words
from cefu.outputs.i18n.interface import Voice, voice
from cefu.site.finish import Identity
from cefu.site.project import GENERATED, Project, theme_folder
from cefu.site.writing import replace_parts, write_atomically
from cefu.text.script import to_simplified

#: Navigation entries by page, as keys of the interface strings.
_NAV = (
    ("home", "index.md"),
    ("reports", "reports/index.md"),
    ("timeline", "timeline/index.md"),
    ("actors", "actors/index.md"),
    ("search", "search/index.md"),
    ("data", "data/index.md"),
    ("cite_page", "cite.md"),
    ("about", "about.md"),
)


def write_configs(project: Project, trees: Mapping[Lang, Mapping[str, bytes]]) -> None:
    """Put the generated files of every language, and its settings, in place."""
    hand_written = _hand_written(project)
    for lang, tree in trees.items():
        docs = project.docs_for(lang)
        if lang == ORIGINAL and not project.bare:
            content = {n: d for n, d in tree.items() if n != "index.md" or not _own_home(project)}
            parts = [p for p in GENERATED if p != "index.md" or not _own_home(project)]
            replace_parts(docs, content, parts, project.work)
        else:
            content = {**_pages_in(hand_written, voice(lang)), **tree}
            parts = sorted({name.split("/")[0] for name in content} | _present(docs))
            replace_parts(docs, content, parts, project.work)
        settings = _settings(project, lang, set(content) | set(_names(docs)))
        if settings is not None:
            dumped = yaml.safe_dump(settings, allow_unicode=True, sort_keys=False)
            write_atomically(project.config_for(lang), dumped.encode("utf-8"))


def _present(docs: Path) -> set[str]:
    return {p.name for p in docs.iterdir()} if docs.is_dir() else set()


def _names(docs: Path) -> list[str]:
    return [p.relative_to(docs).as_posix() for p in docs.rglob("*.md")] if docs.is_dir() else []


def _own_home(project: Project) -> bool:
    """Whether the keeper wrote a home page: one without our mark."""
    home = project.docs / "index.md"
    return home.exists() and "generated: true" not in home.read_text(encoding="utf-8")


def _hand_written(project: Project) -> dict[str, bytes]:
    """What people wrote below ``docs/``, by relative path."""
    folder = project.root / "docs"
    if not folder.is_dir() or project.bare:
        return {}
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        ours = any(name == part or name.startswith(part + "/") for part in GENERATED)
        if path.is_file() and not (ours and (name != "index.md" or not _own_home(project))):
            found[name] = path.read_bytes()
    return found


def _pages_in(pages: Mapping[str, bytes], own: Voice) -> dict[str, bytes]:
    """Hand-written pages in one language: a translation ``about.en.md`` stands for
    ``about.md``; Simplified is converted; what has neither stays in the original
    language, marked so, that its address holds in every language."""
    result = {}
    for name, data in pages.items():
        stem, _, suffix = name.rpartition(".")
        if suffix != "md":
            result[name] = data
        elif not stem.endswith(tuple(f".{lang}" for lang in LANGS)):
            translated = pages.get(f"{stem}.{own.lang}.md")
            if translated is not None:
                result[name] = _TO_TRANSLATION.sub(b".md", translated)
            elif own.lang == "zh-Hans":
                result[name] = to_simplified(data.decode("utf-8")).encode("utf-8")
            else:
                result[name] = data if own.lang == ORIGINAL else _untranslated(data)
    return result


def _untranslated(page: bytes) -> bytes:
    """A page in the original language as a page of another one."""
    front = re.match(rb"---\n.*?\n---\n", page, re.DOTALL)
    head, body = (front.group(), page[front.end() :]) if front else (b"", page)
    opening = f'<div lang="{ORIGINAL}" class="cefu-untranslated" markdown="1">'
    return head + opening.encode() + b"\n\n" + body.rstrip() + b"\n\n</div>\n"


#: Translations name each other as files (``cite.en.md``); in their own folder they
#: bear the original's name.
_TO_TRANSLATION = re.compile(rb"(?<=[^\s(])\.(?:" + "|".join(LANGS).encode() + rb")\.md(?=[)#])")


def _settings(project: Project, lang: Lang, names: set[str]) -> dict[str, Any] | None:
    """The settings for ``lang``; None where the archive's own file serves."""
    if lang == ORIGINAL and not project.bare:
        return None
    own = voice(lang)
    settings = _base(project)
    settings["site_name"] = _keepers(settings, "site_name", project, own)
    settings["site_description"] = _keepers(settings, "site_description", project, own)
    settings["docs_dir"] = str(project.docs_for(lang).relative_to(project.work))
    settings["site_dir"] = f"site-{lang}"
    site_url = settings.get("site_url") or ""
    if site_url and own.prefix:
        settings["site_url"] = site_url.rstrip("/") + "/" + own.prefix
    settings["theme"]["language"] = own("theme_language")
    settings["nav"] = [{own(key): page} for key, page in _NAV if page in names]
    for palette in settings["theme"].get("palette", []):
        if "toggle" in palette:
            dark = palette.get("scheme") == "slate"
            palette["toggle"]["name"] = own("to_light" if dark else "to_dark")
    settings.setdefault("extra", {})["cefu_lang"] = lang
    for extension in settings.get("markdown_extensions", []):
        if isinstance(extension, dict) and "toc" in extension:
            extension["toc"]["permalink_title"] = own("section_link")
    return settings


def _keepers(settings: Mapping[str, Any], key: str, project: Project, own: Voice) -> str:
    """What the keeper calls the site in one language: ``extra.site_name_en`` for
    English; the script is converted; otherwise the package's own words."""
    extra = settings.get("extra") or {}
    named = extra.get(f"{key}_{own.lang}")
    if named:
        return str(named)
    original = str(settings.get(key) or "")
    if project.bare or not original or not own.lang.startswith("zh"):
        return own(key)
    return own.script(original)


def identity(project: Project) -> Identity:
    """What the site is called in each language, and its address.

    Raises ``CefuError`` if the address is not one of the web.
    """
    settings = _read(project)
    url = str(settings.get("site_url") or "")
    if url and not re.fullmatch(r"https?://[^\s<>\"']+", url):
        raise CefuError(
            f"site_url {url!r} is no web address",
            file=project.config,
            remedy="Set SITE_URL to the whole address, such as https://example.org/archive/",
        )
    names = {lang: _keepers(settings, "site_name", project, voice(lang)) for lang in LANGS}
    return Identity(names, url.rstrip("/") + "/" if url else "")


def _base(project: Project) -> dict[str, Any]:
    settings = _read(project)
    settings["theme"]["custom_dir"] = str(_copied_overrides(project))
    return settings


def _read(project: Project) -> dict[str, Any]:
    from mkdocs.utils.yaml import yaml_load

    path = theme_folder() / "mkdocs.yml" if project.bare else project.config
    with path.open("rb") as file:
        settings: dict[str, Any] = yaml_load(file)
    return settings


def _copied_overrides(project: Project) -> str:
    """The template overrides, copied beside the settings (renderers want them near),
    with the templates' words in every language."""
    target = project.work / "overrides"
    shutil.copytree(theme_folder() / "overrides", target, dirs_exist_ok=True)
    for lang in LANGS:
        own = voice(lang)
        words = target / f"partials/words/{own('theme_language')}.html"
        write_atomically(words, theme_words(own).encode("utf-8"))
    return "overrides"
