"""Where in the document a line stands."""

from __future__ import annotations

from cefu.structure.reading.registry import Register
from cefu.structure.reading.views import View

REGISTER = Register()


def _zone(name: str) -> None:
    REGISTER.enter(
        f"stands_in_{name}",
        lambda v: v.document.zones[v.i] == name,
        paired=name in ("front", "works"),
    )


for _name in ("front", "summary", "keywords", "body", "works"):
    _zone(_name)


@REGISTER.feature(around=True, paired=True)
def stands_before_any_prose(v: View) -> float:
    return v.i < v.document.prose_begins


@REGISTER.feature()
def prose_begins_here(v: View) -> float:
    return v.i == v.document.prose_begins


@REGISTER.feature()
def is_second_line(v: View) -> float:
    return v.i == 1


@REGISTER.feature()
def is_among_first_four(v: View) -> float:
    return v.i < 4


@REGISTER.feature()
def is_among_first_dozen(v: View) -> float:
    return v.i < 12


@REGISTER.feature()
def is_last_line(v: View) -> float:
    return v.after is None


@REGISTER.feature()
def is_among_last_dozen(v: View) -> float:
    return len(v.document.lines) - v.i <= 12


@REGISTER.feature(paired=True)
def headings_have_numbers_here(v: View) -> float:
    return v.document.strong_headings >= 2


@REGISTER.feature()
def headings_have_no_numbers_here(v: View) -> float:
    return v.document.strong_headings == 0


@REGISTER.feature()
def lines_are_doubled_here(v: View) -> float:
    return v.layout.gap > 0


@REGISTER.feature()
def first_lines_are_indented_here(v: View) -> float:
    return v.layout.indented > 0


@REGISTER.feature(paired=True)
def paragraph_marks_are_kept_here(v: View) -> float:
    return v.layout.trailing
