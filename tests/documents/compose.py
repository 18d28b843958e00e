"""Compose invented prose from ``words.yml``: every sentence a template, filled by chance.

All chance comes from a generator seeded with the document's id, so that the
same id gives the same document on every machine.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

WORDS = Path(__file__).parent / "words.yml"
SLOT = re.compile(r"\{([a-z_]+?)([23]?)\}")


@cache
def words() -> dict[str, Any]:
    """The lists of ``words.yml``."""
    loaded: dict[str, Any] = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    return loaded


class Pen:
    """Writes sentences and paragraphs; a template is used again only when all are used.

    ``lang`` is ``zh`` or ``en``.  Notes are collected in :attr:`notes` in order of
    reference, keyed by ordinal.
    """

    def __init__(self, seed: str, lang: str = "zh") -> None:
        self.rng = random.Random(seed)
        self.lang = lang
        self.bank = words() if lang == "zh" else words()["english"]
        self.piles: dict[str, list[str]] = {}
        self.notes: dict[str, str] = {}

    def pick(self, kind: str) -> str:
        """A filled template of list ``kind``."""
        pile = self.piles.get(kind)
        if not pile:
            pile = list(self.bank[kind])
            self.rng.shuffle(pile)
            self.piles[kind] = pile
        return self.fill(pile.pop())

    def fill(self, template: str) -> str:
        """Fill slots; ``{x}``, ``{x2}`` and ``{x3}`` in one template differ."""
        slots = self.bank["slots"]
        drawn: dict[str, list[str]] = {}

        def value(match: re.Match[str]) -> str:
            name, which = match[1], match[2]
            if name == "n" and which == "3":
                return str(self.rng.randint(2, 9))
            if name == "abbr" and which:
                return self.rng.choice(["data", "reports", "pub"])
            used = drawn.setdefault(name, [])
            choice: str = self.rng.choice([s for s in slots[name] if s not in used] or slots[name])
            used.append(choice)
            return choice

        text = SLOT.sub(value, template)
        return text[0].upper() + text[1:] if self.lang == "en" else text

    def name(self) -> str:
        """A person's name."""
        return self.fill("{person}") if self.lang == "zh" else self.fill("{who}")

    def cite(self) -> str:
        """A reference to a new note."""
        key = str(len(self.notes) + 1)
        self.notes[key] = self.pick("notes")
        return f"[^{key}]"

    def paragraph(self, low: int = 1, high: int = 8, notes: float = 0.0) -> str:
        """A paragraph of ``low`` to ``high`` sentences; ``notes`` of them carry a note.

        A note's mark stands after the stop, before it, or after a word inside.
        """
        parts = []
        if self.lang == "zh" and self.rng.random() < 0.4:
            parts.append(self.pick("lead_sentences"))
        for n in range(self.rng.randint(low, high)):
            sentence = self.pick("sentences")
            if self.lang == "zh" and n and self.rng.random() < 0.3:
                sentence = self.fill("{opener}") + sentence
            if self.rng.random() < notes:
                sentence = self.noted(sentence)
            parts.append(sentence)
        return (" " if self.lang == "en" else "").join(parts)

    def noted(self, sentence: str) -> str:
        """``sentence`` with a reference at its end, before its stop or at a comma."""
        where: Callable[[], float] = self.rng.random
        stop = re.search(r"[。？.?]$", sentence)
        comma = sentence.find("，")
        if comma > 4 and where() < 0.2:
            return sentence[:comma] + self.cite() + sentence[comma:]
        if self.lang == "zh" and stop and where() < 0.4:
            return sentence[:-1] + self.cite() + sentence[-1]
        return sentence + self.cite()
