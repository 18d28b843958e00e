"""Sidecars: a keeper's record of a report, read from YAML and checked.

See ``sources/README.md`` for each key.  All faults of a file are told at once.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from cefu.inputs.files import read_kept
from cefu.inputs.sources import REPORT_ID
from cefu.inputs.yamlfile import Reader, compose
from cefu.model.edtf import parse
from cefu.model.errors import CefuError
from cefu.model.hints import LEVELS, VERDICTS, Hint
from cefu.model.language import LANGS, Names
from cefu.model.record import Agent, Record, Withdrawal

KINDS = ("report", "article-journal", "chapter", "paper-conference", "article", "document")
ROLES = ("author", "editor", "convenor", "contributor")
KEYS = (
    "id",
    "title",
    "short",
    "kind",
    "authors",
    "publisher",
    "series",
    "container",
    "issue",
    "pages",
    "date",
    "language",
    "rights",
    "identifiers",
    "original_file",
    "machine_read",
    "facsimile",
    "inferred",
    "abstract",
    "headings",
    "hints",
    "emendations",
    "added",
    "changed",
    "former_ids",
    "superseded_by",
    "withdrawn",
)
#: What an identifier looks like, by its kind.
IDENTIFIERS = {
    "doi": r"10\.\d{4,9}/[^\s<>\"']+",
    "ark": r"ark:/?\d{5,9}/[^\s<>\"']+",
    "isbn": r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dX]",
    "issn": r"\d{4}-?\d{3}[\dX]",
    "url": r"https?://[^\s<>\"']+",
}


@dataclass(frozen=True, slots=True)
class Emendation:
    """A printed error: a note on the words ``find`` (in ``context``), and, only
    where extraction and not the author erred, a ``replace`` for them."""

    find: str
    context: str
    note: Names
    reason: str
    replace: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What a keeper says of a report; fields left empty are read from the text.

    ``headings`` maps a heading as printed (blanks removed) to its English.
    """

    id: str = ""
    record: Record = field(default_factory=lambda: Record(title={}, language="", kind=""))
    headings: Names = field(default_factory=dict)
    hints: tuple[Hint, ...] = ()
    emendations: tuple[Emendation, ...] = ()
    #: when the text was last changed, as EDTF: what readers of old addresses are told
    changed: str = ""
    file: str = ""
    #: mean confidence, from 0 to 1, of a text that a machine recognised; '' otherwise
    machine_read: str = ""
    #: ids under which the report was published before
    former_ids: tuple[str, ...] = ()
    #: the id of the report that has taken its place
    superseded_by: str = ""
    #: set where the text was taken back
    withdrawn: Withdrawal | None = None
    #: when the report came into the archive, as EDTF: what those who follow its feed are told
    added: str = ""
    #: whether pictures of the pages are shown; the line that says so
    facsimile: bool = False
    facsimile_line: int = field(default=0, repr=False)
    #: the line of each heading in ``headings``, and of each author's ``id``
    heading_lines: Mapping[str, int] = field(default_factory=dict, repr=False)
    author_lines: Mapping[str, int] = field(default_factory=dict, repr=False)


def read_sidecar(path: Path) -> Sidecar:
    """The sidecar at ``path``.  Raises ``CefuError`` naming every fault with its line."""
    return parse_sidecar(read_kept(path), str(path))


def parse_sidecar(text: str, file: str) -> Sidecar:
    """The sidecar written as ``text``, which is or will be that of ``file``.

    Raises ``CefuError`` naming every fault with its line.
    """
    node, faults = compose(text, file)
    reader = Reader(file)
    sidecar = Sidecar(file=file)
    if node is not None:
        sidecar = _sidecar(reader, node, file)
    found = sorted({*faults, *reader.faults})
    if found:
        raise CefuError("\n".join(str(f) for f in found))
    return sidecar


def _sidecar(reader: Reader, node: yaml.Node, file: str) -> Sidecar:
    found = reader.entries(node, "sidecar", KEYS, suggest=_closest)
    own_id = reader.string(found.get("id"), "id")
    if own_id and not REPORT_ID.fullmatch(own_id):
        reader.fault(
            found["id"],
            "id",
            f"{own_id!r} cannot be a report id",
            "Use letters, digits, - and _ only.",
        )
    record = Record(
        title=_names(reader, found, "title"),
        authors=tuple(_agents(reader, found.get("authors"))),
        publisher=_names(reader, found, "publisher"),
        series=_names(reader, found, "series"),
        container=_names(reader, found, "container"),
        issue=reader.string(found.get("issue"), "issue"),
        pages=reader.string(found.get("pages"), "pages"),
        date=_date(reader, found.get("date")),
        language=reader.choice(found.get("language"), "language", LANGS),
        kind=reader.choice(found.get("kind"), "kind", KINDS),
        rights=_names(reader, found, "rights"),
        identifiers=reader.patterned(found.get("identifiers"), "identifiers", IDENTIFIERS),
        abstract=_names(reader, found, "abstract"),
        inferred=reader.texts(found.get("inferred"), "inferred", KEYS),
        original_file=reader.string(found.get("original_file"), "original_file"),
        short=_names(reader, found, "short"),
    )
    return Sidecar(
        own_id,
        record,
        reader.texts(found.get("headings"), "headings", None),
        tuple(_hints(reader, found.get("hints"))),
        tuple(_emendations(reader, found.get("emendations"))),
        reader.date(found.get("changed"), "changed"),
        file,
        reader.string(found.get("machine_read"), "machine_read"),
        former_ids=reader.strings(found.get("former_ids"), "former_ids"),
        superseded_by=reader.string(found.get("superseded_by"), "superseded_by"),
        withdrawn=_withdrawal(reader, found.get("withdrawn")),
        added=reader.date(found.get("added"), "added"),
        facsimile=reader.yes(found.get("facsimile"), "facsimile"),
        facsimile_line=found["facsimile"].start_mark.line + 1 if "facsimile" in found else 0,
        heading_lines=_lines(found.get("headings")),
        author_lines=_author_lines(found.get("authors")),
    )


def _lines(node: yaml.Node | None) -> dict[str, int]:
    """The line of each key of a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(key.value).strip(): key.start_mark.line + 1 for key, _ in pairs}


def _author_lines(node: yaml.Node | None) -> dict[str, int]:
    """The line of each author's ``id``."""
    lines: dict[str, int] = {}
    for author in node.value if isinstance(node, yaml.SequenceNode) else ():
        for key, value in author.value if isinstance(author, yaml.MappingNode) else ():
            if key.value == "id":
                lines[str(value.value).strip()] = value.start_mark.line + 1
    return lines


def _withdrawal(reader: Reader, node: yaml.Node | None) -> Withdrawal | None:
    if node is None:
        return None
    found = reader.entries(node, "withdrawn", ("date", "reason"))
    date = reader.date(found.get("date"), "withdrawn.date")
    reason = reader.texts(found.get("reason"), "withdrawn.reason", LANGS)
    if not (date and reason):
        reader.fault(node, "withdrawn", "lacks date or reason", "Readers are told both.")
    return Withdrawal(date, reason)


def _closest(key: str) -> str:
    near = difflib.get_close_matches(key, KEYS, 1)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(KEYS)}."


def _names(reader: Reader, found: dict[str, yaml.Node], key: str) -> dict[str, str]:
    return reader.texts(found.get(key), key, LANGS)


def _date(reader: Reader, node: yaml.Node | None) -> str:
    value = reader.date(node, "date")
    if value and node is not None and parse(value).last_day < (1, 1, 1):
        remedy = "Write the year in which the document came out."
        reader.fault(node, "date", f"{value!r} lies before the year 1", remedy)
        return ""
    return value


def _agents(reader: Reader, node: yaml.Node | None) -> Iterable[Agent]:
    for i, each in enumerate(reader.items(node, "authors")):
        key = f"authors[{i}]"
        found = reader.entries(each, key, ("name", "id", "role", "affiliation"))
        if isinstance(each, yaml.MappingNode) and "name" not in found:
            reader.fault(each, key, "has no name", f"Add name: {{{LANGS[0]}: …}}.")
        yield Agent(
            name=reader.texts(found.get("name"), f"{key}.name", LANGS),
            role=reader.choice(found.get("role"), f"{key}.role", ROLES) or "author",  # type: ignore[arg-type]
            affiliation=reader.texts(found.get("affiliation"), f"{key}.affiliation", LANGS),
            id=reader.string(found.get("id"), f"{key}.id"),
        )


def _hints(reader: Reader, node: yaml.Node | None) -> Iterable[Hint]:
    items = reader.items(node, "hints")
    for i, each in enumerate(items):
        key = f"hints[{i}]"
        found = reader.entries(each, key, ("find", "verdict", "reason", "level", "lines"))
        hint = Hint(
            reader.string(found.get("find"), f"{key}.find"),
            reader.choice(found.get("verdict"), f"{key}.verdict", VERDICTS),
            reader.string(found.get("reason"), f"{key}.reason"),
            reader.number(found.get("level"), f"{key}.level", LEVELS),
            reader.numbers(found.get("lines"), f"{key}.lines"),
        )
        if hint.level and hint.verdict != "heading":
            reader.fault(each, f"{key}.level", "is of headings only", "Take it out.")
        if not (hint.find and hint.verdict and hint.reason):
            reader.fault(each, key, "lacks find, verdict or reason", "Give all three.")
        yield hint


def _emendations(reader: Reader, node: yaml.Node | None) -> Iterable[Emendation]:
    for i, each in enumerate(reader.items(node, "emendations")):
        key = f"emendations[{i}]"
        found = reader.entries(each, key, ("find", "context", "note", "reason", "replace"))
        item = Emendation(
            reader.string(found.get("find"), f"{key}.find"),
            reader.string(found.get("context"), f"{key}.context"),
            reader.texts(found.get("note"), f"{key}.note", LANGS),
            reader.string(found.get("reason"), f"{key}.reason"),
            reader.string(found.get("replace"), f"{key}.replace"),
            each.start_mark.line + 1,
        )
        if not (item.find and item.reason and (item.note or item.replace)):
            reader.fault(each, key, "lacks find, reason, or note", "Give all three.")
        yield item
