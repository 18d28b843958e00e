"""Documents with known structure: each line with the label that it should get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cefu.model.line import Line

SAME = {"abstract_bullet": "abstract_point"}
#: Share of a line's characters that may be marks of notes and glyphs.
_LOOSE = 0.34


@dataclass(frozen=True, slots=True)
class Truth:
    """For each line: ``type`` of its block ("" where it is in none), ``first`` whether
    the block begins there, ``accept`` other types that count as right."""

    type: str
    first: bool = False
    accept: tuple[str, ...] = ()


def align(lines: Sequence[Line], blocks: Sequence[Mapping[str, Any]]) -> list[Truth]:
    """What each of ``lines`` is, told from the blocks that they make up."""
    body = [b for b in blocks if b["type"] not in ("footnote", "furniture", "note", "notes")]
    texts = ["".join(str(b["text"]).split()) for b in body]
    result: list[Truth] = []
    block, at = 0, 0
    waiting = False  # a glyph alone on its line opens the next block
    for line in lines:
        while block < len(body) and at >= len(texts[block]):
            block, at = block + 1, 0
        if block == len(body):
            result.append(Truth(""))
            continue
        end, skipped = _consume(line.plain, texts[block], at)
        if end == at or skipped > max(_LOOSE * len(line.plain), 1 if end - at > 1 else 0):
            glyph = at == 0 and len(line.plain) == 1 and not line.plain.isalnum()
            waiting = glyph
            kind = _kind(body[block])
            result.append(
                Truth(kind, True, tuple(body[block].get("accept", ()))) if glyph else Truth("")
            )
            continue
        kind = _kind(body[block])
        result.append(Truth(kind, at == 0 and not waiting, tuple(body[block].get("accept", ()))))
        waiting = False
        at = end
    return result


def _kind(block: Mapping[str, Any]) -> str:
    return SAME.get(block["type"], str(block["type"]))


def _consume(plain: str, text: str, at: int) -> tuple[int, int]:
    """How far ``plain`` follows ``text`` from ``at``, marks skipped; how many were."""
    skipped = 0
    for char in plain:
        if at < len(text) and text[at] == char:
            at += 1
        else:
            skipped += 1
    return at, skipped


def labels(truths: Sequence[Truth]) -> Iterator[str]:
    """The names of the labels of the lines that are in a block."""
    place, before = "", ""
    for truth in truths:
        if not truth.type:
            continue
        first = truth.first and not before == truth.type == "series_list"
        place = "begins" if first or not place else "second" if place == "begins" else "on"
        before = truth.type
        yield f"{place} {truth.type}"
