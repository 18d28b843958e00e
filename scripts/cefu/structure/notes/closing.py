"""Notes that close a document as a bare numbered list, without a heading of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.notes.openings import opening
from cefu.structure.notes.references import read_marks

#: What entries of such a list open with after their number.
_CITES = re.compile(r"https?://|www\.|[〈《“\"]|[A-Z]")
#: Share of the labels that the text must refer to.
_REFERRED = 0.6
#: Most lines of an entry, with the furniture of a page end.
_LONGEST = 15
#: Fewest entries of such a list.
_FEWEST = 2


def closing_list(lines: Sequence[Line]) -> list[int]:
    """Indices of the lines with which the notes of a closing list begin, if there is one.

    Entries count from one, cite, and most of their labels stand in brackets or raised in
    the text above them.
    """
    begins = _counted_run(lines)
    ends = [*begins[1:], len(lines)]
    if len(begins) < _FEWEST or max(b - a for a, b in zip(begins, ends, strict=True)) > _LONGEST:
        return []
    marks = {
        mark.label
        for line in lines[: begins[0]]
        for mark in read_marks(line.words)
        if mark.kind in ("bracket", "super") and mark.start
    }
    referred = sum(str(n) in marks for n in range(1, len(begins) + 1))
    return begins if referred >= _REFERRED * len(begins) else []


def _counted_run(lines: Sequence[Line]) -> list[int]:
    """The last run of lines that open with 1, 2, 3 … and cite."""
    run: list[int] = []
    for i, line in enumerate(lines):
        found = opening(line.text)
        if found is None or not _CITES.match(line.text[found.length :]):
            continue
        if found.number == len(run) + 1:
            run.append(i)
        elif found.number == 1:
            run = [i]
    return run
