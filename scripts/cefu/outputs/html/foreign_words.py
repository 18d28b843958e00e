"""Words of one language inside a sentence of another, marked as such."""

from __future__ import annotations

import re

from cefu.model.language import ORIGINAL
from cefu.outputs.html.markup import html_text
from cefu.outputs.i18n.locale import Locale

#: Han, with the punctuation that belongs to it.
_HAN = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+")


def marked_foreign(text: str, locale: Locale) -> str:
    """``text`` in the language of ``locale`` as HTML; on a page that is not Chinese,
    Chinese words in it are marked, that they are read and shaped as such.

    >>> from cefu.outputs.i18n.locale import locale
    >>> marked_foreign("should read 平昌", locale("en"))
    'should read <span lang="zh-Hant">平昌</span>'
    """
    quoted = html_text(text)
    if locale.lang.startswith("zh"):
        return quoted
    return _HAN.sub(lambda run: f'<span lang="{ORIGINAL}">{run.group()}</span>', quoted)
