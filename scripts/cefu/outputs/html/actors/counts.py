"""How often an actor is named in the reports of each year, where the reports are many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cefu.archive.catalogue import Catalogue
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import year_of

#: Of more reports than this the years are counted.
BY_REPORT = 40


def by_year(catalogue: Catalogue, counts: Mapping[str, int], locale: Locale) -> dict[str, int]:
    """Year in words -> how often it is named; reports without a date come last."""
    years: Counter[str] = Counter()
    for ident, count in counts.items():
        date = catalogue.reports[ident].record.date
        years[year_of(date) if date else ""] += count
    ordered = sorted(years, key=lambda year: (not year, year))
    return {in_words(y, locale) if y else locale("undated"): years[y] for y in ordered}
