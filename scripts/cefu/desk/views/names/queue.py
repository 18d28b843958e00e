"""Candidates for the authority files: names without a record, with what is known of each."""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from pypinyin import lazy_pinyin

from cefu.archive.concerns import suggestions
from cefu.archive.kept import Kept
from cefu.archive.reading import Archive
from cefu.inputs.authorities import DESCRIBED, NAMED
from cefu.model.authority import SCHEMES, TYPES
from cefu.model.errors import CefuError
from cefu.model.language import ORIGINAL, SIMPLIFIED
from cefu.names.suggest import Suggestion
from cefu.text.fold import fold_key
from cefu.text.script import to_simplified

_UNFIT = re.compile(r"[^a-z0-9]+")


class Candidates:
    """The candidates of an archive, looked for beside the answers: in a large one that takes long.

    Until they are found again after a change, the last ones are given, without those that have
    become records or are no names.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._changed = threading.Condition()
        self._found: Sequence[Suggestion] | None = None
        self._of: tuple[Archive, Mapping[str, str]] | None = None
        self._works = False

    def now(
        self, archive: Archive, ignored: Mapping[str, str], patience: float = 0.2
    ) -> list[dict[str, Any]] | None:
        """The candidates in ``archive`` that are not ``ignored``, most frequent first; None
        where they are not found yet within ``patience`` seconds.

        Each has its ``form``, ``evidence``, ``latin``, ``count`` and first place, the
        ``variants`` found elsewhere under the same Latin name, a proposed ``id`` and ``type``.
        """
        with self._changed:
            if not self._is_of(archive, ignored) and not self._works:
                self._works = True
                threading.Thread(target=self._look, args=(archive, ignored), daemon=True).start()
            if not self._is_of(archive, ignored):
                self._changed.wait(patience)
            found = self._found
        if found is None:
            return None
        register = archive.authorities
        left = [
            each
            for each in found
            if fold_key(each.form) not in ignored and not register.named(each.form)
        ]
        by_latin: dict[str, list[str]] = {}
        for each in left:
            if each.latin:
                by_latin.setdefault(fold_key(each.latin), []).append(each.form)
        return [_candidate(each, by_latin) for each in left]

    def _is_of(self, archive: Archive, ignored: Mapping[str, str]) -> bool:
        return self._of is not None and self._of[0] is archive and self._of[1] == ignored

    def _look(self, archive: Archive, ignored: Mapping[str, str]) -> None:
        try:
            found = suggestions(archive, ignored, self._kept)
            with self._changed:
                self._found, self._of = found, (archive, ignored)
        finally:
            with self._changed:
                self._works = False
                self._changed.notify_all()


def _candidate(each: Suggestion, by_latin: Mapping[str, list[str]]) -> dict[str, Any]:
    alike = by_latin.get(fold_key(each.latin), []) if each.latin else []
    variants = list(dict.fromkeys([each.form, *alike, *([each.latin] if each.latin else [])]))
    kind = each.evidence if each.evidence in TYPES else "person"
    return {
        "form": each.form,
        "evidence": each.evidence,
        "latin": each.latin,
        "count": each.count,
        "reports": each.reports,
        "companions": each.companions,
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
