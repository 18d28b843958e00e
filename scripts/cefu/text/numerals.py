"""Chinese and Arabic numerals as dates write them."""

from __future__ import annotations

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_TENS = {"廿": 20, "卅": 30}
_UNITS = {"十": 10, "百": 100, "千": 1000}

#: The characters of a Chinese number, for use in character classes.
CHINESE = "〇零一二三四五六七八九十百廿卅"


def number(text: str) -> int | None:
    """The value of a folded numeral, ``None`` if it is not one.

    Read are Arabic digits, digits written out by position (二〇一八, 一〇八), counted
    numbers (二十五, 一百零八, 廿一) and 元, the first year or month.

    >>> [number(text) for text in ("2018", "二〇一八", "一百零八", "廿一", "十", "元", "十百")]
    [2018, 2018, 108, 21, 10, 1, None]
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text == "元":
        return 1
    if not text or any(c not in _DIGITS and c not in _TENS and c not in _UNITS for c in text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _counted(text)


def _counted(text: str) -> int | None:
    total, digit, limit = 0, None, 10_000
    for char in text:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
            continue
        value = _TENS.get(char) or _UNITS[char]
        if value >= limit or (char in _TENS and digit):
            return None
        # 二十: a digit before its unit; 廿 and a leading 十 stand without one.
        total += value if char in _TENS or digit is None else value * digit
        limit, digit = (10 if char in _TENS else value), None
    return total + (digit or 0)
