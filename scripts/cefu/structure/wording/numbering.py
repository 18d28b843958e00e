"""The numbering grammar of Chinese documents: which mark opens which level.

Styles are listed from the outermost inwards, as the Executive Yuan's handbook
of official documents (文書處理手冊) and common practice order them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_HAN = "〇○零一二三四五六七八九十百兩"
_FINANCIAL = "壹貳參叁肆伍陸柒捌玖拾"
_BLANK = r"[ \t\u3000]*"


@dataclass(frozen=True, slots=True)
class Style:
    """One way to number: ``rank`` orders styles, 1 outermost."""

    name: str
    rank: float
    pattern: re.Pattern[str]
    #: weak styles also number list items and prose; they need more evidence
    weak: bool = False


def _style(name: str, rank: float, pattern: str, *, weak: bool = False) -> Style:
    return Style(name, rank, re.compile(f"({pattern}){_BLANK}"), weak)


STYLES: tuple[Style, ...] = (
    _style("part", 1, rf"第{_BLANK}[{_HAN}0-9]{{1,4}}{_BLANK}[編编篇部]"),
    _style("chapter", 2, rf"第{_BLANK}[{_HAN}0-9]{{1,4}}{_BLANK}章"),
    _style("section", 3, rf"第{_BLANK}[{_HAN}0-9]{{1,4}}{_BLANK}[節节]"),
    _style(
        "article",
        3.5,
        rf"第{_BLANK}[{_HAN}0-9]{{1,4}}{_BLANK}[條条](?:{_BLANK}之{_BLANK}[{_HAN}0-9]{{1,3}})?(?=[ \t\u3000]|$)",
    ),
    _style("financial", 4, rf"[{_FINANCIAL}]{{1,3}}{_BLANK}[、.．]"),
    _style("stem", 4, rf"[甲乙丙丁戊己庚辛壬癸]{_BLANK}[、.．]"),
    _style("roman", 4, r"[IVXⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ]{1,5}[、.．](?![A-Za-z])", weak=True),
    _style("han", 5, rf"[{_HAN}]{{1,3}}{_BLANK}[、．]"),
    _style("han-blank", 5.5, rf"[{_HAN}]{{1,3}}(?=\u3000|[ ]{{2,}}\S)", weak=True),
    _style("han-bracket", 6, rf"[（(]{_BLANK}[{_HAN}]{{1,3}}{_BLANK}[）)]"),
    _style("decimal", 7, r"\d{1,2}\.\d{1,2}\.?(?![\d.%月年])", weak=True),
    _style("decimal-3", 8, r"\d{1,2}(?:\.\d{1,2}){2}\.?(?![\d.%月年])", weak=True),
    _style("decimal-4", 9, r"\d{1,2}(?:\.\d{1,2}){3}\.?(?![\d.%月年])", weak=True),
    _style("arabic", 10, r"[0-9０-９]{1,2}(?:[、．]|\.(?!\d))", weak=True),
    _style("arabic-bracket", 11, rf"[（(]{_BLANK}[0-9０-９]{{1,2}}{_BLANK}[）)]", weak=True),
    _style("arabic-half-bracket", 12, r"[0-9]{1,2}[）)]", weak=True),
    _style("circled", 13, r"[①-⑳㈠-㈩]", weak=True),
    _style("letter", 14, r"[A-Za-z][.．、](?=\s*[\u4e00-\u9fff])", weak=True),
    _style("letter-bracket", 15, r"[（(][A-Za-z][）)]|[a-z][）)]", weak=True),
    _style("roman-bracket", 16, r"[（(][ivx]{1,5}[）)]", weak=True),
)

#: Glyphs that open a list item or abstract point.  Private-use glyphs are
#: Wingdings and Symbol bullets whose font the extraction lost.
BULLET = re.compile(rf"([\ue000-\uf8ff▓■□●○◆◇▲△▪▫•·‧◎★☆➢➤►▶※✓✔]|[-–—](?=[ \t\u3000])){_BLANK}")


#: Characters from the start that a number and what follows it take up.
_HEAD = 24


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number at the start of a text: its style, the printed mark, its length."""

    style: Style
    mark: str
    length: int


def numbered(text: str) -> Numbered | None:
    """The number that ``text`` opens with, if any.

    >>> n = numbered("（一）國際情勢"); (n.style.name, n.mark, n.length)
    ('han-bracket', '（一）', 3)
    >>> numbered("一路線") is None and numbered("2018年") is None
    True
    >>> numbered("2.3.1 方法").style.name
    'decimal-3'
    >>> numbered("1.15兆臺幣") is None
    True
    >>> numbered("第 3 條").style.name, numbered("第三條規定") is None
    ('article', True)
    """
    return _read_number(text[:_HEAD])


@lru_cache(maxsize=4096)
def _read_number(head: str) -> Numbered | None:
    """``numbered`` of the start of a text; the same lines are asked again and again."""
    for style in STYLES:
        match = style.pattern.match(head)
        if match:
            mark = match.group(1)
            if style.name.startswith("decimal") and not _plausible_decimal(
                mark, head[match.end() :]
            ):
                continue
            return Numbered(style, mark, match.end())
    return None


def _plausible_decimal(mark: str, rest: str) -> bool:
    """A quantity such as 1.15兆 or a date such as 4.27 is not a section number."""
    if not rest or rest[0] in "兆億萬亿万倍美元%％、，。；）)~～-–至":
        return False
    return all(part.isdigit() and 0 < int(part) < 40 for part in mark.rstrip(".").split("."))


_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "兩": 2}
_DIGITS |= {c: i + 1 for i, c in enumerate("壹貳參肆伍陸柒捌玖")} | {"叁": 3}
_STEMS = "甲乙丙丁戊己庚辛壬癸"


def value(mark: str) -> int | None:
    """The ordinal that a printed mark stands for.

    >>> value("（十二）"), value("參、"), value("第八章"), value("③"), value("2.3"), value("丙、"), value("(b)")
    (12, 3, 8, 3, 3, 3, 2)
    """
    core = mark.strip("第章節节編编篇部條条、.．（()） \t\u3000")
    if len(core) == 1 and core in _STEMS:
        return _STEMS.index(core) + 1
    if len(core) == 1 and core.isascii() and core.isalpha():
        return ord(core.lower()) - ord("a") + 1
    if core and core[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return ord(core[0]) - ord("①") + 1
    if core.rpartition(".")[2].isdecimal():
        return int(core.rpartition(".")[2])
    total, seen = 0, False
    unit = core.replace("拾", "十")
    for char in unit:
        if char == "十":
            total = (total or 1) * 10
        elif char == "百":
            total = (total or 1) * 100
        elif char in _DIGITS:
            total += _DIGITS[char]
        else:
            return None
        seen = True
    return total if seen else None
