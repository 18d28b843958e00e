"""The page of one actor: its names, its events and dates, its company, every mention.

What is told of it is gathered here; ``templates/actors/actor.md.j2`` is the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from cefu.archive.catalogue import Catalogue
from cefu.model.annotations import Mention, Statement
from cefu.model.authority import Authority
from cefu.model.language import ENGLISH, ORIGINAL, SIMPLIFIED
from cefu.outputs.html.actors.counts import BY_REPORT, by_year
from cefu.outputs.html.actors.kwic import Line, line
from cefu.outputs.html.actors.linked_data import SAME_AS, json_ld
from cefu.outputs.html.actors.network import ring
from cefu.outputs.html.calls import calls
from cefu.outputs.html.naming import passage_url, place_in_words, text_lang
from cefu.outputs.html.page import Page, up
from cefu.outputs.html.sayings import more_item, saying_item, side_by_side
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.date_words import in_words
from cefu.outputs.i18n.locale import Locale
from cefu.text.script import to_simplified
from cefu.timeline.chronicle import Saying, sayings
from cefu.timeline.disagreements import Disagreement, Side, by_date

#: Mentions on the page itself where not all fit, and on each further page.
_FIRST = 60
_LINES = 300
#: Everything else that grows with the archive, so that a page has at most 250 kB however
#: many reports there are: sayings, those of one date, companions, passages shared with each,
#: events, their dates, and who tells of each.
_SAYINGS = 40
_BESIDE = 12
_COMPANY = 20
_PASSAGES = 10
_EVENTS = 30
_DATES = 6
_TOLD_BY = 5
#: Han characters of context on either side of a mention.
_CONTEXT = 17


def actor_page(catalogue: Catalogue, record: Authority, locale: Locale) -> list[Page]:
    """``actors/<id>/index.md``; further pages ``actors/<id>/2/`` where mentions are many."""
    mentions = catalogue.mentions.get(record.id, ())
    chunks = _chunks(mentions)
    path = f"actors/{record.id}/index.md"
    name, description = locale.full_name(record.names), locale.name(record.description)
    counts = catalogue.counts.get(record.id, {})
    years = by_year(catalogue, counts, locale) if len(counts) > BY_REPORT else {}
    events = catalogue.events_of.get(record.id, ())
    body = fill(
        "actors/actor.md.j2",
        **calls(catalogue, locale, up(path)),
        record=record,
        name=name,
        about=_Text(description, locale.name_lang(record.description)),
        total=catalogue.total(record.id),
        names=_names(record),
        variants=_variants(record),
        identifiers=_identifiers(record),
        relations=_relations(catalogue, record),
        told=_told(catalogue, record, locale, up(path)),
        differs=catalogue.disagreements.get(record.id),
        dated=catalogue.dated.get(record.id),
        difference=_difference(catalogue, record, locale),
        events=[_event(catalogue, each) for each in events[:_EVENTS]],
        more_events=max(0, len(events) - _EVENTS),
        statements=_statements(catalogue, record),
        counts=[
            (ident, counts[ident], place)
            for ident, place in _begin(chunks).items()
            if counts.get(ident) and not years
        ],
        years=years,
        most=max(years.values() if years else counts.values(), default=0),
        company=_company(catalogue, record),
        ring=ring(catalogue, record, locale),
        mentions=_concordance(catalogue, locale, chunks, 1, path),
    )
    meta: dict[str, object] = {
        "hide": ["navigation"],
        "actor_type": record.type,
        "json_ld": json_ld(record, catalogue.records, locale),
    }
    pages = [Page(path, name, body, description, meta)]
    for number in range(2, len(chunks) + 1):
        path = f"actors/{record.id}/{number}/index.md"
        title = f"{name}: {locale('actor_more_mentions', page=number)}"
        listed = _concordance(catalogue, locale, chunks, number, path)
        body = fill("actors/actor_more.md.j2", title=title, mentions=listed)
        pages.append(Page(path, title, body, description, {"hide": ["navigation"]}))
    return pages


def _chunks(mentions: Sequence[Mention]) -> list[Sequence[Mention]]:
    """The mentions of the first page and of each further one."""
    if len(mentions) <= _LINES // 2:
        return [mentions]
    rest = range(_FIRST, len(mentions), _LINES)
    return [mentions[:_FIRST], *(mentions[at : at + _LINES] for at in rest)]


@dataclass(frozen=True, slots=True)
class _Text:
    """Words and their language, '' where it is the page's."""

    text: str
    lang: str


def _names(record: Authority) -> list[tuple[str, str, str]]:
    """(key of the language's name, its tag, the name) in each language known."""
    languages = (("hant", ORIGINAL), ("hans", SIMPLIFIED), ("en", ENGLISH))
    return [(key, lang, record.names[lang]) for key, lang in languages if record.names.get(lang)]


def _variants(record: Authority) -> dict[str, tuple[str, str]]:
    """The other forms: (language, usage if it is one side's)."""
    shown = set(record.names.values())
    forms: dict[str, tuple[str, str]] = {}
    for variant in record.variants:
        lang = {"english": ENGLISH, "mainland": SIMPLIFIED}.get(variant.usage, ORIGINAL)
        form = to_simplified(variant.form) if lang == SIMPLIFIED else variant.form
        if form not in shown:
            usage = variant.usage if variant.usage in ("taiwan", "mainland") else ""
            forms.setdefault(form, (lang, usage))
    return forms


def _identifiers(record: Authority) -> list[tuple[str, str, str]]:
    """(scheme, value, address) of each identifier."""
    return [
        (scheme.capitalize(), value, SAME_AS[scheme].format(value))
        for scheme, value in sorted(record.identifiers.items())
    ]


def _relations(catalogue: Catalogue, record: Authority) -> list[tuple[str, list[Authority]]]:
    """(key of the relation's name, the records so related)."""
    narrower = [r.id for r in catalogue.listed if record.id in r.broader]
    related = (
        ("actor_place", [record.place] if record.place else []),
        ("actor_participants", record.participants),
        ("actor_broader", record.broader),
        ("actor_narrower", narrower),
    )
    return [(key, [catalogue.records[i] for i in idents]) for key, idents in related]


def _told(catalogue: Catalogue, record: Authority, locale: Locale, root: str) -> Markup:
    """Of an event: every date told of it, side by side, each by whom."""
    own = catalogue.told_of(record.id)

    def items(side: Side) -> Markup:
        said = sayings(side.statements)
        shown = [saying_item(catalogue, s, locale, root) for s in said[:_BESIDE]]
        left = len(said) - _BESIDE
        return Markup().join([*shown, *([more_item(left, locale)] if left > 0 else [])])

    return side_by_side(by_date(own), locale, items) if own else Markup()


def _difference(catalogue: Catalogue, record: Authority, locale: Locale) -> _Text | None:
    """Of an event told differently: the note."""
    differs = catalogue.disagreements.get(record.id)
    if not differs:
        return None
    if note := locale.name(differs.note):
        return _Text(note, locale.name_lang(differs.note))
    dates = locale("name_joiner").join(in_words(side.edtf, locale) for side in differs.sides)
    return _Text(locale("timeline_disagree_auto", dates=dates), "")


@dataclass(frozen=True, slots=True)
class _ToldDate:
    """A date told of an event, and the first statement of the reports ``by`` which it is."""

    edtf: str
    planned: bool
    by: tuple[Statement, ...]
    #: how many more reports tell it
    more: int


@dataclass(frozen=True, slots=True)
class _Event:
    record: Authority
    #: how its dates stand to each other, where there are several
    relation: Disagreement | None
    dates: tuple[_ToldDate, ...]
    #: how many more dates are told of it
    more: int


def _event(catalogue: Catalogue, event: Authority) -> _Event:
    """An event with the dates told of it, in the order of the timeline."""
    by_edtf: dict[str, list[Statement]] = {}
    for statement in catalogue.told_of(event.id):
        by_edtf.setdefault(statement.edtf, []).append(statement)
    dates = tuple(_told_date(edtf, own) for edtf, own in list(by_edtf.items())[:_DATES])
    return _Event(event, catalogue.dated.get(event.id), dates, len(by_edtf) - len(dates))


def _told_date(edtf: str, statements: Sequence[Statement]) -> _ToldDate:
    first: dict[str, Statement] = {}
    for statement in statements:
        first.setdefault(statement.report, statement)
    planned = all(s.planned for s in statements)
    by = tuple(first.values())
    return _ToldDate(edtf, planned, by[:_TOLD_BY], max(0, len(by) - _TOLD_BY))


@dataclass(frozen=True, slots=True)
class _Statements:
    """``count`` of all statements about an actor, the sayings ``shown``, how many are the ``rest``."""

    count: int
    shown: Sequence[Saying]
    rest: int


def _statements(catalogue: Catalogue, record: Authority) -> _Statements | None:
    """The dated statements about it that do not date the event that it is."""
    own = {s.id for s in catalogue.told_of(record.id)}
    found = [s for s in catalogue.statements_about(record.id) if s.id not in own]
    if not found:
        return None
    said = sayings(found)
    return _Statements(len(found) + len(own), said[:_SAYINGS], max(0, len(said) - _SAYINGS))


@dataclass(frozen=True, slots=True)
class _Companion:
    """``places``: report, and the anchors there at which both are mentioned."""

    record: Authority
    count: int
    places: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Companions:
    shown: tuple[_Companion, ...]
    count: int
    most: int


def _company(catalogue: Catalogue, record: Authority) -> _Companions | None:
    """Whom it is mentioned with, each with the shared paragraphs."""
    found = catalogue.company.get(record.id, ())
    if not found:
        return None
    shown = tuple(
        _Companion(catalogue.records[c.actor], len(c.passages), tuple(_places(c.passages)))
        for c in found[:_COMPANY]
    )
    return _Companions(shown, len(found), len(found[0].passages))


def _places(passages: Sequence[tuple[str, str]]) -> Iterable[tuple[str, tuple[str, ...]]]:
    for report, own in groupby(passages[:_PASSAGES], key=lambda passage: passage[0]):
        yield report, tuple(anchor for _, anchor in own)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The mentions in one report: (address, line of the concordance, place in words)."""

    id: str
    lang: str
    lines: tuple[tuple[str, Line, str], ...]


def _concordance(
    catalogue: Catalogue,
    locale: Locale,
    chunks: Sequence[Sequence[Mention]],
    number: int,
    path: str,
) -> Markup:
    """Page ``number`` of the mentions as HTML, '' where there are none."""
    chunk, count = chunks[number - 1], len(chunks)
    if not chunk:
        return Markup("")
    root = up(path)
    title = locale("actor_mentions")
    if count > 1:
        title = locale("actor_mentions_page", page=number, pages=count)
    return fill(
        "actors/mentions.md.j2",
        **calls(catalogue, locale, root),
        title=title,
        number=number,
        # Below the heading of all mentions; a further page has none but its title.
        heading="h3" if number == 1 else "h2",
        total=sum(map(len, chunks)),
        reports=[
            _lines(catalogue, locale, root, report, tuple(own))
            for report, own in groupby(chunk, key=lambda mention: mention.report)
        ],
        pages=[(n, _page(n, number)) for n in range(1, count + 1) if n != number],
    )


def _begin(chunks: Sequence[Sequence[Mention]]) -> dict[str, str]:
    """Where the mentions in each report begin, from the first page of an actor: report -> link."""
    places: dict[str, str] = {}
    for number, chunk in enumerate(chunks, 1):
        for mention in chunk:
            further = f"{number}/" if number > 1 else ""
            places.setdefault(mention.report, f"{further}#in-{mention.report}")
    return places


def _lines(
    catalogue: Catalogue, locale: Locale, root: str, ident: str, mentions: Sequence[Mention]
) -> _Lines:
    report = catalogue.reports[ident]
    return _Lines(
        ident,
        text_lang(report, locale),
        tuple(
            (
                passage_url(root, ident, m.block, m.surface),
                line(
                    locale.script(catalogue.texts[ident][m.block], report.record.language),
                    m.start,
                    m.end,
                    _CONTEXT,
                ),
                place_in_words(m.block, locale),
            )
            for m in mentions
        ),
    )


def _page(target: int, here: int) -> str:
    """The way from page ``here`` of the mentions to page ``target``."""
    back = "../" if here > 1 else ""
    return f"{back}#mentions" if target == 1 else f"{back}{target}/"
