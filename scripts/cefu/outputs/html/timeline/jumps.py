"""Lists that lead into the timeline: what is told differently, and all events."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.outputs.html.naming import actor_name
from cefu.outputs.html.template import macro
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.disagreements import Disagreement

_TEMPLATE = "timeline/timeline.html.j2"
#: The address of an anchor of the timeline.
Place = Callable[[str], str]
#: A line of a list: the name of the event, its address, what is told of it and in which language.
Row = tuple[Markup, str, str, str]


def disagreement_list(catalogue: Catalogue, locale: Locale, place: Place) -> Markup:
    """The jump list to what is told differently: dates, then facts; '' where nothing is."""
    found = catalogue.disagreements
    if not found:
        return Markup()
    dates = [_differs(catalogue, d, locale, place) for d in found.values() if d.of_dates]
    facts = [_differs(catalogue, d, locale, place) for d in found.values() if not d.of_dates]
    listed = (("timeline_disagree_lead", dates), ("timeline_facts_lead", facts))
    return macro(_TEMPLATE, "disagreements", locale, listed)


def _differs(catalogue: Catalogue, found: Disagreement, locale: Locale, place: Place) -> Row:
    if found.of_dates:
        told = " ／ ".join(in_words(side.edtf, locale) for side in found.sides)
        return _row(catalogue, found.event, locale, place, told)
    told, lang = locale.name(found.note), locale.name_lang(found.note)
    return _row(catalogue, found.event, locale, place, told, lang)


def _row(
    catalogue: Catalogue, event: str, locale: Locale, place: Place, told: str, lang: str = ""
) -> Row:
    return actor_name(catalogue.records[event], locale), place(f"event-{event}"), told, lang


def event_list(catalogue: Catalogue, locale: Locale, place: Place) -> Markup:
    """All events of which more than one thing is said, folded away; '' where there are none."""
    rows = [
        _row(catalogue, event, locale, place, in_words(home, locale))
        for event, home in catalogue.homes.items()
        if len(catalogue.told_of(event)) > 1
    ]
    return macro(_TEMPLATE, "events", locale, rows) if rows else Markup()
