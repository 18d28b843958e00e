"""What reports say of a date: gist, quotation, source, and those that differ side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.document import Report
from cefu.outputs.html.markup import Insertion, attribute, element, html_text, weave
from cefu.outputs.html.naming import passage_url, place_in_words, short_report_name, text_lang
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import Saying
from cefu.timeline.disagreements import Disagreement, Side


def relation(found: Disagreement | None, locale: Locale) -> str:
    """How the dates of an event stand to each other: a mark, or a quiet word, or ''."""
    if found is None:
        return ""
    if found.of_dates:
        among = "reports" in found.relations
        return badge("timeline_disagree_badge" if among else "timeline_self_badge", locale)
    for each in ("process", "exactness"):
        if each in found.relations:
            words = html_text(locale(f"timeline_{each}"))
            return " " + element("small", words, [("class", "cefu-relation")])
    return ""


def judgement_words(found: Disagreement | None, locale: Locale) -> str:
    """What the keeper has judged of an event's dates, as a paragraph; '' where nothing is."""
    if found is None or found.judgement is None:
        return ""
    judgement = found.judgement
    label = element("strong", html_text(locale("judged_label")))
    verdict = html_text(locale(f"judged_{judgement.verdict.replace('-', '_')}"))
    note = locale.name(judgement.note)
    own = element("span", html_text(note), [("lang", locale.name_lang(judgement.note))])
    words = f"{label} {verdict}" + (f" {own}" if note else "")
    return element("p", words, [("class", "cefu-differs-note cefu-judged")])


def badge(key: str, locale: Locale) -> str:
    """A small mark; the string ``<key>_title``, where there is one, tells what it means."""
    title = locale(f"{key}_title") if f"{key}_title" in locale.strings else ""
    kind = key.rpartition("_")[2]
    return element(
        "span",
        html_text(locale(key)),
        [("class", f"cefu-badge cefu-badge--{kind}"), ("title", title)],
    )


def quoted(catalogue: Catalogue, statement: Statement, locale: Locale) -> str:
    """A statement's words as HTML, its date marked."""
    report = catalogue.reports[statement.report]
    text = catalogue.texts[statement.report, statement.block]
    at = text.rfind(statement.quote, 0, statement.start + len(statement.quote) + 1)
    shown = locale.script(text, report.record.language)[at : at + len(statement.quote)]
    marks: list[Insertion] = []
    if at < 0:  # the words of a running head, which stand outside the text
        shown = locale.script(statement.quote, report.record.language)
    elif at <= statement.start and statement.end <= at + len(statement.quote):
        marks = [
            (statement.start - at, 1, '<b class="cefu-when">'),
            (statement.end - at, 0, "</b>"),
        ]
    return element(
        "blockquote",
        element("p", weave(shown, marks, raw=True)),
        [("class", "cefu-quote"), ("lang", text_lang(report, locale))],
    )


def saying_item(
    catalogue: Catalogue,
    saying: Saying,
    locale: Locale,
    root: str,
    *,
    dated: bool = False,
    attributes: Sequence[tuple[str, str]] = (),
) -> str:
    """A saying as a list item: gist, the report's words, and where they stand.

    ``dated`` puts the date in words before it; ``attributes`` are the item's own.
    """
    first = saying.first
    report = catalogue.reports[first.report]
    marks = badge("timeline_planned", locale) if first.planned else ""
    marks += badge("timeline_reference", locale) if first.kind == "reference" else ""
    date = element("span", html_text(in_words(first.edtf, locale)), [("class", "cefu-date")])
    gist = html_text(locale.name(first.gist))
    head = (date if dated else "") + (
        element("span", gist, [("class", "cefu-gist"), ("lang", locale.name_lang(first.gist))])
        if gist
        else ""
    )
    parts = [
        element("p", head + marks, [("class", "cefu-saying-head")]) if head or marks else "",
        quoted(catalogue, first, locale),
        source_line(saying, report, locale, root),
    ]
    return element("li", "".join(parts), [("class", "cefu-saying"), *attributes])


def side_by_side(sides: Iterable[Side], locale: Locale, items: Callable[[Side], str]) -> str:
    """The dates told of an event as columns, each with its sayings (``items``)."""
    columns = []
    for side in sides:
        count = locale("timeline_times", count=len(side.statements))
        words = html_text(in_words(side.edtf, locale))
        head = element("h6", words + element("small", html_text(count)))
        listed = element("ul", items(side), [("class", "cefu-sayings")])
        columns.append(element("section", head + listed, [("class", "cefu-side")]))
    return element("div", "".join(columns), [("class", "cefu-sides")])


def source_line(saying: Saying, report: Report, locale: Locale, root: str) -> str:
    """The report of a saying, linked to the paragraph, and further places of the same words."""
    first, *more = saying.statements
    url = passage_url(root, first.report, first.block, first.surface)
    place = html_text(place_in_words(first.block, locale))
    links = f'<a href="{attribute(url)}">{short_report_name(report, locale)} {place}</a>'
    for other in more:
        url = passage_url(root, other.report, other.block, other.surface)
        place = html_text(place_in_words(other.block, locale))
        links += f'{html_text(locale("name_joiner"))}<a href="{attribute(url)}">{place}</a>'
    return element("p", links, [("class", "cefu-source-line")])
