"""Quiet links in a report's text: the first mention of each actor in a section."""

from __future__ import annotations

from collections import defaultdict

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.outputs.html.markup import attribute

Links = dict[str, list[tuple[int, int, str, str]]]


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
