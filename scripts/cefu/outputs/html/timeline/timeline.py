"""The timeline page: every dated statement in order, by month, by day and by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.authority import TYPES
from cefu.outputs.html.markup import escape
from cefu.outputs.html.naming import actor_link, plain_report_name
from cefu.outputs.html.page import Page, up
from cefu.outputs.html.sayings import (
    badge,
    judgement_words,
    more_item,
    relation,
    saying_item,
    side_by_side,
)
from cefu.outputs.html.template import macro
from cefu.outputs.html.timeline.density import picture
from cefu.outputs.html.timeline.jumps import disagreement_list, event_list
from cefu.outputs.i18n.date_words import in_words, machine_date
from cefu.outputs.i18n.locale import Locale
from cefu.text.fold import fold_key, variants_of
from cefu.timeline.chronicle import Cluster, Moment, Saying, Year, sayings
from cefu.timeline.disagreements import Disagreement, Side

PATH = "timeline/index.md"
#: From this many months on a year is listed by months in the page's contents.
_DEEP = 3
#: Of more sayings than these a side shows the first; each stands under its own day too.
_BESIDE = 12
TEMPLATE = "timeline/timeline.html.j2"


def timeline_page(catalogue: Catalogue, locale: Locale) -> Page:
    """Every dated statement, what is told differently side by side, and the means to filter."""
    statements = catalogue.archive.statements
    writer = Writer(catalogue, locale, statements)
    if not statements:
        lead = locale("timeline_empty")
        told = macro(TEMPLATE, "lead", locale, lead, calendar=False)
        body = f"# {escape(locale('timeline'))}\n\n{told}"
        return Page(PATH, locale("timeline"), body, lead, {"hide": ["navigation", "toc"]})
    lead = locale("timeline_lead", count=len(statements))
    parts = [
        f"# {escape(locale('timeline'))}",
        macro(TEMPLATE, "lead", locale, lead, calendar=True),
        writer.disagreements(),
        writer.events(),
        picture(statements, locale),
        writer.filters(),
        *(part for year in catalogue.years for part in writer.year(year)),
    ]
    body = "\n\n".join(p for p in parts if p)
    return Page(PATH, locale("timeline"), body, lead, {"hide": ["navigation"]})


class Writer:
    """The parts of a page at ``path`` that shows ``statements``; ``place`` gives the address
    of an anchor of the timeline from there."""

    def __init__(
        self,
        catalogue: Catalogue,
        locale: Locale,
        statements: Sequence[Statement],
        path: str = PATH,
        place: Callable[[str], str] = "#{}".format,
    ) -> None:
        self.catalogue, self.locale, self.root = catalogue, locale, up(path)
        self.statements, self.place = statements, place

    # --- before the list ---------------------------------------------------------

    def disagreements(self) -> Markup:
        """The jump list to what is told differently."""
        return disagreement_list(self.catalogue, self.locale, self.place)

    def events(self) -> Markup:
        """All events of which more than one thing is said, folded away."""
        return event_list(self.catalogue, self.locale, self.place)

    def filters(self) -> Markup:
        """The form that filters the list; it shows where scripts run."""
        locale = self.locale
        here = {statement.report for statement in self.statements}
        if len(self.statements) == len(self.catalogue.archive.statements):
            here = set(self.catalogue.reports)
        return macro(
            TEMPLATE,
            "filters",
            locale,
            data={
                "data-count": len(self.statements),
                "data-shown": locale("timeline_shown", shown="{shown}", count="{count}"),
                "data-none": locale("timeline_none"),
                "data-add": locale("timeline_filter_add"),
                "data-remove": locale("timeline_filter_remove", name="{name}"),
                "data-fold": fold_table(self._words()),
            },
            reports=[
                (report.id, plain_report_name(report, locale))
                for report in self.catalogue.archive.reports
                if report.id in here
            ],
            actors=self._actors(),
            kinds=[
                (kind, locale(f"timeline_filter_{kind}"))
                for kind in ("past", "planned", "reference")
            ],
            differ=bool(self.catalogue.disagreements),
        )

    def _actors(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The actors that statements are about, by type, with the number of statements."""
        counts: dict[str, int] = {}
        for statement in self.statements:
            for ident in self.catalogue.about(statement):
                counts[ident] = counts.get(ident, 0) + 1
        groups: dict[str, list[tuple[str, str]]] = {}
        for ident in sorted(counts, key=lambda i: (-counts[i], i)):
            record = self.catalogue.records[ident]
            label = f"{self.locale.full_name(record.names)} ({counts[ident]})"
            groups.setdefault(record.type, []).append((ident, label))
        return [(self.locale(f"type_{kind}"), groups[kind]) for kind in TYPES if kind in groups]

    def _words(self) -> Iterable[str]:
        for statement in self.statements:
            yield statement.quote
            if statement.event:
                yield from self.catalogue.records[statement.event].names.values()

    # --- the list ----------------------------------------------------------------

    def year(self, year: Year) -> list[str]:
        """A year's heading, what is said of no month in it, then its months."""
        words = escape(in_words(year.anchor, self.locale))
        parts = [f"## {words} {{: #{year.anchor} .cefu-year }}"]
        if year.whole.clusters:
            parts.append(self._moments([year.whole], year.anchor))
        # The page's contents list months where there are many, not one a year.
        deep = len(year.months) >= _DEEP
        for month in year.months:
            words = in_words(month.anchor, self.locale)
            if deep:
                parts.append(f"### {escape(words)} {{: #{month.anchor} .cefu-month }}")
            else:
                parts.append(macro(TEMPLATE, "month", month.anchor, words))
            whole = [month.whole] if month.whole.clusters else []
            parts.append(self._moments([*whole, *month.days], month.anchor))
        return parts

    def _moments(self, moments: Iterable[Moment], within: str) -> Markup:
        return macro(TEMPLATE, "moments", within, [self._moment(m, within) for m in moments])

    def _moment(self, moment: Moment, within: str) -> Markup:
        """A day with its heading, or what is said of a whole month or year."""
        anchor, words, unsaid = moment.anchor, "", ""
        if anchor != within:
            words = in_words(anchor, self.locale)
        elif len(anchor) == 7:
            unsaid = self.locale("timeline_day_unsaid", month=in_words(within, self.locale))
        elif anchor.isdigit():
            unsaid = self.locale("timeline_month_unsaid", year=in_words(within, self.locale))
        # Below the day, or where there is none the month (``2018-04``), or the year.
        level = 5 if words else 4 if len(anchor) == 7 else 3
        clusters = Markup().join(self._cluster(c, anchor, level) for c in moment.clusters)
        return macro(TEMPLATE, "moment", anchor, machine_date(anchor), words, unsaid, clusters)

    def _cluster(self, cluster: Cluster, anchor: str, level: int) -> Markup:
        """What is said of one event on one day; ``level`` is that of its heading."""
        if not cluster.event:
            return self._list(cluster.sayings, anchor)
        record = self.catalogue.records[cluster.event]
        differs = self.catalogue.disagreements.get(cluster.event)
        of_dates = differs is not None and differs.of_dates
        at_home = self.catalogue.homes[cluster.event] == anchor
        mark, recorded = Markup(), ""
        if differs and (at_home or of_dates):
            mark = relation(differs, self.locale) or badge("timeline_disagree_badge", self.locale)
        elif at_home:
            mark = relation(self.catalogue.dated.get(cluster.event), self.locale)
        if at_home and record.date and (differs or machine_date(record.date) != anchor):
            recorded = self.locale("timeline_recorded", date=in_words(record.date, self.locale))
        beside = differs if at_home and of_dates else None
        said = self._list(cluster.sayings, anchor)
        return macro(
            TEMPLATE,
            "event",
            f"event-{cluster.event}" if at_home else "",
            level,
            differs is not None,
            actor_link(record, self.locale, self.root),
            mark,
            home=self._home(cluster.event) if of_dates and not at_home else None,
            recorded=recorded,
            note=self._note(differs) if at_home and differs else None,
            judged=judgement_words(self.catalogue.dated.get(cluster.event), self.locale)
            if at_home
            else Markup(),
            said=self._sides(beside, cluster, anchor) if beside else said,
        )

    def _home(self, event: str) -> dict[str, str]:
        """Where all that is said of an event stands, and how that is put."""
        home = in_words(self.catalogue.homes[event], self.locale)
        words = self.locale("timeline_disagree_see", date=home)
        return {"href": self.place(f"event-{event}"), "words": words}

    def _note(self, differs: Disagreement) -> dict[str, str]:
        """The keeper's words on what differs, or the dates that are told."""
        words = self.locale.name(differs.note)
        lang = self.locale.name_lang(differs.note)
        if not words:
            dates = (in_words(side.edtf, self.locale) for side in differs.sides)
            joined = self.locale("name_joiner").join(dates)
            words, lang = self.locale("timeline_disagree_auto", dates=joined), ""
        return {"label": self.locale("timeline_disagree_note"), "words": words, "lang": lang}

    def _sides(self, differs: Disagreement, here: Cluster, anchor: str) -> Markup:
        """Every date told, side by side, each with who tells it.

        What stands under other days as well is marked as a copy, so that no
        statement is counted twice; what only this day has must not get lost.
        """
        own = {s.id for saying in here.sayings for s in saying.statements}

        def items(side: Side) -> Markup:
            said = sayings(side.statements)
            shown.update(s.id for saying in said[:_BESIDE] for s in saying.statements)
            listed = [
                self._item(saying, side.edtf, copy=saying.first.id not in own)
                for saying in said[:_BESIDE]
            ]
            if len(said) > _BESIDE:
                listed.append(more_item(len(said) - _BESIDE, self.locale))
            return Markup().join(listed)

        shown: set[str] = set()
        sides = side_by_side(differs.sides, self.locale, items)
        rest = [s for s in here.sayings if s.first.id not in shown]
        return sides + (self._list(rest, anchor) if rest else Markup())

    def _list(self, said: Iterable[Saying], anchor: str) -> Markup:
        items = Markup().join(self._item(saying, anchor, copy=False) for saying in said)
        return macro(TEMPLATE, "list", items)

    def _item(self, saying: Saying, said: str, *, copy: bool) -> Markup:
        first = saying.first
        kind = "reference" if first.kind == "reference" else "planned" if first.planned else "past"
        about = dict.fromkeys(a for s in saying.statements for a in self.catalogue.about(s))
        return saying_item(
            self.catalogue,
            saying,
            self.locale,
            self.root,
            dated=first.edtf != said,
            data={
                "data-report": first.report,
                "data-actors": " ".join(about),
                "data-kind": kind,
                "data-times": len(saying.statements),
                "data-differ": "1" if first.event in self.catalogue.disagreements else "",
                "data-copy": "1" if copy else "",
            },
        )


def fold_table(texts: Iterable[str]) -> str:
    """The part of the folding table that a page needs, as pairs of characters."""
    chars = {char for text in texts for char in fold_key(text)}
    return "".join(char + to for char, to in variants_of(chars).items())
