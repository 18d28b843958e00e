"""What a reader is told who follows an address whose text has changed, moved or gone.

The words lie hidden on the page at the place where the address arrives; the style
sheet shows them when they are asked for (``:target``), with or without scripts.
"""

from __future__ import annotations

from markupsafe import Markup

from cefu.model.document import Told
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

_SENTENCES = {
    "changed": "told_changed",
    "partly": "told_partly",
    "unsure": "told_unsure",
    "joined": "told_joined",
    "gone": "told_gone",
}


def told(item: Told, locale: Locale, lang: str, tag: str = "p") -> Markup:
    """The hidden note on one address; '' where there is nothing to say.

    ``lang`` is the language of the page where it stands in a text of another one.
    """
    sentence = _SENTENCES.get(item.fate)
    if not sentence:
        return Markup()
    key = "told_page" if item.anchor.startswith("page-") and item.fate == "gone" else sentence
    sentences = [locale(key)]
    if item.date:
        sentences.append(locale("told_when", date=in_words(item.date, locale)))
    if item.words:
        sentences.append(locale("told_words", words=locale.script(item.words)))
    maybe = {"href": f"#{item.maybe}", "words": locale("told_maybe")} if item.maybe else None
    return macro("report/told.html.j2", "of_address", tag, lang, sentences, maybe)
