"""Which event a dated statement is gathered under."""

from __future__ import annotations

import pytest

from cefu.inputs.authorities import load
from cefu.model.authority import Authority
from cefu.timeline.linking import _event

RECORDS = [
    ("summit", "event", "2018-04-27", "領袖會晤", "會談"),
    (
        "accord",
        "agreement",
        "2018-04-27",
        "和平宣言, {form: Declaration on Peace and Prosperity, usage: english}",
        "",
    ),
    ("war", "event", "2010-06-25/2018-04-27", "戰爭", ""),
    ("tests", "event", "2017", "核試", ""),
    ("launches", "event", "2017", "飛彈試射", ""),
]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Authority]:
    folder = tmp_path_factory.mktemp("authorities")
    lines = [
        f"- {{id: {ident}, type: {kind}, date: '{date}', variants: [{variants}], cues: [{cues}],"
        f" names: {{zh-Hant: {ident}, zh-Hans: {ident}, en: {ident}}},"
        f" description: {{zh-Hant: {ident}, en: {ident}}}}}"
        for ident, kind, date, variants, cues in RECORDS
    ]
    (folder / "events.yml").write_text("\n".join(lines), encoding="utf-8")
    return list(load(folder))


@pytest.mark.parametrize(
    ("date", "near", "sentence", "expected"),
    [
        # what takes place comes before what is signed there
        ("2018-04-27", "4月27日會談，簽署和平宣言，", "", "summit"),
        ("2018-04-27", "4月27日簽署和平宣言，", "", "accord"),
        # words beside the date come before those of the sentence
        ("2018-04-27", "4月27日簽署和平宣言，", "其後會談。", "accord"),
        # an event of the day itself comes before the age that it ends
        ("2018-04-27", "4月27日簽署和平宣言，戰爭終止", "", "accord"),
        ("2017", "核試（2017年1次）", "核試（2017年1次）與飛彈試射（2017年16次）", "tests"),
        (
            "2017",
            "與飛彈試射（2017年16次）",
            "核試（2017年1次）與飛彈試射（2017年16次）",
            "launches",
        ),
        ("2018-04-27", "4月27日，", "", ""),
        ("2018-04-28", "4月28日會談，", "", ""),
    ],
)
def test_event(
    records: list[Authority], date: str, near: str, sentence: str, expected: str
) -> None:
    assert _event(date, near, near + sentence, {}, records) == expected


def test_a_mention_counts_as_long_as_it_is_printed(records: list[Authority]) -> None:
    # The English name of the accord is longer, but does not stand in the text.
    named = {"accord": len("和平宣言")}
    assert _event("2018-04-27", "4月27日領袖會晤，", "領袖會晤", named, records) == "summit"
