"""Words of English: what the archive says in English beside its texts, found by its words.

Titles, headings and abstracts in English can be found to the letter as all text can.
Readers of English rather ask in words of their own, so these, the gists of dated
statements and the descriptions of authority records are listed by their words too,
each reduced to its stem: ``suspended`` finds ``suspends``.

The stems are a few endings taken off, far from all of English grammar, and the same
for asking and listing, so that nothing is lost by them.  ``search-english.js`` is the
same function; ``tests/data/english_words.json`` holds both to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cefu.fold import fold_key
from cefu.search.english import loose
from cefu.search.passage import Passage, VariantSet
from cefu.search.shards import spread
from cefu.search.squeeze import pack_json

#: Block types that tell of the text in the keeper's words and are no text themselves.
TOLD = frozenset({"gist"})
#: What a shard should weigh before it is deflated, in bytes.
SHARD_BYTES = 4_000

_WORD = re.compile(r"[a-z0-9]+")
_ENDINGS = tuple(
    (re.compile(pattern, re.ASCII), to)
    for pattern, to in (
        (r"(\w{3,}iz)ations?$", r"\1"),
        (r"(\w{4,}t)ion$", r"\1"),
        (r"(\w{4,})ment$", r"\1"),
        (r"(\w{3,})(?:ing|ed)$", r"\1"),
        (r"(\w{4,})al$", r"\1"),
        (r"(\w{2,})e$", r"\1"),
        (r"(\w{2,}([bdglmnprt]))\2$", r"\1"),
    )
)


def stems(text: str) -> list[str]:
    """The stems of the words of an English ``text``, in order.

    >>> stems("Trump cancelled the talks; sanctions suspended")
    ['trump', 'cancel', 'th', 'talk', 'sanct', 'suspend']
    """
    return [stem(word) for word in _WORD.findall(fold_key(text))]


def stem(word: str) -> str:
    """A folded ``word`` without the endings that grammar gives it."""
    word = loose(word)
    for pattern, to in _ENDINGS:
        word = pattern.sub(to, word)
    return word


@dataclass(slots=True)
class Words:
    """Where every stem stands: ``passages`` by number and whether in a title or heading,
    ``records`` by number in whose description."""

    passages: dict[str, dict[int, bool]] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    def passage(self, nth: int, passage: Passage) -> None:
        """List the English of passage number ``nth``."""
        for piece in passage.pieces:
            if piece.lang == "en":
                head = piece.type in ("title", "heading")
                for word in stems(piece.text):
                    there = self.passages.setdefault(word, {})
                    there[nth] = there.get(nth, False) or head

    def describe(self, records: Sequence[VariantSet]) -> None:
        """List the names and descriptions in English of all ``records``."""
        for nth, record in enumerate(records):
            if record.described:
                text = f"{record.names.get('en', '')} {record.described}"
                for word in sorted(set(stems(text))):
                    self.records.setdefault(word, []).append(nth)

    def files(self) -> list[bytes]:
        """The shards: a word is in the one that its hash gives, see ``format.md``."""
        rows = {
            word: [_steps(self.passages.get(word, {}).items()), self.records.get(word, [])]
            for word in sorted({*self.passages, *self.records})
        }
        weight = sum(len(word) + 3 * (len(row[0]) + len(row[1])) for word, row in rows.items())
        shards: list[dict[str, object]] = [{} for _ in range(max(1, weight // SHARD_BYTES))]
        for word, row in rows.items():
            shards[spread(word) % len(shards)][word] = row
        return [pack_json(shard) for shard in shards]


def _steps(places: Iterable[tuple[int, bool]]) -> list[int]:
    """Ascending passages as steps from the one before, doubled, odd for a heading.

    >>> _steps([(3, False), (5, True)])
    [6, 5]
    """
    steps, last = [], 0
    for nth, head in places:
        steps.append((nth - last) * 2 + head)
        last = nth
    return steps
