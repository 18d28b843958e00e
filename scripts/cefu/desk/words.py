"""What the desk says: one file a language in ``strings/``, sections by view.

Simplified is converted from Traditional: the desk has few words, and none that the conversion
gets wrong is left in (a test looks).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from cefu.archive.adding import PRINTED
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Lang
from cefu.text.script import to_simplified

#: The tags by which browsers ask for Simplified.
_SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg", "zh-my")

#: Where values are read, as ``archive.adding`` says it, and the words for that.
_PLACES = {"common.printed": PRINTED, "common.file_name": "the file's name"}


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
        """Where a value was read, as far as the desk has words for it."""
        for key, phrase in _PLACES.items():
            place = place.replace(phrase, self(key))
        return place

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
