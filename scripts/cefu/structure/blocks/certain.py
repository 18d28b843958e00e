"""What holds whatever the weights say: lines with which no block begins."""

from __future__ import annotations

import re
from collections import defaultdict

from cefu.structure.reading.shapes import quantity_parted, strong
from cefu.structure.reading.views import Document, View

#: Marks that close; no block opens with one.
_CLOSING = "，。、；：！？」』）〉》】〕］”’"
#: Brackets that are not left open where a block ends; quotations can be.
_PAIRS = ("（）", "()", "《》", "〈〉", "〔〕", "［］", "[]")
_STOP = re.compile(r"[a-z)\d][.!?][\"')]*(?:\[?\d{1,2}\]?)?$")
_CAPITAL = re.compile(r"[\"'(]*[A-Z]")
_SOURCE = re.compile(
    r"(?:[資资]料|[圖图]片|[數数][據据])[來来]源\s*[：:]|[資资]料出[處处]\s*[：:]|Sources?:"
)
#: A source is set at this share of the body's size at most.
_SMALL = 0.95
#: How many numbers alone on their lines, one after the other, number headings.
_COUNT_ON = 3
#: Most characters that a bracket left open can hold in the line before.
_OPEN = 40


def goes_on(v: View) -> bool:
    """Whether the block of the line before goes on here for certain: a word is divided by a
    soft hyphen, a mark closes, a bracket that was left open does, or a number is parted from what it counts.

    >>> goes_on(view_of("（即原公展西側 7 樓、東側 4\\n樓建物）修正後通過。\\n", 1))
    True
    >>> goes_on(view_of("本案（參見附件）通過\\n（二）其他\\n", 1))
    False
    >>> goes_on(view_of("本案（參見附件通過\\n二、其他（備查）\\n", 1))
    False
    """
    a = v.before
    if a is None or a.group != v.line.group:
        return False
    if a.divided or (v.text[0] in _CLOSING and not v.document.ended[v.i - 1]):
        return True
    if strong(v.text):
        return False
    return any(_closes(a.text, v.text, pair) for pair in _PAIRS) or _parted(v)


def begins_after_a_stop(v: View) -> bool:
    r"""Whether Latin text begins a block for certain: a blank line, which not all lines have,
    stands between a full stop and a capital.

    >>> text = "The port was closed.\n\nA ferry came in\nat noon.\n"
    >>> [begins_after_a_stop(view_of(text, i)) for i in range(3)]
    [False, True, False]
    """
    a, b = v.before, v.line
    if a is None or b.box is not None or b.group or not b.gap or not (a.text + b.text).isascii():
        return False
    return v.document.some_tight and bool(_STOP.search(a.text) and _CAPITAL.match(b.text))


def names_source(v: View) -> bool:
    """Whether a line tells where a figure or table is from for certain: it says so, and is set
    smaller than the text.

    >>> names_source(view_of("資料來源：水利處。\\n", 0))  # of a size that is not known
    False
    """
    return 0 < v.size <= _SMALL and _SOURCE.match(v.text) is not None


def numbers_alone(document: Document) -> set[int]:
    """Lines of nothing but a number of headings, such as 第 3 條, where three of them count on:
    what they head stands below.

    Of a text without places nothing is certain: an extraction parts a number from its text.

    >>> from dataclasses import replace
    >>> from cefu.model.line import Box
    >>> from cefu.structure.lines.layout import measure_layout
    >>> from cefu.structure.lines.lines import read_lines
    >>> text = "第 1 條\\n甲。\\n第 2 條\\n乙。\\n第 3 條\\n丙。\\n"
    >>> lines = [replace(line, box=Box(0, 0, 9, 9)) for line in read_lines(text)]
    >>> sorted(numbers_alone(Document(lines, measure_layout(lines))))
    [0, 2, 4]
    """
    found: dict[str, list[int]] = defaultdict(list)
    for i, number in enumerate(document.numbers):
        placed = document.lines[i].box is not None
        if (
            placed
            and number
            and not number.style.weak
            and number.length >= len(document.lines[i].text)
        ):
            found[number.style.name].append(i)
    return {
        i
        for rows in found.values()
        if sum(document.follows_on[i] for i in rows) >= _COUNT_ON
        for i in rows
    }


def _closes(before: str, text: str, pair: str) -> bool:
    """Whether a bracket that ``before`` left open near its end closes in ``text``."""
    left, right = pair[0], pair[1]
    at = before.rfind(left)
    if at < 0 or right in before[at:] or len(before) - at > _OPEN:
        return False
    close, again = text.find(right), text.find(left)
    return close >= 0 and not 0 <= again < close


def _parted(v: View) -> bool:
    a = v.before
    return (
        a is not None
        and len(a.text) > 8
        and not v.document.ended[v.i - 1]
        and quantity_parted(a, v.line)
    )
