"""What only shows when all languages lie together: feeds, sitemap, and what to tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from cefu.archive.reading import Archive
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, LANGS, Lang
from cefu.outputs.feeds.atom import atom, dated
from cefu.outputs.feeds.discovery import llms, opensearch, robots, sitemap
from cefu.outputs.i18n.locale import locale
from cefu.site.rendering.dressing import NOT_FOUND
from cefu.site.rendering.finished_html import anchors
from cefu.site.rendering.made import MadeFile
from cefu.site.settings import Identity

#: More places than these are counted, not listed.
_SHOWN = 5

#: The pages of older versions: for readers who have cited them, not to be found.
_OLDER = re.compile(r"reports/[^/]+/versions/")


def edges(
    archive: Archive, identity: Identity, pages: Mapping[str, Sequence[Lang]]
) -> dict[str, bytes]:
    """The files for other programs, by path below the site.

    ``pages`` has the file of every page below its language's folder, with its languages.
    """
    url = identity.url
    files: dict[str, bytes] = {}
    for lang in LANGS:
        own, name = locale(lang), identity.names[lang]
        # Atom wants dates of everything; a site that has none has no feed.
        if dated(archive.reports):
            files[f"{own.prefix}feed.xml"] = atom(archive.reports, own, url, name)
        if url:
            files[f"{own.prefix}opensearch.xml"] = opensearch(own, url, name)
    files["robots.txt"] = robots(url)
    files["llms.txt"] = llms(archive.reports, url, identity.names[ENGLISH])
    if url:
        moved = {f"reports/{old}/index.html" for old in archive.renamed}
        former = (old for record in archive.authorities.records for old in record.former_ids)
        moved |= {f"actors/{old}/index.html" for old in former}
        listed = {
            name.removesuffix("index.html"): langs
            for name, langs in pages.items()
            if name != NOT_FOUND and name not in moved and not _OLDER.match(name)
        }
        files["sitemap.xml"] = sitemap(listed, url)
    return files


def pages_of(files: Iterable[MadeFile]) -> dict[str, tuple[Lang, ...]]:
    """Each page's file, below its language's folder, with the languages it is in."""
    found: dict[str, set[Lang]] = {}
    for file in files:
        if file.path.endswith(".html"):
            lang = next((each for each in LANGS if file.path.startswith(f"{each}/")), LANGS[0])
            found.setdefault(file.path.removeprefix(locale(lang).prefix), set()).add(lang)
    return {name: tuple(lang for lang in LANGS if lang in found[name]) for name in sorted(found)}


def check_links(site: Path, files: Sequence[MadeFile], last: Mapping[str, MadeFile]) -> None:
    """See that the anchors are there that pages link to in Markdown.

    A page that is as in the ``last`` site links rightly to others that are: that has been
    seen to.  Raises ``CefuError`` for the first that is not: a broken link would reach readers.
    """
    known: dict[Path, set[str]] = {}
    same = {file.path for file in files if last.get(file.path) == file}
    for file in files:
        lang = next((each for each in LANGS if file.path.startswith(f"{each}/")), LANGS[0])
        for target, anchor, link in file.links:
            stem = target.removesuffix(".md")
            name = f"{stem}.html" if stem.rpartition("/")[2] == "index" else f"{stem}/index.html"
            path = locale(lang).prefix + name
            if file.path in same and path in same:
                continue
            page = site / path
            if page not in known:
                known[page] = anchors(page.read_text("utf-8")) if page.exists() else set()
            if anchor not in known[page]:
                raise CefuError(
                    f"the page contains a link {link!r}, but the page {target} does not "
                    f"contain an anchor '#{anchor}'",
                    file=file.path,
                )


def notices(files: Iterable[MadeFile], identity: Identity) -> list[str]:
    """What the keeper should know of the finished site."""
    residue = [place for file in files for place in file.residue]
    residue.sort(key=lambda place: place.partition(": ")[0])
    told = [f"zh-Hans: not Simplified on {place}" for place in residue[:_SHOWN]]
    if len(residue) > _SHOWN:
        told.append(f"zh-Hans: {len(residue) - _SHOWN} more places are not Simplified")
    if not identity.url:
        told.append(
            "SITE_URL is not set: no sitemap, hreflang, canonical links or browser search; "
            "set it to the address the site will have"
        )
    return told
