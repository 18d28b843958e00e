"""What writers of English do differently with the same words, taken away.

A name is looked up as it is typed first; where nothing has that name, it is
looked up without hyphens, punctuation, plurals, possessives and the endings that
British and American spelling do not share.  ``search-english.js`` is the same
function; ``tests/data/loose_english.json`` holds both to it.
"""

from __future__ import annotations

import re

_RULES = tuple(
    (re.compile(pattern, re.ASCII), to)
    for pattern, to in (
        (r"\.(?=\w\.)", ""),
        (r"[.,;:?!()]", " "),
        (r"'s\b|'", ""),
        (r"[ -]+", " "),
        (r"\b(\w\w+)ies\b", r"\1y"),
        (r"(\w\w(?:ss|x|ch|sh))es\b", r"\1"),
        (r"(\w\w[^sui\W])s\b", r"\1"),
        (r"(\w\w\w)is(e|ed|ing|ation)\b", r"\1iz\2"),
        (r"(\w\w\w)our\b", r"\1or"),
        (r"(\w\w)fence\b", r"\1fense"),
        (r"(program)me\b", r"\1"),
        (r"(cent|theat)re\b", r"\1er"),
    )
)


def loose(key: str) -> str:
    """A folded ``key`` of Latin letters with its English loosened; any other as it is.

    >>> loose("end-of-war declarations"), loose("u.s. defence"), loose("labour parties")
    ('end of war declaration', 'us defense', 'labor party')
    """
    if not key.isascii() or not any(map(str.isalpha, key)):
        return key
    for pattern, to in _RULES:
        key = pattern.sub(to, key)
    return key.strip()
