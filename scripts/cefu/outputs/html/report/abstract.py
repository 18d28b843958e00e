"""The abstract above a report's text, in the archive's words, and how the text itself begins."""

from __future__ import annotations

from markupsafe import Markup

from cefu.model.document import Report
from cefu.outputs.html.foreign_words import marked_foreign
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.interface import Voice

#: Characters of the text that tell what it is about, where there is no abstract.
_OPENING = 160


def abstract(report: Report, voice: Voice) -> str:
    """The abstract as HTML, '' where the record has none."""
    names = report.record.abstract
    text = voice.name(names)
    if not text:
        return ""
    words = Markup(marked_foreign(text, voice))
    return macro("record.html.j2", "abstract", voice, words, voice.name_lang(names))


def opening(report: Report) -> str:
    """The first words of the first paragraph, '' where the report has none."""
    prose = [b.text for b in report.blocks if b.type in ("paragraph", "abstract_point")]
    return prose[0][:_OPENING] if prose else ""
