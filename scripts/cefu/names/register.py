"""The register: all authority records of an archive, found by id and by any of their forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from cefu.model.authority import Authority
from cefu.model.language import LANGS
from cefu.text.fold import fold_key


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
            for form in search_forms(record):
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
            for form in search_forms(record):
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


def search_forms(record: Authority) -> tuple[str, ...]:
    """Every form of ``record`` that a reader may type: variants, names, then ``search_only``.

    A form with ``after`` is given with what it stands behind (美國國防部), one
    with ``near`` not at all.  Forms that fold alike come once.
    """
    forms = [
        before + variant.form
        for variant in record.variants
        if not variant.near
        for before in variant.after or ("",)
    ]
    forms += [record.names[lang] for lang in LANGS if lang in record.names]
    forms += record.search_only
    by_key: dict[str, str] = {}
    for form in forms:
        by_key.setdefault(fold_key(form), form)
    return tuple(by_key.values())
