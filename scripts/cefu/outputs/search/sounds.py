"""Names as they sound, whichever way they are romanised.

One person is Choe Son-hui, Choi Sun-hee and Ch'oe Sŏn-hŭi; another Xi Jinping, Hsi
Chin-p'ing and ㄒㄧˊ ㄐㄧㄣˋ ㄆㄧㄥˊ.  Reduced to what these writings have in common (McCune–
Reischauer, Revised Romanization and press forms of Korean; pinyin, Wade–Giles and press
forms of Chinese) they are one key.  ``engine/sounds.js`` of the theme has the same
functions; ``tests/data/sounds.json`` holds both to them.
"""

from __future__ import annotations

import re

from pypinyin import lazy_pinyin

#: A shorter key is too many names.
LEAST = 5

#: Within a syllable's token, before all else.
_TOKEN = [
    (r"^park$|^pahk$", "pak"),
    (r"^[rl](?=oh?$)", "n"),
    (r"^[rln](?=i|y|ee)", ""),
    (r"^w(?=u|oo)", ""),
    (r"^y(?=i)", ""),
    (r"tzu", "zi"),
    (r"s[sz]u", "si"),
]
#: On all letters together; capitals are sounds that later rules leave alone.
_WHOLE = [
    (r"ng", "N"),
    (r"hs|sh|x", "s"),
    (r"tz|ts|zh|ch|[qjzc]", "c"),
    (r"g", "k"),
    (r"d", "t"),
    (r"b", "p"),
    (r"r", "l"),
    (r"ia(?=n)", "ie"),
    (r"oe|oi|oy|wae|we(?![in])", "OE"),
    (r"eui|ui|ee|ih", "i"),
    (r"ae|ai|ay|ei|ey", "E"),
    (r"eo|eu|oo|ou|ow|uo|u|o", "o"),
    (r"y", "i"),
    (r"h(?![aeioEO])", ""),
    (r"(.)\1+", r"\1"),
]
_ZHUYIN = dict(
    zip(
        "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒㄓㄔㄕㄖㄗㄘㄙㄧㄨㄩㄚㄛㄜㄝㄞㄟㄠㄡㄢㄣㄤㄥㄦ",
        [
            "b",
            "p",
            "m",
            "f",
            "d",
            "t",
            "n",
            "l",
            "g",
            "k",
            "h",
            "j",
            "q",
            "x",
            "zh",
            "ch",
            "sh",
            "r",
            "z",
            "c",
            "s",
            "i",
            "u",
            "u",
            "a",
            "o",
            "e",
            "e",
            "ai",
            "ei",
            "ao",
            "ou",
            "an",
            "en",
            "ang",
            "eng",
            "er",
        ],
        strict=True,
    )
)
#: As pinyin writes what zhuyin writes by its parts.
_FINALS = [
    (r"ieng", "ing"),
    (r"ien", "in"),
    (r"(?<!o)ueng", "ong"),
    (r"(?<!o)uen", "un"),
    (r"(?<!o)uei", "ui"),
    (r"iou", "iu"),
]


def sound_key(name: str) -> str:
    """The key of a folded name in Latin letters or zhuyin, '' where it has none.

    >>> sound_key("choe son-hui"), sound_key("choi sun hee"), sound_key("choi")
    ('COESONHI', 'COESONHI', '')
    >>> sound_key("xi jinping") == sound_key("hsi chin-p'ing") == sound_key("xijinping")
    True
    >>> sound_key("ㄒㄧˊㄐㄧㄣˋㄆㄧㄥˊ") == sound_key("xi jinping")
    True
    >>> sound_key("北韓"), sound_key("kim 2018")
    ('', '')
    """
    parted = re.sub(r"(?<![ㄅ-ㄙ])ㄨ(?=[ㄚ-ㄥ])", "w", name)
    parted = re.sub(r"(?<![ㄅ-ㄙ])ㄩ", "yu", parted)
    letters = "".join(_ZHUYIN.get(char, char) for char in parted)
    if letters != name:
        letters = _by(_FINALS, re.sub(r"[ˊˇˋ˙·]", "", letters))
    if not re.fullmatch(r"[a-z' .-]+", letters):
        return ""
    tokens = re.findall(r"[a-z]+", letters.replace("'", ""))
    key = "".join(_by(_TOKEN, token) for token in tokens)
    key = _by(_WHOLE, key).upper()
    return key if len(key) >= LEAST else ""


def _by(rules: list[tuple[str, str]], text: str) -> str:
    for pattern, to in rules:
        text = re.sub(pattern, to, text)
    return text


def read_out(name: str) -> str:
    """The pinyin of a name in Han characters, syllables apart.

    >>> read_out("金正恩")
    'jin zheng en'
    """
    return " ".join(lazy_pinyin(name))
