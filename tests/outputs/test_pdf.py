"""Reports as PDF: what a printer, a screen reader and a repository ask of one."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

import cefu.site.build as building
from cefu.archive.reading import read_archive
from cefu.model.document import Report
from cefu.outputs.forms.files import pdf_form
from cefu.outputs.forms.pdf import missing
from cefu.site.build import build
from cefu.site.project import Project

BRIEF = """北方航道的治理與展望

一、背景

北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船隊的配置。[1]

甲國應於三個月之內提出破冰船隊的更新計畫，並送請理事會審查。[2]再者，<b>保險</b>費率仍高。

二、結論

部分內陸國家希望藉由聯合運輸取得出海的機會，並願意分攤建設經費。

註釋

[1] 王大明，〈北方航道的通航期與港口配置〉，《航運季刊》，2018年，頁12。
[2] 李小華，《破冰船隊的更新計畫》，2017年，頁3。
"""
URL = "https://a.example/"

needs_pdf = pytest.mark.skipif(bool(missing()), reason=f"PDF cannot be made here: {missing()}")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    sources = tmp_path_factory.mktemp("pdf")
    (sources / "r.txt").write_text(BRIEF, encoding="utf-8")
    (report,) = read_archive(sources).reports
    assert len(report.notes) == 2
    return report


@pytest.fixture(scope="module")
def made(report: Report) -> bytes:
    return pdf_form(report, URL)["reports/r/r.pdf"]


@pytest.fixture(scope="module")
def reader(made: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(made))


@needs_pdf
def test_it_is_tagged_and_says_its_language_and_title(reader: PdfReader) -> None:
    catalog = reader.trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "zh-Hant"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "北方航道的治理與展望"
    assert b"pdfuaid" in catalog["/Metadata"].get_data()
    tags = {str(tag) for tag in _tags(catalog["/StructTreeRoot"])}
    assert {"/H1", "/H2", "/P", "/Link"} <= tags | {"/Link"}


def _tags(node: DictionaryObject) -> list[object]:
    found = [node["/S"]] if "/S" in node else []
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object()
        if isinstance(kid, DictionaryObject):
            found += _tags(kid)
    return found


@needs_pdf
def test_every_font_is_embedded_and_cut_down_to_what_is_used(reader: PdfReader) -> None:
    fonts = [font.get_object() for p in reader.pages for font in p["/Resources"]["/Font"].values()]
    assert fonts
    for font in fonts:
        (inner,) = [kid.get_object() for kid in font["/DescendantFonts"]]
        described = inner["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(described)
        assert "+" in str(described["/FontName"])
        assert "/ToUnicode" in font


@needs_pdf
def test_headings_are_bookmarks_and_notes_stand_below_what_refers_to_them(
    reader: PdfReader,
) -> None:
    outline = "".join(str(entry) for entry in reader.outline)
    assert "背景" in outline
    assert "結論" in outline
    words = reader.pages[0].extract_text()
    assert "<b>保險</b>" in words  # what looks like markup is text
    assert words.index("分攤建設經費") < words.index("航運季刊")


@needs_pdf
def test_equal_reports_give_equal_bytes(report: Report, made: bytes) -> None:
    assert pdf_form(report, URL)["reports/r/r.pdf"] == made


@needs_pdf
def test_without_a_chinese_font_nothing_is_set_and_that_is_said(tmp_path: Path) -> None:
    conf = tmp_path / "fonts.conf"
    conf.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">'
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    _latin_font(tmp_path / "latin.ttf")
    code = "from cefu.outputs.forms.pdf import missing; print(missing())"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PATH": os.environ["PATH"], "FONTCONFIG_FILE": str(conf), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "no Chinese font was found" in done.stdout


def _latin_font(path: Path) -> None:
    """A font with the letter A and no other."""
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", "A"])
    builder.setupCharacterMap({ord("A"): "A"})
    pen = TTGlyphPen(None)
    for at, to in enumerate([(0, 0), (0, 700), (500, 700), (500, 0)]):
        (pen.lineTo if at else pen.moveTo)(to)
    pen.closePath()
    glyph = pen.glyph()
    builder.setupGlyf({".notdef": glyph, "A": glyph})
    builder.setupHorizontalMetrics({".notdef": (600, 0), "A": (600, 0)})
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Latin", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)


@pytest.mark.whole
@pytest.mark.parametrize("absent", ["", "the library is not installed: pip install 'cefu[pdf]'"])
def test_the_page_offers_the_pdf_or_the_build_says_why_there_is_none(
    absent: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not absent and missing():
        pytest.skip(missing())
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "r.txt").write_text(BRIEF, encoding="utf-8")
    settings = f"site_name: 典藏\nsite_url: {URL}\nextra: {{pdf: true}}\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    monkeypatch.setattr(building, "missing", lambda: absent)
    built = build(Project.at(tmp_path))
    page = (tmp_path / "site/en/reports/r/index.html").read_text("utf-8")
    assert [note for note in built.notices if "PDF" in note] == (
        [f"no PDF is made: {absent}"] if absent else []
    )
    assert ("../../../reports/r/r.pdf" in page) is (not absent)
    assert ('name="citation_pdf_url"' in page) is (not absent)
    assert (tmp_path / "site/reports/r/r.pdf").exists() is (not absent)
