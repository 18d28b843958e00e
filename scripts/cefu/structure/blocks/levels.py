"""How deep a heading stands: the numbering grammar, and where it is silent the
way a document uses it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cefu.structure.blocks.typed import Typed
from cefu.structure.wording.headwords import HEADWORD, PREFACE, SUMMARY, WORKS, WORKS_PART
from cefu.structure.wording.numbering import STYLES, value

_RANK = {style.name: style.rank for style in STYLES}
#: Unnumbered headings stand level with 壹、 where they are not below something.
_BARE = 4
#: Below every numbered heading.
_LOWEST = 99


def heading_ranks(typed: Sequence[Typed]) -> list[float]:
    """A rank for every heading among ``typed``, in order: smaller is further out.

    0 is the heading of a summary, whose own headings stand below it.
    """
    headings = [item for item in typed if item.type == "heading"]
    body = [h for h in headings if not h.summary]
    ranks = _style_ranks(body)
    outer = min((ranks[h.style] for h in body if h.style in ranks), default=_BARE)
    restarts = _restarts(body, outer, ranks)
    result: list[float] = []
    last = 0
    works = False
    following = _next_values(headings, outer, ranks)
    for i, heading in enumerate(headings):
        plain = heading.chunk.plain
        if heading.style in ranks:
            rank: float = ranks[heading.style]
            if rank == outer:
                last = value(heading.mark) or 0
        elif SUMMARY.fullmatch(plain):
            rank = 0
        elif works and WORKS_PART.fullmatch(plain):
            rank = _LOWEST
        elif heading.style == "appendix" or any(
            words.fullmatch(plain) for words in (HEADWORD, PREFACE, WORKS)
        ):
            rank = _BARE if restarts and outer > _BARE else outer
        elif outer < _BARE or (outer > _BARE and restarts):
            rank = _BARE
        elif last and following[i] == last + 1:
            rank = _LOWEST
        else:
            rank = outer
        works = bool(WORKS.fullmatch(plain)) or (works and rank == _LOWEST)
        result.append(rank)
    return result


def _style_ranks(body: Sequence[Typed]) -> dict[str, float]:
    """Ranks by style; where 1. heads what 1.1 divides, it is the outer of the two."""
    ranks = dict(_RANK)
    if any(h.style == "decimal" for h in body):
        ranks["arabic"] = _RANK["decimal"] - 1
    return ranks


def _restarts(body: Sequence[Typed], outer: float, ranks: Mapping[str, float]) -> bool:
    """Whether the outermost numbers begin again from one: then what has no
    number and stands between is what they divide."""
    ones = [h for h in body if ranks.get(h.style) == outer and value(h.mark) == 1]
    return len(ones) >= 2


def _next_values(headings: Sequence[Typed], outer: float, ranks: Mapping[str, float]) -> list[int]:
    """For each heading the value of the next outermost number after it, 0 if none."""
    result = [0] * len(headings)
    value_ahead = 0
    for i in range(len(headings) - 1, -1, -1):
        result[i] = value_ahead
        heading = headings[i]
        if not heading.summary and ranks.get(heading.style) == outer:
            value_ahead = value(heading.mark) or 0
    return result
