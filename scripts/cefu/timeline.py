"""The timeline: dated statements, who they are about, and which event they tell of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from cefu.authority import Authorities, Authority
from cefu.dates import find_statements
from cefu.model import Mention, Names, Report, Statement


def find_timeline(
    reports: Sequence[Report], authorities: Authorities, mentions: Sequence[Mention]
) -> tuple[Statement, ...]:
    """Every dated statement of ``reports``, with actors and event, in order of time."""
    by_block: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_block[mention.report, mention.block].append(mention)
    events = [record for record in authorities.records if record.dates]
    found: list[Statement] = []
    for report in reports:
        texts = {block.id: block.text for block in report.blocks}
        for statement in find_statements(report.id, report.blocks, report.record.date):
            near = by_block[report.id, statement.block]
            found.append(_placed(statement, texts[statement.block], near, events))
    return tuple(sorted(found, key=lambda s: (sort_key(s.edtf), s.report, s.id)))


def _placed(
    statement: Statement, text: str, mentions: Sequence[Mention], events: Sequence[Authority]
) -> Statement:
    start = text.rfind(statement.quote, 0, statement.start + len(statement.quote) + 1)
    end = start + len(statement.quote)
    inside = [m.actor for m in mentions if start <= m.start and m.end <= end]
    event = _event(statement, inside, events)
    return replace(statement, actors=tuple(dict.fromkeys(inside)), event=event)


def _event(statement: Statement, actors: Sequence[str], events: Sequence[Authority]) -> str:
    """The event whose dates hold the statement's and of whom the quote speaks.

    A record named outright comes first; then the one with the longest cue.
    """
    fitting = [e for e in events if statement.edtf in e.dates]
    named = [e for e in fitting if e.id in actors]
    if named:
        return named[0].id
    cued = [(len(cue), e.id) for e in fitting for cue in e.cues if cue in statement.quote]
    return max(cued)[1] if cued else ""


def sort_key(edtf: str) -> str:
    """Order of dates by their earliest day; open beginnings come by their end.

    >>> sorted(["2018-06", "2018-05-25", "../2018-05-20", "197X"], key=sort_key)
    ['197X', '../2018-05-20', '2018-05-25', '2018-06']
    """
    first, _, last = edtf.partition("/")
    day = last if first in ("", "..") else first
    return day.replace("X", "0").rstrip("~?%")


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What the reports say differently about one event: date -> statements."""

    event: str
    dates: Mapping[str, tuple[Statement, ...]]
    note: Names


def disagreements(
    statements: Sequence[Statement], authorities: Authorities
) -> tuple[Disagreement, ...]:
    """Events that the reports date differently, or of which a keeper notes a difference."""
    by_event: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in statements:
        if statement.event:
            by_event[statement.event][statement.edtf].append(statement)
    result = []
    for event, dates in sorted(by_event.items()):
        note = authorities.by_id[event].disagreement
        if note:
            result.append(
                Disagreement(event, {d: tuple(s) for d, s in sorted(dates.items())}, note)
            )
    return tuple(result)
