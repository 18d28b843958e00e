"""Mentions of a record in context, and the longer words by which a wrong one is told."""

from __future__ import annotations

from typing import Any

from cefu.archive.catalogue import Catalogue
from cefu.outputs.i18n.locale import Locale

#: Characters to either side of a mention that are shown, and mentions at most.
_AROUND, _MOST = 24, 400
#: A longer word reaches so many characters further, at most.
_FURTHER = 4


def contexts(catalogue: Catalogue, ident: str, locale: Locale) -> list[dict[str, Any]]:
    """Every mention of the record ``ident`` by its own forms, in order of reading."""
    found = []
    for mention in catalogue.archive.mentions:
        if mention.actor != ident:
            continue
        text = catalogue.texts[mention.report][mention.block]
        found.append(
            {
                "report": mention.report,
                "title": locale.name(catalogue.reports[mention.report].record.title),
                "block": mention.block,
                "start": mention.start,
                "end": mention.end,
                "before": text[max(0, mention.start - _AROUND) : mention.start],
                "surface": mention.surface,
                "after": text[mention.end : mention.end + _AROUND],
            }
        )
    return found[:_MOST]


def longer_words(
    catalogue: Catalogue, ident: str, text: str, start: int, end: int
) -> list[dict[str, Any]]:
    """Strings around ``text[start:end]`` in which the record may not be meant, the shortest
    first, each with how many mentions of the record stand in it."""
    if not (0 <= start < end <= len(text)):
        return []
    around = [
        (catalogue.texts[m.report][m.block], m.start, m.end)
        for m in catalogue.archive.mentions
        if m.actor == ident
    ]
    found = []
    for more in range(1, _FURTHER + 1):
        for before in range(more + 1):
            first, last = start - before, end + more - before
            if first < 0 or last > len(text) or not text[first:last].isalnum():
                continue
            words = text[first:last]
            count = sum(holds(other, a, b, words) for other, a, b in around)
            found.append({"words": words, "count": count})
    return found


def holds(text: str, start: int, end: int, words: str) -> bool:
    """Whether ``text[start:end]`` lies inside an occurrence of ``words``.

    >>> holds("在朝鮮半島", 1, 3, "朝鮮半島"), holds("在朝鮮，朝鮮半島", 1, 3, "朝鮮半島")
    (True, False)
    """
    at = text.find(words, max(0, end - len(words)), start + len(words))
    return 0 <= at <= start
