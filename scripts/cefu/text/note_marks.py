"""How marks and labels of notes are written: what every grammar that reads them is made of.

Which of them is a note's is decided elsewhere (``structure/notes``); here stand the
characters, and what is left of a line or a name without them.
"""

from __future__ import annotations

import re

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
#: Ringed numbers 1 to 50, for a character class.
CIRCLED = "①-⑳㉑-㉟㊱-㊿"
STARS = "＊*†‡※"
#: 註 and 注, before a number.
WORD = "[註注]"
HAN = "一二三四五六七八九十"
#: The number of a note, in figures or Han.
NUMBER = rf"(?:\d{{1,3}}|[{HAN}]{{1,3}})"
#: The brackets that a label stands in; round ones only with 註, or at the end of a text.
OPENS, CLOSES = r"[\[［〔(（]", r"[\]］〕)）]"
SQUARE_OPENS, SQUARE_CLOSES = r"[\[［〔]", r"[\]］〕]"

_BRACKETED = rf"{OPENS}(?:{WORD}[ \u3000]?)?{NUMBER}{CLOSES}"
_AT_END = re.compile(rf"(?:[0-9{SUPERSCRIPTS}{STARS}]{{1,3}}|[{CIRCLED}]|{_BRACKETED})+$")
_BESIDE_NAME = re.compile(
    rf"[{SUPERSCRIPTS}{STARS}]+|[{CIRCLED}]|{SQUARE_OPENS}\d+{SQUARE_CLOSES}"
    rf"|{OPENS}{WORD}[ \u3000]?{NUMBER}{CLOSES}|(?<=[\u4e00-\u9fff])\d{{1,2}}(?=$|[、，\s])"
)


def without_marks_at_end(text: str) -> str:
    """``text`` without what could be marks of notes at its end, a year or quantity as well.

    >>> [without_marks_at_end(t) for t in ("送回。1", "主幹。[1][4]", "為止。（註三）", "和平")]
    ['送回。', '主幹。', '為止。', '和平']
    """
    return _AT_END.sub("", text)


def without_marks_of_names(text: str) -> str:
    """Names in ``text`` without the marks that lead to notes about their bearers.

    >>> without_marks_of_names("王小明＊、李大華2、陳美美（註1）、2018年"), without_marks_of_names("甲①")
    ('王小明、李大華、陳美美、2018年', '甲')
    """
    return _BESIDE_NAME.sub("", text)
