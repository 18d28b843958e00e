"""Tables that go on over a page: their rows numbered on, their repeated heads told apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cefu.inputs.documents.pdf.lines import SetLine, TablePlace
from cefu.model.line import CellPlace
from cefu.model.received import PageSize

#: The number of a table that is the rest of the last one before its page.
GOES_ON = -1
#: The edges of the two parts may differ by so much, in points.
_SLACK = 6.0
#: Between the two parts only running heads and feet stand, in this share of a page.
_MARGIN = 0.14


@dataclass(frozen=True, slots=True)
class SetPage:
    """One page: its size and its lines in reading order."""

    size: PageSize
    lines: tuple[SetLine, ...]


def with_whole_tables(pages: Sequence[SetPage]) -> list[SetPage]:
    """``pages`` with each table that goes on from the page before numbered on from it."""
    result = list(pages)
    head: list[str] = []
    for index in range(1, len(result)):
        above, below = _last_table(result[index - 1]), _first_table(result[index])
        if not above or not below or not _goes_on(above, below):
            continue
        if above[0].cell and above[0].cell.table != GOES_ON:
            head = _head(above)
        repeated = _head(below) == head and bool(head)
        skip = _head_rows(below) if repeated else 0
        shift = max(p.row + p.rows for p in _places(above)) - skip
        own = {id(line) for line in below}
        lines = tuple(
            _numbered_on(line, shift, skip) if id(line) in own else line
            for line in result[index].lines
        )
        result[index] = replace(result[index], lines=lines)
    return result


def _numbered_on(line: SetLine, shift: int, skip: int) -> SetLine:
    if line.cell is None or line.cell.place.row < skip:
        return replace(line, cell=None, role="furniture")
    place = line.cell.place
    return replace(
        line, cell=TablePlace(GOES_ON, place._replace(row=place.row + shift, header=False))
    )


def _last_table(page: SetPage) -> list[SetLine]:
    """The lines of the table that nothing but a running foot follows."""
    foot = (1 - _MARGIN) * page.size.height
    last = next((x for x in reversed(page.lines) if x.cell or x.box.y0 < foot), None)
    if last is None or last.cell is None:
        return []
    return [x for x in page.lines if x.cell and x.cell.table == last.cell.table]


def _first_table(page: SetPage) -> list[SetLine]:
    """The lines of the table that nothing but a running head comes before."""
    top = _MARGIN * page.size.height
    first = next((x for x in page.lines if x.cell or x.box.y1 > top), None)
    if first is None or first.cell is None:
        return []
    return [x for x in page.lines if x.cell and x.cell.table == first.cell.table]


def _places(lines: Sequence[SetLine]) -> list[CellPlace]:
    return [x.cell.place for x in lines if x.cell]


def _goes_on(above: Sequence[SetLine], below: Sequence[SetLine]) -> bool:
    """Whether both parts stand between the same edges and have as many columns."""
    if above[0].cell is None or below[0].cell is None:
        return False
    edges = zip(above[0].cell.edges, below[0].cell.edges, strict=True)
    counts = [max(p.column + p.columns for p in _places(part)) for part in (above, below)]
    return counts[0] == counts[1] and all(abs(a - b) <= _SLACK for a, b in edges)


def _head_rows(lines: Sequence[SetLine]) -> int:
    return max((p.row + p.rows for p in _places(lines) if p.header), default=0)


def _head(lines: Sequence[SetLine]) -> list[str]:
    """The words of a table's header cells, without blanks."""
    return ["".join(x.raw.split()) for x in lines if x.cell and x.cell.place.header]
