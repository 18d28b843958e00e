"""Measures of a document's layout, taken from its lines before any rule decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from cefu.model.line import Line, width
from cefu.structure.wording.numbering import numbered
from cefu.text.note_marks import without_marks_at_end

#: Ends of sentences, and what may close after them.
_CLOSERS = "」』）)〉》】〕］]”’\"'*"
_TERMINALS = "。！？!?…"
#: How many characters from the end can matter to how a text ends.
_TAIL = 40
#: A full stop that an extraction turned half-width, after a Han character.
_HALF_WIDTH_STOP = re.compile(r"[\u3400-\u9fff]\.$")
_OPENERS = "「『（(〈《【〔［[“‘"
_NO_START = "，。、；：！？」』）)〉》】〕］]”’…—～,.;:!?%％"
_INDENT = re.compile(r"[ \t]*\u3000\u3000(?!\u3000)")
_LATIN_RUN = re.compile(r"[!-~]+")


def ends_sentence(text: str) -> bool:
    """Whether ``text`` could be the end of a paragraph of prose.

    A note reference may stand after the full stop.

    >>> [ends_sentence(t) for t in ("送回。1", "的時代。」", "主幹。[1][4]", "和平的", "如下：")]
    [True, True, True, False, False]
    """
    return _closes(text[-_TAIL:].rstrip())


@lru_cache(maxsize=4096)
def _closes(tail: str) -> bool:
    """``ends_sentence`` of the end of a text; the same lines are asked again and again."""
    cut = without_marks_at_end(tail).rstrip()
    for end in (tail, cut):
        bare = end.rstrip(_CLOSERS + " ")
        if bare and (bare[-1] in _TERMINALS or _HALF_WIDTH_STOP.search(bare)):
            return True
    return False


def first_unit(text: str) -> int:
    """Columns of the shortest piece of ``text`` that a line break cannot divide.

    A Latin word or number stays whole, an opening bracket stays with what
    follows, closing punctuation with what precedes (kinsoku, CLREQ 3.1.3).

    >>> first_unit("美國"), first_unit("「中」國"), first_unit("2018年"), first_unit("題。然")
    (2, 6, 4, 4)
    """
    i = 0
    while i < len(text) and text[i] in _OPENERS:
        i += 1
    run = _LATIN_RUN.match(text, i)
    i = run.end() if run else i + 1
    while i < len(text) and text[i] in _NO_START:
        i += 1
    return width(text[:i])


@dataclass(frozen=True)
class Layout:
    """What is usual in this document.

    ``gap``: empty lines between two lines of one paragraph (1 where the
    extraction doubled line ends).  ``wrapped``: lines are cut at a measure.
    ``trailing``: a blank after the text marks the end of a paragraph, as
    exports from word processors do.  ``measures``: the columns of a full line
    around each line.  ``indented``: first lines of paragraphs are printed with
    an indent, in columns, 0 where there is none.  ``base``: blanks before a line
    that is not indented.  ``regular``: the indent is kept throughout, so that a
    line without it does not open a paragraph.  ``spaced``: blocks, and nothing
    else, are set apart by more than ``gap``.  ``top``: columns that hardly a line
    exceeds.
    """

    gap: int
    wrapped: bool
    trailing: bool
    measures: Sequence[int]
    indented: int
    base: int
    regular: bool
    spaced: bool
    top: int
    #: paragraphs open with two ideographic blanks, and their further lines do not
    ideographic: bool
    #: numbering styles whose lines are headings here, not items or paragraphs
    heads: frozenset[str] = frozenset()


def measure_layout(lines: Sequence[Line]) -> Layout:
    """The layout of body lines (furniture and notes already taken out)."""
    widths = [line.width for line in lines]
    wrapped = _is_wrapped(widths)
    base = _line_gap(lines, widths if wrapped else [])
    indent, leads = _indent(lines), _base(lines)
    return Layout(
        gap=base,
        wrapped=wrapped,
        trailing=wrapped and _trailing_marks_ends(lines, widths),
        measures=_local_measures(widths) if wrapped else [0] * len(widths),
        indented=indent,
        base=leads,
        top=_top(widths) if widths else 0,
        spaced=wrapped and _spaced(lines, base),
        ideographic=_ideographic(lines),
        regular=indent >= 2 and _regular(lines, leads, indent),
        heads=_heading_styles(lines, widths) if wrapped else frozenset(),
    )


def _line_gap(lines: Sequence[Line], widths: Sequence[int]) -> int:
    """The usual number of empty lines between two lines of a paragraph.

    Where paragraphs are short, blank lines between them outnumber the line ends
    within: what stands after full lines amid a sentence is asked too.
    """
    gaps = Counter(min(line.gap, 3) for line in lines[1:])
    base = max(gaps, key=lambda g: (gaps[g], -g)) if gaps else 0
    full = 0.9 * (_mode([w for w in widths if w >= 24]) or 0)
    runs = [b for a, b in pairwise(lines) if a.width > full > 0 and not ends_sentence(a.text)]
    tight = sum(line.gap == 0 for line in runs)
    if len(runs) >= 4 and tight >= 0.9 * len(runs):
        return 0
    if len(runs) >= 4 and tight <= 0.85 * len(runs):  # some lines doubled, as their fonts fell
        return 1
    return min(base, 1)  # every line set apart by two and more: no doubling is like that


def _heading_styles(lines: Sequence[Line], widths: Sequence[int]) -> frozenset[str]:
    """The styles of numbers most of whose lines stop short in mid-sentence."""
    full = 0.85 * (_mode([w for w in widths if w >= 24]) or 0)
    short: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in lines:
        number = numbered(line.text)
        if number and not number.style.weak:
            total[number.style.name] += 1
            whole = ends_sentence(line.text) or line.text[-1] in "，、；："
            short[number.style.name] += line.width < full and not whole
    return frozenset(name for name, n in short.items() if n >= 2 and n >= 0.6 * total[name])


def opens_indented(line: Line) -> bool:
    """Whether a line opens with two ideographic blanks, the printed indent of a paragraph."""
    return _INDENT.match(line.raw) is not None


def _ideographic(lines: Sequence[Line]) -> bool:
    opens = [(a, b) for a, b in pairwise(lines) if opens_indented(a)]
    back = [a for a, b in opens if b.lead < a.lead or ends_sentence(a.text)]
    return len(opens) >= 3 and len(back) >= 0.6 * len(opens) and len(opens) <= 0.7 * len(lines)


def usual_width(lines: Sequence[Line]) -> int:
    """Columns of a full line where the text is wrapped, else 0."""
    widths = [line.width for line in lines]
    return (_mode([w for w in widths if w >= 24]) or 0) if _is_wrapped(widths) else 0


def _is_wrapped(widths: Sequence[int]) -> bool:
    """Wrapped text has most of its longer lines at nearly the same width."""
    long = [w for w in widths if w >= 24]
    if len(long) < 4:
        return False
    if max(long) > 160:
        return False
    near = Counter()  # type: Counter[int]
    for w in long:
        for d in range(-3, 4):
            near[w + d] += 1
    best = max(near, key=lambda w: (near[w], w))
    # Full lines are the widest: a crowd of short ones is a list, not a measure.
    # Notes in smaller type may be wider still, so the widest few do not count.
    widest = sorted(long)[int(0.85 * (len(long) - 1))]
    return near[best] >= 0.34 * len(long) and best >= 0.75 * widest


def _top(widths: Sequence[int]) -> int:
    """The width that all but the widest twentieth keep below."""
    return sorted(widths)[int(0.95 * (len(widths) - 1))]


def _local_measures(widths: Sequence[int]) -> list[int]:
    """Full width around each line: the commonest among its neighbours.

    Abstracts and quotations are often set narrower than the body.
    """
    overall = _mode([w for w in widths if w >= 24]) or 0
    result = []
    for i in range(len(widths)):
        window = [w for w in widths[max(0, i - 8) : i + 9] if w >= 0.6 * overall]
        result.append(_mode(window) or overall)
    return result


def _mode(values: Sequence[int]) -> int | None:
    """The commonest value within one column either way; the wider of equals."""
    if not values:
        return None
    counts = Counter(values)
    return max(counts, key=lambda v: (2 * counts[v] + counts[v - 1] + counts[v + 1], v))


def _trailing_marks_ends(lines: Sequence[Line], widths: Sequence[int]) -> bool:
    marked = [line for line in lines if line.trailing]
    if not 0.02 * len(lines) <= len(marked) <= 0.6 * len(lines):
        return False
    overall = _mode([w for w in widths if w >= 24]) or 0
    ends = [m for m in marked if ends_sentence(m.text) or m.width < 0.85 * overall]
    short = [x for x in lines if x.width < 0.7 * overall and ends_sentence(x.text)]
    kept = [x for x in short if x.trailing]
    return len(ends) >= 0.7 * len(marked) and len(kept) >= 0.8 * len(short)


def _base(lines: Sequence[Line]) -> int:
    """The commonest lead: the left margin of the text."""
    leads = Counter(line.lead for line in lines)
    return max(leads, key=lambda n: (leads[n], -n)) if leads else 0


def _regular(lines: Sequence[Line], base: int, indent: int) -> bool:
    """Whether lines after a full stop that ended a short line have the indent."""
    opens = [
        b.lead - base
        for a, b in pairwise(lines)
        if ends_sentence(a.text) and ends_sentence(b.text) is False and a.width < 0.8 * b.width
        and b.width > 24
    ]  # fmt: skip
    return len(opens) >= 2 and sum(lead == indent for lead in opens) >= 0.8 * len(opens)


def _spaced(lines: Sequence[Line], gap: int) -> bool:
    """Whether short last lines are followed by a gap, and full lines in
    mid-sentence are not."""
    overall = _mode([line.width for line in lines if line.width >= 24]) or 0
    ends = [b for a, b in pairwise(lines) if ends_sentence(a.text) and a.width < 0.8 * overall]
    runs = [b for a, b in pairwise(lines) if not ends_sentence(a.text) and a.width > 0.9 * overall]
    parted = sum(b.gap > gap for b in ends)
    torn = sum(b.gap > gap for b in runs)
    return len(ends) >= 3 and parted >= 0.9 * len(ends) and torn <= 0.1 * len(runs)


def _indent(lines: Sequence[Line]) -> int:
    """Columns of a printed first-line indent: between two and eight, and common."""
    leads = Counter(line.lead for line in lines if 2 <= line.lead <= 10)
    if not leads:
        return 0
    lead, count = leads.most_common(1)[0]
    return lead if count >= 2 and count <= 0.7 * len(lines) else 0
