"""Who appears with whom: where nodes stand, and what a tie counts."""

from __future__ import annotations

import json
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from cefu.archive.catalogue import Catalogue
from cefu.archive.reading import Archive
from cefu.outputs.html.actors.layout import placed
from cefu.outputs.html.actors.network import FIELD, Network, network_data, ring
from cefu.outputs.i18n.locale import locale

Box = tuple[tuple[int, int], tuple[float, float]]


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes have more than an edge, rounded to whole units, in common."""
    ((x, y), (wide, tall)), ((x2, y2), (wide2, tall2)) = one, other
    return abs(x - x2) < (wide + wide2) / 2 - 1.5 and abs(y - y2) < (tall + tall2) / 2 - 1.5


@settings(max_examples=30)
@given(
    st.lists(st.integers(20, 120), min_size=1, max_size=40),
    st.lists(st.tuples(st.integers(0, 39), st.integers(0, 39), st.integers(1, 30)), max_size=60),
)
def test_labels_keep_clear_of_each_other(
    widths: list[int], drawn: list[tuple[int, int, int]]
) -> None:
    sizes = [(float(width), 24.0) for width in widths]
    ties = {(a, b): w for a, b, w in drawn if a < b < len(widths)}
    at = placed(ties, [30] * len(widths), sizes, FIELD)
    boxes = list(zip(at, sizes, strict=True))
    assert not [pair for pair in combinations(boxes, 2) if meet(*pair)]
    for (x, y), (wide, tall) in boxes:
        assert wide / 2 - 1 <= x <= FIELD[0] - wide / 2 + 1
        assert tall / 2 - 1 <= y <= FIELD[1] - tall / 2 + 1
    assert placed(ties, [30] * len(widths), sizes, FIELD) == at


def test_what_is_tied_stands_together() -> None:
    def far(one: tuple[int, int], other: tuple[int, int]) -> float:
        return ((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2) ** 0.5

    ties = {pair: 8 for half in (range(6), range(6, 12)) for pair in combinations(half, 2)}
    at = placed(ties, [8] * 12, [(40.0, 20.0)] * 12, FIELD)
    within = [far(at[a], at[b]) for a, b in ties]
    across = [far(at[a], at[b]) for a in range(6) for b in range(6, 12)]
    assert sum(within) / len(within) < 0.6 * sum(across) / len(across)


def test_nothing_to_place() -> None:
    assert placed({}, [], [], FIELD) == []
    assert placed({}, [1], [(40, 20)], FIELD) == [(500, 320)]


def test_a_tie_counts_the_passages_that_name_both(archive: Archive) -> None:
    network = Network(Catalogue(archive))

    def passages(name: str) -> set[tuple[str, str]]:
        cases = {name} | {
            r.id for r in archive.authorities.records if name in archive.authorities.broader(r.id)
        }
        return {(m.report, m.block) for m in archive.mentions if m.actor in cases}

    kim, trump = passages("kim-jong-un"), passages("donald-trump")
    assert len(kim & trump) > 20
    assert set(network.ties["donald-trump", "kim-jong-un"]) == kim & trump
    assert network.named_in["kim-jong-un"] == len(kim)
    told = json.loads(network_data(network, locale("en")))
    number = {node[0]: nth for nth, node in enumerate(told["nodes"])}
    both = {number["kim-jong-un"], number["donald-trump"]}
    assert sum(both <= set(nodes) for _, _, nodes, _ in told["passages"]) == len(kim & trump)


def test_no_tie_to_what_it_is_a_case_of(archive: Archive) -> None:
    network = Network(Catalogue(archive))
    for one, other in network.ties:
        assert other not in archive.authorities.broader(one)
        assert one not in archive.authorities.broader(other)


def test_a_ring_has_the_nearest_companions(archive: Archive) -> None:
    catalogue = Catalogue(archive)
    drawn = ring(catalogue, catalogue.records["kim-jong-un"], locale("zh-Hant"))
    assert drawn is not None
    counts = [node["count"] for node in drawn["nodes"]]
    assert counts == [len(c.passages) for c in catalogue.company["kim-jong-un"][:9]]
