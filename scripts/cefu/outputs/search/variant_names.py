"""Names: the passages of every authority record, found while the grams are counted.

A form is a name where its folded text occurs, with two exceptions: a form that
begins or ends in a word character of a spaced script (``US``) is one only at the
edge of a word, and an occurrence inside one of the form's ``not_in`` strings is
none.  Nor is one across the border of words or inside a longer name
(`cefu.names.boundaries`): the strings in which the form was found so are added to its
``not_in``.  A single Han character is too many things to be a name here.
``engine/text.js`` marks hits by the same rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cefu.names.boundaries import REACH, crossing, stands_in
from cefu.outputs.search.corpus import Corpus
from cefu.outputs.search.encoding.postings import U64, Ints, Postings, gather
from cefu.outputs.search.grams import Occurrences
from cefu.outputs.search.passage import VariantSet
from cefu.text.fold import fold_key, is_spaced


@dataclass(frozen=True, slots=True)
class FoldedForm:
    """A form as it is shown, and it and the strings it is no name in, folded."""

    shown: str
    text: str
    not_in: tuple[str, ...]
    sought: bool
    understood: bool


def folded_forms(variants: VariantSet) -> list[FoldedForm]:
    """The forms of a record, folded, each key once, in order; single Han
    characters are left out."""
    forms: dict[str, FoldedForm] = {}
    for form in variants.forms:
        key = fold_key(form.text)
        context = tuple(sorted({fold_key(text) for text in form.not_in}))
        if key not in forms and (len(key) > 1 or (key and is_spaced(key))):
            inside = tuple(text for text in context if key in text)
            forms[key] = FoldedForm(form.text, key, inside, form.sought, form.understood)
    return list(forms.values())


class Finder:
    """Looks up strings in the slices of the corpus as they are sorted."""

    def __init__(self, corpus: Corpus, texts: Sequence[str]) -> None:
        self._corpus = corpus
        self._wanted: dict[int, list[tuple[str, list[int]]]] = {}
        self.found: dict[str, Ints] = {}
        for text in sorted(set(texts)):
            numbers = corpus.alphabet.known(text)
            if numbers:
                self._wanted.setdefault(numbers[0], []).append((text, numbers))

    def look(
        self, occurrences: Occurrences, singles: tuple[U64, Ints], pairs: tuple[U64, Ints]
    ) -> None:
        """Find what begins in this slice, given its sorted single characters and pairs."""
        symbols = self._corpus.symbols
        for first in np.unique(singles[0]).tolist():
            for text, numbers in self._wanted.get(first, ()):
                keys, order = pairs if len(numbers) > 1 else singles
                key = numbers[0] << 16 | numbers[1] if len(numbers) > 1 else numbers[0]
                low, high = np.searchsorted(keys, [key, key + 1]).tolist()
                at = occurrences.positions[order[low:high]]
                for place, number in enumerate(numbers[2:], 2):
                    at = at[at + place < len(symbols)]
                    at = at[symbols[at + place] == number]
                if len(at):
                    self.found[text] = at


@dataclass(frozen=True, slots=True)
class Found:
    """A record's ``lists`` (one posting list or none), in how many passages each
    form is the name (``sizes``), which forms occur elsewhere too (``more``), and the
    strings in which each is none (``not_in``)."""

    lists: Postings
    sizes: tuple[int, ...]
    more: tuple[bool, ...]
    not_in: tuple[tuple[str, ...], ...]


def find(corpus: Corpus, forms: Sequence[FoldedForm], found: dict[str, Ints]) -> Found:
    """The passages in which the record with these ``forms`` is named."""
    none = np.zeros(0, np.int64)
    word = np.array([char != "\0" and is_spaced(char) for char in corpus.alphabet.chars()])
    words = [_words(corpus, form, found.get(form.text, none), word) for form in forms]
    outside = [_outside(form, at, found) for form, at in zip(forms, words, strict=True)]
    parted = [_parted(corpus, form.text, at) for form, at in zip(forms, outside, strict=True)]
    named = [at for at, _ in parted]
    hits = [at if form.sought else none for form, at in zip(forms, named, strict=True)]
    if not any(map(len, hits)):
        hits = named
    every = np.unique(np.concatenate([none, *hits]))
    passage = _passages(corpus, every)
    zero = np.zeros(len(every), np.uint64)
    lists = gather(zero, passage.astype(np.uint32), corpus.heading[every])
    known = np.unique(passage)
    return Found(
        lists,
        tuple(len(np.unique(_passages(corpus, hit))) for hit in hits),
        tuple(bool(len(np.setdiff1d(_passages(corpus, at), known))) for at in words),
        tuple((*f.not_in, *longer) for f, (_, longer) in zip(forms, parted, strict=True)),
    )


def _words(corpus: Corpus, form: FoldedForm, at: Ints, word: NDArray[np.bool_]) -> Ints:
    """The places where ``form`` is not part of a longer Latin word."""
    symbols = corpus.symbols
    if is_spaced(form.text[0]):
        at = at[(at == 0) | ~word[symbols[np.maximum(at - 1, 0)]]]
    if is_spaced(form.text[-1]):
        # A zero ends every piece, so there is always a symbol after a form.
        at = at[~word[symbols[at + len(form.text)]]]
    return at


def _outside(form: FoldedForm, at: Ints, found: dict[str, Ints]) -> Ints:
    """The places where ``form`` does not stand in one of its ``not_in``."""
    for context in form.not_in:
        inside = found.get(context)
        if inside is not None:
            start = context.find(form.text)
            while start >= 0:
                at = np.setdiff1d(at, inside + start, assume_unique=True)
                start = context.find(form.text, start + 1)
    return at


def _parted(corpus: Corpus, form: str, at: Ints) -> tuple[Ints, list[str]]:
    """The places where no word crosses a border of ``form``, and the strings of the
    others."""
    if not len(at):
        return at, []
    around = np.arange(-REACH, len(form) + REACH)
    places = at[:, None] + around
    inside = (places >= 0) & (places < len(corpus.symbols))
    symbols = np.where(inside, corpus.symbols[np.where(inside, places, 0)], 0)
    rows, nth = np.unique(symbols, axis=0, return_inverse=True)
    char = corpus.alphabet.chars()
    texts = ["".join(char[symbol] for symbol in row) for row in rows.tolist()]
    end = REACH + len(form)
    longer = sorted({found for text in texts if (found := crossing(text, REACH, end))})
    named = [not any(stands_in(text, REACH, form, each) for each in longer) for text in texts]
    return at[np.array(named)[nth.reshape(-1)]], longer


def _passages(corpus: Corpus, at: Ints) -> Ints:
    return np.searchsorted(corpus.starts, at, side="right") - 1
