"""Which part of a web page is the document, and which is the site around it.

Text density after Kohlschütter et al. (2010), as Readability does it: the
element whose own paragraphs hold most words that are not links.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.html import HtmlElement

#: Elements that are never words.
MUTE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "canvas",
        "object",
        "embed",
        "svg",
        "math",
        "button",
        "select",
        "input",
        "textarea",
        "head",
        "title",
        "meta",
        "link",
        "form",
        "audio",
        "video",
        "map",
    ]
)
_AROUND = frozenset(("nav", "footer", "aside", "header", "menu"))
_ROLES = frozenset(("navigation", "banner", "contentinfo", "search", "complementary"))
_NAMES = re.compile(
    r"(?:^|[-_\s])(?:nav(?:bar|igation)?|menu|breadcrumbs?|side-?bar|footer|share|comments?|related|"
    r"copyright|pagination|pager|toolbar|login|qrcode|advert|banner|cookie|skip)(?:$|[-_\s\d])",
    re.I,
)
#: The main part has at least so many characters that are not links.
_FEWEST = 80


def is_element(node: object) -> bool:
    """Whether ``node`` is an element and no comment or instruction."""
    return isinstance(node, HtmlElement) and isinstance(node.tag, str)


def is_hidden(node: HtmlElement) -> bool:
    """Whether ``node`` is marked as not shown."""
    style = re.sub(r"\s", "", node.get("style") or "").lower()
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or "display:none" in style
        or "visibility:hidden" in style
    )


def is_around(node: HtmlElement) -> bool:
    """Whether ``node`` names itself a part of the site, not of the document."""
    if node.tag in _AROUND or node.get("role") in _ROLES:
        return True
    return bool(_NAMES.search(node.get("class") or "") or _NAMES.search(node.get("id") or ""))


def words_of(node: HtmlElement) -> str:
    """All words of ``node`` that are shown, without blanks."""
    if node.tag in MUTE or is_hidden(node):
        return ""
    parts = [node.text or ""]
    for child in node:
        if is_element(child):
            parts.append(words_of(child))
        parts.append(child.tail or "")
    return "".join("".join(parts).split())


def main_part(body: HtmlElement) -> HtmlElement:
    """The element that holds the document; ``body`` where none stands out."""
    total = len(words_of(body))
    for tag in ("//article", "//main", "//*[@role='main']"):
        found = body.xpath(tag)
        if len(found) == 1 and len(words_of(found[0])) >= max(_FEWEST, 0.3 * total):
            return found[0]
    scores: dict[HtmlElement, float] = defaultdict(float)
    for node in body.iter():
        if not is_element(node) or node.tag in MUTE:
            continue
        own = _own_words(node)
        if own < 8 or any(is_around(a) for a in (node, *node.iterancestors())):
            continue
        share = 1.0
        for holder in _holders(node):
            scores[holder] += share * own
            share *= 0.7
    if not scores:
        return body
    best = max(scores, key=lambda n: scores[n])
    return best if scores[best] >= _FEWEST else body


def _own_words(node: HtmlElement) -> int:
    """Characters directly in ``node`` and its inline children, links left out."""
    if node.tag not in ("p", "div", "td", "li", "section", "article", "pre", "blockquote", "dd"):
        return 0
    text = node.text or ""
    for child in node:
        if is_element(child) and child.tag in (
            "span",
            "b",
            "strong",
            "em",
            "i",
            "font",
            "sup",
            "u",
        ):
            text += words_of(child)
        text += child.tail or ""
    return len("".join(text.split()))


def _holders(node: HtmlElement) -> list[HtmlElement]:
    """``node`` itself where it holds text by itself, and its next three ancestors."""
    first = [] if node.tag in ("p", "li", "pre", "blockquote", "dd") else [node]
    return [*first, *list(node.iterancestors())[:3]]
