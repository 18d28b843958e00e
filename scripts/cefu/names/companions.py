"""Who is mentioned with whom: actors that stand in the same paragraph or note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cefu.model.annotations import Mention
from cefu.names.register import Authorities


@dataclass(frozen=True, slots=True)
class Company:
    """``actor`` stands beside another in ``passages``: pairs of report and anchor."""

    actor: str
    passages: tuple[tuple[str, str], ...]


def companies(
    mentions: Iterable[Mention], authorities: Authorities
) -> dict[str, tuple[Company, ...]]:
    """For each actor the others in its paragraphs, most shared paragraphs first.

    A record and what it is a case of are not in company: one mention names
    both.  Paragraphs come in the order of ``mentions``; of equals, the id
    decides.
    """
    present: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        present[mention.report, mention.block].setdefault(mention.actor)
    kin = {r.id: set(authorities.broader(r.id)) for r in authorities.records}
    shared: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for passage, actors in present.items():
        for actor in actors:
            for other in actors:
                if actor != other and other not in kin[actor] and actor not in kin[other]:
                    shared[actor][other].append(passage)
    return {actor: _ranked(others) for actor, others in shared.items()}


def _ranked(others: Mapping[str, list[tuple[str, str]]]) -> tuple[Company, ...]:
    ordered = sorted(others.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Company(actor, tuple(passages)) for actor, passages in ordered)
