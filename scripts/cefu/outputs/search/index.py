"""Build the search index: passages and names in, files out.

The files, and what is in each, are described in ``format.md`` beside this
module.  Nothing here touches the disk.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from cefu.model.edtf import Date, known
from cefu.model.language import Names
from cefu.outputs.search import grams
from cefu.outputs.search import variant_names as names
from cefu.outputs.search.corpus import Corpus, read
from cefu.outputs.search.encoding.bloom import sieve
from cefu.outputs.search.encoding.postings import encode, varint
from cefu.outputs.search.encoding.shards import in_steps, pack_grams, shard_count, spread
from cefu.outputs.search.encoding.squeeze import deflate, pack_json
from cefu.outputs.search.encoding.versions import versioned
from cefu.outputs.search.english import loose
from cefu.outputs.search.passage import Passage, VariantSet
from cefu.outputs.search.simplified import one_by_one, with_simplified
from cefu.outputs.search.sounds import sound_key
from cefu.text.fold import fold_key, han_table, variants_of

FORMAT = 3
#: Reports whose titles share a file.
PER_TITLES = 64


def build_index(
    passages: Iterable[Passage], variants: Sequence[VariantSet] = ()
) -> dict[str, bytes]:
    """The search index as ``{relative file name: bytes}``.

    ``passages`` is read once and may be a generator; those of one report must
    come together.  Every file but ``start.bin`` has in its name the hash of what it and
    the few others of its group hold, and ``start.bin`` lists these, so files of two
    builds never mix.  Same input, same bytes.

    Raises `CefuError` when the passages of a report are scattered.
    """
    corpus = read(passages)
    files, shards, begins = _grams_and_names(corpus, variants)
    files.update((f"text/{_split(nth)}", chunk) for nth, chunk in enumerate(corpus.texts.chunks))
    corpus.words.describe(variants)
    words = corpus.words.files()
    files.update((f"words/{nth}", data) for nth, data in enumerate(words))
    dates = corpus.dates.files()
    files.update((f"dates/{month}", data) for month, data in dates.items())
    core = _core(corpus, variants, begins)
    files["reports"] = _reports(corpus)
    files["ids"] = pack_json([spread(source.id) for source in corpus.reports])
    titles = [
        [
            [source.id, source.url, with_simplified(source.title)]
            for source in corpus.reports[at : at + PER_TITLES]
        ]
        for at in range(0, len(corpus.reports), PER_TITLES)
    ]
    files.update((f"titles/{nth}", pack_json(rows)) for nth, rows in enumerate(titles))
    out, versions = versioned(files)
    manifest = {
        "format": FORMAT,
        "passages": corpus.passages,
        "reports": len(corpus.reports),
        "perChunk": corpus.texts.per_chunk,
        "perTitles": PER_TITLES,
        "few": grams.FEW,
        "words": len(words),
        "dates": list(dates),
        **shards,
    }
    told = json.dumps(manifest, separators=(",", ":")).encode()
    parts = b"".join(varint(len(part)) + part for part in (told, *core, versions))
    out["start.bin"] = deflate(parts)
    return dict(sorted(out.items()))


def _split(nth: int) -> str:
    """Chunk ``nth`` in one of many folders, as file systems and web hosts like it."""
    return f"{nth // 1000}/{nth}"


def _grams_and_names(
    corpus: Corpus, variants: Sequence[VariantSet]
) -> tuple[dict[str, bytes], dict[str, object], bytes]:
    """The files of grams and names, what the manifest says of them, and the sieve of names."""
    total = corpus.passages
    char = corpus.alphabet.chars()
    records = [names.folded_forms(record) for record in variants]
    finder = names.Finder(
        corpus,
        [text for forms in records for form in forms for text in (form.text, *form.not_in)],
    )
    counts = grams.PairCounts()
    families: list[dict[str, bytes]] = [{}, {}, {}]
    for positions in grams.slices(corpus):
        occurrences = grams.Occurrences(corpus, positions)
        singles, pairs = occurrences.sorted(1), occurrences.sorted(2)
        finder.look(occurrences, singles, pairs)
        pair_lists = occurrences.postings(*pairs)
        counts.add(pair_lists)
        for key, entry in grams.entries(occurrences.postings(*singles), total):
            families[0][char[key]] = entry
        for key, entry in grams.entries(pair_lists, total):
            families[1][char[key >> 16] + char[key & 0xFFFF]] = entry
    pair_keys, pair_sizes = counts.freeze()
    for positions in grams.slices(corpus):
        occurrences = grams.Occurrences(corpus, positions)
        lists = occurrences.postings(*occurrences.sorted(3))
        for key, entry in grams.triple_entries(lists, pair_keys, pair_sizes, total):
            text = char[key >> 32] + char[key >> 16 & 0xFFFF] + char[key & 0xFFFF]
            families[2][text] = entry
    found = [names.find(corpus, forms, finder.found) for forms in records]
    files, name_shards, begins = _names(variants, records, found, total)
    shards = []
    for length, family in enumerate(families, 1):
        count = shard_count(family.values())
        shards.append(count)
        packed = pack_grams(family, count)
        family.clear()
        files.update((f"grams/{length}/{nth}", data) for nth, data in enumerate(packed))
    told = {"grams": shards, "names": name_shards, "records": len(records)}
    return files, told, begins


def _names(
    variants: Sequence[VariantSet],
    records: Sequence[Sequence[names.FoldedForm]],
    found: Sequence[names.Found],
    total: int,
) -> tuple[dict[str, bytes], int, bytes]:
    """A dictionary of forms in shards by first character, how many shards, the sieve of
    the forms; and a file for each record."""
    files: dict[str, bytes] = {}
    forms_of: dict[str, list[list[int]]] = {}
    facets = []
    for nth, (record, forms, hits) in enumerate(zip(variants, records, found, strict=True)):
        for form, more in zip(forms, hits.more, strict=True):
            if form.understood:
                forms_of.setdefault(form.text, []).append([nth, int(more)])
        wanted = np.arange(len(hits.lists.first) - 1)
        postings = next(encode(hits.lists, wanted, total), b"\0\0")
        head = [record.id, with_simplified(record.names), record.url]
        rows = [
            [form.shown, size, *([not_in] if not_in else [])]
            for form, size, not_in in zip(forms, hits.sizes, hits.not_in, strict=True)
        ]
        told = [record.described] if record.described else []
        files[f"names/record/{nth}"] = _with_postings([*head, rows, *told], postings)
        if record.facet and len(hits.lists.passages):
            facets.append(_with_postings([*head, nth], postings, squeeze=False))
    for text, links in list(forms_of.items()):
        # Not as typed, so what is typed has to be looked for itself too.
        entry = forms_of.setdefault(loose(text), [])
        entry += [[nth, 1] for nth, _ in links if all(nth != one for one, _ in entry)]
    for nth, record in enumerate(variants):
        # Nor as typed, but as it sounds; no folded form has capitals.
        for key in sorted({sound_key(fold_key(name)) for name in record.sounds} - {""}):
            forms_of.setdefault(key, []).append([nth, 1])
    count = in_steps(sum(len(text) + 4 for text in forms_of) / 1_500)
    shards: list[dict[str, list[list[int]]]] = [{} for _ in range(count)]
    for text in sorted(forms_of):
        shards[spread(text[0]) % count][text] = forms_of[text]
    files.update((f"names/{nth}", pack_json(shard)) for nth, shard in enumerate(shards))
    files["actors"] = deflate(b"".join(varint(len(facet)) + facet for facet in facets))
    return files, count, sieve(forms_of)


def _with_postings(head: object, postings: bytes, squeeze: bool = True) -> bytes:
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    data = varint(len(text)) + text + postings
    return deflate(data) if squeeze else data


def _core(corpus: Corpus, variants: Sequence[VariantSet], begins: bytes) -> tuple[bytes, ...]:
    """What every query needs: the folding of Han, how many passages each report has, how
    names begin."""
    typed = {char for record in variants for form in record.forms for char in form.text}
    table = variants_of(corpus.raw_chars.union(corpus.alphabet.chars(), typed))
    groups: dict[str, list[str]] = {}
    for char, canonical in table.items():
        groups.setdefault(canonical, []).append(char)
    han, last = bytearray(), 0
    for canonical in sorted(groups):
        members = groups[canonical]
        han += varint(ord(canonical) - last) + varint(len(members))
        last = ord(canonical)
        for char in members:
            code = ord(char)
            han += code.to_bytes(2, "big") if code < 0x10000 else b"\0\0" + code.to_bytes(3, "big")
    sizes = b"".join(varint(size) for size in corpus.sizes)
    script = _script_exceptions(corpus).encode()
    return bytes(han), sizes, script, corpus.texts.alphabet_file(), begins


def _script_exceptions(corpus: Corpus) -> str:
    """Pairs of characters: a Traditional one that occurs, and its Simplified form where
    folding it would not give that form (著 folds to 着 but is written 著)."""
    table, simplified, pairs = han_table(), one_by_one(), []
    for char in sorted(corpus.raw_chars):
        if table.get(char, char) != simplified.get(char, char):
            pairs.append(char + simplified.get(char, char))
    return "".join(pairs)


def _reports(corpus: Corpus) -> bytes:
    """What facets and filters need of every report: dates, publishers and authors."""
    publishers, authors = _Numbered(), _Numbered()
    rows: list[list[object]] = []
    for source in corpus.reports:
        house = publishers.number(source.house or source.publisher)
        # Whoever is author and editor too is one.
        own = list(dict.fromkeys(authors.number(one) for one in source.authors))
        rows.append([*_date(source.date), house, own])
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], [], []]
    return pack_json([publishers.shown, *columns, authors.shown])


class _Numbered:
    """Names, each numbered when first met."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self._numbers: dict[str, int] = {}

    def number(self, names: Names) -> int:
        whole = with_simplified(names)
        key = json.dumps(whole, ensure_ascii=False, sort_keys=True)
        if key not in self._numbers:
            self._numbers[key] = len(self.shown)
            self.shown.append(whole)
        return self._numbers[key]


def _date(edtf: str) -> Iterator[int]:
    """Year and day (month * 32 + day) of an EDTF date's beginning; 0 for what is unknown.

    >>> list(_date("2018-09-18")), list(_date("2018-09~")), list(_date(""))
    ([2018, 306], [2018, 288], [0, 0])
    """
    when = known(edtf)
    first = when.first if when else None
    plain = first if first and not first.masked and first.year > 0 else Date(0)
    yield plain.year
    yield plain.month * 32 + plain.day
