"""The last pass over the rendered site: what only shows when all languages lie together.

Every page gets its language switch, its links for machines and its policy; beside
the pages come the feeds, the sitemap and their like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from cefu.archive.reading import Archive
from cefu.model.language import ENGLISH, LANGS, ORIGINAL, SIMPLIFIED, Lang
from cefu.outputs.feeds.atom import atom, dated
from cefu.outputs.feeds.discovery import in_english, llms, opensearch, robots, sitemap
from cefu.outputs.i18n.interface import Voice, voice
from cefu.site.language_links import SLOT, feed_link, head_links, switch
from cefu.site.script_check import untouched
from cefu.site.security_policy import with_policy
from cefu.site.settings import Identity

#: What renderers leave behind and no page uses.
_LEFTOVERS = ("sitemap.xml.gz", "sitemap.xml", "search.json")
#: More places than these are counted, not listed.
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class _Facts:
    """What every page's head depends on: whether there is a feed, and any English."""

    fed: bool
    translated: bool


def finish(site: Path, archive: Archive, identity: Identity) -> tuple[str, ...]:
    """Make the rendered languages in ``site`` one site; what the keeper should know."""
    for name in _LEFTOVERS:
        for path in site.rglob(name):
            path.unlink()
    found = _pages(site)
    facts = _Facts(bool(dated(archive.reports)), in_english(archive.reports))
    residue: list[str] = []
    for name, langs in sorted(found.items()):
        for lang in langs:
            path = site / voice(lang).prefix / name
            html = path.read_text(encoding="utf-8")
            if lang == SIMPLIFIED:
                residue += [f"{name}: {left.char} in {left.near}" for left in untouched(html)]
            html = _dressed(html, name, langs, voice(lang), identity, facts)
            path.write_text(html, encoding="utf-8")
    _edges(site, archive, identity, found)
    return tuple(_notices(residue, identity))


def _pages(site: Path) -> dict[str, tuple[Lang, ...]]:
    """Each page's file, relative to its language's folder, with the languages it is in."""
    found: dict[str, list[Lang]] = defaultdict(list)
    for lang in LANGS:
        root = site / voice(lang).prefix
        for path in sorted(root.rglob("*.html")):
            name = path.relative_to(root).as_posix()
            if lang == ORIGINAL and name.partition("/")[0] in LANGS:
                continue
            found[name].append(lang)
    return {name: tuple(langs) for name, langs in found.items()}


def _dressed(
    html: str, name: str, langs: Sequence[Lang], own: Voice, identity: Identity, facts: _Facts
) -> str:
    """A page with its language switch, its links for machines and its policy."""
    path = name.removesuffix("index.html")
    to_own = "../" * name.count("/")
    to_root = to_own + "../" * own.prefix.count("/")
    if name == "404.html":
        # Shown at whatever address was asked for: only the way from the host's root holds,
        # and the switch leads home.
        path, to_root = "", urlsplit(identity.url).path or "/"
        to_own = to_root + own.prefix
        links = head_links(own, path, langs, "", to_own)
    else:
        links = head_links(own, path, langs, identity.url, to_own)
    if facts.fed:
        links += feed_link(own, to_own)
    html = html.replace(SLOT, switch(own, path, langs, to_root, translated=facts.translated), 1)
    html = html.replace("</head>", f"{links}</head>", 1)
    return with_policy(html)


def _edges(
    site: Path, archive: Archive, identity: Identity, found: Mapping[str, Sequence[Lang]]
) -> None:
    url = identity.url
    for lang in LANGS:
        own, name = voice(lang), identity.names[lang]
        folder = site / own.prefix
        # Atom wants dates of everything; a site that has none has no feed.
        if dated(archive.reports):
            (folder / "feed.xml").write_bytes(atom(archive.reports, own, url, name))
        if url:
            (folder / "opensearch.xml").write_bytes(opensearch(own, url, name))
    (site / "robots.txt").write_bytes(robots(url))
    (site / "llms.txt").write_bytes(llms(archive.reports, url, identity.names[ENGLISH]))
    if url:
        moved = {f"reports/{old}/index.html" for old in archive.renamed}
        listed = {
            name.removesuffix("index.html"): langs
            for name, langs in found.items()
            if name != "404.html" and name not in moved
        }
        (site / "sitemap.xml").write_bytes(sitemap(listed, url))


def _notices(residue: Sequence[str], identity: Identity) -> list[str]:
    notices = [f"zh-Hans: not Simplified on {place}" for place in residue[:_SHOWN]]
    if len(residue) > _SHOWN:
        notices.append(f"zh-Hans: {len(residue) - _SHOWN} more places are not Simplified")
    if not identity.url:
        notices.append(
            "SITE_URL is not set: no sitemap, hreflang, canonical links or browser search; "
            "set it to the address the site will have"
        )
    return notices
