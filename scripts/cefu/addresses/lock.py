"""The lock: every anchor ever published, and enough of its text to find it again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from cefu.addresses.memory import HEAD, fingerprint, first_words, fold, shadow

Kind = Literal["section", "block", "note", "page", "title", "fixed"]
#: What can become of a published text: see ``Change``.
Fate = Literal["changed", "partly", "joined", "gone", "returned", "led on", "unsure"]

#: What an anchor may be written with; anything else could leave its attribute.
ANCHOR = re.compile(r"[a-z][\w.-]*")
#: The top of a report's page: it is there whatever the text.
TOP = "title"
#: So many former versions of a text are remembered by their first words.
REMEMBERED = 4
_KINDS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"s[1-9]\d*(?:-\d+)*"), "section"),
    (re.compile(r"[ptf]\d+"), "block"),
    (re.compile(r"n\d+"), "note"),
    (re.compile(r"page-.+"), "page"),
    (re.compile(r"title-\d+"), "title"),
)


@lru_cache(maxsize=1 << 16)
def kind_of(anchor: str) -> Kind:
    """What an anchor stands on, told by its id; ``title`` and ``s0`` never move.

    >>> [kind_of(a) for a in ("s2-1", "p12", "n3", "page-iv", "title", "s0", "title-2")]
    ['section', 'block', 'note', 'page', 'fixed', 'fixed', 'title']
    """
    for pattern, kind in _KINDS:
        if pattern.fullmatch(anchor):
            return kind
    return "fixed"


def natural(anchor: str) -> list[tuple[int, str]]:
    """Sort key that puts ``p9`` before ``p10``.

    >>> sorted(["p10", "s2", "p9"], key=natural)
    ['p9', 'p10', 's2']
    """
    parts = re.findall(r"\d+|\D+", anchor)
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


@dataclass(frozen=True, slots=True)
class Past:
    """Something that happened to an anchor's text.

    ``date`` is the keeper's date of the change (EDTF, may be empty), ``words``
    the first words of what stood there before, ``maybe`` the anchor where the
    text may be now, where that is not certain.
    """

    date: str
    fate: Fate
    words: str
    maybe: str = ""


@dataclass(frozen=True, slots=True)
class Published:
    """A published anchor and what is remembered of the text it stood on.

    ``sha`` is the text's fingerprint, ``length`` its folded length, ``words`` its
    beginning as printed (all of it where ``length <= HEAD``), ``shadow`` a digit
    for each of its characters (see ``memory``).  ``inside`` is the anchor it
    stood in: the section of a block, the parent of a section, the block that
    refers to a note, the block in which a page begins.  ``to`` is the living
    anchor it redirects to, empty while it lives itself.  ``past`` tells what
    happened, the latest last.
    """

    id: str
    sha: str
    length: int
    words: str
    shadow: str
    inside: str = ""
    to: str = ""
    past: tuple[Past, ...] = ()

    @classmethod
    def of(cls, id: str, text: str, inside: str = "", past: tuple[Past, ...] = ()) -> Published:
        """The living anchor ``id`` on ``text`` as the report has it."""
        folded = fold(text)
        words = first_words(text)
        return cls(id, fingerprint(folded), len(folded), words, shadow(folded), inside, "", past)

    @property
    def head(self) -> str:
        """The folded beginning, all of the text where ``length <= HEAD``."""
        return _head(self.words)

    def with_past(self, past: Past) -> tuple[Past, ...]:
        """Its past and ``past``, the oldest forgotten."""
        return (*self.past, past)[-REMEMBERED:]


@lru_cache(maxsize=1 << 14)
def _head(words: str) -> str:
    return fold(words)[:HEAD]


@dataclass(frozen=True, slots=True)
class ReportLock:
    """All anchors of one report, and the checksum of the source they were made from."""

    source: str = ""
    anchors: tuple[Published, ...] = ()

    @property
    def living(self) -> tuple[Published, ...]:
        """The anchors that stand on the page, in reading order."""
        return tuple(anchor for anchor in self.anchors if not anchor.to)

    @property
    def dead(self) -> tuple[Published, ...]:
        """The anchors that redirect."""
        return tuple(anchor for anchor in self.anchors if anchor.to)

    @property
    def redirects(self) -> dict[str, str]:
        """The anchors that do not stand on the page, with where they lead."""
        return {anchor.id: anchor.to for anchor in self.dead}


@dataclass(frozen=True, slots=True)
class Lock:
    """The locks of all reports by id, and old report ids with what became of them.

    ``renamed`` maps a report id that was published before to the id that the
    report bears now, or to ``""`` where the report is no longer there; the lock
    of such a report stays in ``reports``, should it come back.
    """

    reports: Mapping[str, ReportLock] = field(default_factory=dict)
    renamed: Mapping[str, str] = field(default_factory=dict)


def dropped(before: Lock, after: Lock) -> list[str]:
    """The addresses (``report#anchor``) of ``before`` that ``after`` no longer knows.

    >>> dropped(Lock({"a": ReportLock("", (Published.of("p1", "一"),))}), Lock())
    ['a', 'a#p1']
    """
    missing = []
    for id in sorted({*before.reports, *before.renamed}):
        home = after.renamed.get(id) or id
        if home not in after.reports:
            missing.append(id)
        known = {anchor.id for anchor in after.reports.get(home, ReportLock()).anchors}
        anchors = before.reports[id].anchors if id in before.reports else ()
        missing += [f"{id}#{anchor.id}" for anchor in anchors if anchor.id not in known]
    return missing
