"""The fields of a record's form, from the keys that sidecars are checked by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from cefu.desk.decisions.sidecars import with_field, without_field
from cefu.inputs.editing.splicing import plain
from cefu.inputs.sidecar import IDENTIFIERS, KEYS, KINDS
from cefu.model.errors import CefuError
from cefu.model.language import LANGS
from cefu.model.record import Record

#: How a key is filled in: words in each language, one line, a date, one of several, a table.
Form = Literal["names", "text", "date", "choice", "table"]


@dataclass(frozen=True, slots=True)
class Field:
    """A key of the sidecar on the form; ``parts`` are the keys below it, or what may be chosen.

    ``long`` is set where more than a line is written.
    """

    key: str
    form: Form
    parts: tuple[str, ...] = ()
    long: bool = False


FIELDS: Sequence[Field] = (
    Field("title", "names", LANGS),
    Field("short", "names", LANGS),
    Field("publisher", "names", LANGS),
    Field("series", "names", LANGS),
    Field("container", "names", LANGS),
    Field("issue", "text"),
    Field("pages", "text"),
    Field("date", "date"),
    Field("kind", "choice", KINDS),
    Field("language", "choice", LANGS),
    Field("abstract", "names", LANGS, long=True),
    Field("rights", "names", LANGS, long=True),
    Field("identifiers", "table", tuple(IDENTIFIERS)),
    Field("changed", "date"),
    Field("added", "date"),
)
#: Keys that the form has in a shape of their own, and keys that are written elsewhere.
SHAPED = ("authors", "headings", "inferred")
ELSEWHERE = (
    "id",
    "former_ids",
    "superseded_by",
    "hints",
    "emendations",
    "withdrawn",
    "original_file",
    "machine_read",
    "facsimile",
)
#: Fields whose value may be known though the text does not print it.
INFERABLE = ("title", "authors", "publisher", "date")


def values_of(text: str | None) -> dict[str, Any]:
    """What a sidecar says, by key; {} where it cannot be read as a mapping."""
    found = plain(text or "") or {}
    return dict(found) if isinstance(found, Mapping) else {}


def read_value(record: Record, field: Field) -> dict[str, str]:
    """What the archive has for a field now, whoever said it, by part ('' for a single value).

    >>> read_value(Record(title={"en": "River"}), FIELDS[0])
    {'en': 'River'}
    """
    value = getattr(record, field.key, "")
    if isinstance(value, Mapping):
        return dict(value)
    return {"": str(value)} if value else {}


def edited(text: str | None, edits: Sequence[tuple[str, Any]]) -> str:
    """The sidecar ``text`` with ``edits``: each a path (``title.en``) and its new value, an empty
    one taking the entry out.  What no edit names stays as it is, to the byte.

    >>> edited("title: {zh-Hant: 河務}  # as printed\\n", [("title.en", "Rivers"), ("issue", "3")])
    "title: {zh-Hant: 河務, en: Rivers}  # as printed\\nissue: '3'\\n"
    >>> edited("title: {zh-Hant: 河務}\\nissue: '3'\\n", [("issue", "")])
    'title: {zh-Hant: 河務}\\n'
    """
    before = values_of(text)
    after: dict[str, Any] = {}
    for path, value in edits:
        key, _, part = path.partition(".")
        if key not in KEYS or key in ELSEWHERE:
            raise CefuError(f"{key!r} is not on the form", remedy="Load the page again")
        if not part:
            after[key] = value
            continue
        held = after.get(key, before.get(key))
        held = dict(held) if isinstance(held, Mapping) else {}
        held.pop(part, None)
        after[key] = {**held, part: value} if value else held
    for key, value in after.items():
        if value:
            text = with_field(text, key, _in_order(value, before.get(key)))
        else:
            text = without_field(text, key)
    return text or ""


def _in_order(value: Any, before: Any) -> Any:
    """A mapping with the keys that it had in their order, and new ones behind."""
    if not isinstance(value, Mapping) or not isinstance(before, Mapping):
        return value
    keys = [*(key for key in before if key in value), *(key for key in value if key not in before)]
    return {key: value[key] for key in keys}
