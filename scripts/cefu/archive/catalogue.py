"""The archive's records as the research pages look things up: by report, actor, event.

Made once for an archive and handed to every page, so that a page costs what is
on it and not what is in the archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from sys import intern
from typing import TypeVar

from cefu.archive.reading import Archive
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import Authority
from cefu.model.document import Block, Note, Report
from cefu.names.companions import Companions, Company
from cefu.names.packed import Mentions
from cefu.timeline.chronicle import Year, chronicle, homes, order
from cefu.timeline.disagreements import Disagreement, counted, dated
from cefu.timeline.judged import judged

T = TypeVar("T")


class Catalogue:
    """Lookups over one archive, each worked out when first asked for."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """Reports by id, oldest first."""
        return {report.id: report for report in self.archive.reports}

    @cached_property
    def texts(self) -> Mapping[str, Mapping[str, str]]:
        """The text of every block and note, by report and anchor, in the order of reading."""
        found = {}
        for report in self.archive.reports:
            parts: tuple[Block | Note, ...] = (*report.blocks, *report.notes)
            found[report.id] = {intern(part.id): part.text for part in parts}
        return found

    def in_order(self, report: str) -> Mapping[str, int]:
        """The anchors of a report's blocks and notes with their places in the order of reading."""
        return {anchor: nth for nth, anchor in enumerate(self.texts[report])}

    @property
    def records(self) -> Mapping[str, Authority]:
        """All authority records by id."""
        return self.archive.authorities.by_id

    @cached_property
    def listed(self) -> tuple[Authority, ...]:
        """The records that have a page.

        They are those with a form that counts as a mention, those of which a
        dated statement tells, and those that one of these names as its place,
        its participant or what it is a case of.  The rest is vocabulary, kept
        for searching only.
        """
        found = {r.id for r in self.records.values() if r.variants or r.id in self._by_event}
        queue = list(found)
        for ident in queue:
            record = self.records[ident]
            for other in (*record.broader, *record.participants, record.place):
                if other and other not in found:
                    found.add(other)
                    queue.append(other)
        return tuple(r for r in self.records.values() if r.id in found)

    @cached_property
    def listed_ids(self) -> frozenset[str]:
        """The ids of the records that have a page."""
        return frozenset(record.id for record in self.listed)

    @cached_property
    def older(self) -> Mapping[str, Sequence[Report]]:
        """Report id -> the reports whose place it has taken."""
        told = (report for report in self.archive.reports if report.superseded_by)
        return _grouped(told, lambda report: (report.superseded_by,))

    @cached_property
    def merged(self) -> tuple[tuple[str, str], ...]:
        """Ids of records that went into another, each with the id of that one, if it has a page."""
        return tuple((old, r.id) for r in self.listed for old in r.former_ids)

    @cached_property
    def mentions(self) -> Mapping[str, Sequence[Mention]]:
        """All mentions of each actor, in order of reports and of reading."""
        return Mentions.of(self.archive.counted).grouped("actor")

    @cached_property
    def mentions_in(self) -> Mapping[str, Sequence[Mention]]:
        """The mentions of each report as they stand in it, broader records not counted."""
        return Mentions.of(self.archive.mentions).grouped("report")

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Actor -> report -> number of mentions, without zeros."""
        result: dict[str, dict[str, int]] = {}
        for mention in self.archive.counted:
            own = result.setdefault(mention.actor, {})
            own[mention.report] = own.get(mention.report, 0) + 1
        return result

    @cached_property
    def named(self) -> Mapping[str, tuple[int, int]]:
        """Actor -> in how many reports it is named, how often: by its own names alone."""
        found: dict[str, Counter[str]] = {}
        for mention in self.archive.mentions:
            found.setdefault(mention.actor, Counter())[mention.report] += 1
        return {actor: (len(own), own.total()) for actor, own in found.items()}

    def total(self, actor: str) -> int:
        """How often ``actor`` is mentioned in all reports."""
        return sum(self.counts.get(actor, {}).values())

    @cached_property
    def _by_event(self) -> Mapping[str, Sequence[Statement]]:
        return _grouped(self.archive.statements, lambda s: (s.event,) if s.event else ())

    def told_of(self, event: str) -> Sequence[Statement]:
        """The statements that tell of ``event``."""
        return self._by_event.get(event, ())

    @cached_property
    def _about(self) -> Mapping[str, tuple[str, ...]]:
        return {s.id: self._subjects(s) for s in self.archive.statements}

    def about(self, statement: Statement) -> tuple[str, ...]:
        """Whom and what ``statement`` is about.

        They are the actors named in it, its event, who took part in that, where
        it was, and what each of these is a case of.
        """
        return self._about[statement.id]

    def _subjects(self, statement: Statement) -> tuple[str, ...]:
        named = list(statement.actors)
        if statement.event:
            event = self.records[statement.event]
            named += [event.id, *event.participants, *([event.place] if event.place else [])]
        wider = [b for ident in named for b in self.archive.authorities.broader(ident)]
        return tuple(dict.fromkeys([*named, *wider]))

    @cached_property
    def _statements(self) -> Mapping[str, Sequence[Statement]]:
        return _grouped(self.archive.statements, self.about)

    def statements_about(self, actor: str) -> Sequence[Statement]:
        """The dated statements about ``actor``, in order of time."""
        return self._statements.get(actor, ())

    @cached_property
    def statements_in(self) -> Mapping[str, Sequence[Statement]]:
        """The dated statements of each report, in order of reading."""
        found = _grouped(self.archive.statements, lambda s: (s.report,))
        for report, own in found.items():
            place = self.in_order(report)
            own.sort(key=lambda s: (place[s.block], s.start))
        return found

    @cached_property
    def years(self) -> tuple[Year, ...]:
        """All statements in order of time."""
        return chronicle(self.archive.statements)

    @cached_property
    def homes(self) -> Mapping[str, str]:
        """The moment at which each event stands on the timeline."""
        return homes(self.years)

    @cached_property
    def dated(self) -> Mapping[str, Disagreement]:
        """How the dates of each event stand to each other."""
        found = dated(self.archive.statements, self.archive.authorities)
        return {d.event: d for d in judged(found, self.archive.judgements)}

    @cached_property
    def disagreements(self) -> Mapping[str, Disagreement]:
        """What is said differently, by event, in order of time."""
        return {d.event: d for d in counted(self.dated.values())}

    @cached_property
    def events_of(self) -> Mapping[str, Sequence[Authority]]:
        """The dated records that each record took part in, was the place of or covers."""
        told = sorted(
            (self.records[event] for event in self._by_event),
            key=lambda r: (order(self.homes[r.id]), r.id),
        )
        return _grouped(
            told,
            lambda r: dict.fromkeys([*r.participants, *([r.place] if r.place else []), *r.broader]),
        )

    @cached_property
    def company(self) -> Mapping[str, Sequence[Company]]:
        """With whom each actor is mentioned, most often first."""
        return Companions(self.archive.counted, self.archive.authorities)


def _grouped(items: Iterable[T], keys: Callable[[T], Iterable[str]]) -> dict[str, list[T]]:
    """``items`` under each of their keys, in the order given."""
    result: dict[str, list[T]] = {}
    for item in items:
        for key in keys(item):
            result.setdefault(key, []).append(item)
    return result
