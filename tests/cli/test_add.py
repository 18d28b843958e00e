"""``cefu add``: what it writes, what it refuses."""

from __future__ import annotations

import stat
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from PIL import Image

from cefu.archive.reading import read_archive
from cefu.cli.add import add
from cefu.inputs.documents.guarded import draw_guarded
from cefu.inputs.sidecar import read_sidecar
from cefu.model.errors import CefuError
from small_pdf import SmallPdf


def _brief(path: Path, **info: str) -> Path:
    pdf = SmallPdf(info=info)
    page = pdf.page()
    page.words(200, 100, "航道政策評析", 20, "B")
    page.words(80, 160, "一、背景", 14, "B")
    page.lines(
        80,
        190,
        [
            "北方航道的通航期逐年延長，沿岸各國因而重新檢視港口與破冰船",
            "隊的配置，航運業者樂見其成。",
        ],
    )
    return pdf.write(path)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    return tmp_path / "sources"


def test_a_document_is_copied_fixed_and_described(tmp_path: Path, sources: Path) -> None:
    path = _brief(tmp_path / "航道 (final).pdf", Author="王小明、李大同", CreationDate="D:20180612")
    told = list(add([path], sources))
    assert told[0].startswith("added 航道-final.pdf")
    copy = sources / "航道-final.pdf"
    assert copy.read_bytes() == path.read_bytes()
    digest = sha256(path.read_bytes()).hexdigest()
    assert (sources / "SHA256SUMS").read_text() == f"{digest}  航道-final.pdf\n"
    text = (sources / "航道-final.yml").read_text()
    said = yaml.safe_load(text)
    assert said["title"] == {"zh-Hant": "航道政策評析"}
    assert [a["name"]["zh-Hant"] for a in said["authors"]] == ["王小明", "李大同"]
    assert "# PDF metadata, Author" in text
    assert said["inferred"]["authors"].startswith("PDF metadata, Author")
    assert "date" not in said
    assert "the file was made on 2018-06-12" in text
    assert read_sidecar(sources / "航道-final.yml").record.title == said["title"]
    (report,) = read_archive(sources).reports
    assert report.record.title == {"zh-Hant": "航道政策評析"}


def test_an_id_is_taken_once(tmp_path: Path, sources: Path) -> None:
    path = _brief(tmp_path / "a.pdf")
    list(add([path], sources, ident="brief-1"))
    with pytest.raises(CefuError, match=r"has brief-1\.pdf already"):
        list(add([path], sources, ident="brief-1"))
    with pytest.raises(CefuError, match="cannot be a report id"):
        list(add([path], sources, ident="../x"))


def test_one_that_cannot_be_read_leaves_all_as_it_was(tmp_path: Path, sources: Path) -> None:
    bad = tmp_path / "b.pdf"
    bad.write_bytes(b"%PDF-1.7")
    with pytest.raises(CefuError, match="no PDF, or one that is damaged"):
        list(add([_brief(tmp_path / "a.pdf"), bad], sources))
    assert not list(sources.iterdir())


def test_a_scan_needs_tesseract(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CefuError, match=r"needs Tesseract.*apt install"):
        list(add([_brief(tmp_path / "a.pdf")], sources, ocr=True))


def test_a_scan_is_opened_in_a_process_of_its_own(tmp_path: Path) -> None:
    scan = SmallPdf()
    scan.page().picture(0, 0, 595, 842)
    path = scan.write(tmp_path / "a.pdf")
    assert draw_guarded(path, 0, tmp_path / "page.png", 300) == 1
    with Image.open(tmp_path / "page.png") as picture:
        assert picture.width == pytest.approx(595 * 300 / 72, abs=2)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(CefuError, match="damaged or cut short"):
        draw_guarded(path, 0, tmp_path / "page.png", 300)


def test_a_scan_is_recognised_and_kept(
    tmp_path: Path, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tesseract itself is stood in for: what is tried is all around it."""
    page = _brief(tmp_path / "page.pdf")
    program = tmp_path / "tesseract"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo chi_tra; exit; fi\n'
        f"cp {page} page.pdf\n"
        "printf 'h\\n0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t90\\t航道\\n"
        "0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t0\\t80\\t政策\\n' > page.tsv\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    scan = SmallPdf()
    scan.page().picture(0, 0, 595, 842)
    list(add([scan.write(tmp_path / "scan.pdf")], sources, ocr=True))
    assert (sources / "originals" / "scan.pdf").read_bytes() == bytes(scan)
    assert read_sidecar(sources / "scan.yml").machine_read == "0.85"
    (report,) = read_archive(sources).reports
    assert [fault.code for fault in report.faults] == ["machine-read"]
