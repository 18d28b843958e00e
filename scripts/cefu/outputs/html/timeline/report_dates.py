"""The dates of one report for scripts that set it beside others: where each stands, of what event."""

from __future__ import annotations

import json

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.disagreements import Disagreement


def report_dates(catalogue: Catalogue, report: Report, locale: Locale) -> bytes:
    """``dates.json`` of ``report``.

    ``statements``: of each dated statement ``block``, ``start`` and ``end`` of the date's words
    there (in characters), ``date`` in words, ``from`` its first day as 20180427, ``event``.
    ``events``: of each such event its ``name``, ``page`` below the language's root, and, where the
    archive's reports date it differently, the ``dates`` told.
    """
    statements = [s for s in catalogue.statements_in.get(report.id, ()) if s.start < s.end]
    events = sorted({s.event for s in statements if s.event})
    data = {
        "statements": [
            {
                "block": s.block,
                "start": s.start,
                "end": s.end,
                "date": in_words(s.edtf, locale),
                "from": _first_day(s.edtf),
                "event": s.event,
            }
            for s in statements
        ],
        "events": {
            event: {
                "name": locale.name(catalogue.records[event].names),
                "page": f"actors/{event}/",
                "dates": _differing(catalogue.disagreements.get(event), locale),
            }
            for event in events
        },
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _first_day(edtf: str) -> int:
    """A date's first day as a number, 0 where it has none.

    >>> _first_day("2018-04-27"), _first_day("2018-04~"), _first_day("")
    (20180427, 20180401, 0)
    """
    when = known(edtf)
    if when is None or when.is_open:
        return 0
    year, month, day = when.first_day
    return max(0, year * 10_000 + month * 100 + day)


def _differing(found: Disagreement | None, locale: Locale) -> list[str]:
    """The dates told of an event in words, where they contradict each other."""
    if found is None or not found.of_dates:
        return []
    return list(dict.fromkeys(in_words(side.edtf, locale) for side in found.sides))
