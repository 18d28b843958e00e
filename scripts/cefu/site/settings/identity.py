"""What an archive is called in each language, and the address of its site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from cefu.inputs.sidecar import IDENTIFIERS
from cefu.model.errors import CefuError
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.i18n.locale import Locale, locale
from cefu.site.project import Project, theme_folder
from cefu.site.settings.keepers_file import Settings, read_settings
from cefu.site.settings.merged import merged


@dataclass(frozen=True, slots=True)
class Identity:
    """What the site is called in each language, and its address: absolute, with a
    slash at its end, or '' while it is not known."""

    names: Mapping[Lang, str]
    url: str = ""
    #: whether the forms that outlive the site (EPUB, TEI …) are made
    forms: bool = True
    #: whether PDF is among them
    pdf: bool = False
    #: who keeps the archive, '' where that is not said
    keeper: str = ""
    #: the archive's own DOI, '' where it has none
    doi: str = ""


def _is_web_address(url: str) -> bool:
    """Whether ``url`` is a whole address on a host.

    >>> _is_web_address("https://example.org/a/"), _is_web_address("https://[::1")
    (True, False)
    """
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return False
    return bool(host and re.fullmatch(r"https?://[^\s<>\"']+", url))


def identity(project: Project) -> Identity:
    """What the site is called in each language, and its address.

    Raises ``CefuError`` if ``mkdocs.yml`` cannot be read or the address is not one of the web.
    """
    settings = settings_of(project)
    url = str(settings.get("site_url") or "")
    if url and not _is_web_address(url):
        raise CefuError(
            f"site_url {url!r} is no web address",
            file=project.config,
            remedy="Set SITE_URL to the whole address, such as https://example.org/archive/",
        )
    names = {lang: called(settings, "site_name", project, locale(lang)) for lang in LANGS}
    forms = _switch(settings, "forms", project, default=True)
    pdf = _switch(settings, "pdf", project, default=False)
    doi = str((settings.get("extra") or {}).get("doi") or "")
    if doi and not re.fullmatch(IDENTIFIERS["doi"], doi):
        raise CefuError(
            f"extra.doi {doi!r} is no DOI",
            file=project.config,
            remedy="Write it without https://doi.org/, such as 10.5281/zenodo.1234567",
        )
    return Identity(
        names,
        url.rstrip("/") + "/" if url else "",
        forms,
        forms and pdf,
        str(settings.get("site_author") or ""),
        doi,
    )


def _switch(settings: Settings, name: str, project: Project, *, default: bool) -> bool:
    value = (settings.get("extra") or {}).get(name, default)
    if not isinstance(value, bool):
        raise CefuError(
            f"extra.{name} is {value!r}", file=project.config, remedy="Write true or false"
        )
    return value


def settings_of(project: Project) -> Settings:
    """The package's settings with the keeper's put over them."""
    base = read_settings(theme_folder() / "mkdocs.yml", theme_folder())
    own = read_settings(project.config, project.work / "renderer.yml")
    return merged(base, own, project.root)


def called(settings: Settings, key: str, project: Project, own: Locale) -> str:
    """What the keeper calls the site in one language: ``extra.site_name_en`` for
    English; the script is converted; otherwise the package's own words.

    ``key`` is ``site_name`` or ``site_description``.
    """
    named = settings["extra"].get(f"{key}_{own.lang}")
    if named:
        return str(named)
    original = str(settings.get(key) or "")
    if project.bare or not original or not own.lang.startswith("zh"):
        return own(key)
    return own.script(original) if own.lang != ORIGINAL else original
