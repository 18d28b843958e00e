"""Who appears with whom: the page of the network, the data that its script draws, and the
ties around one actor.

Two actors are tied by every paragraph or note that names both; what one is a case of is
not tied to it.  The picture is made here, so that it is there without scripts; the table
of pairs says the same as text.
"""

from __future__ import annotations

import cmath
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from math import sqrt

from cefu.archive.catalogue import Catalogue
from cefu.archive.kept import Kept, digest, program
from cefu.model.authority import Authority
from cefu.model.edtf import parse
from cefu.model.language import LANGS, Lang
from cefu.outputs.cite.short_names import short_name
from cefu.outputs.html.actors.layout import placed
from cefu.outputs.html.calls import calls
from cefu.outputs.html.page import Page
from cefu.outputs.html.template import fill
from cefu.outputs.i18n.locale import Locale

PATH = "network/index.md"
DATA = "network/network.json"
#: Kinds of records that are switched together, and how many of each are drawn.
GROUPS = {
    "persons": (("person",), 26),
    "bodies": (("state", "organisation", "media"), 26),
    "places": (("place", "facility"), 12),
    "subjects": (("agreement", "initiative", "event", "exercise", "weapon", "concept"), 26),
}
#: Those shown at first, with as many of the strongest ties as can be told apart.
FIRST, _TIES = ("persons", "bodies"), 60
#: So many pairs stand in the page's table, each with so many of its passages.
_PAIRS, _PASSAGES = 60, 6
#: The drawing, and its letters, in its own units.
FIELD, _LETTERS, _ROW = (1000, 640), 12, 26
#: What the script says.
SAID = (
    "status",
    "shared",
    "of",
    "node",
    "tie",
    "ties_of",
    "page",
    "none",
    "source",
    "failed",
    "rows_more",
)

Pair = tuple[str, str]


class Network:
    """The ties between the actors of an archive that are named with others most.

    ``kept`` has the places of the last build, one set a language, and gets those of this one.
    """

    def __init__(self, catalogue: Catalogue, kept: Kept | None = None) -> None:
        self.catalogue, self._kept = catalogue, kept or Kept()
        for lang in LANGS:
            self._kept.spare(_slot(lang))

    @cached_property
    def groups(self) -> Mapping[str, str]:
        """Actor -> its group, those with most shared passages first."""
        company = self.catalogue.company
        weight = {
            actor: len({p for c in own for p in c.passages}) for actor, own in company.items()
        }
        ranked = sorted(weight, key=lambda actor: (-weight[actor], actor))
        found: dict[str, str] = {}
        for group, (types, most) in GROUPS.items():
            own = [a for a in ranked if self.catalogue.records[a].type in types]
            found |= dict.fromkeys(own[:most], group)
        return {actor: found[actor] for actor in ranked if actor in found}

    @cached_property
    def ties(self) -> Mapping[Pair, tuple[tuple[str, str], ...]]:
        """The passages (report, anchor) of each pair, the pair with most first."""
        found = {
            (actor, c.actor): c.passages
            for actor in self.groups
            for c in self.catalogue.company[actor]
            if actor < c.actor and c.actor in self.groups
        }
        ordered = sorted(found, key=lambda pair: (-len(found[pair]), pair))
        return {pair: found[pair] for pair in ordered}

    @cached_property
    def threshold(self) -> int:
        """The least weight of which the picture at first shows ties."""
        weights = [len(own) for pair, own in self.ties.items() if self.at_first(pair)]
        return weights[_TIES] + 1 if len(weights) > _TIES else min(weights, default=1)

    def at_first(self, pair: Pair) -> bool:
        """Whether both of a pair are of the groups shown at first."""
        return all(self.groups[actor] in FIRST for actor in pair)

    @cached_property
    def named_in(self) -> Mapping[str, int]:
        """Actor -> paragraphs and notes that name it."""
        mentions = self.catalogue.mentions
        return {a: len({(m.report, m.block) for m in mentions[a]}) for a in self.groups}

    def places(self, locale: Locale) -> Mapping[str, tuple[int, int]]:
        """Where each actor stands, its name in the page's language beside it."""
        number = {actor: nth for nth, actor in enumerate(self.groups)}
        ties = {(number[a], number[b]): len(own) for (a, b), own in self.ties.items()}
        totals = [self.named_in[actor] for actor in number]
        sizes = [
            (label_width(self.name(a, locale)) + 2 * self.radius(a) + 10, _ROW) for a in number
        ]
        told = (ties, totals, sizes, FIELD)
        made_of = digest(program(), repr(told))
        at = self._kept.latest(_slot(locale.lang), made_of, lambda: placed(*told))
        return dict(zip(number, at, strict=True))

    def radius(self, actor: str) -> float:
        """Of a circle whose area goes with how many passages name the actor."""
        most = max(self.named_in.values())
        return round(3 + 9 * sqrt(self.named_in[actor] / most), 1)

    def name(self, actor: str, locale: Locale) -> str:
        return locale.name(self.catalogue.records[actor].names)


def _slot(lang: Lang) -> str:
    return f"network {lang}"


def label_width(text: str) -> float:
    """About how wide ``text`` is in the drawing.

    >>> label_width("川普"), label_width("Trump")
    (24, 33.6)
    """
    return round(sum(_LETTERS if char > "\u2e7f" else 0.56 * _LETTERS for char in text), 1)


def network_page(network: Network, locale: Locale) -> Page:
    """The page at ``network/``: controls, the picture as it is at first, the pairs."""
    lead = locale("network_lead")
    pairs = [pair for pair in network.ties if network.at_first(pair)]
    body = fill(
        "actors/network.md.j2",
        **calls(network.catalogue, locale, "../"),
        groups=[group for group in GROUPS if group in network.groups.values()],
        first=FIRST,
        reports=[(r.id, short_name(r.record, locale)) for r in network.catalogue.archive.reports],
        threshold=network.threshold,
        most=max((len(own) for own in network.ties.values()), default=0),
        said=json.dumps({key: locale(f"network_{key}") for key in SAID}, ensure_ascii=False),
        picture=_picture(network, locale),
        pairs=[_row(network, pair) for pair in pairs[:_PAIRS]],
        count=len(pairs),
    )
    meta = {"hide": ["navigation", "toc"], "style_sheets": ["assets/cefu/pictures.css"]}
    return Page(PATH, locale("network"), body, lead, meta)


def _picture(network: Network, locale: Locale) -> dict[str, object]:
    """What the template draws at first: ties and nodes, in the drawing's units."""
    at = network.places(locale)
    most = max((len(own) for own in network.ties.values()), default=1)
    ties = [
        (*at[a], *at[b], tie_width(len(own), most))
        for (a, b), own in network.ties.items()
        if network.at_first((a, b)) and len(own) >= network.threshold
    ]
    shown = {
        actor
        for pair, own in network.ties.items()
        if network.at_first(pair) and len(own) >= network.threshold
        for actor in pair
    }
    nodes = [
        {
            "id": actor,
            "name": network.name(actor, locale),
            "group": group,
            "x": left(at[actor][0], network.name(actor, locale)),
            "y": at[actor][1],
            "r": network.radius(actor),
        }
        for actor, group in network.groups.items()
        if actor in shown
    ]
    return {"ties": ties, "nodes": nodes, "field": FIELD}


def left(middle: int, name: str) -> float:
    """Where the circle stands, when circle and label together have their middle there."""
    return round(middle - label_width(name) / 2, 1)


def tie_width(weight: int, most: int) -> float:
    """Linear in the weight.

    >>> tie_width(1, 41), tie_width(41, 41)
    (0.8, 8.6)
    """
    return round(0.6 + 8 * weight / most, 1)


@dataclass(frozen=True, slots=True)
class Row:
    """A pair as the table has it; ``places`` are report and anchor of its first passages."""

    one: Authority
    other: Authority
    shared: int
    of_one: int
    of_other: int
    places: tuple[tuple[str, str], ...]


def _row(network: Network, pair: Pair) -> Row:
    one, other = sorted(pair, key=lambda actor: (-network.named_in[actor], actor))
    records, passages = network.catalogue.records, network.ties[pair]
    named = network.named_in
    return Row(
        records[one], records[other], len(passages), named[one], named[other], passages[:_PASSAGES]
    )


def network_data(network: Network, locale: Locale) -> bytes:
    """The network as JSON: ``nodes`` (id, name, group, x, y, radius, passages that name it),
    ``reports`` (id, short name), ``kin`` (pairs that are no ties), and ``passages`` (number
    of the report, anchor, numbers of the nodes named, first and last year told of or null)."""
    catalogue, number = network.catalogue, {a: nth for nth, a in enumerate(network.groups)}
    at = network.places(locale)
    reports = {ident: nth for nth, ident in enumerate(catalogue.reports)}
    named: dict[tuple[str, str], set[int]] = {}
    for pair, passages in network.ties.items():
        for passage in passages:
            named.setdefault(passage, set()).update(number[actor] for actor in pair)
    place = {report: catalogue.in_order(report) for report in reports}
    years = _years(catalogue)
    tied = {tuple(sorted(number[a] for a in pair)) for pair in network.ties}
    together = {pair for nodes in named.values() for pair in combinations(sorted(nodes), 2)}
    told = {
        "nodes": [
            [a, network.name(a, locale), group, left(at[a][0], network.name(a, locale)), at[a][1],
             network.radius(a), network.named_in[a]]
            for a, group in network.groups.items()
        ],
        "reports": [[r.id, short_name(r.record, locale)] for r in catalogue.archive.reports],
        "kin": sorted(together - tied),
        "passages": [
            [reports[report], anchor, sorted(nodes), years.get((report, anchor))]
            for (report, anchor), nodes in sorted(
                named.items(), key=lambda i: (reports[i[0][0]], place[i[0][0]][i[0][1]])
            )
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _years(catalogue: Catalogue) -> Mapping[tuple[str, str], list[int]]:
    """The first and last year of which the statements of each passage tell."""
    found: dict[tuple[str, str], list[int]] = {}
    for s in catalogue.archive.statements:
        ends = parse(s.edtf).ends
        first, last = ends[0].first_day[0], ends[-1].last_day[0]
        own = found.setdefault((s.report, s.block), [first, last])
        own[:] = [min(own[0], first), max(own[1], last)]
    return found


# --- around one actor --------------------------------------------------------------------

#: So many companions are drawn around an actor.
_RING = 9


def ring(catalogue: Catalogue, record: Authority, locale: Locale) -> dict[str, object] | None:
    """The companions that ``record`` shares most passages with, in a ring around it, tied to
    it and, in the same passages, to each other; None with fewer than three."""
    company = catalogue.company.get(record.id, ())[:_RING]
    if len(company) < 3:
        return None
    most = len(company[0].passages)
    at = _ring_places(len(company))
    shared = [set(c.passages) for c in company]
    ties = [
        (*at[a], *at[b], tie_width(len(shared[a] & shared[b]), most))
        for a, b in combinations(range(len(company)), 2)
        if len(shared[a] & shared[b]) > 1 and not _kin(catalogue, company[a].actor, company[b].actor)
    ]  # fmt: skip
    nodes = [
        {
            "id": c.actor,
            "name": locale.name(catalogue.records[c.actor].names),
            "count": len(c.passages),
            "x": x,
            "y": y,
            "width": tie_width(len(c.passages), most),
            "anchor": "start" if x > 5 else "end" if x < -5 else "middle",
            "dx": 10 if x > 5 else -10 if x < -5 else 0,
            "dy": 4 if abs(x) > 5 else 20 if y > 0 else -11,
        }
        for c, (x, y) in zip(company, at, strict=True)
    ]
    return {"nodes": nodes, "ties": ties, "name": locale.name(record.names)}


def _kin(catalogue: Catalogue, one: str, other: str) -> bool:
    broader = catalogue.archive.authorities.broader
    return other in broader(one) or one in broader(other)


def _ring_places(count: int) -> Sequence[tuple[int, int]]:
    """Places around a middle, evenly from the top.

    >>> _ring_places(4)
    [(0, -105), (120, 0), (0, 105), (-120, 0)]
    """
    turns = [cmath.exp(2j * cmath.pi * nth / count) for nth in range(count)]
    return [(round(120 * turn.imag), round(-105 * turn.real)) for turn in turns]
