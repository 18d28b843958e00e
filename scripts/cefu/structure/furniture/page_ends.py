"""Furniture where form feeds tell the pages: their first and last lines.

Each end of a page is read inwards, line by line, until one is text.  What makes a line
furniture is told by the detectors of ``DETECTORS``, asked in turn; each looks at one line
in the light of what recurs at the ends of the other pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cefu.model.line import Line
from cefu.structure.furniture.heads import (
    WIDEST,
    Titles,
    anchored_label,
    head_key,
    head_label,
    is_remark,
    is_title,
    place_key,
    prose_like,
)
from cefu.structure.furniture.mastheads import issue_label, names_issue, names_volume
from cefu.structure.furniture.spared import ends_citation, heads_part, line_above
from cefu.structure.lines.layout import ends_sentence, usual_width
from cefu.structure.lines.lines import read_lines
from cefu.structure.lines.pages import Furniture
from cefu.structure.notes.openings import awaited, opening
from cefu.structure.reading.shapes import heads
from cefu.structure.wording.labels import end_label, page_label, spelled_label
from cefu.structure.wording.numbering import numbered
from cefu.text.written_dates import WRITTEN_DATE

#: How many lines at either end of a page can be furniture.
_EDGE = 3
#: Lines of the first page among which its title stands, and columns of the widest title.
_TITLE_LINES, _TITLE_WIDTH = 8, 60
#: A few Han: the name of a column or a journal.
_NAME = re.compile(r"[\u3400-\u9fff・·]{2,12}")
#: An end of pages: ``top`` or ``foot``.
Side = str


@dataclass(frozen=True)
class Ends:
    """The ends of all pages, and what recurs at them."""

    lines: Sequence[Line]
    #: for each page the indices of its lines, read inwards from its top and from its foot
    pages: Mapping[int, Mapping[Side, Sequence[int]]]

    @cached_property
    def titles(self) -> Titles:
        return Titles(self.lines)

    @cached_property
    def usual(self) -> int:
        """Columns of a full line, 0 where lines are not cut at a measure."""
        return usual_width(self.lines)

    @cached_property
    def title_zone(self) -> set[int]:
        return _title_zone(self.lines)

    @cached_property
    def pages_of(self) -> Mapping[tuple[Side, str], list[int]]:
        """The pages, in order, at whose end words stand, whatever figures go with them."""
        found: dict[tuple[Side, str], list[int]] = defaultdict(list)
        for page, side, i in self._places():
            told = found[side, place_key(self.lines[i].text)]
            if not told or told[-1] != page:
                told.append(page)
        return found

    @cached_property
    def pages_counted(self) -> Mapping[tuple[Side, int], set[int]]:
        """The pages at whose end a number is ahead of the page's ordinal by so much."""
        found: dict[tuple[Side, int], set[int]] = defaultdict(set)
        for page, side, i in self._places():
            ahead = offset(self.lines[i])
            if ahead is not None:
                found[side, ahead].add(page)
        return found

    @cached_property
    def anchored(self) -> set[int]:
        """How far numbers that can only be page labels are ahead of their page's ordinal."""
        told = ((page, anchored_label(self.lines[i], self.titles)) for page, _, i in self._places())
        return {number - page for page, number in told if number is not None}

    def _places(self) -> list[tuple[int, Side, int]]:
        return [
            (page, side, i)
            for page, ends in self.pages.items()
            for side, indices in ends.items()
            for i in indices
        ]


@dataclass(frozen=True)
class Edge:
    """Line ``i`` at one end of a page, and the furniture ``found`` so far."""

    ends: Ends
    side: Side
    i: int
    found: Mapping[int, Furniture]

    @property
    def line(self) -> Line:
        return self.ends.lines[self.i]

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def page(self) -> int:
        """The page's ordinal, from 0."""
        return self.line.page

    @property
    def labels(self) -> set[str]:
        """Page labels that were found at either end of this page."""
        own = (i for ends in self.ends.pages[self.page].values() for i in ends)
        return {self.found[i].label for i in own if i in self.found} - {""}


def paged_furniture(lines: Sequence[Line]) -> dict[int, Furniture]:
    """The furniture at the ends of pages, by index of its line.

    >>> text = "水價白皮書\\n水漲。\\n7\\n\\f水價白皮書\\n船高。\\n8\\n"
    >>> {i: (f.rule, f.label) for i, f in paged_furniture(read_lines(text)).items()}
    {2: ('page-label', '7'), 3: ('running-head', ''), 5: ('page-label', '8')}
    """
    ends = Ends(lines, _ends_of_pages(lines))
    found: dict[int, Furniture] = {}
    for sides in ends.pages.values():
        for side, indices in sides.items():
            for i in indices:
                told = _furniture(Edge(ends, side, i, found))
                if told is None:
                    break
                found[i] = told
    return found


def page_label_alone(edge: Edge) -> Furniture | None:
    """A number, or 第 3 頁, and nothing else.

    >>> page_label_alone(_example("水漲。\\n- 7 -\\n\\f船高。\\n", "foot", 1)).label
    '7'
    """
    label = page_label(edge.text)
    if label is not None:
        return Furniture("page-label", label)
    label = None if ends_sentence(edge.text) else spelled_label(edge.text)
    return Furniture("running-head", label) if label is not None else None


def head_with_label(edge: Edge) -> Furniture | None:
    """Words with a number that can only be the page's: a known title stands beside it, it
    belongs to an issue, or it counts with the pages.

    >>> text = "水漲。\\n水價白皮書　7\\n\\f船高。\\n水價白皮書　8\\n"
    >>> head_with_label(_example(text, "foot", 1)).label
    '7'
    """
    text = edge.text
    of_issue = edge.page > 0 and issue_label(text) is not None
    if of_issue or _counts(edge) or anchored_label(edge.line, edge.ends.titles) is not None:
        return Furniture("running-head", head_label(text))
    return None


def head_of_issue_or_title(edge: Edge) -> Furniture | None:
    """At the top of a further page: the issue, the title, or a name amid a sentence.

    >>> text = "水漲。\\n\\f水利月刊 第3期 2018年6月\\n船高。\\n"
    >>> head_of_issue_or_title(_example(text, "top", 1)).rule
    'running-head'
    """
    if edge.side != "top" or not edge.page:
        return None
    text, titles = edge.text, edge.ends.titles
    issue = names_issue(text) and edge.line.width < 0.8 * (edge.ends.usual or WIDEST)
    if (
        issue
        or names_volume(text)
        or titles.are_all(text)
        or titles.is_one(text)
        or titles.stands_in(text)
        or _parts_a_sentence(edge)
    ):
        return Furniture("running-head")
    return None


def head_that_recurs(edge: Edge) -> Furniture | None:
    """Words that stand at this end of other pages, and are neither prose nor headings.

    >>> text = "水漲。\\n水利署印\\n\\f船高。\\n水利署印\\n"
    >>> head_that_recurs(_example(text, "foot", 1)).rule
    'running-head'
    """
    text, usual = edge.text, edge.ends.usual
    pages = edge.ends.pages_of[edge.side, place_key(text)]
    words = sum(c.isalpha() for c in head_key(text))
    if len(pages) < 2 or words < 2 or ends_sentence(text) or is_remark(text):
        return None
    if prose_like(edge.line, usual, len(pages)) and not edge.ends.titles.is_one(text):
        return None  # a summary and the text it sums up have lines in common
    if len(pages) == 2 and heads_part(edge.ends.lines, edge.i, edge.found, usual):
        return None
    if edge.page == pages[0] and (
        numbered(text) or edge.i in edge.ends.title_zone or is_title(edge.ends.lines, edge.i)
    ):
        return None  # the heading or title itself, of which later pages repeat the words
    return Furniture("running-head", head_label(text))


#: What makes a line at an end of a page furniture, in the order asked.
DETECTORS: tuple[Callable[[Edge], Furniture | None], ...] = (
    page_label_alone,
    head_with_label,
    head_of_issue_or_title,
    head_that_recurs,
)


def offset(line: Line) -> int | None:
    """How far the number at the end of a line is ahead of its page's ordinal: the
    same on every page if the line is a running head that carries the label.

    >>> [offset(line) for line in read_lines("水價白皮書 7\\n\\f水價白皮書 8\\n1. 水價\\n")]
    [7, 7, None]
    """
    ended = end_label(line.text) if line.width <= WIDEST else None
    if ended is None or ends_sentence(line.text) or numbered(line.text):
        return None
    return int(ended[0]) - line.page


def _furniture(edge: Edge) -> Furniture | None:
    """What a line at an end of a page is, None for text."""
    if ends_citation(edge.ends.lines, edge.i):
        return None
    return next((told for ask in DETECTORS if (told := ask(edge)) is not None), None)


def _counts(edge: Edge) -> bool:
    """Whether the number at the line's end counts with those at this end of other pages."""
    ahead = offset(edge.line)
    if ahead is None:
        return False
    label = str(ahead + edge.page)
    if edge.text[0].isdecimal() and awaited(edge.ends.lines, edge.i, label):
        return False  # a note stands below its mark
    if edge.labels - {label}:
        return False  # the page has another label
    return len(edge.ends.pages_counted[edge.side, ahead]) >= 2 or ahead in edge.ends.anchored


def _parts_a_sentence(edge: Edge) -> bool:
    """Whether a short line at the top of a page parts two full lines of a sentence:
    no line of the sentence is short, and no heading stands amid one."""
    lines, i = edge.ends.lines, edge.i
    line, before = lines[i], lines[line_above(i, edge.found)]
    after = lines[min(i + 1, len(lines) - 1)]
    if after.page != line.page or not _NAME.fullmatch(line.text) or numbered(after.text):
        return False
    full = before.width >= 0.9 * edge.ends.usual > 0
    torn = full and not ends_sentence(before.text) and before.text[-1] not in "：:；;"
    return torn and not after.lead and opening(before.text) is None


def _title_zone(lines: Sequence[Line]) -> set[int]:
    """The first line, where nothing else before the first prose or heading could be
    the title."""
    short = []
    for i, line in enumerate(lines[:_TITLE_LINES]):
        if ends_sentence(line.text) or line.width > _TITLE_WIDTH or (i and heads(line)):
            break
        if page_label(line.text) is None and not WRITTEN_DATE.fullmatch(line.text):
            short.append(i)
    return set(short[:1]) if len(short) <= 2 else set()


def _ends_of_pages(lines: Sequence[Line]) -> dict[int, dict[Side, list[int]]]:
    pages: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        pages[line.page].append(i)
    return {p: {"top": ix[:_EDGE], "foot": ix[::-1][:_EDGE]} for p, ix in pages.items()}


def _example(text: str, side: Side, i: int) -> Edge:
    """Line ``i`` of ``text`` at an end of its page, for examples."""
    lines = read_lines(text)
    return Edge(Ends(lines, _ends_of_pages(lines)), side, i, {})
