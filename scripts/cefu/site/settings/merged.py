"""The package's settings and the keeper's as one, and that in each language of the site."""

from __future__ import annotations

import copy
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from cefu.model.language import LANGS, ORIGINAL
from cefu.outputs.html.markup import attribute
from cefu.outputs.i18n.locale import Locale, locale
from cefu.site.settings.keepers_file import Settings, over

#: Navigation entries by page, as keys of the interface strings.
NAV = (
    ("home", "index.md"),
    ("reports", "reports/index.md"),
    ("timeline", "timeline/index.md"),
    ("actors", "actors/index.md"),
    ("search", "search/index.md"),
    ("compare", "compare/index.md"),
    ("notebook", "notebook/index.md"),
    ("data", "data/index.md"),
    ("cite_page", "cite.md"),
    ("about", "about.md"),
)
#: Texts that templates print as they come.  ``copyright`` is HTML by the theme's custom.
_PRINTED = ("site_name", "site_description", "site_author")
#: The theme writes tooltips as HTML, so a heading's words would become markup in them;
#: without it the browser shows the same words as text.
_REFUSED_FEATURES = frozenset({"content.tooltips"})
#: What our own scripts do on every page; any other makes pages load the theme's scripts.
_OWN_FEATURES = frozenset({"navigation.top", "toc.follow"})
#: Parts of the theme's settings on which the templates are built.
_THEME = ("name", "variant")


def merged(base: Settings, own: Settings, root: Path) -> Settings:
    """``base``, the package's settings, with a keeper's ``own`` put over it.

    What the pages are built upon stays on whatever the keeper says: our Markdown extensions,
    style sheets, scripts and templates come first, the keeper's are added.  ``root`` is the
    folder that the keeper's file names its hooks from.
    """
    settings = over(base, own)
    settings["theme"] |= {key: base["theme"][key] for key in _THEME}
    features = settings["theme"].get("features") or ()
    settings["theme"]["features"] = [
        f for f in features if f not in _REFUSED_FEATURES | _OWN_FEATURES
    ]
    settings.setdefault("extra", {}).update(base.get("extra", {}))
    for key in ("markdown_extensions", "plugins"):
        named = over(own.get(key, {}), base[key])
        ordered = {name: named[name] for name in (*base[key], *named)}
        settings[key] = [{name: options} if options else name for name, options in ordered.items()]
    for key in ("extra_css", "extra_javascript"):
        settings[key] = [*base[key], *(each for each in own.get(key, ()) if each not in base[key])]
    for key in ("exclude_docs", "not_in_nav"):
        settings[key] = "\n".join(dict.fromkeys((base.get(key, "") + own.get(key, "")).split("\n")))
    if "hooks" in settings:
        settings["hooks"] = [str(root / str(hook)) for hook in settings["hooks"]]
    return settings


def in_language(
    settings: Settings, own: Locale, names: Mapping[str, str], pages: Collection[str]
) -> Settings:
    """``settings`` for one language: its name, its titles, its navigation.

    ``names`` has what the keeper calls the site in this language (``site_name``,
    ``site_description``); ``pages`` are the Markdown files of its docs folder.  The theme's
    templates print names and titles as they come, so they are escaped here, once for all.
    """
    spoken: dict[str, Any] = {**copy.deepcopy(settings), **names}
    if url := spoken.get("site_url") or "":
        spoken["site_url"] = url.rstrip("/") + "/" + own.prefix if own.prefix else url
    spoken["theme"]["language"] = own("theme_language")
    if own.lang != ORIGINAL or "nav" not in spoken:
        spoken["nav"] = [{own(key): page} for key, page in NAV if page in pages]
    palettes = spoken["theme"].get("palette")
    for palette in palettes if isinstance(palettes, list) else ():
        if isinstance(palette, dict) and isinstance(palette.get("toggle"), dict):
            dark = palette.get("scheme") == "slate"
            palette["toggle"]["name"] = own("to_light" if dark else "to_dark")
    # In JSON-LD, which is escaped otherwise.
    called = {"name": "site_name", "description": "site_description"}
    spoken["extra"]["cefu_called"] = {k: str(spoken.get(v) or "") for k, v in called.items()}
    spoken["nav"] = _escaped(spoken["nav"])
    spoken |= {key: attribute(str(spoken[key])) for key in _PRINTED if spoken.get(key)}
    spoken["extra"]["cefu_lang"] = own.lang
    # The page for addresses that lead nowhere speaks all languages, its own first.
    spoken["extra"]["cefu_languages"] = [
        {
            "lang": each.lang,
            "prefix": each.prefix,
            "words": each("theme_language"),
            "own": each.lang == own.lang,
        }
        for each in map(locale, LANGS)
    ]
    for extension in spoken["markdown_extensions"]:
        if isinstance(extension, dict) and "toc" in extension:
            extension["toc"]["permalink_title"] = own("section_link")
    return spoken


def _escaped(nav: Any) -> Any:
    """A navigation with its titles as HTML; what it leads to stays.

    >>> _escaped([{"<b>": "a.md"}, {"甲 & 乙": ["b.md"]}])
    [{'&lt;b&gt;': 'a.md'}, {'甲 &amp; 乙': ['b.md']}]
    """
    if isinstance(nav, list):
        return [_escaped(each) for each in nav]
    if isinstance(nav, dict):
        return {attribute(str(title)): _escaped(entry) for title, entry in nav.items()}
    return nav
