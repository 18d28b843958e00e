"""What a careful keeper looks at before publishing: named checks, the gravest first.

Each check takes the archive and gives concerns, each with its place and a remedy.  A check
tells what to look at; only a keeper can say whether it is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping

from cefu.archive.concerns.addresses import addresses_to_confirm, lock_behind
from cefu.archive.concerns.concern import Check, Concern, Setting
from cefu.archive.concerns.links import dead_links
from cefu.archive.concerns.names import names_without_record, suggestions
from cefu.archive.concerns.records import (
    english_gaps,
    gaps,
    missing_rights,
    odd_dates,
    records_with_gaps,
    without_english,
)
from cefu.archive.concerns.texts import document_faults, simplified_in_traditional, unsure_places
from cefu.archive.reading import Archive

#: What a check of documents is called; each fault that it finds has a name of its own.
DOCUMENT = "document"
#: The checks by what they call what they find, the gravest first: what breaks links, what readers
#: see wrong, what is missing.
CHECKS: Mapping[str, Check] = {
    "lock-behind": lock_behind,
    "address": addresses_to_confirm,
    DOCUMENT: document_faults,
    "unsure": unsure_places,
    "record": records_with_gaps,
    "date": odd_dates,
    "link": dead_links,
    "rights": missing_rights,
    "english": without_english,
    "name": names_without_record,
    "script": simplified_in_traditional,
}

__all__ = [
    "CHECKS",
    "DOCUMENT",
    "Concern",
    "Setting",
    "concerns",
    "english_gaps",
    "gaps",
    "suggestions",
]


def concerns(archive: Archive, setting: Setting) -> list[Concern]:
    """What all checks find, in their order."""
    return [concern for check in CHECKS.values() for concern in check(archive, setting)]
