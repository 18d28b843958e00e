"""PDF to lines: the words, their order and what is known of how they are set.

The truth is what ``small_pdf`` was told to set, and where.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from cefu.archive.report import make_report
from cefu.inputs.documents.pdf.reader import read_pdf
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import source_at
from cefu.model.received import Document
from small_pdf import SmallPdf

LEFT = [
    "北方航道的通航期逐年延長，沿",
    "岸各國因而重新檢視港口與破冰",
    "船隊的配置。航運業者普遍認為",
    "保險費率仍是決定航線的因素。",
]
RIGHT = [
    "地方政府期待新的航線能帶動就",
    "業，然而配套的住宅與醫療設施",
    "明顯不足。國際組織已著手研擬",
    "規範，惟各會員的立場差距仍大",
]


def _read(pdf: SmallPdf, tmp_path: Path) -> Document:
    document = read_pdf(pdf.write(tmp_path / "a.pdf"))
    for line in document.lines:
        assert document.text[line.start : line.start + len(line.raw)] == line.raw
        assert document.text.count("\n", 0, line.start) + line.page + 1 == line.number
    return document


def _texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def test_a_line_knows_where_and_how_it_is_set(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(100, 100, "一、前言", 16, "B")
    page.words(124, 140, "北韓於2018年表示願意棄核", 12)
    heading, text = _read(pdf, tmp_path).lines
    assert (heading.text, heading.size, heading.weight) == ("一、前言", 16, 700)
    assert (text.text, text.size, text.weight) == ("北韓於2018年表示願意棄核", 12, 400)
    assert heading.box
    assert text.box
    assert abs(text.box.x0 - 124) < 1
    assert text.box.y0 < 140 - 6 < text.box.y1
    assert abs(text.box.x1 - (124 + 10 * 12 + 4 * 6)) < 1
    assert text.lead == 4  # two ems to the right of the page's left edge of text


def test_what_is_raised_is_told(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(100, 140, "各方表示歡迎。", 12)
    page.words(184, 135, "12", 6)
    page.words(190, 140, "然而", 12)
    (line,) = _read(pdf, tmp_path).lines
    assert line.text == "各方表示歡迎。12然而"
    assert [line.raw[a:b] for a, b in line.raised] == ["12"]


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(80, 80, "北方航道的治理與展望：沿岸各國的立場與國際組織的角色", 16)
    page.lines(80, 120, LEFT)
    page.lines(310, 126, RIGHT)
    page.words(80, 220, "本文為作者個人意見，不代表任何機關的立場，亦不構成任何建議。", 12)
    document = _read(pdf, tmp_path)
    assert _texts(document)[1:-1] == LEFT + RIGHT
    assert [line.column for line in document.lines] == [0, 1, 1, 1, 1, 2, 2, 2, 2, 3]


def test_labels_and_their_text_are_read_across(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    rows = [
        ("主席", "王小明，國立北海大學政治學系教授"),
        ("出席", "李大同、陳美玉、張志遠"),
        ("列席", "林文心"),
    ]
    for k, (label, text) in enumerate(rows * 2):
        page.words(80, 100 + 18 * k, label)
        page.words(180, 100 + 18 * k, text)
    assert [t.split() for t in _texts(_read(pdf, tmp_path))] == [list(r) for r in rows * 2]


def test_a_running_head_over_columns_comes_first(tmp_path: Path) -> None:
    pdf = SmallPdf()
    for number in range(1, 5):
        page = pdf.page()
        page.words(80, 60, "北方評論", 10)
        page.words(460, 60, f"第{number}頁", 10)
        page.lines(80, 84, LEFT[number - 1 :] + LEFT[: number - 1])
        page.lines(310, 84, RIGHT[number - 1 :] + RIGHT[: number - 1])
    for index in range(4):
        texts = [x.text for x in _read(pdf, tmp_path).lines if x.page == index]
        assert texts[0].split() == ["北方評論", f"第{index + 1}頁"]
        turned = [*LEFT[index:], *LEFT[:index], *RIGHT[index:], *RIGHT[:index]]
        assert texts[1:] == turned


def test_vertical_text_is_read_from_right_to_left(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(400, 100, "直書的文字由上而下", 12, "V")
    page.words(376, 100, "第二行在左邊", 12, "V")
    document = _read(pdf, tmp_path)
    assert _texts(document) == ["直書的文字由上而下", "第二行在左邊"]
    first = document.lines[0].box
    assert first
    assert first.x0 < 400 < first.x1
    assert first.height > 5 * first.width


def test_turned_pages_and_turned_words(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page(rotate=90)
    page.words(100, 400, "橫放的頁面", 12, matrix=(0, 1, -1, 0))
    page.words(300, 200, "邊欄", 12)
    document = _read(pdf, tmp_path)
    assert document.pages[0][:2] == (842, 595)
    assert _texts(document) == ["橫放的頁面", "邊欄"]
    assert document.lines[0].box
    assert document.lines[0].box.width > 55


def test_words_outside_the_page_are_told_apart(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(100, 100, "看得見的文字")
    page.words(-300, 100, "裁掉的文字")
    assert [(x.text, x.role) for x in _read(pdf, tmp_path).lines] == [
        ("看得見的文字", ""),
        ("裁掉的文字", "hidden"),
    ]


def test_blanks_stand_where_the_page_has_them(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(100, 100, "王小明 李大同", 12)
    page.words(220, 100, "陳美玉", 12)
    page.words(100, 130, "目錄", 12, spread=24)
    page.words(100, 160, "International Order", 12)
    one, two, three = _texts(_read(pdf, tmp_path))
    assert one.split() == ["王小明", "李大同", "陳美玉"]
    assert "  " in one
    assert two.split() == ["目", "錄"]
    assert three == "International Order"


def _cells(document: Document, number: int = 0) -> list[tuple[object, ...]]:
    return [
        (
            c.row,
            c.column,
            c.rows,
            c.columns,
            c.header,
            "".join(document.text[a:b] for a, b in c.spans),
        )
        for c in document.tables[number].cells
    ]


def test_a_ruled_table_has_its_cells(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(80, 90, "各國的船舶如下表所示，單位為艘。")
    page.grid([80, 200, 300, 400], [120, 150, 180, 230])
    for x, y, words in (
        (84, 140, "國家"), (204, 140, "破冰船"), (304, 140, "其他"),
        (84, 170, "甲國"), (204, 170, "12"), (304, 170, "30"),
        (84, 200, "乙國及其"), (84, 216, "屬地"), (204, 200, "7"), (304, 200, "1,205"),
    ):  # fmt: skip
        page.words(x, y, words)
    page.words(80, 260, "由上表可知，甲國的船舶最多。")
    document = _read(pdf, tmp_path)
    assert _cells(document) == [
        (0, 0, 1, 1, True, "國家"), (0, 1, 1, 1, True, "破冰船"), (0, 2, 1, 1, True, "其他"),
        (1, 0, 1, 1, False, "甲國"), (1, 1, 1, 1, False, "12"), (1, 2, 1, 1, False, "30"),
        (2, 0, 1, 1, False, "乙國及其屬地"), (2, 1, 1, 1, False, "7"), (2, 2, 1, 1, False, "1,205"),
    ]  # fmt: skip
    roles = [line.role for line in document.lines]
    assert (roles[0], roles[-1], set(roles[1:-1])) == ("", "", {"table"})


def test_rules_in_pieces_make_one_grid(tmp_path: Path) -> None:
    """Word draws the corners of cells, five points high, apart from their sides."""
    pdf = SmallPdf()
    page = pdf.page()
    ys, xs = [100, 130, 160, 190], [80, 200, 320]
    for y in ys:
        page.rule(xs[0], y, xs[-1], y)
    for x in xs:
        for a, b in pairwise(ys):
            page.rule(x, a, x, a + 5)
            page.rule(x, a + 5, x, b)
    for k, y in enumerate(ys[:-1]):
        page.words(90, y + 20, f"甲{k}", 12)
        page.words(210, y + 20, f"乙{k}", 12)
    (table,) = _read(pdf, tmp_path).tables
    assert [(c.row, c.column) for c in table.cells] == [(r, c) for r in range(3) for c in range(2)]


def test_a_cell_without_a_rule_inside_spans(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    for y in (120, 180, 210):
        page.rule(80, y, 400, y)
    page.rule(200, 150, 400, 150)
    for x in (80, 200, 400):
        page.rule(x, 120, x, 210)
    page.rule(300, 150, 300, 210)
    for x, y, words in ((84, 140, "國家"), (204, 140, "船舶"), (204, 170, "大"), (304, 170, "小"),
                        (84, 200, "甲國"), (204, 200, "12"), (304, 200, "30")):  # fmt: skip
        page.words(x, y, words)
    assert _cells(_read(pdf, tmp_path))[:4] == [
        (0, 0, 2, 1, True, "國家"),
        (0, 1, 1, 2, True, "船舶"),
        (1, 1, 1, 1, True, "大"),
        (1, 2, 1, 1, True, "小"),
    ]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.grid([60, 500], [60, 400])
    page.lines(80, 100, LEFT)
    document = _read(pdf, tmp_path)
    assert not document.tables
    assert _texts(document) == LEFT


def test_a_table_is_a_block_with_an_address(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(80, 90, "各國的船舶如下表所示，單位為艘。")
    page.grid([80, 200, 300], [120, 150, 180])
    for x, y, words in (
        (84, 140, "國家"),
        (204, 140, "破冰船"),
        (84, 170, "甲國"),
        (204, 170, "12"),
    ):
        page.words(x, y, words)
    page.words(80, 220, "由上表可知，甲國的船舶最多。")
    report = make_report(source_at(pdf.write(tmp_path / "a.pdf")), Sidecar())
    (table,) = [block for block in report.blocks if block.type == "table"]
    assert (table.id, table.text) == ("t1", "國家\n破冰船\n甲國\n12")
    assert [table.text[c.start : c.end] for c in table.cells] == ["國家", "破冰船", "甲國", "12"]


def test_punctuation_set_closer_stays_in_its_line(tmp_path: Path) -> None:
    pdf = SmallPdf()
    page = pdf.page()
    page.words(100, 100, "議題之一。")
    page.words(148, 100, "「百村連線」方案")  # from the left edge of the stop on
    assert _texts(_read(pdf, tmp_path)) == ["議題之一。「百村連線」方案"]


def test_a_bookmark_tells_a_heading(tmp_path: Path) -> None:
    pdf = SmallPdf(bookmarks=[("背景與現況", 0), ("結論與長久以來的建議", 1), ("沒有的", 1)])
    pdf.page().lines(80, 100, ["背景與現況", LEFT[0], LEFT[1]])
    pdf.page().lines(80, 100, ["結論與長久", "以來的建議", LEFT[2]])
    assert [line.outline for line in _read(pdf, tmp_path).lines] == [1, 0, 0, 1, 1, 0]
