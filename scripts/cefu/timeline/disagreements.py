"""Where an event is dated more than once: at odds, only more or less exactly, or in steps.

What readers come for are contradictions.  Two dates contradict each other if the event
took place once and they cannot both be its date.  They do not if

- one is only less exact than the other, a qualified date (2月初, 27日前後) reaching a
  month, or a year, to either side of what it says (``exactness``);
- both lie within the span that the record gives, or one passage tells them one after
  the other, as steps of one process: unless it tells them in the same words, which is a
  contradiction within the passage, or two reports give one day each of a few that
  nobody tells as a whole (``process``);
- one of them lay ahead, as a plan or a target (``process``).

A contradiction is one between ``reports``, or of a report with itself (``self``), or
both.  `dated` names what is the case for every event with more than one date;
`disagreements` are the contradictions and what a keeper notes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

from cefu.model.annotations import Statement
from cefu.model.authority import Authority
from cefu.model.edtf import Date, Day, Edtf, month_length, parse
from cefu.model.judgements import DateJudgement
from cefu.model.language import Names
from cefu.names.register import Authorities
from cefu.text.fold import fold_key
from cefu.timeline.chronicle import order

#: How the dates of one event stand to each other.
Relation = Literal["reports", "self", "exactness", "process"]

#: Kinds of records that happen once; what recurs has many dates by right.
_ONE_OCCASION = frozenset({"event", "agreement"})
#: So many characters in common, besides the dates, tell the same thing of two days.
SAME_WORDS = 6
#: An occasion of so many days is one visit or meeting, not a series.
SHORT = 7


@dataclass(frozen=True, slots=True)
class Side:
    """One of the dates told of an event, and the statements that tell it."""

    edtf: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What is said differently about one event, side by side in order of time.

    ``relations`` tells how its dates stand to each other; ``note`` is the keeper's,
    empty where the dates themselves are the finding.
    """

    event: str
    sides: tuple[Side, ...]
    note: Names
    relations: frozenset[Relation] = frozenset()
    #: what a keeper has judged of the dates
    judgement: DateJudgement | None = None

    @property
    def of_dates(self) -> bool:
        """Whether dates contradict each other, and not only what is told beside them."""
        return not self.relations.isdisjoint(("reports", "self"))


def disagreements(
    statements: Sequence[Statement], authorities: Authorities
) -> tuple[Disagreement, ...]:
    """Events whose dates contradict each other, or of which a keeper notes a difference."""
    return counted(dated(statements, authorities))


def counted(found: Iterable[Disagreement]) -> tuple[Disagreement, ...]:
    """Those of ``found`` that are contradictions or noted, in order of time."""
    noted = [d for d in found if d.of_dates or d.note]
    return tuple(sorted(noted, key=lambda d: (order(d.sides[0].edtf), d.event)))


def dated(statements: Sequence[Statement], authorities: Authorities) -> tuple[Disagreement, ...]:
    """Every event of which a date is told, with how its dates stand to each other."""
    by_event: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.event:
            by_event[statement.event].append(statement)
    found = []
    for event, own in by_event.items():
        record = authorities.by_id[event]
        odd = _at_odds(own, record)
        told = own if record.disagreement or not odd else _counted(own)
        found.append(Disagreement(event, by_date(told), record.disagreement, odd or _loosely(own)))
    return tuple(found)


def by_date(statements: Iterable[Statement]) -> tuple[Side, ...]:
    """``statements`` of one event by the date they give, in order of time."""
    told: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        told[statement.edtf].append(statement)
    return tuple(Side(each, tuple(told[each])) for each in sorted(told, key=order))


def _counted(statements: Iterable[Statement]) -> list[Statement]:
    """What is told as past: events, and documents named by their day."""
    return [
        s
        for s in statements
        if not s.planned and (s.kind == "event" or parse(s.edtf).is_to_the_day)
    ]


def _at_odds(statements: Sequence[Statement], record: Authority) -> frozenset[Relation]:
    """Between whom dates of one occasion contradict each other; nobody, if none do."""
    span = parse(record.date) if record.date else None
    # Without a date of its own, a record with several stands for a process.
    many = span.is_open if span else bool(record.dates)
    if record.type not in _ONE_OCCASION or many:
        return frozenset()
    # By date, not by statement: there are as many of these as reports.
    sides = by_date(_counted(statements))
    dates = {side.edtf: parse(side.edtf) for side in sides}
    found: set[Relation] = set()
    for a, b in combinations(sides, 2):
        one, other = dates[a.edtf], dates[b.edtf]
        if not excludes(one, other):
            continue
        within = _reports(a) & _reports(b) and not _are_parts(one, other, span)
        if within and _are_steps(a, b):
            continue
        if within:
            found.add("self")
        apart = len(_reports(a) | _reports(b)) > 1
        if apart and not _are_parts_of_one(one, other, span, dates.values()):
            found.add("reports")
    return frozenset(found)


def _reports(side: Side) -> set[str]:
    return {statement.report for statement in side.statements}


def _are_steps(a: Side, b: Side) -> bool:
    """Whether a paragraph tells of both dates in other words each: steps of one matter."""
    places: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in a.statements:
        places[statement.report, statement.block].append(statement)
    return any(
        not tells_the_same(one, other)
        for other in b.statements
        for one in places.get((other.report, other.block), ())
    )


def _loosely(statements: Sequence[Statement]) -> frozenset[Relation]:
    """How dates that do not contradict each other differ; not at all, if they are one."""
    dates = [parse(text) for text in sorted({s.edtf for s in statements})]
    if len(dates) < 2:
        return frozenset()
    whole = any(all(each.is_within(one) for each in dates) for one in dates)
    stepped = not whole and any(excludes(a, b) for a, b in combinations(dates, 2))
    # A plan, and what became of it at another time.
    planned = {s.edtf for s in statements if s.planned}
    past = {s.edtf for s in statements if not s.planned}
    stepped = stepped or any(
        not parse(a).overlaps(parse(b)) for a in sorted(planned) for b in sorted(past)
    )
    return frozenset(["process" if stepped else "exactness"])


def _are_parts(one: Edtf, other: Edtf, span: Edtf | None) -> bool:
    """Whether two dates, told by one report, are parts of the ``span`` that the record gives."""
    return span is not None and one.is_within(span) and other.is_within(span)


def _are_parts_of_one(one: Edtf, other: Edtf, span: Edtf | None, told: Iterable[Edtf]) -> bool:
    """The same, told by different reports: of a short event the whole must be ``told`` too."""
    if span is None or not _are_parts(one, other, span):
        return False
    return _days(span) > SHORT or any(
        one.is_within(whole) and other.is_within(whole) for whole in told if not whole.is_open
    )


def _days(span: Edtf) -> int:
    return (date(*span.last_day) - date(*span.first_day)).days + 1


def excludes(a: Edtf, b: Edtf) -> bool:
    """Whether no day can be meant by both, qualified dates taken widely.

    >>> [excludes(parse(a), parse(b)) for a, b in (
    ...     ("2018-05-25", "2018-05-26"), ("2018-05", "2018-05-26"), ("2018-01~", "2018-02"))]
    [True, False, False]
    """
    return _wide(a.last, first=False) < _wide(b.first, first=True) or (
        _wide(b.last, first=False) < _wide(a.first, first=True)
    )


def _wide(end: Date | None, *, first: bool) -> Day:
    """The outermost day a date may mean; a month, or a year, further if it is qualified."""
    if end is None:
        return (-10_000, 1, 1) if first else (9999, 12, 31)
    year, month, day = end.first_day if first else end.last_day
    if not end.mark:
        return year, month, day
    step = -1 if first else 1
    if not (end.month or end.season):
        return year + step, month, day
    months = year * 12 + month - 1 + step
    year, month = months // 12, months % 12 + 1
    return year, month, day if end.day else 1 if first else month_length(year, month)


def tells_the_same(a: Statement, b: Statement) -> bool:
    """Whether two statements tell of their days in the same words.

    >>> from functools import partial
    >>> told = partial(Statement, resolution="absolute", kind="event", planned=False, report="r",
    ...     block="p1", start=0, end=0)
    >>> tells_the_same(told("a", "2018-09-04", "9月4日", "9月4日派遣特使團赴平壤商討"),
    ...     told("b", "2018-09-05", "9月5日", "並於9月5日派遣特使團赴平壤會晤"))
    True
    """
    one, other = (fold_key(s.quote.replace(s.surface, "※")) for s in (a, b))
    match = SequenceMatcher(None, one, other, autojunk=False).find_longest_match()
    common = one[match.a : match.a + match.size].replace("※", "")
    return len(common) >= SAME_WORDS
