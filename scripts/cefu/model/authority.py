"""Authority records: what a keeper knows of a person, body, place, event or concept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cefu.model.language import Names

#: The kinds of records, in the order in which lists show them.
TYPES = (
    "person",
    "state",
    "organisation",
    "media",
    "agreement",
    "initiative",
    "event",
    "exercise",
    "weapon",
    "facility",
    "place",
    "concept",
)
#: Whose wording a variant is; no mark means: as anyone prints it.
USAGES = ("taiwan", "mainland", "english")
#: Identifier schemes and the form of their values.
SCHEMES = {
    "wikidata": r"Q[1-9][0-9]*",
    "viaf": r"[1-9][0-9]*",
    "isni": r"[0-9]{15}[0-9X]",
    "lcnaf": r"n[a-z]*[0-9]+",
    "geonames": r"[1-9][0-9]*",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """A surface form that counts as a mention of its record.

    ``after`` limits it to places directly behind one of these strings
    (國防部 after 美國).  ``near`` limits a generic noun to places where, of all
    records named by the form's claimants, the one mentioned last in the same
    sentence is in this list (國會 near the United States).
    """

    form: str
    usage: str = ""
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    line: int = 0

    @property
    def conditional(self) -> bool:
        return bool(self.after or self.near)


@dataclass(frozen=True, slots=True)
class Authority:
    """One authority record; see ``sources/authorities/README.md`` for each key."""

    id: str
    type: str
    names: Names
    variants: tuple[Variant, ...]
    description: Names
    not_in: tuple[str, ...] = ()
    search_only: tuple[str, ...] = ()
    identifiers: Mapping[str, str] = field(default_factory=dict)
    #: ids of the records this one is a case of
    broader: tuple[str, ...] = ()
    #: when it took place or was agreed (EDTF), where, and the ids of who took part
    date: str = ""
    place: str = ""
    participants: tuple[str, ...] = ()
    #: how dated statements are recognised as being about it (see ``events.yml``)
    cues: tuple[tuple[str, ...], ...] = ()
    dates: tuple[str, ...] = ()
    #: what the reports say differently about it, or wrongly
    disagreement: Names = field(default_factory=dict)
    note: str = ""
    #: ids of records that were found to be this one
    former_ids: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
