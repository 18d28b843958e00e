"""What a feature sees: a line in its surroundings, and what is known of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from cefu.model.line import Line
from cefu.structure.lines.layout import Layout, ends_sentence, first_unit, measure_layout
from cefu.structure.lines.lines import read_lines
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

    @cached_property
    def ended(self) -> list[bool]:
        return [ends_sentence(line.text) for line in self.lines]

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
        return sum(
            1 for i, n in enumerate(self.numbers) if n and not n.style.weak and not self.ended[i]
        )


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
        return measure - a.width - hang - blank - first_unit(b.text)


def view_of(text: str, i: int) -> View:
    """Line ``i`` of ``text``, for examples."""
    lines = read_lines(text)
    return View(Document(lines, measure_layout(lines)), i)
