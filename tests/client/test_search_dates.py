"""Dates in queries: read alike in every form, answered from what statements were resolved to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from cefu.dates.printed import first_date
from cefu.outputs.search.passage import Passage, Piece, Source, Told
from search_archive import write_site
from static_host import StaticHost

VECTORS: list[tuple[str, str | None]] = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "date_queries.yml").read_text("utf-8")
)

#: Section, text, and the words of its dates with what they were resolved to.
SECTIONS = [
    ("s1", "2018年6月12日兩國在新加坡會談。", [("2018年6月12日", "2018-06-12")]),
    ("s2", "其後於6月12日簽署聲明，次日返國。", [("6月12日", "2018-06-12"), ("次日", "2018-06-13")]),
    ("s3", "前一年的6月12日，試射一枚飛彈。", [("6月12日", "2017-06-12")]),
    ("s4", "雙方於6月10日至14日談判。", [("6月10日至14日", "2018-06-10/2018-06-14")]),
    ("s5", "當年夏季情勢緩和，7月27日為紀念日。", [("當年夏季", "2018-22"), ("7月27日", "2018-07-27")]),
    ("s6", "2018年的預算增加。", [("2018年", "2018")]),
    ("s7", "一份沒有日期的文字。", []),
]  # fmt: skip


@dataclass
class Site:
    page: Page

    def found(self, query: str, **options: Any) -> dict[str, Any]:
        made: dict[str, Any] = self.page.evaluate(
            """async ([query, options]) => {
              const { search } = await import(new URL("assets/cefu/search.js", document.baseURI));
              const found = await search(query, { limit: 1000, ...options });
              return { total: found.total, days: found.days, relaxed: found.relaxed, passages: found.passages };
            }""",
            [query, options],
        )
        assert made["relaxed"] or made["total"] == len(made["passages"])
        return made

    def sections(self, query: str, **options: Any) -> set[str]:
        return {each["section"] for each in self.found(query, **options)["passages"]}


@pytest.fixture(scope="module")
def site(
    chromium: Browser, serve: Callable[..., StaticHost], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    source = Source("r", "reports/r/", {"zh-Hant": "報告"}, "2018-07")
    made = [
        Passage(
            source, name, f"reports/r/#{name}", ({"zh-Hant": name},),
            (Piece(f"p{name}", "paragraph", text),),
            tuple(Told(f"p{name}", words, edtf) for words, edtf in told),
        )
        for name, text, told in SECTIONS
    ]  # fmt: skip
    host = serve(write_site(tmp_path_factory.mktemp("site"), made, ()))
    page = chromium.new_page()
    page.goto(host.url)
    yield Site(page)
    page.close()


@pytest.mark.parametrize(
    "query",
    ["June 12, 2018", "12 June 2018", "2018年6月12日", "2018/6/12", "民國107年6月12日", "二〇一八年六月十二日"],
)  # fmt: skip
def test_a_day_is_found_in_every_form(site: Site, query: str) -> None:
    assert site.sections(query) == {"s1", "s2", "s4"}
    [day] = site.found(query)["days"]
    assert day["url"].endswith("/timeline/#2018-06-12")


def test_wider_dates_and_ranges(site: Site) -> None:
    assert site.sections("June 2018") == {"s1", "s2", "s4"}
    assert site.sections("2018年6月13日至14日") == {"s2", "s4"}
    assert site.sections("summer 2018") == {"s1", "s2", "s4", "s5"}
    assert site.sections("6月12日") == {"s1", "s2", "s3", "s4"}
    assert site.found("June 2018 試射")["total"] == 0


def test_dates_and_other_terms_together(site: Site) -> None:
    assert site.sections("12 June 2018 新加坡") == {"s1"}
    assert site.sections("June 12, 2018 聲明") == {"s2"}


def test_a_date_as_typed_is_only_that(site: Site) -> None:
    assert site.sections("2018年6月12日", variants=False) == {"s1"}
    assert site.sections("「6月12日」") == {"s1", "s2", "s3"}


def test_words_of_a_date_are_marked(site: Site) -> None:
    hits = {each["section"]: each for each in site.found("June 12, 2018")["passages"]}
    marked = [hits["s2"]["snippet"][start:end] for start, end in hits["s2"]["marks"]]
    assert marked == ["6月12日"]


def test_the_browser_reads_dates_as_the_vectors_tell(site: Site) -> None:
    read = site.page.evaluate(
        """async (queries) => {
          const { readDate } = await import(
            new URL("assets/cefu/js/search/engine/dates.js", document.baseURI));
          return queries.map((query) => readDate(query)?.edtf ?? null);
        }""",
        [query for query, _ in VECTORS],
    )
    assert list(zip([query for query, _ in VECTORS], read, strict=True)) == [
        (query, edtf) for query, edtf in VECTORS
    ]


@pytest.mark.parametrize(
    ("query", "edtf"),
    [(q, e) for q, e in VECTORS if e and "/" not in e and not e.startswith("XXXX") and e[5] != "2"],
)
def test_printed_dates_are_read_alike(query: str, edtf: str) -> None:
    assert first_date(query, roc=True) == edtf
