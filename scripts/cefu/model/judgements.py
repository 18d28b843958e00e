"""What a keeper has judged: dates of an event, and where a published address leads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cefu.model.language import Names

#: What a keeper can say of an event's dates: the reports really disagree, one of them
#: contradicts itself, one date is only vaguer, or not all of them are about the event.
VERDICTS = ("disagreement", "self", "vagueness", "other-event")


@dataclass(frozen=True, slots=True)
class Apart:
    """A statement (by id) that is not about the event; ``date`` repeats its printed date."""

    statement: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class DateJudgement:
    """A keeper's verdict on the ``dates`` (EDTF, sorted) told of ``event``.

    ``note`` is for readers, ``reason`` for keepers; ``apart`` are, of ``other-event``, the
    statements about something else.  ``place`` is where it is written.
    """

    event: str
    dates: tuple[str, ...]
    verdict: str
    note: Names = field(default_factory=dict)
    reason: str = ""
    apart: tuple[Apart, ...] = ()
    place: str = ""


@dataclass(frozen=True, slots=True)
class AddressJudgement:
    """Where the published ``address`` (an anchor) of ``report`` leads, as a keeper says.

    ``leads_to`` is the address itself where it stands right; ``was`` repeats the first words
    of what stood there, '' if not said.
    """

    report: str
    address: str
    leads_to: str
    was: str = ""
    reason: str = ""
    place: str = ""


def by_report(judgements: tuple[AddressJudgement, ...]) -> Mapping[str, list[AddressJudgement]]:
    """The judgements on addresses under the report of each.

    >>> sorted(by_report((AddressJudgement("a", "p1", "p2"), AddressJudgement("b", "p1", "p1"))))
    ['a', 'b']
    """
    found: dict[str, list[AddressJudgement]] = {}
    for judgement in judgements:
        found.setdefault(judgement.report, []).append(judgement)
    return found
