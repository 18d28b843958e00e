"""Sources and sidecars: what is read, and what is refused with which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.report import report_of
from cefu.inputs.documents.plain.plaintext import decode
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import REPORT_ID, Source, read_checksums
from cefu.model.errors import CefuError
from cefu.model.received import Document

TEXT = "朝鮮半島情勢的變化與我們的政策\n\n本文認為各方應該持續對話，這樣才能夠維持和平，也不會影響國家的發展。\n"


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "big5", "gb18030"])
def test_text_is_decoded_where_its_charset_is_certain(charset: str) -> None:
    text, found = decode(TEXT.encode(charset))
    assert text.lstrip("\ufeff") == TEXT
    assert found == charset


def test_simplified_text_in_gb18030() -> None:
    simplified = "我们的国家在这里发展，他们说这个时候还不能做出来，要看大家会不会有对策。" * 2
    assert decode(simplified.encode("gb18030")) == (simplified, "gb18030")


@given(st.binary(min_size=1, max_size=200))
def test_any_bytes_are_decoded_or_refused_with_a_file_name(data: bytes) -> None:
    problem = ""
    try:
        text, encoding = decode(data, "x.txt")
    except CefuError as error:
        problem = str(error)
    assert problem.startswith("x.txt") if problem else (text and encoding)


@pytest.mark.parametrize("name", ["000_2b943de7af04142c", "brief-2018-05", "簡報二", "a.b", "7"])
def test_names_that_can_be_addresses(name: str) -> None:
    assert REPORT_ID.fullmatch(name)


@pytest.mark.parametrize(
    "name", ["..", "../x", "a/b", ".a", "a..b", "a.", "", "a b", "x" * 90, "-a"]
)
def test_names_that_cannot(name: str) -> None:
    assert not REPORT_ID.fullmatch(name)


def test_a_bad_line_of_checksums_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "SHA256SUMS"
    path.write_text(f"{'0' * 64}  a.txt\nnonsense\n", encoding="utf-8")
    with pytest.raises(CefuError, match=r"SHA256SUMS:2: cannot read 'nonsense'"):
        read_checksums(path)


def read_report(text: str, sidecar: str, folder: Path):  # type: ignore[no-untyped-def]
    path = folder / "a.yml"
    path.write_text(sidecar, encoding="utf-8")
    source = Source("a", folder / "a.txt", "0" * 64)
    return report_of(Document("txt", text), source, read_sidecar(path))


def test_a_note_on_a_printed_error_leaves_the_text_alone(tmp_path: Path) -> None:
    text = "題目\n\n壹、前言\n\n南韓平川冬季奧運之後，兩韓關係有所改善，各方樂見。\n"
    report = read_report(
        text, "emendations:\n- {find: 平川, note: {zh-Hant: 應為平昌}, reason: 地名}\n", tmp_path
    )
    (note,) = report.editorial
    block = next(b for b in report.blocks if b.id == note.block)
    assert block.text[note.start : note.end] == "平川"


def test_a_replacement_is_declared_in_the_ledger(tmp_path: Path) -> None:
    text = "題目\n\n壹、前言\n\n南韓平\ufffd冬季奧運之後，兩韓關係有所改善，各方樂見。\n"
    report = read_report(
        text, "emendations:\n- {find: 平\ufffd, replace: 平昌, reason: 擷取成亂碼}\n", tmp_path
    )
    assert "南韓平昌冬季奧運" in report.blocks[-1].text
    (entry,) = [e for e in report.ledger if e.fate == "emended"]
    assert text[entry.start : entry.end] == "平\ufffd"
    assert [e.end for e in report.ledger[:-1]] == [e.start for e in report.ledger[1:]]


def test_what_the_sidecar_leaves_open_the_text_fills(tmp_path: Path) -> None:
    source = Source("a", tmp_path / "a.txt", "0" * 64)
    document = Document("txt", "題目\n\n王大明\n\n壹、前言\n\n文字。\n")
    report = report_of(document, source, Sidecar())
    assert report.record.title == {"zh-Hant": "題目"}
    assert report.record.original_file == "a.txt"
    assert report.record.date == ""


def test_english_headings_are_put_to_every_heading_of_the_same_words(tmp_path: Path) -> None:
    text = "題目\n\n壹、前言\n\n第一段的文字在此。\n\n貳、結論\n\n第二段的文字在此。\n"
    report = read_report(text, 'headings: {"壹、 前言": Introduction}\n', tmp_path)
    assert [s.title.get("en") for s in report.sections if s.id != "s0"] == ["Introduction", None]
