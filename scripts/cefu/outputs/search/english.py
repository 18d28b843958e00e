"""What writers of English do differently with the same words, taken away.

A name is looked up as it is typed first; where nothing has that name, it is
looked up without hyphens, punctuation, plurals, possessives and the endings that
British and American spelling do not share.  What the archive says in English is
listed by the stems of its words.  ``js/search/engine/english.js`` has the same functions;
``loose_english.json`` and ``english_words.json`` in ``tests/data`` hold both to it.
"""

from __future__ import annotations

import re

from cefu.text.fold import fold_key

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern, re.ASCII), to) for pattern, to in pairs)


def _by(rules: _Rules, text: str) -> str:
    """``text`` after each rule in turn."""
    for pattern, to in rules:
        text = pattern.sub(to, text)
    return text


_SPELLING = _rules(
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
_ENDINGS = _rules(
    (r"(\w{3,}iz)ations?$", r"\1"),
    (r"(\w{4,}t)ion$", r"\1"),
    (r"(\w{4,})ment$", r"\1"),
    (r"(\w{3,})(?:ing|ed)$", r"\1"),
    (r"(\w{4,})al$", r"\1"),
    (r"(\w{2,})e$", r"\1"),
    (r"(\w{2,}([bdglmnprt]))\2$", r"\1"),
)
_WORD = re.compile(r"[a-z0-9]+")


def loose(key: str) -> str:
    """A folded ``key`` of Latin letters with its English loosened; any other as it is.

    >>> loose("end-of-war declarations"), loose("u.s. defence"), loose("labour parties")
    ('end of war declaration', 'us defense', 'labor party')
    """
    if not key.isascii() or not any(map(str.isalpha, key)):
        return key
    return _by(_SPELLING, key).strip()


def stem(word: str) -> str:
    """A folded ``word`` without the endings that grammar gives it."""
    return _by(_ENDINGS, loose(word))


def stems(text: str) -> list[str]:
    """The stems of the words of an English ``text``, in order.

    >>> stems("Trump cancelled the talks; sanctions suspended")
    ['trump', 'cancel', 'th', 'talk', 'sanct', 'suspend']
    """
    return [stem(word) for word in _WORD.findall(fold_key(text))]
