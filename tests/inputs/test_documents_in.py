"""Documents of every kind in: what is read, what is told, what is refused.

Files are made here, byte by byte where that matters; the truth is what was put in.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from cefu.inputs.documents import guarded, read_document
from cefu.model.errors import CefuError
from cefu.model.received import Document
from small_pdf import SmallPdf

PROSE = "北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船隊的配置，航運業者普遍認為保險費率仍是關鍵。"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _page(tmp_path: Path, body: str, head: str = "") -> Document:
    path = tmp_path / "a.html"
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>",
        encoding="utf-8",
    )
    return read_document(path)


def _word(path: Path, body: str, **parts: str) -> Path:
    """A Word file with ``body`` and further parts by their name below ``word/``."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
        for name, part in parts.items():
            package.writestr(f"word/{name}.xml", part)
    return path


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _told(document: Document) -> list[str]:
    return [fault.code for fault in document.faults]


def test_a_web_page_is_its_main_part(tmp_path: Path) -> None:
    document = _page(
        tmp_path,
        "<nav><a href=/>首頁</a><a href=/b>最新消息</a></nav><h1>航道政策</h1><div class=text>"
        f"<p>{PROSE}</p><h2>一、背景</h2><p>{PROSE}<sup>1</sup></p><ul><li>第一點</li></ul></div>"
        "<footer>版權所有</footer><script>document.write('惡意')</script>",
        '<meta name="author" content="王小明"><title>航道政策 - 某網站</title>',
    )
    roles = {line.text: line.role for line in document.lines}
    assert roles["航道政策"] == "title"
    assert roles["一、背景"] == "heading2"
    assert roles["第一點"] == "item"
    assert [roles[t] for t in ("首頁最新消息", "版權所有")] == ["furniture"] * 2
    assert "惡意" not in document.text
    assert _told(document) == ["script"]
    raised = next(line for line in document.lines if line.raised)
    assert [raised.raw[a:b] for a, b in raised.raised] == ["1"]
    assert document.metadata["author"].value == "王小明"
    assert document.metadata["author"].where == "HTML, meta author"


def test_a_table_of_a_web_page_has_its_cells(tmp_path: Path) -> None:
    document = _page(
        tmp_path,
        f"<p>{PROSE}</p><table><tr><th rowspan=2>國家</th><th colspan=2>船舶</th></tr>"
        "<tr><th>破冰船</th><th>其他</th></tr><tr><td>甲國</td><td>12</td><td>30</td></tr></table>",
    )
    (table,) = document.tables
    cells = [
        (c.row, c.column, c.rows, c.columns, c.header, *(document.text[a:b] for a, b in c.spans))
        for c in table.cells
    ]
    assert cells == [
        (0, 0, 2, 1, True, "國家"),
        (0, 1, 1, 2, True, "船舶"),
        (1, 1, 1, 1, True, "破冰船"),
        (1, 2, 1, 1, True, "其他"),
        (2, 0, 1, 1, False, "甲國"),
        (2, 1, 1, 1, False, "12"),
        (2, 2, 1, 1, False, "30"),
    ]


def test_a_web_page_says_its_charset(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    text = f'<html><head><meta charset="gb2312"></head><body><p>{"简体中文的网页" * 8}</p></body></html>'
    path.write_bytes(text.encode("gb18030"))
    assert read_document(path).text == "简体中文的网页" * 8


def test_markdown_with_front_matter(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 航道政策\nauthor: [王小明, 李大同]\n---\n# 航道政策\n\n"
        f"{PROSE}[^1]\n\n## 一、背景\n\n- 第一點\n\n| 國家 | 船 |\n|---|---|\n| 甲 | 3 |\n\n[^1]: 註解。\n",
        encoding="utf-8",
    )
    document = read_document(path)
    roles = {line.role: line.text for line in document.lines}
    assert (roles["heading1"], roles["heading2"], roles["item"]) == (
        "航道政策",
        "一、背景",
        "第一點",
    )
    assert roles["note"].startswith("註解。")
    assert document.metadata["author"].value == "王小明、李大同"
    assert len(document.tables[0].cells) == 4


def test_word_knows_headings_numbers_notes_and_tables(tmp_path: Path) -> None:
    styles = (
        f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>'
        "</w:style></w:styles>"
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="taiwaneseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num></w:numbering>'
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="7"><w:p><w:r><w:t>見前揭文。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    heading = '<w:pStyle w:val="H1"/>'
    cell = "<w:tc>{}<w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = (
        _p("背景", heading)
        + f"<w:p><w:r><w:t>{PROSE}</w:t></w:r><w:r><w:footnoteReference w:id='7'/></w:r></w:p>"
        + "<w:p><w:r><w:t>留下</w:t></w:r><w:del><w:r><w:delText>刪去</w:delText></w:r></w:del></w:p>"
        + _p("結論", heading)
        + "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell.format('<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', "船舶")
        + "</w:tr><w:tr>" + cell.format("", "甲國") + cell.format("", "12") + "</w:tr></w:tbl>"
    )  # fmt: skip
    path = _word(tmp_path / "a.docx", body, styles=styles, numbering=numbering, footnotes=notes)
    document = read_document(path)
    lines = [(line.text, line.role) for line in document.lines]
    assert lines[0] == ("一、背景", "heading1")
    assert lines[1] == (PROSE + "1", "")
    assert document.lines[1].raised == ((len(PROSE), len(PROSE) + 1),)
    assert lines[2] == ("留下", "")
    assert lines[3] == ("二、結論", "heading1")
    assert lines[-1] == ("1 見前揭文。", "note")
    assert (document.lines[0].size, document.lines[0].weight) == (16, 700)
    assert [(c.columns, c.header) for c in document.tables[0].cells] == [
        (2, True),
        (1, False),
        (1, False),
    ]
    assert _told(document) == ["tracked"]


BOMB = "<!DOCTYPE a [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<", "no PDF, or one that is damaged"),
        ("a.pdf", b"", "no PDF, or one that is damaged"),
        ("a.docx", b"PK\x03\x04broken", "no Word document, or a damaged one"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted, or in the format"),
        ("a.html", b"<html><body><script>x()</script></body></html>", "no words"),
        ("a.md", b"---\n", "not one word"),
        ("a.txt", b"<html><body><p>x</p></body></html>", "is HTML, not text"),
        ("a.odt", b"x", "cannot read a .odt file"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(CefuError, match=says) as caught:
        read_document(path)
    assert caught.value.remedy


def test_entities_in_word_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
            f'<w:document xmlns:w="{W}"><w:body>{_p("&x;")}</w:body></w:document>',
        )
    with pytest.raises(CefuError, match="declares entities"):
        read_document(path)


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (130 << 20))
    with pytest.raises(CefuError, match="unpacks to more than 120 MB"):
        read_document(path)


def test_a_pdf_without_text_names_the_remedy(tmp_path: Path) -> None:
    pdf = SmallPdf()
    pdf.page().picture(0, 0, 595, 842)
    with pytest.raises(CefuError, match=r"no text layer: it is a scan.*cefu add --ocr"):
        read_document(pdf.write(tmp_path / "a.pdf"))


def test_a_page_that_is_a_picture_is_told(tmp_path: Path) -> None:
    pdf = SmallPdf()
    pdf.page().words(100, 100, PROSE)
    pdf.page().picture(0, 0, 595, 842)
    (fault,) = read_document(pdf.write(tmp_path / "a.pdf")).faults
    assert (fault.code, fault.page) == ("picture-page", 2)


def test_an_encrypted_pdf_is_told(tmp_path: Path) -> None:
    pdf = SmallPdf()
    pdf.page().words(100, 100, PROSE)
    data = bytes(pdf)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%s>/U<%s>>>/ID[<00><00>]" % (
        b"11" * 32,
        b"22" * 32,
    )
    path = tmp_path / "a.pdf"
    path.write_bytes(data.replace(b"trailer<<", b"trailer<<" + lock))
    with pytest.raises(CefuError, match="opens only with a password"):
        read_document(path)


def test_scripts_in_a_pdf_are_left_aside_and_told(tmp_path: Path) -> None:
    pdf = SmallPdf(
        catalogue="/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
    )
    pdf.page().words(100, 100, PROSE[:30])
    document = read_document(pdf.write(tmp_path / "a.pdf"))
    assert _told(document) == ["script"]
    assert document.lines[0].text == PROSE[:30]


def test_a_font_without_a_map_is_told(tmp_path: Path) -> None:
    pdf = SmallPdf()
    pdf.page().words(100, 100, "密碼", font="U")
    (fault,) = read_document(pdf.write(tmp_path / "a.pdf")).faults
    assert (fault.code, fault.page, fault.count) == ("unmapped", 1, 2)


def test_a_page_without_measure_is_read(tmp_path: Path) -> None:
    pdf = SmallPdf()
    pdf.page(width=1e9, height=1e9).words(100, 100, PROSE)
    assert read_document(pdf.write(tmp_path / "a.pdf")).lines[0].text == PROSE


def test_a_parser_that_dies_costs_one_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = SmallPdf()
    pdf.page().words(100, 100, PROSE)
    path = pdf.write(tmp_path / "a.pdf")
    for code, says in (
        ("import os; os.kill(os.getpid(), 11)", "the parser broke down .signal 11"),
        ("import time; time.sleep(60)", "takes longer than 1 seconds"),
        ("import pickle, sys; sys.stdout.buffer.write(pickle.dumps(print))", "gave no document"),
    ):
        program = tmp_path / "worker.sh"
        program.write_text(f"#!/bin/sh\nexec {guarded.sys.executable} -c '{code}'\n")
        program.chmod(0o755)
        monkeypatch.setattr(guarded, "_command", lambda _, program=program: [str(program)])
        monkeypatch.setattr(guarded, "WALL_SECONDS", 1)
        with pytest.raises(CefuError, match=says):
            read_document(path)


@pytest.mark.parametrize(
    ("text", "code", "count"),
    [
        ("本會議由\ufffd\ufffd主持", "replacement", 2),
        ("本會議由(cid:1234)(cid:5)主持", "cid", 2),
        ("於\ue123鄉舉行", "private", 1),
        ("2007 ÈÕ±¾°ä²¼¡¶º£Ñó»ù±¾·¨¡·£¬", "mojibake", 24),
        ("䤀渀猀琀爀甀挀琀椀漀渀猀", "swapped", 12),
        ("Café à Genève, Zürich", "", 0),
        ("\uf06c 第一點", "", 0),
    ],
)
def test_characters_that_stand_for_none_are_counted(
    tmp_path: Path, text: str, code: str, count: int
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"題目\n\n{text}\n", encoding="utf-8")
    faults = read_document(path).faults
    assert [(f.code, f.line, f.count) for f in faults] == ([(code, 3, count)] if code else [])


def test_columns_read_across_and_vertical_text_are_warned_of(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    across = "\n".join(f"{PROSE[k : k + 16]}        {PROSE[k + 16 : k + 30]}" for k in range(6))
    path.write_text(across, encoding="utf-8")
    assert _told(read_document(path)) == ["columns-parted"]
    path.write_text(across + "\n" * 200, encoding="utf-8")  # pages are not known
    assert _told(read_document(path)) == ["columns"]
    path.write_text("題目\n" + "\n".join(PROSE), encoding="utf-8")
    assert _told(read_document(path)) == ["vertical"]
    apart = "\n\n".join(PROSE[k : k + 16] for k in (0, 20, 2, 22, 5, 25, 7, 27, 3, 23, 1, 21))
    path.write_text(f"{PROSE[:16]}\n" * 20 + f"\n{apart}\n", encoding="utf-8")
    assert _told(read_document(path)) == ["columns-mixed"]
    path.write_text("\n".join(f"第{k}章        緒論" for k in range(9)), encoding="utf-8")
    assert _told(read_document(path)) == []


LEFT = (
    "北方航道的通航期逐年延長，沿岸",
    "各國因而重新檢視港口與破冰船隊",
    "的配置。",
    "　　航運業者普遍認為，保險費率",
    "仍是關鍵，兩者之間尚無共識。",
)
RIGHT = (
    "漁業團體則擔心航運影響漁場，要",
    "求先行評估對於生態的衝擊。",
    "　　主管機關表示，評估報告將於",
    "年底以前公布，屆時再決定是否開",
    "放航行，並按季檢討。",
)


def _side_by_side(left: tuple[str, ...], right: tuple[str, ...]) -> str:
    rows = zip(left, right, strict=True)
    return "\n".join(a + " " * (22 - len(a)) + b for a, b in rows) + "\n"


def test_columns_side_by_side_are_read_one_after_the_other(tmp_path: Path) -> None:
    """As ``pdftotext -layout`` sets them: the head and the foot of a page are no columns."""
    path = tmp_path / "a.txt"
    page = f"水價通訊{' ' * 30}第 3 期\n\n\n\n{_side_by_side(LEFT, RIGHT)}\n\n\n{' ' * 20}7\n\f"
    path.write_text(page * 2, encoding="utf-8")
    document = read_document(path)
    assert _told(document) == ["columns-parted"]
    lines = [line.strip() for line in document.text.split("\f")[0].split("\n") if line.strip()]
    assert lines[0].startswith("水價通訊 ")
    assert lines[-1] == "7"
    assert lines[1:-1] == [line.strip() for line in (*LEFT, *RIGHT)]
    assert sorted("".join(document.text.split())) == sorted("".join((page * 2).split()))


def test_a_table_is_not_read_column_by_column(tmp_path: Path) -> None:
    """Cells are short, or of several columns; names and what stands beside them are no prose."""
    path = tmp_path / "a.txt"
    figures = "\n".join(
        f"第{k}區處水費收入與支出之比較      1,{k}00      2,{k}50" for k in range(9)
    )
    names = "\n".join(f"主席：　      {PROSE[k : k + 20]}" for k in range(9))
    for text in (figures, names):
        path.write_text(f"{text}\n\f" * 3, encoding="utf-8")
        assert read_document(path).text == path.read_text("utf-8")


def test_labels_set_apart_stand_before_their_words(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "第一章\n第一條\n\n總則\n\n為訂水價，制定本法。\n水價由主管機關定之。\n第二條\n\n本法未規定者，"
        "依他法。\n水費按月收取。\n第三條\n\n本法自公布日施行。\n",
        encoding="utf-8",
    )
    lines = [line for line in read_document(path).text.split("\n") if line]
    assert lines == [
        "第一章\u3000總則",
        "第一條\u3000為訂水價，制定本法。",
        "水價由主管機關定之。",
        "第二條\u3000本法未規定者，依他法。",
        "水費按月收取。",
        "第三條\u3000本法自公布日施行。",
    ]
