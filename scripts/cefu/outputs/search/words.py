"""Words of English: what the archive says in English beside its texts, found by its words.

Titles, headings and abstracts in English can be found to the letter as all text can.
Readers of English rather ask in words of their own, so these, the gists of dated
statements and the descriptions of authority records are listed by their words too,
each reduced to its stem: ``suspended`` finds ``suspends``.

The stems are a few endings taken off (``english.py``), far from all of English grammar,
and the same for asking and listing, so that nothing is lost by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cefu.model.language import ENGLISH
from cefu.outputs.search.encoding.shards import in_steps, spread
from cefu.outputs.search.encoding.squeeze import pack_json
from cefu.outputs.search.english import stems
from cefu.outputs.search.passage import HEADINGS, Passage, VariantSet

#: What a shard should weigh before it is deflated, in bytes.
SHARD_BYTES = 4_000


@dataclass(slots=True)
class Words:
    """Where every stem stands: ``passages`` by number and whether in a title or heading,
    ``records`` by number in whose description."""

    passages: dict[str, dict[int, bool]] = field(default_factory=dict)
    records: dict[str, list[int]] = field(default_factory=dict)

    def passage(self, nth: int, passage: Passage) -> None:
        """List the English of passage number ``nth``."""
        for piece in passage.pieces:
            if piece.lang == ENGLISH:
                head = piece.type in HEADINGS
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
        shards: list[dict[str, object]] = [{} for _ in range(in_steps(weight / SHARD_BYTES))]
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
