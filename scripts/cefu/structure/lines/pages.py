"""Where printed pages begin, and under which label."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cefu.model.line import Line

#: Furniture of these kinds stands inside a page, not between two.
_INSIDE = ("masthead", "contents")


@dataclass(frozen=True, slots=True)
class Furniture:
    """Why a line is furniture (``rule``) and the page label it prints, if any."""

    rule: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Pagination:
    """``furniture`` by line index; ``begins``: line index -> label of the page
    that begins with that line ('' where none is printed)."""

    furniture: dict[int, Furniture]
    begins: dict[int, str]

    @property
    def labelled(self) -> bool:
        """Whether any page prints its label."""
        return any(self.begins.values())


def page_begins(
    lines: Sequence[Line], found: dict[int, Furniture], *, paged: bool
) -> dict[int, str]:
    """Line index -> label of the page that begins there.

    ``paged``: the extraction kept form feeds.
    """
    return _paged(lines, found) if paged else _unpaged(lines, found)


def _paged(lines: Sequence[Line], found: dict[int, Furniture]) -> dict[int, str]:
    labels: dict[int, str] = {}
    for i, furniture in sorted(found.items()):
        if furniture.label:
            labels.setdefault(lines[i].page, furniture.label)
    begins: dict[int, str] = {}
    last = -1
    for i, line in enumerate(lines):
        if i not in found and line.page != last:
            begins[i] = labels.get(line.page, "")
            last = line.page
    return begins


def _unpaged(lines: Sequence[Line], found: dict[int, Furniture]) -> dict[int, str]:
    """A run of furniture parts two pages; its label belongs to the nearer one."""
    begins: dict[int, str] = {}
    found = {i: f for i, f in found.items() if f.rule != "contents"}
    body = [i for i in range(len(lines)) if i not in found]
    if not body:
        return begins
    start, i = body[0], 0
    begins[start] = ""
    doubled = sum(1 for line in lines if line.gap == 1) > len(lines) / 2
    while i < len(lines):
        if i in found:
            run = [i]
            while run[-1] + 1 in found:
                run.append(run[-1] + 1)
            label = next((found[j].label for j in run if found[j].label), "")
            nxt = run[-1] + 1
            if all(found[j].rule in _INSIDE for j in run):
                begins[start] = begins[start] or label  # it heads the page it stands on
            elif nxt < len(lines):
                before = lines[run[0]].gap if run[0] else 99
                if label and before < lines[nxt].gap and run[0] > start:
                    begins[start], label = label, ""
                begins[nxt] = label
                start = nxt
            elif label:
                begins[start] = begins[start] or label
            i = nxt
        else:
            line = lines[i]
            soft = line.broken and line.gap == 0 and doubled and i > 0
            if soft and i not in begins and not _bare_number(lines[i - 1].text):
                begins[i] = ""
                start = i
            i += 1
    return begins


def _bare_number(text: str) -> bool:
    return len(text) <= 3 and text.isdecimal()


def body_page_starts(body: Sequence[int], pages: Pagination) -> set[int]:
    """Positions in ``body`` of lines before which a page ended."""
    begins = sorted(pages.begins)
    result: set[int] = set()
    k = 0
    for position, i in enumerate(body):
        crossed = False
        while k < len(begins) and begins[k] <= i:
            crossed, k = True, k + 1
        if crossed and position:
            result.add(position)
    return result
