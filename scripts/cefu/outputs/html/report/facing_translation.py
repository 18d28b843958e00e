"""A paragraph with its translation beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cefu.inputs.translations import Translation
from cefu.model.language import ENGLISH, Names
from cefu.outputs.html.markup import element, html_text
from cefu.outputs.i18n.locale import Locale


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

    def opening(self, blocks: Sequence[str]) -> str:
        """A line before the first of ``blocks`` that is translated: what this is."""
        if not any(ident in self.blocks for ident in blocks):
            return ""
        text = self.locale.name(self.note) or self.locale("translation_note")
        strong = element("strong", html_text(self.locale("translation_of")))
        lang = self.locale.name_lang(self.note)
        return element(
            "p",
            f"{strong} {element('span', html_text(text), [('lang', lang)])}",
            [("class", "cefu-translation-note"), ("role", "note")],
        )

    def around(self, ident: str, markdown: str) -> str:
        """``markdown``, the block ``ident``, with its translation if there is one."""
        text = self.blocks.get(ident)
        if text is None:
            return markdown
        lang = "" if self.lang == self.locale.lang else self.lang
        words = element("p", html_text(text), [("class", "cefu-translation"), ("lang", lang)])
        if self.beside:
            inside = f"{words}\n\n{markdown}"
        else:
            summary = element("summary", html_text(self.locale("translation")))
            folded = element("details", summary + words, [("class", "cefu-translated")])
            inside = f"{markdown}\n\n{folded}"
        kind = "cefu-parallel" if self.beside else "cefu-with-translation"
        return f'<div class="{kind}" markdown="1">\n\n{inside}\n\n</div>'
