"""The Atom feed: the reports, the newest first, for those who follow the archive.

Made from the records, with no clock: two builds of the same sources give the same bytes.  A
report is new on the day it came into the archive, and again on the day its text was changed,
where the keeper says when that was; otherwise on its own date.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.outputs.i18n.locale import Locale

#: Namespace of the ids (UUIDs made from names, RFC 9562) in the feeds of a site whose
#: own address is not known.
_IDS = uuid.uuid5(uuid.NAMESPACE_OID, "cefu")


def timestamp(edtf: str) -> str:
    """The first instant of an EDTF date, as Atom wants it (RFC 3339); '' if it has none.

    >>> timestamp("2018-05"), timestamp("2019-03?"), timestamp("")
    ('2018-05-01T00:00:00Z', '2019-03-01T00:00:00Z', '')
    """
    when = known(edtf)
    if when is None or when.first is None or when.first_day < (1, 1, 1):
        return ""
    year, month, day = when.first_day
    return f"{year:04d}-{month:02d}-{day:02d}T00:00:00Z"


def dated(reports: Sequence[Report]) -> list[Report]:
    """The reports that a feed can tell of: those with a date."""
    return [report for report in reports if _updated(report)]


def _published(report: Report) -> str:
    return timestamp(report.added) or timestamp(report.record.date)


def _updated(report: Report) -> str:
    """The last instant at which there was something new in ``report``."""
    return max(_published(report), timestamp(report.changed))


def atom(reports: Sequence[Report], own: Locale, site: str, name: str) -> bytes:
    """An Atom feed (RFC 4287) of the dated ones of ``reports``, the newest first.

    Atom dates every entry and the feed itself: raises ``IndexError`` where no report is
    dated (see `dated`).

    ``site`` is the address of the whole site, '' if unknown; links are then
    relative to the feed, which stands at ``feed.xml`` in the language's folder.
    """
    base = site + own.prefix
    newest = sorted(dated(reports), key=lambda r: (_updated(r), r.id), reverse=True)
    updated = _updated(newest[0])
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang={quoteattr(own.lang)}>',
        f"<title>{escape(own('feed_title', site=name))}</title>",
        f"<id>{escape(_id(base, f'{name} {own.lang}'))}</id>",
        f"<updated>{updated}</updated>",
        f'<link rel="self" type="application/atom+xml" href={quoteattr(base + "feed.xml")}/>',
        f'<link rel="alternate" type="text/html" href={quoteattr(base or "./")}/>',
        *(line for report in newest for line in _entry(report, own, base, name)),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _entry(report: Report, own: Locale, base: str, name: str) -> list[str]:
    record = report.record
    address = f"{base}reports/{report.id}/"
    people = [own.name(agent.name) for agent in record.authors] or [own.name(record.publisher)]
    rights, abstract = own.name(record.rights), own.name(record.abstract)
    return [
        "<entry>",
        f"<title>{escape(own.name(record.title))}</title>",
        f"<id>{escape(_id(base, f'{name} {own.lang} {report.id}', address))}</id>",
        f"<updated>{_updated(report)}</updated>",
        *([f"<published>{date}</published>"] if (date := _published(report)) else []),
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>',
        *(f"<author><name>{escape(person or name)}</name></author>" for person in people),
        *(f"<category term={quoteattr(own.script(word))}/>" for word in report.keywords),
        *([f"<summary>{escape(abstract)}</summary>"] if abstract else []),
        *([f"<rights>{escape(rights)}</rights>"] if rights else []),
        "</entry>",
    ]


def _id(base: str, name: str, address: str = "") -> str:
    return (address or base) if base.startswith("http") else f"urn:uuid:{uuid.uuid5(_IDS, name)}"
