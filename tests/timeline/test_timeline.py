"""The timeline: order, grouping, what is told differently, its page and its calendar."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.model.annotations import Statement
from cefu.model.authority import Authority, Variant
from cefu.model.edtf import known, parse
from cefu.model.language import Lang
from cefu.names.register import Authorities
from cefu.outputs.calendar import _folded, ical
from cefu.outputs.html.timeline.density import panels
from cefu.outputs.html.timeline.timeline import timeline_page
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import locale
from cefu.timeline.chronicle import chronicle, homes, moment_of, moments, order
from cefu.timeline.disagreements import dated, disagreements

DATA = Path(__file__).parents[1] / "data" / "timeline"
CASES = yaml.safe_load((DATA / "words.yml").read_text("utf-8"))
RELATIONS = yaml.safe_load((DATA / "told.yml").read_text("utf-8"))


def statement(number: int, edtf: str, event: str = "", report: str = "a", **more: Any) -> Statement:
    given: dict[str, Any] = {"kind": "event", "planned": False, "quote": f"記事{number}"}
    given |= {"block": f"p{number}"} | more
    return Statement(
        f"{report}-p{number}-d1", edtf, "某日", resolution="absolute", report=report,
        start=0, end=2, event=event, **given,
    )  # fmt: skip


def record(ident: str, kind: str = "event", **more: Any) -> Authority:
    return Authority(ident, kind, {"zh-Hant": ident}, (Variant(ident),), {"zh-Hant": ""}, **more)


# --- dates in words ----------------------------------------------------------------


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["edtf"]))
@pytest.mark.parametrize("lang", get_args(Lang))
def test_dates_in_words(case: dict[str, str], lang: Lang) -> None:
    assert in_words(str(case["edtf"]), locale(lang)) == case[lang]


@st.composite
def dates(draw: st.DrawFn) -> str:
    def point() -> str:
        year = f"{draw(st.integers(1890, 2030)):04d}"
        shape = draw(st.sampled_from(["year", "decade", "month", "season", "day"]))
        text = {
            "year": year,
            "decade": year[:3] + "X",
            "month": f"{year}-{draw(st.integers(1, 12)):02d}",
            "season": f"{year}-{draw(st.integers(21, 24))}",
            "day": f"{year}-{draw(st.integers(1, 12)):02d}-{draw(st.integers(1, 28)):02d}",
        }[shape]
        return text + draw(st.sampled_from(["", "", "~", "?", "%"]))

    kind = draw(st.sampled_from(["one", "one", "range", "until", "from"]))
    return {
        "one": point,
        "range": lambda: "/".join(sorted((point(), point()), key=lambda d: parse(d).first_day)),
        "until": lambda: f"../{point()}",
        "from": lambda: f"{point()}/..",
    }[kind]()


@given(dates())
def test_every_date_has_words_in_every_language(edtf: str) -> None:
    assert known(edtf)
    for lang in get_args(Lang):
        words = in_words(edtf, locale(lang))
        assert words
        assert "{" not in words


# --- order and grouping ------------------------------------------------------------


@given(st.lists(st.tuples(dates(), st.sampled_from(["", "x", "y"])), max_size=30))
def test_every_statement_stands_once_and_in_order(told: list[tuple[str, str]]) -> None:
    statements = [statement(n, edtf, event) for n, (edtf, event) in enumerate(told)]
    years = chronicle(statements)
    shown = [
        s
        for moment in moments(years)
        for cluster in moment.clusters
        for saying in cluster.sayings
        for s in saying.statements
    ]
    assert sorted(s.id for s in shown) == sorted(s.id for s in statements)
    anchors = [moment.anchor for moment in moments(years)]
    assert anchors == sorted(anchors, key=order)
    assert len(anchors) == len(set(anchors))
    for moment in moments(years):
        for cluster in moment.clusters:
            for saying in cluster.sayings:
                assert moment_of(saying.first.edtf) == moment.anchor
    assert set(homes(years)) == {event for _, event in told if event}
    drawn = [bar for panel in panels(statements)[:1] for bar in (*panel.bars, *panel.lines)]
    assert sum(bar.count for bar in drawn) == len(statements)


def test_a_sentence_that_a_report_repeats_is_one_saying() -> None:
    told = [statement(1, "2018-06-12", quote="同一句"), statement(9, "2018-06-12", quote="同一句")]
    [moment] = moments(chronicle([*told, statement(1, "2018-06-12", report="b", quote="同一句")]))
    assert [len(c.sayings[0].statements) for c in moment.clusters] == [2, 1]


def test_an_event_stands_where_most_tell_it_and_plans_count_last() -> None:
    told = [
        statement(1, "2018-05", "summit", planned=True),
        statement(2, "2018-05", "summit", planned=True),
        statement(3, "2018-06-12", "summit"),
    ]
    assert homes(chronicle(told)) == {"summit": "2018-06-12"}


# --- what is told differently -------------------------------------------------------

SUMMIT = Authorities((record("summit"),))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (["2018-05-25", "2018-05-26"], ["2018-05-25", "2018-05-26"]),
        (["2018-05-25", "2018-05-25"], []),
        (["2018-05", "2018-05-26"], []),
        (["2018-09-18/2018-09-20", "2018-09-19"], []),
        (["2018-09-18/2018-09-20", "2018-09-21"], ["2018-09-18/2018-09-20", "2018-09-21"]),
        (["2018-07-27~", "2018-07-06"], []),
    ],
    ids=["two days", "one day", "a month holds its day", "span holds day", "outside", "about"],
)
def test_found_by_itself(told: list[str], expected: list[str]) -> None:
    statements = [statement(n, d, "summit", report=f"r{n}") for n, d in enumerate(told)]
    found = disagreements(statements, SUMMIT)
    assert [side.edtf for d in found for side in d.sides] == expected
    assert all(d.of_dates for d in found)


@pytest.mark.parametrize(
    "second",
    [
        statement(2, "2018-05-26", "summit", planned=True),
        statement(2, "2018-06", "summit", kind="reference"),
        statement(2, "2018-05-26"),
    ],
    ids=["planned", "reference", "no event"],
)
def test_plans_references_and_strangers_contradict_nobody(second: Statement) -> None:
    assert not disagreements([statement(1, "2018-05-25", "summit"), second], SUMMIT)


def test_what_recurs_or_lasts_has_many_dates_by_right() -> None:
    told = [statement(1, "2018-10-01", "x"), statement(2, "2018-11-01", "x")]
    assert not disagreements(told, Authorities((record("x", "concept"),)))
    assert not disagreements(told, Authorities((record("x", date="2018-10-01/2018-11-01"),)))
    assert disagreements(told, Authorities((record("x", date="2018-10-01"),)))


@pytest.mark.parametrize("case", RELATIONS, ids=lambda case: case["comment"])
def test_how_dates_stand_to_each_other(case: dict[str, Any]) -> None:
    told = [
        statement(
            n, edtf, "x", report, block=block, quote=quote, planned="plan" in more,
            kind="reference" if "reference" in more else "event",
        )
        for n, (report, block, edtf, quote, *more) in enumerate(case["told"])
    ]  # fmt: skip
    own = Authorities((record("x", case.get("type", "event"), date=case.get("date", "")),))
    [found] = dated(told, own)
    assert set(found.relations) == set(case["are"])
    assert bool(disagreements(told, own)) == bool({"reports", "self"} & set(case["are"]))


def test_a_keepers_note_is_enough() -> None:
    noted = Authorities((record("x", "concept", disagreement={"zh-Hant": "各說不同。"}),))
    [found] = disagreements([statement(1, "2003", "x"), statement(2, "2000", "x")], noted)
    assert [side.edtf for side in found.sides] == ["2000", "2003"]
    [fact] = disagreements([statement(1, "1953-07-27", "x"), statement(2, "1953", "x")], noted)
    assert not fact.of_dates


# --- the archive's own --------------------------------------------------------------


@pytest.fixture(scope="module")
def catalogue(archive: Archive) -> Catalogue:
    return Catalogue(archive)


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ("moon-kim-summit-1", {"2018-04-27", "2018-04-28"}),
        ("moon-kim-summit-2", {"2018-05-25", "2018-05-26"}),
        ("rok-envoys-2018-09", {"2018-09-04", "2018-09-05"}),
        ("wpk-plenum", {"2018-04-20", "2018-04-21"}),
        ("pompeo-pyongyang-2018-07", {"2018-07-06", "2018-07-07"}),
        ("xi-kim-summit-1", {"2018-03-25/2018-03-28", "2018-04-01"}),
    ],
)
def test_the_reports_disagreements(catalogue: Catalogue, event: str, told: set[str]) -> None:
    found = catalogue.disagreements[event]
    assert told <= {side.edtf for side in found.sides}
    assert found.of_dates


def test_every_event_is_told_as_reading_found(catalogue: Catalogue) -> None:
    truth = yaml.safe_load((DATA / "relations.yml").read_text("utf-8"))
    mistaken = {event: {kind} for event, kind in truth.pop("mistaken").items()}
    wanted = {event: set(kind.split()) for kind, events in truth.items() for event in events}
    wanted |= mistaken
    found = {event: set(d.relations) for event, d in catalogue.dated.items() if d.relations}
    assert found == wanted


@pytest.mark.parametrize("lang", get_args(Lang))
def test_page_has_every_statement_and_address(catalogue: Catalogue, lang: Lang) -> None:
    text = timeline_page(catalogue, locale(lang)).markdown
    for s in catalogue.archive.statements:
        assert re.search(rf'href="\.\./reports/{s.report}/\?hit=[^"#]+#{re.escape(s.block)}"', text)
        moment = moment_of(s.edtf)
        assert f'id="{moment}"' in text or f"{{: #{moment} " in text
        if s.event:
            assert text.count(f'id="event-{s.event}"') == 1
    # Copies stand only in comparisons: what is counted is every statement once.
    items = re.findall(r'<li class="cefu-saying"[^>]*>', text)
    counted = sum(
        int(re.search(r'data-times="(\d+)"', i)[1]) for i in items if "data-copy" not in i
    )
    assert counted == len(catalogue.archive.statements)
    for jump in re.findall(r'href="#([^"]+)"', text):
        assert f'id="{jump}"' in text or f"{{: #{jump} " in text


def test_sides_stand_together(catalogue: Catalogue) -> None:
    text = timeline_page(catalogue, locale("en")).markdown
    article = text[text.index('id="event-moon-kim-summit-2"') :]
    article = article[: article.index("</article>")]
    assert re.findall(r'<p class="cefu-side-date">([^<]+)<', article) == [
        "25 May 2018",
        "26 May 2018",
    ]
    assert "會晤" not in re.search(r"<strong>Editor's note</strong>(.*?)</p>", article)[1]
    assert {"003_a1a3a9df684f4396", "002_1b8b83c89ac8b0f5"} <= set(
        re.findall(r"reports/([^/]+)/", article)
    )


# --- the calendar --------------------------------------------------------------------


def unfolded(data: bytes) -> list[str]:
    assert data.endswith(b"\r\n")
    return data.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_folding_is_undone(line: str) -> None:
    data = _folded(line)
    assert all(len(part) <= 75 for part in data.split(b"\r\n"))
    assert unfolded(data) == [line]


def test_calendar(archive: Archive) -> None:
    data = ical(Catalogue(archive), locale("zh-Hant"), "https://a.org/")
    assert data == ical(Catalogue(archive), locale("zh-Hant"), "https://a.org/")
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    lines = unfolded(data)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    entries = "\n".join(lines).split("BEGIN:VEVENT\n")[1:]
    assert len({re.search("UID:(.*)", e)[1] for e in entries}) == len(entries)
    for entry in entries:
        begin, end = (
            re.search(rf"{k};VALUE=DATE:(\d{{8}})\n", entry)[1] for k in ("DTSTART", "DTEND")
        )
        assert begin < end
    [pyongyang] = [e for e in entries if "moon-kim-summit-3-2018-09-18-2018-09-20" in e]
    assert "DTSTART;VALUE=DATE:20180918\nDTEND;VALUE=DATE:20180921\n" in pyongyang
    assert "SUMMARY:第三次文金會（平壤）" in pyongyang
    assert "URL:https://a.org/timeline/#event-moon-kim-summit-3" in pyongyang
    assert not any("20180401T" in e for e in entries)
