"""The languages of a finished page: the switch in its head, and links for machines.

The renderer makes each language alone; only when all lie side by side is it known
which languages a page exists in.  The switch is a ``details`` with plain links, to
the same path in the other language; ``languages/switch.js`` adds the passage being read.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from cefu.model.language import ENGLISH, Lang
from cefu.outputs.feeds.discovery import alternates
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale, locale

#: Where the header's template leaves room for the switch.
SLOT = "<div data-cefu-languages></div>"
_TEMPLATE = "languages.html.j2"


def switch(
    own: Locale, path: str, langs: Sequence[Lang], root: str, *, translated: bool = True
) -> Markup:
    """The switch on a page of ``own`` at ``path``, which exists in ``langs``.

    ``root`` leads from the page to the root of all languages; ``translated`` tells
    whether the reports have anything in English, or the site's own words alone.

    >>> 'href="../en/about/"' in switch(locale("zh-Hant"), "about/", ("zh-Hant", "en"), "../")
    True
    """
    words = {
        f"data-{name}": own(f"script_{key}")
        for name, key in (
            ("parallel", "parallel"),
            ("parallel-off", "parallel_off"),
            ("failed", "parallel_failed"),
        )
        if own.lang.startswith("zh")
    }
    links = [
        (locale(lang)("language_name"), _link(locale(lang), own, path, root, translated))
        for lang in langs
    ]
    return macro(_TEMPLATE, "switch", own, words, links)


def _link(other: Locale, own: Locale, path: str, root: str, translated: bool) -> dict[str, str]:
    """The attributes of the link to a page in another language, or its own."""
    current = other.lang == own.lang
    link = {
        "href": (root + other.prefix + path) or "./",
        "lang": other.lang,
        "hreflang": other.lang,
    }
    if current:
        return {**link, "aria-current": "true"}
    bare = "" if translated or other.lang != ENGLISH else "_bare"
    return {
        **link,
        "rel": "alternate",
        "data-offer": other(f"language_offer{bare}"),
        "data-offer-go": other(f"language_offer_go{bare}"),
        "data-offer-close": other("language_offer_close"),
    }


def head_links(own: Locale, path: str, langs: Sequence[Lang], site: str, to_own: str) -> Markup:
    """``link`` elements for the page's head.

    ``to_own`` leads from the page to the root of its language.  hreflang demands
    absolute addresses (https://developers.google.com/search/docs/specialty/international/localized-versions):
    where ``site`` is not known there are none, and the switch's own links remain.
    """
    if not site:
        return Markup()
    links = [macro(_TEMPLATE, "alternate", *each) for each in alternates(path, langs, site)]
    search = macro(_TEMPLATE, "search_description", own("search"), f"{to_own}opensearch.xml")
    return Markup().join([*links, search])


def feed_link(own: Locale, to_own: str) -> Markup:
    """The ``link`` element that tells of the feed; ``to_own`` as for `head_links`."""
    return macro(_TEMPLATE, "feed", own("reports"), f"{to_own}feed.xml")
