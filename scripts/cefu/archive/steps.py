"""What is done to one report at a time: pure functions of what can be sent to a worker.

Each takes a batch and the digest-able things it needs, and gives back one result for each
report; a worker in another process or on another machine needs nothing else.
"""

from __future__ import annotations

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from cefu.addresses import Proposal, Reconciled, propose, relabel
from cefu.archive.kept import digest
from cefu.archive.report import make_report
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import Source
from cefu.model.annotations import Mention, Statement
from cefu.model.document import Report
from cefu.names.mentions import Matcher, find_mentions
from cefu.names.register import Authorities
from cefu.record.keywords import Extractor
from cefu.timeline.linking import find_timeline


@dataclass(frozen=True, slots=True)
class Normalised:
    """A report with the anchors it would have if it were new, and what it proposes."""

    report: Report
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report with its final anchors and keywords, whom it names and what it dates."""

    report: Report
    mentions: Sequence[Mention]
    statements: tuple[Statement, ...]
    #: actor -> the digest of where it stands, with the words and the names around it
    surroundings: Mapping[str, bytes]


def normalised(batch: Sequence[tuple[Source, Sidecar]]) -> list[Normalised]:
    """Each text with its sidecar as a report.  Raises ``CefuError`` on bad input."""
    reports = [make_report(text, sidecar) for text, sidecar in batch]
    return [Normalised(report, propose(report)) for report in reports]


def for_finding(authorities: Authorities) -> bytes:
    """What of ``authorities`` decides which names and events are found, pickled.

    The rest is taken out, so that a new description makes nothing be looked for again.
    """
    bare = [
        replace(
            record,
            description={},
            identifiers={},
            disagreement={},
            note="",
            former_ids=(),
            file="",
            line=0,
        )
        for record in authorities.records
    ]
    return pickle.dumps(Authorities(tuple(bare)), protocol=5)


def annotated(batch: Sequence[tuple[Report, Reconciled]], finding: bytes) -> list[Annotated]:
    """Each report with what `for_finding`'s authorities find in it."""
    authorities, matcher, extractor = _tools(finding)
    results = []
    for fresh, outcome in batch:
        report = relabel(fresh, outcome)
        if not report.keywords:
            texts = [block.text for block in report.blocks]
            report = replace(report, keywords=extractor.keywords(texts))
        mentions = tuple(find_mentions(report, matcher))
        statements = find_timeline([report], authorities, mentions)
        results.append(Annotated(report, mentions, statements, _surroundings(report, mentions)))
    return results


#: More characters to either side of a name than any page quotes.
_AROUND = 80


def _surroundings(report: Report, mentions: Sequence[Mention]) -> dict[str, bytes]:
    """For each actor the digest of all that a page quotes of its mentions in ``report``."""
    texts = {b.id: b.text for b in report.blocks} | {n.id: n.text for n in report.notes}
    together: dict[str, set[str]] = {}
    for mention in mentions:
        together.setdefault(mention.block, set()).add(mention.actor)
    seen: dict[str, list[str]] = {}
    for m in mentions:
        words = texts[m.block][max(0, m.start - _AROUND) : m.end + _AROUND]
        told = (m.block, m.start, m.end, m.surface, words, sorted(together[m.block]))
        seen.setdefault(m.actor, []).append(repr(told))
    return {actor: bytes.fromhex(digest(*parts)) for actor, parts in seen.items()}


@lru_cache(maxsize=1)
def _tools(finding: bytes) -> tuple[Authorities, Matcher, Extractor]:
    authorities: Authorities = pickle.loads(finding)
    names = [v.form for r in authorities.records for v in r.variants if not v.conditional]
    return authorities, Matcher(authorities), Extractor(names)
