"""Tables and figures: cut out of a document, set on its page, carried by every form.

The truth is what ``small_pdf`` was told to draw, and where.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from cefu.archive.report import make_report
from cefu.inputs.documents.pdf.reader import read_pdf
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import source_at
from cefu.model.document import Report
from cefu.outputs.data.opendata import report_data
from cefu.outputs.data.tables import grid_bytes
from cefu.outputs.forms.epub import epub
from cefu.outputs.forms.plain import markdown, plain_text
from cefu.outputs.forms.tei import tei
from cefu.outputs.forms.tei_reading import read_tei
from cefu.outputs.forms.xhtml import XHTML, Words
from cefu.outputs.html.report.report import Apparatus, report_page
from cefu.outputs.i18n.locale import locale
from small_pdf import SmallPdf

PROSE = [
    "北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船",
    "隊的配置。航運業者普遍認為，保險費率仍是決定航線的主因，而",
    "非距離；地方政府則期待新的航線能帶動就業與稅收。",
]
CAPTION = "圖 1 北方航道的通航日數"
ROWS = [["國家", "船隊"], ["甲國", "12"], ["乙國", "7"], ["丙國", "31"]]
CELLS = [words for row in ROWS for words in row]


def _document() -> SmallPdf:
    """Prose, a chart with a label inside, its caption, and a table over a page's end."""
    pdf = SmallPdf()
    page = pdf.page()
    page.words(80, 60, "北方航道報告", 18, "B")
    end = page.lines(80, 120, PROSE)
    for k in range(6):
        page.bar(150 + 40 * k, end + 100 - 14 * k, 30, 14 * k + 14)
    page.rule(145, end + 114, 385, end + 114)
    page.words(160, end + 60, "日數", 8)
    page.words(200, end + 140, CAPTION, 10)
    _table(page, 640, ROWS[:2])
    _table(pdf.page(), 80, ROWS[2:])
    return pdf


def _table(page: object, y: float, rows: list[list[str]]) -> None:
    page.grid([80, 280, 500], [y + 24 * k for k in range(len(rows) + 1)])  # type: ignore[attr-defined]
    for k, row in enumerate(rows):
        for x, words in zip((86, 286), row, strict=True):
            page.words(x, y + 17 + 24 * k, words, 12)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = _document().write(tmp_path_factory.mktemp("figures") / "a.pdf")
    return make_report(source_at(path), Sidecar())


def test_a_chart_is_cut_out_with_its_label_and_called_by_its_caption(report: Report) -> None:
    (block,) = [b for b in report.blocks if b.type == "figure"]
    assert (block.id, block.text) == ("f1", "日數")
    assert block.figure is not None
    assert block.figure.alt == "圖1北方航道的通航日數"
    picture = Image.open(io.BytesIO(report.pictures[block.figure.name]))
    assert picture.size == (block.figure.width, block.figure.height)
    assert 2.5 < picture.width / (5 * 40 + 30) < 3.5  # three pixels to a point
    assert picture.convert("RGB").getpixel((picture.width - 30, picture.height - 30)) != (255,) * 3
    after = report.blocks[report.blocks.index(block) + 1]
    assert after.type == "caption"


def test_no_word_of_the_text_is_taken_for_a_label(report: Report) -> None:
    assert "".join(PROSE) in [b.text for b in report.blocks if b.type == "paragraph"]


def test_a_logo_on_every_page_is_no_figure(tmp_path: Path) -> None:
    pdf = SmallPdf()
    for number in range(4):
        page = pdf.page()
        page.picture(80, 30, 120, 40)
        page.lines(80, 120, PROSE)
        if number == 2:
            page.picture(100, 300, 200, 150)
    found = read_pdf(pdf.write(tmp_path / "a.pdf")).figures
    assert [(f.page, round(f.box.y0)) for f in found if f.box] == [(2, 300)]


def test_a_frame_around_prose_is_no_figure(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    for k in range(6):
        page.rule(76, 100 + k, 520, 100 + k)
    page.grid([76, 520], [100, 170])
    page.lines(80, 120, PROSE)
    assert read_pdf(pdf.write(tmp_path / "a.pdf")).figures == ()


def test_rules_and_words_alone_are_no_figure(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    for k in range(6):
        page.rule(80, 100 + 30 * k, 500, 100 + 30 * k)
        page.rule(80 + 84 * k, 100, 80 + 84 * k, 110)
        page.words(90, 120 + 30 * k, "甲國", 10)
    assert read_pdf(pdf.write(tmp_path / "a.pdf")).figures == ()


def test_the_ground_of_a_cover_takes_no_words(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.picture(0, 0, 595, 500)
    page.picture(0, 500, 595, 342)
    page.words(80, 200, "北方航道報告", 24, "B")
    document = read_pdf(pdf.write(tmp_path / "a.pdf"))
    assert document.figures == ()
    assert [line.text for line in document.lines] == ["北方航道報告"]


def test_a_table_goes_on_over_a_page_without_its_repeated_head(tmp_path: Path) -> None:
    pdf = SmallPdf()
    _table(pdf.page(), 640, ROWS[:2])
    _table(pdf.page(), 80, [ROWS[0], *ROWS[2:]])
    report = make_report(source_at(pdf.write(tmp_path / "a.pdf")), Sidecar())
    (table,) = [b for b in report.blocks if b.type == "table"]
    assert [table.text[c.start : c.end] for c in table.cells] == CELLS
    assert [(c.place.row, c.place.column) for c in table.cells] == [
        (r, c) for r in range(4) for c in range(2)
    ]


def test_the_page_shows_both_with_addresses_and_names(report: Report) -> None:
    page = report_page(report, locale("zh-Hans"), Apparatus({}, {})).markdown
    figure = page[page.index("<figure") : page.index("</figure>")]
    assert 'id="f1"' in figure
    assert 'loading="lazy"' in figure
    assert 'alt="圖1北方航道的通航日數"' in figure
    assert 'src="../../../assets/reports/a/' in figure
    assert 'aria-label="表 1 链接"' in page
    assert "data/tables/a-t1.csv" in page


def test_a_caption_alone_says_that_its_figure_was_not_received(report: Report) -> None:
    alone = replace(report, blocks=tuple(b for b in report.blocks if b.type != "figure"))
    page = report_page(alone, locale("zh-Hant"), Apparatus({}, {})).markdown
    assert "此圖不在收到的文本中" in page
    assert (
        "此圖不在收到的文本中"
        not in report_page(report, locale("zh-Hant"), Apparatus({}, {})).markdown
    )


def test_the_data_have_cells_and_figures(report: Report) -> None:
    blocks = {b["id"]: b for b in report_data(report, {})["blocks"]}
    words = [blocks["t1"]["text"][c["start"] : c["end"]] for c in blocks["t1"]["cells"]]
    assert words == CELLS
    assert blocks["f1"]["figure"]["file"].startswith("assets/reports/a/")
    (table,) = [b for b in report.blocks if b.type == "table"]
    told = grid_bytes(table).decode("utf-8-sig").splitlines()
    assert told == [",".join(row) for row in ROWS]


def test_tei_reads_back_exactly_and_fits_its_schema(report: Report) -> None:
    data = tei(report)
    assert list(read_tei(data).blocks) == [replace(b, origin=()) for b in report.blocks]
    schema = files("cefu.outputs.data").joinpath("schemas/cefu-tei.rng").read_bytes()
    grammar = etree.RelaxNG(etree.fromstring(schema))
    assert grammar.validate(etree.fromstring(data)), grammar.error_log


def test_the_ebook_carries_the_picture_and_the_table(report: Report) -> None:
    words = Words("目錄", "註釋", "按語", "第 {label} 頁", "回正文", "可讀")
    made = epub([report], "典藏", words, [()], modified="2020-01-01T00:00:00Z")
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        page = etree.fromstring(book.read("OEBPS/r1.xhtml"))
        (image,) = page.iter(f"{{{XHTML}}}img")
        assert book.read(f"OEBPS/{image.get('src')}") in report.pictures.values()
        assert image.get("src", "").encode() in book.read("OEBPS/book.opf")
    rows = [["".join(c.itertext()) for c in row] for row in page.iter(f"{{{XHTML}}}tr")]
    assert rows == ROWS


def test_plain_forms_carry_them_too(report: Report) -> None:
    text = plain_text(report, "https://a.example/reports/a/", []).decode()
    assert "\n".join("\t".join(row) for row in ROWS) in text
    assert "[圖1北方航道的通航日數]" in text
    marked = markdown(report, "https://a.example/reports/a/", []).decode()
    assert "| 國家 | 船隊 |\n| --- | --- |\n| 甲國 | 12 |" in marked
    assert "](<https://a.example/assets/reports/a/" in marked
