"""What the archive says of a report in its own words: the abstract above its text, and a
summary of each paragraph beside it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from cefu.model.document import Report
from cefu.model.language import Names
from cefu.outputs.html.foreign_words import marked_foreign
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

#: Characters of the text that tell what it is about, where there is no abstract.
_OPENING = 160


def abstract(report: Report, locale: Locale) -> str:
    """The abstract as HTML, '' where the record has none."""
    names = report.record.abstract
    text = locale.name(names)
    if not text:
        return ""
    words = Markup(marked_foreign(text, locale))
    return macro("report/record.html.j2", "abstract", locale, words, locale.name_lang(names))


def opening(report: Report) -> str:
    """The first words of the first paragraph, '' where the report has none."""
    prose = [b.text for b in report.blocks if b.type in ("paragraph", "abstract_point")]
    return prose[0][:_OPENING] if prose else ""


def has_summaries(summaries: Mapping[str, Names], locale: Locale) -> bool:
    """Whether any block has a summary in the page's language."""
    return any(_own(names, locale) for names in summaries.values())


def summary_above(block: str, summary: Names, locale: Locale) -> str:
    """The summary of ``block`` where its text is in another language than the page: a line
    to read before it; '' where the page's language has none."""
    return _shown("summary_above", block, summary, locale)


def summary_folded(block: str, summary: Names, locale: Locale) -> str:
    """The summary of ``block`` where its text is in the page's language: folded away."""
    return _shown("summary_folded", block, summary, locale)


def _shown(name: str, block: str, summary: Names, locale: Locale) -> str:
    text = _own(summary, locale)
    if not text:
        return ""
    return macro(
        "report/summaries.html.j2", name, locale, block, Markup(marked_foreign(text, locale))
    )


def _own(summary: Names, locale: Locale) -> str:
    """The summary in the page's language, in whichever script it was written."""
    language = locale.lang.partition("-")[0]
    return locale.name({tag: text for tag, text in summary.items() if tag.startswith(language)})
