"""What has changed between two texts of a report, passage by passage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from cefu.model.version import Passage

#: What is compared within a passage: a Han, or a word or number whole.
_TOKEN = re.compile(r"[A-Za-z0-9]+|.", re.DOTALL)
#: The same in longer passages, where comparing costs the square of the length: clauses.
_CLAUSE = re.compile(r"[^，。；：！？、,.;:!?]*[，。；：！？、,.;:!?]?", re.DOTALL)
_LONG = 1_500
#: Passages with less in common are shown one after the other, not woven.
_ALIKE = 0.3


@dataclass(frozen=True, slots=True)
class Difference:
    """A passage that is not as it was: ``id`` is its address, ``fate`` what became of it
    (``changed``, ``gone``, ``new``).  ``pieces`` are its words in turn, each with what became of
    them: ``''`` (they stayed), ``del``, ``ins``."""

    id: str
    fate: str
    pieces: tuple[tuple[str, str], ...]


def differences(old: Sequence[Passage], new: Sequence[Passage]) -> list[Difference]:
    """What is changed, gone or new in ``new``, in its order; what is gone follows what it followed.

    A passage is known again by its address, which follows the text through edits.

    >>> was = [Passage("p1", "paragraph", "水門三座。"), Passage("p2", "paragraph", "已廢。")]
    >>> now = [Passage("p1", "paragraph", "水門兩座。"), Passage("p3", "paragraph", "新設。")]
    >>> [(d.id, d.fate, d.pieces) for d in differences(was, now)][:2]
    [('p1', 'changed', (('', '水門'), ('del', '三'), ('ins', '兩'), ('', '座。'))), \
('p2', 'gone', (('del', '已廢。'),))]
    """
    before = {passage.id: passage for passage in old}
    here = {passage.id for passage in new}
    gone: dict[str, list[Passage]] = {}
    last = ""
    for passage in old:
        if passage.id in here:
            last = passage.id
        else:
            gone.setdefault(last, []).append(passage)
    found = [_gone(passage) for passage in gone.get("", ())]
    for passage in new:
        was = before.get(passage.id)
        if was is None:
            found.append(Difference(passage.id, "new", (("ins", passage.text),)))
        elif was.text != passage.text:
            found.append(Difference(passage.id, "changed", tuple(_woven(was.text, passage.text))))
        found += [_gone(each) for each in gone.get(passage.id, ())]
    return found


def _gone(passage: Passage) -> Difference:
    return Difference(passage.id, "gone", (("del", passage.text),))


def _woven(old: str, new: str) -> Iterator[tuple[str, str]]:
    """The words of both, those that stayed once."""
    cut = _CLAUSE if max(len(old), len(new)) > _LONG else _TOKEN
    a, b = cut.findall(old), cut.findall(new)
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        yield from (("del", old), ("ins", new))
        return
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        if a[i1:i2] == b[j1:j2]:
            yield "", "".join(a[i1:i2])
            continue
        if i2 > i1:
            yield "del", "".join(a[i1:i2])
        if j2 > j1:
            yield "ins", "".join(b[j1:j2])
