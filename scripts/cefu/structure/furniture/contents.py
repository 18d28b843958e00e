"""Contents pages: a table of contents repeats headings for a reader who turns
pages; on a site its place is taken by navigation, so it is furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cefu.model.line import Line
from cefu.structure.wording.headwords import CONTENTS

_LABEL = r"[（(]?(?:\d{1,4}|[０-９]{1,4}|[ivxlcIVXLC]{1,7}|[ⅰ-ⅿⅠ-Ⅿ]{1,3})[）)]?"
_LEADER = re.compile(
    rf"(?:[.．·‧・…⋯﹒]{{4,}}|…{{3,}}|(?:[.．·‧・][ \u3000]){{3,}}|[-–—─_]{{6,}})"
    rf"[-–—.．·‧・…⋯﹒ \t\u3000]*{_LABEL}$"
)
#: An entry without leaders: blanks or a tab, then the label.
_BARE = re.compile(rf"\S(?:[ \u3000]{{2,}}|\t[ \t]*){_LABEL}$")
#: Leader and label of an entry without blanks.
_TAIL = re.compile(r"[.．·‧・…⋯﹒]{2,}[（(]?[\divxlIVXL]*[）)]?$")
#: Longest entry, in characters.
_LONGEST = 240
#: How many lines without a label an entry may wrap over.
_WRAP = 2


def is_entry(text: str) -> bool:
    """Whether ``text`` is an entry of a contents page with its dot leaders.

    >>> is_entry("第一章　緒論 ................ 3"), is_entry("东盟谈判前瞻 …………（6）")
    (True, True)
    >>> is_entry("他說……3"), is_entry("約為 0.5")
    (False, False)
    """
    return len(text) <= _LONGEST and bool(_LEADER.search(text))


def contents_lines(lines: Sequence[Line]) -> set[int]:
    """Indices of the lines that make up tables of contents, their headings included."""
    entries = {i for i, line in enumerate(lines) if is_entry(line.text)}
    heads = [i for i, line in enumerate(lines) if CONTENTS.fullmatch(line.plain)]
    for head in heads:
        entries.update(_bare_entries(lines, head + 1))
        entries.update(_repeated_entries(lines, head + 1))
    result = set(entries)
    last = -1
    for i in sorted(entries):
        if last >= 0 and i - last - 1 <= _WRAP:
            result.update(range(last + 1, i))  # the first line of an entry that wraps
        last = i
    for head in heads:
        if head + 1 in result or (head + 2 in result and lines[head + 1].page == lines[head].page):
            result.update(range(head, head + 2))
    return result


def plain_contents(lines: Sequence[Line]) -> set[int]:
    """Indices of contents that are so for certain: below a heading 目錄 stand what the headings
    further on say, word for word and in their order.

    >>> from cefu.structure.lines.lines import read_lines
    >>> text = "目錄\\n一、背景\\n二、現況\\n三、建議\\n一、背景\\n水價上漲。\\n二、現況\\n三、建議\\n"
    >>> sorted(plain_contents(read_lines(text)))
    [0, 1, 2, 3]
    """
    result: set[int] = set()
    for head, line in enumerate(lines):
        if CONTENTS.fullmatch(line.plain):
            run = _repeated_entries(lines, head + 1)
            if run and run == list(range(run[0], run[-1] + 1)) and run[0] == head + 1:
                result.update((head, *run))
    return result


def _bare_entries(lines: Sequence[Line], start: int) -> list[int]:
    """A run of three or more entries without leaders right below a heading 目錄."""
    run = []
    for i in range(start, len(lines)):
        if len(lines[i].text) > _LONGEST or not _BARE.search(lines[i].text):
            break
        run.append(i)
    return run if len(run) >= 3 else []


def _repeated_entries(lines: Sequence[Line], start: int) -> list[int]:
    """Three or more lines right below a heading 目錄 whose words, without leaders and labels,
    stand alone on a line again further on: what they head.

    >>> from cefu.structure.lines.lines import read_lines
    >>> text = "目錄\\n一、背景\\n二、現況\\n三、建議\\n一、背景\\n水價上漲。\\n二、現況\\n三、建議\\n"
    >>> _repeated_entries(read_lines(text), 1)
    [1, 2, 3]
    """
    last = {_words(line): i for i, line in enumerate(lines)}
    run: list[int] = []
    for i in range(start, len(lines)):
        if i - (run[-1] if run else start - 1) > _WRAP + 1 or (
            run and i >= last[_words(lines[run[0]])]
        ):
            break
        if len(lines[i].text) <= _LONGEST and last[_words(lines[i])] > i:
            run.append(i)
    return run if len(run) >= 3 else []


def _words(line: Line) -> str:
    """A line's words without blanks, leader and label."""
    return _TAIL.sub("", line.plain)
