"""Documents taken in at the desk: by hand in a browser, and by the functions behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from cefu.archive.report import make_report
from cefu.desk.inbox import box, scans
from cefu.desk.inbox.likeness import ALIKE, Known, likeness, resemblance, sketch
from cefu.desk.inbox.looking import Place, looked, place_of
from cefu.desk.inbox.taking import take_back, take_in, take_over, taken
from cefu.inputs.documents.recognising import Recognised
from cefu.inputs.sidecar import Sidecar, read_sidecar
from cefu.inputs.sources import read_checksums, read_sources, source_at
from cefu.model.errors import CefuError
from cefu.model.received import Document
from cefu.site.project import Project
from small_pdf import SmallPdf

RIVER = """\
河務紀要
作者：王大川
2019年5月

一、緣起

河水自山中東流，經平原而入海。沿岸田疇相望，村落櫛比，居民以灌溉為業。
歷年水患頻仍，官民合力築堤，始得安居。

二、經過

前年夏，上游大雨三日，水位驟升，堤防多處告急。其後疏濬河道，增築閘門。
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    folder = tmp_path / "archive"
    (folder / "sources").mkdir(parents=True)
    (folder / "docs").mkdir()
    return Project.at(folder)


@pytest.mark.parametrize(
    "name",
    [
        "../../evil.txt",
        "..\\..\\evil.txt",
        "/etc/cron.d/evil.txt",
        "C:\\Windows\\evil.txt",
        "evil\x00.txt",
        "evil\n\u202etxt.txt",
        "evil/../../../sources/evil.txt",
        ".txt/evil.txt",
    ],
)
def test_a_name_is_never_a_path(project: Project, name: str) -> None:
    before = set(project.root.parent.rglob("*"))
    item = box.put(project, name, b"x")
    new = set(project.root.parent.rglob("*")) - before
    assert {path.name for path in new if path.is_file()} == {"document.txt", "note.json"}
    assert all(path.is_relative_to(project.work) for path in new)
    assert "/" not in item.name
    assert "\\" not in item.name
    assert item.name.isprintable()


@pytest.mark.parametrize(
    "name", ["evil.exe", "evil", "", "..", ".pdf", "evil.pdf.sh", "x.php\x00.pdf "]
)
def test_what_is_no_document_is_not_kept(project: Project, name: str) -> None:
    with pytest.raises(CefuError):
        box.put(project, name, b"x")
    assert box.items(project) == []


@pytest.mark.parametrize("ident", ["..", "../inbox", "0" * 16, "", "a" * 15, "/etc"])
def test_an_item_that_is_not_there_is_told(project: Project, ident: str) -> None:
    with pytest.raises(CefuError):
        box.item(project, ident)


def test_what_is_accepted_is_what_add_would_have_written(project: Project) -> None:
    item = box.put(project, "river.txt", RIVER.encode())
    assert not list(project.sources.iterdir())
    look = looked(item.path, item.name)
    assert look.value("title") == {"zh-Hant": "河務紀要"}
    assert look.places["title"].line == 1
    files = take_in(project, item, look, "river", {"date": "2019-06"})
    assert sorted(files) == ["river.txt", "river.yml"]
    assert (project.sources / "river.txt").read_bytes() == RIVER.encode()
    sums = read_checksums(project.sources / "SHA256SUMS")
    assert sums == {"river.txt": hashlib.sha256(RIVER.encode()).hexdigest()}
    sidecar = read_sidecar(project.sources / "river.yml")
    assert sidecar.added == date.today().isoformat()
    record = sidecar.record
    assert record.title == {"zh-Hant": "河務紀要"}
    assert record.date == "2019-06"
    assert "# as the keeper wrote it" in (project.sources / "river.yml").read_text("utf-8")
    assert [source.id for source in read_sources(project.sources)] == ["river"]


def test_a_value_over_two_lines_is_found_where_it_begins() -> None:
    text = "封面\n河務紀\n要（續）\n正文\n河務紀要\n"
    assert place_of("河務紀要", Document("txt", text)) == Place(1, 2, "河務紀")
    assert place_of("河 務 紀要", Document("txt", "\f" + text.replace("\n", "\n\n"))) is not None
    assert place_of("湖務", Document("txt", text)) is None
    assert place_of("", Document("txt", text)) is None


def test_a_date_is_told_with_the_line_that_writes_it_or_that_none_does(project: Project) -> None:
    dated = box.put(
        project, "a.txt", f"河務紀要\n\n公布日期：民國 107 年 6 月 1 日\n{RIVER}".encode()
    )
    look = looked(dated.path, dated.name)
    assert look.value("date") == "2018-06-01"
    assert look.places["date"].line == 3
    told = box.put(project, "b.txt", "河務紀要\n\n一、緣起\n\n今（2016）年河水大漲。\n".encode())
    look = looked(told.path, told.name)
    assert look.value("date") == "2016?"
    assert "date" not in look.places
    said = next(each for each in look.said if each.key == "date")
    assert said.where.startswith("not printed")
    assert "2016" in said.reason


def test_taking_in_can_be_taken_back_unless_the_files_were_changed(project: Project) -> None:
    item = box.put(project, "river.txt", RIVER.encode())
    take_in(project, item, looked(item.path, item.name), "river", {})
    assert taken(item) == ("river.txt", "river.yml")
    sidecar = project.sources / "river.yml"
    held = sidecar.read_bytes()
    sidecar.write_bytes(held + b"# mine\n")
    with pytest.raises(CefuError, match="changed"):
        take_back(project, item)
    sidecar.write_bytes(held)
    take_back(project, item)
    assert read_sources(project.sources) == []
    assert not sidecar.exists()
    assert taken(item) == ()


def test_a_better_text_takes_the_place_of_the_old_and_gives_it_back(project: Project) -> None:
    item = box.put(project, "river.txt", RIVER.encode())
    take_in(project, item, looked(item.path, item.name), "river", {})
    better = RIVER.replace("頻仍", "頻繁").encode()
    newer = box.put(project, "better.md", better)
    report = make_report(source_at(project.sources / "river.txt"), Sidecar())
    look = looked(newer.path, newer.name)
    take_over(project, newer, look, report, {"zh-Hant": "換上校對過的文字"})
    assert (project.sources / "river.md").read_bytes() == better
    assert not (project.sources / "river.txt").exists()
    assert (project.sources / "river.yml").exists()
    assert [source.path.name for source in read_sources(project.sources)] == ["river.md"]
    assert "changed: " in (project.sources / "river.yml").read_text("utf-8")
    with pytest.raises(CefuError, match="being read"):
        take_over(project, newer, look, report, {"zh-Hant": "再換"})
    take_back(project, newer)
    assert (project.sources / "river.txt").read_bytes() == RIVER.encode()
    assert [source.path.name for source in read_sources(project.sources)] == ["river.txt"]


def test_a_scan_is_recognised_in_the_inbox_and_kept_beside(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that recognises is another's: what it gives is put in its place here."""
    bare, written = SmallPdf(), SmallPdf()
    bare.page().picture(0, 0, 595, 842)
    written.page().lines(80, 190, ["本縣河川眾多，歷年淤積。"] * 4)
    item = box.put(project, "river.pdf", bytes(bare))
    assert looked(item.path, item.name).scanned
    made = Recognised(written.write(tmp_path / "made.pdf").read_bytes(), 0.914)
    monkeypatch.setattr(scans, "recognised", lambda path: made)
    scans.recognise(item)
    look = looked(item.path, item.name)
    assert not look.scanned
    files = take_in(project, item, look, "river", {})
    assert sorted(files) == ["originals/river.pdf", "river.pdf", "river.yml"]
    assert (project.sources / "originals/river.pdf").read_bytes() == bytes(bare)
    assert read_sidecar(project.sources / "river.yml").machine_read == "0.91"
    report = make_report(source_at(project.sources / "river.pdf"), Sidecar())
    held = {path: path.read_bytes() for path in project.sources.rglob("*") if path.is_file()}
    bare.page().picture(0, 0, 595, 842)
    better = box.put(project, "again.pdf", bytes(bare))
    written.page().lines(80, 190, ["再經校對。"] * 4)
    second = Recognised(written.write(tmp_path / "made.pdf").read_bytes(), 0.97)
    monkeypatch.setattr(scans, "recognised", lambda path: second)
    scans.recognise(better)
    look = looked(better.path, better.name)
    take_over(project, better, look, report, {"zh-Hant": "較清楚的掃描"})
    assert (project.sources / "originals/river.pdf").read_bytes() == bytes(bare)
    assert read_sidecar(project.sources / "river.yml").machine_read == "0.97"
    take_back(project, better)
    assert {p: p.read_bytes() for p in project.sources.rglob("*") if p.is_file()} == held
    take_back(project, item)
    assert not (project.sources / "originals/river.pdf").exists()
    with pytest.raises(CefuError, match="only a PDF"):
        scans.recognise(box.put(project, "river.txt", RIVER.encode()))


def test_an_id_that_is_taken_is_not_taken_again(project: Project) -> None:
    for _ in range(2):
        item = box.put(project, "river.txt", RIVER.encode())
        look = looked(item.path, item.name)
        if taken(box.items(project)[0]):
            with pytest.raises(CefuError, match="already"):
                take_in(project, item, look, "RIVER", {})
        else:
            take_in(project, item, look, "river", {})


def prose(step: int) -> str:
    """8,000 characters, no run of which comes twice."""
    return "".join(chr(0x4E00 + n * step % 20000) for n in range(8000))


def known(text: str, sha: str = "1") -> Known:
    return Known.of(sha, text)


def test_the_same_text_is_known_however_its_lines_break() -> None:
    there = {"river": known(RIVER)}
    again = known(RIVER.replace("\n", " \n ").replace("河", "河\n"), "2")
    found = likeness(again, there)
    assert found
    assert (found.kind, found.report) == ("text", "river")
    found = likeness(known("wholly other", "1"), there)
    assert found
    assert found.kind == "bytes"


def test_another_extraction_is_known_and_another_text_is_not() -> None:
    long = prose(7919)
    other = prose(104729)
    pages = [long[at : at + 800] for at in range(0, len(long), 800)]
    newer = "\n".join(f"河務紀要\n{page}\n— {n} —\f" for n, page in enumerate(pages))
    there = {"other": known(other), "long": known(long)}
    found = likeness(known(newer, "2"), there)
    assert found
    assert (found.kind, found.report) == ("extraction", "long")
    assert likeness(known(other[::-1], "3"), there) is None


def test_resemblance_is_near_the_share_of_common_runs() -> None:
    one = "".join(chr(0x4E00 + n * 7919 % 20000) for n in range(4000))
    half = one[:2000] + "".join(chr(0x4E00 + n * 104729 % 20000) for n in range(2000))
    # 2,000 runs in common of 6,000 in all.
    assert abs(resemblance(sketch(one), sketch(half)) - 1 / 3) < 0.1 < ALIKE


def test_by_hand(desk: Callable[[Path], Any], project: Project, tmp_path: Path) -> None:
    """Drop two, correct one and accept it, reject the other, drop the first again."""
    first, second = tmp_path / "river.txt", tmp_path / "note.md"
    first.write_text(RIVER, "utf-8")
    second.write_text("# A note\n\nNothing much.\n", "utf-8")
    at = desk(project.root)
    at.go("inbox/")
    page = at.page
    page.set_input_files("#inbox-files", [first, second])
    card = page.locator("article.card", has_text="river.txt")
    title = card.get_by_label("題名")
    expect(title).to_have_value("河務紀要", timeout=60_000)
    expect(card.locator(".evidence").first).to_contain_text("第 1 頁第 1 行")
    expect(card.locator(".lines")).to_contain_text("河水自山中東流")
    assert not list(project.sources.glob("*.txt"))
    title.fill("河務紀要（定稿）")
    card.get_by_role("button", name="接受").click()
    expect(page.locator(".card-done")).to_contain_text("river.yml")
    assert read_sidecar(project.sources / "river.yml").record.title == {
        "zh-Hant": "河務紀要（定稿）"
    }
    other = page.locator("article.card", has_text="note.md")
    other.get_by_role("button", name="退回").click(timeout=60_000)
    # What is told of it goes when the page is shown anew, as the file taken in before makes it be.
    expect(other).to_have_count(0)
    assert not (project.sources / "note.md").exists()
    at.go("inbox/")
    page.set_input_files("#inbox-files", [first])
    again = page.locator("article.card", has_text="river.txt")
    expect(again.locator(".alike")).to_contain_text("同一個檔案", timeout=60_000)
    expect(again.get_by_role("button", name="接受")).to_be_disabled()


def test_many_at_once(desk: Callable[[Path], Any], project: Project, tmp_path: Path) -> None:
    """All that are in order are accepted by one click, and every one has its checksum."""
    names = ["river", "lake", "coast", "canal", "marsh"]
    for name, char in zip(names, "河湖海渠澤", strict=True):
        (tmp_path / f"{name}.txt").write_text(RIVER.replace("河", char), "utf-8")
    at = desk(project.root)
    at.go("inbox/")
    at.page.set_input_files("#inbox-files", [tmp_path / f"{name}.txt" for name in names])
    expect(at.page.locator("article.card form")).to_have_count(5, timeout=90_000)
    at.page.get_by_role("button", name="接受所有").click()
    expect(at.page.locator(".card-done")).to_have_count(5)
    assert sorted(source.id for source in read_sources(project.sources)) == sorted(names)
    assert len(read_checksums(project.sources / "SHA256SUMS")) == 5


def test_markup_in_a_document_and_its_name_is_text(
    desk: Callable[[Path], Any], project: Project, tmp_path: Path
) -> None:
    bad = tmp_path / "<img src=x onerror=document.title=1>.txt"
    bad.write_text(
        "<script>document.title='run'</script>\n\n<b onclick=x>一、緣起</b>\n\n河水東流。\n",
        "utf-8",
    )
    at = desk(project.root)
    at.go("inbox/")
    at.page.set_input_files("#inbox-files", [bad])
    card = at.page.locator("article.card:not(.waits)")
    expect(card).to_contain_text("<script>document.title='run'</script>", timeout=60_000)
    assert at.page.locator("main script, main b, main img[src=x]").count() == 0
    assert at.page.title() not in ("1", "run")
