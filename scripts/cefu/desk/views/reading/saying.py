"""What a keeper says of lines at the reading desk, as hints of the sidecar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cefu.desk.views.reading.model import Place
from cefu.model.errors import CefuError
from cefu.model.hints import LEVELS, VERDICTS, Hint
from cefu.model.line import Line
from cefu.structure.hints import squeezed

#: So many characters of a line are repeated in a hint, if they tell it from all others.
_ENOUGH = 24


def hint_on(
    lines: Sequence[Line], at: int, verdict: str, reason: str, level: int = 0, words: str = ""
) -> Hint:
    """The hint that says ``verdict`` of the line ``at``.

    ``words`` are, of ``split``, those with which the next block begins.  The line is named by
    its words, and by its number only where they stand in others too.  Raises ``CefuError``
    where there is no such verdict, or the words are not in the line.

    >>> from cefu.structure.lines.lines import read_lines
    >>> lines = read_lines("小結\\n\\n各港皆然。其次\\n\\n小結\\n")
    >>> hint_on(lines, 2, "heading", "r", level=2)
    Hint(find='小結', verdict='heading', reason='r', level=2, lines=(5,))
    >>> hint_on(lines, 1, "split", "r", words="其次").find
    '其次'
    """
    if verdict not in VERDICTS or (level and level not in LEVELS):
        raise CefuError(f"{verdict!r} is no verdict", remedy=f"Known: {', '.join(VERDICTS)}")
    line = lines[at]
    find = words.strip() if verdict == "split" else _telling(lines, line)
    if verdict == "split":
        _check_split(line, find)
    hits = [each.number for each in lines if squeezed(find) in squeezed(each.text)]
    numbers = () if len(hits) == 1 else (line.number,)
    return Hint(find, verdict, reason, level if verdict == "heading" else 0, numbers)


def _telling(lines: Sequence[Line], line: Line) -> str:
    """The words of ``line``, cut short where the beginning tells it from all other lines."""
    text = line.text
    if len(text) <= _ENOUGH:
        return text
    short = text[:_ENOUGH].rstrip()
    hits = sum(squeezed(short) in squeezed(each.text) for each in lines)
    return short if hits == 1 else text


def _check_split(line: Line, words: str) -> None:
    if not words or squeezed(line.text).find(squeezed(words)) < 1:
        raise CefuError(
            "a block can be split only within a line of the text",
            remedy="Put the cursor before the word with which the next block begins",
        )


def one_of_block(verdict: str) -> str:
    """The verdict on a further line of the lines that are said to be one block.

    >>> one_of_block("heading"), one_of_block("note"), one_of_block("table")
    ('join', 'note-goes-on', 'table')
    """
    if verdict in ("table", "figure", "furniture", "note-goes-on"):
        return verdict
    return "note-goes-on" if verdict == "note" else "join"


def rest_of_block(made: Mapping[int, Place], at: int) -> list[int]:
    """The further lines of the block that the line ``at`` is in: a note is all of them.

    >>> part = ["p1", "p1", "", "p1", "p2"]
    >>> made = {i: Place(p, "list_item", i in (0, 4), "") for i, p in enumerate(part)}
    >>> rest_of_block(made, 0), rest_of_block(made, 3), rest_of_block(made, 2)
    ([1, 3], [], [])
    """
    part = made[at].part
    return [i for i, place in sorted(made.items()) if i > at and part and place.part == part]


def goes_on(before: str) -> str:
    """The verdict by which a line goes on from the one before: a note's, if that is of a note.

    >>> goes_on("note"), goes_on("paragraph")
    ('note-goes-on', 'join')
    """
    return "note-goes-on" if before == "note" else "join"
