"""Cards: what a reader learns of a name without leaving the text.

One small file beside each report, with the actors linked in that report: its
size goes with the report, however many records the archive holds.
"""

from __future__ import annotations

import json

from cefu.archive.catalogue import Catalogue
from cefu.model.document import Report
from cefu.model.language import ENGLISH, ORIGINAL
from cefu.outputs.i18n.locale import Locale


def report_cards(catalogue: Catalogue, report: Report, locale: Locale) -> bytes:
    """``cards.json`` of ``report``: actor id -> ``name, other, kind, text, count``.

    ``other`` is the name in the other language, ``text`` the description,
    ``count`` a sentence; each is '' where there is nothing to say.
    """
    here = {m.actor for m in catalogue.mentions_in.get(report.id, ())}
    other = ENGLISH if locale.lang != ENGLISH else ORIGINAL
    cards = {}
    for ident in sorted(here):
        record = catalogue.records[ident]
        reports, mentions = catalogue.named[ident]
        name = locale.name(record.names)
        second = record.names.get(other, "")
        cards[record.id] = {
            "name": name,
            "other": second if second != name else "",
            "kind": locale(f"kind_{record.type}"),
            "text": locale.name(record.description),
            "count": locale("card_reports", reports=reports, mentions=mentions),
        }
    return json.dumps(cards, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
