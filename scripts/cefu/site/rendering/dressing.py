"""What a page gets when it is known which languages it exists in: its language switch,
its links for machines and its policy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from cefu.model.language import Lang
from cefu.outputs.i18n.locale import Locale
from cefu.site.rendering.language_links import SLOT, feed_link, head_links, switch
from cefu.site.rendering.security_policy import with_policy
from cefu.site.settings import Identity

NOT_FOUND = "404.html"
#: What can be ticked is never completed.
_UNCOMPLETED = re.compile(r'(<input\b[^>]*\btype="checkbox"[^>]*) autocomplete="off"')


@dataclass(frozen=True, slots=True)
class Facts:
    """What every page's head depends on: whether there is a feed, and any English."""

    fed: bool
    translated: bool


def dressed(
    html: str, name: str, langs: Sequence[Lang], own: Locale, identity: Identity, facts: Facts
) -> str:
    """The page at ``name`` (``reports/a/index.html``) as readers get it."""
    path = name.removesuffix("index.html")
    to_own = "../" * name.count("/")
    to_root = to_own + "../" * own.prefix.count("/")
    if name == NOT_FOUND:
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
    return with_policy(valid(html))


def valid(html: str) -> str:
    """``html`` without two slips of the theme that checkers of HTML take for errors.

    >>> valid('<input type="checkbox" id="a" autocomplete="off"><label class="b" for="__toc">')
    '<input type="checkbox" id="a"><label class="b">'
    """
    return _UNCOMPLETED.sub(r"\1", html).replace(' for="__toc"', "")
