"""``cefu check`` as a colleague: each check finds what it is for, and only that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cefu.archive.concerns import CHECKS, Concern, Setting, concerns
from cefu.archive.reading import read_archive
from cefu.cli.check import check
from cefu.cli.commands import main
from cefu.desk.words import words
from cefu.model.document import Report
from cefu.names.suggest import Finder, Found
from cefu.site.build import preprocess
from cefu.site.project import Project

TEXT = """河務評析

一、背景

鷺洲水門每逢潮汐開閉三次，二零一八年三月五日起改由縣府管理，沿岸農戶據此排定灌溉。
"""
GOOD = """title: {zh-Hant: 河務評析, en: Notes on the river}
authors:
  - name: {zh-Hant: 沈一鷗, en: Shen Yi-ou}
publisher: {zh-Hant: 縣府, en: The county}
date: "2018-04"
rights: {zh-Hant: 縣府, en: The county}
abstract: {en: On a gate.}
headings: {一、背景: Background}
"""


ENGLISH = words("en")


def found(tmp_path: Path, text: str = TEXT, sidecar: str = GOOD) -> list[Concern]:
    (tmp_path / "river.txt").write_text(text, encoding="utf-8")
    (tmp_path / "river.yml").write_text(sidecar, encoding="utf-8")
    ignored = dict.fromkeys(("鷺洲", "鷺洲水門", "河務", "水門"), "a test")
    archive = read_archive(tmp_path)
    setting = Setting(today=(2024, 5, 1), ignored=ignored)
    return [c for c in concerns(archive, setting) if c.check not in ("name", "unsure")]


def test_a_well_kept_record_gives_no_concern(tmp_path: Path) -> None:
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "check", "says"),
    [
        ("rights: {zh-Hant: 縣府, en: The county}\n", "", "rights", "what may be done"),
        (", en: Notes on the river", "", "english", "no English for title"),
        ("headings: {一、背景: Background}\n", "", "english", "1 of 1 headings"),
        (", en: Shen Yi-ou", "", "english", "1 of 1 authors"),
        ("publisher: {zh-Hant: 縣府, en: The county}\n", "", "record", "no publisher"),
        ('"2018-04"', '"2033-04"', "date", "lies ahead"),
        ('"2018-04"', '"2017-04"', "date", "own date 2017-04: 2018-03-05"),
        ("title:", 'machine_read: "0.81"\ntitle:', "machine-read", "recognised by machine"),
    ],
)
def test_each_gap_is_told_with_place_and_remedy(
    tmp_path: Path, old: str, new: str, check: str, says: str
) -> None:
    assert old in GOOD
    (concern,) = found(tmp_path, sidecar=GOOD.replace(old, new))
    assert concern.check == check
    assert says in ENGLISH.problem(concern)
    assert concern.place
    assert ENGLISH.remedy(concern)


def test_an_address_whose_text_went_is_to_be_confirmed(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    last = "\n二、建議\n\n宜於汛期之前完成清淤，並公布水位資料，供下游各鄉參考。\n"
    (sources / "river.txt").write_text(TEXT + last, encoding="utf-8")
    preprocess(Project.at(tmp_path))
    (sources / "river.txt").write_text(TEXT, encoding="utf-8")
    (sources / "SHA256SUMS").unlink()
    told = [c for c in concerns(read_archive(sources), Setting()) if c.check == "address"]
    said = [(ENGLISH.problem(c), c.place) for c in told]
    assert any("gone" in words and at.startswith("/reports/river/#p2") for words, at in said)


def test_the_gravest_come_first_and_the_lock_above_all(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources/river.txt").write_text(TEXT, encoding="utf-8")
    run = CliRunner().invoke(main, ["check", str(tmp_path), "--json"])
    assert run.exit_code == 3
    told = json.loads(run.output)
    assert told["sound"] is False
    checks = [c["check"] for c in told["concerns"]]
    assert checks[0] == "lock-behind"
    assert checks.index("record") < checks.index("rights") < checks.index("english")
    assert told["reports"][0]["characters"] == len(TEXT)
    (gaps,) = [c for c in told["concerns"] if c["check"] == "record"]
    assert (gaps["key"], gaps["remedy"]) == ("record", "record_remedy")
    assert gaps["values"] == {"fields": ["authors", "publisher"]}
    assert gaps["problem"].startswith("no ")
    assert "sidecar" in gaps["problem"]


def test_links_to_what_the_archive_has_not_are_told(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(TEXT, encoding="utf-8")
    page = (
        "[p](reports/river/#p1) [page](../reports/river/index.md) [gone](reports/rivers/)\n\n"
        "`[code](reports/none/)` <a href='/actors/nobody/'>x</a> [p9](reports/river/?hit=x#p9)\n"
        "[theirs](https://example.org/reports/none/) [here](#p7) [other](about.md)\n"
        "[odd](http://[none) [list](reports/index.md) [file](files/reports/2018.pdf)\n"
    )
    setting = Setting(written={"docs/about.md": page})
    told = [c for c in concerns(read_archive(tmp_path), setting) if c.check == "link"]
    assert [(c.key, c.place, c.line, c.values["target"]) for c in told] == [
        ("link_report", "docs/about.md", 1, "reports/rivers/"),
        ("link_record", "docs/about.md", 3, "/actors/nobody/"),
        ("link_place", "docs/about.md", 3, "reports/river/?hit=x#p9"),
    ]


def test_what_was_found_in_a_report_is_not_looked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "river.txt").write_text(TEXT, encoding="utf-8")
    (sources / "fish.txt").write_text(TEXT.replace("河務", "漁業"), encoding="utf-8")
    first = check(Project.at(tmp_path)).concerns
    looked: list[str] = []
    names = Finder.names

    def counted(finder: Finder, report: Report) -> tuple[Found, ...]:
        looked.append(report.id)
        return names(finder, report)

    monkeypatch.setattr(Finder, "names", counted)
    assert check(Project.at(tmp_path)).concerns == first
    assert looked == []
    (sources / "fish.txt").write_text(TEXT.replace("河務", "漁會"), encoding="utf-8")
    check(Project.at(tmp_path))
    assert looked == ["fish"]


def test_every_check_says_what_it_looks_for() -> None:
    assert all(check.__doc__ for check in CHECKS.values())


def test_suggestions_and_explanations_are_given_to_programs(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    text = TEXT.replace("縣府", "縣長賀蘭德（Peter Holland）")
    (tmp_path / "sources/river.txt").write_text(text, encoding="utf-8")
    run = CliRunner().invoke(main, ["suggest", str(tmp_path), "--json"])
    assert "Peter Holland" in {name["latin"] for name in json.loads(run.output)}
    run = CliRunner().invoke(main, ["explain", "river", "--in", str(tmp_path), "--json"])
    told = json.loads(run.output)
    assert sum(row["characters"] for row in told["account"]) == len(text)
