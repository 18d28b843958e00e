"""TEI: what is written is read back whole, and fits the schema of our customisation."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from cefu.archive.reading import Archive
from cefu.model.document import Block, Report
from cefu.outputs.forms.inline import Point, Span, fill
from cefu.outputs.forms.tei import tei
from cefu.outputs.forms.tei_header import TEI
from cefu.outputs.forms.tei_reading import read_tei

SPACE = "".join(map(chr, range(0x4E00, 0x4E20)))


def written(archive: Archive, report: Report) -> bytes:
    types = {r.id: r.type for r in archive.authorities.records}
    mentions = [m for m in archive.mentions if m.report == report.id]
    statements = [s for s in archive.statements if s.report == report.id]
    return tei(report, mentions, statements, types, f"reports/{report.id}/")


def without_origin(blocks: tuple[Block, ...]) -> list[Block]:
    return [replace(block, origin=()) for block in blocks]


def test_the_round_trip_is_exact(archive: Archive) -> None:
    for report in archive.reports:
        back = read_tei(written(archive, report))
        assert list(back.blocks) == without_origin(report.blocks)
        assert back.sections == report.sections
        assert list(back.notes) == [replace(note, origin=()) for note in report.notes]
        assert back.record == report.record
        assert sorted(back.editorial, key=lambda e: e.id) == sorted(
            report.editorial, key=lambda e: e.id
        )
        assert back.keywords == report.keywords
        told = (back.id, back.source_file, back.sha256, back.encoding)
        assert told == (report.id, report.source_file, report.sha256, report.encoding)


def test_it_fits_the_schema_that_is_published(archive: Archive) -> None:
    schema = files("cefu.outputs.data").joinpath("schemas/cefu-tei.rng").read_bytes()
    grammar = etree.RelaxNG(etree.fromstring(schema))
    for report in archive.reports:
        document = etree.fromstring(written(archive, report))
        assert grammar.validate(document), grammar.error_log
        document.find(f".//{{{TEI}}}div").set("type", "chapter")
        assert not grammar.validate(document)


def test_names_and_dates_stand_where_they_were_found(archive: Archive) -> None:
    for report in archive.reports:
        root = etree.fromstring(written(archive, report))
        spans = root.findall(f".//{{{TEI}}}spanGrp/{{{TEI}}}span")
        crossing = [e.text for e in spans if e.text != "sic"]
        names = [e for e in root.iter() if e.get("key") and "author" not in str(e.tag)]
        dates = root.findall(f".//{{{TEI}}}text//{{{TEI}}}date")
        found = [m for m in archive.mentions if m.report == report.id]
        told = [s for s in archive.statements if s.report == report.id]
        assert len(dates) + crossing.count("date") == len(told)
        assert len(names) + len(crossing) - crossing.count("date") == len(found)
        assert {"".join(e.itertext()) for e in names} <= {m.surface for m in found}


@given(
    st.text(SPACE, max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8),
    st.lists(st.integers(0, 30), max_size=5),
)
def test_no_word_is_lost_whatever_crosses(
    text: str, pairs: list[tuple[int, int]], places: list[int]
) -> None:
    n = len(text)
    spans = [Span(min(a, b, n), min(max(a, b), n), lambda: etree.Element("s")) for a, b in pairs]
    points = [Point(min(at, n), lambda: etree.Element("p")) for at in places]
    parent = etree.Element("t")
    crossing = fill(parent, text, spans, points)
    assert "".join(parent.itertext()) == text
    assert len(parent.findall(".//s")) + len(crossing) == len(spans)
    assert len(parent.findall(".//p")) == len(points)


@pytest.mark.parametrize("data", [b"", b"<a/>", b"not xml"])
def test_what_is_no_tei_is_refused(data: bytes) -> None:
    with pytest.raises(Exception, match="this is no"):
        read_tei(data)
