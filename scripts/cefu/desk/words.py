"""What the desk says: one file a language in ``strings/``, sections by view.

What the archive itself tells (concerns, faults, notices, errors) comes in English.  Section ``told``
holds its sentences, in English with ``{names}`` for what is specific, and in Chinese with the same;
what has no sentence there is shown as it came.

Simplified is converted from Traditional: the desk has few words, and none that the conversion
gets wrong is left in (a test looks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from cefu.archive.concerns.concern import Concern, Value
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Lang
from cefu.text.script import to_simplified

#: The tags by which browsers ask for Simplified.
_SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg", "zh-my")

#: Values in sentences that are numbers, and those that are sentences themselves.
_NUMBERS = ("count", "line", "some", "all", "later")
_SENTENCES = ("said", "done")
#: Where the desk has words for one of the archive's: a line's kind, what speaks for a name, a field.
_OF_ONE = ("reading.kind_", "reading.role_", "names.evidence_", "concern.kind_")
#: How the reading of lines names a line's part in its block.
_PARTS = ("begins", "second", "on")


@dataclass(frozen=True)
class Words:
    """The words of one language; ``sections`` holds them by section and key."""

    lang: Lang
    sections: Mapping[str, Mapping[str, str]]

    def __call__(self, key: str, **values: object) -> str:
        """The words for ``section.key`` with ``values`` put in."""
        section, _, name = key.partition(".")
        text = self.sections[section][name]
        return text.format(**values) if values else text

    def where(self, place: str) -> str:
        """Where a value was read, as far as the desk has words for it.

        >>> words("zh-TW").where("as printed; PDF metadata, Title has River")
        '文中所印；PDF metadata, Title 作「River」'
        """
        return self.told(place)

    def told(self, english: str) -> str:
        """What the archive tells in ``english``, as this language says it; as it came where it
        has no such sentence.

        >>> say = words("zh-TW")
        >>> say.told("river.pdf, page 3: the page is a picture with hardly any text")
        'river.pdf，第 3 頁：此頁是圖片，幾乎沒有文字'
        >>> say.told("something else"), words("en").told("2099 has no months")
        ('something else', '2099 has no months')
        """
        if self.lang == ENGLISH:
            return english
        return self._sentence(english.strip()) or english

    def _sentence(self, english: str) -> str | None:
        """One sentence, a place with a sentence, or a problem with its remedy; None if unknown."""
        for key, pattern in _sentences():
            found = pattern.fullmatch(english)
            values = found and {name: self._value(name, v) for name, v in found.groupdict().items()}
            if values is not None and None not in values.values():
                return self(f"told.{key}", **values)
        for colon in re.finditer(": ", english):
            if rest := self._sentence(english[colon.end() :]):
                place = english[: colon.start()]
                return f"{self._sentence(place) or place}：{rest}"
        for stop in re.finditer(r"\. (?=[A-Z'])", english):
            problem = self._sentence(english[: stop.start()])
            remedy = self._sentence(english[stop.end() :].removesuffix("."))
            if problem and remedy:
                return f"{problem}。{remedy}。"
        return None

    def _value(self, name: str, value: str) -> str | None:
        """A value of a sentence; None where it should be words of the archive and is not."""
        return self._sentence(value.strip()) if name in _SENTENCES else value

    def problem(self, concern: Concern) -> str:
        """What is to be looked at, in a sentence.

        >>> gaps = Concern("record", "record", "a.yml", "", {"fields": ("title", "date")})
        >>> words("zh-TW").problem(gaps)
        '沒有題名、日期：書目檔沒有，文中也未找到'
        """
        return self(f"concern.{concern.key}", **self._values(concern))

    def remedy(self, concern: Concern) -> str:
        """What can be done about it, in a sentence."""
        return self(f"concern.{concern.remedy}", **self._values(concern))

    def place(self, concern: Concern) -> str:
        """Where it is: a file or an address, with the page and line."""
        key = "page_" * bool(concern.page) + "line_" * bool(concern.line)
        if not key:
            return concern.place
        values = {"file": concern.place, "page": concern.page, "line": concern.line}
        return self(f"told.place_{key.rstrip('_')}", **values)

    def _values(self, concern: Concern) -> dict[str, object]:
        return {name: self._in_words(name, value) for name, value in concern.values.items()}

    def _in_words(self, name: str, value: Value) -> str:
        """A value of a concern: keys as words, sentences and numbers as this language has them."""
        if isinstance(value, tuple):
            fields = (
                self(f"record.field_{each}").lower()
                if isinstance(each, str)
                else self(f"concern.english_{each[0]}", some=each[1], all=each[2])
                for each in value
            )
            return self("record.comma").join(fields)
        if isinstance(value, int):
            return f"{value:,}"
        if name in _SENTENCES:
            return self.told(value)
        if name in ("role", "other", "evidence"):
            return self._role(value)
        return value

    def _role(self, value: str) -> str:
        """What a line is taken for, or what speaks for a name, as one would say it.

        >>> words("en")._role("begins list_item"), words("zh-TW")._role("furniture")
        ('the first line of a list item', '頁眉頁碼')
        """
        part, _, kind = value.partition(" ")
        if part in _PARTS and kind:
            return self(f"concern.part_{part}", kind=self._role(kind))
        name = value.replace(" ", "_").replace("-", "_")
        keys = (before + name for before in _OF_ONE)
        return next((self(key) for key in keys if self.has(key)), value.replace("_", " "))

    def for_scripts(self, section: str) -> Mapping[str, str]:
        """What the client modules of a view say: ``common`` and its own section."""
        return {**self.sections["common"], **self.sections.get(section, {})}

    def has(self, key: str) -> bool:
        """Whether there are words for ``section.key``."""
        section, _, name = key.partition(".")
        return name in self.sections.get(section, {})


def words(asked: str) -> Words:
    """The words that a browser asks for by tags, the dearest first (``Accept-Language``).

    >>> words("de, en-GB;q=0.8").lang, words("zh-TW").lang, words("zh-CN,zh").lang, words("").lang
    ('en', 'zh-Hant', 'zh-Hans', 'en')
    """
    for part in asked.split(","):
        tag = part.partition(";")[0].strip().lower()
        if tag.startswith(_SIMPLIFIED):
            return _words(SIMPLIFIED)
        if tag.startswith("zh"):
            return _words(ORIGINAL)
        if tag.startswith("en"):
            break
    return _words(ENGLISH)


@cache
def _sentences() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The English sentences of ``told`` by key, those with most words of their own first."""
    sentences = _words(ENGLISH).sections["told"]
    parts = {key: re.split(r"\{(\w+)\}", text) for key, text in sentences.items()}
    order = sorted(parts, key=lambda key: -sum(map(len, parts[key][::2])))
    return tuple((key, re.compile("".join(_pattern(parts[key])), re.DOTALL)) for key in order)


def _pattern(parts: Sequence[str]) -> Iterator[str]:
    """The pattern of a sentence: what it says, and in between the names of its values."""
    for at, part in enumerate(parts):
        if at % 2:
            kind = r"[0-9,]+" if part in _NUMBERS else r"[^\s,:]+" if part == "page" else r".+?"
            yield f"(?P<{part}>{kind})"
        else:
            yield re.escape(part)


@cache
def _words(lang: Lang) -> Words:
    source = ORIGINAL if lang == SIMPLIFIED else lang
    text = files("cefu.desk").joinpath("strings", f"{source}.yml").read_text("utf-8")
    read: dict[str, dict[str, Any]] = yaml.safe_load(text)
    said = {
        section: {
            key: to_simplified(value) if lang == SIMPLIFIED else value
            for key, value in entries.items()
        }
        for section, entries in read.items()
    }
    return Words(lang, said)
