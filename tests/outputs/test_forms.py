"""The forms that outlive the site hold every word, and open in programs made elsewhere."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from markdown import markdown as rendered

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.outputs.forms.files import archive_forms, form_path, report_forms

XHTML = "{http://www.w3.org/1999/xhtml}"


@pytest.fixture(scope="module")
def catalogue(archive: Archive) -> Catalogue:
    return Catalogue(archive)


@pytest.fixture(scope="module")
def made(catalogue: Catalogue) -> dict[str, bytes]:
    forms = archive_forms(catalogue, "典藏", "https://a.example/")
    for report in catalogue.archive.reports:
        forms |= report_forms(catalogue, report, "https://a.example/")
    return forms


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def book(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def words(report: Report) -> list[str]:
    return [squeezed(part.text) for part in (*report.blocks, *report.notes)]


def test_an_ebook_holds_every_block_and_note_in_order(
    catalogue: Catalogue, made: dict[str, bytes]
) -> None:
    for report in catalogue.archive.reports:
        for suffix in (".epub", ".vertical.epub"):
            page = etree.fromstring(book(made[form_path(report.id, suffix)])["OEBPS/r1.xhtml"])
            found = {e.get("id"): e for e in page.iter() if e.get("id")}
            for block in report.blocks:
                element = found[block.id]
                marks = {squeezed("".join(s.itertext())) for s in element.iter(f"{XHTML}sup")}
                text = squeezed("".join(element.itertext()))
                assert marks or text == squeezed(block.text)
                assert len(text) >= len(squeezed(block.text))
            for note in report.notes:
                assert squeezed(note.text) in squeezed("".join(found[note.id].itertext()))


def test_every_link_of_an_ebook_leads_somewhere(made: dict[str, bytes]) -> None:
    for path, data in made.items():
        if not path.endswith(".epub"):
            continue
        files = book(data)
        assert next(iter(files)) == "mimetype"
        pages = {n: etree.fromstring(d) for n, d in files.items() if n.endswith(".xhtml")}
        for name, page in pages.items():
            for link in page.iter(f"{XHTML}a"):
                target, _, anchor = link.get("href", "").partition("#")
                other = pages[f"OEBPS/{target}"] if target else page
                assert not anchor or other.xpath("//*[@id=$id]", id=anchor), (path, name)


def test_an_ebook_lists_its_printed_pages(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    for report in catalogue.archive.reports:
        navigation = etree.fromstring(book(made[form_path(report.id, ".epub")])["OEBPS/nav.xhtml"])
        lists = navigation.findall(f".//{XHTML}nav[@hidden]")
        labels = [a.text for one in lists for a in one.iter(f"{XHTML}a")]
        assert labels == [mark.label for block in report.blocks for mark in block.marks]


def test_plain_text_and_markdown_hold_every_word(
    catalogue: Catalogue, made: dict[str, bytes]
) -> None:
    for report in catalogue.archive.reports:
        text = squeezed(re.sub(r"\[[^\]]*\]", "", made[form_path(report.id, ".txt")].decode()))
        html = rendered(made[form_path(report.id, ".md.txt")].decode(), extensions=["footnotes"])
        shown = "".join(etree.fromstring(f"<x>{html.replace('&#160;', ' ')}</x>").itertext())
        for block in report.blocks:
            assert squeezed(re.sub(r"\[[^\]]*\]", "", block.text)) in text
            if not block.notes:
                assert squeezed(block.text) in squeezed(shown)


def test_the_database_answers_questions(catalogue: Catalogue, made: dict[str, bytes]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["data/archive.sqlite"])
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    blocks = [b for r in catalogue.archive.reports for b in r.blocks]
    for term in ("無核化", "開城工業區", "金正恩"):
        query = "SELECT count(*) FROM blocks_fts WHERE blocks_fts MATCH ?"
        (found,) = connection.execute(query, (f'"{term}"',)).fetchone()
        assert found == sum(term in block.text for block in blocks)
    rows = connection.execute(
        "SELECT count(*) FROM mentions JOIN actors ON actors.id = mentions.actor"
    ).fetchone()
    assert rows == (len(catalogue.archive.counted),)


def test_the_worked_questions_have_answers(root: Path, made: dict[str, bytes]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made["data/archive.sqlite"])
    guide = (root / "docs/dev/forms.md").read_text(encoding="utf-8")
    questions = re.findall(r"```sql\n(.*?)```", guide, re.DOTALL)
    assert len(questions) == 10
    for question in questions:
        assert connection.execute(question).fetchall(), question


def test_the_same_archive_gives_the_same_bytes(
    catalogue: Catalogue, made: dict[str, bytes]
) -> None:
    again = archive_forms(Catalogue(catalogue.archive), "典藏", "https://a.example/")
    report = catalogue.archive.reports[0]
    again |= report_forms(catalogue, report, "https://a.example/")
    assert {path: made[path] for path in again} == again
