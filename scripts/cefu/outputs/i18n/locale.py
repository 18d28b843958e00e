"""A locale: interface strings and names in one language of the site.

A language is a file ``languages/<tag>.yml`` and a tag in ``cefu.model.language.Lang``; see
``docs/dev/translate.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any

import yaml

from cefu.model.language import LANGS, ORIGINAL, SIMPLIFIED, Lang, Names
from cefu.text.script import to_simplified


@dataclass(frozen=True)
class Locale:
    """One language of the site.  ``prefix`` is its folder below the site's root."""

    lang: Lang
    strings: Mapping[str, str]

    @property
    def prefix(self) -> str:
        return "" if self.lang == ORIGINAL else f"{self.lang}/"

    def __call__(self, key: str, **values: object) -> str:
        """The interface string ``key`` with ``values`` put in."""
        return self.strings[key].format(**values) if values else self.strings[key]

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The languages in which a name is looked for, the best first."""
        listed = [tag.strip() for tag in self("fallback").split(",")]
        return tuple(dict.fromkeys([self.lang, *listed, *LANGS]))

    def name(self, names: Names) -> str:
        """The best name this language has; '' if there is none at all.

        >>> locale("zh-Hans").name({"zh-Hant": "劉德海"})
        '刘德海'
        """
        for lang in self.order:
            if names.get(lang):
                return self.script(names[lang], lang)
        return ""

    def full_name(self, names: Names) -> str:
        """A name with the one the reports print where usage differs: in Simplified
        the Mainland's name first, Taiwan's in brackets.

        >>> locale("zh-Hans").full_name({"zh-Hant": "川普", "zh-Hans": "特朗普"})
        '特朗普（川普）'
        """
        name, printed = self.name(names), names.get(ORIGINAL, "")
        if self.lang != SIMPLIFIED or not printed or self.script(printed) == name:
            return name
        if "（" in name + printed:
            return f"{name}／{self.script(printed)}"
        return f"{name}（{self.script(printed)}）"

    def name_lang(self, names: Names) -> str:
        """The language of what `name` gives, '' where it is the page's own."""
        for lang in self.order:
            if names.get(lang):
                own = lang == self.lang or (self.lang == SIMPLIFIED and lang == ORIGINAL)
                return "" if own else lang
        return ""

    def script(self, text: str, lang: str = ORIGINAL) -> str:
        """``text`` in this site's script; words are never replaced.

        Character for character, so that offsets stay what they are.
        """
        if self.lang != SIMPLIFIED or lang != ORIGINAL:
            return text
        return to_simplified(text)


#: The safe loader that is a tenth as slow, where the library was built with it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@lru_cache(maxsize=8)
def locale(lang: Lang) -> Locale:
    """The locale for ``lang``.

    A string not translated yet stands in the original language, so that a
    translator sees the site grow; `missing_strings` tells which.
    """
    original = strings(ORIGINAL)
    if lang == SIMPLIFIED:
        original = {key: to_simplified(text) for key, text in original.items()}
    return Locale(lang, {**original, **strings(lang)})


def missing_strings(lang: Lang) -> list[str]:
    """The keys that ``languages/<lang>.yml`` lacks.

    >>> missing_strings("zh-Hant")
    []
    """
    return sorted(set(strings(ORIGINAL)) - set(strings(lang)))


def strings(name: str) -> dict[str, str]:
    """The strings of ``languages/<lang>.yml``, as they stand there.

    ``name`` is a language's tag, or ``search.<tag>`` for what search says.

    >>> strings("search.en")["label"]
    'Search the texts'
    """
    part, _, tag = name.rpartition(".")
    text = files("cefu.outputs.i18n").joinpath(f"languages/{tag}.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    chosen = loaded[f"{part}_words"] if part else loaded
    return {key: str(value) for key, value in chosen.items() if not isinstance(value, dict)}
