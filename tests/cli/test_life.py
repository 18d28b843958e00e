"""Reports renamed and withdrawn: what is written, what readers find, what is gone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cefu.cli.commands import main
from cefu.inputs.editing.entries import with_entry, without_entry
from cefu.model.errors import CefuError
from cefu.site.build import build
from cefu.site.project import Project
from cefu.site.writing import write_over

SECRET = "鷺洲水門每逢潮汐開閉三次"
TEXT = f"""河務評析

一、背景

{SECRET}，沿岸農戶據此排定灌溉，二零一八年三月五日起改由縣府管理。

二、建議

宜於汛期之前完成清淤，並公布水位資料，供下游各鄉參考。
"""
OTHER = TEXT.replace("河務評析", "漁業評析").replace(SECRET, "外海作業漁船須回報船位")
SIDECAR = """# Checked against the print, 2024.
title: {zh-Hant: 河務評析, en: Notes on the river}   # both printed

rights: {zh-Hant: 縣府}
"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    (sources / "gists").mkdir(parents=True)
    (sources / "river.txt").write_text(TEXT, encoding="utf-8")
    (sources / "river.yml").write_text(SIDECAR, encoding="utf-8")
    (sources / "fish.txt").write_text(OTHER, encoding="utf-8")
    (sources / "gists/river.yml").write_text("p1-d1: {en: The county takes over.}\n", "utf-8")
    (sources / "summaries").mkdir()
    (sources / "summaries/river.yml").write_text(
        f"p1: {{text: {SECRET} … 縣府管理。, en: Who opens the gates.}}\n", "utf-8"
    )
    build(Project.at(tmp_path))
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(words))
    return result.exit_code, result.output


def everything(folder: Path) -> bytes:
    """All bytes of a site, those within its packed files too."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.append(path.read_bytes())
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                found += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(found)


def test_a_withdrawn_text_is_gone_and_its_address_holds(archive: Path) -> None:
    secret = SECRET[:6].encode()
    assert secret in everything(archive / "site")
    assert secret in everything(archive / "sources/anchors")
    code, text = run(
        "withdraw", "river", "--date", "2024-05-01", "--reason", "權利人要求",
        "--reason-en", "At the holder's request", "--in", str(archive),
    )  # fmt: skip
    assert code == 0, text
    built = build(Project.at(archive))
    assert not [notice for notice in built.notices if "river" in notice]
    assert secret not in everything(archive / "site")
    assert secret not in everything(archive / "sources/anchors")
    page = (archive / "site/reports/river/index.html").read_text("utf-8")
    assert "河務評析" in page
    assert "權利人要求" in page
    english = (archive / "site/en/reports/river/index.html").read_text("utf-8")
    assert "Notes on the river" in english
    assert "At the holder" in english
    lock = json.loads((archive / "sources/anchors/river.json").read_text("utf-8"))
    assert "p1" in {anchor["id"] for anchor in lock["anchors"]}


def test_the_sidecar_keeps_what_a_hand_wrote(archive: Path) -> None:
    run("withdraw", "river", "--date", "2024-05-01", "--reason", "權利人要求", "--in", str(archive))
    text = (archive / "sources/river.yml").read_text("utf-8")
    assert text.startswith(SIDECAR)
    said = yaml.safe_load(text)
    assert said["withdrawn"] == {"date": "2024-05-01", "reason": {"zh-Hant": "權利人要求"}}
    assert said["language"] == "zh-Hant"


def test_a_withdrawn_document_can_be_taken_out(archive: Path) -> None:
    code, _ = run(
        "withdraw", "river", "--reason", "權利人要求", "--delete-document", "--in", str(archive)
    )
    assert code == 0
    assert not (archive / "sources/river.txt").exists()
    assert not (archive / "sources/gists/river.yml").exists()
    assert not (archive / "sources/summaries/river.yml").exists()
    build(Project.at(archive))
    assert (archive / "site/reports/river/index.html").is_file()
    assert run("check", str(archive))[0] == 0


def test_a_renamed_report_is_found_at_both_addresses(archive: Path) -> None:
    code, text = run("rename", "river", "river-2018", "--in", str(archive))
    assert code == 0, text
    assert sorted(p.name for p in (archive / "sources").glob("*river*")) == [
        "river-2018.txt",
        "river-2018.yml",
    ]
    assert (archive / "sources/gists/river-2018.yml").exists()
    assert (archive / "sources/summaries/river-2018.yml").exists()
    assert 'former_ids: ["river"]' in (archive / "sources/river-2018.yml").read_text("utf-8")
    build(Project.at(archive))
    assert SECRET[:6] in (archive / "site/reports/river-2018/index.html").read_text("utf-8")
    old = (archive / "site/reports/river/index.html").read_text("utf-8")
    assert "../river-2018/" in old
    assert SECRET[:6] not in old


def test_a_former_id_leads_on_though_the_text_is_new(archive: Path) -> None:
    """Neither checksum nor words would tell: the keeper's word does."""
    run("rename", "river", "harbour", "--in", str(archive))
    words = "港務評析\n\n一、現況\n\n碼頭起重機老舊，貨主多改走鐵路，倉棧空置近半。\n"
    (archive / "sources/harbour.txt").write_text(words, encoding="utf-8")
    (archive / "sources/SHA256SUMS").unlink()
    build(Project.at(archive))
    assert "../harbour/" in (archive / "site/reports/river/index.html").read_text("utf-8")


@pytest.mark.parametrize(("new", "says"), [("fish", "another report"), ("../x", "cannot be")])
def test_an_id_that_is_taken_or_odd_changes_nothing(archive: Path, new: str, says: str) -> None:
    before = everything(archive / "sources")
    code, text = run("rename", "river", new, "--in", str(archive))
    assert code == 1
    assert says in text
    assert everything(archive / "sources") == before


def test_what_somebody_else_wrote_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.yml"
    path.write_bytes(b"title: theirs\n")
    with pytest.raises(CefuError, match="changed by someone else"):
        write_over(path, b"title: as it was read\n", b"title: ours\n")
    assert path.read_bytes() == b"title: theirs\n"


def test_entries_of_many_lines_and_odd_ends_are_edited_whole() -> None:
    text = "id: x\r\nabstract: |\r\n  one\r\n\r\n  two\r\n# of the title\r\ntitle: y\r\n"
    assert without_entry(text, "abstract") == "id: x\r\n# of the title\r\ntitle: y\r\n"
    assert with_entry(text, "id", "id: z").startswith("id: z\r\nabstract: |\r\n  one\r\n\r\n  two")
    with pytest.raises(CefuError, match="one key a line"):
        with_entry("{title: y}", "id", "id: z")
