"""Authority files: one record per name under control, read from YAML and checked.

A folder of ``*.yml`` files, each a list of records.  `parse` reads one file's
text and never stops at the first fault; `cross_check` looks at all records
together; `load` does both for a folder and reports every fault at once, each
on its own line with file, line and key.  The format is described for keepers
in ``README.md`` beside the files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from cefu.inputs.files import kept_files, read_kept
from cefu.inputs.yamlfile import Fault, Reader, compose
from cefu.model.authority import SCHEMES, TYPES, USAGES, Authority, Variant
from cefu.model.errors import CefuError
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.text.fold import fold_key

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
    "former_ids",
)
#: The languages a name must have: the three usages differ by more than translation.
NAMED = (ORIGINAL, SIMPLIFIED, ENGLISH)
#: The languages a description must have; the others are converted or fall back.
DESCRIBED = (ORIGINAL, ENGLISH)
REQUIRED_KEYS = ("id", "type", "names", "variants", "description")
#: The file of names that need no record; not a file of records.
IGNORE_FILE = "ignore.yml"


class RecordReader(Reader):
    """Turns the nodes of one authority file into records, collecting faults."""

    def identifiers(self, node: yaml.Node | None) -> dict[str, str]:
        return self.patterned(node, "identifiers", SCHEMES)

    def dates(self, node: yaml.Node | None) -> tuple[str, ...]:
        read = (self.date(each, f"dates[{i}]") for i, each in enumerate(self.items(node, "dates")))
        return tuple(date for date in read if date)

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
            names=self.by_language(found.get("names"), "names", NAMED),
            variants=tuple(variant for variant in variants if variant.form),
            description=self.by_language(found.get("description"), "description", DESCRIBED),
            not_in=self.strings(found.get("not_in"), "not_in"),
            search_only=self.strings(found.get("search_only"), "search_only"),
            identifiers=self.identifiers(found.get("identifiers")),
            broader=self.strings(found.get("broader"), "broader"),
            date=self.date(found.get("date"), "date"),
            place=self.string(found.get("place"), "place"),
            participants=self.strings(found.get("participants"), "participants"),
            cues=self.cues(found.get("cues")),
            dates=self.dates(found.get("dates")),
            disagreement=self.by_language(found.get("disagreement"), "disagreement", DESCRIBED),
            note=self.string(found.get("note"), "note"),
            former_ids=self.strings(found.get("former_ids"), "former_ids"),
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
    for record in records:
        for old in record.former_ids:
            if first.setdefault(old, record) is not record:
                other = first[old]
                problem = f"{old!r} is an id of {other.file}:{other.line} too"
                yield Fault(record.file, record.line, "former_ids", problem, "Take it out here.")


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


def load(folder: Path) -> tuple[Authority, ...]:
    """Every record of the ``*.yml`` files in ``folder``, files in order of name.

    Raises `CefuError` listing all faults of all files, one a line.
    """
    records: list[Authority] = []
    faults: list[Fault] = []
    for path in kept_files(folder):
        if path.name == IGNORE_FILE:
            continue
        try:
            found, wrong = parse(read_kept(path), path.name)
        except CefuError as error:
            faults.append(Fault(path.name, error.line or 1, "file", error.problem, error.remedy))
            continue
        records += found
        faults += wrong
    faults += cross_check(records)
    if faults:
        count = f"{len(faults)} fault{'s' * (len(faults) > 1)} in the authority files"
        raise CefuError("\n".join([count, *map(str, sorted(faults))]), file=folder)
    return tuple(records)


def load_ignored(path: Path) -> dict[str, str]:
    """Folded form -> reason, from a YAML list of ``{form: …, reason: …}``.

    Raises `CefuError` with all faults, one a line.
    """
    node, faults = compose(read_kept(path), path.name)
    reader = Reader(path.name)
    ignored: dict[str, str] = {}
    for each in reader.items(node, "file"):
        entry = reader.texts(each, "entry", ("form", "reason"))
        key = fold_key(entry.get("form", ""))
        if not key or not entry.get("reason"):
            reader.fault(each, "entry", "needs a form and a reason", "Write {form: …, reason: …}.")
        elif key in ignored:
            reader.fault(each, "form", f"{entry['form']!r} stands twice", "Keep one.")
        ignored[key] = entry.get("reason", "")
    wrong: list[Fault] = [*faults, *reader.faults]
    if wrong:
        raise CefuError("\n".join(map(str, wrong)))
    return ignored
