"""Traditional to Simplified script, and a check on what comes out.

Script only: 北韓 becomes 北韩 and never 朝鲜, for the term is the author's.  The
work is done by OpenCC's ``t2s`` tables (Apache-2.0); where one Traditional
character answers to several Simplified ones, or the tables leave a form that
Mainland print does not use, ``lexicons/script.yml`` decides by the word it stands in.
A converted text has as many characters as before, so that offsets hold.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import product
from typing import Any, Literal

import yaml
from opencc import OpenCC

from cefu.text.fold import han_table, opencc_table
from cefu.text.words import LONGEST, lexicon, likeliest


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A Traditional character with several Simplified forms.

    ``otherwise`` is its form outside the ``words``, which map a Traditional word
    to the form the character has in it.
    """

    char: str
    otherwise: str
    words: Mapping[str, str]
    reason: str

    @property
    def others(self) -> tuple[str, ...]:
        """Its forms in words, other than the ordinary one."""
        return tuple(dict.fromkeys(f for f in self.words.values() if f != self.otherwise))


@dataclass(frozen=True, slots=True)
class Residue:
    """A character at ``at`` of a text that should be Simplified and is not; ``near``
    are the words around it."""

    char: str
    at: int
    near: str


@dataclass(frozen=True, slots=True)
class Decision:
    """An ambiguous character ``char`` at ``at`` that became ``form``."""

    char: str
    form: str
    at: int


# Names and paragraphs come on many pages.
@lru_cache(maxsize=1 << 16)
def to_simplified(text: str) -> str:
    """``text`` in Simplified script, character for character.

    >>> to_simplified("朝鮮半島情勢發展"), to_simplified("圍繞著著作權")
    ('朝鲜半岛情势发展', '围绕着著作权')
    >>> to_simplified("乾隆瞭解餅乾，藉此慰藉")
    '乾隆了解饼干，借此慰藉'
    """
    converted = _converted(text)
    if len(converted) != len(text):
        converted = "".join(map(_one, text))
    decided = list(decisions(text))
    if not decided:
        return converted
    chars = list(converted)
    for decision in decided:
        chars[decision.at] = decision.form
    return "".join(chars)


def decisions(text: str) -> Iterator[Decision]:
    """Every ambiguous character of the Traditional ``text``, with the form chosen.

    >>> [(d.char, d.form) for d in decisions("隨著著作")]
    [('著', '着'), ('著', '著')]
    """
    table = ambiguous()
    found = [match.start() for match in _ambiguous_chars().finditer(text)]
    for at, form in zip(found, _forms(text, found), strict=True):
        yield Decision(table[text[at]].char, form, at)


def _forms(text: str, places: Sequence[int]) -> Iterator[str]:
    """The form of each ambiguous character, by the likeliest words about it.

    >>> list(_forms("隨著文在寅", [1])), list(_forms("文在寅著文", [3]))
    (['着'], ['著'])
    """
    for at in places:
        first, last = max(0, at - _REACH), min(len(text), at + _REACH + 1)
        yield _window_forms(text[first:last])[at - first]


#: How far (characters) words are cut to either side of an ambiguous character.
_REACH = 6
#: A word of ``lexicons/script.yml`` that no dictionary has counts as often as this.
_LISTED = 300


@lru_cache(maxsize=1 << 14)
def _window_forms(text: str) -> str:
    """``text`` as its likeliest words have it, every ambiguous character in its form.

    Which form a character has is told by the dictionary's words and the listed ones; by
    itself it has its ordinary one.
    """
    table = ambiguous()
    forms = [_one(char) if char not in table else "" for char in text]
    choices = [
        (form,) if form else (table[char].otherwise, *table[char].others)
        for char, form in zip(text, forms, strict=True)
    ]
    words = [
        (start, end, word, weight)
        for start in range(len(text))
        for end in range(start + 1, min(start + LONGEST, len(text)) + 1)
        for word, weight in _weighed(text[start:end], choices[start:end])
    ]
    return "".join(word for _, _, word in likeliest(words, len(text)).words)


def _weighed(text: str, choices: Sequence[tuple[str, ...]]) -> Iterator[tuple[str, float]]:
    """The words that ``text`` may be, by the forms of its characters, with their weights."""
    known = lexicon()
    if len(text) == 1:
        # By itself a character has its ordinary form, however rare that is.
        yield choices[0][0], max(known.weight(c) or known.unknown for c in choices[0])
        return
    listed = _listed().get(text)
    if listed is not None:
        yield listed, max(known.words.get(listed, -math.inf), known.counted(_LISTED))
        return
    for chars in product(*choices):
        word = "".join(chars)
        if (weight := known.words.get(word)) is not None and weight > known.counted(_DOUBTED):
            yield word, weight


#: What the dictionary counted no more often may be a slip of its sources (意味著, 3 times).
_DOUBTED = 4


@cache
def _listed() -> Mapping[str, str]:
    """The words of ``lexicons/script.yml`` and what each becomes."""
    listed = {}
    for entry in ambiguous().values():
        for word, form in entry.words.items():
            listed[word] = "".join(form if char == entry.char else _ordinary(char) for char in word)
    return listed


def _ordinary(char: str) -> str:
    entry = ambiguous().get(char)
    return entry.otherwise if entry else _one(char)


def residue(text: str) -> list[Residue]:
    """What is not Simplified in ``text``: Traditional characters and forms that
    Mainland print does not use, but for those that stay in the word they stand in.

    >>> [r.char for r in residue("北韩的發展")], residue("显著、乾隆")
    (['發'], [])
    >>> [r.char for r in residue("围绕著核")]
    ['著']
    """
    wanted = suspects(text)
    if not wanted:
        return []
    return [
        Residue(char, at, text[max(0, at - 4) : at + 5])
        for at, char in enumerate(text)
        if char in wanted and _is_residue(char, text, at)
    ]


def suspects(text: str) -> set[str]:
    """The characters of ``text`` that may be residue, whatever word they stand in."""
    return {char for char in set(text) if char in ambiguous() or _unsimplified(char)}


def _is_residue(char: str, text: str, at: int) -> bool:
    if char in ambiguous():
        return next(_forms(text, [at])) != char
    return _unsimplified(char)


@cache
def _unsimplified(char: str) -> bool:
    """Whether ``char`` is a Traditional form, or a variant outside GB 2312 of a
    character inside it."""
    if char < "\u3400":
        return False
    forms = _traditional().get(char)
    if forms is not None:
        return char not in forms
    if _in_gb2312(char) or char in _simplified():
        return False
    return _in_gb2312(han_table().get(char, char))


def _in_gb2312(char: str) -> bool:
    return bool(char.encode("gb2312", "ignore"))


@cache
def ambiguous() -> Mapping[str, Ambiguous]:
    """The decisions of ``lexicons/script.yml`` by character."""
    text = files("cefu.text").joinpath("lexicons/script.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return {
        char: Ambiguous(char, entry["else"], _words(char, entry.get("words", {})), entry["reason"])
        for char, entry in loaded.items()
    }


def _words(char: str, listed: Mapping[str, list[str]]) -> dict[str, str]:
    """Word -> form, also by the words as Simplified text writes them: what has been
    converted must come out the same again."""
    words = {}
    for form, group in listed.items():
        for word in group:
            words[word] = form
            if form == char:
                simple: str = _converter().convert(word)
                kept = "".join(w if w == char else s for w, s in zip(word, simple, strict=True))
                words[kept] = form
    return words


@cache
def _ambiguous_chars() -> re.Pattern[str]:
    return re.compile("[" + "".join(ambiguous()) + "]")


@cache
def _traditional() -> Mapping[str, frozenset[str]]:
    """Traditional character -> its Simplified forms, by OpenCC."""
    rows = (line.split() for line in _opencc("TSCharacters"))
    return {row[0]: frozenset(row[1:]) for row in rows if len(row) > 1}


@cache
def _simplified() -> frozenset[str]:
    return frozenset(line[0] for line in _opencc("STCharacters") if line)


def _opencc(name: str) -> list[str]:
    path = files("opencc") / "dictionary" / f"{name}.txt"
    return path.read_text("utf-8").splitlines()


@cache
def _one(char: str) -> str:
    form: str = _converter().convert(char)
    return form if len(form) == 1 else char


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _converted(text: str) -> str:
    """``text`` as OpenCC converts it.

    Its converter looks for every word of its tables at every place; a text that has none
    of its few phrases, as most, is the same turned character by character.
    """
    if not _phrases().search(text):
        return text.translate(_characters())
    converted: str = _converter().convert(text)
    return converted


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, _keys("TSPhrases"))))


@cache
def _characters() -> dict[int, str]:
    return {ord(char): _converter().convert(char) for char in _keys("TSCharacters")}


def _keys(table: str) -> list[str]:
    """What OpenCC's ``table`` converts."""
    path = files("opencc") / "dictionary" / f"{table}.txt"
    return [line.split("\t")[0] for line in path.read_text("utf-8").splitlines() if "\t" in line]


#: BCP 47 tags of what a text can be written in.
Writing = Literal["zh-Hant", "zh-Hans", "en"]


def script_of(text: str) -> Writing:
    """The language tag for the writing of ``text``, by characters of one script only.

    Latin text is taken for English; where no character tells, for Traditional.

    >>> script_of("关键矿产供应链"), script_of("關鍵礦產"), script_of("Three reports on 朝鮮")
    ('zh-Hans', 'zh-Hant', 'en')
    """
    count = Counter(text)
    han = sum(n for char, n in count.items() if "\u3400" <= char <= "\u9fff")
    latin = sum(n for char, n in count.items() if char.isalpha() and char < "\u0250")
    if latin > 4 * han:
        return "en"
    simplified = sum(count[char] for char in _only_in("STCharacters"))
    traditional = sum(count[char] for char in _only_in("TSCharacters"))
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _only_in(table: str) -> frozenset[str]:
    """The characters that the other script never uses."""
    return frozenset(forms[0] for forms in opencc_table(table) if forms[0] not in forms[1:])
