"""What a careful keeper looks at before publishing: named checks, the gravest first.

Each check takes the archive and gives concerns, each with its place and a remedy.  A check
tells what to look at; only a keeper can say whether it is wrong.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from cefu.archive.reading import Archive
from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.model.record import Record
from cefu.names.suggest import suggest
from cefu.text.script import residue, to_simplified

#: Of what comes in numbers, so many are told for each report or archive.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Concern:
    """Something to look at: ``check`` names what found it, ``place`` is a file or an address.

    ``report`` and ``line`` say which report it concerns, and which line of its document, where it
    concerns one.
    """

    check: str
    place: str
    problem: str
    remedy: str
    report: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """What checks know beside the archive: the day, names that need no record, and whether
    the lock on disk is the one a build would write."""

    today: tuple[int, int, int] = field(
        default_factory=lambda: datetime.date.today().timetuple()[:3]
    )
    ignored: Mapping[str, str] = field(default_factory=dict)
    lock_is_current: bool = True


Check = Callable[[Archive, Setting], Iterator[Concern]]


def _sidecar(report: Report) -> str:
    return f"sources/{report.source_file.rpartition('.')[0]}.yml"


def lock_behind(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Addresses that a build would publish and the lock on disk does not hold."""
    if not setting.lock_is_current:
        yield Concern(
            "lock-behind",
            "sources/anchors/",
            "is not up to date",
            "Run 'cefu build', read what it says of addresses, and commit the folder",
        )


def addresses_to_confirm(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Published addresses whose text changed, moved or went, and gists that fit no more."""
    for change in archive.changes:
        place, _, problem = change.partition(": ")
        yield Concern(
            "address", place, problem, "Compare with the old text; nothing is published before"
        )


def document_faults(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """What is wrong with documents as they were received."""
    for report in archive.reports:
        for fault in report.faults:
            page = f", page {fault.page}" if fault.page else ""
            line = f", line {fault.line}" if fault.line else ""
            sample = f" (“{fault.sample}”)" if fault.sample else ""
            yield Concern(
                fault.code,
                f"sources/{report.source_file}{page}{line}",
                fault.problem + sample,
                fault.remedy,
                report.id,
                fault.line,
            )


def unsure_places(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Where the reading of a text was not sure, the least sure of each report first."""
    for report in archive.reports:
        places = sorted(report.unsure, key=lambda place: place.margin)
        for place in places[:SHOWN]:
            page = f", page {place.page}" if place.page else ""
            yield Concern(
                "unsure",
                f"sources/{report.source_file}{page}, line {place.line}",
                f"taken for {in_words(place.decided)}, may be {in_words(place.other)}: “{place.text}”",
                f"Compare with the document; a hint in {_sidecar(report)} settles it",
                report.id,
                place.line,
            )
        if len(places) > SHOWN:
            yield Concern(
                "unsure",
                f"sources/{report.source_file}",
                f"{len(places) - SHOWN} more places are unsure",
                f"'cefu explain {report.id}' lists all",
                report.id,
            )


def gaps(record: Record, ident: str) -> list[str]:
    """What a citation cannot do without and a record has not; a title that is the report's
    id is none.

    >>> gaps(Record(title={"en": "x1"}, date="2018"), "x1")
    ['title', 'authors', 'publisher']
    """
    keys = ("title", "authors", "publisher", "date")
    untitled = ident in record.title.values()
    return [key for key in keys if not getattr(record, key) or (key == "title" and untitled)]


#: How the reading of lines names a line's part in its block.
_PARTS = {
    "begins": "the first line of a",
    "second": "the second line of a",
    "on": "a further line of a",
}


def in_words(role: str) -> str:
    """What a line was taken for, as one would say it.

    >>> in_words("begins list_item"), in_words("on paragraph"), in_words("furniture")
    ('the first line of a list item', 'a further line of a paragraph', 'furniture')
    """
    part, _, kind = role.partition(" ")
    return f"{_PARTS[part]} {kind}".replace("_", " ") if part in _PARTS else role.replace("_", " ")


def records_with_gaps(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Records without title, author, publisher or date."""
    for report in archive.reports:
        if missing := gaps(report.record, report.id):
            yield Concern(
                "record",
                _sidecar(report),
                f"no {', '.join(missing)}: the sidecar has none, and none was found in the text",
                "Read the document for it; what it does not print goes under 'inferred' too",
                report.id,
            )


def odd_dates(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Reports dated in days to come, or before most of the events that they tell of."""
    for report in archive.reports:
        issued = known(report.record.date)
        if issued is None:
            continue
        place = _sidecar(report)
        if issued.first_day > setting.today:
            ahead = f"the date {report.record.date} lies ahead"
            yield Concern("date", place, ahead, "Check the year", report.id)
            continue
        events = [
            statement.edtf
            for statement in archive.statements
            if statement.report == report.id and statement.kind == "event"
        ]
        later = [event for event in events if is_after(event, report.record.date)]
        if 2 * len(later) > len(events):
            yield Concern(
                "date",
                place,
                f"of {len(events)} dated events, {len(later)} lie after the report's own date "
                f"{report.record.date}: {', '.join(sorted(set(later))[:3])}",
                "Reports tell mostly of what was: check the report's date",
                report.id,
            )


def is_after(event: str, issued: str) -> bool:
    """Whether an event begins after a report was certainly out.

    >>> is_after("2018-06-12", "2018-05"), is_after("2018-05-30", "2018-05"), is_after("2019", "")
    (True, False, False)
    """
    when, out = known(event), known(issued)
    return bool(when and out and when.first_day > out.last_day)


def missing_rights(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Records that do not say what may be done with the text."""
    for report in archive.reports:
        if not report.record.rights:
            yield Concern(
                "rights",
                _sidecar(report),
                "does not say what may be done with the text",
                "Write 'rights' in plain words: whose it is, by what leave it is shown",
                report.id,
            )


def english_gaps(record: Record) -> list[str]:
    """What the English site has to show in the original language.

    >>> english_gaps(Record(title={"zh-Hant": "河務"}, abstract={"en": "On rivers."}))
    ['title']
    """
    keys = ("title", "publisher", "series", "container", "rights")
    missing = [key for key in keys if getattr(record, key) and ENGLISH not in getattr(record, key)]
    if ENGLISH not in record.abstract:
        missing.append("abstract")
    authors = sum(ENGLISH not in agent.name for agent in record.authors)
    return missing + [f"{authors} of {len(record.authors)} authors"] * bool(authors)


def without_english(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Records, and headings, that the English site shows in Chinese."""
    for report in archive.reports:
        if report.record.language == ENGLISH:
            continue
        missing = english_gaps(report.record)
        printed = {block.id for block in report.blocks if block.type == "heading"}
        headings = [section for section in report.sections if section.id in printed]
        bare = sum(ENGLISH not in section.title for section in headings)
        missing += [f"{bare} of {len(headings)} headings"] * bool(bare)
        if missing:
            yield Concern(
                "english",
                _sidecar(report),
                f"no English for {', '.join(missing)}",
                "Add 'en' to each, and 'headings' for headings",
                report.id,
            )


def names_without_record(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Names in the texts that no authority record covers, the most frequent first."""
    found = suggest(archive.reports, archive.authorities, setting.ignored)
    for name in found[:SHOWN]:
        gloss = f" ({name.latin})" if name.latin else ""
        yield Concern(
            "name",
            f"/reports/{name.report}/#{name.block}",
            f"{name.form}{gloss} has no record ({name.evidence}, {name.count}×)",
            "Add one to sources/authorities/, or say in ignore.yml why it needs none",
            name.report,
        )
    if len(found) > SHOWN:
        yield Concern(
            "name",
            "sources/authorities/",
            f"{len(found) - SHOWN} more names have no record",
            "'cefu suggest' lists all",
        )


def simplified_in_traditional(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Traditional texts whose Simplified pages would not be Simplified all through."""
    for report in archive.reports:
        if report.record.language not in (ORIGINAL, SIMPLIFIED):
            continue
        left = (
            (block, rest) for block in report.blocks for rest in residue(to_simplified(block.text))
        )
        for block, rest in islice(left, SHOWN):
            yield Concern(
                "script",
                f"/reports/{report.id}/#{block.id}",
                f"{rest.char} in “{rest.near}” stays as it is on the Simplified pages",
                "If it is a slip of recognition, note it in the sidecar ('emendations'); "
                "if it ought to be converted, please report it",
                report.id,
            )


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
    "rights": missing_rights,
    "english": without_english,
    "name": names_without_record,
    "script": simplified_in_traditional,
}


def concerns(archive: Archive, setting: Setting) -> list[Concern]:
    """What all checks find, in their order."""
    return [concern for check in CHECKS.values() for concern in check(archive, setting)]
