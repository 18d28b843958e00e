"""Candidates for the authority files: names without a record, with what is known of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pypinyin import lazy_pinyin

from cefu.archive.reading import Archive
from cefu.inputs.authorities import DESCRIBED, NAMED
from cefu.model.authority import SCHEMES, TYPES
from cefu.model.errors import CefuError
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.names.suggest import Suggestion, suggest
from cefu.text.fold import fold_key
from cefu.text.script import to_simplified

_UNFIT = re.compile(r"[^a-z0-9]+")


def candidates(
    archive: Archive, ignored: Mapping[str, str], memory: dict[str, Any]
) -> list[dict[str, Any]]:
    """The names in ``archive`` without a record and not ``ignored``, most frequent first.

    Each has its ``form``, ``evidence``, ``latin``, ``count`` and first place, the ``variants``
    found elsewhere under the same Latin name, and a proposed ``id`` and ``type``.  ``memory``
    holds the last result, by what it was made of.
    """
    if memory.get("archive") is not archive or memory.get("ignored") != ignored:
        memory["found"] = suggest(archive.reports, archive.authorities, ignored)
        memory["archive"], memory["ignored"] = archive, ignored
    found: Sequence[Suggestion] = memory["found"]
    by_latin: dict[str, list[str]] = {}
    for each in found:
        if each.latin:
            by_latin.setdefault(fold_key(each.latin), []).append(each.form)
    return [_candidate(each, by_latin) for each in found]


def _candidate(each: Suggestion, by_latin: Mapping[str, list[str]]) -> dict[str, Any]:
    alike = by_latin.get(fold_key(each.latin), []) if each.latin else []
    variants = list(dict.fromkeys([each.form, *alike, *([each.latin] if each.latin else [])]))
    kind = each.evidence if each.evidence in TYPES else "person"
    return {
        "form": each.form,
        "evidence": each.evidence,
        "latin": each.latin,
        "count": each.count,
        "report": each.report,
        "block": each.block,
        "context": each.context,
        "variants": variants,
        "type": kind,
        "id": proposed_id(each.latin or each.form),
        "simplified": to_simplified(each.form),
    }


def proposed_id(name: str) -> str:
    """An id for a record after a name.

    >>> proposed_id("Mike Pompeo"), proposed_id("林甲")
    ('mike-pompeo', 'lin-jia')
    """
    latin = name if name.isascii() else " ".join(lazy_pinyin(name))
    return _UNFIT.sub("-", latin.lower()).strip("-")[:80]


def proposed_record(
    ident: str,
    kind: str,
    names: Mapping[str, str],
    variants: Sequence[str],
    description: Mapping[str, str],
    identifier: str = "",
) -> dict[str, Any]:
    """A record as the authority files have it.  Raises ``CefuError`` where something is missing.

    >>> made = proposed_record("lin", "person", {"zh-Hant": "林甲", "zh-Hans": "", "en": "Lin"},
    ...     ["林甲", "Lin"], {"zh-Hant": "部長。", "en": "Minister."}, "Q1")
    >>> made["names"]["zh-Hans"], made["variants"], made["identifiers"]
    ('林甲', ['林甲', {'form': 'Lin', 'usage': 'english'}], {'wikidata': 'Q1'})
    """
    simplified = names.get(SIMPLIFIED) or to_simplified(names.get(ORIGINAL, ""))
    filled = {**names, SIMPLIFIED: simplified}
    missing: list[str] = [lang for lang in DESCRIBED if not filled.get(lang)]
    missing += [f"description ({lang})" for lang in DESCRIBED if not description.get(lang)]
    if missing or not ident:
        what = ", ".join(missing or ["id"])
        raise CefuError(
            f"the record lacks {what}", remedy="Fill it in; readers are shown all of them"
        )
    listed: list[Any] = [
        {"form": form.strip(), "usage": "english"} if form.isascii() else form.strip()
        for form in variants
    ]
    entry = {
        "id": ident,
        "type": kind,
        "names": {lang: filled[lang] for lang in NAMED},
        "variants": listed,
        "description": dict(description),
    }
    scheme = next((s for s in ("wikidata", "viaf") if re.fullmatch(SCHEMES[s], identifier)), "")
    return {**entry, "identifiers": {scheme: identifier}} if scheme else entry
