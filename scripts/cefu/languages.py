"""The languages of a finished page: the switch in its head, and links for machines.

The renderer makes each language alone; only when all lie side by side is it known
which languages a page exists in.  The switch is a ``details`` with plain links, to
the same path in the other language; ``language.js`` adds the passage being read.
"""

from __future__ import annotations

from collections.abc import Sequence

from cefu.edges import alternates
from cefu.markdown import attribute, element, html_text
from cefu.model import Lang
from cefu.voice import Voice, voice

#: Where the header's template leaves room for the switch.
SLOT = "<div data-cefu-languages></div>"
_ICON = (
    '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path fill="currentColor" '
    'd="M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m6.9 6h-2.9a15.700 15.700 0 0 0-1.400-3.600A8 8 0 0 1 '
    "18.900 8M12 4c.8 1.200 1.500 2.500 1.900 4h-3.800c.4-1.500 1.100-2.800 1.900-4M4.300 14a8 8 0 0 1 "
    "0-4h3.300a16.500 16.500 0 0 0 0 4zm.8 2H8c.3 1.300.8 2.500 1.400 3.600A8 8 0 0 1 5.100 16M8 8H5.100"
    "a8 8 0 0 1 4.300-3.600A15.700 15.700 0 0 0 8 8m4 12c-.8-1.200-1.500-2.500-1.900-4h3.800c-.4 1.500"
    "-1.100 2.800-1.900 4m2.300-6H9.700a14.700 14.700 0 0 1 0-4h4.600a14.700 14.700 0 0 1 0 4m.3 5.600"
    "c.6-1.100 1.100-2.300 1.400-3.600h2.900a8 8 0 0 1-4.300 3.600m1.800-5.600a16.500 16.500 0 0 0 0-4"
    'h3.300a8 8 0 0 1 0 4z"/></svg>'
)


def switch(own: Voice, path: str, langs: Sequence[Lang], root: str) -> str:
    """The switch on a page of ``own`` at ``path``, which exists in ``langs``.

    ``root`` leads from the page to the root of all languages.

    >>> 'href="../en/about/"' in switch(voice("zh-Hant"), "about/", ("zh-Hant", "en"), "../")
    True
    """
    items = "".join(f"<li>{_link(voice(lang), own, path, root)}</li>" for lang in langs)
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


def _link(other: Voice, own: Voice, path: str, root: str) -> str:
    current = other.lang == own.lang
    offer = [(f"data-{key}", other(f"language_{key}")) for key in ("offer", "offer_go")]
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


def head_links(own: Voice, path: str, langs: Sequence[Lang], site: str, to_own: str) -> str:
    """``link`` elements for the page's head.

    ``to_own`` leads from the page to the root of its language.  hreflang demands
    absolute addresses (https://developers.google.com/search/docs/specialty/international/localized-versions):
    where ``site`` is not known there are none, and the switch's own links remain.
    """
    links = []
    if site:
        links += [
            f'<link rel="alternate" hreflang="{tag}" href="{attribute(address)}">'
            for tag, address in alternates(path, langs, site)
        ]
        links.append(
            '<link rel="search" type="application/opensearchdescription+xml" '
            f'title="{attribute(own("search"))}" href="{attribute(to_own)}opensearch.xml">'
        )
    links.append(
        '<link rel="alternate" type="application/atom+xml" '
        f'title="{attribute(own("reports"))}" href="{attribute(to_own)}feed.xml">'
    )
    return "".join(links)
