"""Folding: one key for every way of writing the same thing.

Two strings fold to the same key when a reader would call them the same words in
another script or another typing habit.  Search, the authority matcher and the
tests all compare folded text, and ``js/common/fold.js`` of the theme is the same
function in the browser; ``tests/data/fold_vectors.json`` holds both to it.

The rules, in the order they apply:

1. **Clusters.**  The text is cut into clusters: one character and the combining
   characters that follow it (general category M, half-width voicing marks, and
   jamo that may compose).  Every later rule sees one cluster at a time, so a
   folded character always has a place in the original text.
2. **Compatibility.**  NFKC: ``ＴＨＡＡＤ`` is ``THAAD``, ``，`` is ``,``, ``…`` is
   ``...``, ``㈠`` is ``(一)``, a Kangxi radical is its character.
3. **Case.**  Upper case, then lower case, which is full case folding written with
   the two operations that Python and JavaScript share (``ß`` is ``ss``; ``ς`` is
   ``σ``; the dotted and dotless i are ``i``).
4. **Accents and invisible characters** go: U+0300-036F (``Chŏng`` is ``chong``),
   soft hyphens, zero-width and directional marks, variation selectors.
5. **Punctuation** that is the same mark in another shape: hyphens and dashes are
   ``-``, curly quotation marks and apostrophes are straight, middle dots are
   ``·``, wave dashes are ``~``, a circle used as a zero (○) is ``〇``.  Corner
   brackets stay what they are.
6. **Han characters** each become the one canonical character of their variant
   group.  Groups are the transitive closure over OpenCC's character tables
   (simplified/traditional, Taiwan, Hong Kong) and ``lexicons/han_variants.txt``; the
   canonical character is the simplified one, so that a key can be read (failing
   that one of GB 2312, failing that the lowest code point).
   So 台臺颱 are one, 里裏裡 are one, 干幹乾 are one: the price of reading a query
   in Simplified, which does not tell them apart.
7. **Blanks.**  A run of blanks (white space of any kind, line ends too) becomes
   one space if it stands between two characters of words written with spaces
   (letters, digits or marks other than Han, kana and bopomofo), and nothing
   otherwise.  ``9月 18日`` is ``9月18日``, ``THAAD 系統`` is ``thaad系統``,
   ``Kim  Jong-un`` is ``kim jong-un``, ``Hello, world`` is ``hello,world``.

Folding is idempotent, and it keeps substrings: what is cut out of a text between
two clusters folds to a substring of the folded text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

_TABLES = ("STCharacters", "TSCharacters", "TWVariants", "HKVariants")

_PUNCTUATION = {
    **dict.fromkeys("‐‑‒–—―−⁃﹘", "-"),
    **dict.fromkeys("‘’‛ʼ", "'"),
    **dict.fromkeys("“”‟", '"'),
    **dict.fromkeys("‧・•∙⋅", "·"),
    **dict.fromkeys("〜∼", "~"),
    **dict.fromkeys("○◯", "〇"),
}

#: White space of any kind; the same list stands in fold.js.
_BLANKS = frozenset(
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
    "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)

_DROPPED = (
    (0x00AD, 0x00AD),
    (0x0300, 0x036F),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE0FFF),
)

#: Characters that join the cluster before them though they are not of category M.
_JOINING = ((0x1160, 0x11FF), (0x3131, 0x318E), (0xD7B0, 0xD7FF), (0xFF9E, 0xFFDC))

#: Scripts written without spaces between words: Han, kana, bopomofo.
_UNSPACED = (
    (0x2E80, 0x2FDF),
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3031, 0x30FF),
    (0x3100, 0x312F),
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and the way back.

    ``text[i]`` came from the original characters ``starts[i]:ends[i]``.

    >>> folded = fold("薩德 ＴＨＡＡＤ")
    >>> folded.text, folded.original(2, 7)
    ('萨德thaad', (3, 8))
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The original ``(start, end)`` of the non-empty folded slice ``start:end``."""
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold ``text`` and remember where every folded character came from."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    blank_at: int | None = None
    for start, end in _clusters(text):
        for char in _fold_cluster(text[start:end]):
            if char == " ":
                if blank_at is None:
                    blank_at = start
                continue
            if blank_at is not None:
                if out and is_spaced(out[-1]) and is_spaced(char):
                    out.append(" ")
                    starts.append(blank_at)
                    ends.append(start)
                blank_at = None
            out.append(char)
            starts.append(start)
            ends.append(end)
    return Folded("".join(out), tuple(starts), tuple(ends))


def fold_key(text: str) -> str:
    """Fold ``text`` where only the key is wanted; the same key as ``fold``, sooner.

    >>> fold_key("臺灣 裡面"), fold_key("台湾里面")
    ('台湾里面', '台湾里面')
    >>> fold_key("2018年 9月 18日") == fold_key("２０１８年9月18日")
    True
    >>> fold_key("Kim  Chŏng-ŭn")
    'kim chong-un'
    """
    if any(map(_joins, set(text))):
        folded = "".join(_fold_cluster(text[start:end]) for start, end in _clusters(text))
    else:
        folded = text.translate(_SINGLE)
    if " " not in folded:
        return folded
    return _BLANK_RUN.sub(_blank, folded)


def variants_of(chars: Iterable[str]) -> dict[str, str]:
    """The part of the Han table that a browser needs for texts made of ``chars``.

    ``chars`` are folded or unfolded characters.  Returned are all members of
    their variant groups that differ from the canonical character, mapped to it,
    in code point order.  A character outside the result folds to itself and can
    match nothing in those texts, so the rest of the table is not missed.

    >>> variants_of("萨x")
    {'薩': '萨'}
    """
    table = han_table()
    wanted = {table.get(char, char) for char in chars}
    return {char: to for char, to in sorted(table.items()) if to in wanted}


@cache
def han_table() -> Mapping[str, str]:
    """Every Han character that is not its own canonical form, with that form.

    Sources: the character tables of OpenCC (Apache-2.0), as packaged by
    opencc-python-reimplemented, and ``lexicons/han_variants.txt``.
    """
    parent: dict[str, str] = {}

    def find(char: str) -> str:
        root = char
        while parent.setdefault(root, root) != root:
            root = parent[root]
        while parent[char] != root:
            parent[char], char = root, parent[char]
        return root

    for group in _variant_groups():
        # Compatibility ideographs never get as far as this table.
        members = [char for char in group if unicodedata.normalize("NFKC", char) == char]
        for char in members[1:]:
            parent[find(char)] = find(members[0])
    groups: dict[str, list[str]] = {}
    for char in parent:
        groups.setdefault(find(char), []).append(char)
    simplified = {forms[0] for forms in opencc_table("STCharacters")}
    table: dict[str, str] = {}
    for members in groups.values():
        canonical = min(
            members,
            key=lambda char: (char not in simplified, not _in_gb2312(char), char),
        )
        table.update((char, canonical) for char in members if char != canonical)
    return table


def _variant_groups() -> Iterable[list[str]]:
    for name in _TABLES:
        yield from opencc_table(name)
    own = resources.files("cefu.text") / "lexicons" / "han_variants.txt"
    for line in own.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield list(line.strip())


def opencc_table(name: str) -> Iterable[list[str]]:
    """The lines of an OpenCC character table: a character, then what it may become."""
    path = resources.files("opencc") / "dictionary" / f"{name}.txt"
    for line in path.read_text("utf-8").splitlines():
        forms = [form for form in line.split() if len(form) == 1]
        if forms and not line.startswith("#"):
            yield forms


def _in_gb2312(char: str) -> bool:
    try:
        return bool(char.encode("gb2312"))
    except UnicodeEncodeError:
        return False


@cache
def _joins(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or _within(ord(char), _JOINING)


def _clusters(text: str) -> Iterable[tuple[int, int]]:
    start = 0
    for at in range(1, len(text)):
        if not _joins(text[at]):
            yield start, at
            start = at
    if text:
        yield start, len(text)


@cache
def _fold_cluster(cluster: str) -> str:
    text = unicodedata.normalize("NFKC", cluster).upper().lower().replace("ς", "σ")
    text = "".join(
        char for char in unicodedata.normalize("NFKD", text) if not _within(ord(char), _DROPPED)
    )
    han = han_table()
    out = []
    for char in unicodedata.normalize("NFKC", text):
        char = _PUNCTUATION.get(char, char)
        out.append(" " if char in _BLANKS else han.get(char, char))
    return "".join(out)


@cache
def is_spaced(char: str) -> bool:
    """Is ``char`` part of a word that is written with spaces around it?"""
    return unicodedata.category(char)[0] in "LNM" and not _within(ord(char), _UNSPACED)


_BLANK_RUN = re.compile(" +")


def _blank(run: re.Match[str]) -> str:
    text, start, end = run.string, run.start(), run.end()
    inside = start > 0 and end < len(text)
    return " " if inside and is_spaced(text[start - 1]) and is_spaced(text[end]) else ""


class _SingleTable(dict[int, str]):
    """The folding of lone characters, for ``str.translate``, filled as they are met."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_cluster(chr(code))
        return folded


_SINGLE = _SingleTable()
