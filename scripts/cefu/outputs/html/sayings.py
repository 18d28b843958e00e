"""What reports say of a date: gist, quotation, source, and those that differ side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.document import Report
from cefu.outputs.html.markup import Insertion, weave
from cefu.outputs.html.naming import passage_url, place_in_words, short_report_name, text_lang
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import Saying
from cefu.timeline.disagreements import Disagreement, Side

_TEMPLATE = "sayings.html.j2"


def relation(found: Disagreement | None, locale: Locale) -> Markup:
    """How the dates of an event stand to each other: a mark, or a quiet word, or ''."""
    if found is None:
        return Markup()
    if found.of_dates:
        among = "reports" in found.relations
        return badge("timeline_disagree_badge" if among else "timeline_self_badge", locale)
    for each in ("process", "exactness"):
        if each in found.relations:
            return macro(_TEMPLATE, "relation", locale(f"timeline_{each}"))
    return Markup()


def judgement_words(found: Disagreement | None, locale: Locale) -> Markup:
    """What the keeper has judged of an event's dates, as a paragraph; '' where nothing is."""
    if found is None or found.judgement is None:
        return Markup()
    verdict = locale(f"judged_{found.judgement.verdict.replace('-', '_')}")
    note = found.judgement.note
    own = (locale.name(note), locale.name_lang(note))
    return macro(_TEMPLATE, "judged", locale("judged_label"), verdict, *own)


def badge(key: str, locale: Locale) -> Markup:
    """A small mark; the string ``<key>_title``, where there is one, tells what it means."""
    title = locale(f"{key}_title") if f"{key}_title" in locale.strings else ""
    return macro(_TEMPLATE, "badge", locale(key), key.rpartition("_")[2], title)


def marks(statement: Statement, locale: Locale) -> Markup:
    """The marks of a statement that tells of no past event: it is planned, or names a date."""
    planned = badge("timeline_planned", locale) if statement.planned else Markup()
    reference = statement.kind == "reference"
    return planned + (badge("timeline_reference", locale) if reference else Markup())


def quoted(catalogue: Catalogue, statement: Statement, locale: Locale) -> Markup:
    """A statement's words as HTML, its date marked."""
    report = catalogue.reports[statement.report]
    text = catalogue.texts[statement.report][statement.block]
    at = text.rfind(statement.quote, 0, statement.start + len(statement.quote) + 1)
    shown = locale.script(text, report.record.language)[at : at + len(statement.quote)]
    dated: list[Insertion] = []
    if at < 0:  # the words of a running head, which stand outside the text
        shown = locale.script(statement.quote, report.record.language)
    elif at <= statement.start and statement.end <= at + len(statement.quote):
        dated = [
            (statement.start - at, 1, '<b class="cefu-when">'),
            (statement.end - at, 0, "</b>"),
        ]
    words = Markup(weave(shown, dated, raw=True))
    return macro(_TEMPLATE, "quotation", words, text_lang(report, locale))


def saying_item(
    catalogue: Catalogue,
    saying: Saying,
    locale: Locale,
    root: str,
    *,
    dated: bool = False,
    data: Mapping[str, object] | None = None,
) -> Markup:
    """A saying as a list item: gist, the report's words, and where they stand.

    ``dated`` puts the date in words before it; ``data`` are attributes of the item.
    """
    first = saying.first
    return macro(
        _TEMPLATE,
        "saying",
        data or {},
        in_words(first.edtf, locale) if dated else "",
        locale.name(first.gist),
        locale.name_lang(first.gist),
        marks(first, locale),
        quoted(catalogue, first, locale),
        source_line(saying, catalogue.reports[first.report], locale, root),
    )


def side_by_side(sides: Iterable[Side], locale: Locale, items: Callable[[Side], Markup]) -> Markup:
    """The dates told of an event as columns, each with its sayings (``items``)."""
    columns = [
        (
            in_words(side.edtf, locale),
            locale("timeline_times", count=len(side.statements)),
            items(side),
        )
        for side in sides
    ]
    return macro(_TEMPLATE, "sides", columns)


def more_item(count: int, locale: Locale) -> Markup:
    """The last item of a list that leaves out ``count`` sayings."""
    return macro(_TEMPLATE, "more", locale("timeline_more", count=count))


def source_line(saying: Saying, report: Report, locale: Locale, root: str) -> Markup:
    """The report of a saying, linked to the paragraph, and further places of the same words."""
    places = [
        (passage_url(root, s.report, s.block, s.surface), place_in_words(s.block, locale))
        for s in saying.statements
    ]
    return macro(
        _TEMPLATE, "source_line", short_report_name(report, locale), places, locale("name_joiner")
    )
