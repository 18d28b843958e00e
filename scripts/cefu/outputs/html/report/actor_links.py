"""Quiet links in a report's text: the first mention of each actor in a section."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.outputs.html.markup import attribute

#: Start, end, HTML before, HTML after.
Link = tuple[int, int, str, str]
Links = dict[str, list[Link]]


def actor_links(catalogue: Catalogue, report: Report) -> Links:
    """Block id -> ``(start, end, HTML before, HTML after)`` for each linked mention.

    Headings and titles stay free of links: they are addresses themselves.
    """
    section_of = {block.id: block.section for block in report.blocks}
    kind_of = {block.id: block.type for block in report.blocks}
    seen: set[tuple[str, str]] = set()
    links: Links = defaultdict(list)
    for mention in catalogue.mentions_in.get(report.id, ()):
        if kind_of.get(mention.block) in (None, "heading", "title"):
            continue
        key = (section_of[mention.block], mention.actor)
        if key in seen:
            continue
        seen.add(key)
        href = attribute(f"../../actors/{mention.actor}/")
        before = f'<a class="cefu-actor" href="{href}" data-actor="{attribute(mention.actor)}">'
        links[mention.block].append((mention.start, mention.end, before, "</a>"))
    return links


def free_links(
    links: Iterable[Link], editorial: Collection[tuple[int, int]], edges: Collection[int]
) -> list[Link]:
    """Links with no other link inside: they do not reach out of an editorial note, whose mark is
    itself a link, and no mark of a note or page (``edges``) stands in them."""
    return [
        link
        for link in links
        if not any(_reaches_out(link[0], link[1], start, end) for start, end in editorial)
        and not any(link[0] < at < link[1] for at in edges)
    ]


def _reaches_out(a: int, b: int, c: int, d: int) -> bool:
    """Whether ``a:b`` touches ``c:d`` without lying inside it.

    >>> _reaches_out(2, 4, 1, 5), _reaches_out(0, 5, 1, 5), _reaches_out(0, 1, 1, 5)
    (False, True, False)
    """
    return a < d and c < b and not (c <= a and b <= d)
