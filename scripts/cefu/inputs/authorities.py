"""Authority files: one record per name under control, read from YAML and checked.

A folder of ``*.yml`` files, each a list of records.  `parse` reads one file's
text and never stops at the first fault; `cross_check` looks at all records
together; `load` does both for a folder and reports every fault at once, each
on its own line with file, line and key.  The format is described for keepers
in ``README.md`` beside the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from cefu.inputs.yamlfile import Fault, Reader, compose
from cefu.model.errors import CefuError
from cefu.model.language import LANGS
from cefu.text.fold import fold_key

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
RECORD_KEYS = (
    "id",
    "type",
    "names",
    "variants",
    "not_in",
    "search_only",
    "description",
    "identifiers",
    "broader",
    "date",
    "place",
    "participants",
    "cues",
    "dates",
    "disagreement",
    "note",
)
#: The languages a description must have; the others are converted or fall back.
DESCRIBED = ("zh-Hant", "en")
REQUIRED_KEYS = ("id", "type", "names", "variants", "description")
#: The file of names that need no record; not a file of records.
IGNORE_FILE = "ignore.yml"


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
    names: Mapping[str, str]
    variants: tuple[Variant, ...]
    description: Mapping[str, str]
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
    disagreement: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    file: str = ""
    line: int = 0

    @property
    def search_forms(self) -> tuple[str, ...]:
        """Every form a reader may type: variants, names, then ``search_only``.

        A form with ``after`` is given with what it stands behind (美國國防部), one
        with ``near`` not at all.  Forms that fold alike come once.
        """
        forms = [
            before + variant.form
            for variant in self.variants
            if not variant.near
            for before in variant.after or ("",)
        ]
        forms += [self.names[lang] for lang in LANGS if lang in self.names]
        forms += self.search_only
        by_key: dict[str, str] = {}
        for form in forms:
            by_key.setdefault(fold_key(form), form)
        return tuple(by_key.values())


@dataclass(frozen=True)
class Authorities:
    """All records of an archive, in the order of files and of lines."""

    records: tuple[Authority, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Authority]:
        return {record.id: record for record in self.records}

    @cached_property
    def _by_form(self) -> Mapping[str, tuple[str, ...]]:
        counted: dict[str, list[str]] = {}
        typed: dict[str, list[str]] = {}
        for record in self.records:
            own = {fold_key(v.form) for v in record.variants if not v.conditional}
            for form in record.search_forms:
                key = fold_key(form)
                (counted if key in own else typed).setdefault(key, []).append(record.id)
        return {key: tuple(counted.get(key) or typed[key]) for key in {**counted, **typed}}

    def elsewhere(self, record: Authority, form: str) -> tuple[str, ...]:
        """Longer strings in which ``form`` is not ``record``'s name.

        They are the record's own ``not_in`` and every form that belongs to other
        records and contains it: 朝鮮 is not North Korea in 朝鮮半島.
        """
        key = fold_key(form)
        others = [
            other for other, ids in self._containing.get(key, {}).items() if record.id not in ids
        ]
        return tuple(dict.fromkeys([*record.not_in, *others]))

    @cached_property
    def _containing(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Folded form -> the longer forms that contain it, each with its records' ids."""
        owners: dict[str, set[str]] = {}
        shown: dict[str, str] = {}
        for record in self.records:
            for form in record.search_forms:
                owners.setdefault(fold_key(form), set()).add(record.id)
                shown.setdefault(fold_key(form), form)
        found: dict[str, dict[str, frozenset[str]]] = {}
        for key, ids in owners.items():
            cuts = ((i, j) for i in range(len(key)) for j in range(i + 1, len(key) + 1))
            for part in {key[i:j] for i, j in cuts} & owners.keys() - {key}:
                found.setdefault(part, {})[shown[key]] = frozenset(ids)
        return found

    def broader(self, ident: str) -> tuple[str, ...]:
        """Ids of the records that ``ident`` is a case of, near and far, each once."""
        found: list[str] = []
        queue = list(self.by_id[ident].broader)
        for each in queue:
            if each not in found and each != ident:
                found.append(each)
                queue += self.by_id[each].broader
        return tuple(found)

    def named(self, term: str) -> tuple[str, ...]:
        """Ids of the records that ``term`` names, in any script or usage.

        A form counted in texts wins over the same form kept for searching
        only: 北京 is the city, although readers may mean the government.  A
        form that counts only in company (國會) names nobody by itself.
        """
        return self._by_form.get(fold_key(term), ())


class RecordReader(Reader):
    """Turns the nodes of one authority file into records, collecting faults."""

    def identifiers(self, node: yaml.Node | None) -> dict[str, str]:
        found = self.texts(node, "identifiers", SCHEMES)
        for scheme, value in found.items():
            if node is not None and not re.fullmatch(SCHEMES[scheme], value):
                self.fault(node, f"identifiers.{scheme}", f"{value!r} is not of its form")
        return found

    def cues(self, node: yaml.Node | None) -> tuple[tuple[str, ...], ...]:
        """Each cue as the words that must come together: one, or those of a list."""
        read = [
            self.strings(each, f"cues[{i}]")
            if isinstance(each, yaml.SequenceNode)
            else (self.string(each, f"cues[{i}]"),)
            for i, each in enumerate(self.items(node, "cues"))
        ]
        return tuple(cue for cue in read if all(cue))

    def variant(self, node: yaml.Node, key: str) -> Variant:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.ScalarNode):
            return Variant(self.string(node, key), line=line)
        found = self.entries(node, key, ("form", "usage", "after", "near"))
        if isinstance(node, yaml.MappingNode) and "form" not in found:
            self.fault(node, key, "has no form", "Write {form: 特朗普, usage: mainland}.")
        return Variant(
            form=self.string(found.get("form"), f"{key}.form"),
            usage=self.choice(found.get("usage"), f"{key}.usage", USAGES),
            after=self.strings(found.get("after"), f"{key}.after"),
            near=self.strings(found.get("near"), f"{key}.near"),
            line=line,
        )

    def record(self, node: yaml.Node) -> Authority:
        found = self.entries(node, "record", RECORD_KEYS)
        for key in REQUIRED_KEYS:
            if isinstance(node, yaml.MappingNode) and key not in found:
                self.fault(node, key, "is missing", f"Add {key}.")
        ident = self.string(found.get("id"), "id")
        if ident and not re.fullmatch(r"[a-z0-9-]{1,80}", ident):
            remedy = "Use lower-case letters a to z, digits and hyphens, 80 at most."
            self.fault(found["id"], "id", f"bad id {ident!r}", remedy)
        listed = self.items(found.get("variants"), "variants")
        variants = [self.variant(each, f"variants[{i}]") for i, each in enumerate(listed)]
        return Authority(
            id=ident,
            type=self.choice(found.get("type"), "type", TYPES),
            names=self.by_language(found.get("names"), "names", LANGS),
            variants=tuple(variant for variant in variants if variant.form),
            description=self.by_language(found.get("description"), "description", DESCRIBED),
            not_in=self.strings(found.get("not_in"), "not_in"),
            search_only=self.strings(found.get("search_only"), "search_only"),
            identifiers=self.identifiers(found.get("identifiers")),
            broader=self.strings(found.get("broader"), "broader"),
            date=self.string(found.get("date"), "date"),
            place=self.string(found.get("place"), "place"),
            participants=self.strings(found.get("participants"), "participants"),
            cues=self.cues(found.get("cues")),
            dates=self.strings(found.get("dates"), "dates"),
            disagreement=self.by_language(found.get("disagreement"), "disagreement", DESCRIBED),
            note=self.string(found.get("note"), "note"),
            file=self.file,
            line=node.start_mark.line + 1,
        )


def parse(text: str, file: str = "") -> tuple[list[Authority], list[Fault]]:
    """Read one authority file: its sound records, and every fault found.

    >>> parse("- {id: Bad Id, type: person}", "persons.yml")[1][-1].problem
    "bad id 'Bad Id'"
    """
    node, faults = compose(text, file)
    if node is None:
        return [], faults
    reader = RecordReader(file)
    records = [reader.record(each) for each in reader.items(node, "file")]
    return [record for record in records if record.id], reader.faults


def cross_check(records: Iterable[Authority]) -> list[Fault]:
    """Faults that show only when all records lie side by side.

    Doubled ids; a form claimed by two records where not each claim carries a
    condition (``after`` or ``near``); forms that fold to nothing; a ``not_in``
    that contains no form of its record; an id that names no record.
    """
    everyone = list(records)
    return sorted(
        [*_doubled_ids(everyone), *_shared_forms(everyone), *_idle_entries(everyone)],
    )


def _doubled_ids(records: list[Authority]) -> Iterator[Fault]:
    first: dict[str, Authority] = {}
    for record in records:
        if record.id in first:
            other = first[record.id]
            problem = f"{record.id!r} is taken by {other.file}:{other.line}"
            yield Fault(record.file, record.line, "id", problem, "Merge the two or rename one.")
        first.setdefault(record.id, record)


def _shared_forms(records: list[Authority]) -> Iterator[Fault]:
    first: dict[str, tuple[Authority, Variant]] = {}
    for record in records:
        for variant in record.variants:
            key = fold_key(variant.form)
            if not key:
                yield Fault(record.file, variant.line, "variants", f"{variant.form!r} is blank")
                continue
            owner, theirs = first.setdefault(key, (record, variant))
            if theirs is variant:
                continue
            if owner is record:
                problem = f"{variant.form!r} says the same as {theirs.form!r}"
                yield Fault(record.file, variant.line, "variants", problem, "Keep one of them.")
            elif not (variant.conditional and theirs.conditional):
                problem = (
                    f"{variant.form!r} is also a form of {owner.id} ({owner.file}:{theirs.line})"
                )
                remedy = "Leave it to one, or give both an 'after' or 'near'."
                yield Fault(record.file, variant.line, "variants", problem, remedy)


def _idle_entries(records: list[Authority]) -> Iterator[Fault]:
    ids = {record.id for record in records}
    for record in records:
        forms = [fold_key(variant.form) for variant in record.variants]
        for longer in record.not_in:
            key = fold_key(longer)
            if not any(form in key and form != key for form in forms):
                problem = f"{longer!r} is longer than none of the record's forms"
                remedy = "A not_in string contains a form and more."
                yield Fault(record.file, record.line, "not_in", problem, remedy)
        plain = {fold_key(v.form) for v in record.variants if not v.conditional}
        for form in record.search_only:
            if fold_key(form) in plain:
                problem = f"{form!r} is a variant already"
                yield Fault(record.file, record.line, "search_only", problem, "Keep one of them.")
        named = [("near", v.line, each) for v in record.variants for each in v.near]
        named += [("broader", record.line, each) for each in record.broader]
        named += [("participants", record.line, each) for each in record.participants]
        named += [("place", record.line, record.place)] * bool(record.place)
        for key, line, ident in named:
            if ident not in ids:
                problem = f"{ident!r} is no record's id"
                yield Fault(record.file, line, key, problem, "Correct the id.")


def load(folder: Path) -> Authorities:
    """Every record of the ``*.yml`` files in ``folder``, files in order of name.

    Raises `CefuError` listing all faults of all files, one a line.
    """
    records: list[Authority] = []
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yml")):
        if path.name == IGNORE_FILE:
            continue
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            faults.append(Fault(path.name, 1, "file", "is not UTF-8", f"Byte {error.start}."))
            continue
        found, wrong = parse(text, path.name)
        records += found
        faults += wrong
    faults += cross_check(records)
    if faults:
        count = f"{len(faults)} fault{'s' * (len(faults) > 1)} in the authority files"
        raise CefuError("\n".join([count, *map(str, sorted(faults))]), file=folder)
    return Authorities(tuple(records))
