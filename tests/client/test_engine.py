"""The engine's modules by themselves, in a real browser but without a site: how passages are
gathered and ranked, and how characters fold.

An index is a few numbers here; which passage must come first is said by each test.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from cefu.text.fold import han_table
from static_host import StaticHost

SCRIPTS = Path("scripts/cefu/site/theme/assets/cefu/js")
VECTORS = json.loads((Path(__file__).parents[1] / "data/fold_vectors.json").read_text("utf-8"))


@pytest.fixture
def engine(page: Page, root: Path, serve: Callable[..., StaticHost]) -> Page:
    """A page that can import the modules."""
    page.goto(serve(root / SCRIPTS).url + "common/site.js")
    return page


def ranked(engine: Page, groups: list[list[int]], **more: Any) -> dict[str, Any]:
    """What the ranking makes of posting levels: one list a term, one number a passage.

    ``first`` are the passages that begin each report, and the end; ``days`` the days of the
    reports, counted in years and days of the year, ``masks`` the filters, ``without`` the
    levels of terms that must not be there.
    """
    asked = {
        "groups": groups, "first": [0, *range(1, len(groups[0]) + 1)], "masks": [], "without": [],
        "sort": "relevance", "days": [], "perChunk": 1000, "sure": True,
    } | more  # fmt: skip
    found: dict[str, Any] = engine.evaluate(
        """async (asked) => {
          const rank = await import("/search/engine/rank.js");
          const levels = (each) => ({ levels: Uint8Array.from(each), sure: asked.sure, text: "" });
          const reports = asked.first.length - 1;
          const index = {
            manifest: { passages: asked.groups[0].length, reports, perChunk: asked.perChunk },
            core: { first: Uint32Array.from(asked.first) },
            reports: async () => ({ years: asked.days.map((d) => d[0]), days: asked.days.map((d) => d[1]) }),
          };
          const plan = { groups: asked.groups.map(levels), not: asked.without.map(levels) };
          const masks = asked.masks.map((mask) => Uint8Array.from(mask));
          const { found, exact, score, matched, open } = rank.collect(index, plan, masks);
          const counts = rank.perReport(index, found);
          return {
            found, exact, matched: [...matched], open: [...open], counts: [...counts],
            score: [...score], order: await rank.arrange(index, score, found, counts, asked.sort),
            nearly: rank.nearly(plan, matched).have,
            reports: asked.groups[0].map((_, nth) => rank.reportOf(index, nth)),
          };
        }""",
        asked,
    )
    return found


def test_a_heading_counts_more_than_many_mentions_and_those_more_than_one(engine: Page) -> None:
    told = ranked(engine, [[1, 3, 0, 2]])
    assert told["found"] == [0, 1, 3]
    assert told["order"] == [1, 3, 0]
    one, heading, _, often = told["score"]
    assert one < often < 2 * one
    assert 3 * one < heading < 5 * one


def test_a_rare_term_counts_more_than_a_common_one(engine: Page) -> None:
    common, rare = [1, 1, 1, 2, 1, 0], [1, 2, 0, 1, 0, 0]
    told = ranked(engine, [common, rare])
    assert told["found"] == [0, 1, 3]
    assert told["order"] == [1, 3, 0]
    # log(1 + 6/(1+5)) and log(1 + 6/(1+3)): passage 4 has the one, passage 1 both.
    assert told["score"][4] == pytest.approx(0.6931, abs=1e-3)
    assert told["score"][0] == pytest.approx(0.6931 + 0.9163, abs=1e-3)
    assert told["nearly"] == 2


def test_what_must_not_be_there_is_left_out_and_filters_hide_only(engine: Page) -> None:
    told = ranked(engine, [[1, 1, 1, 1]], without=[[0, 1, 0, 0]], masks=[[1, 1, 0, 1]])
    assert told["found"] == [0, 3]
    assert told["open"] == [1, 0, 1, 1]
    assert told["exact"]
    # A term that may be there by chance leaves nothing out before the text is looked at.
    told = ranked(engine, [[1, 1]], without=[[1, 0]], sure=False)
    assert told["found"] == [0, 1]
    assert not told["exact"]


def test_passages_know_their_reports_and_company_helps(engine: Page) -> None:
    """The second report has three passages that answer, the first and the third one each."""
    told = ranked(engine, [[1, 0, 1, 1, 1, 1]], first=[0, 2, 5, 6])
    assert told["reports"] == [0, 0, 1, 1, 1, 2]
    assert told["counts"] == [1, 3, 1]
    assert set(told["order"][:3]) == {2, 3, 4}
    # Alike otherwise, they come as they stand.
    assert told["order"][3:] == [0, 5]
    # A better passage goes before any company.
    assert ranked(engine, [[2, 0, 1, 1, 1, 1]], first=[0, 2, 5, 6])["order"][0] == 0


def test_company_is_counted_to_eight(engine: Page) -> None:
    """Nine passages are no more company than eight."""
    levels = [1] * 17
    told = ranked(engine, [levels], first=[0, 8, 17])
    assert told["order"][0] == 0
    told = ranked(engine, [levels], first=[0, 7, 17])
    assert told["order"][0] == 7


def test_days_order_both_ways_and_the_undated_come_last(engine: Page) -> None:
    days = [[2018, 40], [0, 0], [2019, 3], [2018, 200]]
    assert ranked(engine, [[1] * 4], days=days, sort="newest")["order"] == [2, 3, 0, 1]
    assert ranked(engine, [[3, 1, 1, 2]], days=days, sort="oldest")["order"] == [0, 3, 2, 1]


def test_of_those_alike_the_ones_that_go_on_come_first(engine: Page) -> None:
    """Passages 2 and 3 answer alike and stand side by side; 0 stands alone before them."""
    told = ranked(engine, [[1, 0, 1, 1]], first=[0, 4])
    # The last of the two has no next one that is alike, and stands as it comes.
    assert told["order"] == [2, 0, 3]


def test_the_next_passage_of_another_file_is_no_reason(engine: Page) -> None:
    """Two passages to a file: 3 is no better than 0 for 4, which is alike but in another file."""
    told = ranked(engine, [[1, 2, 2, 1, 1, 0]], first=[0, 6], perChunk=2)
    assert told["order"] == [1, 2, 0, 3, 4]


def test_a_text_is_shown_in_simplified_with_what_was_decided(engine: Page) -> None:
    """At the second place the build has chosen another character than the table has."""
    made = engine.evaluate(
        """async () => {
          const { inSimplified } = await import("/search/engine/rank.js");
          const core = { script: new Map([["後", "后"], ["乾", "干"]]), han: new Map([["來", "来"]]) };
          return inSimplified({ core }, { text: "後來乾坤後", simplified: ["2", "乾"] });
        }"""
    )
    assert made == "后来乾坤后"


def test_a_citation_with_italics_is_text_wherever_it_has_markup(engine: Page) -> None:
    made = engine.evaluate(
        """async () => {
          const { rich } = await import("/citing/text.js");
          return [
            rich("A <b> & A, Orbis,\\n3.", ["A", "Orbis", "Lost"]), rich("A", []),
            rich("Of A.\\nA, 3.", ["A"], 6),
          ];
        }"""
    )
    assert made[:2] == ["<i>A</i> &#60;b&#62; &#38; A, <i>Orbis</i>,<br>3.", "A"]
    # The words quoted before it are not its title.
    assert made[2] == "Of A.<br><i>A</i>, 3."


def test_an_address_that_is_no_text_names_no_place(engine: Page) -> None:
    made = engine.evaluate(
        """async () => {
          const { idOf } = await import("/common/anchors.js");
          return ["", "#p12", "#%E7%AB%A0", "#100%"].map(idOf);
        }"""
    )
    assert made == ["", "p12", "章", ""]


def test_characters_fold_as_in_python(engine: Page) -> None:
    made = engine.evaluate(
        """async ([table, cases]) => {
          const { folder } = await import("/common/fold.js");
          const { key } = folder(new Map(table));
          return cases.map((texts) => texts.map(key));
        }""",
        [list(han_table().items()), [case["texts"] for case in VECTORS["same"]]],
    )
    for case, keys in zip(VECTORS["same"], made, strict=True):
        assert keys == [case["key"]] * len(case["texts"]), case["comment"]


def test_folded_characters_know_where_they_stood(engine: Page) -> None:
    cases = [c for c in VECTORS["offsets"] if all(char < "\U00010000" for char in c["text"])]
    assert cases
    made = engine.evaluate(
        """async ([table, texts]) => {
          const { folder } = await import("/common/fold.js");
          return texts.map(folder(new Map(table)).fold);
        }""",
        [list(han_table().items()), [case["text"] for case in cases]],
    )
    for case, one in zip(cases, made, strict=True):
        assert one["text"] == case["folded"]
        assert (one["starts"], one["ends"]) == (case["starts"], case["ends"])
