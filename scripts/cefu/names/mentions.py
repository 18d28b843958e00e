"""Mentions: where a text names what the authority files know.

All forms of all records are looked for at once over folded text (`cefu.text.fold`)
with an Aho-Corasick automaton, in time linear in the text.  What it finds are
candidates; `Matcher.find` keeps, from left to right, the longest admissible one
at each place, so that mentions never overlap: 朝鮮半島 is the place and not the
state, 川金會 the summit and neither of the men.  A candidate is admissible if

- it does not lie inside one of its record's ``not_in`` strings,
- it is a name by the words about it (`cefu.names.boundaries`),
- what its variant asks of the context (``after``, ``near``) holds,
- it lies in no address (``https://…``), no title of a cited work in a note, and
  no Latin gloss of the name before it (川普（Donald Trump） names him once).

Alfred V. Aho and Margaret J. Corasick, "Efficient string matching: an aid to
bibliographic search", Communications of the ACM 18(6), 1975.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from cefu.model.annotations import Mention
from cefu.model.authority import Authority, Variant
from cefu.model.document import Report
from cefu.names.boundaries import may_be_name, stands_in
from cefu.names.register import Authorities
from cefu.text.fold import fold, fold_key

#: ``start, end, actor``: a found name, in offsets of the text as given.
Hit = tuple[int, int, str]
#: ``start, end`` in a text.
Span = tuple[int, int]

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+")
#: A title in quotation marks without Han: that of a cited work.
_CITED_TITLE = re.compile(r"“[^“”\u3400-\u9fff]*”|\"[^\"\u3400-\u9fff]*\"")
#: What may stand between a name and the bracket that glosses it.
_GLOSS = re.compile(r"[》〉」』”\"'’]*\s*[（(](?P<inside>[^（）()\u3400-\u9fff]*)[)）]")
_SENTENCE_END = re.compile("[。！？；!?;]")


class Automaton:
    """Aho-Corasick over a set of keywords.

    >>> sorted(Automaton(["he", "she", "hers"]).find("ushers"))
    [(1, 4), (2, 4), (2, 6)]
    """

    def __init__(self, keywords: Iterable[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._lengths: list[tuple[int, ...]] = [()]
        for word in sorted(set(keywords)):
            if word:
                self._add(word)
        self._fail = [0] * len(self._next)
        self._link()

    def _add(self, word: str) -> None:
        node = 0
        for char in word:
            if char not in self._next[node]:
                self._next[node][char] = len(self._next)
                self._next.append({})
                self._lengths.append(())
            node = self._next[node][char]
        self._lengths[node] = (len(word),)

    def _link(self) -> None:
        """Give every node its longest proper suffix and that suffix's keywords."""
        queue = deque(self._next[0].values())
        while queue:
            node = queue.popleft()
            for char, child in self._next[node].items():
                queue.append(child)
                self._fail[child] = self._step(self._fail[node], char)
                self._lengths[child] += self._lengths[self._fail[child]]

    def _step(self, node: int, char: str) -> int:
        while node and char not in self._next[node]:
            node = self._fail[node]
        return self._next[node].get(char, 0)

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Every occurrence of every keyword as ``start, end``, overlaps included."""
        node = 0
        for end, char in enumerate(text, 1):
            node = self._step(node, char)
            for length in self._lengths[node]:
                yield end - length, end


@dataclass(frozen=True, slots=True)
class _Claim:
    """A record's claim to a folded form, with its conditions folded.

    ``form`` is the folded form, ``longer`` the ``not_in`` strings that contain it.
    """

    actor: str
    after: tuple[str, ...]
    near: frozenset[str]
    form: str
    longer: tuple[str, ...]

    def shadowed(self, key: str, start: int) -> bool:
        return any(stands_in(key, start, self.form, longer) for longer in self.longer)


class Matcher:
    """Finds the names of ``authorities`` in texts; build once, use for every block."""

    def __init__(self, authorities: Authorities) -> None:
        self._claims: dict[str, list[_Claim]] = {}
        for record in authorities.records:
            for variant in record.variants:
                claims = self._claims.setdefault(fold_key(variant.form), [])
                claims.append(_claim(record, variant))
        self._automaton = Automaton(self._claims)

    def find(self, text: str, skip: Iterable[Span] = ()) -> list[Hit]:
        """The names in ``text``, left to right, none overlapping another.

        Nothing is found that begins or ends within a span of ``skip``, a net
        address, or a Latin gloss.  Offsets count in ``text``.
        """
        folded = fold(text)
        key = folded.text
        shut = bytearray(len(text))
        for span in (*skip, *_spans(_ADDRESS, text)):
            _shut(shut, span)
        candidates: dict[int, list[int]] = {}
        for start, end in self._automaton.find(key):
            candidates.setdefault(start, []).append(end)
        sentences = [0, *(found.end() for found in _SENTENCE_END.finditer(text))]
        latest: dict[str, int] = {}
        hits: list[Hit] = []
        reached = 0
        for start in sorted(candidates):
            for end in sorted(candidates[start], reverse=True) if start >= reached else ():
                first, last = folded.original(start, end)
                if shut[first] or shut[last - 1] or not may_be_name(key, start, end):
                    continue
                sentence = sentences[bisect_right(sentences, first) - 1]
                if actor := self._actor(key, start, end, latest, sentence):
                    hits.append((first, last, actor))
                    latest[actor] = first
                    _shut(shut, _gloss_after(text, last))
                    reached = end
                    break
        return hits

    def _actor(
        self, key: str, start: int, end: int, latest: Mapping[str, int], sentence: int
    ) -> str:
        """The record that the form at ``start:end`` of the folded text names, or ``""``.

        ``latest`` tells where each record was last named, ``sentence`` where the
        form's sentence begins, both in offsets of the text as given.
        """
        claims = self._claims[key[start:end]]
        referents = {ident for claim in claims for ident in claim.near}
        at, nearest = max(((latest.get(ident, -1), ident) for ident in referents), default=(-1, ""))
        for claim in claims:
            if claim.after and not key.endswith(claim.after, 0, start):
                continue
            if claim.near and not (at >= sentence and nearest in claim.near):
                continue
            if not claim.shadowed(key, start):
                return claim.actor
        return ""


def find_mentions(report: Report, matcher: Matcher) -> list[Mention]:
    """Every mention in ``report``, block by block, then note by note.

    A mention in a note has the note's id for ``block``.  The Latin titles of
    works that a note cites are skipped: a name in them is the cited author's.
    """
    found = [(block.id, block.text, matcher.find(block.text)) for block in report.blocks]
    for note in report.notes:
        titles = _spans(_CITED_TITLE, note.text)
        found.append((note.id, note.text, matcher.find(note.text, titles)))
    return [
        Mention(actor, report.id, ident, start, end, sys.intern(text[start:end]))
        for ident, text, hits in found
        for start, end, actor in hits
    ]


def widen(mentions: Iterable[Mention], authorities: Authorities) -> Iterator[Mention]:
    """``mentions``, each followed by one at the same place for every broader record.

    第二次川金會 names one summit and is a mention of 川金會 as well.  Counts and
    indexes take these; links in running text take what `find_mentions` gives.
    """
    for mention in mentions:
        yield mention
        for actor in authorities.broader(mention.actor):
            yield replace(mention, actor=actor)


def _claim(record: Authority, variant: Variant) -> _Claim:
    form = fold_key(variant.form)
    longer = [fold_key(each) for each in record.not_in]
    return _Claim(
        actor=record.id,
        after=tuple(fold_key(each) for each in variant.after),
        near=frozenset(variant.near),
        form=form,
        longer=tuple(each for each in longer if form in each),
    )


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in pattern.finditer(text)]


def _shut(mask: bytearray, span: Span) -> None:
    start, end = span
    mask[start:end] = b"\1" * (end - start)


def _gloss_after(text: str, at: int) -> Span:
    """The Latin gloss in brackets that follows the name ending before ``at``."""
    found = _GLOSS.match(text, at)
    return found.span("inside") if found else (at, at)
