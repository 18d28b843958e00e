"""The languages of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

Lang = Literal["zh-Hant", "zh-Hans", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
#: The language at the site's root, whose strings stand in where a translation lacks one.
ORIGINAL: Lang = "zh-Hant"
#: A text in the languages it is known in, keyed by BCP 47 tag.
Names = Mapping[str, str]
