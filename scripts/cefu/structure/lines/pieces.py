"""Printed lines that an extraction broke in pieces.

Full-width brackets and marks are set narrower than their cells where two of them meet;
``pdftotext`` takes the step for the end of a line, so that one printed line comes as two
or three.
"""

from __future__ import annotations

from collections.abc import Sequence

from cefu.model.line import Line

#: What a piece opens with: a bracket, or a mark that cannot open a printed line.
_OPENS = "（(「『《〈【〔“‘，。、；：！？」』）〉》】〕”’"
#: Columns that a printed line can be wider than the measure.
_OVER = 4


def is_piece(before: Line, line: Line, width: int, measure: int) -> bool:
    """Whether ``line`` goes on the printed line that ``before`` ends, ``width`` columns wide.

    >>> from cefu.structure.lines.lines import read_lines
    >>> a, b = read_lines("時，\\n《海岸利用準則》施行至今，望潮港僅有申請案\\n")
    >>> is_piece(a, b, a.width, 48), is_piece(a, b, a.width, 32)
    (True, False)
    """
    if before.box is not None or line.text[0] not in _OPENS or line.gap > before.gap + 1:
        return False
    return before.page == line.page and width + line.width <= measure + _OVER


def printed_widths(lines: Sequence[Line], measures: Sequence[int]) -> list[int]:
    """For each line the columns of its printed line up to its end."""
    result: list[int] = []
    for i, line in enumerate(lines):
        piece = i > 0 and is_piece(lines[i - 1], line, result[-1], measures[i])
        result.append(line.width + (result[-1] if piece else 0))
    return result
