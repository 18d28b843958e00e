"""Forms of an archive of hostile values: whatever reads them finds the values, and nothing made
of them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from pathlib import Path

import pytest
import rispy
import yaml
from lxml import etree
from pybtex.database import parse_bytes

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive, read_archive
from cefu.outputs.cite import bibtex, ris
from cefu.outputs.deposit.citation_file import citation_file
from cefu.outputs.forms.files import archive_forms, report_forms
from cefu.outputs.forms.tei_reading import read_tei
from hostile_archive import hostile_archive

#: What no text may become, in whatever case.
EVIL = {"script", "iframe", "base", "x-evil", "svg", "object", "embed", "form", "input"}
URL = "https://a.example/"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("evil")
    hostile_archive(folder, few=True)
    return read_archive(folder / "sources")


@pytest.fixture(scope="module")
def made(archive: Archive) -> dict[str, bytes]:
    catalogue = Catalogue(archive)
    found = dict(archive_forms(catalogue, "<b>典藏</b>", URL))
    for report in archive.reports:
        found |= report_forms(catalogue, report, URL)
    return found


def plain(text: str) -> str:
    return "".join(text.split())


def test_books_hold_the_texts_and_nothing_made_of_them(
    archive: Archive, made: dict[str, bytes]
) -> None:
    for report in archive.reports:
        with zipfile.ZipFile(io.BytesIO(made[f"reports/{report.id}/{report.id}.epub"])) as book:
            roots = {
                name: etree.fromstring(book.read(name))
                for name in book.namelist()
                if name.endswith((".xhtml", ".opf"))
            }
        for name, root in roots.items():
            for element in root.iter(etree.Element):
                assert etree.QName(element).localname.lower() not in EVIL, name
                assert not [a for a in element.attrib if str(a).lower().startswith("on")], name
                assert not str(element.get("href", "")).startswith("javascript:"), name
        words = plain("".join(roots["OEBPS/r1.xhtml"].itertext()))
        for block in report.blocks:
            if not block.notes and not block.marks and block.type != "table":
                assert plain(block.text) in words


def test_tei_comes_back_to_the_letter(archive: Archive, made: dict[str, bytes]) -> None:
    for report in archive.reports:
        back = read_tei(made[f"reports/{report.id}/{report.id}.tei.xml"])
        assert [plain(b.text) for b in back.blocks] == [plain(b.text) for b in report.blocks]


def test_the_database_holds_the_values_to_the_letter(
    archive: Archive, made: dict[str, bytes]
) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["data/archive.sqlite"])
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    held = {row[0] for row in connection.execute("SELECT text FROM blocks")}
    assert {block.text for report in archive.reports for block in report.blocks} <= held
    names = {row[0] for row in connection.execute("SELECT name FROM actors")}
    listed = {record.names["zh-Hant"] for record in Catalogue(archive).listed}
    assert listed
    assert listed <= names


def test_bibliographies_have_one_entry_a_report(archive: Archive) -> None:
    urls = {report.id: f"{URL}{report.id}/" for report in archive.reports}
    entries = parse_bytes(bibtex(archive.reports, urls), "bibtex").entries
    assert len(entries) == len(archive.reports)
    known = set(next(iter(entries.values())).fields)
    assert known  # fields are ours, whatever the values say
    assert not [k for e in entries.values() for k in e.fields if not k.isascii() or "evil" in k]
    records = rispy.loads(ris(archive.reports, urls).decode())
    assert len(records) == len(archive.reports)
    for report, record in zip(archive.reports, records, strict=True):
        title = report.record.title.get(report.record.language, "")
        assert plain(record["title"]) == plain(title)


def test_records_hold_the_values_to_the_letter(archive: Archive, made: dict[str, bytes]) -> None:
    for report in archive.reports:
        title = report.record.title.get(report.record.language, "")
        root = etree.fromstring(made[f"reports/{report.id}/{report.id}.dc.xml"])
        assert plain(title) in [plain(e.text or "") for e in root]
    cited = yaml.safe_load(citation_file(archive.reports, "<b>典藏</b>", "", "", URL))
    titles = [plain(each["title"]) for each in cited["references"]]
    assert titles == [plain(r.record.title[r.record.language]) for r in archive.reports]


def test_a_value_with_its_own_xml_stays_a_value(tmp_path: Path) -> None:
    """What a parser of XML would take for the end of a section of text, or an entity."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "a.txt").write_text(
        "航道治理之觀察\n\n壹、前言\n\n各國]]>紛紛調整&lt;政策&gt;，以求<!-- 穩定 -->供應。\n",
        encoding="utf-8",
    )
    archive = read_archive(sources)
    (report,) = archive.reports
    for path, data in report_forms(Catalogue(archive), report, URL).items():
        if path.endswith(".xml"):
            etree.fromstring(data)
        if path.endswith(".tei.xml"):
            assert "各國]]>紛紛" in "".join(block.text for block in read_tei(data).blocks)
