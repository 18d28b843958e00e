"""Levels of headings that have no number, by the sizes they are set in."""

from __future__ import annotations

from cefu.model.line import Box, Line
from cefu.structure.blocks.levels import heading_ranks
from cefu.structure.blocks.typed import Chunk, Typed
from cefu.structure.wording.numbering import numbered


def heading(words: str, size: float) -> Typed:
    """A heading of one line in ``size`` points; 0 is that of a plain text."""
    box = Box(70.0, 0.0, 300.0, size) if size else None
    chunk = Chunk((Line(0, 0, words, 0, False, 0, box=box, size=size),))
    number = numbered(words)
    style, mark = (number.style.name, number.mark) if number else ("", "")
    return Typed(chunk, "heading", "", style=style, mark=mark)


def levels(*headings: Typed) -> list[int]:
    """The ranks as levels, 1 outermost."""
    ranks = heading_ranks(headings)
    return [sorted(set(ranks)).index(rank) + 1 for rank in ranks]


def test_smaller_headings_without_numbers_stand_below_numbered_ones() -> None:
    set_so = [heading("I. Ports", 15), heading("Tariffs", 12.5), heading("II. Ferries", 15)]
    assert levels(*set_so) == [1, 2, 1]


def test_headings_without_numbers_stand_beside_numbered_ones_of_their_size() -> None:
    set_so = [heading("1 港務", 15), heading("1.1 水價", 12), heading("專欄：渡輪", 12)]
    assert levels(*set_so) == [1, 2, 2]


def test_where_no_heading_has_a_number_sizes_tell_levels() -> None:
    set_so = [heading("港務", 16), heading("水價", 13), heading("渡輪", 13.1), heading("船員", 16)]
    assert levels(*set_so) == [1, 2, 2, 1]


def test_sizes_that_contradict_the_numbers_tell_nothing() -> None:
    set_so = [heading("一、港務", 12), heading("（一）水價", 14), heading("小結", 14)]
    assert levels(*set_so)[:2] == [1, 2]
    assert (
        levels(*set_so)[2]
        == levels(heading("一、港務", 0), heading("（一）水價", 0), heading("小結", 0))[2]
    )
