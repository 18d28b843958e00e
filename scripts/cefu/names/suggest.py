"""Names in the texts that no authority record covers, for a keeper to look at.

Two kinds of evidence are used: in-text glosses, where an author gives a name in
Latin letters behind the Chinese one (蓬佩奧（Mike Pompeo）), and the proper nouns
that jieba's tagger sees (nr persons, ns places, nt bodies).  The tagger errs
often, so what a keeper has found to be no name goes into an ignore file with
the reason, and is not suggested again.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import jieba
import jieba.posseg
from pypinyin.phrases_dict import phrases_dict

from cefu.model.document import Report
from cefu.names.mentions import Hit, Matcher
from cefu.names.register import Authorities
from cefu.text.fold import fold, fold_key
from cefu.text.script import to_simplified

#: jieba's tags for proper nouns, by their first two letters.
KINDS = {"nr": "person", "ns": "place", "nt": "organisation"}

_GLOSSED = re.compile(r"[》〉」』”\"'’]*\s*[（(](?P<latin>[A-Z][^（）()\u3400-\u9fff]+)[)）]")
_HAN_RUN = re.compile(r"[\u3400-\u9fff·]+$")
#: Words of grammar: what begins with one is no name, whatever the tagger says (之日起).
_GRAMMAR = frozenset("之的於于在由自將将被所其以而及與与或至從从向對对把各該该本此每")
_QUOTED = re.compile(r"[《〈「『“](?P<name>[^《》〈〉「」『』“”]+)$")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name without a record.

    ``form`` is as printed; ``evidence`` is ``gloss``, ``person``, ``place`` or
    ``organisation``; ``latin`` the gloss; ``report`` and ``block`` the first
    place; ``context`` the words around it there.
    """

    form: str
    evidence: str
    latin: str
    count: int
    report: str
    block: str
    context: str


def suggest(
    reports: Iterable[Report], authorities: Authorities, ignored: Mapping[str, str]
) -> list[Suggestion]:
    """Names in ``reports`` that no record covers, the most frequent first.

    ``ignored`` maps folded forms to the reason why they need no record, as
    `cefu.inputs.authorities.load_ignored` reads it.
    """
    matcher = Matcher(authorities)
    tagger = _Tagger(authorities)
    found: dict[str, Suggestion] = {}
    for report in reports:
        texts = [(block.id, block.text) for block in report.blocks]
        texts += [(note.id, note.text) for note in report.notes]
        for ident, text in texts:
            for start, end, evidence, latin in _names(text, matcher.find(text), tagger):
                form = text[start:end]
                key = fold_key(form)
                if key in ignored or fold_key(latin) in ignored or authorities.named(latin):
                    continue
                first = found.get(key) or Suggestion(
                    form, evidence, "", 0, report.id, ident, _context(text, start, end)
                )
                found[key] = replace(first, count=first.count + 1, latin=first.latin or latin)
    return sorted(found.values(), key=lambda each: (-each.count, each.form))


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
    for start, end, tag in words:
        kind = KINDS.get(tag[:2])
        free = end - start > 1 and not any(covered[start:end])
        if kind and free and not is_ordinary(text[start:end], kind):
            yield start, end, kind, ""


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
