"""Decisions at the desk: written into plain files, compared before, taken back to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cefu.archive.life.files import Plan
from cefu.cli import main
from cefu.desk.decisions.deciding import decided, merge, planned
from cefu.desk.decisions.journal import (
    Change,
    Decision,
    StaleError,
    check_seen,
    digest,
    keep,
    last,
    read,
    undo,
)
from cefu.desk.decisions.sidecars import (
    with_emendation,
    with_field,
    with_hints,
    without_field,
    without_hint,
)
from cefu.model.errors import CefuError
from cefu.model.hints import Hint

SIDECAR = """\
# 河務年報 — checked against the printed copy
title: {zh-Hant: "河務", en: "River works"}  # as printed

date: "2018-05"   # the cover has no day
abstract:
  en: >
    On rivers
    and ports.
# the end
"""
PERSONS = """\
# Persons
- id: lin-a   # the minister
  type: person
  names: {zh-Hant: 林甲, zh-Hans: 林甲, en: Lin A}
  variants: [林甲]
  description: {zh-Hant: 部長。, en: Minister.}

- id: lin-b
  type: person
  names: {zh-Hant: 林部長, zh-Hans: 林部长, en: Minister Lin}
  variants:
    - 林部長   # before names
    - {form: Lin A, usage: english}
  not_in: [林部長辦公室]
  description: {zh-Hant: 部長。, en: Minister.}
"""
PERSONS_FILE = "sources/authorities/persons.yml"
EVENTS = """\
- id: talks
  type: event
  names: {zh-Hant: 會談, zh-Hans: 会谈, en: Talks}
  variants: [河港會談]
  description: {zh-Hant: 會談。, en: Talks.}
  participants: [lin-b, lin-a]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "sources/authorities").mkdir(parents=True)
    (tmp_path / "sources/r1.yml").write_bytes(SIDECAR.encode())
    (tmp_path / "sources/authorities/persons.yml").write_bytes(PERSONS.encode())
    (tmp_path / "sources/authorities/events.yml").write_bytes(EVENTS.encode())
    return tmp_path


def _text(root: Path, file: str = "sources/r1.yml") -> str:
    return (root / file).read_bytes().decode()


def test_a_field_set_and_unset_leaves_all_other_lines(root: Path) -> None:
    step = keep(
        root, decided(root, "issue", {"sources/r1.yml": lambda t: with_field(t, "issue", "12")})
    )
    assert _text(root) == SIDECAR.replace("# the end\n", "issue: '12'\n# the end\n")
    keep(root, decided(root, "no date", {"sources/r1.yml": lambda t: without_field(t, "date")}))
    assert 'date: "2018-05"' not in _text(root)
    assert undo(root).number == step.number + 1
    assert undo(root).decision.words == "issue"
    assert _text(root) == SIDECAR
    with pytest.raises(CefuError, match="nothing to take back"):
        undo(root)


def test_hints_and_notes_are_entries_that_the_sidecar_reader_knows(root: Path) -> None:
    from cefu.inputs.sidecar import read_sidecar

    hints = [
        Hint("壹、前言", "heading", "set apart", level=2),
        Hint("小結", "join", "r", lines=(3, 9)),
    ]
    text = with_emendation(with_hints(SIDECAR, hints), "平川", "在平川", {"en": "Sic."}, "r")
    (root / "sources/r1.yml").write_bytes(text.encode())
    read_back = read_sidecar(root / "sources/r1.yml")
    assert list(read_back.hints) == hints
    assert read_back.emendations[0].context == "在平川"
    without = without_hint(text, "小結", (3, 9))
    assert yaml.safe_load(without)["hints"] == [
        {"find": "壹、前言", "verdict": "heading", "level": 2, "reason": "set apart"}
    ]


def test_a_file_changed_meanwhile_is_never_written_over(root: Path) -> None:
    decision = decided(root, "issue", {"sources/r1.yml": lambda t: with_field(t, "issue", "12")})
    theirs = SIDECAR + "issue: '13'\n"
    (root / "sources/r1.yml").write_bytes(theirs.encode())
    with pytest.raises(StaleError) as stale:
        keep(root, decision)
    assert _text(root) == theirs
    assert stale.value.now == theirs
    assert "issue: '12'" in str(stale.value.wanted)
    assert last(root) is None


def test_a_view_made_of_an_older_file_is_told_so(root: Path) -> None:
    seen = {"sources/r1.yml": digest(SIDECAR)}
    (root / "sources/r1.yml").write_bytes((SIDECAR + "pages: 1-2\n").encode())
    decision = decided(root, "issue", {"sources/r1.yml": lambda t: with_field(t, "issue", "12")})
    with pytest.raises(StaleError):
        check_seen(decision, seen)
    check_seen(decision, {"sources/r1.yml": digest(_text(root))})


def test_undo_is_refused_where_the_file_was_changed_since(root: Path) -> None:
    keep(root, decided(root, "issue", {"sources/r1.yml": lambda t: with_field(t, "issue", "12")}))
    theirs = _text(root).replace("On rivers", "On many rivers")
    (root / "sources/r1.yml").write_bytes(theirs.encode())
    with pytest.raises(StaleError):
        undo(root)
    assert _text(root) == theirs


def test_of_several_files_all_or_none_are_written(root: Path) -> None:
    (root / "sources/authorities/events.yml").write_bytes(b"[]\n")
    changes = (
        Change("sources/r1.yml", SIDECAR, "title: {en: X}\n"),
        Change("sources/authorities/events.yml", EVENTS, "- 1\n"),
    )
    with pytest.raises(StaleError):
        keep(root, Decision("both", changes))
    assert _text(root) == SIDECAR


def test_a_new_file_is_made_and_taken_away_again(root: Path) -> None:
    file = "sources/judgements/dates.yml"
    keep(root, Decision("judged", (Change(file, None, "- {event: talks}\n"),)))
    assert read(root, file) == "- {event: talks}\n"
    undo(root)
    assert not (root / file).exists()


@pytest.mark.parametrize(
    "file", ["../x.yml", "sources/../../x", "/etc/passwd", ".git/config", "sources/link.yml"]
)
def test_nothing_outside_of_the_archive_is_read_or_written(
    root: Path, file: str, tmp_path: Path
) -> None:
    outside = tmp_path.parent / "outside.yml"
    outside.write_text("secret: 1\n")
    (root / "sources/link.yml").symlink_to(outside)
    with pytest.raises(CefuError, match="none of the archive's files"):
        read(root, file)
    with pytest.raises(CefuError, match="none of the archive's files"):
        keep(root, Decision("out", (Change(file, "secret: 1\n", "x"),)))
    assert outside.read_text() == "secret: 1\n"


def test_merging_two_records_joins_forms_and_moves_what_names_them(root: Path) -> None:
    (root / "sources/r2.yml").write_text(
        "title: {en: T}\nauthors:\n  - {name: {en: L}, id: lin-b}\n"
    )
    keep(root, merge(root, "lin-b", "lin-a"))
    persons = yaml.safe_load(_text(root, "sources/authorities/persons.yml"))
    assert [p["id"] for p in persons] == ["lin-a"]
    assert persons[0]["variants"] == ["林甲", "林部長", {"form": "Lin A", "usage": "english"}]
    assert persons[0]["not_in"] == ["林部長辦公室"]
    assert persons[0]["former_ids"] == ["lin-b"]
    assert "# the minister" in _text(root, "sources/authorities/persons.yml")
    assert yaml.safe_load(_text(root, "sources/authorities/events.yml"))[0]["participants"] == [
        "lin-a"
    ]
    assert yaml.safe_load(_text(root, "sources/r2.yml"))["authors"][0]["id"] == "lin-a"
    undo(root)
    assert _text(root, "sources/authorities/persons.yml") == PERSONS
    assert _text(root, "sources/authorities/events.yml") == EVENTS


def test_commands_merge_and_undo_as_the_desk_does(root: Path) -> None:
    done = CliRunner().invoke(main, ["merge", "lin-b", "lin-a", "--in", str(root)])
    assert done.exit_code == 0, done.output
    assert "lin-b" not in [p["id"] for p in yaml.safe_load(_text(root, PERSONS_FILE))]
    done = CliRunner().invoke(main, ["undo", "--in", str(root)])
    assert done.exit_code == 0, done.output
    assert _text(root, PERSONS_FILE) == PERSONS
    assert CliRunner().invoke(main, ["undo", "--in", str(root)]).exit_code == 1
    unknown = CliRunner().invoke(main, ["merge", "nobody", "lin-a", "--in", str(root)])
    assert unknown.exit_code == 1


VALUES = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1, max_size=8)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.sampled_from(["issue", "pages", "date", "note"]), VALUES),
        min_size=1,
        max_size=4,
    )
)
def test_any_steps_undone_restore_the_bytes(root: Path, steps: list[tuple[str, str]]) -> None:
    done = 0
    for key, value in steps:
        try:
            keep(
                root,
                decided(
                    root, key, {"sources/r1.yml": lambda t, k=key, v=value: with_field(t, k, v)}
                ),
            )
            done += 1
        except CefuError:
            continue
        text = _text(root)
        assert [line for line in text.splitlines() if line.startswith("#")] == [
            "# 河務年報 — checked against the printed copy", "# the end"
        ]  # fmt: skip
    for _ in range(done):
        undo(root)
    assert _text(root) == SIDECAR


def test_two_files_of_the_same_bytes_and_name_are_both_put_aside(tmp_path: Path) -> None:
    names = ("river.pdf", "originals/river.pdf")
    for name in names:
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"the same")
    keep(tmp_path, planned(tmp_path, "both", Plan({}, aside=names)))
    assert not any((tmp_path / "sources" / name).exists() for name in names)
    undo(tmp_path)
    assert all((tmp_path / "sources" / name).read_bytes() == b"the same" for name in names)
