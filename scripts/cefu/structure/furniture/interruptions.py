"""Running heads that no number and no form feed betray: they interrupt a sentence.

A page end that falls amid a sentence leaves its head or foot between two lines
of prose.  There it is known by its wide inner blanks, or by standing word for
word in another place too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cefu.model.line import Line
from cefu.structure.furniture.heads import WIDEST, is_title, prose_like, sole_title
from cefu.structure.furniture.mastheads import names_issue
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.lines import is_rule
from cefu.structure.lines.pages import Furniture
from cefu.structure.notes.openings import opening
from cefu.structure.wording.labels import page_label
from cefu.structure.wording.numbering import numbered

_COLUMNS = re.compile(r"\S(?:[ \t]{4,}|\u3000{2,})\S")
#: The month, year or number of an issue.
_ISSUE = re.compile(
    r"(?:19|20)\d\d[./年-]\s?\d{1,2}|第\s?[〇○零一二三四五六七八九十百\d]+\s?[期卷輯辑號号]"
)
_CLAUSE = re.compile(r"[，；。！？]")
#: Fewest lines on a page.
_PAGE = 8
#: A line of prose has more characters than this.
_LEAST = 10
#: Fewest characters that make words recognisable wherever they stand.
_WORDS = 4


def interrupting_heads(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> None:
    """Add to ``found`` the heads that stand amid a sentence, and the page labels
    beside them; ``gap`` is the usual number of empty lines."""
    heads = [i for i in range(len(lines)) if i not in found and _parted(lines, i, found, gap)]
    for i in heads:
        found[i] = Furniture("running-head")
    for i in _repeated(lines, found, gap):
        found[i] = Furniture("running-head")
        heads.append(i)
    for i in heads:
        for j in (i - 1, i + 1):
            label = page_label(lines[j].text) if 0 <= j < len(lines) and j not in found else None
            if label is not None and lines[j].text.isdecimal():
                found[j] = Furniture("page-label", label)


def _could_be_head(line: Line) -> bool:
    return (
        line.width <= WIDEST
        and len(line.plain) >= _WORDS
        and not ends_sentence(line.text)
        and not is_rule(line.text)
        and not _CLAUSE.search(line.text)
    )


def _amid(lines: Sequence[Line], i: int, found: dict[int, Furniture]) -> bool:
    """Whether a sentence breaks off before ``lines[i]`` and goes on after it,
    page labels on either side passed over."""
    a, b = i - 1, i + 1
    while a >= 0 and (a in found or lines[a].text.isdecimal()):
        a -= 1
    while b < len(lines) and (b in found or lines[b].text.isdecimal()):
        b += 1
    if a < 0 or b >= len(lines):
        return False
    before, after = lines[a], lines[b]
    if ends_sentence(before.text) or before.text[-1] in "：:" or numbered(after.text):
        return False
    if numbered(before.text) and not _CLAUSE.search(before.text):
        return False  # a heading, under which this one stands
    return len(before.text) > _LEAST and before.width >= 0.8 * after.width


def _parted(lines: Sequence[Line], i: int, found: dict[int, Furniture], gap: int) -> bool:
    """A head of two columns amid a sentence; rows of a table have company."""
    line = lines[i]
    if not _COLUMNS.search(line.text[:WIDEST]) or not _could_be_head(line):
        return False
    if numbered(line.text) or opening(line.text):
        return False
    if any(0 <= j < len(lines) and _COLUMNS.search(lines[j].text[:WIDEST]) for j in (i - 1, i + 1)):
        return False
    after = lines[i + 1].gap if i + 1 < len(lines) else 0
    apart = line.gap > gap or after > gap or _ISSUE.search(line.text)
    return bool(apart) and _amid(lines, i, found)


def _repeated(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> Iterator[int]:
    """Lines that stand word for word in several places, most of them amid a
    sentence; the title or heading that they repeat is passed over."""
    groups: dict[str, list[int]] = defaultdict(list)
    measure = usual_width(lines)
    for i, line in enumerate(lines):
        if line.width <= WIDEST:
            groups[line.plain].append(i)
    for group in groups.values():
        head = lines[group[0]]
        if len(group) < 2 or prose_like(head, measure, len(group)) or not _could_be_head(head):
            continue
        inside = [
            i
            for i in group
            if i in found or (_short_or_apart(lines, i, gap) and _amid(lines, i, found))
        ]
        if len(group) > 2 and _on_every_page(lines, group):
            inside = group
        if not inside or 2 * len(inside) < len(group):
            continue
        if len(inside) == 1 and lines[inside[0]].gap <= gap:
            continue  # a heading can follow a line that merely lacks its full stop
        first = group[0]
        titled = is_title(lines, first) or first == 0 or numbered(lines[first].text)
        keep = first not in inside and titled
        titles = {i for i in group[:1] if sole_title(lines, i) and not names_issue(head.text)}
        titles |= {i for i in group if is_title(lines, i)} or ({first} if keep else set())
        yield from (i for i in group if i not in found and i not in titles)


def _on_every_page(lines: Sequence[Line], group: Sequence[int]) -> bool:
    """Whether a head of two columns, or one beside the traces of page breaks, comes
    again page after page."""
    if any(b - a < _PAGE for a, b in pairwise(group)):
        return False
    columns = _COLUMNS.search(lines[group[0]].text) is not None
    return columns or all(lines[i].broken or lines[i].void for i in group[1:])


def _short_or_apart(lines: Sequence[Line], i: int, gap: int) -> bool:
    """Whether the line shows that it is no line of the sentence around it."""
    after = lines[i + 1].gap if i + 1 < len(lines) else 0
    return max(lines[i].gap, after) > gap or lines[i].width < 0.8 * lines[i - 1].width
