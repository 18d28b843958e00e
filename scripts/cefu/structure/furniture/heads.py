"""What the detectors of furniture know of running heads: their words, labels and titles.

A head may be mirrored on facing pages (number and parts change sides), may
repeat the title or a heading of the document itself, and may stand only once.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cefu.model.line import BLANKS, Line
from cefu.structure.lines.layout import ends_sentence
from cefu.structure.lines.pages import Furniture
from cefu.structure.notes.openings import awaited
from cefu.structure.wording.agent_names import is_byline
from cefu.structure.wording.headwords import APPENDIX
from cefu.structure.wording.labels import end_label, page_label, spelled_label
from cefu.structure.wording.numbering import numbered
from cefu.text.note_marks import STARS
from cefu.text.written_dates import WRITTEN_DATE

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
_REMARK = re.compile(r"[（(][^（）()]{2,24}[)）]")
_PAUSE = re.compile(r"[，；。！？]")
_COLUMNS = re.compile(r"[ \t]{3,}|\u3000{2,}|[│｜]|[ \u3000][─━—][ \u3000]")
_AUTHOR_TITLE = re.compile(r"[：:│|｜/／]|[ \u3000\t]{2,}|(?<=\S)[ ·—](?=\S)")
_FIGURES = re.compile(r"\d+|[〇一二三四五六七八九十百]+")
#: Fewest characters that make words recognisable wherever they stand.
_WORDS = 5
#: How many lines from the start can hold the title.
TOP = 12
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


def is_remark(text: str) -> bool:
    """Whether a line is nothing but words in brackets, as minutes tell what is done.

    >>> is_remark("(議員舉手)"), is_remark("（12）"), is_remark("甲（乙）")
    (True, False, False)
    """
    return _REMARK.fullmatch(text) is not None and page_label(text[1:-1]) is None


def place_key(text: str) -> str:
    """A running head's identity at its place; where a number is all of the line, it tells
    one article from another.

    >>> place_key("第 39 條") == place_key("第 40 條"), place_key("會訊 39") == place_key("會訊 40")
    (False, True)
    """
    number = numbered(text)
    alone = (number and number.length == len(text)) or APPENDIX.fullmatch(text)
    return text if alone else head_key(text)


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
        first = [x for x in lines[: front_end(lines)] if not x.page and x.width <= WIDEST]
        early = [x for x in first if not ends_sentence(x.text) and x.text[-1] not in "，、；,;"]
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
            title.rstrip(STARS) == plain
            or (title.startswith(plain) and title[len(plain)] in "：:—－–-，")
            for title in self._early
        )

    def is_one(self, text: str) -> bool:
        """Whether ``text`` is the title, in one line or two, or one of the lines beside it."""
        return not numbered(text) and self._is_early(text)

    def _is_early(self, text: str) -> bool:
        plain = "".join(c for c in text if c not in BLANKS)
        titles = (title.rstrip(STARS) for title in self._early)
        return len(plain) >= _WORDS and plain in titles

    def stands_in(self, text: str) -> bool:
        """Whether one of the columns of ``text`` is the title."""
        columns = _COLUMNS.split(text)
        return len(columns) >= 2 and any(self._is_early(column) for column in columns)

    def are_all(self, text: str) -> bool:
        """Whether ``text`` is the document's author and title, parted by a colon,
        a stroke or blanks, in either order."""
        parts = ["".join(c for c in p if c not in BLANKS) for p in _AUTHOR_TITLE.split(text, 1)]
        early = {title.rstrip(STARS) for title in self._early}
        return len(parts) == 2 and all(p in early for p in parts) and max(map(len, parts)) >= _WORDS


def front_end(lines: Sequence[Line]) -> int:
    """Index after the lines that can be front matter: those before the first sentence's end."""
    return next((i for i, line in enumerate(lines[:TOP]) if ends_sentence(line.text)), TOP)


def _titular(text: str) -> bool:
    return len(text) <= 60 and not ends_sentence(text) and text[-1] not in "，、；：,;:"


def is_title(lines: Sequence[Line], i: int) -> bool:
    """Whether the line stands where a title does: near the top, above a byline."""
    if i >= TOP or i + 1 >= len(lines) or head_label(lines[i].text):
        return False
    return is_byline(lines[i + 1].words) and not is_byline(lines[i].words)


def sole_title(lines: Sequence[Line], i: int) -> bool:
    """Whether ``lines[i]`` stands first with its words, and no other line before the
    first prose could be the title."""
    if i >= TOP or any(line.plain == lines[i].plain for line in lines[:i]):
        return False
    for line in lines[:TOP]:
        if ends_sentence(line.text) or line.text[-1] in "，、；,;" or numbered(line.text):
            break
        other = line.plain != lines[i].plain and not is_byline(line.words)
        if other and not WRITTEN_DATE.fullmatch(line.text) and not page_label(line.text):
            return False
    return True


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


def heads_with_title(lines: Sequence[Line], found: dict[int, Furniture]) -> None:
    """Add lines of several columns, one of which is the document's title."""
    titles = Titles(lines)
    start = front_end(lines)
    for i, line in enumerate(lines[start:], start):
        if i not in found and line.width <= WIDEST and titles.stands_in(line.text):
            found[i] = Furniture("running-head", head_label(line.text))


def _set_apart(
    lines: Sequence[Line], found: dict[int, Furniture], gap: int
) -> Iterator[tuple[int, int]]:
    """Lines with a number at one end that stand apart from the text around them."""
    for i, line in enumerate(lines):
        ended = end_label(line.text) if i not in found and line.width <= WIDEST else None
        if ended is None or ends_sentence(line.text) or numbered(line.text):
            continue
        if line.text[0].isdecimal() and awaited(lines, i, ended[0]):
            continue  # a note stands below what refers to it
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


def prose_like(line: Line, measure: int, seen: int) -> bool:
    """Whether a line fills the measure, with the pauses of prose, or without columns
    and hardly ``seen``, as no head does; ``measure`` is 0 where lines have none."""
    if _PAUSE.search(line.text):
        return line.width >= 0.8 * measure or line.text[-1] in "，、；："
    return seen < 3 and line.width >= 0.9 * measure > 0 and not _COLUMNS.search(line.text)


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
