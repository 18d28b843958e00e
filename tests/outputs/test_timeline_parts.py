"""A timeline too long for one page: nothing is lost, no page is too long, addresses lead on."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.annotations import Statement
from cefu.outputs.html.timeline.pages import Timeline
from cefu.outputs.html.timeline.parts import Part, moments_of, parts, places
from cefu.outputs.i18n.locale import locale
from cefu.timeline.chronicle import chronicle

DATES = st.sampled_from(
    ["2018-06-12", "2018-06-13", "2018-06", "2018", "2017-01-01", "197X", "2018-12-31", "0800"]
)


def statement(number: int, edtf: str, event: str) -> Statement:
    return Statement(
        f"r{number % 7}-d{number}", edtf, edtf, f"於{edtf}舉行（{number}）", "absolute", "event",
        False, f"r{number % 7}", "p1", 0, 1, (), event,
    )  # fmt: skip


def shown(part: Part) -> list[str]:
    return [
        s.id
        for moment in moments_of(part.year)
        for cluster in moment.clusters
        for saying in cluster.sayings
        for s in saying.statements
    ]


@given(
    st.lists(st.tuples(DATES, st.sampled_from(["", "", "summit", "talks"])), max_size=80),
    st.integers(1, 30),
)
def test_every_statement_stands_on_one_page_and_no_page_is_too_long(
    told: list[tuple[str, str]], most: int
) -> None:
    statements = [statement(n, edtf, event) for n, (edtf, event) in enumerate(told)]
    found = parts(chronicle(statements), most)
    assert Counter(i for part in found for i in shown(part)) == Counter(s.id for s in statements)
    assert all(len(shown(part)) <= most for part in found)
    assert len({part.name for part in found}) == len(found)
    known = places(found, lambda event: next(s.edtf for s in statements if s.event == event))
    for part in found:
        for moment in moments_of(part.year):
            assert known[moment.anchor].partition(".")[0] in (part.anchor, part.year.anchor)


@pytest.fixture
def long(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Timeline:
    monkeypatch.setattr("cefu.outputs.html.timeline.pages.ONE_PAGE", 100)
    return Timeline(Catalogue(archive))


def test_parts_link_to_each_other_and_to_anchors_that_are_there(long: Timeline) -> None:
    own = locale("zh-Hant")
    made = {part.name: long.part_page(nth, own).body for nth, part in enumerate(long.parts)}
    overview = long.first_page(own)["timeline/index.md"].decode()
    ids = {name: set(re.findall(r'\bid="([^"]+)"|\{: #(\S+)', body)) for name, body in made.items()}
    anchors = {name: {one or two for one, two in found} for name, found in ids.items()}
    for anchor, name in long.places.items():
        assert anchor in anchors[name] or anchor[:4] == name[:4], anchor
    for name, body in [("", overview), *made.items()]:
        for target, anchor in re.findall(r'href="(?:\.\./)?([\w.-]+)/#([^"]+)"', body):
            if target in made:
                assert anchor in anchors[target], (name, target, anchor)
    for name in made:
        assert f'href="../{name}/"' in "".join(made.values()) or f'"{name}/"' in overview


def test_a_short_timeline_is_one_page(archive: Archive) -> None:
    timeline = Timeline(Catalogue(archive))
    assert timeline.parts == ()
    assert set(timeline.first_page(locale("en"))) == {"timeline/index.md"}
