"""A paragraph with its translation beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from cefu.inputs.translations import Translation
from cefu.model.language import ENGLISH, Names
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

_TEMPLATE = "report/translation.html.j2"


class FacingTranslation:
    """The translations a page shows: in the translation's own language beside the
    original, elsewhere folded away below it."""

    def __init__(self, translations: Sequence[Translation], locale: Locale) -> None:
        own = [t for t in translations if t.lang == locale.lang]
        self.locale = locale
        self.beside = bool(own)
        chosen = own or (
            [] if locale.lang == ENGLISH else [t for t in translations if t.lang == ENGLISH]
        )
        self.lang = chosen[0].lang if chosen else ""
        self.blocks: Mapping[str, str] = chosen[0].blocks if chosen else {}
        self.note: Names = chosen[0].note if chosen else {}

    def opening(self, blocks: Sequence[str]) -> Markup:
        """A line before the first of ``blocks`` that is translated: what this is."""
        if not any(ident in self.blocks for ident in blocks):
            return Markup()
        words = self.locale.name(self.note) or self.locale("translation_note")
        lang = self.locale.name_lang(self.note)
        return macro(_TEMPLATE, "opening", self.locale, words, lang)

    def around(self, ident: str, markdown: str) -> str:
        """``markdown``, the block ``ident``, with its translation if there is one."""
        words = self.blocks.get(ident)
        if words is None:
            return markdown
        lang = "" if self.lang == self.locale.lang else self.lang
        block = Markup(markdown)
        return macro(_TEMPLATE, "around", self.locale, block, words, lang, self.beside)
