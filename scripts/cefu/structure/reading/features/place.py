"""Where in the document a line stands."""

from __future__ import annotations

from cefu.structure.reading.registry import enter, feature
from cefu.structure.reading.views import View


def _zone(name: str) -> None:
    enter(
        f"stands_in_{name}",
        lambda v: v.document.zones[v.i] == name,
        paired=name in ("front", "works"),
    )


for _name in ("front", "summary", "keywords", "body", "works"):
    _zone(_name)


@feature(around=True, paired=True)
def stands_before_any_prose(v: View) -> float:
    return v.i < v.document.prose_begins


@feature()
def prose_begins_here(v: View) -> float:
    return v.i == v.document.prose_begins


@feature()
def is_second_line(v: View) -> float:
    return v.i == 1


@feature()
def is_among_first_four(v: View) -> float:
    return v.i < 4


@feature()
def is_among_first_dozen(v: View) -> float:
    return v.i < 12


@feature()
def is_last_line(v: View) -> float:
    return v.after is None


@feature()
def is_among_last_dozen(v: View) -> float:
    return len(v.document.lines) - v.i <= 12


@feature(paired=True)
def headings_have_numbers_here(v: View) -> float:
    return v.document.strong_headings >= 2


@feature()
def headings_have_no_numbers_here(v: View) -> float:
    return v.document.strong_headings == 0


@feature()
def lines_are_doubled_here(v: View) -> float:
    return v.layout.gap > 0


@feature()
def first_lines_are_indented_here(v: View) -> float:
    return v.layout.indented > 0


@feature(paired=True)
def paragraph_marks_are_kept_here(v: View) -> float:
    return v.layout.trailing
