"""Reports before their addresses are settled, and steps that are taken report by report.

What a fresh report proposes is needed of all reports at once, the report itself only when
its own names and dates are looked for.  So it lies on disk in between, and the memory an
archive takes does not hold it twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from cefu.addresses import Proposal
from cefu.archive.kept import Kept, digest
from cefu.archive.steps import normalised
from cefu.inputs.sidecar import Sidecar
from cefu.inputs.sources import Source
from cefu.model.document import Report

#: Reports dealt to a worker at a time, at most, and the batches there are at least (of one
#: report each, where there are few): few enough that all workers end together.
_BATCH = 8
_BATCHES = 16
#: Batches that wait to be done: no more are in memory at a time.
_WAITING = 16
S = TypeVar("S")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Fresh:
    """What each source proposes, in the order of the sources: ``ids`` and ``proposals``."""

    ids: tuple[str, ...]
    proposals: Mapping[str, Proposal]
    _given: Sequence[tuple[Source, Sidecar]]
    _keys: Sequence[str]
    _kept: Kept
    #: those that could not be kept
    _held: Mapping[int, Report]

    def report(self, at: int) -> Report:
        """The report of source number ``at``."""
        if at in self._held:
            return self._held[at]
        found = self._kept.get(self._keys[at])
        return found if isinstance(found, Report) else normalised([self._given[at]])[0].report


def fresh_reports(
    given: Sequence[tuple[Source, Sidecar]],
    keys: Sequence[str],
    kept: Kept,
    executor: Executor | None,
) -> Fresh:
    """The reports of ``given``: each kept under its key from an earlier build, or made now."""
    held: dict[int, Report] = {}
    told = [digest("proposal", key) for key in keys]
    found: list[Any] = [kept.get(key) for key in told]
    missing = [at for at, key in enumerate(keys) if not kept.holds(key) or found[at] is None]
    for at, made in batched(normalised, missing, lambda at: given[at], executor):
        if not kept.put(keys[at], made.report):
            held[at] = made.report
        found[at] = made.report.id, made.proposal
        kept.put(told[at], found[at])
    ids = tuple(ident for ident, _ in found)
    return Fresh(ids, dict(found), given, keys, kept, held)


def each(
    step: Callable[[Sequence[S]], list[R]],
    given: Callable[[int], S],
    keys: Sequence[str],
    kept: Kept,
    executor: Executor | None,
    shelved: Callable[[str, R], R],
) -> list[R]:
    """What ``step`` makes of ``given(n)`` for the n-th key: kept from an earlier build, or
    made now.  ``shelved`` gives what is held of a result that is kept."""
    found: list[Any] = []
    for key in keys:
        result: Any = kept.get(key)
        found.append(None if result is None else shelved(key, result))
    missing = [at for at, result in enumerate(found) if result is None]
    for at, result in batched(step, missing, given, executor):
        found[at] = shelved(keys[at], result) if kept.put(keys[at], result) else result
    return found


def batched(
    step: Callable[[Sequence[S]], list[R]],
    wanted: Sequence[int],
    given: Callable[[int], S],
    executor: Executor | None,
) -> Iterator[tuple[int, R]]:
    """``(n, what step makes of given(n))`` for every ``n`` wanted, in order."""
    size = max(1, min(_BATCH, len(wanted) // _BATCHES))
    batches = (wanted[at : at + size] for at in range(0, len(wanted), size))
    # One is done here: a worker would have to load first what work after it needs here too.
    run = executor.map if executor and len(wanted) > 1 else map
    while waiting := list(islice(batches, _WAITING)):
        results = run(step, [[given(at) for at in batch] for batch in waiting])
        for batch, made in zip(waiting, results, strict=True):
            yield from zip(batch, made, strict=True)
