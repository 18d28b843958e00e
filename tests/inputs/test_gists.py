"""Gists of dated statements: what is read, whom it is given to, and what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.reading import Archive
from cefu.inputs.gists import FOLDER, Gist, parse, read_gists, with_gists
from cefu.model.annotations import Statement
from cefu.model.errors import CefuError


def statement(ident: str, surface: str = "4月27日") -> Statement:
    report, block, _ = ident.split("-")
    return Statement(
        ident, "2018-04-27", surface, surface, "absolute", "event", False, report, block, 0, 5
    )


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    (tmp_path / "r.yml").write_text(
        "# gists\n"
        "p7-d1: {date: 4月27日, zh-Hant: 兩韓舉行峰會, en: The Koreas meet}\n"
        "p8-d1:\n"
        "  en: A second summit\n",
        encoding="utf-8",
    )
    (tmp_path / "s.yml").write_text("title-d1: {zh-Hant: 峰會}\n", encoding="utf-8")
    assert read_gists(tmp_path) == {
        "r-p7-d1": Gist(
            {"zh-Hant": "兩韓舉行峰會", "en": "The Koreas meet"},
            "4月27日",
            f"{tmp_path / 'r.yml'}:2",
        ),
        "r-p8-d1": Gist({"en": "A second summit"}, "", f"{tmp_path / 'r.yml'}:4"),
        "s-title-d1": Gist({"zh-Hant": "峰會"}, "", f"{tmp_path / 's.yml'}:1"),
    }


def test_no_folder_and_an_empty_file_hold_no_gists(tmp_path: Path) -> None:
    assert read_gists(tmp_path / "gists") == {}
    (tmp_path / "r.yml").write_text("# nothing yet\n", encoding="utf-8")
    assert read_gists(tmp_path) == {}


@pytest.mark.parametrize(
    ("text", "line", "key", "problem"),
    [
        pytest.param("p1-d1: {fr: x, en: y}", 1, "p1-d1.fr", "unknown key", id="unknown key"),
        pytest.param("p1-d1: 峰會", 1, "p1-d1", "must be a mapping", id="no languages"),
        pytest.param("- p1-d1", 1, "gists", "must be a mapping", id="a list"),
        pytest.param("p1-d1: {date: 5月}", 1, "p1-d1", "says nothing", id="a date alone"),
        pytest.param("p1-d1: {en: x, date: 2018}", 1, "p1-d1.date", "not 2018", id="a number"),
        pytest.param("p1-d1: {en: ''}", 1, "p1-d1.en", "is empty", id="empty words"),
        pytest.param(
            "p1-d1: {en: x}\np1-d1: {en: y}", 2, "gists.p1-d1", "stands twice", id="a key twice"
        ),
        pytest.param("p1-d1: {en: x", 1, "YAML", "", id="no YAML"),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, line: int, key: str, problem: str) -> None:
    _, (fault,) = parse(text, "r.yml")
    assert (fault.line, fault.key) == (line, key)
    assert problem in fault.problem


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "r.yml").write_text("p1-d1: {fr: x, en: y}\np2-d1: {de: x, en: y}\n")
    (tmp_path / "s.yml").write_text("p1-d1: {en: [x]}\n")
    with pytest.raises(CefuError) as error:
        read_gists(tmp_path)
    told = str(error.value)
    assert [line.split(" ")[0] for line in told.splitlines()] == [
        f"{tmp_path / name}:{line}:" for name, line in (("r.yml", 1), ("r.yml", 2), ("s.yml", 1))
    ]


def test_bytes_that_are_no_text_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "r.yml").write_bytes(b"p1-d1: \xff")
    with pytest.raises(CefuError, match=r"r\.yml:1: r\.yml is not UTF-8"):
        read_gists(tmp_path)


def test_gists_go_to_their_statements_and_the_others_stay() -> None:
    ours = (statement("r-p7-d1"), statement("r-p7-d2"))
    filled, notices = with_gists(ours, {"r-p7-d1": Gist({"en": "They meet"}, "4月27日", "r.yml:1")})
    assert [dict(s.gist) for s in filled] == [{"en": "They meet"}, {}]
    assert notices == ()


def test_a_gist_without_a_statement_is_told() -> None:
    filled, notices = with_gists(
        (statement("r-p7-d1"),), {"r-p9-d1": Gist({"en": "x"}, "", "r.yml:12")}
    )
    assert not filled[0].gist
    assert notices == ("r.yml:12: r-p9-d1 is no statement: its gist is not shown",)


def test_a_gist_never_passes_to_another_date_of_the_paragraph() -> None:
    gists = {"r-p7-d1": Gist({"en": "They meet"}, "4月27日", "r.yml:1")}
    filled, notices = with_gists((statement("r-p7-d1", "5月26日"),), gists)
    assert not filled[0].gist
    assert notices == ("r.yml:1: r-p7-d1 is now of 5月26日, not of 4月27日: its gist is not shown",)


@given(st.text())
def test_no_text_breaks_the_reader(text: str) -> None:
    gists, _ = parse(text, "r.yml")
    assert all(gist.names for gist in gists.values())


def test_every_gist_of_the_archive_belongs_to_a_statement(archive: Archive) -> None:
    assert [notice for notice in archive.changes if "/gists/" in notice] == []
    assert any(statement.gist for statement in archive.statements)


def test_the_archives_gists_are_lines_and_not_paragraphs(root: Path) -> None:
    gists = read_gists(root / "sources" / FOLDER).items()
    han = {ident: len(re.findall(r"[\u3400-\u9fff]", g.names["zh-Hant"])) for ident, g in gists}
    words = {ident: len(g.names["en"].split()) for ident, g in gists}
    assert {ident: count for ident, count in han.items() if count > 22} == {}
    assert {ident: count for ident, count in words.items() if count > 14} == {}
