"""Physical lines: what the extraction tool gave us, before anything is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import east_asian_width

from cefu.model.traced import Traced

#: Characters that are blank for our purposes: Unicode white space, controls,
#: and the zero-width, soft-hyphen and direction marks that extraction leaves.
_RANGES = ((0x00, 0x20), (0x7F, 0xA0), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x206F))
BLANKS = "\xad\u1680\u3000\ufeff" + "".join(
    chr(c) for first, last in _RANGES for c in range(first, last + 1)
)
_BLANK_RUN = re.compile(f"[{re.escape(BLANKS)}]+")
_NOISE = re.compile(r"(?<=[^\x00-\x7f]) {1,2}(?=\S)|(?<=\S) {1,2}(?=[^\x00-\x7f])")
_PARTED_HAN = re.compile(r"(?<=[\u3400-\u9fff，。、；：]) (?=[\u3400-\u9fff])")
_HAN = re.compile(r"[\u3400-\u9fff]")
#: From this share of Han characters with a blank before them on, blanks are noise.
_LOOSE = 0.03
_LINE = re.compile(r"[^\n\f]*(?:\n|\f|\Z)")


def width(text: str) -> int:
    """Columns on a fixed grid: full-width characters count two, others one.

    >>> width("2018年 6月")
    10
    """
    if text.isascii():
        return len(text)
    if len(text) > 4000:  # a joined paragraph: no longer a question of columns
        return 2 * len(text)
    return sum(2 if east_asian_width(c) in "WFA" else 1 for c in text)


@dataclass(frozen=True)
class Line:
    """One physical line.

    ``number`` counts from 1; ``start`` is the source offset of ``raw``, which
    has no line end.  ``gap`` is the number of empty lines before it, ``void``
    tells whether one of those held blanks (an empty paragraph in a word
    processor).  ``page`` is the index of the physical page, known only where
    the extraction kept form feeds.
    """

    number: int
    start: int
    raw: str
    gap: int
    void: bool
    page: int
    #: ``raw`` before this line's blank-only neighbour, a footnote rule of blanks
    rule_before: bool = False
    #: single blanks between Han are an extraction's noise, not columns
    loose: bool = False

    @cached_property
    def text(self) -> str:
        return self.raw.strip(BLANKS)

    @cached_property
    def plain(self) -> str:
        """``text`` without any blank, to compare words whatever their spacing."""
        return _BLANK_RUN.sub("", self.text)

    @cached_property
    def words(self) -> str:
        """``text`` without the blanks that are known for noise."""
        return _NOISE.sub("", self.text) if self.loose else self.text

    @cached_property
    def lead(self) -> int:
        """Columns of blank before the text."""
        return width(self.raw[: len(self.raw) - len(self.raw.lstrip(BLANKS))])

    @cached_property
    def broken(self) -> bool:
        """Whether one blank stands before the text or its indent: what is left of a
        form feed where those became blanks."""
        return self.lead == 1 or (self.lead in (3, 5) and self.raw[0] == " ")

    @cached_property
    def trailing(self) -> bool:
        """Whether a blank stands after the text: a paragraph mark's trace."""
        return self.raw != self.raw.rstrip(BLANKS)

    @cached_property
    def width(self) -> int:
        return width(self.words)

    @cached_property
    def traced(self) -> Traced:
        lead = len(self.raw) - len(self.raw.lstrip(BLANKS))
        return Traced.at(self.text, self.start + lead)


#: Word processors print a rule of this many blanks or dashes above footnotes.
RULE_OF_BLANKS = 15
_RULE_OF_DASHES = re.compile(r"[_\-\u2014\u2015\u2500\u2501\uff3f\uff0d]{5,}")


def is_rule(text: str) -> bool:
    """Whether ``text`` is a drawn rule.

    >>> is_rule("____________"), is_rule("────────"), is_rule("—")
    (True, True, False)
    """
    return bool(_RULE_OF_DASHES.fullmatch(text))


def read_lines(text: str) -> list[Line]:
    """All lines of ``text`` that are not blank, in order.

    >>> [(l.number, l.gap, l.page, l.text) for l in read_lines("甲\\n\\n 乙\\f丙")]
    [(1, 0, 0, '甲'), (3, 1, 0, '乙'), (4, 0, 1, '丙')]
    """
    lines: list[Line] = []
    gap, void, rule, page = 0, False, False, 0
    loose = sum(1 for _ in _PARTED_HAN.finditer(text)) > _LOOSE * len(_HAN.findall(text))
    for number, match in enumerate(_LINE.finditer(text), 1):
        if match.start() == len(text):
            break
        raw = match.group()
        end = raw[-1:] if raw[-1:] in "\n\f" else ""
        raw = raw[: len(raw) - len(end)].removesuffix("\r")
        if not raw.strip(BLANKS):
            if raw or end == "\n":
                gap += 1
            void = void or bool(raw.strip("\r"))
            rule = rule or len(raw) >= RULE_OF_BLANKS
        elif is_rule(raw.strip(BLANKS)):
            lines.append(Line(number, match.start(), raw, gap, void, page, rule, loose))
            gap, void, rule = 0, False, True
        else:
            lines.append(Line(number, match.start(), raw, gap, void, page, rule, loose))
            gap, void, rule = 0, False, False
        if end == "\f":
            page += 1
    return lines
