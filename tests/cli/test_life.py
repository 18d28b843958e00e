"""Reports renamed and withdrawn: what is written, what readers find, what is gone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from cefu.addresses import lock_sums, write_lock
from cefu.archive.reading import Archive, read_archive
from cefu.cli.commands import main
from cefu.inputs.editing.entries import with_entry, without_entry
from cefu.inputs.sources import checksums_bytes
from cefu.model.errors import CefuError
from cefu.outputs.html.front.renamed_reports import renamed_pages
from cefu.outputs.i18n.locale import locale
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


BETTER = TEXT.replace("三月五日", "三月六日").replace("宜於汛期之前完成清淤，並", "")
BETTER += "\n三、結語\n\n本文只談水門，不談堤防。\n"


def replace(archive: Path, text: str, *more: str) -> str:
    better = archive / "better.txt"
    better.write_text(text, encoding="utf-8")
    code, told = run(
        "replace", "river", str(better), "--date", "2023-02-03", "--reason", "換上校對過的文字",
        "--reason-en", "A proof-read text", "--in", str(archive), *more,
    )  # fmt: skip
    assert code == 0, told
    return told


def test_what_was_published_stays_readable_until_it_is_withdrawn(archive: Path) -> None:
    secret = SECRET[:6].encode()
    assert secret in everything(archive / "site")
    assert secret in everything(archive / "sources/anchors")
    # A better text without the secret: only the older version still has it.
    replace(archive, BETTER.replace(SECRET, "水門每日開閉兩次"))
    build(Project.at(archive))
    site = archive / "site"
    page = (site / "reports/river/index.html").read_text("utf-8")
    assert SECRET[:6] not in page.split('class="cefu-told"')[0]
    assert "2023年2月3日換過文字" in page
    assert "換上校對過的文字" in page
    older = (site / "reports/river/versions/1/index.html").read_text("utf-8")
    assert SECRET in older
    assert '<meta name="robots" content="noindex">' in older
    changes = (site / "en/reports/river/versions/1/changes/index.html").read_text("utf-8")
    assert "<del>五</del><ins>六</ins>" in changes
    assert "<ins>本文只談水門，不談堤防。</ins>" in changes
    assert "A proof-read text" in changes
    found = everything(site / "assets") + everything(site / "data")
    assert secret not in found

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


def files(folder: Path) -> dict[str, bytes]:
    found = (p for p in sorted((folder / "sources").rglob("*")) if p.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


@pytest.fixture
def unbuilt(tmp_path: Path) -> Path:
    """Two reports whose addresses are published, without a site."""
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "river.txt").write_text(TEXT, encoding="utf-8")
    (sources / "river.yml").write_text(SIDECAR, encoding="utf-8")
    (sources / "fish.txt").write_text(OTHER, encoding="utf-8")
    settle(tmp_path)
    return tmp_path


def settle(folder: Path) -> Archive:
    """Publish the addresses as a build does."""
    archive = read_archive(folder / "sources")
    write_lock(folder / "sources", archive.lock)
    sums = {**archive.checksums, **lock_sums(folder / "sources")}
    (folder / "sources/SHA256SUMS").write_bytes(checksums_bytes(sums))
    return archive


def test_every_change_of_life_is_taken_back_to_the_byte(unbuilt: Path) -> None:
    replace(unbuilt, BETTER)
    settle(unbuilt)
    replace(unbuilt, BETTER.replace("不談堤防", "不談其他"))
    versions = read_archive(unbuilt / "sources").versions["river"]
    assert [version.number for version in versions] == [1, 2]
    here, before = str(unbuilt), files(unbuilt)
    for words in (
        ("rename", "river", "river-2018"),
        ("supersede", "fish", "river"),
        ("merge-report", "fish", "river"),
        ("withdraw", "river", "--reason", "權利人要求"),
    ):
        code, told = run(*words, "--in", here)
        assert code == 0, told
        assert files(unbuilt) != before
        read_archive(unbuilt / "sources")
        code, told = run("undo", "--in", here)
        assert code == 0, told
        assert files(unbuilt) == before, words
    assert run("undo", "--in", here)[0] == 0
    assert (unbuilt / "sources/river.txt").read_text("utf-8") == BETTER
    assert [path.name for path in (unbuilt / "sources/versions").iterdir()] == ["river.1.json"]
    # What was published since is not undone.
    before = files(unbuilt)
    code, told = run("undo", "--in", here)
    assert code == 1
    assert "SHA256SUMS" in told
    assert files(unbuilt) == before


def test_older_versions_follow_a_renamed_report(unbuilt: Path) -> None:
    replace(unbuilt, BETTER)
    assert run("rename", "river", "river-2018", "--in", str(unbuilt))[0] == 0
    archive = settle(unbuilt)
    assert archive.renamed == {"river": "river-2018"}
    (version,) = archive.versions["river-2018"]
    assert SECRET in "".join(each.text for each in version.passages)
    assert version.reason["en"] == "A proof-read text"
    ways = {page.path: page.meta["moved_to"] for page in renamed_pages(archive, locale("en"))}
    assert ways == {
        "reports/river/index.md": "../river-2018/",
        "reports/river/versions/index.md": "../../river-2018/versions/",
        "reports/river/versions/1/index.md": "../../../river-2018/versions/",
        "reports/river/versions/1/changes/index.md": "../../../../river-2018/versions/",
    }


def test_a_report_that_is_another_leads_there(unbuilt: Path) -> None:
    assert run("merge-report", "fish", "river", "--in", str(unbuilt))[0] == 0
    archive = settle(unbuilt)
    assert archive.renamed == {"fish": "river"}
    assert [report.id for report in archive.reports] == ["river"]
    assert read_archive(unbuilt / "sources").renamed == {"fish": "river"}


JUDGED = "- {report: river, address: p1, leads_to: p2, was: 鷺洲}  # by hand\n"


def test_what_speaks_of_a_report_follows_it(unbuilt: Path) -> None:
    """Else the archive could not be read any more."""
    sources, here = unbuilt / "sources", str(unbuilt)
    (sources / "judgements").mkdir()
    judgements = sources / "judgements/addresses.yml"
    judgements.write_text(JUDGED, "utf-8")
    assert run("supersede", "fish", "river", "--in", here)[0] == 0
    code, told = run("rename", "river", "river-2018", "--in", here)
    assert code == 0, told
    assert judgements.read_text("utf-8") == JUDGED.replace("report: river,", "report: river-2018,")
    found = {report.id: report for report in settle(unbuilt).reports}
    assert found["fish"].superseded_by == "river-2018"
    assert run("merge-report", "river-2018", "fish", "--in", here)[0] == 0
    (report,) = settle(unbuilt).reports
    assert (report.id, report.superseded_by) == ("fish", "")
    assert "river" not in (judgements.read_text("utf-8") if judgements.exists() else "")


def test_an_older_version_that_is_gone_or_edited_stops_a_build(unbuilt: Path) -> None:
    replace(unbuilt, BETTER)
    path = unbuilt / "sources/versions/river.1.json"
    data = path.read_bytes()
    path.write_bytes(data.replace("潮汐".encode(), "潮水".encode()))
    with pytest.raises(CefuError, match="not what it was"):
        read_archive(unbuilt / "sources")
    path.unlink()
    with pytest.raises(CefuError, match="gone"):
        read_archive(unbuilt / "sources")
    path.write_bytes(data)
    assert settle(unbuilt).versions["river"]


def test_older_versions_go_with_a_document_that_is_taken_out(unbuilt: Path) -> None:
    replace(unbuilt, BETTER)
    settle(unbuilt)
    words = ("--reason", "權利人要求", "--delete-document", "--in", str(unbuilt))
    assert run("withdraw", "river", *words)[0] == 0
    archive = settle(unbuilt)
    assert [report.id for report in archive.withdrawn] == ["river"]
    assert not archive.versions
    left = b"".join(files(unbuilt).values())
    assert SECRET.encode() not in left
    assert b"river.1.json" not in left


def test_a_text_that_was_never_published_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/river.txt").write_text(TEXT, encoding="utf-8")
    assert "never published" in replace(tmp_path, BETTER)
    assert not (tmp_path / "sources/versions").exists()


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


def test_the_document_of_a_text_withdrawn_before_can_be_taken_out(unbuilt: Path) -> None:
    words = (
        "withdraw",
        "river",
        "--date",
        "2024-05-01",
        "--reason",
        "權利人要求",
        "--in",
        str(unbuilt),
    )
    assert run(*words)[0] == 0
    sidecar = (unbuilt / "sources/river.yml").read_bytes()
    code, told = run(*words, "--delete-document")
    assert code == 0, told
    assert not (unbuilt / "sources/river.txt").exists()
    assert (unbuilt / "sources/river.yml").read_bytes() == sidecar


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
