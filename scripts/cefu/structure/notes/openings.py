"""What a line that could begin a note opens with: the grammar of note labels."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cefu.model.line import Line
from cefu.structure.notes.references import Mark, likeness, plain_label, read_marks
from cefu.structure.wording.numbering import value
from cefu.text.note_marks import (
    CIRCLED,
    CLOSES,
    NUMBER,
    OPENS,
    SQUARE_CLOSES,
    SQUARE_OPENS,
    SUPERSCRIPTS,
    WORD,
)

_OPENING = re.compile(
    rf"(?P<super>[{SUPERSCRIPTS}]{{1,3}})[ \t\u3000]*"
    rf"|(?P<circled>[{CIRCLED}])[ \t\u3000]*"
    r"|(?P<star>(?!\*[^*\s][^*]*\*)[＊*†‡]{1,3})[ \t\u3000]*(?=\S)"
    rf"|{WORD}(?P<zhu_circled>[{CIRCLED}])[：:、.．]?[ \t\u3000]*"
    rf"|{OPENS}?{WORD}[ \t\u3000]?(?P<zhu>{NUMBER})"
    rf"(?:{CLOSES}[ \t\u3000]*[：:、.．]?|[：:、.．]|[ \t\u3000]+|(?<=\d)(?=[參参見见同引此關关《〈“]))[ \t\u3000]*"
    rf"|{SQUARE_OPENS}(?P<bracket>\d{{1,3}}){SQUARE_CLOSES}[ \t\u3000]*"
    r"|(?P<plain>\d{1,3})(?:[.．、](?!\d)|(?!\s*(?:[年月億萬]|日(?!本|報|經))|[\d.,%％a-z]|[-–/～~]\d))[ \t\u3000]*"
)


@dataclass(frozen=True, slots=True)
class Opening:
    """What a line that could begin a note opens with."""

    label: str
    kind: str
    length: int
    #: the punctuation after a plain label
    stop: str = ""

    @property
    def number(self) -> int | None:
        """The label's number; None for stars."""
        if self.kind == "star":
            return None
        return int(self.label) if self.label.isdecimal() else value(self.label)


def opening(text: str) -> Opening | None:
    """The label that ``text`` opens with, if it could be a note.

    >>> opening("² 南韓負擔"), opening("＊  作者為").length
    (Opening(label='2', kind='super', length=2, stop=''), 3)
    >>> opening("註③　國際").kind, opening("註一：釋迦").number, opening("1. 參見").length, opening("③ 國際").number
    ('circled', 1, 3, 3)
    >>> opening("*War on the Rocks*, 2018") is None  # italics, as Markdown writes them
    True
    >>> opening("2018年") is None and opening("1.5 億") is None and opening("3 日起") is None
    True
    >>> opening("3 日本外務省").length, opening("註3參見〈水價〉").length
    (2, 2)
    """
    match = _OPENING.match(text[:40])
    if not match:
        return None
    group = match.lastgroup or ""
    kind = "circled" if group == "zhu_circled" else group
    stop = text[match.end("plain") : match.end()].strip() if kind == "plain" else ""
    return Opening(plain_label(match.group(group)), kind, match.end(), stop)


#: How a note's text opens where its label stands alone above it.
_NOTE_TEXT = re.compile(r"https?://|www\.|[“\"‘《〈「『（(]|[\u3400-\u9fffA-Z]")
_CIRCLES = frozenset(chr(c) for c in range(0x2460, 0x2474))
#: What citations have and items of a list hardly.
_CITED = re.compile(r"[〈“]|https?://|[頁页]\s?\d|\bpp?\.\s?\d")
#: Characters of a line that are looked at for it.
_LINE = 200
#: A page holds hardly more lines than this between a reference and its note.
_REACH = 60
#: From this many columns of blank on, a number alone is centred or set to the right.
CENTRED = 8
#: A line longer than this, in characters, is looked at from its end only.
_LONGEST = 4000


def labels_note(lines: Sequence[Line], i: int, label: str, gap: int) -> bool:
    """Whether the number alone on ``lines[i]`` labels the note below it, and no page.

    The note's text follows without more than the usual ``gap``, the text before has a digit that refers
    to it, and a rule, another note or the note's form parts it from the text.
    """
    circled = label in _CIRCLES
    if not (circled or label.isdecimal()) or lines[i].text != label or i + 1 >= len(lines):
        return False
    after = lines[i + 1]
    if circled:
        return _NOTE_TEXT.match(after.text) is not None and awaited(lines, i, label)
    if len(label) > 3:
        return False
    if opens_page(lines, i):
        return False
    if after.gap > gap or not _NOTE_TEXT.match(after.text):
        return False
    address = after.text.startswith(("http", "www."))
    if not (lines[i].rule_before or address or lines[i].gap > gap + 1):
        return False
    return awaited(lines, i, label)


def opens_page(lines: Sequence[Line], i: int) -> bool:
    """Whether a number alone has blanks on both sides, or is centred, and the next
    line opens with one: so word processors print a page's label and the page after
    it, while the label of a note is flush.
    """
    line = lines[i]
    if i + 1 >= len(lines) or not line.text.isdecimal() or line.rule_before:
        return False
    inset = (line.lead == 1 and line.trailing) or line.lead >= CENTRED
    return bool(inset and lines[i + 1].broken and not lines[i + 1].gap)


def before_page(lines: Sequence[Line], i: int) -> bool:
    """Whether the line after a number alone opens with the blank that stands for a
    page break, and no note waits for that number."""
    if i + 1 >= len(lines) or not lines[i].text.isdecimal() or lines[i].rule_before:
        return False
    after = lines[i + 1]
    return after.broken and not after.gap and not awaited(lines, i, lines[i].text)


def blanks_are_traces(lines: Sequence[Line]) -> bool:
    """Whether a single blank before a line is rare enough to be a page break's trace."""
    return 10 * sum(line.broken for line in lines) <= len(lines)


def awaited(lines: Sequence[Line], i: int, label: str) -> bool:
    """Whether the text before ``lines[i]`` refers to a note ``label`` that has not come yet."""
    own = opening(lines[i].text)
    #: what stands after this label; 1、 above it opens an item, not the note
    stop = own.stop if own else ""
    flush = _flush(lines, i)
    others = {"、", "."} - {stop} if flush else {"、"} - {stop}
    labelled = flush or (own is not None and own.length < len(lines[i].text))
    for j in range(i - 1, max(-1, i - _REACH), -1):
        text = lines[j].words
        found = opening(text)
        listed = labelled and found is not None and found.stop in others
        listed = listed and not _CITED.search(text[:_LINE])
        if (
            found
            and found.label == label
            and not listed
            and (found.length < len(text) or _flush(lines, j))
        ):
            return False
        text = text[-_LONGEST:]
        marks = (m for m in read_marks(text) if m.label == label and m.start)
        least = 2 if flush else 3
        if any(m.kind != "zhu" and _sure(text, m, least) for m in marks):
            return True
    return False


def _flush(lines: Sequence[Line], j: int) -> bool:
    """Whether a label alone on ``lines[j]`` has its note below it, after a blank."""
    if j + 1 >= len(lines):
        return False
    after = lines[j + 1]
    alone = not lines[j].lead and not lines[j].trailing
    return alone and after.lead == 1 and not after.gap


def _sure(text: str, mark: Mark, least: int) -> bool:
    return mark.kind != "plain" or likeness(text, mark) >= least
