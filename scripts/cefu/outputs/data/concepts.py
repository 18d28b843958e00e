"""Wordings gathered from the texts, by which a reader's concept can be widened.

In: blocks with what the archive says of them in English.  Out: one file that holds, for
every wording, the blocks that have it; for every English stem, the blocks of which the
archive says it; and the authority records with what is broader, narrower and part of them.
The reader's browser asks how strongly wordings go with a concept (``js/search/help/related.js``):
the log-likelihood ratio of Dunning, “Accurate methods for the statistics of surprise and
coincidence”, Computational Linguistics 19(1), 1993.

A wording is one to four words in a row that two places have, with at least two different
characters on either side (accessor variety: Feng et al., Computational Linguistics 30(1),
2004), that neither begins nor ends with a word of grammar; a name of an authority record;
or an abbreviation in Latin capitals.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Names
from cefu.names.register import Authorities, search_forms
from cefu.outputs.search.english import stems
from cefu.outputs.search.passage import Passage
from cefu.text.fold import fold_key
from cefu.text.script import to_simplified
from cefu.text.words import LONGEST, lexicon, likeliest

PATH = "search/concepts.json"
_HAN = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,9}(?![A-Za-z0-9])")
#: Words in a row, and characters, that a wording has at most.
_WORDS, _CHARACTERS = 4, 10
#: A run of so many characters that recurs is copied.
_CLAUSE = 8
#: What more blocks than this share have is said of everything.
_COMMON = 0.5
#: Places of wordings in the file at most; wordings that most blocks have go first.
_MOST = 200_000
#: The logarithm of how frequent a word is at most, taken by itself: what is commoner says
#: nothing of a subject (主張, 原因).
_PLAIN = -9.5
#: Whose names are no part of a wording: 提供北韓 is a sentence's, not a subject's.
_WHO = frozenset({"person", "state", "organisation", "place"})
#: Words of grammar and of telling, at whose edges no wording ends.
_GRAMMAR = frozenset(
    "的了與和及在是以於為對將並而也就都但或被把從向由其此該等之所者這那有不會可能使讓則又再更"
    "最很已曾未無非來去到後前中上下內外間時年月日次個位項種些多少各每某本我你他她它們一二三"
    "四五六七八九十百千萬億兩第因如若雖既且因為所以如果不過但是由於對於關於可以能夠已經認為"
    "表示指出希望要求進行透過經過根據例如包括以及因此仍然可能應該應需還只只是並且而且同時目前"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A block: its text, and what the archive says of it in English, '' for nothing."""

    text: str
    english: str


def told_blocks(passages: Iterable[Passage]) -> Iterator[Told]:
    """The blocks of ``passages`` with their gists, summaries and headings in English."""
    for passage in passages:
        texts: dict[str, list[str]] = {}
        english: dict[str, list[str]] = {}
        for piece in passage.pieces:
            if piece.type != "abstract":
                (english if piece.lang == ENGLISH else texts).setdefault(piece.id, []).append(
                    piece.text
                )
        for ident, own in texts.items():
            yield Told(" ".join(own), " ".join(english.get(ident, ())))


def concepts(blocks: Sequence[Told], authorities: Authorities) -> bytes:
    """The file, as JSON: ``blocks`` (how many are told of in English), ``stems``, ``terms``
    (wording, its other form where usage differs or '', blocks) and ``records``."""
    told = [block for block in blocks if block.english]
    names = {
        form
        for record in authorities.records
        for form in search_forms(record)
        if len(form) > 1 and _HAN.fullmatch(form)
    }
    who = frozenset(
        form
        for record in authorities.records
        if record.type in _WHO
        for form in search_forms(record)
        if len(form) > 1
    )
    found = wordings([block.text for block in told], names, who)
    limit = max(3, _COMMON * len(told))
    kept = sorted((w for w in found if len(found[w]) <= limit), key=lambda w: (-len(found[w]), w))
    said: dict[str, list[int]] = defaultdict(list)
    for nth, block in enumerate(told):
        for stem in dict.fromkeys(stems(block.english)):
            if len(stem) > 1:
                said[stem].append(nth)
    usage = _usage(authorities)
    made = {
        "blocks": len(told),
        "stems": {stem: own for stem, own in sorted(said.items()) if len(own) <= limit},
        "terms": [[w, _elsewhere(w, usage), found[w]] for w in _fitting(kept, found)],
        "records": list(_records(authorities)),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


def _fitting(ordered: Iterable[str], found: Mapping[str, Sequence[int]]) -> Iterator[str]:
    """As many of the wordings as the file has room for."""
    room = _MOST
    for wording in ordered:
        room -= len(found[wording])
        if room < 0:
            return
        yield wording


def wordings(
    texts: Sequence[str], names: Iterable[str] = (), who: frozenset[str] = frozenset()
) -> dict[str, list[int]]:
    """Every wording of ``texts`` with the numbers of those that have it.

    ``names`` are wordings in any case; one of those in ``who`` begins and ends no other.

    >>> texts = ["韓方同意分攤金上調。", "美方要求分攤金加倍，分攤金談判停滯", "北韓譴責THAAD"]
    >>> found = wordings(texts, ["北韓"])
    >>> found["分攤金"], found["北韓"], found["THAAD"], "金" in found
    ([0, 1], [2], [2], False)
    """
    counts = Counter[str]()
    left: dict[str, set[str]] = defaultdict(set)
    right: dict[str, set[str]] = defaultdict(set)
    places: dict[str, dict[int, None]] = defaultdict(dict)
    said: set[str] = set()
    for nth, text in enumerate(texts):
        for run in _HAN.finditer(text):
            # What is copied from one place to another, as into a summary, is said once.
            if len(run.group()) >= _CLAUSE and run.group() in said:
                continue
            said.add(run.group())
            spans = _cut(run.group())
            for start, end, word in _rows(spans, run.group(), who):
                counts[word] += 1
                places[word][nth] = None
                # The edge of a clause is another neighbour each time.
                at = f"{nth} {run.start()}"
                left[word].add(run.group()[start - 1] if start else at)
                right[word].add(run.group()[end] if end < len(run.group()) else at)
        for match in _LATIN.finditer(text):
            places[match.group()][nth] = None
    found = {
        word: list(own)
        for word, own in places.items()
        if not _HAN.match(word) or (counts[word] > 1 and min(len(left[word]), len(right[word])) > 1)
    }
    for name in names:
        if own := [nth for nth, text in enumerate(texts) if name in text]:
            found[name] = own
    return found


def _cut(run: str) -> list[tuple[int, int, str]]:
    """The words of a run of Han characters, by their frequencies."""
    lexical, simple = lexicon(), to_simplified(run)
    possible = (
        (start, end, run[start:end], weight)
        for start in range(len(run))
        for end in range(start + 1, min(len(run), start + LONGEST) + 1)
        if (weight := lexical.weight(simple[start:end])) is not None
    )
    return list(likeliest(possible, len(run)).words)


def _rows(
    spans: Sequence[tuple[int, int, str]], run: str, who: frozenset[str]
) -> Iterator[tuple[int, int, str]]:
    """Words in a row that may be a wording."""
    outside = _GRAMMAR | who
    for first, (start, stop, opening) in enumerate(spans):
        if opening in outside:
            continue
        for _, end, closing in spans[first : first + _WORDS]:
            if closing in _GRAMMAR:
                break
            plain = end == stop and (lexicon().weight(to_simplified(opening)) or _PLAIN) > _PLAIN
            if 1 < end - start <= _CHARACTERS and closing not in who and not plain:
                yield start, end, run[start:end]


def _usage(authorities: Authorities) -> Mapping[str, str]:
    """Words that usage differs in, as the authority files have them: this side's to the other's."""
    found = {}
    for record in authorities.records:
        here, there = record.names.get(ORIGINAL, ""), record.names.get(SIMPLIFIED, "")
        if not record.variants and here and there and fold_key(here) != fold_key(there):
            found[here] = there
    return found


def _elsewhere(wording: str, usage: Mapping[str, str]) -> str:
    """``wording`` in the other side's words; '' where that is the same.

    >>> _elsewhere("飛彈防禦", {"飛彈": "导弹"}), _elsewhere("制裁", {"飛彈": "导弹"})
    ('导弹防禦', '')
    """
    other = wording
    for here, there in usage.items():
        other = other.replace(here, there)
    return other if other != wording else ""


def _records(authorities: Authorities) -> Iterator[list[object]]:
    """A record's forms, the stems of its name and description in English, and the names of
    what is broader and narrower than it and of what took part in it."""
    cases: dict[str, list[str]] = {}
    for record in authorities.records:
        for ident in record.broader:
            cases.setdefault(ident, []).append(record.id)

    def name(names: Names) -> str:
        return names.get(ORIGINAL) or next(iter(names.values()), "")

    for record in authorities.records:
        beside = [*record.broader, *cases.get(record.id, ()), *record.participants]
        forms = dict.fromkeys(form for form in (name(record.names), *search_forms(record)))
        english = f"{record.names.get(ENGLISH, '')} {record.description.get(ENGLISH, '')}"
        related = [
            name(authorities.by_id[ident].names) for ident in beside if ident in authorities.by_id
        ]
        yield [list(forms), sorted(set(stems(english))), related]
