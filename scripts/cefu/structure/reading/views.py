"""What a feature sees: a line in its surroundings, and what is known of the document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from cefu.model.line import BLANKS, Line
from cefu.structure.lines.layout import Layout, ends_sentence, first_unit
from cefu.structure.lines.pieces import printed_widths
from cefu.structure.reading import beside
from cefu.structure.reading.shapes import heads, strong
from cefu.structure.wording.headwords import KEYWORDS, SUMMARY, WORKS
from cefu.structure.wording.numbering import Numbered, numbered, value


@dataclass(frozen=True)
class Document:
    """Body lines and the facts about them that several features need."""

    lines: Sequence[Line]
    layout: Layout
    #: positions of first lines of pages, where gaps and indents mean nothing
    page_starts: frozenset[int] = frozenset()
    #: labels of the notes that were found
    note_labels: frozenset[str] = frozenset()
    #: what the grammars of page labels, running heads, contents and notes say of lines
    verdicts: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def ended(self) -> list[bool]:
        """Whether each line could end a paragraph, raised marks at its end aside."""
        return [ends_sentence(_without_marks(line)) for line in self.lines]

    @cached_property
    def some_tight(self) -> bool:
        """Whether a quarter of the lines at least have no empty line before them."""
        return 4 * sum(line.gap == 0 for line in self.lines[1:]) >= len(self.lines)

    @cached_property
    def printed(self) -> list[int]:
        """Columns of the printed line up to the end of each line: an extraction breaks a
        printed line where a bracket or a mark is set narrower than its cell."""
        return printed_widths(self.lines, self.layout.measures)

    @cached_property
    def numbers(self) -> list[Numbered | None]:
        return [numbered(line.text) for line in self.lines]

    @cached_property
    def values(self) -> list[int]:
        return [(value(n.mark) or 0) if n else 0 for n in self.numbers]

    @cached_property
    def follows_on(self) -> list[bool]:
        """Whether a line's number is one more than the last of its style, or its first."""
        last: dict[str, int] = {}
        result = []
        for number, own in zip(self.numbers, self.values, strict=True):
            if number is None:
                result.append(False)
                continue
            result.append(own in (1, last.get(number.style.name, -9) + 1))
            last[number.style.name] = own
        return result

    @cached_property
    def awaited(self) -> list[int]:
        """How many lines further on the next number of the same style and one more stands; 0 none."""
        ahead: dict[tuple[str, int], int] = {}
        result = [0] * len(self.lines)
        for i in range(len(self.lines) - 1, -1, -1):
            number = self.numbers[i]
            if number:
                result[i] = max(0, ahead.get((number.style.name, self.values[i] + 1), i) - i)
                ahead[number.style.name, self.values[i]] = i
        return result

    @cached_property
    def zones(self) -> list[str]:
        """The part that a line stands in: front, summary, body or works."""
        zone = "front"
        result = []
        for i, line in enumerate(self.lines):
            if heads(line):
                zone = (
                    "works"
                    if WORKS.fullmatch(line.plain)
                    else "summary"
                    if SUMMARY.fullmatch(line.plain)
                    else "body"
                )
            elif strong(line.text) and i and not (self.ended[i]):
                zone = "body" if zone != "summary" or self.values[i] != 1 else zone
            elif KEYWORDS.match(line.text) and zone == "summary":
                zone = "keywords"
            result.append(zone)
        return result

    @cached_property
    def prose_begins(self) -> int:
        """The first line that is a full one or ends a sentence: no front matter."""
        for i, line in enumerate(self.lines):
            if (self.ended[i] and len(line.text) > 12) or (
                self.layout.top and line.width >= 0.9 * self.layout.top and line.width >= 48
            ):
                return i
        return len(self.lines)

    @cached_property
    def strong_headings(self) -> int:
        numbered_so = (n is not None and not n.style.weak for n in self.numbers)
        return sum(s and not ended for s, ended in zip(numbered_so, self.ended, strict=True))

    @cached_property
    def body_size(self) -> float:
        """The size that most characters are set in, in points; 0 where unknown."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
        return max(sizes, key=lambda size: (sizes[size], size), default=0.0)

    @cached_property
    def body_weight(self) -> int:
        """The weight of most characters."""
        weights: Counter[int] = Counter()
        for line in self.lines:
            weights[line.weight] += len(line.text)
        return max(weights, key=lambda weight: weights[weight], default=0)

    @cached_property
    def body_color(self) -> int:
        """The colour of most characters."""
        colors: Counter[int] = Counter()
        for line in self.lines:
            colors[line.color] += len(line.text)
        return max(colors, key=lambda color: colors[color], default=-1)

    @cached_property
    def largest_below(self) -> list[float]:
        """The largest size of the lines of the same page that follow each line, in points."""
        result = [0.0] * len(self.lines)
        for i in range(len(self.lines) - 2, -1, -1):
            after = self.lines[i + 1]
            if after.page == self.lines[i].page:
                result[i] = max(after.size, result[i + 1])
        return result

    @cached_property
    def usual_pitch(self) -> float:
        """The commonest distance between two lines of the body, in points; 0 where unknown."""
        steps: Counter[float] = Counter()
        for a, b in pairwise(self.lines):
            step = _step(a, b)
            if step > 0 and abs(b.size - self.body_size) < 0.6:
                steps[round(step * 2) / 2] += 1
        return max(steps, key=lambda step: (steps[step], -step), default=0.0)

    @cached_property
    def page_edges(self) -> dict[tuple[int, int], float]:
        """For each page and column the right edge that two of its lines reach, in points."""
        ends: dict[tuple[int, int], list[float]] = defaultdict(list)
        for line in self.lines:
            if line.box is not None:
                ends[line.page, line.column].append(line.box.x1)
        return {place: sorted(x)[-2] for place, x in ends.items() if len(x) > 2}

    @cached_property
    def on_page(self) -> list[tuple[int, int]]:
        """For each line how many lines of its page stand before and after it."""
        count = Counter(line.page for line in self.lines)
        seen: Counter[int] = Counter()
        result = []
        for line in self.lines:
            result.append((seen[line.page], count[line.page] - seen[line.page] - 1))
            seen[line.page] += 1
        return result

    @cached_property
    def recurrences(self) -> list[int]:
        return beside.recurrences(self.lines, self.on_page)

    @cached_property
    def counted(self) -> list[bool]:
        return beside.counted(self.lines, self.on_page)

    @cached_property
    def marked_above(self) -> list[str]:
        return beside.marked_above(self.lines)

    @cached_property
    def counts_on(self) -> list[bool]:
        return beside.counts_on(self.lines)

    @cached_property
    def repeated_exactly(self) -> list[bool]:
        return beside.repeated_exactly(self.lines)

    @cached_property
    def said_larger(self) -> list[str]:
        return beside.said_larger(self.lines, self.recurrences, self.body_size)

    @cached_property
    def said_elsewhere(self) -> list[bool]:
        return beside.said_elsewhere(self.lines)

    @cached_property
    def in_margin(self) -> list[bool]:
        return beside.in_margin(self.lines, self.body_size)

    @cached_property
    def last_on_first_page(self) -> list[bool]:
        return beside.last_on_first_page(self.lines)

    @cached_property
    def below_works(self) -> list[bool]:
        return beside.below_works(self.lines)

    @cached_property
    def below_body(self) -> list[bool]:
        return beside.below_body(self.lines, self.body_size)


def _without_marks(line: Line) -> str:
    """The line's text without the raised marks that it ends with."""
    text = line.raw.rstrip(BLANKS)
    for start, end in reversed(line.raised):
        if end >= len(text) and start > line.lead:
            text = text[:start].rstrip(BLANKS)
    return text.strip(BLANKS)


def _step(a: Line, b: Line) -> float:
    """How far ``b`` stands below ``a`` in the same column, in points; 0 where it does not."""
    if a.box is None or b.box is None or (a.page, a.column) != (b.page, b.column):
        return 0.0
    return max(0.0, b.box.y1 - a.box.y1)


@dataclass(frozen=True)
class View:
    """Line ``i`` of a document."""

    document: Document
    i: int

    @cached_property
    def line(self) -> Line:
        return self.document.lines[self.i]

    @cached_property
    def text(self) -> str:
        return self.line.text

    @property
    def layout(self) -> Layout:
        return self.document.layout

    @cached_property
    def before(self) -> Line | None:
        return self.document.lines[self.i - 1] if self.i else None

    @cached_property
    def after(self) -> Line | None:
        return self.document.lines[self.i + 1] if self.i + 1 < len(self.document.lines) else None

    @cached_property
    def measure(self) -> int:
        """Columns of a full line here."""
        return self.layout.measures[self.i] or self.layout.top or 1

    @cached_property
    def number(self) -> Numbered | None:
        return self.document.numbers[self.i]

    @cached_property
    def page_start(self) -> bool:
        return self.i in self.document.page_starts

    @cached_property
    def room(self) -> int:
        """Columns left on the line before after the first unit of this one."""
        a, b = self.before, self.line
        if a is None:
            return 0
        measure = self.layout.measures[self.i - 1] or self.layout.top
        blank = 1 if a.trailing or a.text[-1].isascii() != b.text[0].isascii() else 0
        hang = max(0, a.lead - min(a.lead, b.lead))
        return measure - self.document.printed[self.i - 1] - hang - blank - first_unit(b.text)

    @cached_property
    def size(self) -> float:
        """The line's size as a multiple of the body's; 0 where unknown."""
        return self.line.size / self.document.body_size if self.document.body_size else 0.0

    @cached_property
    def pitch(self) -> float:
        """The distance from the line before as a multiple of the usual one; 0 where unknown."""
        usual = self.document.usual_pitch
        return _step(self.before, self.line) / usual if usual and self.before else 0.0

    @cached_property
    def left(self) -> float | None:
        """How far in from its column's left edge the line starts, in em."""
        return _left(self.line, self.document.body_size)

    @cached_property
    def right(self) -> float | None:
        """How far from its column's right edge the line stops, in em."""
        return _right(self.line, self.document.body_size)

    @cached_property
    def right_before(self) -> float | None:
        """How far from its column's right edge the line before stops, in em."""
        return _right(self.before, self.document.body_size) if self.before else None

    @cached_property
    def short_before(self) -> float | None:
        """How far from the edge that lines of its page reach the line before stops, in em."""
        a, em = self.before, self.document.body_size
        edge = self.document.page_edges.get((a.page, a.column)) if a is not None else None
        return (edge - a.box.x1) / em if edge and a and a.box and em else None

    @cached_property
    def shift(self) -> float:
        """How far right of the line before this one starts, within their columns, in em."""
        before = _left(self.before, self.document.body_size) if self.before else None
        return self.left - before if self.left is not None and before is not None else 0.0


def _left(line: Line, em: float) -> float | None:
    if line.box is None or line.column_edges is None or not em:
        return None
    return (line.box.x0 - line.column_edges[0]) / em


def _right(line: Line, em: float) -> float | None:
    if line.box is None or line.column_edges is None or not em:
        return None
    return (line.column_edges[1] - line.box.x1) / em
