"""The timeline page: every dated statement in order, by month, by day and by event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Statement
from cefu.model.authority import TYPES
from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.naming import actor_link, plain_report_name
from cefu.outputs.html.page import Page, up
from cefu.outputs.html.sayings import badge, judgement_words, relation, saying_item, side_by_side
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
_BESIDE = 40
LEAD = [("class", "cefu-lead")]


def timeline_page(catalogue: Catalogue, locale: Locale) -> Page:
    """Every dated statement, what is told differently side by side, and the means to filter."""
    statements = catalogue.archive.statements
    writer = Writer(catalogue, locale, statements)
    if not statements:
        lead = locale("timeline_empty")
        body = f"# {escape(locale('timeline'))}\n\n" + element("p", html_text(lead), LEAD)
        return Page(PATH, locale("timeline"), body, lead, {"hide": ["navigation", "toc"]})
    lead = locale("timeline_lead", count=len(statements))
    calendar = f'<a href="../data/timeline.ics">{html_text(locale("timeline_calendar"))}</a>'
    parts = [
        f"# {escape(locale('timeline'))}",
        element("p", f"{html_text(lead)} {calendar}", LEAD),
        *writer.disagreements(),
        *writer.events(),
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

    def disagreements(self) -> list[str]:
        """The jump list to what is told differently."""
        return disagreement_list(self.catalogue, self.locale, self.place)

    def events(self) -> list[str]:
        """All events of which more than one thing is said, folded away."""
        return event_list(self.catalogue, self.locale, self.place)

    def filters(self) -> str:
        """The form that filters the list; it shows where scripts run."""
        locale = self.locale
        here = {statement.report for statement in self.statements}
        if len(self.statements) == len(self.catalogue.archive.statements):
            here = set(self.catalogue.reports)
        reports = "".join(
            f'<option value="{attribute(r.id)}">{html_text(plain_report_name(r, locale))}</option>'
            for r in self.catalogue.archive.reports
            if r.id in here
        )
        kinds = "".join(
            f'<option value="{kind}">{html_text(locale("timeline_filter_" + kind))}</option>'
            for kind in ("past", "planned", "reference")
        )
        every = f'<option value="">{html_text(locale("timeline_filter_all"))}</option>'
        actors = self._actor_options()
        fields = "".join(
            [
                self._field("words", '<input type="search" name="q" autocomplete="off">'),
                self._field("report", f'<select name="report">{every}{reports}</select>'),
                self._field("actor", f'<select name="actor">{every}{actors}</select>')
                if actors
                else "",
                self._field("kind", f'<select name="kind">{every}{kinds}</select>'),
                '<label class="cefu-check"><input type="checkbox" name="differ" value="1"> '
                f"{html_text(locale('timeline_filter_disagree'))}</label>"
                if self.catalogue.disagreements
                else "",
            ]
        )
        total = len(self.statements)
        state = (
            '<ul class="cefu-chips" hidden></ul>'
            '<p class="cefu-shown"><span role="status"></span> '
            f'<button type="reset" hidden>{html_text(locale("timeline_filter_clear"))}</button></p>'
        )
        return element(
            "form",
            fields + state,
            [
                ("class", "cefu-filter cefu-ui"),
                ("id", "cefu-timeline-filter"),
                ("role", "search"),
                ("aria-label", locale("timeline_filter")),
                ("data-count", str(total)),
                ("data-shown", locale("timeline_shown", shown="{shown}", count="{count}")),
                ("data-none", locale("timeline_none")),
                ("data-add", locale("timeline_filter_add")),
                ("data-remove", locale("timeline_filter_remove", name="{name}")),
                ("data-fold", fold_table(self._words())),
                ("hidden", "hidden"),
            ],
        )

    def _field(self, key: str, control: str) -> str:
        name = html_text(self.locale(f"timeline_filter_{key}"))
        return f"<label><span>{name}</span> {control}</label>"

    def _actor_options(self) -> str:
        counts: dict[str, int] = {}
        for statement in self.statements:
            for ident in self.catalogue.about(statement):
                counts[ident] = counts.get(ident, 0) + 1
        groups: dict[str, list[tuple[str, str]]] = {}
        for ident in sorted(counts, key=lambda i: (-counts[i], i)):
            record = self.catalogue.records[ident]
            label = f"{self.locale.full_name(record.names)} ({counts[ident]})"
            groups.setdefault(record.type, []).append((ident, label))
        return "".join(
            element(
                "optgroup",
                "".join(
                    f'<option value="{ident}">{html_text(label)}</option>'
                    for ident, label in groups[kind]
                ),
                [("label", self.locale(f"type_{kind}"))],
            )
            for kind in TYPES
            if kind in groups
        )

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
                attributes = [("id", month.anchor), ("class", "cefu-month")]
                parts.append(element("h3", html_text(words), attributes))
            whole = [month.whole] if month.whole.clusters else []
            parts.append(self._moments([*whole, *month.days], month.anchor))
        return parts

    def _moments(self, moments: Iterable[Moment], within: str) -> str:
        return element(
            "div",
            "\n".join(self._moment(m, within) for m in moments),
            [("class", "cefu-moments"), ("data-within", within)],
        )

    def _moment(self, moment: Moment, within: str) -> str:
        """A day with its heading, or what is said of a whole month or year."""
        words = html_text(in_words(moment.anchor, self.locale))
        if moment.anchor != within:
            date = f'<time datetime="{machine_date(moment.anchor)}">{words}</time>'
            head = (
                f'<h4 class="cefu-day" id="{moment.anchor}">'
                f'<a href="#{moment.anchor}">{date}</a></h4>'
            )
        elif len(moment.anchor) == 7:
            head = _quiet(self.locale("timeline_day_unsaid", month=in_words(within, self.locale)))
        elif moment.anchor.isdigit():
            head = _quiet(self.locale("timeline_month_unsaid", year=in_words(within, self.locale)))
        else:
            head = ""
        body = "".join(self._cluster(c, moment.anchor) for c in moment.clusters)
        return element("section", head + body, [("class", "cefu-moment")])

    def _cluster(self, cluster: Cluster, anchor: str) -> str:
        """What is said of one event on one day."""
        if not cluster.event:
            return self._list(cluster.sayings, anchor)
        record = self.catalogue.records[cluster.event]
        differs = self.catalogue.disagreements.get(cluster.event)
        at_home = self.catalogue.homes[cluster.event] == anchor
        name = actor_link(record, self.locale, self.root)
        if differs and (at_home or differs.of_dates):
            name += relation(differs, self.locale) or badge("timeline_disagree_badge", self.locale)
        elif at_home:
            name += relation(self.catalogue.dated.get(cluster.event), self.locale)
        head = element("h5", name, [("class", "cefu-event-name")])
        parts = [head]
        if not at_home and differs and differs.of_dates:
            parts.append(self._see(cluster.event))
        if at_home and record.date and (differs or machine_date(record.date) != anchor):
            recorded = self.locale("timeline_recorded", date=in_words(record.date, self.locale))
            parts.append(element("p", html_text(recorded), [("class", "cefu-event-facts")]))
        if at_home and differs:
            parts.append(self._note(differs))
        if at_home:
            parts.append(judgement_words(self.catalogue.dated.get(cluster.event), self.locale))
        if at_home and differs and differs.of_dates:
            parts.append(self._sides(differs, cluster, anchor))
        else:
            parts.append(self._list(cluster.sayings, anchor))
        ident = f"event-{cluster.event}" if at_home else ""
        kind = "cefu-event cefu-event--differs" if differs else "cefu-event"
        return element("article", "".join(parts), [("class", kind), ("id", ident)])

    def _see(self, event: str) -> str:
        home = in_words(self.catalogue.homes[event], self.locale)
        link = element(
            "a",
            html_text(self.locale("timeline_disagree_see", date=home)),
            [("href", self.place(f"event-{event}"))],
        )
        return element("p", link, [("class", "cefu-event-see")])

    def _note(self, differs: Disagreement) -> str:
        text = self.locale.name(differs.note)
        lang = self.locale.name_lang(differs.note)
        if not text:
            dates = (in_words(side.edtf, self.locale) for side in differs.sides)
            joined = self.locale("name_joiner").join(dates)
            text, lang = self.locale("timeline_disagree_auto", dates=joined), ""
        label = element("strong", html_text(self.locale("timeline_disagree_note")))
        words = element("span", html_text(text), [("lang", lang)])
        return element("p", f"{label} {words}", [("class", "cefu-differs-note")])

    def _sides(self, differs: Disagreement, here: Cluster, anchor: str) -> str:
        """Every date told, side by side, each with who tells it.

        What stands under other days as well is marked as a copy, so that no
        statement is counted twice; what only this day has must not get lost.
        """
        own = {s.id for saying in here.sayings for s in saying.statements}

        def items(side: Side) -> str:
            said = sayings(side.statements)
            shown.update(s.id for saying in said[:_BESIDE] for s in saying.statements)
            more = self.locale("timeline_more", count=len(said) - _BESIDE)
            return "".join(
                self._item(saying, side.edtf, copy=saying.first.id not in own)
                for saying in said[:_BESIDE]
            ) + (element("li", html_text(more)) if len(said) > _BESIDE else "")

        shown: set[str] = set()
        sides = side_by_side(differs.sides, self.locale, items)
        rest = [s for s in here.sayings if s.first.id not in shown]
        return sides + (self._list(rest, anchor) if rest else "")

    def _list(self, said: Iterable[Saying], anchor: str) -> str:
        items = "".join(self._item(saying, anchor, copy=False) for saying in said)
        return element("ul", items, [("class", "cefu-sayings")])

    def _item(self, saying: Saying, said: str, *, copy: bool) -> str:
        first = saying.first
        kind = "reference" if first.kind == "reference" else "planned" if first.planned else "past"
        about = dict.fromkeys(a for s in saying.statements for a in self.catalogue.about(s))
        return saying_item(
            self.catalogue,
            saying,
            self.locale,
            self.root,
            dated=first.edtf != said,
            attributes=[
                ("data-report", first.report),
                ("data-actors", " ".join(about)),
                ("data-kind", kind),
                ("data-times", str(len(saying.statements))),
                ("data-differ", "1" if first.event in self.catalogue.disagreements else ""),
                ("data-copy", "1" if copy else ""),
            ],
        )


def _quiet(words: str) -> str:
    return element("p", html_text(words), [("class", "cefu-unsaid")])


def fold_table(texts: Iterable[str]) -> str:
    """The part of the folding table that a page needs, as pairs of characters."""
    chars = {char for text in texts for char in fold_key(text)}
    return "".join(char + to for char, to in variants_of(chars).items())
