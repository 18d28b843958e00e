"""Names in the texts that no authority record covers, for a keeper to look at.

Three kinds of evidence are used: in-text glosses, where an author gives a name in
Latin letters behind the Chinese one (蓬佩奧（Mike Pompeo）), titles before a name
(國務卿蓬佩奧), and the proper nouns that jieba's tagger sees (nr persons, ns places,
nt bodies).  The tagger errs often, so what a keeper has found to be no name goes into an ignore file with
the reason, and is not suggested again.
"""

from __future__ import annotations

import logging
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

import jieba
import jieba.posseg
from pypinyin.phrases_dict import phrases_dict

from cefu.model.document import Report
from cefu.names.mentions import Hit, Matcher
from cefu.names.register import Authorities
from cefu.text.fold import fold, fold_key
from cefu.text.script import to_simplified
from cefu.text.words import lines

#: jieba's tags for proper nouns, by their first two letters.
KINDS = {"nr": "person", "ns": "place", "nt": "organisation"}

_GLOSSED = re.compile(r"[》〉」』”\"'’]*\s*[（(](?P<latin>[A-Z][^（）()\u3400-\u9fff]+)[)）]")
_NAME = re.compile(r"[\u3400-\u9fff·‧]+")
_HAN_RUN = re.compile(r"[\u3400-\u9fff·]+$")
#: Words of grammar: what begins with one is no name, whatever the tagger says (之日起).
_GRAMMAR = frozenset("之的於于在由自將将被所其以而及與与或至從从向對对把各該该本此每")
_QUOTED = re.compile(r"[《〈「『“](?P<name>[^《》〈〉「」『』“”]+)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name without a record.

    ``form`` is as printed; ``evidence`` is ``gloss``, ``titled``, ``person``, ``place`` or
    ``organisation``; ``latin`` the gloss; ``report`` and ``block`` the first
    place; ``context`` the words around it there; ``reports`` how many reports have it;
    ``companions`` the records that are named in the same blocks, those of most reports first.
    """

    form: str
    evidence: str
    latin: str
    count: int
    report: str
    block: str
    context: str
    reports: int = 1
    companions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A name in one block of a report, with the records named beside it."""

    form: str
    evidence: str
    latin: str
    block: str
    context: str
    companions: tuple[str, ...]


def suggest(
    reports: Iterable[Report], authorities: Authorities, ignored: Mapping[str, str]
) -> list[Suggestion]:
    """Names in ``reports`` that no record covers, the most frequent first.

    ``ignored`` maps folded forms to the reason why they need no record, as
    `cefu.inputs.authorities.load_ignored` reads it.
    """
    finder = Finder(authorities)
    return suggested(((r.id, finder.names(r)) for r in reports), authorities, ignored)


class Finder:
    """Finds names in reports that the records of ``authorities`` do not cover; what that needs
    is made when first asked for."""

    def __init__(self, authorities: Authorities) -> None:
        self._authorities = authorities

    @cached_property
    def _tools(self) -> tuple[Matcher, _Tagger]:
        return Matcher(self._authorities), _Tagger(self._authorities)

    def names(self, report: Report) -> tuple[Found, ...]:
        """The names in ``report``, in the order of reading."""
        matcher, tagger = self._tools
        texts = [(block.id, block.text) for block in report.blocks]
        texts += [(note.id, note.text) for note in report.notes]
        found = []
        for ident, text in texts:
            hits = matcher.find(text)
            beside = tuple(dict.fromkeys(actor for _, _, actor in hits))
            for start, end, evidence, latin in _names(text, hits, tagger):
                context = _context(text, start, end)
                found.append(Found(text[start:end], evidence, latin, ident, context, beside))
        return tuple(found)


def suggested(
    found: Iterable[tuple[str, Sequence[Found]]],
    authorities: Authorities,
    ignored: Mapping[str, str],
) -> list[Suggestion]:
    """What was ``found`` in reports, by id, as suggestions: the most frequent first."""
    first: dict[str, Suggestion] = {}
    reports: defaultdict[str, set[str]] = defaultdict(set)
    beside: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for report, names in found:
        for name in names:
            key = fold_key(name.form)
            covered = key in ignored or fold_key(name.latin) in ignored
            if covered or authorities.named(name.latin):
                continue
            known = first.get(key) or Suggestion(
                name.form, name.evidence, "", 0, report, name.block, name.context
            )
            stronger = min(known.evidence, name.evidence, key=_STRENGTH.index)
            first[key] = replace(
                known,
                count=known.count + 1,
                latin=known.latin or name.latin,
                evidence=stronger,
            )
            reports[key].add(report)
            beside[key].update((actor, report) for actor in name.companions)
    whole = [
        replace(each, reports=len(reports[key]), companions=_most_often(beside[key]))
        for key, each in first.items()
    ]
    return sorted(whole, key=lambda each: (-each.count, each.form))


#: What speaks for a name, the strongest first.
_STRENGTH = ("gloss", "titled", "person", "organisation", "place")
#: So many records named beside a name are told.
_COMPANIONS = 3


def _most_often(beside: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """The actors of ``(actor, report)`` that are in most reports."""
    counted = Counter(actor for actor, _ in beside)
    return tuple(sorted(counted, key=lambda actor: (-counted[actor], actor))[:_COMPANIONS])


class _Tagger:
    """jieba's part-of-speech tagger, taught the forms that have records already."""

    def __init__(self, authorities: Authorities) -> None:
        jieba.setLogLevel(logging.WARNING)
        words = jieba.Tokenizer()
        for record in authorities.records:
            for variant in record.variants:
                words.add_word(fold_key(variant.form), tag="nz")
        self._tagger = jieba.posseg.POSTokenizer(words)

    def tag(self, text: str) -> Iterator[tuple[int, int, str]]:
        """``start, end, tag`` of each word of ``text``, in offsets of ``text``."""
        folded = fold(text)
        at = 0
        for pair in self._tagger.cut(folded.text):
            yield *folded.original(at, at + len(pair.word)), pair.flag
            at += len(pair.word)


def _names(text: str, hits: Sequence[Hit], tagger: _Tagger) -> Iterator[tuple[int, int, str, str]]:
    """``start, end, evidence, latin`` of each name in ``text`` outside ``hits``."""
    covered = bytearray(len(text))
    for start, end, _ in hits:
        covered[start:end] = b"\1" * (end - start)
    words = list(tagger.tag(text))
    for gloss in _GLOSSED.finditer(text):
        at = gloss.start()
        if at and not covered[at - 1] and not covered[gloss.start("latin")]:
            start = _glossed_from(text, at, words)
            if start < at:
                yield start, at, "gloss", gloss["latin"].strip()
                covered[start:at] = b"\1" * (at - start)
    for title in _title().finditer(text):
        start = title.end()
        end = _named_to(text, start, words)
        if end > start and not any(covered[start:end]):
            yield start, end, "titled", ""
            covered[start:end] = b"\1" * (end - start)
    for start, end, tag in words:
        kind = KINDS.get(tag[:2])
        free = end - start > 1 and not any(covered[start:end])
        if kind and free and not is_ordinary(text[start:end], kind):
            yield start, end, kind, ""


#: Tags of what may be a part of a name that the tagger does not know: persons, other names, what
#: it has no word for, and single characters that are words of their own only elsewhere.
_NAME_TAGS = ("nr", "nz", "nt", "ns", "x")
#: Tags of single characters that are never in a name behind a title: of grammar.
_AFTER = frozenset("pcudrvmqyfsw")
_LONGEST_NAME = 6


def _named_to(text: str, start: int, words: Sequence[tuple[int, int, str]]) -> int:
    """Where the name that begins at ``start``, behind a title, ends; ``start`` if none does.

    It is made of words that may be parts of a name and is followed by one that is not.
    """
    end, sure = start, False
    for first, last, tag in words:
        if first < end:
            continue
        part = text[first:last]
        grammar = part in _GRAMMAR or tag[:1] in _AFTER
        fits = tag.startswith(_NAME_TAGS) or last - first == 1
        if first != end or grammar or not fits or not _NAME.fullmatch(part):
            sure = sure or grammar or not _HAN_RUN.match(part[:1])
            break
        end, sure = last, sure or tag.startswith("nr")
    named = 1 < end - start <= _LONGEST_NAME and (sure or end == len(text))
    return end if named and not is_ordinary(text[start:end], "person") else start


@cache
def _title() -> re.Pattern[str]:
    """A title that stands before a name, in Traditional or Simplified characters."""
    listed = list(lines("titles_before.txt"))
    titles = {*listed, *map(to_simplified, listed)}
    return re.compile("|".join(map(re.escape, sorted(titles, key=lambda t: (-len(t), t)))))


def is_ordinary(form: str, kind: str) -> bool:
    """Whether what the tagger takes for a name is of the kind of ordinary words: it begins with
    a word of grammar, or a person's name is a word of a dictionary of phrases.

    >>> is_ordinary("之日起", "place"), is_ordinary("修正", "person"), is_ordinary("林立群", "person")
    (True, True, False)
    """
    if form[0] in _GRAMMAR:
        return True
    return kind == "person" and to_simplified(form) in phrases_dict


def _glossed_from(text: str, at: int, words: Sequence[tuple[int, int, str]]) -> int:
    """Where the name before a gloss at ``at`` begins: its quotation mark or its word, or, as
    no name has one character (港務｜長), the word before."""
    line = text[max(0, at - 40) : at]
    if quoted := _QUOTED.search(line):
        return at - len(quoted["name"])
    run = _HAN_RUN.search(line)
    before = [start for start, _, _ in words if start < at]
    last = next((start for start in reversed(before) if at - start > 1), at)
    return max(last, at - len(run[0])) if run else at


def _context(text: str, start: int, end: int) -> str:
    return text[max(0, start - 12) : end + 12]
