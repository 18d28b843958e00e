"""What recurs on pages: a title that is the running head as well, a foot that counts."""

from __future__ import annotations

from cefu.model.line import Box, Line
from cefu.structure.reading.beside import repeated_exactly, said_larger


def set_line(raw: str, page: int, y: float, size: float) -> Line:
    """A line as a PDF knows it, at the left margin."""
    box = Box(70.0, y, 300.0, y + size)
    return Line(0, 0, raw, 0, False, page, box=box, size=size)


def test_a_title_set_larger_than_the_running_head_is_told_from_it() -> None:
    lines = [
        set_line("水價問答集", 0, 49, 9),
        set_line("水價問答集", 0, 73, 20),
        set_line("各地水價不一。", 0, 117, 11),
        set_line("水價問答集", 1, 49, 9),
        set_line("何時調整？", 1, 117, 11),
    ]
    assert said_larger(lines, [1, 0, 0, 1, 0], 11) == ["head", "title", "", "", ""]


def test_a_heading_repeated_in_the_text_is_no_running_head() -> None:
    lines = [set_line("結論與建議", 0, 300, 11), set_line("結論與建議", 3, 90, 16)]
    assert said_larger(lines, [0, 0], 11) == ["", ""]


def test_a_foot_whose_number_counts_with_the_pages_is_the_same_foot() -> None:
    feet = [set_line(f"{page + 3}            流域委員會", page, 741, 9) for page in range(4)]
    han = [set_line(label, page, 560, 9) for page, label in enumerate("一二三四")]
    clauses = [set_line(f"{n} 每年檢討一次", page, 400, 9) for page, n in enumerate((2, 5, 6, 9))]
    issues = [set_line("流域通訊 45", page, 30, 9) for page in range(4)]
    assert repeated_exactly([*feet, *han, *issues, *clauses]) == [True] * 12 + [False] * 4
