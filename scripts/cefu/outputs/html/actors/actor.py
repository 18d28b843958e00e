"""The page of one actor: its names, its events and dates, its company, every mention."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import Authority
from cefu.outputs.html.actors.linked_data import SAME_AS, json_ld
from cefu.outputs.html.cited import (
    actor_link,
    badge,
    passage_url,
    place_in_words,
    relation,
    report_name,
    saying_item,
    side_by_side,
    text_lang,
)
from cefu.outputs.html.kwic import line
from cefu.outputs.html.markup import attribute, element, escape, html_text
from cefu.outputs.html.page import Page, up
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.interface import Voice
from cefu.text.script import to_simplified
from cefu.timeline.chronicle import sayings
from cefu.timeline.disagreements import Side, by_date

#: What one page holds before it goes on elsewhere.
_LINES = 600
_SAYINGS = 150
_COMPANY = 20
_PASSAGES = 60


def actor_page(catalogue: Catalogue, record: Authority, voice: Voice) -> list[Page]:
    """``actors/<id>/index.md``; further pages ``actors/<id>/2/`` where mentions are many."""
    mentions = catalogue.mentions.get(record.id, ())
    chunks = [mentions[i : i + _LINES] for i in range(0, len(mentions), _LINES)] or [()]
    path = f"actors/{record.id}/index.md"
    writer = _Writer(catalogue, record, voice, up(path))
    name = voice.full_name(record.names)
    description = voice.name(record.description)
    parts = [
        f"# {escape(name)}",
        *writer.head(),
        *writer.told(),
        *writer.events(),
        *writer.statements(),
        *writer.counts(),
        *writer.company(),
        *writer.mentions(chunks[0], len(mentions), 1, len(chunks)),
    ]
    meta: dict[str, object] = {
        "hide": ["navigation"],
        "actor_type": record.type,
        "json_ld": json_ld(record, catalogue.records, voice),
    }
    pages = [Page(path, name, _joined(parts), description, meta)]
    for number, chunk in enumerate(chunks[1:], 2):
        path = f"actors/{record.id}/{number}/index.md"
        writer = _Writer(catalogue, record, voice, up(path))
        title = f"{name}: {voice('actor_more_mentions', page=number)}"
        parts = [
            f"# {escape(title)}",
            *writer.mentions(chunk, len(mentions), number, len(chunks)),
        ]
        pages.append(Page(path, title, _joined(parts), description, {"hide": ["navigation"]}))
    return pages


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(p for p in parts if p)


class _Writer:
    def __init__(self, catalogue: Catalogue, record: Authority, voice: Voice, root: str) -> None:
        self.catalogue, self.record, self.voice, self.root = catalogue, record, voice, root

    def head(self) -> list[str]:
        """What it is, who it was then, and its names in all forms."""
        record, voice = self.record, self.voice
        kind = f'<a href="{self.root}actors/#{record.type}">{html_text(voice("type_" + record.type))}</a>'
        total = self.catalogue.total(record.id)
        facts = kind + (f" · {html_text(voice('actor_mentioned', count=total))}" if total else "")
        about = element(
            "p",
            html_text(voice.name(record.description)),
            [("class", "cefu-about"), ("lang", voice.name_lang(record.description))],
        )
        rows = [*self._names(), *self._relations()]
        listed = "".join(f"<dt>{html_text(term)}</dt><dd>{value}</dd>" for term, value in rows)
        return [
            element("p", facts, [("class", "cefu-actor-facts cefu-ui")]),
            about if voice.name(record.description) else "",
            element("dl", listed, [("class", "cefu-names cefu-ui")]),
        ]

    def _names(self) -> list[tuple[str, str]]:
        record, voice = self.record, self.voice
        rows = [
            (
                voice(f"actor_name_{key}"),
                element("span", html_text(record.names[lang]), [("lang", lang)]),
            )
            for key, lang in (("hant", "zh-Hant"), ("hans", "zh-Hans"), ("en", "en"))
            if record.names.get(lang)
        ]
        if variants := self._variants():
            rows.append((voice("actor_variants"), variants))
        links = " · ".join(
            f'<a href="{attribute(SAME_AS[scheme].format(value))}" rel="noopener">'
            f"{html_text(scheme.capitalize())} {html_text(value)}</a>"
            for scheme, value in sorted(record.identifiers.items())
        )
        if links:
            rows.append((voice("actor_identifiers"), links))
        return rows

    def _variants(self) -> str:
        """The other forms, those of one usage marked so."""
        shown = set(self.record.names.values())
        forms: dict[str, str] = {}
        for variant in self.record.variants:
            lang = {"english": "en", "mainland": "zh-Hans"}.get(variant.usage, "zh-Hant")
            form = to_simplified(variant.form) if lang == "zh-Hans" else variant.form
            if form in shown:
                continue
            word = element("span", html_text(form), [("lang", lang)])
            if variant.usage in ("taiwan", "mainland"):
                mark = html_text(self.voice(f"usage_{variant.usage}"))
                word += element("small", mark, [("class", "cefu-usage")])
            forms.setdefault(form, element("li", word))
        return element("ul", "".join(forms.values()), [("class", "cefu-variants")]) if forms else ""

    def _relations(self) -> list[tuple[str, str]]:
        record, voice, records = self.record, self.voice, self.catalogue.records
        narrower = [r.id for r in self.catalogue.listed if record.id in r.broader]
        rows = []
        if record.date:
            note = element("small", html_text(voice("actor_date_note")))
            rows.append((voice("actor_date"), f"{html_text(in_words(record.date, voice))} {note}"))
        for key, idents in (
            ("actor_place", [record.place] if record.place else []),
            ("actor_participants", list(record.participants)),
            ("actor_broader", list(record.broader)),
            ("actor_narrower", narrower),
        ):
            if idents:
                joiner = html_text(voice("name_joiner"))
                links = joiner.join(actor_link(records[i], voice, self.root) for i in idents)
                rows.append((voice(key), links))
        return rows

    def _difference(self) -> list[str]:
        """Of an event told differently: the note."""
        differs = self.catalogue.disagreements.get(self.record.id)
        if not differs:
            return []
        text, lang = self.voice.name(differs.note), self.voice.name_lang(differs.note)
        if not text:
            dates = (in_words(side.edtf, self.voice) for side in differs.sides)
            joined = self.voice("name_joiner").join(dates)
            text, lang = self.voice("timeline_disagree_auto", dates=joined), ""
        mark = relation(differs, self.voice) or badge("timeline_disagree_badge", self.voice)
        link = element(
            "a",
            html_text(self.voice("timeline")),
            [("href", f"{self.root}timeline/#event-{self.record.id}")],
        )
        words = element("span", html_text(text), [("lang", lang)])
        return [element("p", f"{mark} {words} {link}", [("class", "cefu-differs-note")])]

    def events(self) -> list[str]:
        """The events it took part in, each with the dates told and by whom."""
        events = self.catalogue.events_of.get(self.record.id, ())
        if not events:
            return []
        items = "".join(self._event(event) for event in events)
        return [
            f"## {escape(self.voice('actor_events'))} {{: #events }}",
            element("p", html_text(self.voice("actor_events_lead"))),
            element("ul", items, [("class", "cefu-actor-events")]),
        ]

    def _event(self, event: Authority) -> str:
        by_date: dict[str, list[Statement]] = {}
        for statement in self.catalogue.told_of(event.id):
            by_date.setdefault(statement.edtf, []).append(statement)
        dates = "".join(self._told_date(date, own) for date, own in by_date.items())
        mark = relation(self.catalogue.dated.get(event.id), self.voice)
        name = element(
            "p", actor_link(event, self.voice, self.root) + mark, [("class", "cefu-event-name")]
        )
        return element("li", name + element("ul", dates))

    def _told_date(self, date: str, statements: Sequence[Statement]) -> str:
        """A date, and the reports that give it, each linked to where it first does."""
        first: dict[str, Statement] = {}
        for statement in statements:
            first.setdefault(statement.report, statement)
        links = "".join(
            element("li", f'<a href="{attribute(self._at(s))}">{self._report(s.report)}</a>')
            for s in first.values()
        )
        planned = all(s.planned for s in statements)
        words = element("span", html_text(in_words(date, self.voice)), [("class", "cefu-date")])
        mark = badge("timeline_planned", self.voice) if planned else ""
        return element("li", words + mark + element("ul", links, [("class", "cefu-told-by")]))

    def _at(self, statement: Statement) -> str:
        return passage_url(self.root, statement.report, statement.block, statement.surface)

    def _report(self, ident: str) -> str:
        return report_name(self.catalogue.reports[ident], self.voice)

    def told(self) -> list[str]:
        """Of an event: every date told of it, side by side, each by whom."""
        own = self.catalogue.told_of(self.record.id)
        if not own:
            return []

        def items(side: Side) -> str:
            said = sayings(side.statements)
            return "".join(saying_item(self.catalogue, s, self.voice, self.root) for s in said)

        return [
            f"## {escape(self.voice('actor_told'))} {{: #told }}",
            *self._difference(),
            side_by_side(by_date(own), self.voice, items),
        ]

    def statements(self) -> list[str]:
        """The other dated statements about it, in order of time."""
        own = {s.id for s in self.catalogue.told_of(self.record.id)}
        found = [s for s in self.catalogue.statements_about(self.record.id) if s.id not in own]
        if not found:
            return []
        said = sayings(found)
        items = "".join(
            saying_item(self.catalogue, saying, self.voice, self.root, dated=True)
            for saying in said[:_SAYINGS]
        )
        url = f"{self.root}timeline/?actor={self.record.id}"
        more = self.voice("actor_timeline_all", count=len(found) + len(own))
        head = self.voice("actor_timeline_other" if own else "actor_timeline")
        rest = self.voice("actor_timeline_rest", count=len(said) - _SAYINGS)
        return [
            f"## {escape(head)} {{: #timeline }}",
            element("p", element("a", html_text(more), [("href", url)])),
            element("ul", items, [("class", "cefu-sayings")]),
            element("p", html_text(rest)) if len(said) > _SAYINGS else "",
        ]

    def counts(self) -> list[str]:
        """Mentions per report, as a table with bars."""
        counts = self.catalogue.counts.get(self.record.id, {})
        head = f"## {escape(self.voice('actor_counts'))} {{: #counts }}"
        if not counts:
            return [head, element("p", html_text(self.voice("actor_counts_none")))]
        most = max(counts.values())
        rows = "".join(
            f'<tr><th scope="row"><a href="#in-{ident}">{self._report(ident)}</a></th>'
            f'<td class="cefu-number">{count}</td>'
            f'<td class="cefu-bar-cell">{_bar(count, most)}</td></tr>'
            for ident in self.catalogue.reports
            if (count := counts.get(ident, 0))
        )
        report, times = self.voice("actor_report"), self.voice("actor_times")
        table = (
            f'<table class="cefu-bars cefu-ui"><thead><tr><th scope="col">{html_text(report)}</th>'
            f'<th scope="col" colspan="2">{html_text(times)}</th></tr></thead>'
            f"<tbody>{rows}</tbody></table>"
        )
        return [head, table]

    def company(self) -> list[str]:
        """Whom it is mentioned with, each with the shared paragraphs."""
        found = self.catalogue.company.get(self.record.id, ())
        if not found:
            return []
        most = len(found[0].passages)
        items = "".join(
            element("li", self._companion(c.actor, c.passages, most)) for c in found[:_COMPANY]
        )
        parts = [
            f"## {escape(self.voice('actor_company'))} {{: #company }}",
            element("p", html_text(self.voice("actor_company_lead"))),
            element("ol", items, [("class", "cefu-company cefu-ui")]),
        ]
        if len(found) > _COMPANY:
            more = self.voice("actor_company_more", shown=_COMPANY, count=len(found))
            parts.append(element("p", html_text(more), [("class", "cefu-quiet")]))
        return parts

    def _companion(self, actor: str, passages: Sequence[tuple[str, str]], most: int) -> str:
        name = actor_link(self.catalogue.records[actor], self.voice, self.root)
        count = html_text(self.voice("actor_company_count", count=len(passages)))
        groups = []
        for report, own in groupby(passages[:_PASSAGES], key=lambda p: p[0]):
            links = " ".join(
                f'<a href="{self.root}reports/{report}/#{anchor}">'
                f"{html_text(place_in_words(anchor, self.voice))}</a>"
                for _, anchor in own
            )
            groups.append(element("li", f"{self._report(report)} {links}"))
        shared = element("ul", "".join(groups), [("class", "cefu-shared")])
        summary = element("summary", f"{count} {_bar(len(passages), most)}")
        return name + element("details", summary + shared)

    def mentions(self, chunk: Sequence[Mention], total: int, number: int, pages: int) -> list[str]:
        """Every mention as a KWIC line, by report."""
        if not chunk:
            return []
        title = (
            self.voice("actor_mentions")
            if pages == 1
            else self.voice("actor_mentions_page", page=number, pages=pages)
        )
        head = f"## {escape(title)} {{: #mentions }}" if number == 1 else ""
        lead = element("p", html_text(self.voice("actor_mentions_lead", count=total)))
        parts = [head, lead]
        for report, own in groupby(chunk, key=lambda m: m.report):
            parts.append(self._concordance(report, list(own)))
        links = [
            f'<a href="{self._page(n, number)}">'
            f"{html_text(self.voice('actor_more_mentions', page=n))}</a>"
            for n in range(1, pages + 1)
            if n != number
        ]
        if links:
            parts.append(element("p", " · ".join(links), [("class", "cefu-ui")]))
        return parts

    def _page(self, target: int, here: int) -> str:
        back = "../" if here > 1 else ""
        return f"{back}#mentions" if target == 1 else f"{back}{target}/"

    def _concordance(self, report: str, mentions: Sequence[Mention]) -> str:
        count = html_text(self.voice("actor_mentions_count", count=len(mentions)))
        own = self.catalogue.reports[report]
        head = element(
            "h3", f"{report_name(own, self.voice)} <small>{count}</small>", [("id", f"in-{report}")]
        )
        lines = "\n".join(self._line(m) for m in mentions)
        listed = element(
            "ol", lines, [("class", "cefu-kwic"), ("lang", text_lang(own, self.voice))]
        )
        return element("section", f"{head}\n{listed}", [("class", "cefu-concordance")])

    def _line(self, mention: Mention) -> str:
        text = self.catalogue.texts[mention.report, mention.block]
        language = self.catalogue.reports[mention.report].record.language
        shown = line(self.voice.script(text, language), mention.start, mention.end, 17)
        url = passage_url(self.root, mention.report, mention.block, mention.surface)
        place = place_in_words(mention.block, self.voice)
        return (
            f'<li><a href="{attribute(url)}"><span class="cefu-before">{html_text(shown.before)}</span>'
            f"<mark>{html_text(shown.keyword)}</mark>"
            f'<span class="cefu-after">{html_text(shown.after)}</span>'
            f'<span class="cefu-place" lang="{self.voice.lang}">{html_text(place)}</span></a></li>'
        )


def _bar(count: int, most: int) -> str:
    """A bar as long as its share of the longest."""
    share = max(1, round(100 * count / most))
    return (
        '<svg class="cefu-bar" width="100%" height="10" aria-hidden="true">'
        f'<rect width="{share}%" height="10"/></svg>'
    )
