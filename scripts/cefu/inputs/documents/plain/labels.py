"""Labels that an extraction parted from what they stand before (``pdftotext`` at wide blanks).

第一章 and 總則, printed on one line with a wide blank between them, come as two lines; where
two such lines stand one below the other, as a chapter's and its first section's do, both
labels come first and both headings below them.  Here each stands before its words again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cefu.model.line import BLANKS

_PART = re.compile(r"\f?[ \t\u3000]*第 ?[〇零一二三四五六七八九十百\d]{1,4} ?[編编篇章節节]")
_ARTICLE = re.compile(
    r"\f?[ \t\u3000]*第 ?[〇零一二三四五六七八九十百\d]{1,4} ?[條条](?:之[一二三四五六七八九十])?"
)
_ITEM = re.compile(r"\f?[ \t\u3000]{0,8}([一二三四五六七八九]|十[一二三四五六七八九]?)")
_ORDER = ("", *"一二三四五六七八九十", *(f"十{c}" for c in "一二三四五六七八九"))
#: Longest heading, in characters, and what none ends with.
_HEADING = 48
_NO_HEADING = "。；，、："
#: Share of articles below which a blank line stands where they have their text on their own
#: line, and most blank lines above them for each below.
_PARTED, _ABOVE = 0.7, 0.8
#: Fewest articles that tell, and lines within which the next item of a list stands.
_FEWEST, _NEAR = 3, 24


def join_labels(text: str) -> str:
    """``text`` with each label that stood apart on the line of its words, a wide blank between.

    >>> join_labels("第一章\\n第一節\\n\\n水價的由來\\n民國以前\\n水價一向便宜。\\n")
    '第一章\\u3000水價的由來\\n第一節\\u3000民國以前\\n水價一向便宜。\\n'
    >>> join_labels("一\\n\\n選舉總統。\\n二\\n\\n罷免總統。\\n")
    '一\\u3000選舉總統。\\n二\\u3000罷免總統。\\n'
    >>> column = "一\\n二\\n三\\n水價\\n一\\n85\\n二\\n90\\n"  # cells of a table
    >>> join_labels(column) == column
    True
    >>> join_labels("第1條\\n甲。\\n第2條\\n乙。\\n第3條\\n丙。\\n") == "第1條\\n甲。\\n第2條\\n乙。\\n第3條\\n丙。\\n"
    True
    """
    lines = text.split("\n")
    if not any(_is_label(line) or _ITEM.fullmatch(line.rstrip(BLANKS)) for line in lines):
        return text
    return "\n".join(_joined(lines, _articles_run(lines), _items(lines)))


def _joined(lines: Sequence[str], run: bool, items: set[int]) -> Iterator[str]:
    i = 0
    while i < len(lines):
        labels = _labels(lines, i) or ([i] if i in items else [])
        below = _below(lines, i + len(labels), len(labels)) if labels else []
        numeral = i in items
        if below and (_says(lines[below[0]]) if numeral else _fits(lines, labels, below, run)):
            for label, words in zip(labels, below, strict=True):
                yield f"{lines[label].rstrip(BLANKS)}\u3000{lines[words].lstrip(BLANKS)}"
            i = below[-1] + 1
        else:
            yield lines[i]
            i += 1


def _is_label(line: str) -> bool:
    bare = line.rstrip(BLANKS)
    return bool(_PART.fullmatch(bare) or _ARTICLE.fullmatch(bare))


def _labels(lines: Sequence[str], first: int) -> list[int]:
    """The labels from line ``first`` on, one below the other."""
    last = first
    while (
        last < len(lines) and _is_label(lines[last]) and (last == first or lines[last][0] != "\f")
    ):
        last += 1
    return list(range(first, last))


def _below(lines: Sequence[str], start: int, count: int) -> list[int]:
    """The next ``count`` lines of words on the same page, fewer if it ends."""
    found: list[int] = []
    for i in range(start, min(len(lines), start + 3 * count + 2)):
        if "\f" in lines[i] or len(found) == count:
            break
        if lines[i].strip(BLANKS):
            found.append(i)
    return found if len(found) == count else []


def _fits(lines: Sequence[str], labels: Sequence[int], below: Sequence[int], run: bool) -> bool:
    """Whether ``below`` are the words of ``labels``, line by line."""
    if any(_is_label(lines[i]) for i in below):
        return False
    parts = [bool(_PART.fullmatch(lines[i].rstrip(BLANKS))) for i in labels]
    headings = [_could_head(lines[i]) for i in below]
    if not all(head for part, head in zip(parts, headings, strict=True) if part):
        return False
    return all(parts) or run or len(labels) > 1


def _says(line: str) -> bool:
    """Whether a line is more than a numeral or figures, as the cells of a table are."""
    words = line.strip(BLANKS)
    return _ITEM.fullmatch(words) is None and sum(map(str.isalpha, words)) > 1


def _could_head(line: str) -> bool:
    words = line.strip(BLANKS)
    return len(words) <= _HEADING or "...." in words if words[-1] not in _NO_HEADING else False


def _articles_run(lines: Sequence[str]) -> bool:
    """Whether articles have their text on the line of their number: a blank line parts it
    from them, and stands above them less often, as above headings it would not."""
    rows = [bool(line.strip(BLANKS)) for line in ("", *lines, "")]
    alone = [i for i, x in enumerate(lines, 1) if _ARTICLE.fullmatch(x.rstrip(BLANKS))]
    below = sum(not rows[i + 1] for i in alone)
    above = sum(not rows[i - 1] for i in alone)
    return len(alone) >= _FEWEST and below >= _PARTED * len(alone) and above <= _ABOVE * below


def _items(lines: Sequence[str]) -> set[int]:
    """Numerals alone on their lines that count up from one, each near the last with words
    between: labels of items."""
    result: set[int] = set()
    chain: list[int] = []
    for i, line in enumerate(lines):
        found = _ITEM.fullmatch(line.rstrip(BLANKS))
        if found is None:
            continue
        due = len(chain) + 1
        on = chain and found[1] == _ORDER[min(due, 19)] and i - chain[-1] <= _NEAR
        if not (on and any(map(_says, lines[chain[-1] + 1 : i]))):
            chain = []
        if chain or found[1] == "一":
            chain.append(i)
        if len(chain) > 1:
            result.update(chain)
    return result
