"""Who is mentioned with whom: actors that stand in the same paragraph or note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

from cefu.model.annotations import Mention
from cefu.names.register import Authorities


@dataclass(frozen=True, slots=True)
class Company:
    """``actor`` stands beside another in ``passages``: pairs of report and anchor."""

    actor: str
    passages: tuple[tuple[str, str], ...]


class Companions(Mapping[str, tuple[Company, ...]]):
    """For each actor the others in its paragraphs, most shared paragraphs first.

    A record and what it is a case of are not in company: one mention names
    both.  Paragraphs come in the order of ``mentions``; of equals, the id
    decides.  What is held is who stands where; the company of one actor is worked out
    when it is asked for, since that of all grows much faster than the archive.
    """

    def __init__(self, mentions: Iterable[Mention], authorities: Authorities) -> None:
        present: dict[tuple[str, str], dict[str, None]] = {}
        for mention in mentions:
            own = present.setdefault((mention.report, mention.block), {})
            own.setdefault(intern(mention.actor))
        self._present = {passage: tuple(actors) for passage, actors in present.items()}
        self._kin = {r.id: set(authorities.broader(r.id)) for r in authorities.records}
        self._passages: dict[str, list[tuple[str, str]]] = {}
        for passage, actors in self._present.items():
            for actor in actors:
                self._passages.setdefault(actor, []).append(passage)
        self._of = lru_cache(maxsize=64)(self._work_out)

    def __getitem__(self, actor: str) -> tuple[Company, ...]:
        return self._of(actor)

    def __iter__(self) -> Iterator[str]:
        return (actor for actor in self._passages if self._of(actor))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _work_out(self, actor: str) -> tuple[Company, ...]:
        shared: dict[str, list[tuple[str, str]]] = {}
        for passage in self._passages[actor]:
            for other in self._present[passage]:
                if other != actor and not self.are_kin(actor, other):
                    shared.setdefault(other, []).append(passage)
        return _ranked(shared)

    def are_kin(self, one: str, other: str) -> bool:
        """Whether one of two records is a case of the other."""
        return other in self._kin[one] or one in self._kin[other]


def _ranked(others: Mapping[str, list[tuple[str, str]]]) -> tuple[Company, ...]:
    ordered = sorted(others.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(Company(actor, tuple(passages)) for actor, passages in ordered)
