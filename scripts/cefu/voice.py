"""How the site speaks: interface strings and names in one language of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml
from opencc import OpenCC

from cefu.errors import CefuError
from cefu.model import Lang, Names

LANGS: tuple[Lang, ...] = ("zh-Hant",)
#: Which language stands in where a name is not known in the one wanted.
_FALLBACK: Mapping[str, tuple[str, ...]] = {
    "zh-Hant": ("zh-Hant", "zh-Hans", "en"),
    "zh-Hans": ("zh-Hans", "zh-Hant", "en"),
    "en": ("en", "zh-Hant", "zh-Hans"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """One language of the site.  ``prefix`` is its folder below the site's root."""

    lang: Lang
    strings: Mapping[str, str]

    @property
    def prefix(self) -> str:
        return "" if self.lang == "zh-Hant" else f"{self.lang}/"

    def __call__(self, key: str, **values: object) -> str:
        """The interface string ``key`` with ``values`` put in."""
        return self.strings[key].format(**values) if values else self.strings[key]

    def name(self, names: Names) -> str:
        """The best name this language has; '' if there is none at all.

        >>> voice("zh-Hans").name({"zh-Hant": "劉德海"})
        '刘德海'
        """
        for lang in _FALLBACK[self.lang]:
            if names.get(lang):
                return self.script(names[lang], lang)
        return ""

    def name_lang(self, names: Names) -> str:
        """The language of what `name` gives, '' where it is the page's own."""
        for lang in _FALLBACK[self.lang]:
            if names.get(lang):
                own = lang == self.lang or (self.lang == "zh-Hans" and lang == "zh-Hant")
                return "" if own else lang
        return ""

    def script(self, text: str, lang: str = "zh-Hant") -> str:
        """``text`` in this site's script; words are never replaced.

        Character for character, so that offsets stay what they are.
        """
        if self.lang != "zh-Hans" or lang != "zh-Hant":
            return text
        return to_simplified(text)


def to_simplified(text: str) -> str:
    """Traditional to Simplified by OpenCC's phrases, as many characters as before.

    Where a phrase table would change the length, the characters are taken one
    by one.

    >>> to_simplified("朝鮮半島情勢發展")
    '朝鲜半岛情势发展'
    """
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    return "".join(c if len(c) == 1 else t for t in text if (c := _converter().convert(t)) or True)


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=8)
def voice(lang: Lang) -> Voice:
    """The voice for ``lang``.  Raises ``CefuError`` if a string is missing."""
    strings = _strings(lang)
    missing = sorted(set(_strings("zh-Hant")) - set(strings))
    if missing:
        raise CefuError(
            f"the interface string {missing[0]!r} is missing",
            file=f"i18n/{lang}.yml",
            remedy="Translate every key of i18n/zh-Hant.yml",
        )
    return Voice(lang, strings)


def _strings(lang: str) -> dict[str, str]:
    text = files("cefu").joinpath(f"i18n/{lang}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return {key: str(value) for key, value in loaded.items()}
