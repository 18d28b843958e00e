"""What a reader is told who follows an address whose text has changed, moved or gone.

The words lie hidden on the page at the place where the address arrives; the style
sheet shows them when they are asked for (``:target``), with or without scripts.
"""

from __future__ import annotations

from cefu.model.document import Told
from cefu.outputs.html.markup import element, html_text
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale

_SENTENCES = {
    "changed": "told_changed",
    "partly": "told_partly",
    "unsure": "told_unsure",
    "joined": "told_joined",
    "gone": "told_gone",
}


def told(item: Told, locale: Locale, lang: str, tag: str = "p") -> str:
    """The hidden note on one address; '' where there is nothing to say.

    ``lang`` is the language of the page where it stands in a text of another one.
    """
    sentence = _SENTENCES.get(item.fate)
    if not sentence:
        return ""
    key = "told_page" if item.anchor.startswith("page-") and item.fate == "gone" else sentence
    parts = [html_text(locale(key))]
    if item.date:
        parts.append(html_text(locale("told_when", date=in_words(item.date, locale))))
    if item.words:
        parts.append(html_text(locale("told_words", words=locale.script(item.words))))
    if item.maybe:
        parts.append(element("a", html_text(locale("told_maybe")), [("href", f"#{item.maybe}")]))
    body = " ".join(parts)
    return element(tag, body, [("class", "cefu-told"), ("role", "note"), ("lang", lang)])
