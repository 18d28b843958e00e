"""What the lock remembers of a published text.

A text is remembered by a *fingerprint* (a hash of its folded form: equal texts,
whatever their punctuation and spacing), by its first words, and by a *shadow*:
one digit of 64 a character.  Two texts can be laid side by side by their
shadows, character by character, as if both were at hand; yet the lock is no
second copy of the archive.

Nothing here may ever change its outcome, or every committed lock is void.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: A text no longer than this is remembered word for word (see ``Published.words``).
HEAD = 32
#: No more of a text than this is remembered: the beginning of a monstrous block is enough.
LIMIT = 4096

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_NOT_WORD = re.compile(r"[\W_]+")
_SHADOW = re.compile(r"[A-Za-z0-9_-]*")


class _Shadows(dict[int, str]):
    """Code point → digit; neighbours in Unicode fall far apart (Knuth's multiplicative hash)."""

    def __missing__(self, point: int) -> str:
        digit = self[point] = _DIGITS[(point * 0x9E3779B1 & 0xFFFFFFFF) >> 26]
        return digit


_TABLE = _Shadows()


def fold(text: str) -> str:
    """The letters and digits of ``text``, NFKC and case folded.

    Punctuation, blanks and list glyphs do not count as text; a text that has
    nothing else keeps them.

    >>> fold("２０１８ 年，Trump")
    '2018年trump'
    >>> fold("* * *")
    '***'
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _NOT_WORD.sub("", folded) or "".join(folded.split())


def fingerprint(folded: str) -> str:
    """Sixteen hexadecimal digits that tell one folded text from another."""
    return hashlib.sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def shadow(folded: str) -> str:
    """The first ``LIMIT`` characters of ``folded``, one base-64 digit each.

    >>> shadow("朝鮮半島"), shadow("朝鮮")
    ('PIu-', 'PI')
    """
    return folded[:LIMIT].translate(_TABLE)


def is_shadow(written: str) -> bool:
    """Whether ``written`` may be a shadow.

    >>> is_shadow("PIu-"), is_shadow("朝鮮")
    (True, False)
    """
    return _SHADOW.fullmatch(written) is not None


def first_words(text: str) -> str:
    """The beginning of ``text`` as printed, as far as ``HEAD`` folded characters.

    >>> first_words("一、前言。")
    '一、前言。'
    >>> len(fold(first_words("南北韓領袖，" * 20)))
    32
    """
    text = " ".join(text.split())
    if len(fold(text[: 16 * HEAD])) <= HEAD and len(text) <= 16 * HEAD:
        return text
    low, high = 0, min(len(text), 16 * HEAD)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if len(fold(text[:middle])) <= HEAD else (low, middle - 1)
    return text[:low]
