"""Radicals and compatibility forms, and the ordinary characters that a page shows for them.

Some PDF writers give the codes of radicals (⼀, ⾔) for the characters that look
the same; a reader sees no difference, a program does.
"""

from __future__ import annotations

import re
from unicodedata import normalize

#: The radicals of the supplement that are characters by themselves; Unicode gives
#: them no decomposition (EquivalentUnifiedIdeograph.txt of the Unicode Character Database).
_SUPPLEMENT = dict(
    zip(
        "⺁⺇⺌⺎⺓⺔⺖⺗⺘⺙⺛⺝⺠⺡⺣⺤⺥⺨⺩⺪⺭⺮⺯⺰⺱⺵⺶⺷⺹⺺⺼⺾⻀⻁⻂⻃⻄⻅⻆⻈⻉⻋⻌⻏⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻭⻮⻯⻰⻲",
        "厂几小兀幺彑忄㣺扌攵旡月民氵灬爫爫犭王疋礻竹糸纟罒网羊羊耂肀月艹艹虎衤覀西见角讠贝车辶阝钅長镸长门阝青韦页风飞食飠饣𩠐马骨鬼鱼鸟卤麦黄黾齐歯齿竜龙亀",
        strict=True,
    )
)
_ODD = re.compile(r"[\u2e80-\u2ef3\u2f00-\u2fd5\uf900-\ufad9\U0002f800-\U0002fa1d]")


def is_odd(char: str) -> bool:
    """Whether an ordinary character stands on the page for ``char``."""
    return bool(_ODD.match(char)) and _ordinary(char) != char


def ordinary(text: str) -> str:
    """``text`` with ordinary characters for radicals and compatibility forms, one for one.

    >>> ordinary("⼀、前⾔"), ordinary("⻑期⾨⼾")
    ('一、前言', '長期門戶')
    """
    return _ODD.sub(lambda m: _ordinary(m.group()), text)


def _ordinary(char: str) -> str:
    if char in _SUPPLEMENT:
        return _SUPPLEMENT[char]
    plain = normalize("NFKC", char)
    return plain if len(plain) == 1 else char
