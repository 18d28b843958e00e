"""What a site offers to other programs: feeds, sitemap, search description, robots.

All are made from the records and the list of pages, with no clock: two builds of
the same sources give the same bytes.  Formats that demand absolute addresses
(sitemap, OpenSearch) exist only where the site's own address is known.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from cefu.model.document import Report
from cefu.model.edtf import known
from cefu.model.language import ORIGINAL, Lang
from cefu.outputs.i18n.interface import Voice, voice

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
    return [report for report in reports if timestamp(report.record.date)]


def atom(reports: Sequence[Report], own: Voice, site: str, name: str) -> bytes:
    """An Atom feed (RFC 4287) of the dated ones of ``reports``, the newest first.

    Atom dates every entry and the feed itself, and nothing here has another date
    than its report's: raises ``ValueError`` where no report is dated (see `dated`).

    ``site`` is the address of the whole site, '' if unknown; links are then
    relative to the feed, which stands at ``feed.xml`` in the language's folder.
    """
    base = site + own.prefix
    newest = sorted(dated(reports), key=lambda r: (timestamp(r.record.date), r.id), reverse=True)
    updated = max(timestamp(r.record.date) for r in newest)
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


def _entry(report: Report, own: Voice, base: str, name: str) -> list[str]:
    record = report.record
    address = f"{base}reports/{report.id}/"
    date = timestamp(record.date)
    people = [own.name(agent.name) for agent in record.authors] or [own.name(record.publisher)]
    rights, abstract = own.name(record.rights), own.name(record.abstract)
    return [
        "<entry>",
        f"<title>{escape(own.name(record.title))}</title>",
        f"<id>{escape(_id(base, f'{name} {own.lang} {report.id}', address))}</id>",
        f"<updated>{date}</updated>",
        f"<published>{date}</published>",
        f'<link rel="alternate" type="text/html" href={quoteattr(address)}/>',
        *(f"<author><name>{escape(person or name)}</name></author>" for person in people),
        *(f"<category term={quoteattr(own.script(word))}/>" for word in report.keywords),
        *([f"<summary>{escape(abstract)}</summary>"] if abstract else []),
        *([f"<rights>{escape(rights)}</rights>"] if rights else []),
        "</entry>",
    ]


def _id(base: str, name: str, address: str = "") -> str:
    return (address or base) if base.startswith("http") else f"urn:uuid:{uuid.uuid5(_IDS, name)}"


def sitemap(pages: Mapping[str, Sequence[Lang]], site: str) -> bytes:
    """A sitemap of ``{path of a page: the languages it exists in}``, each page with its
    other languages (https://developers.google.com/search/docs/specialty/international).

    >>> sitemap({"about/": ("zh-Hant", "en")}, "https://a.org/").decode().count("<url>")
    2
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for path, langs in sorted(pages.items()):
        others = [
            f'<xhtml:link rel="alternate" hreflang={quoteattr(tag)} href={quoteattr(address)}/>'
            for tag, address in alternates(path, langs, site)
        ]
        for lang in langs:
            address = site + voice(lang).prefix + path
            lines.append(f"<url><loc>{escape(address)}</loc>{''.join(others)}</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


def alternates(path: str, langs: Sequence[Lang], site: str) -> list[tuple[str, str]]:
    """``(hreflang, absolute address)`` of a page in each language, and x-default.

    >>> alternates("about/", ("zh-Hant", "en"), "https://a.org/")[1:]
    [('en', 'https://a.org/en/about/'), ('x-default', 'https://a.org/about/')]
    """
    found: list[tuple[str, str]] = [(lang, site + voice(lang).prefix + path) for lang in langs]
    first = ORIGINAL if ORIGINAL in langs else langs[0]
    return [*found, ("x-default", site + voice(first).prefix + path)]


def opensearch(own: Voice, site: str, name: str) -> bytes:
    """The description by which a browser adds the site's search to its own
    (OpenSearch 1.1); ShortName has at most 16 characters."""
    base = site + own.prefix
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
        f"<ShortName>{escape(name[:16])}</ShortName>",
        f"<Description>{escape(own('opensearch_description', site=name)[:1024])}</Description>",
        "<InputEncoding>UTF-8</InputEncoding>",
        f"<Language>{escape(own.lang)}</Language>",
        f'<Image type="image/svg+xml">{escape(base)}assets/cefu/seal.svg</Image>',
        f'<Url type="text/html" method="get" template={quoteattr(base + "search/?q={searchTerms}")}/>',
        "</OpenSearchDescription>",
    ]
    return ("\n".join(lines) + "\n").encode()


def robots(site: str) -> bytes:
    """Everything may be read; where the sitemap is, if the site knows its address.

    >>> robots("").decode()
    'User-agent: *\\nAllow: /\\n'
    """
    lines = ["User-agent: *", "Allow: /"]
    if site:
        lines += ["", f"Sitemap: {site}sitemap.xml"]
    return ("\n".join(lines) + "\n").encode()


def llms(reports: Sequence[Report], site: str, name: str) -> bytes:
    """``llms.txt`` (https://llmstxt.org): what is here, for readers that are programs."""
    own = voice("en")
    lines = [
        f"# {name}",
        "",
        f"> {own('site_description' if in_english(reports) else 'site_description_bare')}.",
        "",
        f"{_languages(reports)} Cite a paragraph by its address (…#p12); addresses do not change.",
        "",
        "## Reports",
        "",
        *(_llms_report(report, own, site) for report in reports),
        "",
        "## Data",
        "",
        f"- [reports.json]({site}data/reports.json): {own('data_reports_json')}",
        f"- [timeline.json]({site}data/timeline.json): {own('data_timeline_json')}",
        f"- [actors.json]({site}data/actors.json): {own('data_actors_json')}",
        f"- [datapackage.json]({site}data/datapackage.json): {own('data_package')}",
        "",
        "## More",
        "",
        f"- [English]({site}en/): the same pages in English",
        f"- [简体]({site}zh-Hans/): the same pages in Simplified script",
        f"- [Search]({site}search/): in the browser, over the full text",
    ]
    return ("\n".join(lines) + "\n").encode()


def in_english(reports: Sequence[Report]) -> bool:
    """Whether any report has its title in English beside that of its text."""
    return any("en" in r.record.title and r.record.language != "en" for r in reports)


def _languages(reports: Sequence[Report]) -> str:
    """What languages the reports are in, as one sentence."""
    names = {"zh-Hant": "Traditional Chinese", "zh-Hans": "Simplified Chinese", "en": "English"}
    told = [name for lang, name in names.items() if any(r.record.language == lang for r in reports)]
    also = "; titles, headings and abstracts also in English" if in_english(reports) else ""
    return f"The reports are in {' and '.join(told) or 'Chinese'}{also}."


def _llms_report(report: Report, own: Voice, site: str) -> str:
    record = report.record
    title = own.name(record.title).replace("[", "(").replace("]", ")")
    facts = ", ".join(
        part
        for part in (
            record.title.get(record.language, "") if "en" in record.title else "",
            "; ".join(own.name(agent.name) for agent in record.authors),
            own.name(record.publisher),
            record.date,
        )
        if part
    )
    return f"- [{title}]({site}reports/{report.id}/): {facts}"
