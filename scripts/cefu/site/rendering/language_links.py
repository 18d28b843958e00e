"""The languages of a finished page: the switch in its head, and links for machines.

The renderer makes each language alone; only when all lie side by side is it known
which languages a page exists in.  The switch is a ``details`` with plain links, to
the same path in the other language; ``languages/switch.js`` adds the passage being read.
"""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.language import ENGLISH, Lang
from cefu.outputs.feeds.discovery import alternates
from cefu.outputs.html.markup import attribute, element, html_text
from cefu.outputs.i18n.locale import Locale, locale

#: Where the header's template leaves room for the switch.
SLOT = "<div data-cefu-languages></div>"
#: One token, as ever; but the theme's script takes every ``link[rel=alternate]`` for
#: another site of the theme and fetches a sitemap below it, and passes this one over.
_ALTERNATE = "alternate "
_ICON = (
    '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><g fill="none" '
    'stroke="currentColor" stroke-width="1.6"><circle cx="12" cy="12" r="9"/>'
    '<ellipse cx="12" cy="12" rx="4" ry="9"/><path d="M3.6 9h16.8M3.6 15h16.8"/></g></svg>'
)


def switch(
    own: Locale, path: str, langs: Sequence[Lang], root: str, *, translated: bool = True
) -> str:
    """The switch on a page of ``own`` at ``path``, which exists in ``langs``.

    ``root`` leads from the page to the root of all languages; ``translated`` tells
    whether the reports have anything in English, or the site's own words alone.

    >>> 'href="../en/about/"' in switch(locale("zh-Hant"), "about/", ("zh-Hant", "en"), "../")
    True
    """
    items = "".join(
        f"<li>{_link(locale(lang), own, path, root, translated)}</li>" for lang in langs
    )
    label = own("language_menu")
    summary = (
        f'<summary aria-label="{attribute(label)}" title="{attribute(label)}">{_ICON}'
        f"<span>{html_text(own('language_short'))}</span></summary>"
    )
    words = [
        (f"data-{name}", own(f"script_{key}"))
        for name, key in (
            ("parallel", "parallel"),
            ("parallel-off", "parallel_off"),
            ("failed", "parallel_failed"),
        )
    ]
    nav = element(
        "nav",
        f"<ul>{items}</ul>",
        [("class", "cefu-drop__body"), ("aria-label", label)],
    )
    return element(
        "details",
        summary + nav,
        [("class", "cefu-drop cefu-languages"), *(words if own.lang.startswith("zh") else [])],
    )


def _link(other: Locale, own: Locale, path: str, root: str, translated: bool) -> str:
    current = other.lang == own.lang
    bare = "" if translated or other.lang != ENGLISH else "_bare"
    offer = [(f"data-{key}", other(f"language_{key}{bare}")) for key in ("offer", "offer_go")]
    return element(
        "a",
        html_text(other("language_name")),
        [
            ("href", (root + other.prefix + path) or "./"),
            ("lang", other.lang),
            ("hreflang", other.lang),
            ("rel", "" if current else "alternate"),
            ("aria-current", "true" if current else ""),
            *([] if current else [(n.replace("_", "-"), v) for n, v in offer]),
            *([] if current else [("data-offer-close", other("language_offer_close"))]),
        ],
    )


def head_links(own: Locale, path: str, langs: Sequence[Lang], site: str, to_own: str) -> str:
    """``link`` elements for the page's head.

    ``to_own`` leads from the page to the root of its language.  hreflang demands
    absolute addresses (https://developers.google.com/search/docs/specialty/international/localized-versions):
    where ``site`` is not known there are none, and the switch's own links remain.
    """
    links = []
    if site:
        links += [
            f'<link rel="{_ALTERNATE}" hreflang="{tag}" href="{attribute(address)}">'
            for tag, address in alternates(path, langs, site)
        ]
        links.append(
            '<link rel="search" type="application/opensearchdescription+xml" '
            f'title="{attribute(own("search"))}" href="{attribute(to_own)}opensearch.xml">'
        )
    return "".join(links)


def feed_link(own: Locale, to_own: str) -> str:
    """The ``link`` element that tells of the feed; ``to_own`` as for `head_links`."""
    return (
        f'<link rel="{_ALTERNATE}" type="application/atom+xml" '
        f'title="{attribute(own("reports"))}" href="{attribute(to_own)}feed.xml">'
    )
