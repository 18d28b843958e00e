"""What readers do, in the engines of Firefox and Safari; run by ``make test-engines``.

The tests proper run in Chromium.  Here the same site is searched and read in Gecko and
WebKit, as far as those can be installed on this machine.
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from cefu.text.fold import fold_key
from static_host import StaticHost

sys.path.insert(0, str(Path(__file__).parent))

from drivers import Engine, Gecko, WebKit

DATA = Path(__file__).resolve().parents[2] / "data"
TO_SIMPLIFIED = OpenCC("t2s").convert
SEARCH = """async (queries, options) => {
  const { search } = await import(new URL("/archive/assets/cefu/search.js", location.href));
  const out = [];
  for (const query of queries) {
    const { total, exact, passages } = await search(query, { limit: 1000, ...options });
    out.push({ total, exact, found: passages.map((one) => [one.report, one.section]) });
  }
  return out;
}"""


@pytest.fixture(scope="module")
def host(site: Path, serve: Callable[..., StaticHost]) -> StaticHost:
    return serve(site, below="/archive/")


@pytest.fixture(scope="module", params=[Gecko, WebKit], ids=["gecko", "webkit"])
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    running = request.param()
    yield running
    running.close()


@pytest.fixture(scope="module")
def reports(site: Path) -> list[dict[str, Any]]:
    return list(json.loads((site / "data" / "reports.json").read_text("utf-8"))["reports"])


def test_any_substring_is_found_wherever_it_stands(
    engine: Engine, host: StaticHost, reports: list[dict[str, Any]]
) -> None:
    texts: dict[tuple[str, str], list[str]] = {}
    for report in reports:
        for block in report["blocks"]:
            texts.setdefault((report["id"], block["section"]), []).append(fold_key(block["text"]))
    chance = random.Random(5)
    blocks = [block["text"] for report in reports for block in report["blocks"]]
    cuts: list[str] = []
    while len(cuts) < 300:
        text = chance.choice(blocks)
        at = chance.randrange(len(text))
        cut = text[at : at + chance.randrange(1, 13)]
        if chance.random() < 0.3:
            cut = TO_SIMPLIFIED(cut)
        if fold_key(cut) and not re.search(r"[\s\x00-\x7f“”＂－−｜]", cut):
            cuts.append(cut)
    engine.goto(host.url)
    for cut, result in zip(cuts, engine.run(SEARCH, cuts, {"variants": False}), strict=True):
        key = fold_key(cut)
        truth = {place for place, pieces in texts.items() if any(key in one for one in pieces)}
        # Notes lie beside the blocks of a section, so there may be more.
        assert truth <= {(report, section) for report, section in result["found"]}, cut
        assert result["exact"], cut
        assert result["total"] == len(result["found"]), cut


def test_folding_is_the_same(engine: Engine, host: StaticHost) -> None:
    cases = json.loads((DATA / "fold_vectors.json").read_text("utf-8"))["same"]
    engine.goto(host.url)
    keys = engine.run(
        """async (cases) => {
          const { open } = await import(new URL("/archive/assets/cefu/search.js", location.href));
          const { key } = await open();
          return cases.map(({ texts }) => texts.map(key));
        }""",
        cases,
    )
    for case, found in zip(cases, keys, strict=True):
        # The site's table has only what its texts can match; what is left over folds alike.
        assert {fold_key(key) for key in found} == {case["key"]}, case["comment"]


@pytest.mark.parametrize("prefix", ["", "zh-Hans/", "en/"])
def test_the_search_page(engine: Engine, host: StaticHost, prefix: str, tmp_path: Path) -> None:
    engine.goto(f"{host.url}{prefix}search/")
    engine.until("() => !!document.querySelector('.cs-notes')")
    engine.type("#cs-q", "特朗普 弃核")
    engine.until("() => document.querySelectorAll('.cs-hit mark').length > 3")
    engine.screenshot(tmp_path / f"{engine.name}.png")
    assert engine.until("() => document.querySelector('.cs-facet input') && location.search")
    hit = engine.run("() => document.querySelector('.cs-hit').href")
    engine.goto(hit)
    told = engine.until("() => document.querySelector('.cefu-hits [role=status]')?.textContent")
    engine.run("() => document.querySelector('.cefu-hits button:nth-of-type(2)').click()")
    assert (
        engine.run("() => document.querySelector('.cefu-hits [role=status]').textContent") != told
    )


def test_the_box_in_the_head(engine: Engine, host: StaticHost) -> None:
    engine.goto(host.url)
    engine.type("header input[type=search]", "板門店宣言")
    marked = "() => document.querySelector('.cs-panel:not([hidden]) .cs-hit mark')?.textContent"
    assert engine.until(marked) == "板門店宣言"
    engine.type("header input[type=search]", "\ue00c")
    assert engine.until("() => document.querySelector('.cs-panel').hidden")


def test_half_typed_words_of_an_input_method_are_not_searched(
    engine: Engine, host: StaticHost
) -> None:
    engine.goto(f"{host.url}search/")
    engine.until("() => !!document.querySelector('.cs-notes')")
    told = engine.run(
        """async () => {
          const input = document.querySelector("#cs-q");
          const status = () => document.querySelector(".cs-status").textContent;
          const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));
          input.focus();
          input.dispatchEvent(new CompositionEvent("compositionstart"));
          input.value = "ㄏㄜˊ";
          input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
          await wait(600);
          const before = status();
          input.value = "核試";
          input.dispatchEvent(new CompositionEvent("compositionend"));
          await wait(1500);
          return [before, status()];
        }"""
    )
    assert told[0] == ""
    assert "段" in told[1]


def test_a_missing_file_is_told(engine: Engine, host: StaticHost) -> None:
    engine.goto(host.url)
    error = engine.run(
        """async () => {
          const { search } = await import(new URL("/archive/assets/cefu/search.js", location.href));
          const real = window.fetch;
          window.fetch = () => Promise.reject(new TypeError("offline"));
          try {
            await search("無核化");
          } catch (error) {
            return [error.name, error.kind];
          } finally {
            window.fetch = real;
          }
        }"""
    )
    assert error == ["SearchError", "network"]


def test_the_reading_room(engine: Engine, host: StaticHost, reports: list[dict[str, Any]]) -> None:
    engine.goto(f"{host.url}reports/{reports[0]['id']}/")
    engine.until("() => !!document.querySelector('.cefu-cite-bar')")
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert engine.run(wide) <= 0
    engine.run("() => { document.querySelector('#cite').open = true; }")
    cited = "() => document.querySelector('#cite [data-style=chicago] .cefu-citation')?.textContent"
    assert "Accessed" in engine.until(cited)
    engine.run("() => document.querySelector('.cefu-anchor').click()")
    assert engine.until("() => document.querySelector('[role=menu] [role=menuitem]')?.textContent")
    engine.run("() => document.querySelector(\"input[name='cefu-theme'][value='slate']\").click()")
    dark = "() => document.body.dataset.mdColorScheme === 'slate'"
    assert engine.until(dark)
    engine.run("() => document.querySelector(\"input[name='cefu-theme'][value='auto']\").click()")


@pytest.mark.parametrize("page", ["", "reports/", "timeline/", "actors/", "cite/", "data/"])
def test_nothing_runs_off_the_page(engine: Engine, host: StaticHost, page: str) -> None:
    engine.goto(host.url + page)
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert engine.run(wide) <= 0


def test_the_names_are_filtered(engine: Engine, host: StaticHost) -> None:
    engine.goto(host.url + "actors/")
    status = "() => document.querySelector('#cefu-actors-filter [role=status]')?.textContent"
    before = engine.until(status)
    engine.type("#cefu-actors-filter input[type=search]", "习近平")
    engine.until(f"(before) => ({status})() !== before", before)
