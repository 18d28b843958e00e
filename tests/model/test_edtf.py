"""The one date value: what dates mean, what is refused, and what keepers are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cefu.inputs.authorities import parse as parse_authorities
from cefu.inputs.sidecar import read_sidecar
from cefu.model.document import Report
from cefu.model.edtf import EdtfError, known, parse
from cefu.model.errors import CefuError
from cefu.model.record import Record
from cefu.outputs.cite import citations
from cefu.outputs.cite.item import csl_date
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import locale

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "edtf.yml").read_text("utf-8")
)


@pytest.mark.parametrize("case", CASES["good"], ids=lambda case: case["text"])
def test_dates_mean_days(case: dict[str, Any]) -> None:
    when = parse(case["text"])
    assert list(when.first_day) == case["first"]
    assert list(when.last_day) == case["last"]
    assert when.precision == case["precision"]
    assert str(when) == case["text"]


@pytest.mark.parametrize("case", CASES["bad"], ids=lambda case: case["text"] or "empty")
def test_what_is_no_date_is_told_with_a_remedy(case: dict[str, Any]) -> None:
    with pytest.raises(EdtfError, match=r".") as told:
        parse(case["text"])
    assert case["says"] in told.value.remedy
    assert known(case["text"]) is None


@given(st.text(alphabet="0123456789-/.~X?%", max_size=24))
def test_a_date_is_written_as_it_was_read(text: str) -> None:
    when = known(text)
    if when is not None:
        assert str(when) == text
        assert when.first_day <= when.last_day
        assert when.overlaps(when)
        assert when.is_within(when)


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('"2018-13"', "21 to 24"),
        ('"2018-06-31"', "2018-06-30"),
        ('"2018/2017"', "2017/2018"),
        ('"0000"', "the year in which the document came out"),
        ("2018", '"2018", in quotation marks'),
        ("2018.5", '"2018-05"'),
        ("2018-05-01", '"2018-05-01", in quotation marks'),
        ("2018-02-30", "2018-02-28"),
    ],
)
def test_a_sidecar_with_a_wrong_date_is_refused_with_its_line(
    written: str, says: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.yml"
    path.write_text(f"title: {{zh-Hant: 題目}}\ndate: {written}\n", "utf-8")
    with pytest.raises(CefuError, match=r"a\.yml:2: date: ") as told:
        read_sidecar(path)
    assert says in str(told.value)


def test_records_of_names_have_dates_that_exist() -> None:
    text = "- {id: a, type: event, date: '2018-13', dates: ['2018-02-30', '-0220']}"
    faults = [fault for fault in parse_authorities(text, "e.yml")[1] if "date" in fault.key]
    assert [fault.key for fault in faults] == ["date", "dates[0]"]


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2018-22", "2018年夏季"),
        ("2018-12/2019-01", "2018年12月–2019年1月"),
        ("201X", "2010年代"),
        ("2018-05/..", "2018年5月起"),
        ("2018-05", "2018年5月"),
    ],
)
def test_a_citation_says_every_date_in_words(edtf: str, words: str) -> None:
    record = Record({"zh-Hant": "題目"}, kind="report", date=edtf)
    report = Report("a", record, "a.txt", "0" * 64, "utf-8", "", (), (), (), ())
    taiwanese = citations(report, "https://example.org/")["taiwan"]["zh-Hant"]
    assert f"{words}，" in taiwanese or f"{words}。" in taiwanese


def test_a_date_before_christ_has_words() -> None:
    own = locale("zh-Hant")
    assert [in_words(d, own) for d in ("-0220", "-02XX", "0000")] == ["前221年", "前3世紀", "前1年"]
    assert csl_date("-0220") == {"date-parts": [[-220]]}
