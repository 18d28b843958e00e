"""English that the archive knows already: names in a heading or title, by the authority files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cefu.model.authority import Authority
from cefu.model.language import ENGLISH

#: So many names of one heading are proposed.
_MOST = 6


class Glossary:
    """All forms of records that have an English name, the longest first."""

    def __init__(self, records: Iterable[Authority]) -> None:
        pairs = {
            form: record.names[ENGLISH]
            for record in records
            if record.names.get(ENGLISH)
            for form in (*record.names.values(), *(v.form for v in record.variants))
            if not form.isascii() and len(form) > 1
        }
        self._pairs = sorted(pairs.items(), key=lambda pair: -len(pair[0]))

    def of(self, words: str) -> Sequence[tuple[str, str]]:
        """The names in ``words`` with their English, in the order in which they stand."""
        found, left = [], words
        for form, english in self._pairs:
            if form in left:
                found.append((left.index(form), form, english))
                left = left.replace(form, "\n" * len(form))
                if len(found) == _MOST:
                    break
        return [(form, english) for _, form, english in sorted(found)]
