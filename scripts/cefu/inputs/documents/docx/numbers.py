"""The automatic numbers of a Word document: they are seen on the page and stand in no text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from cefu.inputs.documents.docx.package import W

_DIGITS = "〇一二三四五六七八九"
_HEAVENLY = "甲乙丙丁戊己庚辛壬癸"
_EARTHLY = "子丑寅卯辰巳午未申酉戌亥"
_FORMAL = "零壹貳參肆伍陸柒捌玖"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def chinese(number: int, digits: str = _DIGITS, ten: str = "十") -> str:
    """A number below a hundred in Chinese as it is counted, above it digit by digit.

    >>> [chinese(n) for n in (3, 10, 12, 21, 105)]
    ['三', '十', '十二', '二十一', '一〇五']
    """
    if not 0 < number < 100:
        return "".join(digits[int(d)] for d in str(max(0, number)))
    tens, ones = divmod(number, 10)
    head = "" if not tens else ten if tens == 1 else digits[tens] + ten
    return head + (digits[ones] if ones else "")


def roman(number: int) -> str:
    """A number below 4000 in Roman figures.

    >>> roman(14)
    'XIV'
    """
    text = ""
    for value, figure in _ROMAN:
        while number >= value and len(text) < 20:
            text, number = text + figure, number - value
    return text


def letter(number: int) -> str:
    """a, b … z, aa, bb …

    >>> letter(2), letter(28)
    ('b', 'bb')
    """
    turns, place = divmod(max(1, number) - 1, 26)
    return chr(97 + place) * min(turns + 1, 10)


def _circled(number: int) -> str:
    return chr(0x245F + number) if 1 <= number <= 20 else f"({number})"


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: "".join(chr(0xFF10 + int(d)) for d in str(n)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "upperRoman": roman,
    "lowerRoman": lambda n: roman(n).lower(),
    "upperLetter": lambda n: letter(n).upper(),
    "lowerLetter": letter,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "taiwaneseDigital": lambda n: "".join(_DIGITS[int(d)] for d in str(n)),
    "chineseLegalSimplified": lambda n: chinese(n, "零壹贰叁肆伍陆柒捌玖", "拾"),
    "ideographLegalTraditional": lambda n: chinese(n, _FORMAL, "拾"),
    "ideographTraditional": lambda n: _HEAVENLY[(n - 1) % 10],
    "ideographZodiac": lambda n: _EARTHLY[(n - 1) % 12],
}


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbers:
    """Counts the numbered paragraphs of a document as Word does."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    #: which lists count together
    shared: dict[str, str] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: etree._Element | None) -> Numbers:
        """The lists that ``numbering.xml`` defines."""
        numbers = cls()
        if root is None:
            return numbers
        abstract = {
            item.get(f"{W}abstractNumId"): {
                int(level.get(f"{W}ilvl") or 0): _level(level) for level in item.iter(f"{W}lvl")
            }
            for item in root.findall(f"{W}abstractNum")
        }
        for item in root.findall(f"{W}num"):
            ident = item.get(f"{W}numId") or ""
            of = item.find(f"{W}abstractNumId")
            base = of.get(f"{W}val") if of is not None else None
            numbers.levels[ident] = dict(abstract.get(base, {}))
            overridden = item.find(f"{W}lvlOverride") is not None
            numbers.shared[ident] = ident if overridden else f"abstract {base}"
        return numbers

    def next(self, ident: str, depth: int) -> tuple[str, bool]:
        """The label of the next paragraph of a list, and whether it is only a bullet."""
        levels = self.levels.get(ident, {})
        level = levels.get(depth)
        if level is None:
            return "", False
        if level.form == "bullet":
            return "•", True
        counts = self.counts.setdefault(self.shared.get(ident, ident), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]

        def written(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            of = levels.get(at, level)
            return _WRITTEN.get(of.form, str)(counts.get(at, of.start))

        return re.sub(r"%([1-9])", written, level.text), False


def _level(item: etree._Element) -> _Level:
    found = {
        etree.QName(p).localname: p.get(f"{W}val") or "" for p in item if isinstance(p.tag, str)
    }
    start = found.get("start", "1")
    return _Level(
        found.get("numFmt", "decimal"),
        found.get("lvlText", "")[:40],
        int(start) if start.isdecimal() and len(start) < 6 else 1,
    )
