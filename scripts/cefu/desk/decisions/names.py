"""Decisions on names, written into the authority files.

``texts`` are the texts of files by name below the archive's folder
(``sources/authorities/persons.yml``); what is given back are those that change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cefu.inputs.authorities import IGNORE_FILE
from cefu.inputs.editing.places import Path
from cefu.inputs.editing.splicing import add, plain, put, take
from cefu.model.errors import CefuError
from cefu.text.fold import fold_key

FOLDER = "sources/authorities"
#: The file of each kind of record that a new one goes into, where no file has its kind yet.
_FILES = {
    "person": "persons",
    "state": "states",
    "organisation": "organisations",
    "media": "media",
    "agreement": "agreements",
    "initiative": "initiatives",
    "event": "events",
    "exercise": "exercises",
    "weapon": "weapons",
    "facility": "facilities",
    "place": "places",
    "concept": "concepts",
}
#: Keys whose lists of the old record are joined to those of the new one.
_JOINED = ("variants", "not_in", "search_only", "broader", "participants", "cues", "dates")
#: Keys under which a record names others by their ids.
_NAMING = ("broader", "participants", "place")


def home_of(kind: str) -> str:
    """The file that a record of ``kind`` is written into.

    >>> home_of("person")
    'sources/authorities/persons.yml'
    """
    return f"{FOLDER}/{_FILES[kind]}.yml"


def with_record(text: str | None, record: Mapping[str, Any]) -> str:
    """The file with ``record`` as its last.

    >>> with_record(None, {"id": "lin", "type": "person", "variants": ["林甲"]})
    '- {id: lin, type: person, variants: [林甲]}\\n'
    """
    return add(text or "", (), {key: value for key, value in record.items() if value != ""})


def with_variant(
    texts: Mapping[str, str], ident: str, form: str, usage: str = ""
) -> dict[str, str]:
    """The file of the record ``ident`` with one more form of its name.

    >>> with_variant({"p": "- id: lin\\n  variants:\\n    - 林甲\\n"}, "lin", "Lin", "english")
    {'p': '- id: lin\\n  variants:\\n    - 林甲\\n    - {form: Lin, usage: english}\\n'}
    """
    file, at, record = record_of(texts, ident)
    forms = [v if isinstance(v, str) else v.get("form", "") for v in record.get("variants") or []]
    if fold_key(form) in {fold_key(each) for each in forms}:
        raise CefuError(f"{form!r} is a form of {ident} already", file=file)
    value: Any = {"form": form, "usage": usage} if usage else form
    return {file: add(texts[file], (at, "variants"), value, file)}


def with_exclusion(texts: Mapping[str, str], ident: str, longer: str) -> dict[str, str]:
    """The file of the record ``ident``, which is not meant inside the words ``longer``.

    >>> with_exclusion({"s": "- id: nk\\n  variants: [朝鮮]\\n"}, "nk", "朝鮮半島")
    {'s': '- id: nk\\n  variants: [朝鮮]\\n  not_in: [朝鮮半島]\\n'}
    """
    file, at, record = record_of(texts, ident)
    forms = [v if isinstance(v, str) else v.get("form", "") for v in record.get("variants") or []]
    key = fold_key(longer)
    if not any(fold_key(form) in key and fold_key(form) != key for form in forms):
        raise CefuError(
            f"{longer!r} is longer than none of the forms of {ident}",
            remedy="Choose words that hold a form of the name and more",
        )
    return {file: add(texts[file], (at, "not_in"), longer, file)}


def with_ignored(text: str | None, form: str, reason: str) -> str:
    """The list of what is no name with ``form`` and the reason.

    >>> with_ignored("- {form: 高達, reason: 動詞}\\n", "之日起", "介詞片語")
    '- {form: 高達, reason: 動詞}\\n- {form: 之日起, reason: 介詞片語}\\n'
    """
    return add(text or "", (), {"form": form, "reason": reason})


def record_of(texts: Mapping[str, str], ident: str) -> tuple[str, int, dict[str, Any]]:
    """Where the record ``ident`` stands: its file, its place there, what it says.

    Raises ``CefuError`` where there is none.
    """
    for file, at, record in _records(texts):
        if record.get("id") == ident:
            return file, at, record
    raise CefuError(f"there is no record {ident!r}", remedy="Look into sources/authorities/")


def merged(texts: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """The files after the record ``old`` was found to be the record ``new``.

    Its forms and what else it lists go to ``new``, whatever named it names ``new`` (records
    and, in ``texts`` outside of the authority files, the ids of authors), and ``new`` has
    its id among its ``former_ids``, by which its page leads there.
    """
    if old == new:
        raise CefuError("a record cannot be merged with itself", remedy="Name two records")
    file, at, gone = record_of(texts, old)
    home, place, kept = record_of(texts, new)
    result = dict(texts)
    for key, value in _joined(gone, kept).items():
        result[home] = put(result[home], (place, key), value, home)
    former = [*(kept.get("former_ids") or []), old, *(gone.get("former_ids") or [])]
    result[home] = put(result[home], (place, "former_ids"), list(dict.fromkeys(former)), home)
    for other, path in list(_naming(result, old)):
        result[other] = put(result[other], path, new, other)
    file, at, _ = record_of(result, old)
    result[file] = take(result[file], (at,), file)
    result = {name: _once(text, name, new) for name, text in result.items()}
    return {name: text for name, text in result.items() if text != texts[name]}


def _records(texts: Mapping[str, str]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for file, text in texts.items():
        if file.startswith("sources/") and not file.startswith(FOLDER):
            continue
        if file.endswith(IGNORE_FILE):
            continue
        found = plain(text, file)
        for at, record in enumerate(found if isinstance(found, list) else ()):
            if isinstance(record, dict):
                yield file, at, record


def _joined(gone: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The lists of the kept record with what the other one's have more, by folded form."""
    result: dict[str, list[Any]] = {}
    for key in _JOINED:
        held = list(kept.get(key) or [])
        known = {_key(each) for each in held}
        if key == "search_only":
            known |= {_key(each) for each in kept.get("variants") or []}
        more = [each for each in gone.get(key) or [] if _key(each) not in known]
        more = [each for each in more if each not in (gone["id"], kept["id"])]
        if more:
            result[key] = held + more
    identifiers = {**(gone.get("identifiers") or {}), **(kept.get("identifiers") or {})}
    if identifiers != (kept.get("identifiers") or {}):
        result["identifiers"] = identifiers  # type: ignore[assignment]
    return result


def _key(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("form", "")
    return fold_key(value if isinstance(value, str) else repr(value))


def _naming(texts: Mapping[str, str], ident: str) -> Iterator[tuple[str, Path]]:
    """The places where ``ident`` is named: by records, and as the id of an author."""
    for file, at, record in _records(texts):
        for key in _NAMING:
            value = record.get(key)
            if value == ident:
                yield file, (at, key)
            for i, each in enumerate(value if isinstance(value, list) else ()):
                if each == ident:
                    yield file, (at, key, i)
        for i, variant in enumerate(record.get("variants") or []):
            for n, each in enumerate(variant.get("near", ()) if isinstance(variant, dict) else ()):
                if each == ident:
                    yield file, (at, "variants", i, "near", n)
    for file, text in texts.items():
        if not file.startswith(FOLDER) and file.startswith("sources/"):
            found = plain(text, file)
            authors = found.get("authors") if isinstance(found, dict) else None
            for i, author in enumerate(authors if isinstance(authors, list) else ()):
                if isinstance(author, dict) and author.get("id") == ident:
                    yield file, ("authors", i, "id")


def _once(text: str, file: str, ident: str) -> str:
    """``text`` with ``ident`` once in each list of a record that names others, and not in its own."""
    for _, at, record in list(_records({file: text})):
        for key in ("broader", "participants"):
            value = record.get(key)
            if not isinstance(value, list) or ident not in value:
                continue
            wanted = list(dict.fromkeys(value))
            wanted = [each for each in wanted if each != record.get("id")]
            if wanted != value:
                text = put(text, (at, key), wanted, file) if wanted else take(text, (at, key), file)
    return text
