"""Where a note ends: at the next label, the page's end, or where its last line is over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cefu.model.line import Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.notes.note_desk import Desk, Page
from cefu.structure.notes.openings import opening
from cefu.structure.wording.numbering import numbered

_URL_END = re.compile(r"(?:https?://|www\.)[!-~]*$")
_ADDRESS_PART = re.compile(r"(?:(?:https?://|www\.)[!-~]*|[!-~]*[-/?=&_.][!-~]*)?")
#: Most lines of a page.
_PAGE = 60
#: Widest heading that ends a note, in columns.
_HEADING = 48
#: What a number follows.
_ABBREVIATED = re.compile(r"\b(?:pp?|[Vv]ols?|[Nn]os?|[Cc]h|[Aa]rt|[Ss]ec)\.\s*$")
_LATIN = re.compile(r"[!-~]+")


def is_over(text: str) -> bool:
    """Whether a note can end here: a sentence, an address, a page number is complete.

    >>> [is_over(t) for t in ("同前註1，頁33。", "https://a.org/b", "https://a.org/", "資料來自", "2018), pp.")]
    [True, True, False, False, False]
    """
    if _URL_END.search(text[-2000:]):
        return text[-1] not in "/-_=?&%"
    if _ABBREVIATED.search(text[-8:]):
        return False
    return ends_sentence(text) or text.rstrip()[-1:] in "頁页."


def _address_goes_on(before: str, after: str) -> bool:
    """Whether ``after`` opens with the rest of an address that ``before`` broke off."""
    if not _URL_END.search(before[-2000:]):
        return False
    piece = _LATIN.match(after)
    return bool(piece and not after.startswith("http") and any(c in piece[0] for c in "/?=&%_"))


def foot_end(desk: Desk, page: Page, k: int) -> int:
    """Index after the notes below a rule: the page's end, unless its end was lost
    and a heading stands there, or text after a note that is an address."""
    lines, address = desk.lines, _Address()
    for j in range(k + 1, len(page.lines)):
        line = lines[page.lines[j]]
        if address.over(lines[page.lines[j - 1]], line) or _strong_heading(line):
            return j
    return len(page.lines)


@dataclass(slots=True)
class _Address:
    """Follows a note from line to line as long as it is nothing but an address."""

    only: bool = True
    seen: bool = False

    def over(self, before: Line, line: Line) -> bool:
        """Whether ``line`` cannot belong to the address that ``before`` ended."""
        found = opening(before.text)
        held = before.text[found.length :] if found else before.text
        if found and not _ADDRESS_PART.fullmatch(before.text):
            self.only, self.seen = True, False
        self.only = self.only and bool(_ADDRESS_PART.fullmatch(held))
        self.seen = self.seen or bool(held)
        han = not line.text[0].isascii()
        return self.only and self.seen and han and opening(line.text) is None


def note_end(desk: Desk, page: Page, k: int) -> int:
    """Index (in the page) after the last line of the note that opens at ``k``."""
    lines, segment, layout = desk.lines, page.lines, desk.layout
    first = opening(lines[segment[k]].text)
    kind = first.kind if first else ""
    if not layout.wrapped:
        end = k + 1
        while end < len(segment) and _runs_on(lines[segment[end - 1]], lines[segment[end]]):
            end += 1
        return end
    to_the_foot = page.bounded and kind in ("plain", "circled")
    full = max(lines[i].width for i in segment[k : k + 3])
    tight = lines[segment[k]].gap >= layout.gap > 0 and any(
        lines[i].gap < layout.gap for i in segment[k + 1 : k + 2]
    )
    address = _Address()
    for j in range(k + 1, len(segment)):
        line, before = lines[segment[j]], lines[segment[j - 1]]
        found = opening(line.text)
        if address.over(before, line) or _strong_heading(line):
            return j
        if found and not to_the_foot and found.kind != "plain":
            return j
        if to_the_foot:
            if found and before.width < full:
                return j
            continue
        if _address_goes_on(before.text, line.text):
            continue
        if tight and line.gap >= layout.gap:
            return j
        if found and found.kind == kind and is_over(before.text):
            return j
        apart = line.gap > before.gap and line.gap > 0 and j > k + 1
        if is_over(before.text) and (
            line.gap > layout.gap
            or before.width < full - 4
            or apart
            or (j == k + 1 and line.gap > 0)
        ):
            return j
    return len(segment)


def ends_with_page(desk: Desk, last: int, i: int) -> bool:
    """Whether line ``i`` stands on another page than ``last``, a note's line, and the note due
    next is nowhere below: those that a chapter collected at its end are over."""
    lines = desk.lines
    if lines[i].page == lines[last].page:
        return False
    below = (opening(line.text) for line in lines[i : i + _PAGE])
    return not any(found and found.number == desk.expected for found in below)


def _strong_heading(line: Line) -> bool:
    """A line with a number that only headings have, and no sentence's end."""
    number = numbered(line.text)
    return bool(number and not number.style.weak and not ends_sentence(line.text[-40:])) and (
        line.width <= _HEADING
    )


def _runs_on(before: Line, line: Line) -> bool:
    """In joined text a note's next line belongs to it only where a URL goes on,
    or a citation that broke off after a comma goes on with figures."""
    if before.text[-1] in ",，" and not line.gap and line.text[0].isdecimal():
        return True
    return (
        bool(_URL_END.search(before.text[-2000:]))
        and before.raw == before.raw.rstrip()
        and bool(re.fullmatch(r"[-/?=&._%#~A-Za-z0-9]+\s*", line.text))
        and not line.text.startswith("http")
    )
