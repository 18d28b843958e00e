"""Running heads: which lines carry the same words on page after page.

A head may be mirrored on facing pages (number and parts change sides), may
repeat the title or a heading of the document itself, and may stand only once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cefu.normalise.labels import end_label, page_label, spelled_label
from cefu.normalise.layout import ends_sentence
from cefu.normalise.lines import BLANKS, Line
from cefu.normalise.names import is_byline
from cefu.normalise.numbering import numbered
from cefu.normalise.openings import awaited
from cefu.normalise.pages import Furniture

#: Widest running head, in columns.
WIDEST = 160
#: Largest number that can be a page label.
LAST_PAGE = 2000
_COUNT = re.compile(r"(?<!\d)(\d{1,4})\s*[/／]\s*\d{1,4}$")
_NUMBER = re.compile(
    r"^\s*(?P<left>\d{1,4})(?=\D)(?!\s*[-/.．年月日])|(?<=\D)(?<![-/.])(?P<right>\d{1,4})\s*$"
)
_PARTS = re.compile(r"[│|｜\u3000\t]+|[ ]{2,}")
_PARTED = re.compile(r"\S\s*[│|｜]\s*\S")
_AUTHOR_TITLE = re.compile(r"[：:│|｜/／]|[ \u3000\t]{2,}|(?<=\S)[ ·—](?=\S)")
_FIGURES = re.compile(r"\d+|[〇一二三四五六七八九十百]+")
#: Fewest characters that make words recognisable wherever they stand.
_WORDS = 5
#: How many lines from the start can hold the title.
_TOP = 12
#: Fewest lines on a page.
_PAGE = 8
_BROWSER_FOOT = re.compile(r"(?:https?://|file://)\S+\s+(\d{1,3})\s*/\s*\d{1,3}")
_BROWSER_HEAD = re.compile(
    r"\d{2,4}/\d{1,2}/\d{1,4},?\s*(?:[上下]午\s*)?\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?\s+\S"
)
_APART = re.compile(r"^\d{1,4}[ \u3000\t]{2,}|[ \u3000\t]{2,}\d{1,4}$")


def head_key(text: str) -> str:
    """A running head's identity: its parts in any order, whatever their figures,
    and whether a page number stands beside them.

    >>> head_key("33 三月　第一期│") == head_key("│第二期　三月 34")
    True
    >>> head_key("供應鏈的重組") == head_key("供應鏈的重組　59")
    False
    """
    return _identity(_FIGURES.sub("#", text)) + ("#" if head_label(text) else "")


def _identity(text: str) -> str:
    parts = ("".join(c for c in part if c not in BLANKS) for part in _PARTS.split(text))
    return "│".join(sorted(p for p in (part.strip("#") for part in parts) if p))


def head_label(text: str) -> str:
    """The page label that a running head carries at one of its ends, or ''.

    >>> head_label("59 國際展望"), head_label("2024/6/21 下午4:12 國策研究院"), head_label("甲 1/2")
    ('59', '', '1')
    """
    if len(text) > WIDEST:
        return ""
    count = _COUNT.search(text)
    if count:
        return count[1]
    match = _NUMBER.search(text)
    return (match.group("left") or match.group("right") or "") if match else ""


class Titles:
    """The words of a document's lines, to know a head that repeats one of them."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._seen = Counter(x.plain for x in lines if x.width <= WIDEST and _titular(x.text))
        early = [x for x in lines[:_TOP] if x.width <= WIDEST and not ends_sentence(x.text)]
        self._early = [x.plain for x in early] + [a.plain + b.plain for a, b in pairwise(early)]
        #: names in several parts, which facing pages print in either order
        self._names = {_identity(x.text) for x in early if _PARTED.search(x.text)}

    def repeats(self, words: str) -> bool:
        """Whether ``words`` are those of a title or heading, or a title before its colon."""
        plain = "".join(c for c in words if c not in BLANKS)
        if len(plain) < _WORDS:
            return False
        if self._seen[plain] > 0 or _identity(words) in self._names:
            return True
        return any(
            title.rstrip("＊*†‡") == plain
            or (title.startswith(plain) and title[len(plain)] in "：:—－–-，")
            for title in self._early
        )

    def are_all(self, text: str) -> bool:
        """Whether ``text`` is the document's author and title, parted by a colon,
        a stroke or blanks, in either order."""
        parts = ["".join(c for c in p if c not in BLANKS) for p in _AUTHOR_TITLE.split(text, 1)]
        early = {title.rstrip("＊*†‡") for title in self._early}
        return len(parts) == 2 and all(p in early for p in parts) and max(map(len, parts)) >= _WORDS


def _titular(text: str) -> bool:
    return len(text) <= 60 and not ends_sentence(text) and text[-1] not in "，、；：,;:"


def is_title(lines: Sequence[Line], i: int) -> bool:
    """Whether the line stands where a title does: near the top, above a byline."""
    if i >= _TOP or i + 1 >= len(lines) or head_label(lines[i].text):
        return False
    return is_byline(lines[i + 1].words) and not is_byline(lines[i].words)


def anchored_label(line: Line, titles: Titles) -> int | None:
    """The page number of a line that repeats a title or heading of the document beside it."""
    ended = end_label(line.text) if line.width <= WIDEST else None
    if ended is None or ends_sentence(line.text) or int(ended[0]) > LAST_PAGE:
        return None
    return int(ended[0]) if titles.repeats(ended[1]) else None


def numbered_heads(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add to ``found`` running heads that carry the page number: same words,
    growing number, on pages that nothing else tells."""
    groups: dict[str, list[int]] = defaultdict(list)
    spelled: list[int] = []
    for i, line in enumerate(lines):
        if i in found or line.width > WIDEST:
            continue
        if spelled_label(line.text) and not ends_sentence(line.text):
            spelled.append(i)
        elif _NUMBER.search(line.text):
            groups[_identity(_NUMBER.sub("#", line.text))].append(i)
    for indices in groups.values():
        labels = [int(head_label(lines[i].text) or 0) for i in indices]
        growing = all(a < b for a, b in pairwise(labels))
        torn = sum(bool(i) and not ends_sentence(lines[i - 1].text) for i in indices)
        if (
            len(indices) >= 2
            and growing
            and torn * 3 >= len(indices)
            and not numbered(lines[indices[0]].text)
        ):
            for i, number in zip(indices, labels, strict=True):
                found[i] = Furniture("running-head", str(number))
    if len(spelled) >= 2:
        for i in spelled:
            found[i] = Furniture("running-head", spelled_label(lines[i].text) or "")


def titled_heads(lines: Sequence[Line], found: dict[int, Furniture], gap: int) -> None:
    """Add heads that repeat the document's own words beside a number, and the
    heads of the pages next to theirs; ``gap`` is the usual number of empty lines."""
    titles = Titles(lines)
    anchors = {
        i: number
        for i, line in enumerate(lines)
        if i not in found and (number := anchored_label(line, titles)) is not None
    }
    if not anchors:
        return
    known = {int(f.label): i for i, f in found.items() if f.label.isdecimal()}
    known |= {number: i for i, number in anchors.items()}
    for i, number in anchors.items():
        found[i] = Furniture("running-head", str(number))
    for i, number in _set_apart(lines, found, gap):
        before, after = known.get(number - 1, -1), known.get(number + 1, len(lines))
        if (before >= 0 or after < len(lines)) and before < i < after:
            found[i] = Furniture("running-head", str(number))
            known.setdefault(number, i)


def _set_apart(
    lines: Sequence[Line], found: dict[int, Furniture], gap: int
) -> Iterator[tuple[int, int]]:
    """Lines with a number at one end that stand apart from the text around them."""
    for i, line in enumerate(lines):
        ended = end_label(line.text) if i not in found and line.width <= WIDEST else None
        if ended is None or ends_sentence(line.text) or numbered(line.text):
            continue
        after = lines[i + 1].gap if i + 1 < len(lines) else gap + 1
        parted = line.gap > gap and (after > gap or torn(lines, i))
        if parted or _APART.search(line.text):
            yield i, int(ended[0])


def printed_by_browser(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add what a browser prints at the edges of its pages: date, hour and title
    above, address and page number below."""
    for i, line in enumerate(lines):
        if i not in found and line.width <= WIDEST:
            foot = _BROWSER_FOOT.fullmatch(line.text)
            if foot or _BROWSER_HEAD.match(line.text):
                found[i] = Furniture("running-head", foot[1] if foot else "")


def counting_labels(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add lone numbers that count the pages one by one though nothing sets them
    apart: each a page after the other, some of them amid a sentence."""
    lone = [i for i, x in enumerate(lines) if len(x.text) <= 3 and x.text.isdecimal()]
    told = any(f.label for i, f in found.items() if i + 1 < len(lines))
    told = told or any(lines[i].rule_before for i in lone)
    if told or len({lines[i].text for i in lone}) < len(lone):
        return  # the pages are known, or such numbers are something else
    chain: list[int] = []
    for i in lone:
        number = int(lines[i].text)
        if chain and number == int(lines[chain[-1]].text) + 1 and i - chain[-1] >= _PAGE:
            chain.append(i)
        elif not chain and i >= _PAGE and number:
            chain = [i]
    if any(awaited(lines, i, lines[i].text) for i in chain):
        return
    inside = [i for i in chain if i + 1 < len(lines)]
    fits = sum(torn(lines, i) or ends_sentence(lines[i - 1].text) for i in inside)
    if len(chain) >= 3 and 2 * len(chain) >= len(lone) and 2 * fits >= len(inside):
        for i in chain:
            found.setdefault(i, Furniture("page-label", lines[i].text))


def labels_beside_heads(
    lines: Sequence[Line], seen: Counter[str], found: dict[int, Furniture]
) -> None:
    """Add numbers that count upwards, each beside the same repeated words: page
    labels however closely they are set; one more may close the document."""
    chain: list[tuple[int, int]] = []
    for i, line in enumerate(lines):
        label = page_label(line.text)
        if label is None or not label.isdecimal() or int(label) > LAST_PAGE:
            continue
        beside = any(
            0 <= j < len(lines)
            and seen[head_key(lines[j].text)] >= 2
            and len(head_key(lines[j].text)) >= 4
            and not ends_sentence(lines[j].text)
            and not numbered(lines[j].text)
            for j in (i - 1, i + 1)
        )
        closes = i == len(lines) - 1 and bool(chain)
        if beside or (closes and int(label) == chain[-1][1] + 1):
            chain.append((i, int(label)))
    growing = all(a[1] < b[1] for a, b in pairwise(chain))
    if (len(chain) >= 2 and growing) or (len(chain) == 1 and torn(lines, chain[0][0], 2)):
        for i, number in chain:
            found.setdefault(i, Furniture("page-label", str(number)))


def torn(lines: Sequence[Line], i: int, reach: int = 1) -> bool:
    """Whether ``lines[i]`` (with the line beside it, where ``reach`` is 2) stands
    amid a sentence that a page end broke."""
    a, b = i - reach, i + reach
    return (
        0 <= a < b < len(lines)
        and len(lines[a].text) > 2 * _WORDS
        and lines[a].width >= 0.8 * lines[b].width
        and not ends_sentence(lines[a].text)
        and not numbered(lines[a].text)
    )
