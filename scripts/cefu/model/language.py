"""The languages of the site.

Adding one is one line here and one file of words (see ``docs/dev/translate.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Lang = Literal["zh-Hant", "zh-Hans", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
#: The language at the site's root, whose words stand in where a translation lacks some; that of
#: the documents, where a record tells no other.
ORIGINAL: Lang = "zh-Hant"
#: The language that is the original in another script: converted, never translated.
SIMPLIFIED: Lang = "zh-Hans"
#: The language of second titles and names, for readers of no Chinese.
ENGLISH: Lang = "en"
#: A text in the languages it is known in, keyed by BCP 47 tag.
Names = Mapping[str, str]
