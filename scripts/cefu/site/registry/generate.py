"""The registry of outputs: everything an archive is made into, in units made one by one.

A new kind of page or file is one function in `OUTPUTS`.  It says which files are made
together and, for each such unit, what they are made of: a unit that is made of the same
as in the last build need not be made again, so its digest must cover all that its
function reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from cefu.archive.catalogue import Catalogue
from cefu.archive.kept import digest, program
from cefu.archive.pictures.facsimiles import facsimile_pages, facsimiles
from cefu.model.authority import Authority
from cefu.model.document import Report
from cefu.model.language import LANGS, ORIGINAL, Lang
from cefu.outputs.data.addresses import picture_path
from cefu.outputs.data.concepts import PATH as CONCEPTS
from cefu.outputs.data.concepts import concepts, told_blocks
from cefu.outputs.data.opendata import open_data, shared_files
from cefu.outputs.forms.files import (
    ARCHIVE_FORMS,
    archive_forms,
    pdf_form,
    report_forms,
)
from cefu.outputs.html.actors.actor import actor_page
from cefu.outputs.html.actors.actors import index_pages
from cefu.outputs.html.actors.network import DATA as NETWORK
from cefu.outputs.html.actors.network import Network, network_data, network_page
from cefu.outputs.html.front.data import data_page
from cefu.outputs.html.front.home import home_page
from cefu.outputs.html.front.lists import Group, first_page, group_name, is_split
from cefu.outputs.html.front.lists import listed as lists_of
from cefu.outputs.html.front.lists import pages as pages_of_list
from cefu.outputs.html.front.notebook import compare_page, notebook_page
from cefu.outputs.html.front.renamed_reports import merged_pages, renamed_pages
from cefu.outputs.html.front.search import search_page
from cefu.outputs.html.front.words import DATA as WORDS
from cefu.outputs.html.front.words import reports_data, words_page
from cefu.outputs.html.timeline.drawn import DATA as DRAWN
from cefu.outputs.html.timeline.drawn import drawn_data, drawn_page
from cefu.outputs.html.timeline.pages import Timeline
from cefu.outputs.i18n.locale import locale
from cefu.outputs.search import build_index, report_passages, variant_sets
from cefu.outputs.search.passage import Passage
from cefu.site.bundles.assets import INDEX, assets
from cefu.site.registry.context import Context
from cefu.site.registry.report_files import report_files
from cefu.site.registry.unit import Files, Unit, each_language, pages_of


def units(context: Context) -> Iterator[Unit]:
    """All units of all languages."""
    for output in OUTPUTS:
        yield from output(context)


def _front(context: Context) -> Iterator[Unit]:
    """Home, the lists, and the pages at addresses that moved."""
    archive, whole = context.catalogue.archive, context.whole
    called = {lang: context.called(locale(lang)) for lang in LANGS}
    yield from each_language(
        "home",
        digest(whole, repr(called)),
        lambda lang: pages_of(locale(lang), home_page(archive.reports, locale(lang), called[lang])),
    )
    lists = lists_of(archive.reports) if is_split(archive.reports) else {}
    groups = [group for group in lists.values() if group]
    yield from each_language(
        "reports",
        whole,
        lambda lang: pages_of(locale(lang), first_page(archive.reports, groups, locale(lang))),
    )
    for address, group in lists.items():
        members = group.reports if group else archive.reports
        made_of = digest(
            program(), *(repr((r.id, r.record)) for r in members), repr(group and group.name)
        )

        def list_pages(
            lang: Lang, address: str = address, group: Group | None = group
        ) -> Mapping[str, bytes]:
            own = locale(lang)
            title = group_name(group, own) if group else own("reports")
            reports = group.reports if group else archive.reports
            return pages_of(own, *pages_of_list(address, title, reports, own))

        yield from each_language(f"reports/{address}", made_of, list_pages)
    yield from each_language(
        "moved", whole, lambda lang: pages_of(locale(lang), *renamed_pages(archive, locale(lang)))
    )
    yield from each_language(
        "merged",
        whole,
        lambda lang: pages_of(locale(lang), *merged_pages(context.catalogue, locale(lang))),
    )


def _search(context: Context) -> Iterator[Unit]:
    """The index that all languages share, and the search page."""
    yield Unit("index", (ORIGINAL,), context.whole, lambda: search_index(context.catalogue))
    yield Unit("concepts", (ORIGINAL,), context.whole, lambda: wordings(context.catalogue))
    yield from each_language(
        "search", program(), lambda lang: pages_of(locale(lang), search_page(locale(lang)))
    )


def _research(context: Context) -> Iterator[Unit]:
    """The reader's instruments: reports side by side, and the notebook."""
    yield from each_language(
        "compare", program(), lambda lang: pages_of(locale(lang), compare_page(locale(lang)))
    )
    yield from each_language(
        "notebook", program(), lambda lang: pages_of(locale(lang), notebook_page(locale(lang)))
    )


def wordings(catalogue: Catalogue) -> Files:
    """What a query can be widened by, for all languages."""
    told = list(told_blocks(_passages(catalogue)))
    return {(ORIGINAL, CONCEPTS): concepts(told, catalogue.archive.authorities)}


def _passages(catalogue: Catalogue) -> Iterator[Passage]:
    archive = catalogue.archive
    return report_passages(
        archive.reports, archive.statements, archive.authorities, archive.summaries
    )


def search_index(catalogue: Catalogue) -> Files:
    """The index of all languages."""
    passages = _passages(catalogue)
    made = build_index(passages, variant_sets(catalogue.archive.authorities))
    return {(ORIGINAL, f"{INDEX}/{name}"): data for name, data in made.items()}


def _timeline(context: Context) -> Iterator[Unit]:
    """The timeline, or its overview and its parts."""
    timeline = Timeline(context.catalogue)
    yield from each_language(
        "timeline", context.whole, lambda lang: timeline.first_page(locale(lang))
    )
    for nth, part in enumerate(timeline.parts):
        before, after = timeline.parts[nth - 1 : nth], timeline.parts[nth + 1 : nth + 2]
        statements = timeline.statements(part)
        events = sorted({s.event for s in statements if s.event})
        others = [s for event in events for s in context.catalogue.told_of(event)]
        made_of = digest(
            # With what other reports tell of the same events, and where that stands.
            context.statements_made_of([*statements, *others]),
            repr([(timeline.places.get(f"event-{e}"), context.catalogue.homes[e]) for e in events]),
            repr([(p.name, p.number, p.pages) for p in (*before, part, *after)]),
        )

        def pages(lang: Lang, nth: int = nth) -> Mapping[str, bytes]:
            return pages_of(locale(lang), timeline.part_page(nth, locale(lang)))

        yield from each_language(f"timeline/{part.name}", made_of, pages)


def _pictures(context: Context) -> Iterator[Unit]:
    """Pages of pictures, each with the data that its script draws."""
    catalogue = context.catalogue

    def drawn(lang: Lang) -> Mapping[str, bytes]:
        own = locale(lang)
        return {**pages_of(own, drawn_page(catalogue, own)), DRAWN: drawn_data(catalogue, own)}

    yield from each_language("timeline/drawn", context.whole, drawn)
    network = Network(catalogue, context.kept)

    def ties(lang: Lang) -> Mapping[str, bytes]:
        own = locale(lang)
        return {**pages_of(own, network_page(network, own)), NETWORK: network_data(network, own)}

    yield from each_language("network", context.whole, ties)

    def counted(lang: Lang) -> Mapping[str, bytes]:
        own = locale(lang)
        return {**pages_of(own, words_page(catalogue, own)), WORDS: reports_data(catalogue, own)}

    yield from each_language("words", context.whole, counted)


def _data(context: Context) -> Iterator[Unit]:
    """Open data and the forms of the whole archive, and the page that lists them."""

    def make() -> Files:
        catalogue, files = context.catalogue, Files()
        whole = archive_forms(catalogue, context.title, context.base, context.doi)
        files.update({(ORIGINAL, path): data for path, data in whole.items()})
        shared = shared_files(catalogue)
        for lang in LANGS:
            own = locale(lang)
            to_root = f"../{'../' * own.prefix.count('/')}data/" if own.prefix else ""
            listed = {
                to_root + name: (key, len(whole[f"data/{name}"]))
                for name, key in ARCHIVE_FORMS.items()
                if f"data/{name}" in whole
            }
            data = open_data(catalogue, lang, context.base, shared, context.doi)
            files.update({(lang, f"data/{name}"): content for name, content in data.items()})
            page = pages_of(own, data_page(data, own, listed, context.doi))
            files.update({(lang, path): text for path, text in page.items()})
        return files

    yield Unit("data", LANGS, context.whole, make)


def _actors(context: Context) -> Iterator[Unit]:
    """The index of actors, and the page of each that has one."""
    catalogue = context.catalogue
    yield from each_language(
        "actors",
        context.whole,
        lambda lang: pages_of(locale(lang), *index_pages(catalogue, locale(lang))),
    )
    for record in catalogue.listed:

        def pages(lang: Lang, record: Authority = record) -> Mapping[str, bytes]:
            return pages_of(locale(lang), *actor_page(catalogue, record, locale(lang)))

        yield from each_language(f"actors/{record.id}", context.actor_made_of(record), pages)


def _reports(context: Context) -> Iterator[Unit]:
    """Each report's page, how it was made, its citations and its cards; its pictures and other forms."""
    for report in context.catalogue.archive.reports:
        made_of = context.report_made_of(report)

        def files(lang: Lang, report: Report = report) -> Mapping[str, bytes]:
            return report_files(context, report, locale(lang))

        def forms(report: Report = report) -> Files:
            made = report_forms(context.catalogue, report, context.base, context.doi)
            return {(ORIGINAL, path): data for path, data in made.items()}

        def printed(report: Report = report) -> Files:
            made = pdf_form(report, context.base)
            return {(ORIGINAL, path): data for path, data in made.items()}

        def pictures(report: Report = report) -> Files:
            named = report.pictures.items()
            return {(ORIGINAL, picture_path(report.id, name)): data for name, data in named}

        yield from each_language(f"reports/{report.id}", made_of, files)
        if report.pictures:
            yield Unit(f"pictures/{report.id}", (ORIGINAL,), made_of, pictures)
        if shown := facsimile_pages(report):
            source = digest(program(), report.sha256, repr(shown))
            make = partial(_facsimiles, context, report)
            yield Unit(f"facsimiles/{report.id}", (ORIGINAL,), source, make)
        if context.title:
            yield Unit(f"forms/{report.id}", (ORIGINAL,), made_of, forms)
        if ".pdf" in context.report_forms:
            text = digest(program(), context.base, context.catalogue.archive.made_of[report.id])
            yield Unit(f"pdf/{report.id}", (ORIGINAL,), text, printed)


def _facsimiles(context: Context, report: Report) -> Files:
    """The pictures of a report's pages."""
    made = facsimiles(report, context.catalogue.archive.sources).items()
    return {(ORIGINAL, picture_path(report.id, name)): data for name, data in made}


def _assets(context: Context) -> Iterator[Unit]:
    yield from each_language("assets", program(), assets)


#: What is made.
OUTPUTS: tuple[Callable[[Context], Iterator[Unit]], ...] = (
    _search,
    _research,
    _data,
    _timeline,
    _pictures,
    _front,
    _reports,
    _actors,
    _assets,
)


def pages(context: Context, lang: Lang) -> dict[str, str]:
    """The Markdown of every generated page of one language, by path."""
    return {
        path: data.decode("utf-8")
        for unit in units(context)
        if lang in unit.langs and unit.name != "index"
        for (own, path), data in unit.make().items()
        if own == lang and path.endswith(".md")
    }
