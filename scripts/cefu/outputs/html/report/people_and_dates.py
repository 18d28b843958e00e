"""Who and when, beside a report: the actors and dates in it, section by section.

After the lists of persons and terms that documentary editions put beside each
document.  Without scripts it is a list to open; with them, a drawer that
follows the section being read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import TYPES
from cefu.model.document import Report, Section
from cefu.outputs.html.naming import actor_name, text_lang
from cefu.outputs.html.sayings import marks, relation
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import order

_ROOT = "../../"
#: The values of one line or list of the template.
_Values = dict[str, Any]


def people_and_dates(catalogue: Catalogue, report: Report, locale: Locale) -> Markup:
    """The aside as HTML; '' for a report that names nobody and no date.

    Every actor carries ``data-in``: for each section that names it, the section,
    the first block there and the number of mentions (``s2-1:p14:3``).
    """
    section_of = {block.id: block.section for block in report.blocks}
    mentions = [m for m in catalogue.mentions_in.get(report.id, ()) if m.block in section_of]
    statements = catalogue.statements_in.get(report.id, ())
    if not mentions and not statements:
        return Markup()
    counts = (len({m.actor for m in mentions}), len(statements))
    return macro(
        "report/people_and_dates.html.j2",
        "aside",
        locale,
        "・".join(str(n) for n in counts if n),
        _who(catalogue, mentions, section_of, locale),
        _when(catalogue, report, statements, section_of, locale),
    )


def _who(
    catalogue: Catalogue,
    mentions: Sequence[Mention],
    section_of: Mapping[str, str],
    locale: Locale,
) -> list[tuple[str, list[_Values]]]:
    """The actors by type, most mentioned first."""
    own: dict[str, list[Mention]] = {}
    for mention in mentions:
        own.setdefault(mention.actor, []).append(mention)
    kinds = []
    for kind in TYPES:
        actors = [a for a in own if catalogue.records[a].type == kind]
        actors.sort(key=lambda a: (-len(own[a]), a))
        if actors:
            kinds.append((kind, [_actor(catalogue, a, own[a], section_of, locale) for a in actors]))
    return kinds


def _actor(
    catalogue: Catalogue,
    actor: str,
    mentions: Sequence[Mention],
    section_of: Mapping[str, str],
    locale: Locale,
) -> _Values:
    within: dict[str, list[str]] = {}
    for mention in mentions:
        within.setdefault(section_of[mention.block], []).append(mention.block)
    first = mentions[0].block
    return {
        "id": actor,
        "within": " ".join(f"{s}:{b[0]}:{len(b)}" for s, b in within.items()),
        "name": actor_name(catalogue.records[actor], locale),
        "href": f"{_ROOT}actors/{actor}/",
        "first": first,
        "title": locale("whowhen_first", number=first.lstrip("p"), count=len(mentions)),
        "count": len(mentions),
    }


def _when(
    catalogue: Catalogue,
    report: Report,
    statements: Sequence[Statement],
    section_of: Mapping[str, str],
    locale: Locale,
) -> list[_Values]:
    """The dated statements by section, in order of time within it."""
    by_section: dict[str, list[Statement]] = {}
    for statement in statements:
        by_section.setdefault(section_of[statement.block], []).append(statement)
    return [
        {
            **_section(section, locale),
            "statements": [
                _statement(catalogue, report, statement, locale)
                for statement in sorted(by_section[section.id], key=lambda s: order(s.edtf))
            ],
        }
        for section in report.sections
        if section.id in by_section
    ]


def _section(section: Section, locale: Locale) -> _Values:
    """What a section is called and its address; what stands before all has none."""
    if section.id == "s0":
        return {"id": section.id, "name": locale("front_matter"), "lang": "", "href": ""}
    name, lang = locale.name(section.title), locale.name_lang(section.title)
    return {"id": section.id, "name": name, "lang": lang, "href": f"#{section.id}"}


def _statement(
    catalogue: Catalogue, report: Report, statement: Statement, locale: Locale
) -> _Values:
    words, lang = locale.name(statement.gist), locale.name_lang(statement.gist)
    if not words:
        words = locale.script(statement.quote, report.record.language)
        lang = text_lang(report, locale)
    differs = catalogue.dated.get(statement.event)
    of_dates = differs if differs and differs.of_dates else None
    return {
        "block": statement.block,
        "date": in_words(statement.edtf, locale),
        "marks": marks(statement, locale),
        "differs": relation(of_dates, locale),
        "href": f"{_ROOT}timeline/#event-{statement.event}",
        "words": words,
        "lang": lang,
    }
