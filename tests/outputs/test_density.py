"""The histograms of the timeline: one scale in each, and what is vague is no bar."""

from __future__ import annotations

from cefu.model.annotations import Statement
from cefu.outputs.html.timeline.density import Bar, panels


def told(*dates: str) -> list[Statement]:
    return [
        Statement(
            f"a-p{n}-d1", date, "某日", "某日", "absolute", "event", False, "a", f"p{n}", 0, 2
        )
        for n, date in enumerate(dates)
    ]


def test_every_bar_of_a_picture_is_of_one_unit() -> None:
    dates = ["1950-06-25", "197X", "1994", *["2018-06-12"] * 9, "2018-04", "2018", "2019-02-28"]
    whole, dense = panels(told(*dates))
    assert (whole.unit, whole.first, whole.size) == ("year", 1950, 70)
    assert {bar.when: bar.count for bar in whole.bars} == {
        "1950": 1, "1994": 1, "2018": 11, "2019": 1,
    }  # fmt: skip
    # A decade is ten years wide, and no taller for it.
    assert whole.lines == (Bar("197X-XX", "197X", 1970, 10, 1),)
    assert (dense.unit, dense.first, dense.size) == ("month", 12 * 2018, 12)
    assert [(bar.when, bar.first, bar.count) for bar in dense.bars] == [
        ("2018-04", 12 * 2018 + 3, 1),
        ("2018-06", 12 * 2018 + 5, 9),
    ]
    assert dense.lines == (Bar("2018-XX", "2018", 12 * 2018, 12, 1),)


def test_a_long_past_is_drawn_by_decades_or_centuries() -> None:
    [whole] = panels(told("1000", *[f"{year}" for year in range(1900, 1990, 3)]))
    assert whole.unit == "decade"
    assert whole.bars[0] == Bar("100X", "1000", 100, 1, 1)
    [old] = panels(told("-0220", "-02XX", *[f"{year}" for year in range(1900, 1990, 3)]))
    assert (old.unit, old.first) == ("century", -3)
    assert old.bars[0] == Bar("-02XX", "-02XX", -3, 1, 2)
    assert old.lines == ()


def test_without_statements_there_is_no_picture() -> None:
    assert panels([]) == ()
