"""Where a summary ends that has headings of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from cefu.structure.blocks.typed import Typed
from cefu.structure.wording.headwords import SUMMARY
from cefu.structure.wording.numbering import value


def mark_summaries(typed: Sequence[Typed]) -> list[Typed]:
    """``typed`` with what stands in a summary marked as such."""
    result = list(typed)
    for first, end in _summaries(typed).items():
        for i in range(first + 1, end):
            result[i] = replace(result[i], summary=True)
    return result


def _summaries(typed: Sequence[Typed]) -> dict[int, int]:
    """Index of each summary's heading and where it ends: at the next heading, or,
    where it has numbered headings of its own, where their numbers start again from one."""
    ones: dict[str, list[int]] = defaultdict(list)
    headings = [i for i, item in enumerate(typed) if item.type == "heading"]
    for i in headings:
        if typed[i].style and value(typed[i].mark) == 1:
            ones[typed[i].style].append(i)
    ends: dict[int, int] = {}
    for i in headings:
        if not SUMMARY.fullmatch(typed[i].chunk.plain):
            continue
        k = bisect_left(headings, i + 1)
        if k == len(headings):
            ends[i] = len(typed)
            continue
        first = headings[k]
        again = ones[typed[first].style] if value(typed[first].mark) == 1 else []
        j = bisect_left(again, first + 1)
        restarts = j < len(again) and again[j] - i < (len(typed) - i) / 2
        ends[i] = again[j] if restarts else first
    return ends
