"""What records lack, and odd dates in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cefu.archive.concerns.concern import Concern, Setting, sidecar_of
from cefu.archive.reading import Archive
from cefu.model.edtf import known
from cefu.model.language import ENGLISH
from cefu.model.record import Record


def gaps(record: Record, ident: str) -> list[str]:
    """What a citation cannot do without and a record has not; a title that is the report's
    id is none.

    >>> gaps(Record(title={"en": "x1"}, date="2018"), "x1")
    ['title', 'authors', 'publisher']
    """
    keys = ("title", "authors", "publisher", "date")
    untitled = ident in record.title.values()
    return [key for key in keys if not getattr(record, key) or (key == "title" and untitled)]


def records_with_gaps(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Records without title, author, publisher or date."""
    for report in archive.reports:
        if missing := gaps(report.record, report.id):
            values = {"fields": tuple(missing)}
            place = sidecar_of(report)
            yield Concern("record", "record", place, "record_remedy", values, report.id)


def odd_dates(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Reports dated in days to come, or before most of the events that they tell of."""
    told: defaultdict[str, list[str]] = defaultdict(list)
    for statement in archive.statements:
        if statement.kind == "event":
            told[statement.report].append(statement.edtf)
    for report in archive.reports:
        date = report.record.date
        issued = known(date)
        if issued is None:
            continue
        place = sidecar_of(report)
        if issued.first_day > setting.today:
            values = {"date": date}
            yield Concern("date", "date_ahead", place, "date_ahead_remedy", values, report.id)
            continue
        events = told[report.id]
        later = [event for event in events if is_after(event, date)]
        if 2 * len(later) > len(events):
            dates = ", ".join(sorted(set(later))[:3])
            yield Concern(
                "date",
                "date_later",
                place,
                "date_later_remedy",
                {"count": len(events), "later": len(later), "date": date, "dates": dates},
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
            yield Concern("rights", "rights", sidecar_of(report), "rights_remedy", {}, report.id)


def english_gaps(record: Record) -> list[str | tuple[str, int, int]]:
    """What the English site has to show in the original language, by key; of authors how many
    of all.

    >>> english_gaps(Record(title={"zh-Hant": "河務"}, abstract={"en": "On rivers."}))
    ['title']
    """
    keys = ("title", "publisher", "series", "container", "rights")
    missing: list[str | tuple[str, int, int]] = [
        key for key in keys if getattr(record, key) and ENGLISH not in getattr(record, key)
    ]
    if ENGLISH not in record.abstract:
        missing.append("abstract")
    if authors := sum(ENGLISH not in agent.name for agent in record.authors):
        missing.append(("authors", authors, len(record.authors)))
    return missing


def without_english(archive: Archive, setting: Setting) -> Iterator[Concern]:
    """Records, and headings, that the English site shows in Chinese."""
    for report in archive.reports:
        if report.record.language == ENGLISH:
            continue
        missing = english_gaps(report.record)
        printed = {block.id for block in report.blocks if block.type == "heading"}
        headings = [section for section in report.sections if section.id in printed]
        if bare := sum(ENGLISH not in section.title for section in headings):
            missing.append(("headings", bare, len(headings)))
        if missing:
            values = {"fields": tuple(missing)}
            place = sidecar_of(report)
            yield Concern("english", "english", place, "english_remedy", values, report.id)
