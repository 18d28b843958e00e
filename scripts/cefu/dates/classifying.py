"""What kind of statement a resolved date makes, and whether it lies ahead.

- ``reference``: the date of an issue, of a fiscal or school year, of statistics, of
  an anniversary, of the end of a term, and a date that belongs to a title or names a
  document (2018年4月28日《板門店宣言》).  Everything else is an ``event``.
- ``planned``: the date begins after the report was written; or it is a term (年內,
  5月前, 年底) spoken of as a goal, even one that has passed since; or it takes in the
  time of writing and its clause looks ahead.  A past day for which something had been
  set (原訂於12月) is not planned: what came of it is the statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from cefu.dates.memory import Writing
from cefu.dates.resolved import Resolved
from cefu.dates.setting import Cue, Setting
from cefu.dates.zh.expressions import Expression, Part
from cefu.model import edtf
from cefu.model.annotations import Statement

Kind = Literal["event", "reference"]
#: A date that only refers to something, whatever else is said of it.
_REFERRING = frozenset({Cue.IN_TITLE, Cue.NAMES, Cue.ANNIVERSARY, Cue.TERM_END, Cue.ISSUE})


def kind(found: Expression, how: Setting, block_type: str, *, planned: bool) -> Kind:
    """Whether a date is of an event or only refers to a period or a title.

    The figures of a year to come are those of a goal where the words say so.
    """
    refers = (
        found.fiscal
        or not how.isdisjoint(_REFERRING)
        or (Cue.UP_TO in how and not planned)
        or (Cue.FIGURES in how and not (planned and Cue.GOAL in how))
        or block_type == "byline"
    )
    return "reference" if refers else "event"


def is_planned(found: Expression, how: Setting, resolved: Resolved, writing: Writing) -> bool:
    """Whether the date lay ahead, as a target or a forecast, when it was written."""
    when = edtf.parse(resolved.edtf)
    first, last = when.first_day, when.last_day
    now = writing.latest
    if Cue.UP_TO in how:
        return first > now
    if first > now or (Cue.UNTIL in how and last >= now):
        return True
    if found.last is not None and first[0] >= now[0] and last[0] > now[0]:
        return True  # a plan over years that has just begun
    if found.bound == "before":
        return last > now or Cue.GOAL in how
    if found.bound == "after":
        return Cue.FORWARD in how and last > now
    point = found.last or found.first
    if (Cue.TARGET in how or Cue.DUE in how) and _is_rest_of_year(found, last, writing):
        return True
    if found.bound == "within" and (Cue.LED in how or Cue.ASKED in how) and last >= now:
        return True
    set_for = not how.isdisjoint({Cue.DUE, Cue.DUE_LATER, Cue.CHOSEN})
    if set_for and _is_in_time_of_writing(last, writing):
        return True
    if found.bound == "within" or point.part is Part.LATE:
        past_year = point.part is Part.LATE and last < now and last[0] != now[0]
        return Cue.GOAL in how and (not past_year or Cue.DUE in how)
    whole_year = point.month is None and point.day is None and point.part is None
    this_year = writing.year is not None and first >= (now[0], 1, 1)
    return Cue.FORWARD in how and not whole_year and this_year and last >= now


def looking_ahead(statements: Sequence[Statement], settings: Sequence[Setting]) -> list[Statement]:
    """The statements of a report of which no month is known, those looked ahead to planned.

    The latest month or day told of stands for the time of writing; what lies behind it
    and is looked to (專注於11月3日大選, 展望…) lies ahead.  ``settings`` are those of the
    statements, one each.
    """
    both = list(zip(statements, settings, strict=True))
    told = [
        edtf.parse(statement.edtf).last_day
        for statement, how in both
        if _is_exact(statement) and not statement.planned and not _looks_on(how)
    ]
    now = max(told, default=None)
    if now is None:
        return list(statements)
    return [
        replace(statement, planned=True)
        if _is_exact(statement) and _looks_on(how) and edtf.parse(statement.edtf).first_day > now
        else statement
        for statement, how in both
    ]


def _is_exact(statement: Statement) -> bool:
    """Whether a statement is of an event of a known month or day."""
    return statement.kind == "event" and "-" in statement.edtf and ".." not in statement.edtf


def _looks_on(how: Setting) -> bool:
    return not how.isdisjoint({Cue.LED, Cue.DUE, Cue.PRECEDES, Cue.LOOKED_TO})


def _is_rest_of_year(found: Expression, last: tuple[int, int, int], writing: Writing) -> bool:
    """Whether a date is the year of writing as a whole, which is not over."""
    point = found.last or found.first
    whole = point.month is None and point.day is None and point.part is None
    return whole and last[0] == writing.year and last > writing.latest


def _is_in_time_of_writing(day: tuple[int, int, int], writing: Writing) -> bool:
    """Whether a day lies in the month, or year, of writing, of which no more is known."""
    if writing.year is None or writing.day is not None or day[0] != writing.year:
        return False
    return writing.month is None or day[1] == writing.month
