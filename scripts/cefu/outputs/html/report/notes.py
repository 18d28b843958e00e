"""The notes below a report: its own, and the keeper's on printed errors.

The markup is in ``templates/report/notes.md.j2``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from cefu.model.document import EditorialNote, Report
from cefu.outputs.html.foreign_words import marked_foreign
from cefu.outputs.html.markup import linked
from cefu.outputs.html.report.told import told
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.locale import Locale

_TEMPLATE = "report/notes.md.j2"


@dataclass(frozen=True, slots=True)
class Tongue:
    """The languages of a report's page: ``foreign`` is that of the text, '' where it is the
    page's own; ``ours`` is the page's, '' where nothing need be said; ``script`` turns the
    text's words into the script shown."""

    foreign: str
    ours: str
    script: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class _Note:
    """``editorial``: anchor and mark of each editorial note on it; ``told``: what is to be told
    of it; ``moved``: earlier anchors, each with what is to be told of it."""

    id: str
    label: str
    text: Markup
    editorial: tuple[tuple[str, str], ...]
    referred: bool
    told: Markup
    moved: Sequence[tuple[str, Markup]]


@dataclass(frozen=True, slots=True)
class _Editorial:
    id: str
    number: str
    words: str
    text: Markup


def notes(
    report: Report,
    locale: Locale,
    tongue: Tongue,
    editorial: Mapping[str, Sequence[EditorialNote]],
    moved: Mapping[str, Sequence[str]],
) -> str:
    """The report's notes as Markdown, '' where it has none.

    ``editorial`` has the keeper's notes by the block or note they are on, ``moved`` the
    anchors published earlier by the one that took their place.
    """
    shown = [
        _Note(
            note.id,
            note.label,
            Markup(linked(tongue.script(note.text))),
            tuple((each.id, mark(each, locale)) for each in editorial.get(note.id, ())),
            bool(note.refs),
            _said(report, note.id, locale, tongue),
            [(old, _said(report, old, locale, tongue)) for old in moved.get(note.id, ())],
        )
        for note in report.notes
    ]
    return macro(_TEMPLATE, "notes", locale, tongue.foreign, tongue.ours, shown) if shown else ""


def _said(report: Report, ident: str, locale: Locale, tongue: Tongue) -> Markup:
    item = report.told.get(ident)
    return Markup(told(item, locale, tongue.ours, "span") if item else "")


def editorial_notes(report: Report, locale: Locale, tongue: Tongue) -> str:
    """The keeper's notes as Markdown, '' where there are none."""
    texts = {b.id: b.text for b in report.blocks} | {n.id: n.text for n in report.notes}
    shown = [
        _Editorial(
            note.id,
            number(note),
            tongue.script(texts[note.block][note.start : note.end]),
            Markup(marked_foreign(locale.name(note.note), locale)),
        )
        for note in report.editorial
    ]
    return macro(_TEMPLATE, "editorial", locale, tongue.foreign, shown) if shown else ""


def number(note: EditorialNote) -> str:
    """The number of an editorial note, as readers see it."""
    return note.id.lstrip("e")


def mark(note: EditorialNote, locale: Locale) -> str:
    """The mark of an editorial note in the text."""
    return locale("editorial_mark", number=number(note))
