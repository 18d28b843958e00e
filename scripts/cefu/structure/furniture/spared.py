"""What looks like furniture and is text: ends of citations, headings that a summary repeats."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from string import ascii_letters

from cefu.model.line import Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.wording.numbering import numbered

#: A day, a year or a page that closes a citation, and what a citation breaks after.
_YEAR_STOP = re.compile(r"(?:\d{1,2}\s*[,，]\s*)?\d{1,4}\s*[.。]")
_UNFINISHED = ",，" + ascii_letters + ":：.–-"


def ends_citation(lines: Sequence[Line], i: int) -> bool:
    """Whether figures with a full stop end the citation in the line before.

    >>> from cefu.structure.lines.lines import read_lines
    >>> ends_citation(read_lines("Yonhap, July 27,\\n2020.\\n"), 1)
    True
    >>> ends_citation(read_lines("水漲。\\n12.\\n"), 1)
    False
    """
    line = lines[i]
    return (
        bool(_YEAR_STOP.fullmatch(line.text))
        and (i > 0 and not line.gap and lines[i - 1].page == line.page)
        and lines[i - 1].text[-1] in _UNFINISHED
    )


def heads_part(lines: Sequence[Line], i: int, found: Collection[int], measure: int) -> bool:
    """Whether a line that comes twice is a numbered heading, in a summary and in the
    text: it has no chapter's number, or the text before it does not break off.

    ``found``: the lines known for furniture.  ``measure``: columns of a full line.

    >>> from cefu.structure.lines.lines import read_lines
    >>> heads_part(read_lines("水漲。\\n\\f一、水價\\n"), 1, (), 48)
    True
    >>> heads_part(read_lines("水價的\\n\\f第一章 水價\\n"), 1, (), 6)
    False
    """
    number = numbered(lines[i].text)
    if number is None:
        return False
    chapter = number.style.name in ("part", "chapter", "section")
    return not chapter or not _broken_off(lines, i, found, measure)


def line_above(i: int, found: Collection[int]) -> int:
    """The index of the line above line ``i`` and the furniture around it; -1 where none is.

    >>> line_above(3, {1, 2}), line_above(0, ())
    (0, -1)
    """
    a = i - 1
    while a > 0 and a in found:
        a -= 1
    return a


def _broken_off(lines: Sequence[Line], i: int, found: Collection[int], measure: int) -> bool:
    """Whether the text before the furniture around ``lines[i]`` breaks off amid a sentence."""
    a = line_above(i, found)
    if a < 0 or ends_sentence(lines[a].text) or numbered(lines[a].text):
        return False
    return lines[a].width >= 0.8 * measure
