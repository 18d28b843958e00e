"""What a site tells programs that come to it: sitemap, browser search, robots, language models.

All are made from the records and the list of pages, with no clock.  Formats that demand
absolute addresses (sitemap, OpenSearch) exist only where the site's own address is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from cefu.model.document import Report
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED, Lang
from cefu.outputs.i18n.locale import Locale, locale


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
            address = site + locale(lang).prefix + path
            lines.append(f"<url><loc>{escape(address)}</loc>{''.join(others)}</url>")
    lines.append("</urlset>")
    return ("\n".join(lines) + "\n").encode()


def alternates(path: str, langs: Sequence[Lang], site: str) -> list[tuple[str, str]]:
    """``(hreflang, absolute address)`` of a page in each language, and x-default.

    >>> alternates("about/", ("zh-Hant", "en"), "https://a.org/")[1:]
    [('en', 'https://a.org/en/about/'), ('x-default', 'https://a.org/about/')]
    """
    found: list[tuple[str, str]] = [(lang, site + locale(lang).prefix + path) for lang in langs]
    first = ORIGINAL if ORIGINAL in langs else langs[0]
    return [*found, ("x-default", site + locale(first).prefix + path)]


def opensearch(own: Locale, site: str, name: str) -> bytes:
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
    own = locale(ENGLISH)
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
    return any(ENGLISH in r.record.title and r.record.language != ENGLISH for r in reports)


def _languages(reports: Sequence[Report]) -> str:
    """What languages the reports are in, as one sentence."""
    names = {ORIGINAL: "Traditional Chinese", SIMPLIFIED: "Simplified Chinese", ENGLISH: "English"}
    told = [name for lang, name in names.items() if any(r.record.language == lang for r in reports)]
    also = "; titles, headings and abstracts also in English" if in_english(reports) else ""
    return f"The reports are in {' and '.join(told) or 'Chinese'}{also}."


def _llms_report(report: Report, own: Locale, site: str) -> str:
    record = report.record
    title = own.name(record.title).replace("[", "(").replace("]", ")")
    facts = ", ".join(
        part
        for part in (
            record.title.get(record.language, "") if ENGLISH in record.title else "",
            "; ".join(own.name(agent.name) for agent in record.authors),
            own.name(record.publisher),
            record.date,
        )
        if part
    )
    return f"- [{title}]({site}reports/{report.id}/): {facts}"
