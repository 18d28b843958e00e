"""However many reports there are, a page can be sent, laid out and read."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.names.mentions import widen
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.actors.actors import index_pages
from cefu.outputs.html.front.home import home_page
from cefu.outputs.html.front.lists import first_page, listed, pages
from cefu.outputs.html.page import Page
from cefu.outputs.html.timeline.pages import Timeline
from cefu.outputs.i18n.locale import locale
from cefu.timeline.chronicle import order

pytestmark = pytest.mark.whole

REPORTS = 1_000
#: What a page may weigh, and its gzip, and how many elements it may have: less what the theme
#: puts around it (14 kB, 4 kB, 220 elements, measured on the site).
KB, GZIP_KB, NODES = 250 - 14, 60 - 4, 6_000 - 220


@pytest.fixture(scope="module")
def large(request: pytest.FixtureRequest) -> Catalogue:
    """The archive's reports over and over, each time under other names and some years later."""
    own: Archive = request.getfixturevalue("archive")
    times = REPORTS // len(own.reports)

    def renamed(ident: str, nth: int) -> str:
        return f"{ident}-{nth}"

    mentions = [
        replace(m, report=renamed(m.report, nth)) for nth in range(times) for m in own.mentions
    ]
    statements = [
        replace(s, report=renamed(s.report, nth), id=renamed(s.id, nth))
        for nth in range(times)
        for s in own.statements
    ]
    statements.sort(key=lambda s: (order(s.edtf), s.report, s.id))
    reports = [
        replace(r, id=renamed(r.id, nth), record=replace(r.record, date=f"{1950 + nth % 75}-03-01"))
        for nth in range(times)
        for r in own.reports
    ]
    return Catalogue(
        replace(
            own,
            reports=tuple(sorted(reports, key=lambda r: (r.record.date, r.id))),
            mentions=tuple(mentions),
            counted=tuple(widen(mentions, own.authorities)),
            statements=tuple(statements),
            summaries={},
            translations={},
        )
    )


def every_page(catalogue: Catalogue) -> Iterator[Page]:
    """Pages of every kind; of actors those that are named or told of most."""
    own, archive = locale("zh-Hant"), catalogue.archive
    yield home_page(archive.reports, own)
    lists = listed(archive.reports)
    groups = [group for group in lists.values() if group]
    yield first_page(archive.reports, groups, own)
    for address, group in list(lists.items())[:4]:
        yield from pages(address, address, group.reports if group else archive.reports, own)
    yield from index_pages(catalogue, own)
    actors = catalogue.listed
    most = {r.id: r for r in sorted(actors, key=lambda r: -catalogue.total(r.id))[:3]}
    most |= {r.id: r for r in sorted(actors, key=lambda r: -len(catalogue.told_of(r.id)))[:3]}
    most |= {
        r.id: r for r in sorted(actors, key=lambda r: -len(catalogue.events_of.get(r.id, ())))[:2]
    }
    for record in most.values():
        # The first further page is as long as any.
        yield from actor_page(catalogue, record, own)[:2]
    timeline = Timeline(catalogue)
    text = timeline.first_page(own)["timeline/index.md"].decode()
    yield Page("timeline/index.md", "", text, "", {})
    sizes = {nth: len(timeline.statements(part)) for nth, part in enumerate(timeline.parts)}
    for nth in sorted(sizes, key=lambda nth: -sizes[nth])[::200]:
        yield timeline.part_page(nth, own)


def test_pages_do_not_grow_with_the_archive(large: Catalogue) -> None:
    too_large = {}
    for page in every_page(large):
        data = page.markdown.encode()
        told = (
            len(data) // 1000,
            len(gzip.compress(data, 6)) // 1000,
            len(re.findall(rb"<[a-z]", data)),
        )
        if told[0] > KB or told[1] > GZIP_KB or told[2] > NODES:
            too_large[page.path] = told
    assert too_large == {}
