"""Related wording: what is alike and what keeps company, and never among the results."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cefu.names.register import Authorities
from cefu.outputs.data.concepts import Told, concepts
from cefu.site.project import theme_folder
from static_host import StaticHost


@pytest.fixture
def ask(page: Page, serve: Callable[..., StaticHost]) -> Callable[..., Any]:
    """What a function of ``help/related.js`` gives; the index is not needed for it."""
    page.goto(f"{serve(theme_folder() / 'assets/cefu/js').url}search/help/related.js")

    def answer(call: str, *given: object) -> Any:
        script = f"async (given) => {{ const m = await import('/search/help/related.js'); return ({call})(...given); }}"
        return page.evaluate(script, list(given))

    return answer


def test_the_ratio_is_dunnings(ask: Callable[..., Any]) -> None:
    def entropy(*counts: float) -> float:
        total = sum(counts)
        return sum(n * math.log(n / total) for n in counts if n)

    for both, term, concept, every in ((3, 4, 5, 100), (1, 10, 10, 100), (5, 5, 5, 60)):
        cells = (both, term - both, concept - both, every - term - concept + both)
        rows, columns = (term, every - term), (concept, every - concept)
        expected = 2 * (entropy(*cells) - entropy(*rows) - entropy(*columns))
        assert ask("m.likelihood", both, term, concept, every) == pytest.approx(expected)
    # What is as frequent with the concept as elsewhere says nothing.
    assert ask("m.likelihood", 1, 10, 10, 100) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("戰時指揮權", "戰時作戰指揮權", 5 / 7),
        ("飛彈防禦", "飛彈防禦系統", 3 * 2 / 8),
        ("人權", "主權", 0),
        ("和平協定", "和平協議", 2 * 2 / 6),
    ],
)
def test_likeness(ask: Callable[..., Any], one: str, other: str, alike: float) -> None:
    assert ask("m.likeness", one, other) == pytest.approx(alike)


def test_english_leads_to_what_stands_where_it_is_said(ask: Callable[..., Any]) -> None:
    shared = [
        Told("韓方同意調高岸防經費，談判持續。", "Seoul agrees to pay more for coastal defence"),
        Told("國會質疑岸防經費，美方不讓步。", "Assembly questions the cost of coastal defence"),
        Told("岸防經費增幅未定；峰會延期。", "How much coastal defence will cost is open"),
    ]
    others = [
        Told(f"第{n}輪貿易談判在首都登場，峰會延期。", "Trade talks go on") for n in range(30)
    ]
    data = json.loads(concepts([*shared, *others], Authorities(())))
    call = "(data, query) => m.related(data, query, (text) => text.toLowerCase())"
    found = ask(call, data, "coastal defense")
    assert found[0]["term"] == "岸防經費"
    assert {one["term"] for one in found}.isdisjoint({"峰會", "貿易"})
    # A concept of which a word is nowhere said is another concept.
    assert ask(call, data, "defence umbrella") == []
    assert ask(call, data, "coastal -defence") == []


def test_a_name_comes_before_guesses_and_its_parts_only_where_it_has_none(
    ask: Callable[..., Any],
) -> None:
    data = {
        "blocks": 100,
        "stems": {},
        "terms": [
            ["停火", "", [1, 2]],
            ["分段", "", [3]],
            ["查核", "", [4]],
            ["戰事", "", [*range(50)]],
        ],
        "records": [
            [["停火", "cease-fire"], [], []],
            [["分段", "step by step"], [], []],
            [["查核", "inspection"], [], []],
            [["戰事", "war"], [], []],
        ],
    }
    call = "(data, query) => m.related(data, query, (text) => text.toLowerCase()).map(({ term }) => term)"
    assert ask(call, data, "cease-fire") == ["停火"]
    assert ask(call, data, "cease-fire inspection") == ["停火", "查核"]
    # “One step” is not “step by step”; what half of the blocks have tells nothing apart.
    assert ask(call, data, "one step war") == []


# --- in use -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(site: Path, serve: Callable[..., StaticHost]) -> str:
    return serve(site, below="/sub/").url


def test_a_wording_is_switched_on_and_listed_apart(page: Page, base: str) -> None:
    page.goto(f"{base}en/search/?q=defence+cost+sharing")
    expect(page.locator(".cs-related")).to_be_visible()
    status = page.locator(".cs-status")
    expect(status).not_to_be_empty()
    before, hits = status.inner_text(), page.locator(".cs-results .cs-hit").count()
    page.get_by_text("Related wording").click()
    box = page.get_by_role("checkbox", name=re.compile("軍費"))
    box.check()
    expect(page).to_have_url(re.compile("also="))
    labels = page.locator(".cs-through .cs-through-label")
    expect(labels.first).to_contain_text("軍費")
    assert labels.count() == page.locator(".cs-through .cs-hit").count()
    assert (status.inner_text(), page.locator(".cs-results .cs-hit").count()) == (before, hits)
    page.reload()
    expect(page.locator(".cs-through .cs-hit").first).to_be_visible()
    expect(box).to_be_checked()
    box.uncheck()
    expect(page.locator(".cs-through .cs-hit")).to_have_count(0)


def test_another_query_has_no_wordings_switched_on(page: Page, base: str) -> None:
    page.goto(f"{base}search/?q=战时指挥权&also=指揮權")
    expect(page.locator(".cs-through .cs-title")).to_contain_text("指揮權")
    page.locator("#cs-q").fill("制裁")
    expect(page).not_to_have_url(re.compile("also="))
    expect(page.locator(".cs-through .cs-hit")).to_have_count(0)
