"""Furniture where no form feeds tell the pages: labels that stand apart, and what goes with them.

A lone number is a page label where one of ``SIGNS`` holds; running heads are found beside
such labels, or because they count, recur or repeat the title.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cefu.model.line import Line
from cefu.structure.furniture.counting import (
    amid_date,
    bracketed_labels,
    counting_labels,
    counting_on,
    han_labels,
    heads_of_title,
    issue_heads,
    labels_beside_heads,
)
from cefu.structure.furniture.heads import (
    LAST_PAGE,
    TOP,
    WIDEST,
    Titles,
    head_key,
    heads_with_title,
    is_title,
    numbered_heads,
    printed_by_browser,
    prose_like,
    sole_title,
    titled_heads,
    torn,
)
from cefu.structure.furniture.interruptions import interrupting_heads
from cefu.structure.furniture.mastheads import names_issue
from cefu.structure.furniture.spared import ends_citation, heads_part
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.lines import is_rule
from cefu.structure.lines.pages import Furniture
from cefu.structure.notes.openings import (
    CENTRED,
    awaited,
    before_page,
    blanks_are_traces,
    labels_note,
    opens_page,
)
from cefu.structure.wording.labels import page_label
from cefu.structure.wording.numbering import numbered

#: A lone label of front matter; single letters could be cells.
_LOW_ROMAN = re.compile(r"[ivxl]{1,6}|[ⅰ-ⅿ]{1,3}")
_COLUMNS = re.compile(r"\S[ \u3000\t]{4,}\S")
#: The gap after the last line: more than any.
_END = 9


@dataclass(frozen=True)
class Lone:
    """Line ``i``, which is nothing but a ``label``; ``gap`` empty lines stand between two
    lines of a paragraph.  ``rare``: blanks at line starts are traces of form feeds.
    ``voids``: lines of blanks are rare enough to mean something."""

    lines: Sequence[Line]
    i: int
    label: str
    gap: int
    rare: bool
    voids: bool

    @property
    def line(self) -> Line:
        return self.lines[self.i]

    @property
    def after(self) -> int:
        """Empty lines below it."""
        return self.lines[self.i + 1].gap if self.i + 1 < len(self.lines) else _END

    @property
    def unawaited(self) -> bool:
        """No mark above waits for a note with this label."""
        return not awaited(self.lines, self.i, self.label)


def is_small_roman(lone: Lone) -> bool:
    """A number of front matter, with some room around it or amid a sentence."""
    roman = _LOW_ROMAN.fullmatch(lone.line.text) is not None
    apart = lone.line.gap > lone.gap or lone.after > lone.gap
    return roman and (apart or torn(lone.lines, lone.i))


def stands_apart(lone: Lone) -> bool:
    """Two empty lines more than usual stand above it, or a line of blanks that is no rule."""
    line = lone.line
    return line.gap >= lone.gap + 2 or (line.void and not line.rule_before and line.gap > lone.gap)


def closes_the_document(lone: Lone) -> bool:
    """It is the last line, below the end of a sentence."""
    i = lone.i
    return i == len(lone.lines) - 1 and i > 1 and ends_sentence(lone.lines[i - 1].text)


def opens_a_page(lone: Lone) -> bool:
    """A trace of a form feed stands before it."""
    return opens_page(lone.lines, lone.i)


def stands_before_a_page(lone: Lone) -> bool:
    """A trace of a form feed stands after it, in a text where such traces are told."""
    return (lone.gap == 1 or lone.rare) and before_page(lone.lines, lone.i)


def parts_a_date(lone: Lone) -> bool:
    """It stands between the parts of one date."""
    return amid_date(lone.lines, lone.i)


def stands_above_a_gap(lone: Lone) -> bool:
    """Two empty lines more than usual stand below it, and it is no note's."""
    return lone.after >= lone.gap + 2 and (lone.line.gap > lone.gap or lone.unawaited)


def is_centred_above_a_gap(lone: Lone) -> bool:
    """It is set in the middle, more than usual stands below it, and it is no note's."""
    return lone.line.lead >= CENTRED and lone.after > lone.gap and lone.unawaited


def stands_above_a_void(lone: Lone) -> bool:
    """A line of blanks stands below a figure, in a text that hardly has any."""
    void = lone.i + 1 < len(lone.lines) and lone.lines[lone.i + 1].void
    return lone.voids and void and lone.line.text.isdecimal()


def is_dressed(lone: Lone) -> bool:
    """Dashes or the like stand around it: - 7 -.

    >>> from cefu.structure.lines.lines import read_lines
    >>> [is_dressed(Lone(read_lines(t), 0, "7", 0, False, False)) for t in ("- 7 -", "7")]
    [True, False]
    """
    return lone.line.text != lone.label and bool(lone.label)


#: What makes a lone number a page label; one is enough.
SIGNS: tuple[Callable[[Lone], bool], ...] = (
    is_small_roman,
    stands_apart,
    closes_the_document,
    opens_a_page,
    stands_before_a_page,
    parts_a_date,
    stands_above_a_gap,
    is_centred_above_a_gap,
    stands_above_a_void,
    is_dressed,
)


def unpaged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """The furniture of a text without form feeds, by index of its line.

    >>> from cefu.structure.lines.lines import read_lines
    >>> text = "水漲。\\n船高。\\n雨停。\\n\\n\\n7\\n\\n\\n天亮。\\n人醒。\\n"
    >>> unpaged_furniture(read_lines(text))[3].label
    '7'
    """
    found: dict[int, Furniture] = {}
    gap = _usual_gap(lines)
    rare = blanks_are_traces(lines)
    voids = 10 * sum(line.void for line in lines) <= len(lines)
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or ends_citation(lines, i) or _is_no_page(lines, i, label, gap):
            continue
        lone = Lone(lines, i, label, gap, rare, voids)
        if any(holds(lone) for holds in SIGNS):
            found[i] = Furniture("page-label", label)
    seen = Counter(head_key(line.text) for line in lines if line.width <= WIDEST)
    labels_beside_heads(lines, seen, found)
    numbered_heads(lines, found)
    titled_heads(lines, found, gap)
    printed_by_browser(lines, found)
    counting_labels(lines, found)
    han_labels(lines, found)
    bracketed_labels(lines, found)
    heads_with_title(lines, found)
    interrupting_heads(lines, found, gap)
    issue_heads(lines, found, gap)
    heads_of_title(lines, found, gap)
    counting_on(lines, found, gap)
    _partners(lines, seen, found)
    return found


def _usual_gap(lines: Sequence[Line]) -> int:
    """Empty lines between two lines of a paragraph, one at most."""
    usual = Counter(min(line.gap, 3) for line in lines[1:]).most_common(1)
    return min(usual[0][0], 1) if usual else 0


def _is_no_page(lines: Sequence[Line], i: int, label: str, gap: int) -> bool:
    """Whether a number is larger than any page's, or a note's."""
    return (label.isdecimal() and int(label) > LAST_PAGE) or labels_note(lines, i, label, gap)


def _partners(lines: Sequence[Line], seen: Counter[str], found: dict[int, Furniture]) -> None:
    """Add the other lines of running heads: repeated words, or columns, next to what is found."""
    usual = usual_width(lines)
    titles = Titles(lines)
    for i in list(found):
        label = found[i].rule == "page-label"
        for j in (i - 1, i + 1, i - 2, i + 2):
            if not 0 <= j < len(lines) or j in found or is_title(lines, j):
                continue
            text = lines[j].text
            if abs(j - i) == 2 and (i + j) // 2 not in found:
                continue
            repeated = _is_repeated(lines, j, seen, label, usual) and not (
                seen[head_key(text)] == 2 and heads_part(lines, j, found, usual)
            )
            if j < TOP and repeated and sole_title(lines, j) and not names_issue(text):
                continue
            short_issue = names_issue(text) and lines[j].width < 0.8 * (usual or WIDEST)
            words = short_issue or (j >= TOP and titles.is_one(text))
            beside = label and abs(j - i) == 1
            if repeated or (beside and (_COLUMNS.search(text[:WIDEST]) or words)):
                found[j] = Furniture("running-head")


def _is_repeated(
    lines: Sequence[Line], j: int, seen: Counter[str], beside_label: bool, usual: int
) -> bool:
    """Whether the words of line ``j`` stand elsewhere too, and are neither prose nor figures;
    a line with a number of headings only beside a page label."""
    text = lines[j].text
    key = head_key(text)
    if seen[key] < 2 or len(key) < 4 or sum(c.isalpha() for c in key) < 2:
        return False
    if ends_sentence(text) or text[-1] in "，、；" or is_rule(text):
        return False
    if not beside_label and numbered(text):
        return False
    return not prose_like(lines[j], usual, seen[key])
