"""Who and when, beside a report: the actors and dates in it, section by section.

After the lists of persons and terms that documentary editions put beside each
document.  Without scripts it is a list to open; with them, a drawer that
follows the section being read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import TYPES
from cefu.model.document import Report, Section
from cefu.outputs.html.markup import attribute, element, html_text
from cefu.outputs.html.naming import actor_name, text_lang
from cefu.outputs.html.sayings import badge, relation
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import order

_ROOT = "../../"


def people_and_dates(catalogue: Catalogue, report: Report, locale: Locale) -> str:
    """The aside as HTML; '' for a report that names nobody and no date.

    Every actor carries ``data-in``: for each section that names it, the section,
    the first block there and the number of mentions (``s2-1:p14:3``).
    """
    section_of = {block.id: block.section for block in report.blocks}
    mentions = [m for m in catalogue.mentions_in.get(report.id, ()) if m.block in section_of]
    statements = catalogue.statements_in.get(report.id, ())
    if not mentions and not statements:
        return ""
    who = _who(catalogue, mentions, section_of, locale)
    when = _when(catalogue, report, statements, section_of, locale)
    lead = element("p", html_text(locale("whowhen_lead")), [("class", "cefu-whowhen-lead")])
    parts = [lead]
    for key, listed in (("who", who), ("when", when)):
        if listed:
            head = element(
                "h2", html_text(locale(f"whowhen_{key}")), [("class", "cefu-whowhen-head")]
            )
            parts.append(element("section", head + listed, [("class", f"cefu-{key}")]))
    counts = (len({m.actor for m in mentions}), len(statements))
    summary = element(
        "summary",
        html_text(locale("whowhen"))
        + element("small", "・".join(str(n) for n in counts if n), [("aria-hidden", "true")]),
    )
    details = element("details", f"{summary}\n" + "\n".join(parts), [("class", "cefu-fold")])
    return element(
        "aside",
        details,
        [
            ("class", "cefu-whowhen cefu-ui"),
            ("id", "whowhen"),
            ("aria-label", locale("whowhen")),
            ("data-open", locale("whowhen_open")),
            ("data-close", locale("whowhen_close")),
            ("data-section", locale("whowhen_section")),
            ("data-whole", locale("whowhen_whole")),
        ],
    )


def _who(
    catalogue: Catalogue,
    mentions: Sequence[Mention],
    section_of: Mapping[str, str],
    locale: Locale,
) -> str:
    """The actors by type, most mentioned first."""
    own: dict[str, list[Mention]] = {}
    for mention in mentions:
        own.setdefault(mention.actor, []).append(mention)
    parts = []
    for kind in TYPES:
        actors = [a for a in own if catalogue.records[a].type == kind]
        if not actors:
            continue
        actors.sort(key=lambda a: (-len(own[a]), a))
        items = "\n".join(_actor(catalogue, a, own[a], section_of, locale) for a in actors)
        head = element("h3", html_text(locale(f"type_{kind}")), [("class", "cefu-whowhen-kind")])
        parts.append(head + element("ul", items))
    return "\n".join(parts)


def _actor(
    catalogue: Catalogue,
    actor: str,
    mentions: Sequence[Mention],
    section_of: Mapping[str, str],
    locale: Locale,
) -> str:
    record = catalogue.records[actor]
    within: dict[str, list[str]] = {}
    for mention in mentions:
        within.setdefault(section_of[mention.block], []).append(mention.block)
    first = mentions[0].block
    number = first.lstrip("p")
    title = locale("whowhen_first", number=number, count=len(mentions))
    name = (
        f'<a class="cefu-who-name" href="{_ROOT}actors/{actor}/">{actor_name(record, locale)}</a>'
    )
    count = (
        f'<a class="cefu-who-count" href="#{first}" title="{attribute(title)}">{len(mentions)}</a>'
    )
    return element(
        "li",
        f"{name} {count}",
        [
            ("data-actor", actor),
            ("data-in", " ".join(f"{s}:{b[0]}:{len(b)}" for s, b in within.items())),
        ],
    )


def _when(
    catalogue: Catalogue,
    report: Report,
    statements: Sequence[Statement],
    section_of: Mapping[str, str],
    locale: Locale,
) -> str:
    """The dated statements by section, in order of time within it."""
    by_section: dict[str, list[Statement]] = {}
    for statement in statements:
        by_section.setdefault(section_of[statement.block], []).append(statement)
    parts = []
    for section in report.sections:
        own = sorted(by_section.get(section.id, ()), key=lambda s: order(s.edtf))
        if not own:
            continue
        items = "\n".join(_statement(catalogue, report, s, locale) for s in own)
        head = _section_name(section, locale)
        listed = element("ol", items)
        parts.append(element("section", head + listed, [("data-section", section.id)]))
    return "\n".join(parts)


def _section_name(section: Section, locale: Locale) -> str:
    if section.id == "s0":
        name, lang = locale("front_matter"), ""
    else:
        name, lang = locale.name(section.title), locale.name_lang(section.title)
    link = element("a", html_text(name), [("href", f"#{section.id}"), ("lang", lang)])
    shown = link if section.id != "s0" else html_text(name)
    return element("h3", shown, [("class", "cefu-whowhen-kind")])


def _statement(catalogue: Catalogue, report: Report, statement: Statement, locale: Locale) -> str:
    words = in_words(statement.edtf, locale)
    gist, lang = locale.name(statement.gist), locale.name_lang(statement.gist)
    if not gist:
        gist = locale.script(statement.quote, report.record.language)
        lang = text_lang(report, locale)
    marks = badge("timeline_planned", locale) if statement.planned else ""
    marks += badge("timeline_reference", locale) if statement.kind == "reference" else ""
    told = catalogue.dated.get(statement.event)
    if told and told.of_dates:
        where = f"{_ROOT}timeline/#event-{statement.event}"
        marks += element("a", relation(told, locale), [("href", where)])
    return element(
        "li",
        f'<a class="cefu-date" href="#{statement.block}">{html_text(words)}</a>{marks} '
        + element("span", html_text(gist), [("class", "cefu-when-words"), ("lang", lang)]),
    )
