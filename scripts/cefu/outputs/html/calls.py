"""What templates may call: names, links, marks and sayings, in one language, from one page."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.authority import Authority
from cefu.outputs.html.naming import (
    actor_link,
    passage_url,
    place_in_words,
    report_name,
    short_report_name,
)
from cefu.outputs.html.sayings import badge, judgement_words, relation, saying_item
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.chronicle import Saying
from cefu.timeline.disagreements import Disagreement


def calls(catalogue: Catalogue, locale: Locale, root: str) -> dict[str, object]:
    """The functions by name; ``root`` leads from the page to the docs root.

    What they give as HTML is ``Markup``, all else is text.
    """

    def at(statement: Statement) -> str:
        return passage_url(root, statement.report, statement.block, statement.surface)

    def link(record: Authority) -> Markup:
        return actor_link(record, locale, root)

    def report(ident: str) -> Markup:
        return report_name(catalogue.reports[ident], locale)

    @cache
    def short(ident: str) -> Markup:
        return short_report_name(catalogue.reports[ident], locale)

    def mark(key: str) -> Markup:
        return badge(key, locale)

    def standing(found: Disagreement | None) -> Markup:
        return relation(found, locale)

    def said(saying: Saying, dated: bool = False) -> Markup:
        return saying_item(catalogue, saying, locale, root, dated=dated)

    return {
        "locale": locale,
        "root": root,
        "at": at,
        "passage": lambda *place: passage_url(root, *place),
        "place": lambda anchor: place_in_words(anchor, locale),
        "date": lambda edtf: in_words(edtf, locale),
        "actor_link": link,
        "report_name": report,
        "short_name": short,
        "badge": mark,
        "relation": standing,
        "judgement": lambda found: judgement_words(found, locale),
        "saying_item": said,
    }
