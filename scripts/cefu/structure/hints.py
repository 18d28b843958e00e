"""A keeper's hints on lines: found, and said of the lines before any rule looks at them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cefu.model.errors import CefuError
from cefu.model.hints import Hint
from cefu.model.line import BLANKS, Box, CellPlace, Line

#: What parts the cells of a row that is set with blanks.
_GAP = re.compile(rf"[{re.escape(BLANKS)}]{{2,}}|[\t\u3000]")
_APART = ("table", "figure")


@dataclass(frozen=True, slots=True)
class Hinted:
    """Lines as a keeper's hints leave them, and what they say of each by its source offset."""

    lines: tuple[Line, ...]
    verdicts: Mapping[int, str]


def hinted(lines: Sequence[Line], hints: Sequence[Hint]) -> Hinted:
    """``lines`` with ``hints`` on them: split where one says so, rows and figures marked.

    Raises ``CefuError`` where a hint finds no line, or not the one that it means.

    >>> from cefu.structure.lines.lines import read_lines
    >>> made = hinted(read_lines("甲事。乙事\\n船  港\\n"), [Hint("乙事", "split", ""), Hint("船", "table", "")])
    >>> [(line.text, line.cell and tuple(line.cell[:2])) for line in made.lines]
    [('甲事。', None), ('乙事', None), ('船', (0, 0)), ('港', (0, 1))]
    >>> made.verdicts
    {3: 'new-block', 6: 'table'}
    """
    placed: dict[int, Hint] = {}
    splits: dict[int, list[Hint]] = {}
    for hint in hints:
        for i in meant(lines, hint):
            if hint.verdict == "split":
                splits.setdefault(i, []).append(hint)
            else:
                placed[i] = hint
    result: list[Line] = []
    verdicts: dict[int, str] = {}
    for i, line in enumerate(lines):
        word = _word(placed[i]) if i in placed else ""
        if word:
            verdicts[line.start] = word
            line = _said(line, word)
        pieces = _split(line, splits.get(i, ()))
        verdicts.update({piece.start: "new-block" for piece in pieces[1:]})
        result.extend(pieces)
    return Hinted(tuple(_rows_and_figures(result, verdicts)), verdicts)


def squeezed(text: str) -> str:
    """``text`` without blanks, as hints are compared."""
    return "".join(c for c in text if c not in BLANKS)


def meant(lines: Sequence[Line], hint: Hint) -> list[int]:
    """The lines (by index) that ``hint`` is about."""
    wanted = squeezed(hint.find)
    hits = [i for i, line in enumerate(lines) if wanted in squeezed(line.text)]
    if hint.lines:
        found = [i for i in hits if lines[i].number in hint.lines]
        missing = sorted(set(hint.lines) - {lines[i].number for i in found})
        if missing:
            raise CefuError(
                f"the hint {hint.find!r} is not about line {missing[0]}, which has other words",
                remedy=f"Lines with these words: {_numbers(lines, hits)}",
            )
        return found
    if len(hits) != 1:
        told = f", or name it with lines: [{_numbers(lines, hits)}]" if hits else ""
        raise CefuError(
            f"the hint {hint.find!r} matches {len(hits)} lines of the text",
            remedy=f"Give enough of the line's words to make it match exactly one{told}",
        )
    return hits


def _numbers(lines: Sequence[Line], hits: Sequence[int]) -> str:
    return ", ".join(str(lines[i].number) for i in hits[:12]) or "none"


def _word(hint: Hint) -> str:
    return f"heading{hint.level}" if hint.verdict == "heading" and hint.level else hint.verdict


def _said(line: Line, word: str) -> Line:
    """``line`` without what its document says against the keeper's ``word``."""
    return replace(line, role="", group=0, cell=None, outline=0) if word else line


def _split(line: Line, hints: Sequence[Hint]) -> list[Line]:
    """The pieces of ``line``, a new one beginning with the words of each hint."""
    cuts = sorted({_place_of(line.raw, hint.find) for hint in hints} - {0})
    if not cuts:
        return [line]
    ends = [*cuts, len(line.raw)]
    return [_piece(line, a, b) for a, b in zip([0, *cuts], ends, strict=True)]


def _place_of(raw: str, find: str) -> int:
    """Where the words ``find`` begin in ``raw``, blanks in either not counted."""
    solid = [k for k, c in enumerate(raw) if c not in BLANKS]
    return solid[squeezed(raw).find(squeezed(find))]


def _piece(line: Line, a: int, b: int) -> Line:
    """The characters ``a`` to ``b`` of ``line`` as a line of their own."""
    box = line.box
    if box is not None and line.raw:
        step = box.width / len(line.raw)
        box = Box(box.x0 + a * step, box.y0, box.x0 + b * step, box.y1)
    raised = tuple(
        (max(start, a) - a, min(end, b) - a) for start, end in line.raised if start < b and end > a
    )
    gap = line.gap if a == 0 else 0
    return replace(line, start=line.start + a, raw=line.raw[a:b], gap=gap, box=box, raised=raised)


def _rows_and_figures(lines: Sequence[Line], verdicts: Mapping[int, str]) -> Iterator[Line]:
    """``lines`` with those of a table parted into cells, and those of a figure marked as its."""
    groups = [
        (word, list(run)) for word, run in groupby(lines, key=lambda line: _apart(line, verdicts))
    ]
    for k, (word, run) in enumerate(groups):
        if word == "table":
            for row, line in enumerate(run):
                yield from _cells(line, row, -run[0].start - 1)
        elif word == "figure":
            group = _figure_beside(groups, k) or -run[0].start - 1
            yield from (replace(line, role="figure", group=group) for line in run)
        else:
            yield from run


def _apart(line: Line, verdicts: Mapping[int, str]) -> str:
    word = verdicts.get(line.start, "")
    return word if word in _APART else ""


def _figure_beside(groups: Sequence[tuple[str, list[Line]]], k: int) -> int:
    """The group of the figure that the document itself has right before or after, 0 if none."""
    before = groups[k - 1][1][-1] if k else None
    after = groups[k + 1][1][0] if k + 1 < len(groups) else None
    for line in (before, after):
        if line is not None and line.role == "figure":
            return line.group
    return 0


def _cells(line: Line, row: int, group: int) -> Iterator[Line]:
    """The cells of a row that is set with blanks between them."""
    lead = len(line.raw) - len(line.raw.lstrip(BLANKS))
    end = len(line.raw.rstrip(BLANKS))
    gaps = [match.span() for match in _GAP.finditer(line.raw, lead, end)]
    starts = [lead, *(b for _, b in gaps)]
    ends = [*(a for a, _ in gaps), end]
    for column, (a, b) in enumerate(zip(starts, ends, strict=True)):
        yield replace(_piece(line, a, b), cell=CellPlace(row, column), group=group)
