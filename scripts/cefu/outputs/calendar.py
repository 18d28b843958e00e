"""The timeline as a calendar: iCalendar (RFC 5545), for the days that reports name.

One entry for each date told of an event, and one for each statement of no event.
What no day is said of is left out: a calendar cannot hold it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.edtf import known, parse
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import moments, sayings


def ical(catalogue: Catalogue, locale: Locale, site_url: str = "") -> bytes:
    """The calendar file; with ``site_url`` (a slash at its end) its links are absolute.

    The time of making is that of the newest report, so that the same sources give
    the same bytes.
    """
    dates = (_first_day(report.record.date) for report in catalogue.archive.reports)
    stamp = max(dates, default="") or "19700101"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Cefu//Timeline//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_text(locale('ical_name', site=locale('site_name')))}",
    ]
    for uid, told in _entries(catalogue).items():
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}@cefu",
            f"DTSTAMP:{stamp}T000000Z",
            *_entry(catalogue, told, locale, site_url),
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _first_day(edtf: str) -> str:
    """``20190301`` for ``2019-03?``; '' where not even the year is known."""
    when = known(edtf)
    if when is None or when.first is None or when.first.masked:
        return ""
    return "{:04d}{:02d}{:02d}".format(*when.first_day)


def _entries(catalogue: Catalogue) -> dict[str, list[Statement]]:
    """What each entry tells, by its lasting name, in order of time."""
    found: dict[str, list[Statement]] = {}
    for moment in moments(catalogue.years):
        for cluster in moment.clusters:
            for saying in cluster.sayings:
                first = saying.first
                when = parse(first.edtf)
                # iCalendar knows no year before 1.
                told = when.is_to_the_day and when.first_day >= (1, 1, 1)
                if not told or first.kind != "event":
                    continue
                uid = (
                    f"{cluster.event}-{first.edtf.replace('/', '-')}" if cluster.event else first.id
                )
                found.setdefault(uid, []).extend(saying.statements)
    return found


def _entry(
    catalogue: Catalogue, told: Sequence[Statement], locale: Locale, site_url: str
) -> list[str]:
    first = told[0]
    when = parse(first.edtf)
    begin = date(*when.first_day)
    end = date(*when.last_day) + timedelta(days=1)
    event = catalogue.records.get(first.event)
    summary = (
        locale.name(event.names) if event else locale.name(first.gist) or _quote(first, locale)
    )
    quotes = []
    for saying in sayings(told):
        title = locale.name(catalogue.reports[saying.first.report].record.title)
        quotes.append(f"{_quote(saying.first, locale)} {locale('report_title', title=title)}")
    anchor = f"event-{event.id}" if event else f"{begin:%Y-%m-%d}"
    lines = [
        f"DTSTART;VALUE=DATE:{begin:%Y%m%d}",
        f"DTEND;VALUE=DATE:{end:%Y%m%d}",
        f"SUMMARY:{_text(summary)}",
        f"DESCRIPTION:{_text(chr(10).join(quotes))}",
        "TRANSP:TRANSPARENT",
    ]
    if all(s.planned for s in told):
        lines.append("STATUS:TENTATIVE")
    if event and event.place:
        lines.append(f"LOCATION:{_text(locale.name(catalogue.records[event.place].names))}")
    if site_url:
        lines.append(f"URL:{site_url}{locale.prefix}timeline/#{anchor}")
    return lines


def _quote(statement: Statement, locale: Locale) -> str:
    return locale.script(statement.quote)


def _text(value: str) -> str:
    """A text value with its special characters escaped (RFC 5545, 3.3.11).

    >>> _text("一;二,三")
    '一\\\\;二\\\\,三'
    """
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """A content line in octets, none longer than 75, characters whole (RFC 5545, 3.1).

    >>> [len(part) for part in _folded("SUMMARY:" + "會" * 40).split(b"\\r\\n")]
    [74, 55, 0]
    """
    if len(whole := line.encode("utf-8")) <= 75:
        return whole + b"\r\n"
    parts, room = [b""], 75
    for char in line:
        data = char.encode("utf-8")
        if len(parts[-1]) + len(data) > room:
            parts.append(b"")
            room = 74
        parts[-1] += data
    return b"\r\n ".join(parts) + b"\r\n"
