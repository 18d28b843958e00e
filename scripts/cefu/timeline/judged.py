"""What a keeper has judged of dates, put to the statements and to how they stand to each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cefu.model.annotations import Statement
from cefu.model.judgements import Apart, DateJudgement
from cefu.timeline.disagreements import Disagreement, Relation

_RELATIONS: Mapping[str, frozenset[Relation]] = {
    "disagreement": frozenset(["reports"]),
    "self": frozenset(["self"]),
    "vagueness": frozenset(["exactness"]),
}


def set_apart(
    statements: Sequence[Statement], judgements: Iterable[DateJudgement]
) -> tuple[tuple[Statement, ...], tuple[str, ...]]:
    """``statements`` without the event of those that are not about it, and a notice for each
    judgement that fits no more."""
    wanted = {
        apart.statement: (judgement, apart) for judgement in judgements for apart in judgement.apart
    }
    result = []
    for statement in statements:
        if statement.id in wanted and _is_meant(statement, *wanted[statement.id]):
            statement = replace(statement, event="")
            del wanted[statement.id]
        result.append(statement)
    notices = tuple(
        f"{judgement.place}: {ident} is no statement about {judgement.event} any more: judge again"
        for ident, (judgement, _) in wanted.items()
    )
    return tuple(result), notices


def _is_meant(statement: Statement, judgement: DateJudgement, apart: Apart) -> bool:
    same = apart.date in ("", statement.surface)
    return same and statement.event == judgement.event


def judged(
    found: Iterable[Disagreement], judgements: Iterable[DateJudgement]
) -> tuple[Disagreement, ...]:
    """``found`` with what a keeper has judged, where the dates are still those judged."""
    by_event = {judgement.event: judgement for judgement in judgements}
    return tuple(
        _judged(each, by_event[each.event]) if each.event in by_event else each for each in found
    )


def outdated(found: Iterable[Disagreement], judgements: Iterable[DateJudgement]) -> tuple[str, ...]:
    """A notice for each judgement whose event has other dates now."""
    now = {each.event: each for each in found}
    return tuple(
        f"{judgement.place}: the dates of {judgement.event} are no longer those judged: judge again"
        for judgement in judgements
        if judgement.event not in now or not _fits(now[judgement.event], judgement)
    )


def _judged(found: Disagreement, judgement: DateJudgement) -> Disagreement:
    if not _fits(found, judgement):
        return found
    relations = _RELATIONS.get(judgement.verdict, found.relations)
    return replace(found, relations=relations, judgement=judgement)


def _fits(found: Disagreement, judgement: DateJudgement) -> bool:
    """Whether every date told now was judged; what was set apart may have gone."""
    told = {side.edtf for side in found.sides}
    if judgement.verdict == "other-event":
        return told <= set(judgement.dates)
    return told == set(judgement.dates)
