"""What the reading desk shows of one report: its lines, what they were made, what is unsure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cefu.inputs.sidecar import Sidecar
from cefu.model.document import Block, Note, Report, Unsure
from cefu.model.hints import Hint
from cefu.model.line import BLANKS, Line
from cefu.model.received import Document
from cefu.structure.hints import meant
from cefu.structure.lines.lines import read_lines
from cefu.structure.normalise import shown as shown_line


def lines_of(document: Document) -> tuple[Line, ...]:
    """The lines of ``document`` that have words, with their geometry where that is known."""
    lines = document.lines or tuple(read_lines(document.text))
    return tuple(shown_line(line) for line in lines if line.text)


@dataclass(frozen=True, slots=True)
class Place:
    """What a line was made: ``part`` is the id of its block or note, '' where it is no text.

    ``kind`` is the type of the block, ``note``, ``furniture`` or ``blank``; ``begins`` tells
    whether the part begins with this line; ``rule`` is what decided.
    """

    part: str
    kind: str
    begins: bool
    rule: str

    @property
    def role(self) -> str:
        """The same as one says it of a line: ``begins heading``, ``on paragraph``, ``furniture``."""
        if self.kind in ("furniture", "blank"):
            return self.kind
        return f"{'begins' if self.begins else 'on'} {self.kind}"


def places(report: Report, lines: Sequence[Line]) -> dict[int, Place]:
    """What each of ``lines`` (by its index) was made."""
    rules = _rules(report)
    parts: list[Block | Note] = [*report.blocks, *report.notes]
    owner: dict[int, Block | Note] = {}
    for part in parts:
        for offset in part.origin:
            owner.setdefault(offset, part)
    firsts = {part.id: min(part.origin) for part in parts if len(part.origin)}
    result = {}
    for i, line in enumerate(lines):
        solid = [line.start + k for k, c in enumerate(line.raw) if c not in BLANKS]
        found = next((owner[offset] for offset in solid if offset in owner), None)
        if found is None:
            rule = next((rules[offset] for offset in solid if offset in rules), "")
            result[i] = Place("", "furniture" if rule else "blank", False, rule)
            continue
        kind = found.type if isinstance(found, Block) else "note"
        first = firsts[found.id]
        begins = line.start <= first < line.start + max(1, len(line.raw))
        result[i] = Place(found.id, kind, begins, "")
    return result


def _rules(report: Report) -> dict[int, str]:
    return {
        offset: entry.rule
        for entry in report.ledger
        if entry.fate in ("furniture", "mark")
        for offset in range(entry.start, entry.end)
    }


def hints_by_line(lines: Sequence[Line], hints: Sequence[Hint]) -> dict[int, Hint]:
    """The hint on each line that has one, by the line's index."""
    return {i: hint for hint in hints for i in meant(lines, hint)}


def shown(report: Report, document: Document, sidecar: Sidecar) -> dict[str, Any]:
    """All that the page is made of, as JSON."""
    lines = lines_of(document)
    made = places(report, lines)
    hinted = hints_by_line(lines, sidecar.hints)
    doubts: dict[int, Unsure] = {}
    for doubt in report.unsure:
        doubts.setdefault(doubt.line, doubt)
    return {
        "id": report.id,
        "file": report.source_file,
        "pages": [[page.width, page.height, page.label] for page in document.pages],
        "lines": [_line(line, made[i], hinted.get(i), doubts) for i, line in enumerate(lines)],
        "blocks": [_block(block) for block in report.blocks],
        "notes": [{"id": n.id, "label": n.label, "text": n.text} for n in report.notes],
        "editorial": [
            {"block": note.block, "start": note.start, "end": note.end, "note": dict(note.note)}
            for note in report.editorial
        ],
    }


def _line(
    line: Line, place: Place, hint: Hint | None, doubts: Mapping[int, Unsure]
) -> dict[str, Any]:
    doubt = None if hint else doubts.get(line.number)
    return {
        "n": line.number,
        "page": line.page,
        "box": [round(x, 1) for x in line.box] if line.box else None,
        "text": line.text,
        "lead": min(line.lead, 12),
        "part": place.part,
        "kind": place.kind,
        "begins": place.begins,
        "rule": place.rule,
        "hint": {"verdict": hint.verdict, "level": hint.level, "reason": hint.reason}
        if hint
        else None,
        "unsure": {
            "decided": doubt.decided,
            "other": doubt.other,
            "margin": doubt.margin,
            "reasons": list(doubt.reasons),
        }
        if doubt
        else None,
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "id": block.id,
        "type": block.type,
        "level": block.level,
        "text": block.text,
        "cells": [[*cell.place[:4], block.text[cell.start : cell.end]] for cell in block.cells],
        "picture": block.figure.name if block.figure else "",
        "notes": [[ref.note, ref.at] for ref in block.notes],
    }
