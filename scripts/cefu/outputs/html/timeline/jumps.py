"""Lists that lead into the timeline: what is told differently, and all events."""

from __future__ import annotations

from collections.abc import Callable

from cefu.archive.catalogue import Catalogue
from cefu.outputs.html.markup import element, escape, html_text
from cefu.outputs.html.naming import actor_name
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.timeline.disagreements import Disagreement

#: The address of an anchor of the timeline.
Place = Callable[[str], str]


def disagreement_list(catalogue: Catalogue, locale: Locale, place: Place) -> list[str]:
    """The jump list to what is told differently."""
    found = catalogue.disagreements
    if not found:
        return []
    dates = [d for d in found.values() if d.of_dates]
    facts = [d for d in found.values() if not d.of_dates]
    parts = [f"## {escape(locale('timeline_disagree'))} {{: #disagreements }}"]
    for key, listed in (("timeline_disagree_lead", dates), ("timeline_facts_lead", facts)):
        if listed:
            items = "".join(element("li", _jump(catalogue, d, locale, place)) for d in listed)
            parts.append(element("p", html_text(locale(key, count=len(listed)))))
            parts.append(element("ul", items, [("class", "cefu-jumps")]))
    return parts


def _jump(catalogue: Catalogue, found: Disagreement, locale: Locale, place: Place) -> str:
    record = catalogue.records[found.event]
    lang = ""
    if found.of_dates:
        told = " ／ ".join(in_words(side.edtf, locale) for side in found.sides)
    else:
        told, lang = locale.name(found.note), locale.name_lang(found.note)
    return (
        element("a", actor_name(record, locale), [("href", place(f"event-{record.id}"))])
        + " "
        + element("span", html_text(told), [("class", "cefu-jump-dates"), ("lang", lang)])
    )


def event_list(catalogue: Catalogue, locale: Locale, place: Place) -> list[str]:
    """All events of which more than one thing is said, folded away."""
    told = [
        catalogue.records[event] for event in catalogue.homes if len(catalogue.told_of(event)) > 1
    ]
    if not told:
        return []
    rows = "".join(
        element(
            "li",
            element("a", actor_name(r, locale), [("href", place(f"event-{r.id}"))])
            + " "
            + element(
                "span",
                html_text(in_words(catalogue.homes[r.id], locale)),
                [("class", "cefu-jump-dates")],
            ),
        )
        for r in told
    )
    summary = element("summary", html_text(locale("timeline_events")))
    lead = element("p", html_text(locale("timeline_events_lead", count=len(told))))
    lists = element("ul", rows, [("class", "cefu-jumps")])
    return [element("details", summary + lead + lists, [("class", "cefu-fold")])]
